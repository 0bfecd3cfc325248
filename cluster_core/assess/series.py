"""One indicator, or the score on the whole, of every unit in every year: what disparity and convergence look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.assess.trend import COMPARABLE, score_by_year
from cluster_core.errors import MethodError, ScenarioError, did_you_mean, one_of
from cluster_core.index.denominate import denominate, pool_of_all_years
from cluster_core.index.prepare import peer_rows
from cluster_core.index.vintage import choose_denominator_year
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Vintage


@dataclass(frozen=True, eq=False, slots=True)
class Series:
    """Values of one subject: `values` is units x years, NaN where missing; `groups` the group of every unit, or empty.

    `subject` is an indicator's id (values in its own unit, ratios formed, nothing imputed), or empty for the score on
    the whole. `sizes`, units x years, holds what `size`, an observed indicator, says a unit weighs.
    """

    subject: str
    units: tuple[str, ...]
    groups: tuple[str, ...]
    years: tuple[int, ...]
    values: Array
    size: str = ""
    sizes: Array | None = None

    @property
    def name(self) -> str:
        """The subject as an error names it."""
        return self.subject or "score"


def series_by_year(dataset: Dataset, scenario: Scenario, indicator: str = "", size: str = "") -> Series:
    """Return the values of all years that compare with each other.

    Parameters
    ----------
    dataset, scenario
        The units are the scenario's peers. Its `year` and `pool` do not matter.
    indicator : id of an indicator; empty for the score on the whole, on the goalposts of all years
    size : id of an observed indicator; empty where every unit counts alike

    Returns
    -------
    Series
        Years without any value are left out, and so are years before a `breaks_before` of the indicator or of what it
        is made of; of the score, years in which an indicator of the framework still has a value from before its break.
        Ratios are of one year only and nothing is interpolated. Sizes are of the year itself or, by the rule for
        denominators, of the nearest one.

    Raises
    ------
    ScenarioError
        If there is no such indicator, or the size has no observations.
    MethodError
        If scores are asked for on a scale that places units among the peers of one year (rank, percentile).
    """
    panel = dataset.panels[scenario.unit]
    rows = peer_rows(panel.units, scenario)
    if indicator:
        known = dataset.indicators[_known(dataset, indicator, "indicator")]
        years, values = panel.years, pool_of_all_years(known, dataset.indicators, panel)[rows]
    else:
        years = tuple(year for year in panel.years if _after_breaks(dataset, scenario, year))
        values = _scores(dataset, scenario, years, len(rows))
    kept = [at for at in range(len(years)) if not np.isnan(values[:, at]).all()]
    shown, values = tuple(years[at] for at in kept), values[:, kept]
    sizes = _sizes(dataset, scenario, shown, values, size) if size else None
    return Series(indicator, *_units(dataset, scenario, rows), shown, values, size, sizes)


def series_of(assessment: Assessment, indicator: str = "", size: str = "") -> Series:
    """Return what one assessment compares as a series of one year: its own scores, or an indicator at its vintage.

    Raises
    ------
    ScenarioError
        If the assessment reads no such indicator, or the size has no observations.
    """
    dataset, scenario, ready = assessment.dataset, assessment.scenario, assessment.prepared
    year, values = scenario.year, assessment.scored.scores[:, :1]
    if indicator:
        at = ready.at.get(indicator)
        if at is None:
            raise _unknown("indicator", indicator, ready.indicators)
        values = ready.denominated[:, [at]]
        vintage = ready.vintages.get(indicator)
        year = (vintage.year if vintage else None) or year
    rows = peer_rows(dataset.panels[scenario.unit].units, scenario)
    sizes = _sizes(dataset, scenario, (year,), values, size) if size else None
    return Series(indicator, *_units(dataset, scenario, rows), (year,), values, size, sizes)


def _units(dataset: Dataset, scenario: Scenario, rows: list[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = dataset.units(scenario.unit)
    units = tuple(dataset.panels[scenario.unit].units[row] for row in rows)
    return units, tuple(known[unit].group for unit in units)


def _scores(dataset: Dataset, scenario: Scenario, years: tuple[int, ...], count: int) -> Array:
    if scenario.normalise not in COMPARABLE:
        raise MethodError(
            f"scores over years: found the normalisation '{scenario.normalise}', allowed: {one_of(COMPARABLE)}. "
            "It places units among the peers of one year and cannot tell years apart."
        )
    tidy = score_by_year(dataset, scenario)
    columns = [tidy.loc[tidy["year"] == year, "score"].to_numpy(dtype=np.float64) for year in years]
    return np.column_stack(columns) if columns else np.empty((count, 0))


def _after_breaks(dataset: Dataset, scenario: Scenario, year: int) -> bool:
    """Tell whether every value that the framework uses in a year is of its indicator's present definition."""
    panel, known = dataset.panels[scenario.unit], dataset.indicators
    leaves = [known[name] for name in dataset.framework(scenario.framework).indicators]
    breaking = [
        leaf
        for leaf in leaves
        if any(known[part].breaks_before is not None for part in (leaf.id, leaf.numerator) if part in known)
    ]
    vintages = [denominate(leaf, known, panel, year, scenario.max_age).vintage for leaf in breaking]
    return all(_present_definition(dataset, vintage) for vintage in vintages)


def _present_definition(dataset: Dataset, vintage: Vintage) -> bool:
    if vintage.year is None:
        return True
    known = dataset.indicators[vintage.indicator]
    parts = (dataset.indicators.get(part) for part in (known.id, known.numerator))
    return all(vintage.year >= (part.breaks_before or vintage.year) for part in parts if part is not None)


def _sizes(dataset: Dataset, scenario: Scenario, years: tuple[int, ...], values: Array, size: str) -> Array:
    panel = dataset.panels[scenario.unit]
    rows = peer_rows(panel.units, scenario)
    observed = panel.of(_known(dataset, size, "size"))[rows]
    if np.isnan(observed).all():
        raise ScenarioError(f"size: found '{size}', allowed: an indicator with observations of its own.")
    breaks_before = dataset.indicators[size].breaks_before
    found = np.full(values.shape, np.nan)
    for at, year in enumerate(years):
        needed = ~np.isnan(values[:, at])
        column = choose_denominator_year(needed, observed, panel.years, year, breaks_before)
        if column is not None:
            found[:, at] = observed[:, column]
    return found


def _known(dataset: Dataset, name: str, what: str) -> str:
    if name not in dataset.indicators:
        raise _unknown(what, name, tuple(dataset.indicators))
    return name


def _unknown(what: str, found: str, known: tuple[str, ...]) -> ScenarioError:
    listed = one_of(known[:20]) + (", …" if len(known) > 20 else "")
    return ScenarioError(
        f"{what}: found '{found[:80]}', allowed: {listed}. {did_you_mean(found, known)}".rstrip()
    )
