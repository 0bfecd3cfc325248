"""What to look at twice in the observations: flags on single values, none of which changes a score."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.index.outliers import apply_treatment, examine
from cluster_core.index.treat import transform
from cluster_core.model.dataset import Dataset, Panel
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array

OUTLIER, JUMP, STALE, SINGLE_SOURCE = "outlier", "jump", "stale", "single_source"
ESTIMATED, PROXY = "estimated", "proxy"
FLAGS = (OUTLIER, JUMP, STALE, SINGLE_SOURCE, ESTIMATED, PROXY)
GUESSED = ("estimated", "imputed")  # the statuses that are no observation

JUMP_LIMIT = 3.5
NORMAL = 0.6745  # the third quartile of the standard normal distribution
LEAST_CHANGES = 5

Flags = NDArray[np.bool_]


def quality_flags(dataset: Dataset, scenario: Scenario) -> pd.DataFrame:
    """Return the flags of every observation of the scenario's kind of unit.

    Parameters
    ----------
    dataset
    scenario
        Its year, age limit and unit alone matter.

    Returns
    -------
    frame of truth, a row an observation in the order of `dataset.tidy`, a column a flag
        outlier: `examine`, on all units of one indicator and year after its transform, would clip the value; where
        winsorising does not cure the column, no single value is to blame and none is flagged. jump: see `jumps`, on
        all units. stale: the newest value of its unit and indicator up to the scenario's year, and too old to be used
        (older than year - max_age). single_source: all that the data hold of the indicator names at most one source.
        estimated: its status is estimated or imputed. proxy: its indicator stands in for something that nobody
        measures.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = quality_flags(dataset, default_scenario(dataset))
    >>> tuple(found) == FLAGS, len(found) == len(dataset.observations)
    (True, True)
    """
    tidy, panel = dataset.tidy(scenario.unit), dataset.panels[scenario.unit]
    if tidy.empty:
        return pd.DataFrame({flag: np.zeros(0, dtype=np.bool_) for flag in FLAGS})
    cubes = [_of_indicator(dataset.indicators.get(one), panel, one) for one in panel.indicators]
    place = (
        pd.Index(panel.units).get_indexer(pd.Index(tidy["unit"])),
        pd.Index(panel.indicators).get_indexer(pd.Index(tidy["indicator"])),
        pd.Index(panel.years).get_indexer(pd.Index(tidy["year"])),
    )
    outlier, jump = (np.stack(cube, axis=1)[place] for cube in zip(*cubes, strict=True))
    sources = tidy["source"].where(tidy["source"] != "").groupby(tidy["indicator"]).nunique()
    alone = {str(one) for one, count in sources.items() if count < 2}
    proxies = {one for one, known in dataset.indicators.items() if known.proxy}
    return pd.DataFrame(
        {
            OUTLIER: outlier,
            JUMP: jump,
            STALE: _stale(panel, scenario)[place],
            SINGLE_SOURCE: _member(place[1], panel.indicators, alone),
            ESTIMATED: tidy["status"].isin(GUESSED).to_numpy(dtype=np.bool_),
            PROXY: _member(place[1], panel.indicators, proxies),
        }
    )


def jumps(values: Array, break_at: int = 0) -> Flags:
    """Tell where a series changes as no other does at that time.

    Parameters
    ----------
    values : array, units x years
        NaN where missing. What is compared are changes from each unit's value before, across gaps of the same length
        from the same year only: of logarithms where both values of every unit are above 0, else of the values.
    break_at : int
        The first column of the present definition; no change is taken across it.

    Returns
    -------
    array of truth, units x years
        True at the later of the two values where |M| > 3.5, M = 0.6745 (d - median d) / MAD with MAD = median |d -
        median d|, over at least five changes. Where half of the changes are alike MAD is 0 and nothing is flagged.

    Notes
    -----
    The modified z-score and its limit: Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers, ASQC, pp. 11-13.
    Ours: that changes are tested, by logarithms where there are any, and the least number of changes.

    >>> values = np.array([[10.0, 11.0], [20.0, 22.1], [30.0, 33.2], [40.0, 43.8], [50.0, 55.3], [60.0, 600.0]])
    >>> jumps(values)[:, 1].tolist()
    [False, False, False, False, False, True]
    """
    found = np.zeros(values.shape, dtype=np.bool_)
    present = ~np.isnan(values)
    columns = np.arange(values.shape[1])
    latest = np.maximum.accumulate(np.where(present, columns, -1), axis=1)
    before = np.concatenate([np.full((len(values), 1), -1), latest[:, :-1]], axis=1)
    for later in columns[1:]:
        since = np.where(present[:, later], before[:, later], -1)
        for earlier in np.unique(since[since >= 0]):
            if earlier < break_at <= later:
                continue
            rows = np.flatnonzero(since == earlier)
            found[rows, later] = _stands_out(values[rows, earlier], values[rows, later])
    return found


def _stands_out(earlier: Array, later: Array) -> Flags:
    if len(earlier) < LEAST_CHANGES:
        return np.zeros(len(earlier), dtype=np.bool_)
    logs = bool((earlier > 0).all() and (later > 0).all())
    change = np.log(later) - np.log(earlier) if logs else later - earlier
    apart = np.abs(change - np.median(change))
    spread = float(np.median(apart))
    rounding = 1e-12 * max(float(np.abs(change).max()), 1.0 if logs else float(np.abs(later).max()))
    if spread <= rounding:
        return np.zeros(len(earlier), dtype=np.bool_)
    return np.asarray(NORMAL * apart > JUMP_LIMIT * spread, dtype=np.bool_)


def _of_indicator(known: Indicator | None, panel: Panel, name: str) -> tuple[Flags, Flags]:
    """Return units x years of outliers and of jumps; an indicator that nobody describes is taken as it is."""
    values = panel.of(name)
    scaled = transform(values, known.transform, name) if known else values
    outlier = np.zeros(values.shape, dtype=np.bool_)
    for at, column in _columns(scaled):
        treatment = examine(column, log=False)
        if treatment is not None and treatment.how == "winsorised":
            outlier[:, at] = ~np.isnan(column) & (apply_treatment(column, treatment) != column)
    broken = known.breaks_before if known else None
    break_at = int(np.searchsorted(panel.years, broken)) if broken is not None else 0
    return outlier, jumps(values, break_at)


def _columns(values: Array) -> Iterator[tuple[int, Array]]:
    for at in range(values.shape[1]):
        yield at, values[:, at]


def _stale(panel: Panel, scenario: Scenario) -> Flags:
    """Return units x indicators x years: the newest value up to the scenario's year, where that is too old."""
    years = np.array(panel.years)
    known = ~np.isnan(panel.values) & (years <= scenario.year)
    newest = np.where(known, years, -1).max(axis=2, initial=-1)
    return np.asarray(
        known & (years == newest[:, :, None]) & (years < scenario.year - scenario.max_age), dtype=np.bool_
    )


def _member(places: NDArray[np.int64], names: tuple[str, ...], chosen: set[str]) -> Flags:
    return np.array([name in chosen for name in names], dtype=np.bool_)[places]
