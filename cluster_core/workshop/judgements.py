"""Judgements of pairs, as a phone sends them: matrix, weights, consistency, and which one to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from cluster_core.errors import MethodError
from cluster_core.index.weighting.ahp import Ahp, Judgement, analytic_hierarchy
from cluster_core.model.ballot import SCALE
from cluster_core.model.stages import Array

STEPS = tuple(1 / step for step in range(SCALE, 1, -1)) + tuple(float(step) for step in range(1, SCALE + 1))


@dataclass(frozen=True, slots=True)
class Reconsider:
    """The judgement that fits the others worst.

    field: its place in the ballot; row, column: the two children's places. given: as judged; suggested: the step of the
    scale 1/9 ... 9 with which the others fit best; ratio_then: the consistency ratio with that in its place.
    """

    field: int
    row: int
    column: int
    given: float
    suggested: float
    ratio_then: float


def matrix_of(values: Sequence[float] | Array) -> Array:
    """Return the reciprocal matrix of the judgements above its diagonal, row by row.

    Raises `MethodError` if they are not those of any number of children.

    >>> matrix_of([2, 4, 2]).tolist()
    [[1.0, 2.0, 4.0], [0.5, 1.0, 2.0], [0.25, 0.5, 1.0]]
    """
    count = round((1 + (1 + 8 * len(values)) ** 0.5) / 2)
    if count * (count - 1) // 2 != len(values) or not len(values):
        raise MethodError(f"ahp: found {len(values)} judgements, allowed: 1, 3, 6, 10 and so on, one a pair.")
    matrix = np.ones((count, count))
    upper = np.triu_indices(count, 1)
    matrix[upper] = values
    matrix.T[upper] = 1 / matrix[upper]
    return matrix


def judged(values: Sequence[float] | Array) -> Ahp:
    """Return weights (sum 1) and consistency of judgements above the diagonal; `MethodError` as `matrix_of`.

    >>> judged([2, 4, 2]).weights.round(4).tolist(), round(judged([2, 4, 2]).ratio, 9)
    ([0.5714, 0.2857, 0.1429], 0.0)
    """
    return analytic_hierarchy(matrix_of(values))


def weights_of(values: Sequence[float] | Array) -> Array:
    """Return the weights alone."""
    return judged(values).weights


def reconsider(values: Sequence[float] | Array) -> Reconsider | None:
    """Return the judgement to look at again; None where the consistency ratio is below 0.10.

    Notes
    -----
    Of the three judgements with the largest |ln(a_ij w_j / w_i)| (Saaty 1980) the one that, changed to a step of the
    scale, lowers the ratio most; among three children all three fit equally badly. Nobody is made to change it.

    >>> found = reconsider([3, 1 / 9, 3])  # a is 3 b, b is 3 c, but c is 9 a
    >>> (found.row, found.column), found.suggested, round(found.ratio_then, 9)
    ((0, 2), 9.0, 0.0)
    """
    found = judged(values)
    if found.acceptable:
        return None
    pairs = list(combinations(range(len(found.weights)), 2))
    tried = [
        _changed(values, pairs.index((one.row, one.column)), one, step)
        for one in found.least_consistent
        for step in STEPS
    ]
    best = min(tried, key=lambda one: round(one.ratio_then, 9))
    return best if best.ratio_then < found.ratio else None


def _changed(values: Sequence[float] | Array, field: int, one: Judgement, step: float) -> Reconsider:
    then = np.array(values, dtype=np.float64)
    then[field] = step
    return Reconsider(field, one.row, one.column, one.given, step, judged(then).ratio)
