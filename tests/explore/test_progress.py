"""Work that tells how far it is, and stops when asked."""

from __future__ import annotations

import pytest

from cluster_core.explore.progress import CancelledError, part, step


def test_it_tells_and_stops() -> None:
    told: list[float] = []
    step(0.25, told.append, lambda: False)
    step(0.5, None, None)
    assert told == [0.25]
    with pytest.raises(CancelledError, match=r"stopped after 50%"):
        step(0.5, told.append, lambda: True)
    assert told == [0.25]


def test_a_part_is_told_as_its_place_in_the_whole() -> None:
    told: list[float] = []
    second = part(told.append, 0.5, 1.0)
    for share in (0.0, 0.5, 1.0):
        step(share, second, None)
    assert told == [0.5, 0.75, 1.0]
    assert part(None, 0.5, 1.0) is None
