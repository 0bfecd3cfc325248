"""The weights in force, and how leaves hand theirs up the tree."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.errors import ScenarioError
from cluster_core.index.weighting.entropy import entropy_weights
from cluster_core.index.weighting.weigh import roll_up, weigh
from cluster_core.model.scenario import Scenario
from tests.model.examples import prepared, tree

TWO = tree("f", {"f": {"one": 3, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"b": 1, "c": 2}})
ROWS = [[0.0, 20.0, 100.0], [50.0, 100.0, 0.0], [100.0, 0.0, 90.0], [10.0, 40.0, 40.0]]


def test_an_indicator_under_two_nodes_gives_half_to_each_and_a_node_weighs_its_leaves() -> None:
    found = roll_up(TWO, {"a": 0.5, "b": 0.3, "c": 0.2})
    np.testing.assert_allclose(found["f"], [0.65, 0.35])
    np.testing.assert_allclose(found["one"], [0.5 / 0.65, 0.15 / 0.65])
    np.testing.assert_allclose(found["two"], [0.15 / 0.35, 0.2 / 0.35])


def test_siblings_that_all_weigh_nothing_share_alike() -> None:
    found = roll_up(TWO, {"a": 1.0, "b": 0.0, "c": 0.0})
    assert found["two"].tolist() == [0.5, 0.5]
    assert found["f"].tolist() == [1.0, 0.0]


def test_an_objective_set_is_taken_from_the_scaled_values_and_the_users_points_stand_over_it() -> None:
    ready = prepared(TWO, ROWS)
    scenario = Scenario("demo", "f", 2020, weighting="entropy")
    found = weigh(ready, TWO, scenario)
    leaves = dict(zip(TWO.indicators, entropy_weights(np.array(ROWS) / 100), strict=True))
    for parent, shares in roll_up(TWO, leaves).items():
        np.testing.assert_allclose(found[parent], shares)
    own = weigh(ready, TWO, scenario.with_points("one", (1, 3)))
    assert own["one"].tolist() == [0.25, 0.75]
    np.testing.assert_allclose(own["two"], found["two"])


def test_a_set_that_needs_no_data_is_the_frameworks() -> None:
    assert weigh(prepared(TWO, ROWS), TWO, Scenario("demo", "f", 2020))["f"].tolist() == [0.75, 0.25]


def test_points_that_do_not_fit_are_refused() -> None:
    for weighting in ("default", "entropy"):
        with pytest.raises(ScenarioError, match="2 weights"):
            weigh(
                prepared(TWO, ROWS),
                TWO,
                Scenario("demo", "f", 2020, weighting=weighting, points=(("one", (1.0,)),)),
            )
