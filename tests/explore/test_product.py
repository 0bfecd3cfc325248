"""A product in pieces is the product."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.explore.product import product


@pytest.mark.parametrize(
    "shape", [(1, 1, 1), (10_000, 4, 13), (70, 60, 3_000), (13, 5_000, 60), (0, 3, 4), (5, 0, 4), (3, 2, 0)]
)
def test_pieces_of_every_shape_fit_together(shape: tuple[int, int, int]) -> None:
    rows, terms, columns = shape
    rng = np.random.default_rng(1)
    left, right = rng.random((rows, terms)), rng.random((columns, terms))
    np.testing.assert_allclose(product(left, right), left @ right.T, rtol=1e-12)


def test_columns_in_another_order_in_memory() -> None:
    rng = np.random.default_rng(1)
    left, right = np.asfortranarray(rng.random((100, 30))), rng.random((30, 9)).T
    np.testing.assert_allclose(product(left, right), left @ right.T, rtol=1e-12)
