"""Matrix products in pieces that the library computes in one thread."""

from __future__ import annotations

import numpy as np

from cluster_core.model.stages import Array

ROWS, TERMS = 64, 256
ONE_THREAD = 2**18  # multiplications up to which OpenBLAS wakes no other thread


def product(left: Array, right: Array) -> Array:
    """Return `left @ right.T`.

    Where many share the processors, threads that wait for each other cost ten times the work itself; and the same
    pieces give the same bits, however many processors there are.

    Parameters
    ----------
    left, right : arrays, m x k and n x k

    Returns
    -------
    array, m x n

    >>> product(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [5.0, 6.0]])).tolist()
    [[11.0, 17.0]]
    """
    (rows, terms), columns = left.shape, len(right)
    found = np.zeros((rows, columns))
    depth = max(1, min(terms, TERMS))
    height = max(1, min(rows, ROWS))
    width = max(1, min(columns, ONE_THREAD // (depth * height)))
    height = max(height, ONE_THREAD // (depth * width))
    for top in range(0, rows, height):
        for side in range(0, columns, width):
            piece = found[top : top + height, side : side + width]
            for begin in range(0, terms, depth):
                inner = slice(begin, begin + depth)
                piece += left[top : top + height, inner] @ right[side : side + width, inner].T
    return found
