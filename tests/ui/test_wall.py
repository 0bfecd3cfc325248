"""What the wall offers to look at."""

from __future__ import annotations

from tests.ui.workshop_rooms import CAMPS, CLOSER, decided
from ui import wall


def test_only_what_there_is_can_be_looked_at() -> None:
    assert wall.views(decided()) == wall.views(decided(CAMPS[:4])) == []
    assert wall.views(decided(CAMPS)) == [wall.WEIGHTS, wall.RANKING]
    assert wall.views(decided(CAMPS, CLOSER)) == [wall.WEIGHTS, wall.RANKING, wall.ROUNDS]
    assert wall.views(decided(CAMPS[:4], CLOSER)) == [wall.WEIGHTS, wall.RANKING]
