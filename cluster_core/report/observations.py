"""The observations that a reader chose, long or wide, and which choice to loosen when none is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from cluster_core.index.vintage import choose_year
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose of each field; nothing chosen means everything."""

    unit: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    source: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()

    @property
    def active(self) -> tuple[str, ...]:
        """The fields with a choice."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name))

    def without(self, field: str) -> Selection:
        """Return a copy with one field open again."""
        return replace(self, **{field: ()})


def select(tidy: pd.DataFrame, groups: Mapping[str, str], selection: Selection) -> pd.DataFrame:
    """Return the rows that meet every choice.

    Parameters
    ----------
    tidy : frame
        Columns unit, indicator, year, source, status, quality and any more; one observed value a row.
    groups : mapping
        Group of each unit.
    selection : selection
        A row meets a field if its value is among those chosen, or if none is chosen.
    """
    kept = np.ones(len(tidy), dtype=bool)
    for field in selection.active:
        column = tidy["unit"].map(dict(groups)) if field == "group" else tidy[field]
        kept &= column.isin(list(getattr(selection, field))).to_numpy()
    return tidy[kept]


def loosened(tidy: pd.DataFrame, groups: Mapping[str, str], selection: Selection) -> dict[str, int]:
    """Return how many rows there would be without each one of the choices; those that lead to none are left out."""
    counts = {field: len(select(tidy, groups, selection.without(field))) for field in selection.active}
    return {field: count for field, count in counts.items() if count}


def vintage_years(dataset: Dataset, scenario: Scenario) -> dict[str, int]:
    """Return the year that each observed indicator has under the scenario's vintage rule, where it has one."""
    panel = dataset.panels[scenario.unit]
    chosen: dict[str, int] = {}
    for at, indicator in enumerate(panel.indicators):
        column = choose_year(panel.values[:, at, :], panel.years, scenario.year, scenario.max_age)
        if column is not None:
            chosen[indicator] = panel.years[column]
    return chosen


def at_years(tidy: pd.DataFrame, years: Mapping[str, int]) -> pd.DataFrame:
    """Return the rows of each indicator's year; indicators without one are left out."""
    return tidy[tidy["year"].to_numpy() == tidy["indicator"].map(dict(years)).to_numpy(dtype=float)]


def widen(tidy: pd.DataFrame, units: Sequence[str], indicators: Sequence[str]) -> pd.DataFrame:
    """Return units x indicators of rows with one value per unit and indicator.

    Rows and columns keep the order of `units` and `indicators`; those without any value are left out, NaN is missing.
    """
    wide = tidy.pivot(index="unit", columns="indicator", values="value")  # noqa: PD010 - a doubled key raises, and is not averaged
    rows = [unit for unit in units if unit in wide.index]
    columns = [indicator for indicator in indicators if indicator in wide.columns]
    return wide.reindex(index=rows, columns=columns)
