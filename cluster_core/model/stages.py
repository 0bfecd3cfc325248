"""What the two cached stages hand on: `Prepared` (all but the weights) and `Scores` (the weights applied)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cluster_core.model.framework import Framework

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader of the result should know; `code` lets a page say it in the reader's language.

    Codes: constant, mixed_years, no_data, empty_pool, imputed, outliers, floored, not_ranked, ignored, target_fallback;
    of weights no_weight, nothing_varies, negative_loadings, unstable_components, no_components, negative_alpha,
    inconsistent; of ladders unknown_tier, rung_skipped; of the rankings by other methods refused, mean_weights,
    no_part, negative, incomplete; of the robustness capped, sometimes_unranked, undefined_methods, sampled_bounds,
    certain_values;
    of goals target_met, out_of_reach, no_lever, no_pace; of a command synthetic, version (a code of other data).
    """

    code: str
    ids: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Vintage:
    """The year that one indicator uses for all units: `present` of `total` bundle units have a value."""

    indicator: str
    year: int | None
    denominator_year: int | None = None
    present: int = 0
    total: int = 0

    @property
    def mixed_years(self) -> bool:
        """Whether numerator and denominator are of different years."""
        return self.denominator_year is not None and self.denominator_year != self.year


@dataclass(frozen=True, slots=True)
class Treatment:
    """What one indicator's outliers brought about, on its transformed scale.

    how: `winsorised` (values held between low and high), `log` (the same, low and high being the ends of the pool, then
    side * ln(side * x + shift)) or `left` (the rule is broken, but a log scale is not defined). side: +1 where the long
    tail is above, -1 where it is below. rows: the units whose value it changed.
    """

    how: str
    low: float = -math.inf
    high: float = math.inf
    side: int = 1
    shift: float = 0.0
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Prepared:
    """The stages before weights: every array is units x indicators, NaN where missing.

    raw: numerators and plain values as observed; denominated: ratios formed (unit of the indicator); imputed: the same
    with gaps filled where the scenario says so, `filled` marking those cells; treated: after transform and outlier
    treatment; normalised: on the scenario's scale, higher is better; scaled: min-max 0-1, what objective weights are
    computed from; goodness: the same with ratings on 0-100, NaN where not assessable (imputed cells never are).
    low, high: the goalposts in force per indicator, on the treated scale. treatments: of the indicators whose pool
    breaks the outlier rule, where the scenario treats outliers. marks: the two numbers per indicator, on the treated
    scale, that the scenario's normalisation holds values against: low and high (minmax), mean and deviation (zscore),
    twice the target or the best; NaN for ranks and percentiles.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    year: int
    vintages: Mapping[str, Vintage]
    raw: Array
    denominated: Array
    imputed: Array
    filled: NDArray[np.bool_]
    treated: Array
    normalised: Array
    scaled: Array
    goodness: Array
    low: Array
    high: Array
    constant: tuple[str, ...]
    notices: tuple[Notice, ...] = ()
    treatments: Mapping[str, Treatment] = field(default_factory=dict[str, Treatment])
    marks: tuple[Array, Array] = field(default_factory=lambda: (np.empty(0), np.empty(0)))

    @cached_property
    def covered(self) -> Array:
        """Coverage of the indicators: 1 where a value was observed, 0 where it is missing or imputed."""
        return (~np.isnan(self.normalised) & ~self.filled).astype(np.float64)

    @cached_property
    def at(self) -> dict[str, int]:
        """Column of each indicator."""
        return {indicator: column for column, indicator in enumerate(self.indicators)}


@dataclass(frozen=True, eq=False)
class Scores:
    """The tree scored: arrays are units x nodes in the framework's order, NaN where missing.

    contributions[parent] is units x children and sums to the parent's score. ranks: 1 is best, ties share the lowest
    number, 0 where not ranked. weights[parent]: shares among siblings, one row for all units or one row a unit (a set
    such as benefit of the doubt gives every unit its own).
    """

    framework: Framework
    units: tuple[str, ...]
    scores: Array
    coverage: Array
    ranks: NDArray[np.int64]
    contributions: Mapping[str, Array]
    weights: Mapping[str, Array]
    notices: tuple[Notice, ...] = ()

    def weights_of(self, row: int) -> dict[str, Array]:
        """Return, for every parent, the shares among siblings that hold for one unit."""
        return of_unit(self.weights, row)

    @cached_property
    def mean_weights(self) -> dict[str, Array]:
        """For every parent, the shares among siblings; their mean over the units where each has its own."""
        return {
            parent: shares if shares.ndim == 1 else np.asarray(shares.mean(axis=0), dtype=np.float64)
            for parent, shares in self.weights.items()
        }

    @cached_property
    def at(self) -> dict[str, int]:
        """Column of each node."""
        return {node.id: column for column, node in enumerate(self.framework.nodes)}


def of_unit(weights: Mapping[str, Array], row: int) -> dict[str, Array]:
    """Return, for every parent, the shares that hold for one unit, where units may have their own.

    >>> of_unit({"f": np.array([1.0]), "g": np.array([[0.5, 0.5], [0.25, 0.75]])}, 1)["g"].tolist()
    [0.25, 0.75]
    """
    return {parent: shares if shares.ndim == 1 else shares[row] for parent, shares in weights.items()}
