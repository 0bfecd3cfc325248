"""Two structures on what both have."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_core.agglomeration.pairs import common, of_pairs
from cluster_core.model.industries import structure
from cluster_core.model.stages import Array
from tests.agglomeration.tables import tidy

NAN = np.nan


def first(one: Array, other: Array) -> float:
    return float(one[0] - other[0])


def test_shares_are_of_the_industries_in_common() -> None:
    assert common(np.array([1.0, 3.0, 6.0]), np.array([1.0, 1.0, NAN]), first) == 0.25 - 0.5


def test_nothing_in_common_or_only_zeros_is_undefined() -> None:
    for other in ([NAN, NAN], [0.0, 0.0], [0.0, NAN]):
        assert np.isnan(common(np.array([1.0, 2.0]), np.array(other), first))
        assert np.isnan(common(np.array(other), np.array([1.0, 2.0]), first))


def test_every_pair_once_with_the_number_of_industries() -> None:
    table = structure(tidy(a={"x": 1, "y": 1}, b={"x": 1, "y": None}, c={"x": 1, "y": 3}))
    found = of_pairs(table, first, "gap")
    expected = pd.DataFrame(
        {
            "region": ["a", "a", "b"],
            "other": ["b", "c", "c"],
            "industries": [1, 2, 1],
            "gap": [0.0, 0.25, 0.0],
        }
    )
    pd.testing.assert_frame_equal(found, expected)


def test_one_region_makes_no_pair() -> None:
    found = of_pairs(structure(tidy(a={"x": 1})), first, "gap")
    assert found.empty
    assert list(found.columns) == ["region", "other", "industries", "gap"]


def test_huge_sizes_do_not_overflow() -> None:
    assert common(np.array([1e308, 1e308]), np.array([1.0, 0.0]), first) == -0.5
