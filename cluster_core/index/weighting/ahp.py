"""Analytic hierarchy process: weights from judgements of pairs, and how well the judgements fit together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cluster_core.errors import MethodError, did_you_mean, one_of
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Points
from cluster_core.model.stages import Array, Notice

RANDOM_INDEX = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Saaty's table for n = 1 to 15. Textbooks differ at n = 12 (1.48 here, 1.54 elsewhere); beyond 15 the last stands."""

ACCEPTABLE = 0.10
HINTS = 3
METHODS = ("eigenvector", "row_geometric_mean", "column_mean")


@dataclass(frozen=True, slots=True)
class Judgement:
    """How many times as important one item is as another: as given, and as the weights would have it.

    row, column: positions in the matrix, row before column; deviation: |ln(given / consistent)|.
    """

    row: int
    column: int
    given: float
    consistent: float

    @property
    def deviation(self) -> float:
        """How far the judgement is from the weights; 0 where it agrees."""
        return abs(float(np.log(self.given / self.consistent)))


@dataclass(frozen=True, eq=False)
class Ahp:
    """weights: items, sum 1; lambda_max, consistency index and ratio; the judgements that fit worst, worst first."""

    weights: Array
    lambda_max: float
    index: float
    ratio: float
    least_consistent: tuple[Judgement, ...]

    @property
    def acceptable(self) -> bool:
        """Whether the consistency ratio is below 0.10, Saaty's limit."""
        return self.ratio < ACCEPTABLE


def analytic_hierarchy(matrix: Array, method: str = "eigenvector") -> Ahp:
    """Weigh items by a matrix of judgements.

    Parameters
    ----------
    matrix : array, items x items
        a_ij: how many times as important item i is as item j. Positive and reciprocal (a_ij a_ji = 1).
    method : eigenvector, row_geometric_mean (方根法) or column_mean (和法)
        Principal right eigenvector; geometric mean of each row; mean of the columns, each scaled to sum 1.

    Returns
    -------
    Ahp
        The three judgements with the largest |ln(a_ij w_j / w_i)|, fewer where there are fewer pairs.

    Raises
    ------
    MethodError
        If the matrix is not square, positive and reciprocal, or the method is unknown.

    Notes
    -----
    lambda_max is the largest eigenvalue, for the other two methods the mean of (A w)_i / w_i;
    CI = (lambda_max - n)/(n - 1); CR = CI/RI, 0 for n <= 2. Saaty (1980), The Analytic Hierarchy Process.

    >>> analytic_hierarchy(np.array([[1, 3], [1 / 3, 1]])).weights.round(12).tolist()
    [0.75, 0.25]
    """
    _check_matrix(matrix)
    if method not in METHODS:
        raise MethodError(
            f"ahp: found the method '{method}', allowed: {one_of(METHODS)}. {did_you_mean(method, METHODS)}".rstrip()
        )
    weights, largest = _eigenvector(matrix) if method == "eigenvector" else _means(matrix, method)
    count = len(matrix)
    index = max(0.0, (largest - count) / (count - 1)) if count > 2 else 0.0
    ratio = index / RANDOM_INDEX[min(count, len(RANDOM_INDEX)) - 1] if count > 2 else 0.0
    pairs = [
        Judgement(row, column, float(matrix[row, column]), float(weights[row] / weights[column]))
        for row in range(count)
        for column in range(row + 1, count)
    ]
    worst = sorted(pairs, key=lambda pair: (-round(pair.deviation, 9), pair.row, pair.column))
    return Ahp(weights, largest, index, ratio, tuple(worst[:HINTS]))


def group_judgements(matrices: Sequence[Array]) -> Array:
    """Return the judgements of a group: the geometric mean of everybody's, element by element.

    It keeps the matrix reciprocal. Aczel & Saaty (1983), Journal of Mathematical Psychology 27(1): 93-102.

    >>> group_judgements([np.array([[1, 2], [0.5, 1]]), np.array([[1, 8], [0.125, 1]])]).tolist()
    [[1.0, 4.0], [0.25, 1.0]]
    """
    for matrix in matrices:
        _check_matrix(matrix)
    if len({matrix.shape for matrix in matrices}) != 1:
        found = one_of(f"{len(matrix)} items" for matrix in matrices) or "no matrix"
        raise MethodError(f"ahp: found {found}, allowed: one matrix a member, all of the same items.")
    return np.exp(np.mean([np.log(matrix) for matrix in matrices], axis=0))


def ahp_points(matrices: Mapping[str, Array], framework: Framework) -> tuple[Points, tuple[Notice, ...]]:
    """Weigh the children of every parent that has a matrix (in child order) by its principal eigenvector.

    Returns
    -------
    points, notices
        Points for a scenario; a notice for every parent whose consistency ratio is 0.10 or more, with the three
        judgements to look at first.
    """
    points: list[tuple[str, tuple[float, ...]]] = []
    notices: list[Notice] = []
    for parent, matrix in matrices.items():
        found = analytic_hierarchy(matrix)
        points.append((parent, tuple(float(weight) for weight in found.weights)))
        if not found.acceptable:
            names = [child.id for child in framework.by_id[parent].children]
            notices.append(Notice("inconsistent", (parent,), _inconsistent(parent, names, found)))
    return tuple(sorted(points)), tuple(notices)


def _inconsistent(parent: str, names: Sequence[str], found: Ahp) -> str:
    hints = "; ".join(
        f"{names[one.row]} over {names[one.column]} is {one.given:.4g}, {one.consistent:.4g} would be consistent"
        for one in found.least_consistent
    )
    return f"ahp: {parent}: consistency ratio CR = {found.ratio:.4f}, accepted below {ACCEPTABLE:.2f}. Look at: {hints}"


def _eigenvector(matrix: Array) -> tuple[Array, float]:
    values, vectors = np.linalg.eig(matrix)
    real = np.asarray(np.real(values), dtype=np.float64)
    largest = int(np.argmax(real))
    vector = np.abs(np.asarray(np.real(vectors[:, largest]), dtype=np.float64))
    return vector / vector.sum(), float(real[largest])


def _means(matrix: Array, method: str) -> tuple[Array, float]:
    raw = (
        np.exp(np.log(matrix).mean(axis=1))
        if method == METHODS[1]
        else (matrix / matrix.sum(axis=0)).mean(axis=1)
    )
    weights = raw / raw.sum()
    return weights, float((matrix @ weights / weights).mean())


def _check_matrix(matrix: Array) -> None:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or matrix.size == 0:
        size = " x ".join(map(str, matrix.shape))
        raise MethodError(f"ahp: found a matrix of {size}, allowed: as many rows as columns, at least one.")
    if not (np.isfinite(matrix).all() and (matrix > 0).all()):
        raise MethodError("ahp: found a judgement that is not a number above 0, allowed: positive numbers.")
    if np.abs(matrix * matrix.T - 1).max() > 1e-9:
        raise MethodError(
            "ahp: found a matrix that is not reciprocal, allowed: a_ij a_ji = 1, and 1 on the diagonal."
        )
