"""The words beside a rank rest on one premise, stated and fixed."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.explore.acceptability import acceptability
from cluster_core.explore.certainty import certainty, floor_for
from cluster_core.explore.weight_space import weight_spaces
from tests.explore.made import criteria

NAN = float("nan")


def test_bounds_follow_from_geometry() -> None:
    """Two criteria of 10 % or more: w1 is uniform on .1-.9, and A = (1, 0) beats B = (0, .5) above a third: .708."""
    found = certainty(criteria({"c1": [100.0, 0], "c2": [0.0, 50]}))
    assert (found.floor, found.draws) == (0.1, 10_000)
    assert found.rank_p05.tolist() == [1, 1]
    assert found.rank_p95.tolist() == [2, 2]
    close = certainty(
        criteria({"c1": [100.0, 0], "c2": [0.0, 13]})
    )  # A is first above w1 = .115: 98 % of them
    assert close.rank_p95.tolist() == [1, 2]
    assert close.rank_p05.tolist() == [1, 2]


def test_it_is_what_acceptability_says_under_the_floor() -> None:
    rng = np.random.default_rng(3)
    assessment = criteria({f"c{at}": (100 * rng.random(12)).tolist() for at in range(4)})
    found = certainty(assessment)
    same = acceptability(assessment, weight_spaces(assessment.framework, floor=0.1))
    assert found.share_top5 == pytest.approx((same.ranks <= 5).mean(axis=1))
    assert (found.rank_p05 <= found.rank_p95).all()
    assert min(shares.min() for shares in same.shares.values()) >= 0.1


def test_a_unit_without_a_rank_has_no_bounds() -> None:
    found = certainty(criteria({"c1": [10.0, NAN], "c2": [20.0, NAN]}))
    assert (found.rank_p05[1], found.rank_p95[1], found.own[1]) == (0, 0, 0)
    assert np.isnan(found.share_top5[1])


def test_many_forces_get_a_floor_that_leaves_room() -> None:
    assert [floor_for(count) for count in (1, 5, 9)] == [0.1] * 3
    assert floor_for(10) == 0.05
    wide = criteria({f"c{at:02}": [50.0, 20.0 + at] for at in range(12)})
    assert certainty(wide).floor == pytest.approx(0.5 / 12)
