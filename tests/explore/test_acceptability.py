"""Rank acceptability: cases that geometry decides, the published definitions, odd data sets."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cluster_core.explore.acceptability import (
    MOST_CELLS,
    MOST_DRAWS,
    Acceptability,
    acceptability,
    affordable,
    standard_error,
)
from cluster_core.explore.extreme_ranks import extreme_ranks
from cluster_core.explore.progress import CancelledError
from cluster_core.explore.weight_space import weight_spaces
from cluster_core.model.assessment import Assessment
from tests.explore.made import criteria, forces

NAN = float("nan")
TWO = {"c1": [100.0, 0.0], "c2": [0.0, 50.0]}  # A = (1, 0), B = (0, .5)
THREE = {"c1": [100.0, 0, 40], "c2": [0.0, 100, 40], "c3": [0.0, 0, 40]}
DRAWS = 40_000


def near(p: float, draws: int = DRAWS) -> object:
    """Within four standard errors of a share."""
    return pytest.approx(p, abs=4 * float(standard_error(p, draws)))


def found(assessment: Assessment, draws: int = DRAWS, **space: object) -> Acceptability:
    return acceptability(assessment, weight_spaces(assessment.framework, **space), draws=draws, seed=1)  # type: ignore[arg-type]


def test_two_criteria_decide_two_to_one() -> None:
    """A is first where w1 > (1 - w1)/2, so on two thirds of the segment; its mean w1 there is 2/3, B's is 1/6."""
    smaa = found(criteria(TWO))
    assert smaa.acceptance[0, 0] == near(2 / 3)
    assert smaa.acceptance[1, 0] == near(1 / 3)
    central = smaa.central()["f"]
    assert central[0] == pytest.approx([2 / 3, 1 / 3], abs=0.01)
    assert central[1] == pytest.approx([1 / 6, 5 / 6], abs=0.01)
    assert smaa.confidence.tolist() == [1, 1]
    assert smaa.pairwise[0, 1] == smaa.acceptance[0, 0]
    assert smaa.mean_rank[0] == pytest.approx(1 + smaa.acceptance[0, 1])


def test_three_criteria_share_the_triangle() -> None:
    """C is first in the triangle left when both corners w1 > .4 and w2 > .4 are cut off: .34, .34, .32."""
    smaa = found(criteria(THREE))
    assert smaa.acceptance[:, 0].tolist() == [near(0.34), near(0.34), near(0.32)]


def test_floors_and_orders_cut_the_segment() -> None:
    """With both at least 25 % w1 is uniform on .25-.75, of which A has five sixths; with c2 >= c1 on 0-.5, a third."""
    assert found(criteria(TWO), floor=0.25).acceptance[0, 0] == near(5 / 6)
    assert found(criteria(TWO), orders=[("c2", "c1")]).acceptance[0, 0] == near(1 / 3)
    assert found(criteria(TWO), bounds={"c1": (0.0, 0.4)}).acceptance[0, 0] == near(1 / 6)


def test_modes_draw_around_equal_weights_or_around_mine() -> None:
    """Ten points around 50:50 leave A first everywhere; around 30:70, on two thirds of 20-40 %."""
    spaces = weight_spaces(criteria(TWO).framework)
    assert acceptability(criteria(TWO), spaces, draws=500, mode="equal").acceptance[0, 0] == 1
    mine = criteria(TWO, weighting="user", points=(("f", (3, 7)),))
    assert acceptability(mine, spaces, draws=DRAWS, seed=1, mode="mine").acceptance[0, 0] == near(1 / 3)


def test_marginals_pairs_and_percentiles_agree_with_plain_numpy() -> None:
    rng = np.random.default_rng(6)
    smaa = found(criteria({f"c{at}": (100 * rng.random(9)).tolist() for at in range(4)}), draws=2_000)
    assert smaa.acceptance.sum(axis=1) == pytest.approx(np.ones(9))
    assert smaa.acceptance.sum(axis=0) == pytest.approx(np.ones(9))
    same = np.array([[(a == b).mean() for b in smaa.ranks] for a in smaa.ranks])
    assert smaa.pairwise + smaa.pairwise.T + same == pytest.approx(np.ones((9, 9)))
    for share in (0.05, 0.5, 0.95):
        plain = np.quantile(smaa.ranks, share, axis=1, method="inverted_cdf")
        assert smaa.percentile(share).tolist() == plain.tolist()
    assert smaa.mean_rank == pytest.approx(smaa.ranks.mean(axis=1))
    assert smaa.share_top(5) == pytest.approx((smaa.ranks <= 5).mean(axis=1))
    inside = smaa.ranks[3] <= 5
    assert smaa.central(5)["f"][3] == pytest.approx(smaa.shares["f"][inside].mean(axis=0))


def test_the_favourable_weights_are_convex_where_the_score_is_linear() -> None:
    """Then a unit that is ever first is first under its central weights, too."""
    rng = np.random.default_rng(2)
    smaa = found(criteria({f"c{at}": (100 * rng.random(12)).tolist() for at in range(3)}), draws=2_000)
    ever = smaa.share_top(1) > 0
    assert ever.any()
    assert (smaa.confidence[ever] == 1).all()
    assert np.isnan(smaa.confidence[~ever]).all()


