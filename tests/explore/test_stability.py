"""Flips and intervals: textbook cases, and every claim re-derived by scoring before and after."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cluster_core.assess.assessment import assess
from cluster_core.errors import MethodError
from cluster_core.explore.stability import crossings, flip_distance, rank_interval, winner_distance
from cluster_core.explore.weight_space import WeightSpace
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.store.read import load_dataset
from tests.explore.examples import again, flat
from tests.model.examples import NAN

EVERY = st.sampled_from(["arithmetic", "geometric", "harmonic", "power:2"])


def moved(assessment: Assessment, child: str, share: float) -> dict[str, np.ndarray]:
    """The root's shares with one child at `share`, the others in their proportions."""
    now = assessment.scored.weights["f"]
    at = assessment.framework.dimensions.index(child)
    rest = np.delete(now, at)
    rest = rest / rest.sum() if rest.sum() else np.full(len(rest), 1 / len(rest))
    return {"f": np.insert(rest * (1 - share), at, share)}


def test_two_criteria_swap_where_the_first_weighs_a_third() -> None:
    two = flat([[100, 0], [0, 50]])
    (first, second) = crossings(two, "R1")
    assert {first.child, second.child} == {"c1", "c2"}
    one = first if first.child == "c1" else second
    assert (one.other, one.passes) == ("R2", False)
    assert one.at == pytest.approx(1 / 3)
    assert one.points == pytest.approx(-100 / 6)
    assert [one.passes for one in crossings(two, "R2")] == [True, True]
    span = rank_interval(two, "R1")[0]
    assert (span.low, span.high, span.rank) == (pytest.approx(1 / 3), 1, 1)
    found = flip_distance(two, "R1", "R2")
    assert found is not None
    assert found.points == pytest.approx(100 / 3)  # a sixth from one to the other
    assert found.shares == pytest.approx({"c1": 1 / 3, "c2": 2 / 3})


def test_three_criteria_of_34_34_and_32() -> None:
    three = flat([[100, 0, 0], [0, 100, 0], [0, 0, 100]], weights=[34, 34, 32])
    assert three.scored.ranks[:, 0].tolist() == [1, 1, 3]
    assert winner_distance(three).points == 0  # type: ignore[union-attr]
    found = flip_distance(three, "R1", "R3")
    assert found is not None
    assert found.points == pytest.approx(2)  # a point from the first to the third: 33, 34, 33
    assert found.shares == pytest.approx({"c1": 0.33, "c2": 0.34, "c3": 0.33})


def test_who_is_better_in_everything_is_never_passed() -> None:
    assessment = flat([[90, 80, 70], [80, 70, 60]])
    assert crossings(assessment, "R1") == ()
    assert flip_distance(assessment, "R1", "R2") is None
    assert winner_distance(assessment) is None
    assert all((span.low, span.high) == (0, 1) for span in rank_interval(assessment, "R2"))
    assert winner_distance(flat([[90, 80, 70]])) is None


def test_the_unit_below_is_already_below() -> None:
    found = flip_distance(flat([[90, 80], [80, 70]]), "R2", "R1")
    assert found is not None
    assert found.points == 0


def table(seed: int, gaps: bool) -> list[list[float]]:
    rng = np.random.default_rng(seed)
    rows = rng.integers(1, 101, (6, 3)).astype(float)
    if gaps:
        rows[rng.random((6, 3)) < 0.15] = NAN
        rows[:, 0] = np.where(np.isnan(rows).all(axis=1), 50, rows[:, 0])
    return rows.tolist()


