"""The weights in force, and how leaves hand theirs up the tree."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from cluster_core.errors import ScenarioError
from cluster_core.index.weighting.benefit_of_the_doubt import benefit_of_the_doubt
from cluster_core.index.weighting.combine import game
from cluster_core.index.weighting.critic import critic_weights
from cluster_core.index.weighting.entropy import entropy_weights
from cluster_core.index.weighting.principal_components import principal_components
from cluster_core.index.weighting.weigh import Weighed, combine, roll_up, weigh
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from cluster_core.model.weights import indicator_weights
from tests.model.examples import prepared, tree

TWO = tree("f", {"f": {"one": 3, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"b": 1, "c": 2}})
ROWS = [[0.0, 20.0, 100.0], [50.0, 100.0, 0.0], [100.0, 0.0, 90.0], [10.0, 40.0, 40.0]]


def whole(shares: Mapping[str, np.ndarray]) -> np.ndarray:
    """The weight in the whole of each distinct indicator of the tree."""
    return indicator_weights(TWO, shares, 1)[0]


def test_an_indicator_under_two_nodes_gives_half_to_each_and_a_node_weighs_its_leaves() -> None:
    found = roll_up(TWO, np.array([0.5, 0.3, 0.2]))
    np.testing.assert_allclose(found["f"], [0.65, 0.35])
    np.testing.assert_allclose(found["one"], [0.5 / 0.65, 0.15 / 0.65])
    np.testing.assert_allclose(found["two"], [0.15 / 0.35, 0.2 / 0.35])


def test_siblings_that_all_weigh_nothing_share_alike() -> None:
    found = roll_up(TWO, np.array([1.0, 0.0, 0.0]))
    assert found["two"].tolist() == [0.5, 0.5]
    assert found["f"].tolist() == [1.0, 0.0]


def test_an_objective_set_is_taken_from_the_scaled_values_and_the_users_points_stand_over_it() -> None:
    ready = prepared(TWO, ROWS)
    scenario = Scenario("demo", "f", 2020, weighting="entropy")
    found = weigh(ready, TWO, scenario).shares
    leaves = entropy_weights(np.array(ROWS) / 100)
    for parent, shares in roll_up(TWO, leaves).items():
        np.testing.assert_allclose(found[parent], shares)
    own = weigh(ready, TWO, scenario.with_points("one", (1, 3))).shares
    assert own["one"].tolist() == [0.25, 0.75]
    np.testing.assert_allclose(own["two"], found["two"])


def test_a_set_that_needs_no_data_is_the_frameworks() -> None:
    assert weigh(prepared(TWO, ROWS), TWO, Scenario("demo", "f", 2020)).shares["f"].tolist() == [0.75, 0.25]


def test_points_that_do_not_fit_are_refused() -> None:
    for weighting in ("default", "entropy"):
        with pytest.raises(ScenarioError, match="2 weights"):
            weigh(
                prepared(TWO, ROWS),
                TWO,
                Scenario("demo", "f", 2020, weighting=weighting, points=(("one", (1.0,)),)),
            )


def of(weighting: str, rows: list[list[float]] | None = None, **fields: float) -> Weighed:
    return weigh(prepared(TWO, rows or ROWS), TWO, Scenario("demo", "f", 2020, weighting=weighting, **fields))


def test_weights_of_indicators_are_what_roll_up_was_given() -> None:
    given = np.array([0.5, 0.3, 0.2])
    np.testing.assert_allclose(whole(roll_up(TWO, given)), given)


def test_roll_up_keeps_the_axes_in_front() -> None:
    many = np.random.default_rng(0).dirichlet(np.ones(3), (4, 2))
    found = roll_up(TWO, many)
    np.testing.assert_allclose(found["two"][3, 1], roll_up(TWO, many[3, 1])["two"])


def test_every_region_has_its_own_weights_under_benefit_of_the_doubt() -> None:
    found = of("bod", share_low=0.2, share_high=0.5)
    own = benefit_of_the_doubt(np.array(ROWS) / 100, 0.2, 0.5).weights
    assert found.shares["f"].shape == (4, 2)
    np.testing.assert_allclose(found.shares["f"][:, 0], own[:, 0] + own[:, 1] / 2)


def test_combinations_take_the_weights_of_the_leaves() -> None:
    """default: a 3/8, b 3/8 + 1/12, c 1/6."""
    scaled = np.array(ROWS) / 100
    entropy, default = entropy_weights(scaled), np.array([3 / 8, 3 / 8 + 1 / 12, 1 / 6])
    np.testing.assert_allclose(whole(of("linear:default+entropy").shares), (entropy + default) / 2)
    product = entropy * default
    np.testing.assert_allclose(whole(of("multiplicative:default+entropy").shares), product / product.sum())
    sets = np.stack([entropy, critic_weights(scaled)])
    np.testing.assert_allclose(whole(of("game:entropy+critic").shares), game(sets).weights)
    np.testing.assert_allclose(whole(of("pca").shares), principal_components(scaled).weights)


def test_sets_that_need_no_data_are_combined_too() -> None:
    np.testing.assert_allclose(
        whole(of("linear:default+equal").shares),
        np.array([3 / 8 + 1 / 4, 3 / 8 + 1 / 12 + 1 / 2, 1 / 6 + 1 / 4]) / 2,
    )


def test_a_negative_part_in_a_game_is_said() -> None:
    """The sets of the game worked out by hand in test_combine."""
    notices: list[Notice] = []
    found = combine("game:equal+entropy", np.array([[0.4, 0.6], [0.0, 1.0]]), notices)
    assert found.tolist() == [0, 1]
    assert [(notice.code, notice.ids) for notice in notices] == [("negative_alpha", ("equal",))]


@pytest.mark.parametrize("weighting", ["entropy", "critic", "pca", "bod"])
def test_a_column_within_its_goalposts_that_does_not_vary_is_named(weighting: str) -> None:
    flat = [[row[0], row[1], 70.0] for row in ROWS]
    found = of(weighting, flat)
    assert ("no_weight", ("c",)) in [(notice.code, notice.ids) for notice in found.notices]
    assert (np.asarray(found.shares["two"])[..., 1] == 0).all()


@pytest.mark.parametrize("weighting", ["entropy", "critic", "pca", "bod", "game:entropy+critic"])
def test_where_nothing_varies_weights_are_equal_and_it_is_said(weighting: str) -> None:
    found = of(weighting, [[70.0] * 3] * 4)
    assert "nothing_varies" in [notice.code for notice in found.notices]
    np.testing.assert_allclose(np.asarray(found.shares["f"]) * np.ones((4, 2)), 0.5)
