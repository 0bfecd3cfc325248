"""Two rounds: medians and agreement, and nothing where either had too few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.errors import WorkshopError
from cluster_core.workshop.outcome import outcome
from cluster_core.workshop.rounds import compare_rounds
from tests.workshop.rooms import POINTS, room

SPLIT = [(100, 0, 0, 0)] * 3 + [(0, 100, 0, 0)] * 3
CLOSER = [(60, 40, 0, 0)] * 3 + [(50, 50, 0, 0)] * 3


def test_a_room_that_came_closer() -> None:
    found = compare_rounds(outcome(POINTS, room(*SPLIT)), outcome(POINTS, room(*CLOSER)))
    assert found is not None
    assert [(one.before, one.after) for one in found.children[:2]] == [
        (50, pytest.approx(55)),
        (50, pytest.approx(45)),
    ]
    # Two camps of equal size: alpha 1, gamma 2 of at most 4 children: S* = (1/2 - 1/4) / (1 - 1/4).
    assert found.before == pytest.approx(1 / 3)
    assert found.change > 0.5
    assert (found.band_before, found.band_after, found.counts) == ("very_low", "very_high", (6, 6))


def test_few_in_either_round_are_not_compared() -> None:
    whole, few = outcome(POINTS, room(*SPLIT)), outcome(POINTS, room(*SPLIT[:4]))
    assert compare_rounds(whole, few) is None
    assert compare_rounds(few, whole) is None


def test_two_questions_are_not_compared() -> None:
    other = outcome(replace(POINTS, parent="brand"), room(*SPLIT))
    with pytest.raises(WorkshopError, match="two questions"):
        compare_rounds(outcome(POINTS, room(*SPLIT)), other)
