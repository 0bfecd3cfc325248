"""How unequally an amount is spread over units: Theil T and Gini with their split over groups, and the CV.

Units alone are counted unless `sizes` says otherwise. An amount is 0 or more; a sum of zero leaves every measure
undefined (NaN).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.model.stages import Array


@dataclass(frozen=True, slots=True)
class TheilParts:
    """Theil T = between + within; `groups` holds each group's own T."""

    total: float
    between: float
    within: float
    groups: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class GiniParts:
    """Gini = within + between + overlap: Dagum's Gw, Gnb (net between) and Gt (transvariation)."""

    total: float
    within: float
    between: float
    overlap: float


def check_amounts(values: Array, names: Sequence[str], *, positive: bool = False, of: str = "value") -> None:
    """Raise `MethodError` that lists every negative amount (with `positive` every one that is not above 0) by name.

    >>> check_amounts(np.array([1.0, -2.0]), ["R1", "R2"], of="gdp")
    Traceback (most recent call last):
    cluster_core.errors.MethodError: gdp: found -2 (R2), allowed: 0 or more. Shares of a total need amounts.
    """
    wrong = np.asarray(values <= 0 if positive else values < 0, dtype=np.bool_)
    if not wrong.any():
        return
    listed = zip(values, names, wrong, strict=True)
    found = ", ".join(f"{value:g} ({name})" for value, name, bad in listed if bad)
    allowed, why = "0 or more", "Shares of a total need amounts."
    if positive:
        allowed, why = "above 0", "Logarithms and sizes need positive numbers."
    raise MethodError(f"{of}: found {found}, allowed: {allowed}. {why}")


def theil(values: Array, sizes: Array | None = None) -> float:
    """Return Theil T of the values.

    Parameters
    ----------
    values : array, units
        Amounts per unit of size (income per head, a score), 0 or more, none missing.
    sizes : array, units, optional
        What a unit weighs, such as its population, above 0; without it every unit counts alike.

    Returns
    -------
    float
        0 where all values are equal, at most ln(units) without sizes; NaN where there is no value or they sum to 0.

    Raises
    ------
    MethodError
        If a value is negative or a size is not above 0.

    Notes
    -----
    T = sum_i s_i ln(s_i / p_i), s_i = y_i / Y and p_i = n_i / N with y_i = values x sizes, 0 ln 0 = 0. Theil (1967).

    >>> round(theil(np.array([0.0, 0.0, 0.0, 10.0, 10.0, 10.0])), 6)  # ln 2
    0.693147
    """
    amounts, sizes = _amounts(values, sizes)
    return _theil(amounts, sizes)


def theil_parts(values: Array, groups: Sequence[str], sizes: Array | None = None) -> TheilParts:
    """Return Theil T and its parts between and within groups.

    Parameters
    ----------
    values, sizes : as in `theil`
    groups : the group of every unit

    Returns
    -------
    TheilParts
        total = between + within. A group whose amounts are all 0 has no T of its own (NaN) and adds nothing within.

    Notes
    -----
    B = sum_g S_g ln(S_g / P_g), W = sum_g S_g T_g with the groups' shares S_g of the amount and P_g of the size.
    """
    amounts, sizes = _amounts(values, sizes)
    names, member = _groups(groups)
    own = {name: _theil(amounts[of], sizes[of]) for name, of in zip(names, member, strict=True)}
    if not amounts.sum() > 0:
        return TheilParts(np.nan, np.nan, np.nan, own)
    shares = np.array([amounts[of].sum() for of in member]) / amounts.sum()
    within = sum(share * own[name] for name, share in zip(names, shares, strict=True) if share > 0)
    between = _theil(shares, np.array([sizes[of].sum() for of in member]))
    return TheilParts(_theil(amounts, sizes), between, float(within), own)


