"""The tables of the Data page and of `export --table`: one builder for both, so that their files are the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.assess.quality_flags import FLAGS
from cluster_core.explore.certainty import TOP
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.text import Language, Text
from cluster_core.report.holdings import Holdings, Places
from cluster_core.report.observations import (
    LIST,
    Mask,
    Pool,
    at_years,
    loosened,
    select,
    vintage_years,
    widen,
)
from cluster_core.report.table_request import (
    BEHIND,
    LONG,
    SCORES,
    WIDE,
    YEARS,
    Request,
)
from cluster_core.report.table_words import WORDS, word

# ---- rows


def pool_for(held: Holdings, request: Request) -> Pool:
    """Return the rows that a kind of table is cut from."""
    return held.scored if request.table == SCORES else held.observed


def years_for(held: Holdings, request: Request) -> dict[str, int]:
    """Return the year of each indicator in a wide table: one for all, or the one that the scenario uses."""
    if request.at_year is not None:
        return dict.fromkeys(held.observed.words["indicator"], request.at_year)
    return vintage_years(held.assessment.dataset, held.assessment.scenario)


def within(held: Holdings, request: Request) -> Mask | None:
    """Tell which rows a kind of table can show before any filter; None for all."""
    if request.table == WIDE:
        return at_years(held.observed, years_for(held, request))
    if request.table == YEARS:
        words = np.array([one == request.of for one in held.observed.words["indicator"]], dtype=np.bool_)
        return words[held.observed.codes["indicator"]]
    return None


def places_of(held: Holdings, request: Request) -> Places:
    """Return the places, in the pool, of the rows that the table shows."""
    return select(pool_for(held, request), request.selection, within(held, request))


def ways_out(held: Holdings, request: Request) -> dict[str, int]:
    """Return how many rows each filter hides by itself where all of them together leave nothing."""
    return loosened(pool_for(held, request), request.selection, within(held, request))


def behind(held: Holdings, request: Request, places: Places) -> Places:
    """Return the places of the observations that the rows rest on, each once, in the order of the data."""
    if request.table != SCORES:
        return places
    parts = held.parts[places]
    return np.unique(parts[parts >= 0])


# ---- frames in words


def frame(held: Holdings, request: Request, places: Places) -> pd.DataFrame:
    """Return the rows at some places as the request's table, headings and names in its language."""
    if request.sources:
        return long_frame(held, replace(request, table=LONG), behind(held, request, places), BEHIND)
    if request.table == WIDE:
        return _wide_frame(held, request, places)
    if request.table == YEARS:
        rows = held.observed.rows.iloc[places]
        dataset, unit = held.assessment.dataset, held.assessment.scenario.unit
        years = sorted({int(year) for year in rows["year"]})
        wide = widen(rows, tuple(dataset.units(unit)), "year", years)
        return _headed(held, request, wide, [str(year) for year in wide.columns])
    return long_frame(held, request, places, request.shown)


def long_frame(held: Holdings, request: Request, places: Places, columns: Sequence[str]) -> pd.DataFrame:
    """Return one row a place with these columns under their headings."""
    makers = _makers(held, request, places)
    return pd.DataFrame({word(one, request.language): makers[one]() for one in columns})


