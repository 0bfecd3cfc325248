"""The observations as a table in the reader's language, on the screen and in files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import QUALITIES, STATUSES
from cluster_core.report.csv_file import render_csv
from cluster_core.report.observations import at_years, select, widen
from cluster_core.report.table import Provenance, Table, file_name
from cluster_core.report.xlsx_file import render_xlsx
from ui import certainty, figures, filters, sentences
from ui.subjects import Subject, of_indicator
from ui.text import name, number, plain, series, t
from ui.widget_keys import Key

_HEIGHT = 386
_FILES: tuple[tuple[str, Callable[[Table], bytes], str], ...] = (
    ("xlsx", render_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", render_csv, "text/csv"),
)


def show(assessment: Assessment) -> None:
    """Draw the filters, the table that they leave, and the buttons that take exactly this table away."""
    dataset, unit = assessment.dataset, assessment.scenario.unit
    tidy, known = dataset.tidy(unit), filters.options(dataset, unit)
    filters.draw(known)
    chosen = filters.selection(known)
    groups = {one.id: one.group for one in dataset.units(unit).values()}
    wide = filters.shape() == filters.WIDE
    years = filters.years_of(known, assessment.scenario, dataset) if wide else {}
    pool = at_years(tidy, years) if wide else tidy
    rows = select(pool, groups, chosen)
    if rows.empty:
        filters.empty(pool, groups, known, chosen)
        return
    notes = [(t("observations.filters"), filters.described(known, chosen) or t("observations.everything"))]
    table = (
        wide_table(dataset, unit, rows, years) if wide else long_table(dataset, unit, rows, filters.columns())
    )
    subjects = _wide_subjects(dataset, rows, table, years) if wide else (_subjects(rows), {})
    ranked: list[tuple[str, str]] = []
    if wide and filters.basis(known) == filters.VINTAGE:
        table = with_ranks(table, assessment)
        ranked = rank_notes(assessment)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        hidden = filters.described(known, filters.unseen(chosen))
        below = f"\n\n:gray[{plain(hidden)}]" if hidden else ""
        st.markdown(f"**{plain(shown_text(table, rows, len(tidy), wide=wide))}**{below}", width="content")
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            filters.pick_shape()
            _downloads(Table(table, provenance(assessment), (*notes, *ranked, *source_notes(dataset, rows))))
    _frame(table, *subjects)
    for _, said in ranked:
        st.caption(plain(said))
    if t("observations.column_quality") in table:
        words = series(t(f"observations.quality_{one}") for one in QUALITIES)
        st.caption(t("observations.quality_note", words=words))


def shown_text(table: pd.DataFrame, rows: pd.DataFrame, total: int, *, wide: bool) -> str:
    """Return how much of the data the table shows."""
    if wide:
        indicators = rows["indicator"].nunique()
        return t(
            "observations.shown_wide", regions=len(table), indicators=indicators, values=number(len(rows), 0)
        )
    if len(rows) == total:
        return t("observations.shown_all", total=number(total, 0))
    return t("observations.shown", shown=number(len(rows), 0), total=number(total, 0))


# ---- frames in the reader's language


def long_table(dataset: Dataset, unit: str, rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return one observed value a row, with the columns chosen under their headings."""
    makers = _makers(dataset, unit)
    return pd.DataFrame({t(f"observations.column_{one}"): makers[one](rows).to_numpy() for one in columns})


def _makers(dataset: Dataset, unit: str) -> dict[str, Callable[[pd.DataFrame], pd.Series]]:
    units, indicators, sources = dataset.units(unit), dataset.indicators, dataset.sources

    def named(field: str, names: Mapping[str, str]) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda rows: rows[field].map(dict(names)).fillna("")

    def as_is(field: str) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda rows: rows[field]

    return {
        "region_id": as_is("unit"),
        "region": named("unit", {i: name(one.name) for i, one in units.items()}),
        "group": named("unit", {i: _group(dataset, one.group) for i, one in units.items()}),
        "indicator_id": as_is("indicator"),
        "indicator": named("indicator", {i: name(one.name) for i, one in indicators.items()}),
        "measure": named("indicator", {i: name(one.unit) for i, one in indicators.items()}),
        "year": as_is("year"),
        "value": as_is("value"),
        "source": named("source", {i: name(one.title) or i for i, one in sources.items()}),
        "issuer": named("source", {i: name(one.issuer) for i, one in sources.items()}),
        "address": named("source", {i: one.address for i, one in sources.items()}),
        "status": named("status", {one: t(f"observations.status_{one}") for one in STATUSES}),
        "quality": as_is("quality"),
        "note": as_is("note"),
    }


