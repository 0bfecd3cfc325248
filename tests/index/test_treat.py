"""Transforms: ln(1 + x) where it is defined, and what is refused."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from cluster_core.errors import MethodError
from cluster_core.index.treat import transform, transform_number

NAN = float("nan")


def test_none_changes_nothing() -> None:
    values = np.array([-5.0, NAN, 3.0])
    np.testing.assert_array_equal(transform(values, "none", "x"), values)


def test_log1p_is_the_logarithm_of_one_more() -> None:
    values = np.array([0.0, 1.0, math.e**2 - 1, NAN, -0.5])
    np.testing.assert_allclose(
        transform(values, "log1p", "x"), [0, math.log(2), 2, NAN, math.log(0.5)], rtol=1e-14
    )


@pytest.mark.parametrize("value", [-1.0, -1.5, -1e9])
def test_log1p_refuses_minus_one_and_below_by_name(value: float) -> None:
    with pytest.raises(MethodError, match=re.escape(f"dust: found {value:g}, allowed for log1p: ")):
        transform(np.array([2.0, value]), "log1p", "dust")


def test_log1p_keeps_the_order() -> None:
    values = np.array([-0.9, 0.0, 1e-9, 3.0, 1e12])
    assert (np.diff(transform(values, "log1p", "x")) > 0).all()


def test_a_goalpost_is_treated_like_a_value_and_none_is_missing() -> None:
    assert transform_number(9.0, "none", "x") == 9
    assert transform_number(9.0, "log1p", "x") == pytest.approx(math.log(10))
    assert math.isnan(transform_number(None, "log1p", "x"))
    with pytest.raises(MethodError, match="x: found -2"):
        transform_number(-2.0, "log1p", "x")