@pytest.mark.parametrize(
    ("levels", "space"),
    [("1", {}), ("1", {"floor": 0.15, "orders": [("x", "y")]}), ("1", {"cap": 0.4}), ("all", {})],
)
def test_drawn_ranks_lie_within_the_exact_ones(levels: str, space: dict[str, object]) -> None:
    rng = np.random.default_rng(12)
    below = {force: {f"{force}{at}": (100 * rng.random(8)).tolist() for at in range(2)} for force in "xyz"}
    assessment = forces(below)
    smaa = found(assessment, draws=2_000, levels=levels, **space)
    reach = extreme_ranks(assessment, smaa.spaces).tidy()
    assert (reach["bounds"] == "exact").all()
    assert (smaa.ranks.min(axis=1) >= reach["best_rank"]).all()
    assert (smaa.ranks.max(axis=1) <= reach["worst_rank"]).all()
    met = smaa.ranks.max(axis=1) - smaa.ranks.min(axis=1)
    assert (
        met.sum() >= 0.6 * (reach["worst_rank"] - reach["best_rank"]).sum()
    )  # the bounds are not idle either


def test_confidence_is_the_rank_of_a_scenario_with_the_central_weights() -> None:
    rng = np.random.default_rng(8)
    below = {force: {f"{force}{at}": (100 * rng.random(6)).tolist() for at in range(3)} for force in "xyz"}
    assessment = forces(below, aggregate="geometric")
    smaa = found(assessment, draws=1_000, levels="all")
    central = smaa.central()
    ever = np.flatnonzero(smaa.share_top(1))
    assert ever.size > 2
    for unit in ever:
        points = tuple((parent, tuple(means[unit])) for parent, means in central.items())
        again = forces(below, aggregate="geometric", weighting="user", points=points)
        assert smaa.confidence[unit] == (again.scored.ranks[unit, 0] == 1)


def test_two_runs_are_equal_bit_for_bit() -> None:
    one, two = (
        found(forces({"x": {"a": [1.0, 2, 3], "b": [3.0, 2, 1]}, "y": {"c": [2.0, 3, 1]}}), 999) for _ in "12"
    )
    assert one.ranks.tobytes() == two.ranks.tobytes()
    assert one.acceptance.tobytes() == two.acceptance.tobytes()
    assert one.central()["f"].tobytes() == two.central()["f"].tobytes()


def test_ties_share_the_lowest_number_in_every_draw() -> None:
    smaa = found(criteria({"c1": [80.0, 80, 10], "c2": [20.0, 20, 5]}), draws=2_000)
    assert smaa.share_top(1).tolist() == [1, 1, 0]
    assert smaa.acceptance[2].tolist() == [0, 0, 1]
    assert smaa.pairwise[0].tolist() == [0, 0, 1]


def test_one_region_is_always_first() -> None:
    smaa = found(criteria({"c1": [30.0], "c2": [70.0]}), draws=100)
    assert smaa.summary.iloc[0, 1:].tolist() == [1, 1.0, 1, 1, 1, 1.0, 1.0, 1.0, 1.0]
    assert smaa.matrix.values.tolist() == [["R1", 1, 1.0]]


def test_a_region_without_data_has_no_rank_and_no_share() -> None:
    smaa = found(criteria({"c1": [100.0, NAN, 0], "c2": [0.0, NAN, 50]}), draws=2_000)
    row = smaa.summary.iloc[1]
    assert row.drop(["region", "share_ranked"]).isna().all()
    assert row["share_ranked"] == 0
    assert smaa.matrix.query("region == 'R2'")["acceptability"].isna().all()
    assert np.isnan(smaa.central()["f"][1]).all()
    assert smaa.acceptance[[0, 2], 0].sum() == pytest.approx(1)
    assert not [notice for notice in smaa.notices if notice.code == "sometimes_unranked"]


def test_a_region_that_only_some_weights_can_rank_is_told() -> None:
    """B lacks c1, so it has a score where c1 weighs at most half: in half of the draws, and is then first or second."""
    smaa = found(criteria({"c1": [100.0, NAN], "c2": [0.0, 50.0]}))
    assert smaa.summary["share_ranked"].tolist() == [1, near(0.5)]
    assert smaa.acceptance[1].sum() == smaa.summary["share_ranked"][1]
    # B scores 50 there; A scores 100 w1, less than 50 in all of them.
    assert smaa.percentile(0.95)[1] == 1
    (notice,) = smaa.notices
    assert (notice.code, notice.ids) == ("sometimes_unranked", ("R2",))


def test_a_million_draws_are_capped_and_said() -> None:
    count, (notice,) = affordable(1_000_000, 13)
    assert count == MOST_DRAWS == 200_000
    assert notice.code == "capped"
    assert "1000000" in notice.message
    assert "200000" in notice.message
    assert affordable(MOST_DRAWS, 3_000)[0] == MOST_CELLS // 3_000
    assert affordable(10_000, 3_000) == (10_000, ())
    smaa = found(criteria(TWO), draws=1_000_000)
    assert (smaa.draws, [one.code for one in smaa.notices]) == (200_000, ["capped"])


def test_cancel_in_the_middle_keeps_nothing() -> None:
    rng = np.random.default_rng(1)
    many = criteria({"c1": (100 * rng.random(2_000)).tolist(), "c2": (100 * rng.random(2_000)).tolist()})
    told: list[float] = []
    spaces = weight_spaces(many.framework)
    with pytest.raises(CancelledError, match="cancelled"):
        acceptability(many, spaces, draws=2_000, progress=told.append, cancelled=lambda: len(told) > 2)
    assert len(told) == 3
    assert max(told) < 1
    acceptability(many, spaces, draws=600, progress=told.append)
    assert told[-1] == 1


def test_the_standard_error_is_that_of_a_share() -> None:
    assert standard_error(0.5, 10_000) == pytest.approx(0.005)
    assert standard_error(np.array([0.2, 0.0]), 400) == pytest.approx(np.array([math.sqrt(0.16 / 400), 0]))
