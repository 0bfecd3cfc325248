"""How often a statement holds over the weightings, in one scenario and in two."""

from __future__ import annotations

import pytest

from cluster_core.errors import MethodError
from cluster_core.explore.claims import claim, compare_scenarios
from cluster_core.explore.weight_space import weight_spaces
from tests.explore.made import criteria

NAN = float("nan")
TWO = {"c1": [100.0, 0.0, 0.0], "c2": [0.0, 50.0, 50.0]}
DRAWS = 20_000


def test_a_claim_holds_on_the_part_of_the_simplex_where_it_does() -> None:
    assessment = criteria(TWO)
    spaces = weight_spaces(assessment.framework)
    found = claim(assessment, "R1", "R2", spaces, draws=DRAWS, seed=2)
    assert found.holds == pytest.approx(2 / 3, abs=4 * found.error)
    assert found.error == pytest.approx((2 / 9 / DRAWS) ** 0.5, rel=0.05)
    assert found.fails == pytest.approx(1 - found.holds)
    tied = claim(assessment, "R2", "R3", spaces, draws=100)
    assert (tied.holds, tied.fails, tied.ties, tied.unranked) == (0, 0, 1, 0)


def test_a_region_without_a_rank_makes_no_claim_true() -> None:
    assessment = criteria({"c1": [100.0, NAN], "c2": [0.0, NAN]})
    found = claim(assessment, "R1", "R2", weight_spaces(assessment.framework), draws=100)
    assert (found.holds, found.unranked) == (0, 1)
    with pytest.raises(MethodError, match=r"found 'R9', allowed: R1, R2"):
        claim(assessment, "R1", "R9", weight_spaces(assessment.framework), draws=100)


def test_two_scenarios_under_the_same_weights() -> None:
    """Arithmetic: A = (100, 0) beats B = (0, 50) on two thirds. With `min` both are 0 in every draw: a tie."""
    first, second = criteria(TWO), criteria(TWO, aggregate="min")
    both = compare_scenarios(first, second, weight_spaces(first.framework), draws=DRAWS, seed=2)
    one, two, together = both.claim("R1", "R2")
    assert one.holds == pytest.approx(2 / 3, abs=4 * one.error)
    assert (two.holds, two.ties, together) == (0, 1, 0)
    # A is first in two thirds of the first and always in the second, with everybody.
    rows = both.table.set_index("region")
    assert rows.loc["R1", "better"] == pytest.approx(1 / 3, abs=0.02)
    assert rows.loc["R1", ["better", "same", "worse"]].sum() == pytest.approx(1)
    assert rows.loc["R2", "better"] == one.holds


def test_scenarios_that_differ_in_what_varies_come_out_alike_unless_each_is_drawn_around_its_own() -> None:
    first = criteria(TWO, weighting="user", points=(("f", (9, 1)),))
    second = criteria(TWO, weighting="user", points=(("f", (1, 9)),))
    spaces = weight_spaces(first.framework)
    assert (compare_scenarios(first, second, spaces, draws=300).table["same"] == 1).all()
    mine = compare_scenarios(first, second, spaces, draws=300, mode="mine")
    assert mine.claim("R1", "R2")[0].holds == 1
    assert mine.claim("R1", "R2")[1].fails == 1


def test_only_common_regions_are_ranked_and_other_frameworks_refused() -> None:
    first, second = criteria(TWO), criteria(TWO, peers=("R2", "R1"))
    both = compare_scenarios(first, second, weight_spaces(first.framework), draws=500)
    assert both.units == ("R1", "R2")
    assert (both.table["same"] == 1).all()  # R3 is gone from both
    other = criteria({"d": [1.0, 2.0]})
    with pytest.raises(MethodError, match=r"allowed: one"):
        compare_scenarios(first, other, weight_spaces(first.framework), draws=10)
    alone = criteria(TWO, peers=("R3",))
    with pytest.raises(MethodError, match=r"no region in common"):
        compare_scenarios(second, alone, weight_spaces(first.framework), draws=10)
