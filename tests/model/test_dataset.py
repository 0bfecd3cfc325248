"""A data set: cubes of values, look-ups that name what exists, and copies with a file of the user's own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.errors import ScenarioError
from cluster_core.model.rules import RuleSet
from cluster_core.model.text import Text
from tests.model.examples import NAN, dataset, facts, tree

ONE, OTHER = tree("one", {"one": {"a": 1}}), tree("other", {"other": {"b": 1}})
VALUES = facts(2020, a=[1, 2, NAN], b=[NAN, 5, 6]) | facts(2018, a=[7, 8, 9])


def test_a_panel_is_a_cube_with_gaps_where_nothing_was_observed() -> None:
    panel = dataset(VALUES, [ONE]).panels["region"]
    assert (panel.units, panel.indicators, panel.years) == (("R1", "R2", "R3"), ("a", "b"), (2018, 2020))
    np.testing.assert_array_equal(panel.of("a"), [[7, 1], [8, 2], [9, NAN]])
    np.testing.assert_array_equal(panel.of("b"), [[NAN, NAN], [NAN, 5], [NAN, 6]])


def test_an_indicator_that_was_never_observed_is_all_gaps() -> None:
    found = dataset(VALUES, [ONE]).panels["region"].of("c")
    assert found.shape == (3, 2)
    assert np.isnan(found).all()


def test_the_order_of_the_facts_does_not_matter() -> None:
    turned = replace(dataset(VALUES, [ONE]), observations=dataset(VALUES, [ONE]).observations[::-1])
    np.testing.assert_array_equal(
        turned.panels["region"].values, dataset(VALUES, [ONE]).panels["region"].values
    )


def test_without_observations_there_are_units_but_no_years() -> None:
    known = dataset({}, [ONE], groups={"R1": "", "R2": ""})
    assert known.years() == ()
    assert known.panels["region"].of("a").shape == (2, 0)
    assert known.years("cluster") == ()


def test_regions_and_clusters_are_kept_apart() -> None:
    clusters = dataset(facts(2021, units=("C1",), a=[4]), [ONE])
    both = replace(
        dataset(VALUES, [ONE]), clusters=clusters.regions, cluster_observations=clusters.observations
    )
    assert (list(both.units("region")), list(both.units("cluster"))) == (["R1", "R2", "R3"], ["C1"])
    assert (both.years("region"), both.years("cluster")) == ((2018, 2020), (2021,))
    assert both.tidy("cluster")["value"].tolist() == [4]


def test_an_unknown_framework_is_refused_with_what_exists_and_the_nearest() -> None:
    known = dataset(VALUES, [ONE, OTHER])
    assert known.framework("other") is OTHER
    with pytest.raises(ScenarioError) as refused:
        known.framework("othr")
    assert str(refused.value) == "framework: found 'othr', allowed: one, other. Did you mean 'other'?"


def test_where_there_is_none_it_says_so() -> None:
    with pytest.raises(ScenarioError, match=r"^rules: found 'r', allowed: none is there\.$"):
        dataset(VALUES).rule_set("r")


def test_a_file_of_the_users_own_is_added_to_a_copy() -> None:
    known = dataset(VALUES, [ONE])
    rules = RuleSet("r", Text("r", "r"), (), ())
    assert known.with_framework(OTHER).framework("other") is OTHER
    assert known.with_rules(rules).rule_set("r") is rules
    assert list(known.frameworks) == ["one"]
    assert list(known.rules) == []


def test_a_file_of_the_same_id_replaces_the_bundles() -> None:
    again = tree("one", {"one": {"b": 1}})
    assert dataset(VALUES, [ONE]).with_framework(again).framework("one") is again


def test_the_rule_set_where_none_is_chosen_is_the_stated_one_else_the_only_one() -> None:
    known = dataset(facts(2020, a=[1, 2, 3]))
    assert known.default_rule_set == ""
    assert replace(known, own_rules=("r",)).default_rule_set == "r"
    assert replace(known, own_rules=("r", "s")).default_rule_set == ""
    assert replace(known, own_rules=("r", "s"), default_rules="s").default_rule_set == "s"
