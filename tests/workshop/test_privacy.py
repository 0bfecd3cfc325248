"""Nothing under five, no extremes under eight, quartiles as numpy's peer."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.workshop.privacy import visible_summary


@given(st.lists(st.floats(0, 100), max_size=20))
def test_what_is_withheld_depends_on_the_count_alone(values: list[float]) -> None:
    found = visible_summary(np.array(values, dtype=np.float64))
    assert (found is None) == (len(values) < 5)
    if found is None:
        return
    assert found.count == len(values)
    assert found.median == pytest.approx(statistics.median(values))
    assert found.mean == pytest.approx(statistics.fmean(values))
    quartiles = statistics.quantiles(values, method="inclusive")
    assert (found.lower_quartile, found.upper_quartile) == pytest.approx((quartiles[0], quartiles[2]))
    if len(values) < 8:
        assert (found.low, found.high, found.dots) == (None, None, ())
    else:
        assert (found.low, found.high) == (min(values), max(values))
        assert sum(count for _, count in found.dots) == len(values)
        assert all(place % 5 == 0 for place, _ in found.dots)


def test_what_was_not_answered_is_not_counted() -> None:
    assert visible_summary(np.array([1.0, 2.0, 3.0, 4.0, np.nan, np.nan])) is None
