"""The goodness of nodes: by hand, with gaps, and beside the scores of an arithmetic framework."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.assessment import assess
from cluster_core.assess.goodness import node_goodness, stave_goodness
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, assessed, dataset, facts, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1, "b": 3}, "two": {"c": 1}})
MIXED = tree("f", {"f": {"deep": 1, "a": 1, "b": 3}, "deep": {"c": 1}})


def of(framework: Any = FRAMEWORK, scenario: Any = None, **columns: list[float]) -> Assessment:
    return assessed(framework, columns, **(scenario or {}))


def test_by_hand() -> None:
    found = node_goodness(of(a=[0, 20, 100], b=[0, 100, 50], c=[0, 40, 100]))
    # R2: one (.2 + 3 * 1)/4 = .8; two .4; the whole (.8 + 3 * .4)/4 = .5
    assert found[1].tolist() == pytest.approx([0.5, 0.8, 0.4])


def test_a_missing_child_is_left_out_until_too_little_is_known() -> None:
    found = node_goodness(of(a=[0, 20, 100], b=[0, NAN, 100], c=[0, 40, 100]))
    assert np.isnan(found[1, 1]), "a is a quarter of one"
    assert found[1, [0, 2]].tolist() == pytest.approx([0.4, 0.4])
    lenient = node_goodness(of(scenario={"min_coverage": 0.2}, a=[0, 20, 100], b=[0, NAN, 100]))
    assert lenient[1, 1] == pytest.approx(0.2)


def test_a_constant_indicator_has_no_goodness() -> None:
    found = node_goodness(of(a=[0, 20, 100], b=[5, 5, 5], c=[7, 7, 7], scenario={"min_coverage": 0.2}))
    assert found[1, 1] == pytest.approx(0.2)
    assert np.isnan(found[:, 2]).all()


def test_a_stave_is_a_nodes_own_indicators() -> None:
    result = of(MIXED, a=[0, 20, 100], b=[0, 100, 50], c=[0, 40, 100])
    # f holds a and b itself: (.2 + 3)/4; the whole with deep (1 of 5): (.4 + .2 + 3)/5
    assert stave_goodness(result)[1].tolist() == pytest.approx([0.8, 0.4])
    assert node_goodness(result)[1].tolist() == pytest.approx([0.72, 0.4])


def test_weights_of_zero_leave_nothing_to_average() -> None:
    zero = tree("f", {"f": {"deep": 1, "a": 0}, "deep": {"c": 1}})
    found = stave_goodness(of(zero, a=[0, 20, 100], c=[0, 40, 100]))
    np.testing.assert_allclose(found[1], [NAN, 0.4])


def test_a_framework_without_indicators_has_no_staves() -> None:
    data = dataset(facts(a=[1, 2, 3]), [tree("f", {"f": {}})])
    assert stave_goodness(assess(data, Scenario("demo", "f", 2020))).shape == (3, 0)


column = st.lists(st.integers(0, 20).map(float) | st.just(NAN), min_size=4, max_size=4)


@settings(max_examples=40, deadline=None)
@given(column, column, column)
def test_it_is_the_score_of_an_arithmetic_framework(a: list[float], b: list[float], c: list[float]) -> None:
    ends = [0.0, 20.0]  # so that no column is constant
    result = of(a=[*ends, *a], b=[*ends, *b], c=[*ends, *c])
    np.testing.assert_allclose(node_goodness(result) * 100, result.scored.scores, atol=1e-9)