@given(st.integers(0, 10**6), EVERY, st.booleans())
@settings(max_examples=12)
def test_places_change_at_a_crossing_and_not_before(seed: int, rule: str, gaps: bool) -> None:
    weights = np.random.default_rng(seed + 1).integers(1, 9, 3).tolist()
    assessment = flat(table(seed, gaps), weights, aggregate=rule)
    unit = next(
        unit for unit, rank in zip(assessment.units, assessment.scored.ranks[:, 0], strict=True) if rank
    )
    own = assessment.units.index(unit)
    found = crossings(assessment, unit)
    assert [abs(one.points) for one in found] == sorted(abs(one.points) for one in found)

    def ahead(child: str, share: float, other: int) -> int:
        ranks = again(assessment, moved(assessment, child, share))
        return int(np.sign(ranks[other] - ranks[own])) if ranks[other] and ranks[own] else 0

    for one in found[:6]:
        other, step = assessment.units.index(one.other), np.copysign(1e-5, one.points)
        if abs(one.at - one.now) > 2e-5:
            assert ahead(one.child, one.at - step, other) == (-1 if one.passes else 1)
        if 0 < one.at + step < 1:
            assert ahead(one.child, one.at + step, other) == (1 if one.passes else -1)
    # On a grid along one child, an order differs from today's only beyond a crossing.
    child = assessment.framework.dimensions[seed % 3]
    today = again(assessment, {})
    for share in np.linspace(0.02, 0.98, 13):
        ranks = again(assessment, moved(assessment, child, share))
        for other, name in enumerate(assessment.units):
            both = today[other] and today[own] and ranks[other] and ranks[own]
            if both and today[other] != today[own] and ranks[other] != ranks[own]:
                changed = (today[other] < today[own]) != (ranks[other] < ranks[own])
                way = np.sign(share - assessment.scored.weights["f"][seed % 3])
                between = [
                    one
                    for one in found
                    if (one.child, one.other) == (child, name)
                    and 0 < way * (one.at - one.now) < way * (share - one.now)
                ]
                assert between or not changed


@given(st.integers(0, 10**6), EVERY, st.booleans())
@example(3972, "arithmetic", False)  # level with another today
@settings(max_examples=12)
def test_a_rank_holds_within_its_interval_and_not_beyond(seed: int, rule: str, gaps: bool) -> None:
    assessment = flat(table(seed, gaps), aggregate=rule, min_coverage=0.6 if gaps else 0.5)
    ranks = assessment.scored.ranks[:, 0]
    if not ranks.any():
        return
    own = int(np.flatnonzero(ranks)[seed % np.count_nonzero(ranks)])
    for span in rank_interval(assessment, assessment.units[own]):
        assert span.low <= span.now <= span.high

        def rank(share: float, child: str = span.child) -> int:
            return int(again(assessment, moved(assessment, child, share))[own])

        if span.high - span.low > 1e-4:
            inside = np.linspace(span.low + 1e-6, span.high - 1e-6, 7)
            assert {rank(share) for share in inside} == {span.rank}
        if span.low > 1e-5:
            assert rank(span.low - 1e-6) != span.rank
        if span.high < 1 - 1e-5:
            assert rank(span.high + 1e-6) != span.rank


@given(st.integers(0, 10**6))
@settings(max_examples=15)
def test_the_smallest_change_is_that_of_a_programme_and_level(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, 101, (2, 4)).astype(float)
    assessment = flat(rows.tolist(), rng.integers(1, 9, 4).tolist())
    order = np.argsort(assessment.scored.ranks[:, 0], kind="stable")
    above, below = (assessment.units[row] for row in order)
    lead, now = rows[order[0]] - rows[order[1]], assessment.scored.weights["f"]
    # The programme of the test: a change d between -u and u.
    size = len(now)
    eye, none = np.eye(size), np.zeros((size, size))
    found = linprog(
        np.concatenate([np.zeros(size), np.ones(size)]),
        A_ub=np.vstack(
            [
                np.hstack([eye, -eye]),
                np.hstack([-eye, -eye]),
                np.hstack([-eye, none]),
                np.concatenate([lead, np.zeros(size)])[None],
            ]
        ),
        b_ub=np.concatenate([np.zeros(2 * size), now, [-lead @ now]]),
        A_eq=np.concatenate([np.ones(size), np.zeros(size)])[None],
        b_eq=[0],
        bounds=(None, None),
    )
    flip = flip_distance(assessment, above, below)
    if flip is None:
        assert found.status == 2
        assert lead.min() > 0
        return
    assert flip.points == pytest.approx(found.fun * 100, abs=1e-6)
    shares = np.array(list(flip.shares.values()))
    assert shares.sum() == pytest.approx(1)
    assert abs(shares - now).sum() * 100 == pytest.approx(flip.points)
    assert lead @ shares == pytest.approx(0, abs=1e-9)


