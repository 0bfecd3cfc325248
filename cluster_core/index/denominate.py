"""Values of one indicator: observed, or formed as scale * numerator / denominator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cluster_core.index.vintage import choose_denominator_year, choose_year
from cluster_core.model.dataset import Panel
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Array, Vintage


@dataclass(frozen=True, slots=True)
class Denominated:
    """One indicator for all units of the bundle: `raw` is the numerator or the plain value, `values` the result."""

    raw: Array
    values: Array
    vintage: Vintage


def ratio(numerator: Array, denominator: Array, scale: float) -> Array:
    """Return scale * numerator / denominator; missing where either is, or the denominator is zero or next to it.

    >>> ratio(np.array([1.0, 2.0, 3.0]), np.array([4.0, 0.0, np.nan]), 100).tolist()
    [25.0, nan, nan]
    """
    with np.errstate(over="ignore"):
        divided = scale * numerator / np.where(denominator == 0, np.nan, denominator)
    return np.where(np.isfinite(divided), divided, np.nan)


def denominate(
    indicator: Indicator, indicators: Mapping[str, Indicator], panel: Panel, year: int, max_age: int
) -> Denominated:
    """Return one indicator's values of its vintage for every unit of the bundle, in the indicator's own unit.

    A derived indicator takes the vintage of its numerator, and its denominator by the rule of formats.md section 1.
    """
    series = panel.of(indicator.numerator or indicator.id)
    column = choose_year(series, panel.years, year, max_age)
    if column is None:
        missing = np.full(len(panel.units), np.nan)
        return Denominated(missing, missing, Vintage(indicator.id, None, None, 0, len(panel.units)))
    raw, chosen = series[:, column], panel.years[column]
    values, denominator_year = raw, None
    if indicator.denominator:
        values, denominator_year = _divide(indicator, indicators, panel, raw, chosen)
    elif indicator.derived:
        values = indicator.scale * raw
    present = int(np.count_nonzero(~np.isnan(values)))
    return Denominated(
        raw, values, Vintage(indicator.id, chosen, denominator_year, present, len(panel.units))
    )


def pool_of_all_years(indicator: Indicator, indicators: Mapping[str, Indicator], panel: Panel) -> Array:
    """Return units x years of one indicator over all years of the bundle: the pool `all`.

    Ratios are of one year only; nothing before a `breaks_before` of the indicator or of what it is made of counts.
    """
    values = panel.of(indicator.numerator or indicator.id)
    if indicator.denominator:
        values = ratio(values, panel.of(indicator.denominator), indicator.scale)
    elif indicator.derived:
        values = indicator.scale * values
    made_of = (indicator.id, indicator.numerator, indicator.denominator)
    breaks = [indicators[part].breaks_before for part in made_of if part in indicators]
    first = max((year for year in breaks if year is not None), default=None)
    if first is None:
        return values
    return np.where(np.asarray(panel.years) >= first, values, np.nan)


def _divide(
    indicator: Indicator, indicators: Mapping[str, Indicator], panel: Panel, raw: Array, year: int
) -> tuple[Array, int | None]:
    below = panel.of(indicator.denominator)
    breaks_before = (
        indicators[indicator.denominator].breaks_before if indicator.denominator in indicators else None
    )
    column = choose_denominator_year(~np.isnan(raw), below, panel.years, year, breaks_before)
    if column is None:
        return np.full(raw.shape, np.nan), None
    return ratio(raw, below[:, column], indicator.scale), panel.years[column]
