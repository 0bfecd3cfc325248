"""Weights of every origin side by side."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cluster_core.assess import weight_sets
from cluster_core.assess.assessment import assess
from cluster_core.assess.weight_sets import OWN, SETS, compare_weight_sets, effective
from cluster_core.errors import MethodError
from cluster_core.index.weighting.entropy import entropy_weights
from cluster_core.index.weighting.weigh import roll_up
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.weights import effective_weights, fixed_weights
from tests.model.examples import dataset, facts, indicator, tree

FRAMEWORK = tree("f", {"f": {"one": 3, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"b": 1, "c": 2}})
UNITS = ("R1", "R2", "R3", "R4", "R5", "R6")
SCENARIO = Scenario("demo", "f", 2020)
COLUMNS = {"a": [1.0, 2, 3, 4, 5, 9], "b": [6.0, 1, 5, 2, 4, 4], "c": [3.0, 1, 2, 2, 9, 7]}


def data(columns: dict[str, list[float]] | None = None, **goalposts: float) -> Dataset:
    known = [indicator(name, **goalposts) for name in COLUMNS]
    return dataset(facts(units=UNITS, **(columns or COLUMNS)), [FRAMEWORK], known)


def of(table: pd.DataFrame, name: str) -> pd.DataFrame:
    return table[table["set"] == name].set_index(["node", "parent"])


def test_every_set_gives_a_row_to_each_child_of_the_root_and_to_each_indicator() -> None:
    found = compare_weight_sets(data(), SCENARIO, draws=20)
    assert list(dict.fromkeys(found.weights["set"])) == [OWN, *SETS]
    rows = [("one", "f"), ("two", "f"), ("a", "one"), ("b", "one"), ("b", "two"), ("c", "two")]
    for name in (OWN, *SETS):
        table = of(found.weights, name)
        assert list(table.index) == rows
        assert table.loc[rows[:2], "effective_weight"].sum() == pytest.approx(1)
        assert table.loc[rows[2:], "effective_weight"].sum() == pytest.approx(1)


def test_weights_are_those_of_the_set_and_own_keeps_the_users_points() -> None:
    found = compare_weight_sets(data(), SCENARIO.with_points("f", (1, 4)), draws=20)
    assert of(found.weights, OWN).loc[("two", "f"), "weight"] == pytest.approx(0.8)
    assert of(found.weights, "default").loc[("two", "f"), "weight"] == pytest.approx(0.25)
    scaled = np.array(list(COLUMNS.values())).T
    scaled = (scaled - scaled.min(axis=0)) / (scaled.max(axis=0) - scaled.min(axis=0))
    a, b, c = entropy_weights(scaled)
    entropy = of(found.weights, "entropy")["effective_weight"]
    np.testing.assert_allclose(entropy, [a + b / 2, b / 2 + c, a, b / 2, b / 2, c])


def test_an_interval_holds_most_draws_and_a_set_without_data_does_not_move() -> None:
    found = compare_weight_sets(data(), SCENARIO, draws=300).weights
    for name in ("entropy", "critic", "linear:entropy+critic", "game:entropy+critic"):
        table = of(found, name)
        assert (table["low"] <= table["high"]).all()
        assert (table["high"] - table["low"]).max() > 0.05, "six units say little"
        assert table[["low", "high"]].to_numpy().min() >= 0
        assert table[["low", "high"]].to_numpy().max() <= 1
    for name in (OWN, "default", "equal"):
        table = of(found, name)
        np.testing.assert_allclose(table["low"], table["effective_weight"])
        np.testing.assert_allclose(table["high"], table["effective_weight"])
    rotated = of(found, "pca")
    assert (rotated["low"] <= rotated["high"]).all()
    assert (rotated["high"] - rotated["low"]).max() > 0.05
    assert of(found, "bod")[["low", "high"]].isna().all(axis=None)


def test_components_are_rotated_in_a_part_of_the_draws_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weight_sets, "ROTATIONS", 7)
    found = compare_weight_sets(data(), SCENARIO, draws=20)
    taken = found.agreement.set_index("set")["draws"]
    assert (taken["pca"], taken["entropy"], taken["bod"]) == (7, 20, 0)
    alone = compare_weight_sets(data(), SCENARIO, draws=7)
    pd.testing.assert_frame_equal(of(found.weights, "pca"), of(alone.weights, "pca"))


def test_draws_are_those_of_a_bootstrap_written_out() -> None:
    """Goalposts of the indicators' own: nothing is scaled anew, so each draw is entropy over the rows drawn."""
    wide = data(goalpost_low=0.0, goalpost_high=10.0)
    found = of(compare_weight_sets(wide, SCENARIO, draws=400, seed=5).weights, "entropy")
    scaled = np.array(list(COLUMNS.values())).T / 10
    random = np.random.default_rng(99)
    leaves = [entropy_weights(scaled[random.integers(6, size=6)])[0] for _ in range(4000)]
    low, high = np.percentile(leaves, [5, 95])
    assert found.loc[("a", "one"), "low"] == pytest.approx(low, abs=0.05)
    assert found.loc[("a", "one"), "high"] == pytest.approx(high, abs=0.05)