def test_a_space_keeps_the_change_within_its_bounds() -> None:
    assessment = flat([[90, 20, 50], [40, 70, 50]], weights=[2, 1, 1])
    free = flip_distance(assessment, "R1", "R2")
    space = WeightSpace("f", ("c1", "c2", "c3"), (0.2, 0.2, 0.2), (0.8, 0.35, 0.8))
    bound = flip_distance(assessment, "R1", "R2", space=space)
    assert free is not None
    assert bound is not None
    assert free.shares["c2"] > 0.35
    assert bound.points > free.points
    assert all(
        low - 1e-9 <= one <= high + 1e-9
        for one, low, high in zip(bound.shares.values(), space.low, space.high, strict=True)
    )
    assert bound.shares["c1"] * 50 <= bound.shares["c2"] * 50 + 1e-6
    assert flip_distance(assessment, "R1", "R2", space=replace(space, low=(0.5, 0.2, 0.2))) is None


def test_the_winner_changes_where_the_nearest_other_is_level() -> None:
    assessment = flat([[90, 20, 50], [40, 70, 50], [60, 30, 60]])
    first = winner_distance(assessment)
    every = [flip_distance(assessment, "R1", other) for other in ("R2", "R3")]
    assert first is not None
    assert first.points == min(one.points for one in every if one is not None)


def test_units_with_other_gaps_are_compared_along_one_child() -> None:
    assessment = flat([[100, 0, 50], [20, NAN, 60]])
    order = sorted(assessment.units, key=lambda unit: assessment.ranks["f"][unit])
    found = flip_distance(assessment, order[0], order[1])
    assert found is not None
    assert not found.exact
    ranks = again(assessment, {"f": np.array(list(found.shares.values()))})
    assert abs(ranks[0] - ranks[1]) <= 1
    assert found.points == pytest.approx(2 * min(abs(one.points) for one in crossings(assessment, order[1])))


def test_under_a_minimum_nothing_crosses() -> None:
    assessment = flat([[90, 20, 50], [40, 70, 30]], aggregate="min")
    assert crossings(assessment, "R1") == ()
    assert flip_distance(assessment, "R2", "R1") is None
    assert [(span.low, span.high) for span in rank_interval(assessment, "R1")] == [(0, 1)] * 3


def test_a_child_that_weighs_everything_leaves_equal_shares_to_the_others() -> None:
    assessment = flat([[90, 20, 50], [40, 70, 70]], weights=[1, 0, 0])
    (one,) = [one for one in crossings(assessment, "R1") if one.child == "c1"]
    # 90 t + 35 (1 - t) = 40 t + 70 (1 - t)
    assert one.at == pytest.approx(35 / 85)


def test_who_has_no_place_is_refused() -> None:
    assessment = flat([[90, 20], [40, 70], [NAN, NAN]])
    with pytest.raises(MethodError, match="not ranked"):
        crossings(assessment, "R3")
    with pytest.raises(MethodError, match="Did you mean 'R1'"):
        rank_interval(assessment, "R1x")
    own = flat([[90, 20], [40, 70], [30, 60]], weighting="bod")
    with pytest.raises(MethodError, match="weighs each unit by itself"):
        crossings(own, "R1")


def test_ties_today_are_no_crossing() -> None:
    tied = flat([[50, 50], [60, 40], [0, 0]])
    assert [one for one in crossings(tied, "R1") if one.other == "R2"] == []
    found = flip_distance(tied, "R1", "R2")
    assert found is not None
    assert found.points == pytest.approx(0)


def test_a_set_from_the_data_is_where_moves_begin() -> None:
    dataset = load_dataset("data/practice")
    assessment = assess(dataset, replace(default_scenario(dataset), weighting="critic"))
    root = assessment.framework.root
    for one in crossings(assessment, assessment.units[0])[:4]:
        column = [child.id for child in root.children].index(one.child)
        assert one.now == assessment.scored.weights[root.id][column]
