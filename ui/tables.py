"""The tables of the Data page: what is chosen, a page of its rows, and what each cell is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from cluster_core.explore.certainty import TOP
from cluster_core.model.assessment import Assessment
from cluster_core.model.indicator import QUALITIES
from cluster_core.report.holdings import Holdings, Places, observed_pool
from cluster_core.report.table_files import described, provenance
from cluster_core.report.table_request import COMPUTED, LONG, SCORES, WIDE, YEARS, Request
from cluster_core.report.table_words import word
from cluster_core.report.tables import frame, places_of, pool_for, ranked, years_for
from ui import data, figures, filters, table_files
from ui.subjects import Subject, of_indicator
from ui.text import name, number, plain, series, t
from ui.widget_keys import Key

__all__ = ["held_by", "provenance", "show", "shown_text"]

PAGE = 2000  # rows that the screen gets at once
_HEIGHT = 386


def held_by(assessment: Assessment) -> Holdings:
    """Return what the tables are cut from: the observations once per data set, the rest once per scenario."""
    dataset, scenario = assessment.dataset, assessment.scenario
    data_key = ("observed", dataset.fingerprint, dataset.id, scenario.framework, scenario.unit)
    pool = data.remember_large(
        (*data_key, scenario.year, scenario.max_age), lambda: observed_pool(assessment)
    )
    key = ("holdings", dataset.fingerprint, scenario.encode())
    return data.remember_large(key, lambda: Holdings(assessment, pool))


def show(assessment: Assessment) -> None:
    """Draw the filters, the table that they leave, and the ways to take exactly this table away."""
    held = held_by(assessment)
    filters.draw(assessment)
    asked = filters.request(assessment)
    places = places_of(held, asked)
    if not len(places):
        filters.empty(held, asked)
        return
    pages = -(-len(places) // PAGE) if asked.table in (LONG, SCORES) else 1
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        hidden = described(held, filters.unseen(asked), asked.language)
        below = f"\n\n:gray[{plain(hidden)}]" if hidden else ""
        st.markdown(f"**{plain(shown_text(held, asked, places))}**{below}", width="content")
        filters.pick_shape()
    part = _page(places, pages)
    table = frame(held, asked, part)
    _frame(table, asked, _subjects(held, asked, part, table), _across(held, asked, table))
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        table_files.excel(held, asked)
        with st.container(width="content"):
            table_files.more(held, asked, table)
    for said in _notes(held, asked):
        st.caption(plain(said))


def _page(places: Places, pages: int) -> Places:
    """Return the places of the page of rows that the reader turned to."""
    if pages < 2:
        return places
    turned = st.pagination(pages, key=Key.CELLS.of(f"page_{pages}"))
    return places[(turned - 1) * PAGE : turned * PAGE]


def shown_text(held: Holdings, asked: Request, places: Places) -> str:
    """Return how much of the data the table shows."""
    pool = pool_for(held, asked)
    if asked.table in (LONG, SCORES):
        total, shown = number(len(pool.rows), 0), number(len(places), 0)
        part = "all" if len(places) == len(pool.rows) else "part"
        kind = "list" if asked.table == LONG else "computed"
        return t(f"observations.shown_{kind}_{part}", shown=shown, total=total)
    rows = pool.rows.iloc[places]
    known = held.assessment.dataset.indicators.get(asked.of)
    return t(
        "observations.shown_wide" if asked.table == WIDE else "observations.shown_years",
        measure=(name(known.unit) or name(known.name)) if known else "",
        regions=rows["unit"].nunique(),
        indicators=rows["indicator"].nunique(),
        years=rows["year"].nunique(),
        values=number(len(rows), 0),
    )


def _notes(held: Holdings, asked: Request) -> list[str]:
    """Return what the table's own words mean, as far as they stand in it."""
    language, said = asked.language, list[str]()
    if ranked(asked) and held.sure is not None:
        facts = {"draws": number(held.sure.draws, 0), "floor": f"{held.sure.floor * 100:.3g}"}
        said.append(word("note_ranks_text", language, **facts))
    if asked.table == SCORES or set(asked.shown) & set(COMPUTED):
        said.append(word("note_computed_text", language))
    if "flags" in asked.shown:
        said.append(word("note_flags_text", language))
    if "quality" in asked.shown:
        words = series(word(f"quality_{one}", language) for one in QUALITIES)
        said.append(t("observations.quality_note", words=words))
    return said


# ---- what a click is about


def _subjects(held: Holdings, asked: Request, places: Places, table: pd.DataFrame) -> Sequence[Subject]:
    """Return what each row is about, as far as the row knows it."""
    if asked.table in (WIDE, YEARS):
        about = of_indicator(asked.of) if asked.table == YEARS else ""
        return [Subject(unit, about) for unit in table[word("region_id", asked.language)]]
    rows = pool_for(held, asked).rows.iloc[places]
    found = zip(rows["unit"], rows["indicator"], strict=True)
    if asked.table == LONG:
        years = rows["year"].tolist()
        return [
            Subject(unit, of_indicator(one), int(year), exact=True)
            for (unit, one), year in zip(found, years, strict=True)
        ]
    own = rows["is_indicator"].tolist()
    return [
        Subject(unit, of_indicator(one) if indicator else one)
        for (unit, one), indicator in zip(found, own, strict=True)
    ]


def _across(held: Holdings, asked: Request, table: pd.DataFrame) -> Mapping[str, Subject]:
    """Return what the columns that stand for a year, or for an indicator and its year, are about."""
    if asked.table == YEARS:
        return {str(one): Subject(year=int(one), exact=True) for one in table.columns[2:]}
    if asked.table != WIDE:
        return {}
    years, there = years_for(held, asked), _indicators(held, asked)
    headings = table.columns[-len(there) :]
    return {
        heading: Subject(about=of_indicator(one), year=years[one], exact=True)
        for heading, one in zip(headings, there, strict=True)
    }


def _indicators(held: Holdings, asked: Request) -> list[str]:
    rows = held.observed.rows.iloc[places_of(held, asked)]
    there = set(rows["indicator"])
    return [one for one in held.assessment.dataset.indicators if one in there]


def _frame(
    table: pd.DataFrame, asked: Request, listed: Sequence[Subject], across: Mapping[str, Subject]
) -> None:
    language = asked.language
    patterns = {
        word("year", language): "%d",
        word("top", language, count=TOP): "%.1f",
        **{word(one, language): "%.1f" for one in ("score", "total_score")},
        **{word(one, language): "%.2f" for one in ("z", "coverage")},
        **{word(one, language): "%.4g" for one in ("gap_median", "gap_best")},
    }
    if asked.table == SCORES:
        patterns[word("value", language)] = "%.6g"
    figures.cells(
        "observations",
        table,
        listed,
        across,
        column_config={
            **{one: st.column_config.NumberColumn(format=form) for one, form in patterns.items()},
            word("address", language): st.column_config.TextColumn(),
        },
        height=_HEIGHT,
        alt=t("observations.alt"),
        row_height=32,
        placeholder="–",
    )
