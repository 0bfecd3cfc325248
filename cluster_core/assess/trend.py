"""How scores move over the years: every year on the goalposts of all years, or no point at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from cluster_core.index.composite import score
from cluster_core.index.prepare import prepare
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario

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
    coverage. Outliers are those of all years, so that every year is treated alike.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> tidy = score_by_year(dataset, default_scenario(dataset))
    >>> sorted(set(tidy["year"])), int(tidy["score"].isna().sum())
    ([2020, 2021, 2022, 2023, 2024], 0)
    """
    years = [_one_year(dataset, scenario, year) for year in dataset.years(scenario.unit)]
    columns = ["year", "region", "score", "coverage", "fresh", "filled"]
    return pd.concat(years, ignore_index=True) if years else pd.DataFrame(columns=columns)


def _one_year(dataset: Dataset, scenario: Scenario, year: int) -> pd.DataFrame:
    framework = dataset.framework(scenario.framework)
    # The rules' own indicators are not part of a score.
    asked = replace(scenario, year=year, pool="all", rules="")
    ready = prepare(dataset, asked)
    scored = score(ready, framework, asked)
    vintages = [ready.vintages[indicator] for indicator in framework.indicators]
    fresh = sum(vintage.present > 0 and vintage.year == year for vintage in vintages)
    return pd.DataFrame(
        {
            "year": year,
            "region": list(ready.units),
            "score": scored.scores[:, 0] if fresh else np.full(len(ready.units), np.nan),
            "coverage": scored.coverage[:, 0],
            "fresh": fresh,
            "filled": sum(vintage.present > 0 for vintage in vintages),
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