def coefficient_of_variation(values: Array) -> float:
    """Return sd / mean with the sample deviation (n - 1); NaN for fewer than two values or a mean of 0 or less.

    >>> coefficient_of_variation(np.array([1.0, 3.0]))
    0.7071067811865476
    """
    if values.size < 2 or not values.mean() > 0:
        return float("nan")
    return float(values.std(ddof=1) / values.mean())


def gini(values: Array) -> float:
    """Return the Gini coefficient of the units: 0 where all are equal, (n - 1)/n where one has everything.

    Raises
    ------
    MethodError
        If a value is negative.

    Notes
    -----
    G = sum_ij |y_i - y_j| / (2 n^2 mean), no small-sample correction.

    >>> gini(np.array([0.0, 0.0, 0.0, 1.0]))
    0.75
    """
    amounts, _ = _amounts(values, None)
    total, count = amounts.sum(), amounts.size
    if not total > 0:
        return float("nan")
    places = 2 * np.arange(1, count + 1) - count - 1
    return float(max(0.0, places @ np.sort(amounts) / (count * total)))


def gini_parts(values: Array, groups: Sequence[str]) -> GiniParts:
    """Split the Gini coefficient over groups after Dagum.

    Parameters
    ----------
    values : array, units
        0 or more, none missing.
    groups : the group of every unit

    Returns
    -------
    GiniParts
        total = within + between + overlap; overlap is what remains because groups overlap, 0 where none does. A group
        of one unit adds nothing within. All NaN where the values sum to 0.

    Raises
    ------
    MethodError
        If a value is negative.

    Notes
    -----
    With p the groups' shares of units and s of the amount, Gw = sum_j G_jj p_j s_j; for a pair with mean_j >= mean_h,
    G_jh = mean|y_j - y_h| / (mean_j + mean_h), D = (d - q)/(d + q) with d, q the means of the positive parts of
    y_j - y_h and of y_h - y_j; the pair adds G_jh (p_j s_h + p_h s_j) D to Gnb and the rest, 1 - D, to Gt. As d - q is
    mean_j - mean_h, the pair's part of Gnb is n_j n_h |mean_j - mean_h| / (n^2 mean), and Gt is what remains.
    Dagum (1997), Empirical Economics 22(4): 515-531.

    >>> gini_parts(np.array([1.0, 1.0, 3.0, 3.0]), ["a", "a", "b", "b"])
    GiniParts(total=0.25, within=0.0, between=0.25, overlap=0.0)
    """
    amounts, _ = _amounts(values, None)
    if not amounts.sum() > 0:
        return GiniParts(np.nan, np.nan, np.nan, np.nan)
    parts = [amounts[of] for of in _groups(groups)[1]]
    units = np.array([part.size for part in parts]) / amounts.size
    means = np.array([part.mean() for part in parts]) / amounts.mean()
    # A group without any amount weighs nothing, so that its own undefined coefficient does not matter.
    own = [gini(part) if part.sum() > 0 else 0.0 for part in parts]
    within = float((np.array(own) * units**2 * means).sum())
    between = float((np.outer(units, units) * np.abs(means[:, None] - means[None, :])).sum() / 2)
    total = gini(amounts)
    return GiniParts(total, within, between, max(0.0, total - within - between))


def _theil(amounts: Array, sizes: Array) -> float:
    total = amounts.sum()
    if not total > 0:
        return float("nan")
    share, part = amounts / total, sizes / sizes.sum()
    ratio = np.where(share > 0, share / part, 1.0)
    return float(max(0.0, (share * np.log(ratio)).sum()))


def _amounts(values: Array, sizes: Array | None) -> tuple[Array, Array]:
    names = [f"unit {at + 1}" for at in range(values.size)]
    check_amounts(values, names)
    if sizes is None:
        return values, np.ones(values.size)
    check_amounts(sizes, names, positive=True, of="size")
    return values * sizes, sizes


def _groups(groups: Sequence[str]) -> tuple[list[str], list[NDArray[np.bool_]]]:
    names = list(dict.fromkeys(groups))
    return names, [np.array([group == name for group in groups], dtype=np.bool_) for name in names]
