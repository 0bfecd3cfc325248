"""Tables for the property tests of ranking methods."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

Table = tuple[np.ndarray, np.ndarray, np.ndarray]


@st.composite
def tables(draw: st.DrawFn, least: int = -9) -> Table:
    """Whole values (so that ties are exact), weights from 0 up with at least one above, and directions."""
    units, indicators = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    cells = st.lists(st.integers(least, 9), min_size=indicators, max_size=indicators)
    values = draw(st.lists(cells, min_size=units, max_size=units))
    weights = draw(st.lists(st.integers(0, 4), min_size=indicators, max_size=indicators).filter(any))
    sign = draw(st.lists(st.sampled_from([-1, 1]), min_size=indicators, max_size=indicators))
    return np.array(values, dtype=float), np.array(weights, dtype=float), np.array(sign, dtype=float)


def dominated(table: Table) -> list[tuple[int, int]]:
    """Return every (better, worse): at least as good in all that weighs."""
    values, weights, sign = table
    good = (values * sign)[:, weights > 0]
    count = len(good)
    return [(a, b) for a in range(count) for b in range(count) if a != b and (good[a] >= good[b]).all()]