def _makers(held: Holdings, request: Request, places: Places) -> dict[str, Callable[[], object]]:
    assessment, language, pool = held.assessment, request.language, pool_for(held, request)
    dataset, rows = assessment.dataset, pool.rows
    units, sources = dataset.units(assessment.scenario.unit), dataset.sources

    def cells(column: str) -> Callable[[], object]:
        return lambda: rows[column].to_numpy()[places]

    def ids(column: str) -> Callable[[], object]:
        return _coded(pool, column, places, lambda one: one)

    def named(column: str, name: Callable[[str], str]) -> Callable[[], object]:
        return _coded(pool, column, places, lambda one: _joined(one, name, language))

    def of_source(told: Callable[[str], str]) -> Callable[[], object]:
        return named("source", lambda one: told(one) if one in sources else "")

    item = item_name(assessment, language)
    makers: dict[str, Callable[[], object]] = {
        "region_id": ids("unit"),
        "region": named("unit", lambda one: units[one].name.get(language)),
        "group": named("unit", lambda one: group_name(dataset, units[one].group, language)),
        "indicator_id": ids("indicator"),
        "indicator": named("indicator", item),
        "item_id": ids("indicator"),
        "item": named("indicator", item),
        "level": named("indicator", _level(assessment, language)),
        "measure": named("indicator", _measure(assessment, language)),
        "year": lambda: rows["year"].iloc[places].reset_index(drop=True).astype("Int64"),
        "value": cells("value"),
        "status": named("status", lambda one: word_or(f"status_{one}", one, language)),
        "quality": ids("quality"),
        "flags": lambda: flag_texts(language)[pool.flags[places]],
        "source": named(
            "source", lambda one: sources[one].title.get(language) or one if one in sources else one
        ),
        "issuer": of_source(lambda one: sources[one].issuer.get(language)),
        "address": of_source(lambda one: sources[one].address),
        "source_year": of_source(lambda one: sources[one].year),
        "note": cells("note"),
    }
    return makers | _computed_makers(held, request, places)


def _computed_makers(held: Holdings, request: Request, places: Places) -> dict[str, Callable[[], object]]:
    """Return what makes the computed columns: of a long table they are those of the value that the scenario uses."""

    def at() -> Places:
        if request.table == SCORES:
            return places
        rows, table = held.observed.rows.iloc[places], held.computed
        nodes = int((~table["is_indicator"]).sum())  # they stand in front
        known = pd.MultiIndex.from_arrays([table["unit"].iloc[nodes:], table["item"].iloc[nodes:]])
        found = known.get_indexer(pd.MultiIndex.from_arrays([rows["unit"], rows["indicator"]]))
        used = np.where(found >= 0, found + nodes, -1)
        years = table["year"].to_numpy(dtype=np.float64, na_value=-1)[used]
        return np.where((used >= 0) & (years == rows["year"].to_numpy()), used, -1)

    def column(name: str) -> Callable[[], object]:
        return lambda: _taken(held.computed[name], at())

    def total(name: str) -> Callable[[], object]:
        units = held.assessment.units  # of the root, the first of the nodes, one row a unit
        return lambda: _taken(
            held.computed[name].iloc[: len(units)],
            pd.Index(units).get_indexer(pd.Index(held.observed.rows["unit"].iloc[places])),
        )

    names = ("score", "rank", "z", "gap_median", "gap_best", "coverage")
    return {
        **{name: column(name) for name in names},
        "total_score": total("score"),
        "total_rank": total("rank"),
    }


def _taken(column: pd.Series, at: Places) -> pd.Series:
    """Return the cells of a column at some places, missing at -1."""
    return column.reset_index(drop=True).reindex(np.where(at < 0, len(column), at)).reset_index(drop=True)


def _coded(pool: Pool, column: str, places: Places, told: Callable[[str], str]) -> Callable[[], object]:
    def made() -> object:
        codes = pool.codes[column][places]
        words, back = np.unique(codes, return_inverse=True)
        return np.array([told(pool.words[column][code]) for code in words] or [""], dtype=object)[back]

    return made


def _joined(cell: str, name: Callable[[str], str], language: Language) -> str:
    return word("stop", language).join(told for one in cell.split(LIST) if one and (told := name(one)))


def word_or(key: str, otherwise: str, language: Language) -> str:
    """Return a word, or what stands in for one that is not in the catalogue."""
    return word(key, language) if key in WORDS else otherwise


def flag_texts(language: Language) -> NDArray[np.object_]:
    """Return the words of every set of flags, by its bits."""
    words = [word(f"flag_{flag}", language) for flag in FLAGS]
    comma = word("comma", language)
    sets = range(1 << len(FLAGS))
    told = [comma.join(one for at, one in enumerate(words) if bits >> at & 1) for bits in sets]
    return np.array(told, dtype=object)


