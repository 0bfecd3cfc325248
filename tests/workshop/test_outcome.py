"""What may be shown of a round: nothing under five, no row that is a single ballot."""

from __future__ import annotations

import pytest

from cluster_core.workshop.outcome import outcome
from tests.workshop.rooms import PAIRS, POINTS, camp, room

SPOILT = (8 / 4, 8 / 2, 1 / 8, 2, 4, 2)  # 8 : 4 : 2 : 1, one pair turned round


@pytest.mark.parametrize("count", [0, 1, 4])
def test_few_are_waited_for(count: int) -> None:
    found = outcome(POINTS, room(*[(40, 30, 20, 10)] * count))
    assert (found.visible, found.count) == (False, count)
    assert (found.weights, found.summaries, found.consensus, found.opinions.groups) == (None, (), None, ())


def test_a_round_by_points() -> None:
    found = outcome(POINTS, [*camp((70, 10, 10, 10), 6, 1), *camp((10, 70, 10, 10), 5, 2)])
    assert found.visible
    assert len(found.summaries) == 4
    assert found.weights == pytest.approx((0.427, 0.373, 0.1, 0.1), abs=0.01)
    assert [group.size for group in found.opinions.groups] == [6, 5]
    assert (found.ratio, found.inconsistent) == (None, None)
    assert found.consensus is not None
    assert found.consensus.count == 11


def test_a_round_by_judgements_counts_those_that_do_not_fit() -> None:
    consistent = (8 / 4, 8 / 2, 8, 2, 4, 2)
    found = outcome(PAIRS, room(*[consistent] * 4, SPOILT))
    assert found.inconsistent == 1
    assert found.ratio is not None
    assert found.ratio < 0.1
    whole = outcome(PAIRS, room(*[consistent] * 5))
    assert whole.weights == pytest.approx((8 / 15, 4 / 15, 2 / 15, 1 / 15))
    assert whole.ratio == pytest.approx(0, abs=1e-9)
