"""Statistical twins: the units whose profile lies nearest to one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cluster_core.assess.goodness import node_goodness
from cluster_core.errors import MethodError, one_of
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array
from cluster_core.model.weights import indicator_weights

Profile = Literal["dimensions", "indicators"]
Scale = Literal["zscore", "goodness"]
PROFILES: tuple[Profile, ...] = ("dimensions", "indicators")
SCALES: tuple[Scale, ...] = ("zscore", "goodness")
DECIMALS = 12
NAMED = 3


@dataclass(frozen=True, slots=True)
class Twin:
    """A unit near to another: `common` is the share of the profile that both have.

    differences: (part of the profile, twin minus unit) on the scale used, the most alike first, common parts only.
    """

    unit: str
    distance: float
    common: float
    differences: tuple[tuple[str, float], ...]

    @property
    def alike(self) -> tuple[str, ...]:
        """The parts in which the two are most alike, at most three and never more than half of them."""
        return tuple(name for name, _ in self.differences[: min(NAMED, len(self.differences) // 2)])

    @property
    def apart(self) -> tuple[tuple[str, float], ...]:
        """The parts in which the two differ most, the widest first, at most three and never more than half of them."""
        return self.differences[::-1][: min(NAMED, len(self.differences) // 2)]


def twins(
    assessment: Assessment,
    unit: str,
    count: int = 3,
    *,
    profile: Profile = "dimensions",
    scale: Scale = "zscore",
    weighted: bool = False,
    least_common: float = 0.5,
) -> tuple[Twin, ...]:
    """Return the units most like one, the nearest first.

    Parameters
    ----------
    assessment
    unit : one of ``assessment.units``
    count : at most so many, 1 or more
    profile : dimensions or indicators
        What is compared: the goodness of the root's children, or of every indicator.
    scale : zscore or goodness
        zscore: every part in sample standard deviations, so that a part counts by who stands out in it; goodness: 0-1.
    weighted
        Whether parts count by the scenario's weights (their mean over the units where each has its own) or alike.
    least_common : in (0, 1]
        Least share of the parts (of their weight) that two units must both have to be compared.

    Returns
    -------
    tuple of Twin
        Never the unit itself; of equally near ones the first of the bundle. Empty where nobody can be compared.

    Raises
    ------
    MethodError
        For a count below 1, a share outside (0, 1], or a name that is none.

    Notes
    -----
    d(a, b) = sqrt(sum w_j (a_j - b_j)^2 / sum w_j) over the parts j that both have: a Euclidean distance per part, so
    that missing parts neither bring two units nearer nor part them. Parts that are constant, or that nobody has, are
    left out.
    """
    _check(count, profile, scale, least_common)
    names, levels, weights = _profiles(assessment, profile, weighted=weighted)
    row = assessment.units.index(unit)
    scaled = _scaled(levels, scale)
    distance, common = distances(scaled, scaled[row], weights)
    apart = np.where(common >= least_common - 1e-9, np.round(distance, DECIMALS), np.nan)
    apart[row] = np.nan
    near = [int(at) for at in np.argsort(apart, kind="stable") if not np.isnan(apart[at])][:count]
    return tuple(
        Twin(
            assessment.units[at],
            float(distance[at]),
            float(common[at]),
            _differences(names, scaled[at] - scaled[row]),
        )
        for at in near
    )


def distances(levels: Array, own: Array, weights: Array) -> tuple[Array, Array]:
    """Return how far every unit is from one profile, and the share of the profiles' weight that both have.

    Parameters
    ----------
    levels : array, units x parts
        NaN where missing.
    own : array, parts
        The profile to be compared with.
    weights : array, parts
        Not negative; only their proportions count. A part that no unit has is no part of the profiles.

    Returns
    -------
    two arrays, units
        The distance is NaN where nothing is in common; the share is 0 then.

    >>> distance, common = distances(np.array([[0.0, 0.0], [3.0, 4.0], [3.0, np.nan]]), np.zeros(2), np.ones(2))
    >>> distance.round(3).tolist(), common.tolist()
    ([0.0, 3.536, 3.0], [1.0, 1.0, 0.5])
    """
    total = weights[~np.isnan(levels).all(axis=0)].sum()
    squares = (levels - own) ** 2
    shares = np.where(np.isnan(squares), 0.0, weights)
    both = shares.sum(axis=1)
    distance = np.sqrt((shares * np.nan_to_num(squares)).sum(axis=1) / np.where(both > 0, both, np.nan))
    return distance, both / (total if total > 0 else 1.0)


def _check(count: int, profile: str, scale: str, least_common: float) -> None:
    if count < 1:
        raise MethodError(f"twins: found a count of {count}, allowed: 1 or more.")
    if not 0 < least_common <= 1:
        raise MethodError(f"twins: found least_common {least_common}, allowed: above 0 to 1.")
    for name, found, allowed in (("profile", profile, PROFILES), ("scale", scale, SCALES)):
        if found not in allowed:
            raise MethodError(f"twins: found {name} '{found}', allowed: {one_of(allowed)}.")


def _profiles(
    assessment: Assessment, profile: Profile, *, weighted: bool
) -> tuple[tuple[str, ...], Array, Array]:
    """Return the parts, their goodness (units x parts) and their weights."""
    framework, prepared, scored = assessment.framework, assessment.prepared, assessment.scored
    if profile == "indicators":
        names = framework.indicators
        levels = prepared.goodness[:, [prepared.at[name] for name in names]]
        weights = indicator_weights(framework, scored.mean_weights, 1)[0]
    else:
        names = framework.dimensions
        nodes = node_goodness(assessment)
        columns = [
            prepared.goodness[:, prepared.at[child.id]]
            if child.is_indicator
            else nodes[:, scored.at[child.id]]
            for child in framework.root.children
        ]
        levels = np.column_stack(columns) if columns else np.empty((len(assessment.units), 0))
        weights = scored.mean_weights.get(framework.id, np.empty(0))
    return names, levels, weights if weighted else np.ones(len(names))


def _scaled(levels: Array, scale: Scale) -> Array:
    """Return the profiles on the scale of the distance; a part that does not vary is left out (NaN)."""
    known = ~np.isnan(levels)
    count = np.count_nonzero(known, axis=0)
    mean = np.nansum(levels, axis=0) / np.where(count > 0, count, 1)
    squares = np.nansum((levels - mean) ** 2, axis=0)
    deviation = np.sqrt(squares / np.maximum(count - 1, 1))
    varies = deviation > 1e-12
    if scale == "goodness":
        return np.where(varies, levels, np.nan)
    return (levels - mean) / np.where(varies, deviation, np.nan)


def _differences(names: Sequence[str], gaps: Array) -> tuple[tuple[str, float], ...]:
    known = [(name, float(gap)) for name, gap in zip(names, gaps, strict=True) if not np.isnan(gap)]
    return tuple(sorted(known, key=lambda part: round(abs(part[1]), DECIMALS)))
