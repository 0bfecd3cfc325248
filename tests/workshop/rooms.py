"""Rooms to test with: a question about four children, and ballots of points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from cluster_core.model.ballot import Ballot, Question

CHILDREN = ("innovation", "resilience", "brand", "support")
POINTS = Question("four_forces", "four_forces", "points", CHILDREN)
PAIRS = Question("four_forces", "four_forces", "ahp", CHILDREN)


def room(*rows: Sequence[float]) -> list[Ballot]:
    return [Ballot(tuple(float(value) for value in row)) for row in rows]


def camp(centre: Sequence[float], size: int, seed: int) -> list[Ballot]:
    """Ballots within two points of a centre."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(size):
        near = np.array(centre) + random.uniform(-1, 1, len(centre))
        found.append(Ballot(tuple(100 * near / near.sum())))
    return found


@st.composite
def point_ballots(draw: st.DrawFn, least: int = 1, most: int = 12) -> list[Ballot]:
    row = st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any)
    rows = draw(st.lists(row, min_size=least, max_size=most))
    return [Ballot(tuple(100 * value / sum(one) for value in one)) for one in rows]
