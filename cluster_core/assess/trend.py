"""How scores move over the years: every year on the goalposts of all years, or no point at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cluster_core.assess.compare import indicators_below
from cluster_core.index.composite import score
from cluster_core.index.prepare import prepare
from cluster_core.index.weighting.weigh import weigh
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Child
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Prepared, Scores

# Ranks and percentiles place a unit among its peers of one year: they do not tell one year from another.
COMPARABLE = ("minmax", "zscore", "target", "best")


def score_by_year(dataset: Dataset, scenario: Scenario) -> pd.DataFrame:
    """Return the score on the whole of every unit in every year of the data set.

    Parameters
    ----------
    dataset, scenario
        The scenario's `year` and `pool` are replaced: the pool is `all`, so that the years share their goalposts.

    Returns
    -------
    frame
        One row a year and region: year, region, score (NaN where the coverage does not admit one), coverage (0-1),
        fresh (indicators of the framework observed in the year itself), filled (indicators with a value of the year or
        of one that `max_age` still admits). A year without any fresh indicator would repeat older years: its scores
        are NaN.

    Notes
    -----
    formats.md section 3, `pool`. No value is interpolated but by the scenario's own imputation, which never counts as
    coverage. Outliers are those of all years, so that every year is treated alike. Weights that come from the data are
    those of the scenario's own year in every year.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> tidy = score_by_year(dataset, default_scenario(dataset))
    >>> sorted(set(tidy["year"])), int(tidy["score"].isna().sum())
    ([2020, 2021, 2022, 2023, 2024], 0)
    """
    years = [_total(year) for year in _years(dataset, scenario)]
    columns = ["year", "region", "score", "coverage", "fresh", "filled"]
    return pd.concat(years, ignore_index=True) if years else pd.DataFrame(columns=columns)


def dimension_scores_by_year(dataset: Dataset, scenario: Scenario) -> pd.DataFrame:
    """Return the scores of the root's children of every unit in every year, on the scale of `score_by_year`.

    Returns
    -------
    frame
        One row a year, child of the root and region: year, node, region, score (NaN where the coverage does not admit
        one, or where nothing of the child was observed in the year itself), coverage (0-1), fresh and filled as in
        `score_by_year`, but of the child's own indicators.
    """
    framework = dataset.framework(scenario.framework)
    parts = [
        _dimension(year, child, indicators_below(framework, child.id))
        for year in _years(dataset, scenario)
        for child in framework.root.children
    ]
    columns = ["year", "node", "region", "score", "coverage", "fresh", "filled"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


@dataclass(frozen=True, eq=False, slots=True)
class _Year:
    """One year of the data set prepared and scored on the goalposts of all years."""

    year: int
    prepared: Prepared
    scored: Scores

    def fresh(self, indicators: Iterable[str]) -> int:
        """Count the indicators that were observed in the year itself."""
        vintages = [self.prepared.vintages[indicator] for indicator in indicators]
        return sum(vintage.present > 0 and vintage.year == self.year for vintage in vintages)

    def filled(self, indicators: Iterable[str]) -> int:
        """Count the indicators with a value of the year or of one that `max_age` still admits."""
        return sum(self.prepared.vintages[indicator].present > 0 for indicator in indicators)


def _years(dataset: Dataset, scenario: Scenario) -> Iterator[_Year]:
    framework = dataset.framework(scenario.framework)
    # The rules' own indicators are not part of a score.
    asked = replace(_with_weights_in_force(dataset, scenario), pool="all", rules="")
    for year in dataset.years(scenario.unit):
        ready = prepare(dataset, replace(asked, year=year))
        yield _Year(year, ready, score(ready, framework, asked))


def _with_weights_in_force(dataset: Dataset, scenario: Scenario) -> Scenario:
    """Hold weights that come from the data as they are in the scenario's year: else years would differ by weights, too.

    Where every unit has its own (benefit of the doubt) they are found anew in each year, as that method means it.
    """
    if not scenario.objective:
        return scenario
    framework = dataset.framework(scenario.framework)
    found = weigh(prepare(dataset, scenario), framework, scenario).shares
    if any(shares.ndim > 1 for shares in found.values()):
        return scenario
    points = tuple((parent, tuple(float(share) for share in shares)) for parent, shares in found.items())
    return replace(scenario, weighting="user", points=points)


def _total(year: _Year) -> pd.DataFrame:
    scored, indicators = year.scored, year.scored.framework.indicators
    fresh = year.fresh(indicators)
    return pd.DataFrame(
        {
            "year": year.year,
            "region": list(scored.units),
            "score": scored.scores[:, 0] if fresh else np.full(len(scored.units), np.nan),
            "coverage": scored.coverage[:, 0],
            "fresh": fresh,
            "filled": year.filled(indicators),
        }
    )


def _dimension(year: _Year, child: Child, indicators: tuple[str, ...]) -> pd.DataFrame:
    scored, fresh = year.scored, year.fresh(indicators)
    if child.is_indicator:
        column = year.prepared.at[child.id]
        scores = year.prepared.normalised[:, column]
        coverage = (~np.isnan(scores) & ~year.prepared.filled[:, column]).astype(np.float64)
    else:
        scores, coverage = (table[:, scored.at[child.id]] for table in (scored.scores, scored.coverage))
    return pd.DataFrame(
        {
            "year": year.year,
            "node": child.id,
            "region": list(scored.units),
            "score": scores if fresh else np.full(len(scores), np.nan),
            "coverage": coverage,
            "fresh": fresh,
            "filled": year.filled(indicators),
        }
    )


def definition_breaks(dataset: Dataset, indicators: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Return the years from which a new definition holds, ascending, each with the indicators that it concerns.

    An indicator made of others breaks where any of them does.
    """
    found: dict[int, list[str]] = {}
    for name in indicators:
        own = dataset.indicators[name]
        parts = [dataset.indicators.get(part) for part in (own.id, own.numerator, own.denominator)]
        for year in dict.fromkeys(part.breaks_before for part in parts if part is not None):
            if year is not None:
                found.setdefault(year, []).append(name)
    return {year: tuple(found[year]) for year in sorted(found)}
