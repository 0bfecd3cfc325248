"""Indicators outside the framework, prepared by the scenario's own rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cluster_core.index.prepare import prepare
from cluster_core.index.selection import prepare_selection
from cluster_core.model.fit import default_scenario
from tests.model.examples import NAN, dataset, facts, indicator, tree

VALUES = {
    **facts(2019, a=[1, 2, 3], b=[9, 9, 9]),
    **facts(2020, a=[1, 5, 9], b=[4, NAN, 8]),
}
DATA = dataset(VALUES, [tree("f", {"f": {"a": 1, "b": 1}})], [indicator("b", "cost"), indicator("empty")])


def test_the_same_numbers_as_in_a_framework_that_holds_them() -> None:
    for choices in ({}, {"pool": "all"}, {"peers": ("R1", "R3")}, {"normalise": "target"}, {"max_age": 0}):
        scenario = default_scenario(DATA, year=2020, **choices)
        found = prepare_selection(DATA, scenario, ["b", "a"])
        within = prepare(DATA, replace(scenario, normalise="minmax"))
        assert found.units == within.units
        for name in ("a", "b"):
            ours, theirs = found.at[name], within.at[name]
            np.testing.assert_array_equal(found.goodness[:, ours], within.goodness[:, theirs])
            np.testing.assert_array_equal(found.denominated[:, ours], within.denominated[:, theirs])


def test_only_what_is_asked_for_once_and_what_is_unknown_is_left_out() -> None:
    scenario = default_scenario(DATA, year=2020)
    assert prepare_selection(DATA, scenario, ["b", "nowhere", "b", "empty"]).indicators == ("b", "empty")


def test_without_data_there_is_nothing_but_no_error() -> None:
    scenario = default_scenario(DATA, year=2020)
    assert np.isnan(prepare_selection(DATA, scenario, ["empty"]).goodness).all()
    assert prepare_selection(DATA, scenario, []).goodness.shape == (3, 0)