def item_name(assessment: Assessment, language: Language) -> Callable[[str], str]:
    """Return what names an indicator, or else a node of the framework."""
    nodes, indicators = assessment.framework.by_id, assessment.dataset.indicators

    def named(one: str) -> str:
        return (indicators[one] if one in indicators else nodes[one]).name.get(language)

    return named


def _level(assessment: Assessment, language: Language) -> Callable[[str], str]:
    def told(one: str) -> str:
        node = assessment.framework.by_id.get(one)
        level = "indicator" if node is None else "dimension" if node.level else "whole"
        return word(f"level_{level}", language)

    return told


def _measure(assessment: Assessment, language: Language) -> Callable[[str], str]:
    indicators = assessment.dataset.indicators
    return lambda one: indicators[one].unit.get(language) if one in indicators else word("points", language)


def group_name(dataset: Dataset, group: str, language: Language) -> str:
    """Return the name of a group; one that the bundle does not name is named by its id."""
    return dataset.groups.get(group, Text(group)).get(language)


# ---- wide


def _wide_frame(held: Holdings, request: Request, places: Places) -> pd.DataFrame:
    dataset, language = held.assessment.dataset, request.language
    years = years_for(held, request)
    rows = held.observed.rows.iloc[places]
    wide = widen(
        rows, tuple(dataset.units(held.assessment.scenario.unit)), "indicator", tuple(dataset.indicators)
    )
    headings = list[str]()
    for indicator in wide.columns:
        known = dataset.indicators[str(indicator)]
        pattern = "heading" if known.unit.get(language) else "heading_bare"
        told = word(
            pattern,
            language,
            name=known.name.get(language),
            unit=known.unit.get(language),
            year=years[known.id],
        )
        headings.append(f"{told} [{known.id}]" if told in headings else told)
    return _headed(held, request, wide, headings)


def _headed(held: Holdings, request: Request, wide: pd.DataFrame, headings: Sequence[str]) -> pd.DataFrame:
    """Return units x anything with the units' names in front and, of the scenario's years, their ranks."""
    units, language = held.assessment.dataset.units(held.assessment.scenario.unit), request.language
    front: dict[str, object] = {
        word("region_id", language): list(wide.index),
        word("region", language): [units[str(one)].name.get(language) for one in wide.index],
    }
    if ranked(request):
        front |= _ranks(held, [str(one) for one in wide.index], language)
    body = pd.DataFrame(wide.to_numpy(), columns=list(headings))
    return pd.concat([pd.DataFrame(front), body], axis="columns")


def ranked(request: Request) -> bool:
    """Tell whether a table has the ranks that follow from its values."""
    return request.table == WIDE and request.at_year is None and not request.sources


def _ranks(held: Holdings, units: Sequence[str], language: Language) -> dict[str, object]:
    ranks = dict(zip(held.assessment.units, held.assessment.scored.ranks[:, 0].tolist(), strict=True))
    if not any(ranks.values()):
        return {}
    told: dict[str, object] = {
        word("wide_rank", language): pd.array([ranks.get(one) or None for one in units], dtype="Int64")
    }
    sure = held.sure
    if sure is None:
        return told
    at = {unit: row for row, unit in enumerate(sure.units) if sure.own[row] > 0 and sure.rank_p05[row] > 0}

    def column(values: NDArray[Any], dtype: Literal["Int64", "Float64"]) -> object:
        return pd.array([values[at[one]].item() if one in at else None for one in units], dtype=dtype)

    return told | {
        word("rank_low", language): column(sure.rank_p05, "Int64"),
        word("rank_high", language): column(sure.rank_p95, "Int64"),
        word("top", language, count=TOP): column(sure.share_top5 * 100, "Float64"),
    }