def _group(dataset: Dataset, group: str) -> str:
    return name(dataset.groups[group]) if group in dataset.groups else group


def wide_table(dataset: Dataset, unit: str, rows: pd.DataFrame, years: Mapping[str, int]) -> pd.DataFrame:
    """Return one region a row and one indicator a column, its unit and year in the heading."""
    units = dataset.units(unit)
    wide = widen(rows, tuple(units), tuple(dataset.indicators))
    table = pd.DataFrame(
        {
            t("observations.column_region_id"): list(wide.index),
            t("observations.column_region"): [name(units[one].name) for one in wide.index],
        }
    )
    for indicator in wide.columns:
        known = dataset.indicators[indicator]
        heading = t(
            "observations.heading", name=name(known.name), unit=name(known.unit), year=years[indicator]
        )
        unique = f"{heading} [{indicator}]" if heading in table else heading
        table[unique] = wide[indicator].to_numpy()
    return table


def with_ranks(table: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """Return the wide table with the ranks on the whole that follow from it, and how sure they are."""
    units, ranks = list(table[t("observations.column_region_id")]), sentences.rank_by_unit(assessment)
    if not ranks:
        return table
    told = {
        t("column.rank"): pd.array([ranks.get(unit) for unit in units], dtype="Int64"),
        **certainty.columns(assessment, units),
    }
    return pd.concat([table.iloc[:, :2], pd.DataFrame(told), table.iloc[:, 2:]], axis="columns")


def rank_notes(assessment: Assessment) -> list[tuple[str, str]]:
    """Return what the ranges of ranks rest on, or why there are none; nothing where there is nobody to compare."""
    said = certainty.unknown(assessment)
    if certainty.of(assessment):
        said = t("certainty.ranks_note", premise=certainty.premise(assessment))
    return [(t("certainty.title"), said)] if said else []


def _subjects(rows: pd.DataFrame) -> list[Subject]:
    """Return what each observation is: of one region, of one year."""
    found = zip(rows["unit"], rows["indicator"], rows["year"], strict=True)
    return [Subject(unit, of_indicator(indicator), int(year), exact=True) for unit, indicator, year in found]


def _wide_subjects(
    dataset: Dataset, rows: pd.DataFrame, table: pd.DataFrame, years: Mapping[str, int]
) -> tuple[list[Subject], dict[str, Subject]]:
    """Return the region of each row of the wide table, and the indicator and year of each of its columns."""
    listed = [Subject(unit) for unit in table[t("observations.column_region_id")]]
    there = set(rows["indicator"])
    shown = [indicator for indicator in dataset.indicators if indicator in there]
    across = {
        heading: Subject(about=of_indicator(indicator), year=years[indicator], exact=True)
        for heading, indicator in zip(table.columns[2:], shown, strict=True)
    }
    return listed, across


def _frame(table: pd.DataFrame, listed: Sequence[Subject], across: Mapping[str, Subject]) -> None:
    config = {
        t("observations.column_year"): st.column_config.NumberColumn(format="%d"),
        t("observations.column_address"): st.column_config.TextColumn(),
        **{one: st.column_config.NumberColumn(format=form) for one, form in certainty.formats().items()},
    }
    figures.cells(
        "observations",
        table,
        listed,
        across,
        column_config=config,
        height=_HEIGHT,
        alt=t("observations.alt"),
        row_height=32,
    )


# ---- files


def provenance(assessment: Assessment) -> Provenance:
    """Return what every file says of itself."""
    scenario, dataset = assessment.scenario, assessment.dataset
    return Provenance(
        scenario.encode(), dataset.id, dataset.name, dataset.version, scenario.year, dataset.synthetic
    )


def source_notes(dataset: Dataset, rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Return title, issuer, address and licence of every source of the rows."""
    used = [dataset.sources[one] for one in rows["source"].unique() if one in dataset.sources]
    return [
        (t("observations.column_source"), " · ".join(part for part in parts if part))
        for parts in ((name(one.title), name(one.issuer), one.address, one.licence) for one in used)
    ]


def _downloads(table: Table) -> None:
    for suffix, render, mime in _FILES:
        st.download_button(
            t(f"observations.download_{suffix}"),
            partial(render, table),
            file_name("data", table.provenance, suffix),
            mime,
            key=Key.DOWNLOAD.of(suffix),
            on_click="ignore",
            icon=":material/download:",
        )
