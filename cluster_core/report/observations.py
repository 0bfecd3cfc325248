"""Rows chosen by anything that is known of them, fast enough for a million: every field is coded once as numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.assess.compare import indicators_below
from cluster_core.assess.quality_flags import FLAGS
from cluster_core.index.vintage import choose_year
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario

CODED = ("unit", "indicator", "source", "status", "quality")
UNFLAGGED = "none"
LIST = "\x1f"  # parts the values of a cell that holds several; no id has it

Span = tuple[float | None, float | None]  # from, to; None is open
Bits = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose of each field; nothing chosen means everything.

    year and value hold spans, both ends in; dimension names nodes of the framework; flag names flags, or `none` for
    rows without any; text is looked for in the names of region, indicator and source.
    """

    unit: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    dimension: tuple[str, ...] = ()
    year: tuple[Span, ...] = ()
    source: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    value: tuple[Span, ...] = ()
    text: tuple[str, ...] = ()

    @property
    def active(self) -> tuple[str, ...]:
        """The fields with a choice."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name))

    def without(self, field: str) -> Selection:
        """Return a copy with one field open again."""
        return replace(self, **{field: ()})


@dataclass(frozen=True, eq=False, slots=True)
class Pool:
    """Rows to choose from, coded.

    rows: columns unit, indicator, year, value, source, status, quality and any more, one value a row; a cell of the
    coded columns may be a list joined by `LIST`. codes and words: of each coded column, the place of every row's cell
    in the words that occur. flags: of every row, the bits of `FLAGS`. members: of each group the units, of each node of
    the framework the indicators that it rests on. names: of each unit, indicator and source, what text is looked for
    in.
    """

    rows: pd.DataFrame
    codes: Mapping[str, NDArray[np.int32]]
    words: Mapping[str, tuple[str, ...]]
    flags: Bits
    members: Mapping[str, Mapping[str, frozenset[str]]]
    names: Mapping[str, Mapping[str, str]]


def pool_of(
    rows: pd.DataFrame, flags: pd.DataFrame, dataset: Dataset, framework: Framework, unit: str
) -> Pool:
    """Return rows coded; `flags` are those of `quality_flags` in the order of the rows."""
    codes, words = dict[str, NDArray[np.int32]](), dict[str, tuple[str, ...]]()
    for field in CODED:
        found, uniques = pd.factorize(rows[field].fillna(""))
        codes[field] = found.astype(np.int32)
        words[field] = tuple(str(one) for one in uniques)
    bits = np.zeros(len(rows), dtype=np.uint8)
    for at, flag in enumerate(FLAGS):
        bits |= flags[flag].to_numpy(dtype=np.uint8) << at
    units = dataset.units(unit)
    groups = {
        group: frozenset(one.id for one in units.values() if one.group == group)
        for group in {one.group for one in units.values()}
    }
    named = [(node.name, node.id) for node in framework.nodes]
    known = [(one.name, one.id) for one in dataset.indicators.values()]
    return Pool(
        rows,
        codes,
        words,
        bits,
        {"group": groups, "dimension": _rests_on(framework, dataset.indicators)},
        {
            "unit": {one.id: folded(one.name.zh, one.name.en) for one in units.values()},
            "indicator": {one: folded(text.zh, text.en) for text, one in (*named, *known)},
            "source": {one.id: folded(one.title.zh, one.title.en) for one in dataset.sources.values()},
        },
    )


def _rests_on(framework: Framework, indicators: Mapping[str, Indicator]) -> dict[str, frozenset[str]]:
    """Return, by node, its indicators, the observed parts of derived ones, and the nodes at or below it."""
    found: dict[str, frozenset[str]] = {}
    for node in reversed(framework.nodes):
        below = set(indicators_below(framework, node.id)) | {node.id}
        below |= {one.id for one in framework.nodes if one.parent == node.id}
        for one in tuple(below):
            if one in indicators and indicators[one].derived:
                below |= {indicators[one].numerator, indicators[one].denominator} - {""}
            below |= found.get(one, frozenset())
        found[node.id] = frozenset(below)
    return found


def folded(*texts: str) -> str:
    r"""Return texts as they are looked for: width, case and forms of a letter do not matter.

    >>> folded("\uff27DP 总量", "Total")
    'gdp 总量 total'
    """
    return unicodedata.normalize("NFKC", " ".join(texts)).casefold()


# ---- choosing


def select(pool: Pool, selection: Selection, within: Mask | None = None) -> NDArray[np.int64]:
    """Return the places of the rows that meet every choice, in their order; `within` leaves some out beforehand."""
    kept = np.ones(len(pool.rows), dtype=np.bool_) if within is None else within.copy()
    for field in selection.active:
        kept &= _meets(pool, field, getattr(selection, field))
    return np.flatnonzero(kept)


def loosened(pool: Pool, selection: Selection, within: Mask | None = None) -> dict[str, int]:
    """Return how many rows there would be without each one of the choices; those that lead to none are left out."""
    counts = {field: len(select(pool, selection.without(field), within)) for field in selection.active}
    return {field: count for field, count in counts.items() if count}


def _meets(pool: Pool, field: str, chosen: tuple[object, ...]) -> Mask:
    if field in ("year", "value"):
        return _within(pool.rows[field].to_numpy(dtype=np.float64, na_value=np.nan), chosen)  # type: ignore[arg-type]
    if field == "flag":
        wanted = sum(1 << at for at, flag in enumerate(FLAGS) if flag in chosen)
        flagged = (pool.flags & wanted) > 0
        return flagged | (pool.flags == 0) if UNFLAGGED in chosen else flagged
    if field == "text":
        found = [_named(pool, column, chosen) for column in pool.names]
        return np.logical_or.reduce(found)
    if field in pool.members:
        column = {"group": "unit", "dimension": "indicator"}[field]
        members = [pool.members[field].get(str(one), frozenset()) for one in chosen]
        return _among(pool, column, frozenset().union(*members))
    return _among(pool, field, frozenset(str(one) for one in chosen))


def _within(values: NDArray[np.float64], spans: Iterable[Span]) -> Mask:
    met = np.zeros(len(values), dtype=np.bool_)
    for low, high in spans:
        above = values >= low if low is not None else ~np.isnan(values)
        met |= above & (values <= high) if high is not None else above
    return met


def _among(pool: Pool, column: str, chosen: frozenset[str]) -> Mask:
    wanted = np.array(
        [not chosen.isdisjoint(word.split(LIST)) for word in pool.words[column]], dtype=np.bool_
    )
    return wanted[pool.codes[column]] if len(wanted) else np.zeros(len(pool.rows), dtype=np.bool_)


def _named(pool: Pool, column: str, chosen: tuple[object, ...]) -> Mask:
    looked_for = [folded(str(one)).strip() for one in chosen]
    names = pool.names[column]
    hit = frozenset(one for one, name in names.items() if any(text in name for text in looked_for))
    return _among(pool, column, hit)


# ---- years and pivots


def vintage_years(dataset: Dataset, scenario: Scenario) -> dict[str, int]:
    """Return the year that each observed indicator has under the scenario's vintage rule, where it has one."""
    panel = dataset.panels[scenario.unit]
    chosen: dict[str, int] = {}
    for at, indicator in enumerate(panel.indicators):
        column = choose_year(panel.values[:, at, :], panel.years, scenario.year, scenario.max_age)
        if column is not None:
            chosen[indicator] = panel.years[column]
    return chosen


