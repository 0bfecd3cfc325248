"""What error the values of an assessment state, and values drawn with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.index.denominate import ratio
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Array

Series = tuple[str, int]  # an indicator with values of its own, or a ratio that states its error; a year


@dataclass(frozen=True, eq=False, slots=True)
class Stated:
    """Values of one indicator and year with their standard errors, one a unit; 0 where none is stated.

    floor: 0 where no value of the indicator is below it, else minus infinity.
    """

    values: Array
    errors: Array
    floor: float


@dataclass(frozen=True, eq=False)
class DataErrors:
    """The errors behind the framework's indicators: `stated` by series, `made_of` by indicator.

    made_of: the series of the value, or of numerator and denominator. Only indicators with an error anywhere are here.
    """

    units: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    stated: Mapping[Series, Stated]
    made_of: Mapping[str, tuple[Series, ...]]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The indicators whose value is uncertain for some unit."""
        return tuple(one.id for one in self.indicators)

    def uncertain(self, indicator: str) -> NDArray[np.bool_]:
        """Return for which units a value of an indicator carries an error."""
        return np.any([self.stated[series].errors > 0 for series in self.made_of[indicator]], axis=0)


def data_errors(assessment: Assessment) -> DataErrors:
    """Collect the errors of the values that an assessment's framework reads.

    Parameters
    ----------
    assessment
        Its vintages say of which years the values are.

    Returns
    -------
    DataErrors
        Without indicators where nobody states an error. A row of observations beats the percentage of its indicator. A
        ratio has the errors of its numerator and denominator, unless its own row of indicators states a percentage.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/jiangsu")
    >>> data_errors(assess(dataset, default_scenario(dataset))).names
    ()
    """
    dataset, scenario = assessment.dataset, assessment.scenario
    units = assessment.units
    stated: dict[Series, Stated] = {}
    made_of: dict[str, tuple[Series, ...]] = {}
    own = _by_row(dataset, scenario.unit)
    for name in dict.fromkeys(assessment.framework.indicators):
        indicator, vintage = dataset.indicators[name], assessment.prepared.vintages[name]
        if vintage.year is None:
            continue
        if indicator.derived and indicator.error is not None:
            parts: list[Series] = [(name, vintage.year)]
            values = assessment.prepared.denominated[:, assessment.prepared.at[name]]
            stated[parts[0]] = _stated(values, values, indicator.error, {})
        else:
            parts = [(indicator.numerator or name, vintage.year)]
            if indicator.denominator and vintage.denominator_year is not None:
                parts.append((indicator.denominator, vintage.denominator_year))
            for series in parts:
                if series not in stated:
                    stated[series] = _observed(dataset, scenario.unit, units, series, own.get(series, {}))
        if any(stated[series].errors.any() for series in parts):
            made_of[name] = tuple(parts)
    used = {series for parts in made_of.values() for series in parts}
    return DataErrors(
        units,
        tuple(dataset.indicators[name] for name in made_of),
        {series: stated[series] for series in stated if series in used},
        made_of,
    )


class Drawing:
    """Values drawn block after block: independent normal errors, one stream a series.

    Equal errors and seeds give equal values, bit for bit, however the draws are cut in blocks.
    """

    def __init__(self, errors: DataErrors, seed: int) -> None:
        self._errors = errors
        moving = [series for series, one in errors.stated.items() if one.errors.any()]
        streams = np.random.SeedSequence(seed).spawn(len(moving))
        self._streams = {
            series: np.random.Generator(np.random.PCG64(stream))
            for series, stream in zip(moving, streams, strict=True)
        }

    def block(self, count: int) -> Iterator[tuple[Indicator, Array]]:
        """Draw so many values of every uncertain indicator, draws x units, in its own unit.

        A missing value stays missing. What nobody has below 0 is not drawn below 0. A draw without a meaning - a ratio
        over 0, a logarithm of -1 or less - keeps the stated value.
        """
        drawn = {series: self._draw(series, count) for series in self._errors.stated}
        for indicator in self._errors.indicators:
            parts = self._errors.made_of[indicator.id]
            stated = _formed(indicator, parts, {one: self._errors.stated[one].values for one in parts})
            found = _formed(indicator, parts, drawn)
            undefined = np.isnan(found) | ((indicator.transform == "log1p") & (found <= -1))
            yield indicator, np.where(undefined, stated, found)

    def _draw(self, series: Series, count: int) -> Array:
        one = self._errors.stated[series]
        if series not in self._streams:
            return np.broadcast_to(one.values, (count, one.values.size))
        normal = self._streams[series].standard_normal((count, one.values.size))
        # Where no error is stated, not even a value beyond the floor is touched.
        return np.where(one.errors > 0, np.maximum(one.values + one.errors * normal, one.floor), one.values)


def _formed(indicator: Indicator, parts: tuple[Series, ...], values: Mapping[Series, Array]) -> Array:
    first, *below = parts
    if below:
        return ratio(values[first], values[below[0]], indicator.scale)
    own = first[0] == indicator.id
    return values[first] if own else indicator.scale * values[first]


def _by_row(dataset: Dataset, unit: str) -> dict[Series, dict[str, float]]:
    """Return the errors of single values: series -> unit -> error."""
    tidy = dataset.tidy(unit)
    found: dict[Series, dict[str, float]] = {}
    if "error" not in tidy:
        return found
    rows: pd.DataFrame = tidy[tidy["error"].notna()]
    for name, indicator, year, error in zip(
        rows["unit"], rows["indicator"], rows["year"], rows["error"], strict=True
    ):
        found.setdefault((str(indicator), int(year)), {})[str(name)] = float(error)
    return found


def _observed(
    dataset: Dataset, unit: str, units: tuple[str, ...], series: Series, own: Mapping[str, float]
) -> Stated:
    panel = dataset.panels[unit]
    every = panel.of(series[0])
    rows = [panel.units.index(one) for one in units]
    known = dataset.indicators.get(series[0])
    percent = known.error if known is not None and known.error is not None else 0.0
    at = {units.index(one): error for one, error in own.items() if one in units}
    return _stated(every[rows, panel.years.index(series[1])], every, percent, at)


def _stated(values: Array, every: Array, percent: float, own: Mapping[int, float]) -> Stated:
    errors = np.where(np.isnan(values), 0.0, np.abs(values) * percent / 100)
    for row, error in own.items():
        errors[row] = error
    return Stated(values, errors, 0.0 if not (every < 0).any() else -np.inf)
