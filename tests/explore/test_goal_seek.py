"""Goals: what is found attains them when re-scored, and nothing cheaper does."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from cluster_core import default_scenario, load_dataset
from cluster_core.assess.assessment import assess
from cluster_core.errors import MethodError, ScenarioError
from cluster_core.explore.goal_seek import GoalSeek, goal_seek
from cluster_core.explore.what_if import what_if
from tests.model.examples import NAN, assessed, indicator, tree

NESTED = tree("t", {"t": {"p": 2, "c": 1}, "p": {"a": 1, "b": 3}})
COLUMNS = {
    "a": [10.0, 40.0, 0.0, 100.0, 60.0],
    "b": [30.0, 10.0, 0.0, 100.0, 70.0],
    "c": [20.0, 80.0, 0.0, 100.0, 50.0],
}
RULES = ["arithmetic", "geometric", "harmonic", "power:2", "min"]


def changes(found: GoalSeek) -> dict[tuple[str, str], float]:
    return {(found.region, step.lever.indicator): step.needed for step in found.steps}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("rank", [1, 2, 3])
def test_the_plan_re_scored_attains_the_rank_and_no_grid_is_cheaper(rule: str, rank: int) -> None:
    result = assessed(NESTED, COLUMNS, aggregate=rule)
    costs = {"a": 1.0, "b": 2.5, "c": 0.7}
    found = goal_seek(result, "R1", to_rank=rank, costs=costs)
    again = what_if(result, changes(found))
    assert found.status in {"met", "reached"}
    assert again.ranks.loc["R1", "t"] <= rank
    axes = [np.linspace(one[0], 100, 25) for one in COLUMNS.values()]
    grid = np.array(list(itertools.product(*axes)))
    # One what-if scores one region; the formula is written out here to try them all.
    below = _mean(grid[:, :2], np.array([1, 3]), rule)
    whole = _mean(np.column_stack([below, grid[:, 2]]), np.array([2, 1]), rule)
    effort = (grid - [10.0, 30.0, 20.0]) @ [1.0, 2.5, 0.7]
    cheapest = effort[whole >= found.target_score - 1e-9].min()
    assert found.effort <= cheapest * (1.02 if found.how == "search" else 1) + 1e-3


def _mean(values, weights, rule: str):
    w = weights / weights.sum()
    if rule == "min":
        return values.min(axis=1)
    p = {"arithmetic": 1, "geometric": 0, "harmonic": -1, "power:2": 2}[rule]
    return np.exp(np.log(values) @ w) if p == 0 else (values**p @ w) ** (1 / p)


@settings(max_examples=15)
@given(st.data(), st.integers(1, 4))
def test_a_rank_is_what_a_programme_with_integers_finds(data, rank: int) -> None:
    """The region must pass all but rank - 1 of the others, and the programme may choose which."""
    numbers = st.lists(st.floats(0, 100), min_size=5, max_size=5, unique=True)
    columns = {name: data.draw(numbers) for name in "abc"}
    result = assessed(NESTED, columns)
    found = goal_seek(result, "R1", to_rank=rank)
    prepared, scores = result.prepared, result.scored.scores[:, 0]
    start = prepared.normalised[0]
    weight = {"a": 1 / 6, "b": 1 / 2, "c": 1 / 3}
    gain = np.array([weight[name] for name in prepared.indicators])
    room = np.array([step.most - step.start for step in found.levers.usable])
    # delta (3 levers), then one integer a rival: 1 where it may stay ahead.
    rivals = scores[1:]
    ahead = np.hstack([np.tile(gain, (4, 1)), np.diag(np.full(4, 1000.0))])
    count = np.concatenate([np.zeros(3), np.ones(4)])[None, :]
    peer = milp(
        np.concatenate([np.ones(3), np.zeros(4)]),
        constraints=[
            LinearConstraint(ahead, rivals - float(start @ gain), np.inf),
            LinearConstraint(count, -np.inf, rank - 1),
        ],
        bounds=Bounds(0, np.concatenate([room, np.ones(4)])),
        integrality=np.concatenate([np.zeros(3), np.ones(4)]),
        options={"mip_rel_gap": 0},
    )
    if found.status == "out_of_reach":
        assert not peer.success
    else:
        assert found.effort == pytest.approx(peer.fun, abs=1e-4)
        assert what_if(result, changes(found)).ranks.loc["R1", "t"] <= rank


def test_one_lever_is_the_gap_over_its_weight_in_its_own_unit() -> None:
    result = assessed(NESTED, {**COLUMNS, "c": [2.0, 8.0, 0.0, 10.0, 5.0]})
    found = goal_seek(result, "R1", to_score=30.0, levers=["c"])
    # 2/3 (10/4 + 30 * 3/4) + 20/3 = 23.33; 6.67 more at a weight of 1/3 are 20 points, 2 in c's own unit of 0-10.
    assert found.before[1] == pytest.approx(70 / 3)
    assert found.steps[0].points == pytest.approx(20.0)
    assert found.steps[0].needed == pytest.approx(4.0)
    assert found.how == "closed_form"


def test_a_tie_with_who_holds_the_rank_is_enough() -> None:
    result = assessed(NESTED, COLUMNS)
    found = goal_seek(result, "R1", to_rank=2)
    assert found.score == pytest.approx(result.scores.loc["R5", "t"], abs=1e-9)
    assert found.result.ranks["t"].tolist() == [2, 4, 5, 1, 2]


def test_where_two_share_the_target_rank_both_are_joined() -> None:
    columns = {name: [values[0], values[1], values[1], values[4]] for name, values in COLUMNS.items()}
    found = goal_seek(assessed(NESTED, columns), "R1", to_rank=3)
    assert found.result.ranks.loc["R1", "t"] == 2


def test_less_of_a_cost_is_better_and_ratios_are_in_their_own_unit() -> None:
    known = [
        indicator("a", "cost"),
        indicator("b", numerator="n", denominator="d", kind="derived", scale=100.0),
        indicator("c", transform="log1p"),
    ]
    columns = {
        "a": [9.0, 5.0, 1.0, 4.0],
        "n": [1.0, 2.0, 3.0, 4.0],
        "d": [8.0, 4.0, 4.0, 4.0],
        "c": [1.0, 20.0, 400.0, 9.0],
    }
    found = goal_seek(assessed(NESTED, columns, known), "R1", to_rank=2)
    step = {one.lever.indicator: one for one in found.steps}
    assert found.status == "reached"
    assert step["a"].change <= 0
    assert step["b"].lever.best_peer == 100.0
    assert step["b"].lever.current == 12.5
    assert all(one.change * known[at].sign >= 0 for at, one in enumerate(step[name] for name in "abc"))
    assert found.result.ranks.loc["R1", "t"] == 2


@pytest.mark.parametrize("method", ["zscore", "target", "best"])
def test_other_scales_attain_their_goal_too(method: str) -> None:
    known = [indicator(name, target=90.0) for name in "abc"]
    columns = {name: [value + 5 for value in values] for name, values in COLUMNS.items()}
    result = assessed(NESTED, columns, known, normalise=method)
    found = goal_seek(result, "R1", to_rank=2)
    assert found.status == "reached"
    assert what_if(result, changes(found)).ranks.loc["R1", "t"] == 2


def test_huge_values_on_a_narrow_scale_are_nudged_until_they_attain_it() -> None:
    columns = {name: [1e12 + value for value in values] for name, values in COLUMNS.items()}
    result = assessed(NESTED, columns)
    found = goal_seek(result, "R1", to_rank=2)
    assert found.status == "reached"
    assert what_if(result, changes(found)).ranks.loc["R1", "t"] <= 2


def test_a_target_that_is_met_changes_nothing() -> None:
    result = assessed(NESTED, COLUMNS)
    for target in ({"to_rank": 4}, {"to_rank": 5}, {"to_score": 1.0}):
        found = goal_seek(result, "R1", **target)
        assert (found.status, found.effort, found.moved) == ("met", 0, ())
        assert found.result is result


def test_out_of_reach_says_what_is_possible_and_who_is_ahead() -> None:
    result = assessed(NESTED, COLUMNS)
    found = goal_seek(result, "R1", to_rank=1, levers=["c"])
    assert found.status == "out_of_reach"
    assert found.steps[0].needed == 100.0
    assert found.score == pytest.approx(2 / 3 * 25 + 100 / 3)
    assert (found.rank, found.ahead) == (3, ("R5", "R4"))
    assert found.table["best_rank"].tolist() == [3]
    assert found.table["feasible"].tolist() == [False]
    assert goal_seek(result, "R1", to_rank=found.rank, levers=["c"]).status == "reached"


def test_bounds_without_width_leave_it_where_it_is() -> None:
    found = goal_seek(assessed(NESTED, COLUMNS), "R4", to_score=101.0)
    assert (found.status, found.rank, found.score, found.moved) == ("out_of_reach", 1, found.before[1], ())
    own = {name: values[0] for name, values in COLUMNS.items()}
    still = goal_seek(assessed(NESTED, COLUMNS), "R1", to_rank=3, bounds=own)
    assert (still.status, still.rank, still.moved) == ("out_of_reach", still.before[0], ())


def test_an_indicator_under_two_nodes_counts_with_both() -> None:
    twice = tree("t", {"t": {"p": 1, "q": 1}, "p": {"a": 1}, "q": {"a": 1, "b": 3}})
    found = goal_seek(assessed(twice, COLUMNS), "R1", to_score=25.0, levers=["a"])
    # (10 + (10 + 90)/4)/2 = 17.5; a weighs 1/2 + 1/8.
    assert found.steps[0].points == pytest.approx(7.5 / 0.625)


def test_own_weights_of_every_region_hold_still() -> None:
    result = assessed(NESTED, COLUMNS, weighting="bod")
    found = goal_seek(result, "R1", to_rank=3)
    assert found.status == "reached"
    np.testing.assert_array_equal(found.result.scored.weights["t"], result.scored.weights["t"])


@pytest.mark.parametrize("rule", ["arithmetic", "geometric"])
def test_the_shipped_data_attain_every_rank_that_is_called_reached(rule: str) -> None:
    dataset = load_dataset("data/practice")
    scenario = default_scenario(dataset, aggregate=rule)
    result = assess(dataset, scenario)
    for rank in (1, 7):
        for bounds in ("best_peer", "own_pace"):
            found = goal_seek(result, scenario.focus, to_rank=rank, bounds=bounds)
            reached = what_if(result, changes(found)).ranks.loc[scenario.focus, "four_forces"]
            assert (reached <= rank) == (found.status == "reached")
            assert reached == found.rank
            for step in found.steps:
                assert abs(step.change) <= abs(step.lever.bound - step.lever.current) * (1 + 1e-9)
            if found.status == "reached":
                assert found.least <= found.effort
                assert found.effort - found.least < 0.01 * found.effort + 0.1


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({}, MethodError, "target: found neither of a rank and a score, allowed: exactly one"),
        ({"to_rank": 1, "to_score": 2.0}, MethodError, "target: found both of a rank and a score"),
        ({"to_rank": 0}, MethodError, "target rank: found 0, allowed: 1 to 5"),
        ({"to_rank": 6}, MethodError, "target rank: found 6, allowed: 1 to 5"),
        ({"to_score": NAN}, MethodError, "target score: found nan, allowed: a finite number"),
        ({"to_rank": 1, "levers": ["aa"]}, ScenarioError, "lever: found 'aa', allowed: c, a, b"),
        ({"to_rank": 1, "costs": {"a": -1}}, MethodError, "cost of a: found -1"),
    ],
)
def test_wrong_questions_are_refused_by_name(options, error, said: str) -> None:
    with pytest.raises(error, match=said):
        goal_seek(assessed(NESTED, COLUMNS), "R1", **options)


def test_regions_that_cannot_be_asked_about() -> None:
    result = assessed(NESTED, {**COLUMNS, "b": [NAN, *COLUMNS["b"][1:]], "c": [NAN, *COLUMNS["c"][1:]]})
    with pytest.raises(
        MethodError, match=r"region: found 'R1', which has no score \(coverage 17%, needed 50%\)"
    ):
        goal_seek(result, "R1", to_rank=2)
    with pytest.raises(ScenarioError, match=r"region: found 'R11', .*Did you mean 'R1'"):
        goal_seek(result, "R11", to_rank=2)
    with pytest.raises(
        MethodError, match="found 'percentile', allowed for goals: minmax, zscore, target, best"
    ):
        goal_seek(assessed(NESTED, COLUMNS, normalise="percentile"), "R1", to_rank=2)


def test_levers_without_a_value_are_refused_where_they_are_all_that_is_named() -> None:
    result = assessed(NESTED, {**COLUMNS, "c": [NAN, *COLUMNS["c"][1:]]})
    with pytest.raises(MethodError, match=r"levers: found c \(missing\), allowed: at least one"):
        goal_seek(result, "R1", to_rank=2, levers=["c"])
    assert goal_seek(result, "R1", to_rank=2).levers.unusable == (("c", "missing"),)
