"""Work that tells how far it is, and stops when asked."""

from __future__ import annotations

import pytest

from cluster_core.explore.progress import CancelledError, step


def test_it_tells_and_stops() -> None:
    told: list[float] = []
    step(0.25, told.append, lambda: False)
    step(0.5, None, None)
    assert told == [0.25]
    with pytest.raises(CancelledError, match=r"stopped after 50%"):
        step(0.5, told.append, lambda: True)
    assert told == [0.25]
