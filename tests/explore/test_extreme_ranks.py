"""Best and worst ranks: textbook cases, every subset of units tried by a linear programme, draws that stay inside."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cluster_core.assess.assessment import assess
from cluster_core.errors import ConstraintError
from cluster_core.explore.extreme_ranks import LEAD, ExtremeRanks, extreme_ranks
from cluster_core.explore.weight_space import WeightSpace, admits, limit_rows, weight_spaces
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.store.read import load_dataset
from tests.explore.examples import again, flat, nested, random_shares
from tests.model.examples import NAN

JIANGSU = load_dataset("data/jiangsu")


def reach(assessment: Assessment, **asked: Any) -> ExtremeRanks:
    return extreme_ranks(assessment, weight_spaces(assessment.framework, **asked))


def ends(found: ExtremeRanks) -> list[tuple[int | None, int | None]]:
    return [(one.best, one.worst) for one in found.units]


def confirm(assessment: Assessment, spaces: tuple[WeightSpace, ...], found: ExtremeRanks) -> None:
    """The shares returned are admitted and give the ranks."""
    for one in found.units:
        row = assessment.units.index(one.unit)
        for rank, shares in ((one.best, one.best_shares), (one.worst, one.worst_shares)):
            assert all(admits(space, shares[space.parent]) for space in spaces)
            assert again(assessment, shares)[row] == rank


def test_two_criteria() -> None:
    # A = (1, 0) and B = (0, .5) change places where the first criterion weighs a third.
    two = flat([[100, 0], [0, 50]])
    assert ends(reach(two)) == [(1, 2), (1, 2)]
    assert ends(reach(two, bounds={"c1": (0.34, 1)})) == [(1, 1), (2, 2)]
    assert ends(reach(two, bounds={"c1": (0, 0.33)})) == [(2, 2), (1, 1)]
    # On the edge they are level, and ties share the better rank.
    assert ends(reach(two, bounds={"c1": (1 / 3, 1)})) == [(1, 1), (1, 2)]


def test_who_is_between_two_others_at_each_weight_is_never_first() -> None:
    three = flat([[100, 0], [0, 100], [45, 45]])
    assert ends(reach(three)) == [(1, 3), (1, 3), (2, 3)]
    assert ends(reach(flat([[100, 0], [0, 100], [55, 55]]))) == [(1, 3), (1, 3), (1, 2)]


def test_equal_units_share_every_rank() -> None:
    assert ends(reach(flat([[10, 80, 40], [10, 80, 40], [90, 0, 30]]))) == [(1, 2), (1, 2), (1, 3)]


def test_a_tie_at_a_corner_of_the_weights_counts() -> None:
    # Where the first criterion is everything both have nothing; everywhere else the second unit is ahead.
    assert ends(reach(flat([[0, 10], [0, 20]]))) == [(1, 2), (1, 1)]


def test_one_unit_and_one_criterion() -> None:
    assert ends(reach(flat([[10, 20]]))) == [(1, 1)]
    assert ends(reach(flat([[10], [20], [20]]))) == [(3, 3), (1, 1), (1, 1)]


def test_bounds_of_no_width_leave_the_rank_of_those_weights() -> None:
    assessment = flat([[10, 80, 40], [30, 30, 70], [90, 0, 30]], weights=[2, 1, 1])
    fixed = reach(assessment, bounds={"c1": (0.5, 0.5), "c2": (0.25, 0.25), "c3": (0.25, 0.25)})
    ranks = assessment.scored.ranks[:, 0].tolist()
    assert ends(fixed) == [(rank, rank) for rank in ranks]
    assert {one.bounds for one in fixed.units} == {"exact"}


def test_a_region_without_data_has_no_rank() -> None:
    found = reach(flat([[10, 80], [NAN, NAN], [90, 0]]))
    assert ends(found) == [(1, 2), (None, None), (1, 2)]
    assert found.tidy()["best_rank"].isna().tolist() == [False, True, False]


def test_contradictory_spaces_are_refused() -> None:
    assessment = flat([[10, 80], [90, 0]])
    with pytest.raises(ConstraintError, match="c1 at least 60 %, c2 at least 60 %"):
        extreme_ranks(assessment, [WeightSpace("f", ("c1", "c2"), (0.6, 0.6), (1, 1))])


def by_subsets(values: np.ndarray, limits: np.ndarray) -> list[tuple[int, int]]:
    """Best and worst rank of every unit: of every set of others, whether it can be all that is ahead, or be ahead."""
    size = values.shape[1]

    def possible(rows: np.ndarray, tops: np.ndarray) -> bool:
        found = linprog(
            np.zeros(size),
            A_ub=np.vstack([rows, limits]),
            b_ub=np.concatenate([tops, np.zeros(len(limits))]),
            A_eq=np.ones((1, size)),
            b_eq=[1],
        )
        return found.status == 0

    found = []
    for own in range(len(values)):
        leads = np.delete(values, own, axis=0) - values[own]
        sets = [set(one) for count in range(len(leads) + 1) for one in combinations(range(len(leads)), count)]
        behind = [np.array([row not in one for row in range(len(leads))]) for one in sets]
        best = min(
            len(one)
            for one, mask in zip(sets, behind, strict=True)
            if possible(leads[mask], np.zeros(mask.sum()))
        )
        worst = max(
            len(one)
            for one, mask in zip(sets, behind, strict=True)
            if possible(-leads[~mask], np.full((~mask).sum(), -LEAD))
        )
        found.append((1 + best, 1 + worst))
    return found


@given(st.integers(0, 10**6), st.sampled_from([(3, ()), (4, ()), (6, (2, 3, 1)), (7, (4, 3))]))
@settings(max_examples=6)
def test_they_are_those_of_every_subset(seed: int, shape: tuple[int, tuple[int, ...]]) -> None:
    size, dimensions = shape
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, 101, (4, size)).astype(float)
    assessment = nested(rows.tolist(), dimensions) if dimensions else flat(rows.tolist())
    children = assessment.framework.dimensions
    spaces = weight_spaces(
        assessment.framework,
        levels="all",
        floor=0.1,
        cap=0.7,
        orders=[(children[0], children[1])] if seed % 2 else [],
    )
    found = extreme_ranks(assessment, spaces)
    # The test's own view of the tree: a column for each leaf, its dimension's limits on the sum of its leaves.
    belongs = np.zeros((len(children), size))
    ends_of = np.cumsum([0, *(dimensions or [1] * size)])
    for row, (begin, end) in enumerate(pairwise(ends_of)):
        belongs[row, begin:end] = 1
    assert ends(found) == by_subsets(rows, limit_rows(spaces[0]) @ belongs)
    assert {one.bounds for one in found.units} == {"exact"}
    confirm(assessment, spaces, found)


@pytest.mark.parametrize("rule", ["geometric", "harmonic", "power:2"])
def test_three_criteria_on_a_grid(rule: str) -> None:
    rng = np.random.default_rng(8)
    assessment = flat(rng.integers(5, 101, (5, 3)).tolist(), aggregate=rule)
    found = reach(assessment)
    grid = [(a, b, 30 - a - b) for a in range(31) for b in range(31 - a)]
    ranks = np.array([again(assessment, {"f": np.array(shares) / 30}) for shares in grid])
    # No grid point is beyond, and the ends are attained at shares which score by the ordinary way.
    for best, worst, (low, high) in zip(ranks.min(axis=0), ranks.max(axis=0), ends(found), strict=True):
        assert low is not None
        assert high is not None
        assert low <= best
        assert high >= worst
    assert {one.bounds for one in found.units} == {"exact"}
    confirm(assessment, weight_spaces(assessment.framework), found)


@pytest.mark.parametrize(
    ("framework", "levels", "floor"),
    [("four_forces", "1", 0.1), ("four_forces", "all", 0.1), ("five_elements", "all", 0.0)],
)
def test_draws_stay_inside(framework: str, levels: Any, floor: float) -> None:
    # Jiangsu lacks the same leaves everywhere: nodes are withheld at some weights, and siblings take their share.
    assessment = assess(JIANGSU, replace(default_scenario(JIANGSU), framework=framework))
    spaces = weight_spaces(assessment.framework, levels=levels, floor=floor)
    found = extreme_ranks(assessment, spaces)
    assert {one.bounds for one in found.units} == {"exact"}
    confirm(assessment, spaces, found)
    rng = np.random.default_rng(3)
    drawn = np.array([again(assessment, random_shares(spaces, rng)) for _ in range(150)])
    best, worst = np.array(ends(found), dtype=int).T
    ranked = drawn[(drawn > 0).any(axis=1)]
    assert len(ranked) > 50
    assert (ranked >= best).all()
    assert (ranked <= worst).all()


def test_where_it_is_not_linear_ranks_are_sampled_and_say_so() -> None:
    assessment = flat([[100, 0, 50], [0, NAN, 100], [30, 60, 20]])
    found = reach(assessment)
    assert found.reason == "gaps"
    assert {one.bounds for one in found.units} == {"sampled"}
    confirm(assessment, weight_spaces(assessment.framework), found)
    assert ends(found) == ends(reach(assessment))  # seeded


def test_draws_of_the_callers_own_are_used_beside_the_weights_in_force() -> None:
    assessment = flat([[100, 0], [0, 50], [NAN, 60]])
    draws = {"f": np.array([[0.1, 0.9], [0.4, 0.6]])}
    found = extreme_ranks(assessment, weight_spaces(assessment.framework), draws=draws)
    met = np.array([again(assessment, {"f": row}) for row in [*draws["f"], np.array([0.5, 0.5])]])
    assert ends(found) == list(zip(met.min(axis=0), met.max(axis=0), strict=True))


@pytest.mark.parametrize(
    "table", [[[100, 0, 50], [0, 50, 10], [1, 2, 3]], [[100, NAN, 50], [0, 50, 10], [1, 2, 3]]]
)
def test_progress_and_cancel_in_the_middle(table: list[list[float]]) -> None:
    assessment = flat(table)
    spaces = weight_spaces(assessment.framework)
    told: list[float] = []
    whole = extreme_ranks(assessment, spaces, progress=told.append)
    assert whole.complete
    assert told == sorted(told)
    assert told[-1] == 1
    asked: list[None] = []

    def second() -> bool:
        asked.append(None)
        return len(asked) > 1

    part = extreme_ranks(assessment, spaces, cancelled=second)
    assert not part.complete
    assert ends(part) == ends(whole)[: len(part.units)]
    assert len(part.units) < 3


def test_only_the_units_asked_for() -> None:
    assessment = flat([[100, 0], [0, 50], [20, 20]])
    spaces = weight_spaces(assessment.framework)
    some = extreme_ranks(assessment, spaces, units=["R3"])
    assert [one.unit for one in some.units] == ["R3"]
    assert ends(some)[0] == ends(extreme_ranks(assessment, spaces))[2]


def test_renaming_nothing_changes_with_the_order_of_units() -> None:
    rng = np.random.default_rng(6)
    rows = rng.integers(0, 101, (9, 4))
    order = rng.permutation(9)
    first, second = ends(reach(flat(rows.tolist()))), ends(reach(flat(rows[order].tolist())))
    assert [first[row] for row in order] == second