def at_years(pool: Pool, years: Mapping[str, int]) -> Mask:
    """Tell which rows are of their indicator's year; indicators without one have none."""
    wanted = np.array([years.get(word, -1) for word in pool.words["indicator"]], dtype=np.int64)
    if not len(wanted):
        return np.zeros(len(pool.rows), dtype=np.bool_)
    return np.asarray(pool.rows["year"].to_numpy() == wanted[pool.codes["indicator"]], dtype=np.bool_)


def widen(rows: pd.DataFrame, index: Sequence[str], across: str, order: Sequence[Any]) -> pd.DataFrame:
    """Return units x the values of another column, of rows with one value per cell.

    Rows and columns keep the order given; those without any value are left out, NaN is missing. `ValueError` where two
    values meet in a cell: they are not averaged.
    """
    place = pd.Index(index).get_indexer(pd.Index(rows["unit"]))
    column = pd.Index(order).get_indexer(pd.Index(rows[across]))
    inside = (place >= 0) & (column >= 0)
    cells = place[inside] * len(order) + column[inside]
    if len(np.unique(cells)) < len(cells):
        raise ValueError("two values of one cell: duplicate rows")
    values = np.full((len(index), len(order)), np.nan)
    values[place[inside], column[inside]] = rows["value"].to_numpy(dtype=np.float64)[inside]
    listed = np.unique(place[inside])
    shown = np.unique(column[inside])
    return pd.DataFrame(
        values[np.ix_(listed, shown)],
        index=[index[at] for at in listed],
        columns=[order[at] for at in shown],
    )