def test_equal_seeds_give_equal_results_and_parts_of_a_large_table_do_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = compare_weight_sets(data(), SCENARIO, draws=40, seed=3)
    monkeypatch.setattr(sys.modules[compare_weight_sets.__module__], "CELLS", 18 * 7)  # seven draws at a time
    again = compare_weight_sets(data(), SCENARIO, draws=40, seed=3)
    pd.testing.assert_frame_equal(first.weights, again.weights)
    other = compare_weight_sets(data(), SCENARIO, draws=40, seed=4)
    assert not first.weights.equals(other.weights)


def test_agreement_is_kendalls_tau_b_with_the_scenario() -> None:
    """Two units: each set ranks them like the scenario (1), or the other way round (-1), or ties them (not defined)."""
    framework = tree("f", {"f": {"a": 3, "b": 1}})
    two = dataset(facts(units=("R1", "R2"), a=[1.0, 0.0], b=[0.0, 1.0]), [framework])
    found = compare_weight_sets(two, SCENARIO, draws=5).agreement.set_index("set")["tau"]
    assert found[OWN] == found["default"] == 1
    assert np.isnan(found["equal"])
    turned = compare_weight_sets(two, SCENARIO.with_points("f", (1, 3)), draws=5).agreement
    assert turned.set_index("set").loc["default", "tau"] == -1


def test_ranks_are_those_of_the_scores_under_each_set() -> None:
    scenario = SCENARIO.with_points("f", (1, 4))
    found = compare_weight_sets(data(), scenario, draws=5)
    for name, ranks in found.ranks.items():
        chosen = scenario if name == OWN else replace(SCENARIO, weighting=name)
        assert ranks.tolist() == assess(data(), chosen).scored.ranks[:, 0].tolist()
    assert list(found.ranks) == found.agreement["set"].tolist()


def test_some_sets_alone_are_as_among_all() -> None:
    some = compare_weight_sets(data(), SCENARIO, sets=("critic", "equal"), draws=20)
    assert list(some.ranks) == [OWN, "critic", "equal"]
    whole = compare_weight_sets(data(), SCENARIO, draws=20)
    pd.testing.assert_frame_equal(of(some.weights, "critic"), of(whole.weights, "critic"))


@pytest.mark.parametrize("weighting", ["entropy", "pca", "bod", "multiplicative:equal+critic"])
def test_the_scenarios_own_set_may_come_from_the_data(weighting: str) -> None:
    scenario = Scenario("demo", "f", 2020, weighting=weighting, points=(("two", (1.0, 1.0)),))
    found = compare_weight_sets(data(), scenario, draws=10)
    own = of(found.weights, OWN)
    assert own.loc[("b", "two"), "weight"] == pytest.approx(0.5)
    draws = found.agreement.set_index("set").loc[OWN, "draws"]
    assert draws == (0 if weighting == "bod" else 10)


def test_a_set_that_is_not_defined_is_left_out_with_a_notice() -> None:
    scenario = Scenario("demo", "f", 2020, share_low=0.5, share_high=0.9)
    found = compare_weight_sets(data(), scenario, draws=5)
    assert "bod" not in set(found.weights["set"])
    assert [notice.ids for notice in found.notices if notice.code == "ignored"] == [("bod",)]
    own = Scenario("demo", "f", 2020, weighting="bod", share_low=0.5, share_high=0.9)
    with pytest.raises(MethodError, match="share bounds"):
        compare_weight_sets(data(), own, draws=5)


def test_one_unit_and_missing_values_pass() -> None:
    gaps = {
        name: [np.nan if (row + at) % 3 == 0 else value for row, value in enumerate(values)]
        for at, (name, values) in enumerate(COLUMNS.items())
    }
    found = compare_weight_sets(data(gaps), SCENARIO, draws=30)
    assert not found.weights[["weight", "effective_weight"]].isna().any(axis=None)
    alone = compare_weight_sets(data(), Scenario("demo", "f", 2020, peers=("R1",)), draws=5)
    assert np.isnan(alone.agreement["tau"]).all()
    np.testing.assert_allclose(
        of(alone.weights, "entropy")["effective_weight"].iloc[2:], [1 / 3, 1 / 6, 1 / 6, 1 / 3]
    )


def test_weights_in_the_whole_of_a_batch_are_those_one_by_one() -> None:
    many = np.random.default_rng(0).dirichlet(np.ones(3), 4)
    found = effective(FRAMEWORK, roll_up(FRAMEWORK, many))
    for row, leaves in enumerate(many):
        expected = [whole for *_, whole in effective_weights(FRAMEWORK, roll_up(FRAMEWORK, leaves))]
        np.testing.assert_allclose(found[row], expected)
    assert effective(FRAMEWORK, fixed_weights(FRAMEWORK, "default")).shape == (6,)
