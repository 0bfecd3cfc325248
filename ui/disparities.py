"""How far regions are apart on the Audit page: the choice of subject and years, the columns, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from cluster_core.assess.convergence import Convergence, convergence
from cluster_core.assess.disparity import disparity_table
from cluster_core.assess.series import Series, series_by_year
from cluster_core.errors import MethodError
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import data, disparity_words, figures, state, view_state
from ui.charts import disparity as disparity_chart
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import number, percent, plain, t
from ui.widget_keys import Key

LEAST_YEARS = 3  # fewer leave nothing to choose


def section(assessment: Assessment) -> None:
    """Draw the choice of a subject, its columns by year, and what they say; a refusal is a sentence."""
    chooser, years = st.columns([11, 9], gap="large")
    with chooser:
        subject = _choose_subject(assessment)
    series = series_of(assessment, subject)
    if series is not None and series.years:
        with years:
            series = _choose_years(series)
    table = table_of(series) if series is not None else None
    refused = refusal(series, table)
    if series is None or table is None or refused:
        figures.heading(t("disparity.none"))
        st.caption(plain(refused))
        return
    left, right = st.columns([11, 9], gap="large")
    with left:
        figures.show(columns(assessment, series, table))
    with right:
        lead, *further = disparity_words.drift(assessment, series, _converging(series))
        said = [*further, *disparity_words.notes(assessment, series, table)]
        st.markdown(f"**{plain(lead)}**\n\n" + "\n".join(f"- {plain(one)}" for one in said))


def refusal(series: Series | None, table: pd.DataFrame | None) -> str:
    """Return why differences cannot be shown; empty where they can."""
    if series is None:
        return t("disparity.relative")
    if not series.years:
        return t("disparity.no_years")
    if table is None:
        return t("disparity.negative")
    return "" if table["n"].max() > 1 else t("disparity.alone")


# ---- what is worked out


def series_of(assessment: Assessment, subject: str) -> Series | None:
    """Return an indicator, or the score on the whole, of all years; None where scores of years do not compare."""
    if subject:
        return _of_indicators(assessment)[subject]
    dataset, scenario = assessment.dataset, assessment.scenario

    def build() -> Series | None:
        try:
            return series_by_year(dataset, scenario)
        except MethodError:
            return None

    return data.remember(("score series", *_key(assessment, scenario)), build)


def _of_indicators(assessment: Assessment) -> dict[str, Series]:
    """Return the framework's indicators that have a value in any year: whatever the weights, hence worked out once."""
    dataset, scenario = assessment.dataset, assessment.scenario.without_weights()

    def build() -> dict[str, Series]:
        every = {one: series_by_year(dataset, scenario, one) for one in assessment.framework.indicators}
        return {one: series for one, series in every.items() if series.years}

    return data.remember(("indicator series", *_key(assessment, scenario)), build)


def _key(assessment: Assessment, scenario: Scenario) -> tuple[str, ...]:
    """Return what a series depends on: neither the year nor the region in focus."""
    asked = replace(scenario, year=1, pool="all", rules="", focus="")
    return (assessment.dataset.id, assessment.dataset.fingerprint, asked.encode())


def table_of(series: Series) -> pd.DataFrame | None:
    """Return disparity by year; None where a value is below 0, as Theil's T divides a total."""
    try:
        return disparity_table(series)
    except MethodError:
        return None


def _converging(series: Series) -> Convergence | None:
    """Return sigma and beta convergence; None where a value of 0 has no logarithm."""
    try:
        return convergence(series)
    except MethodError:
        return None


def subjects(assessment: Assessment) -> list[str]:
    """Return what can be looked at: the score (empty), and every indicator of the framework with data in any year."""
    return ["", *_of_indicators(assessment)]


# ---- what the reader chooses


def _choose_subject(assessment: Assessment) -> str:
    options = subjects(assessment)
    kept = view_state.picked(Key.DISPARITY)
    chosen = kept if kept in options else ""
    state.show(Key.DISPARITY, chosen)
    st.selectbox(
        t("disparity.choose"),
        options,
        format_func=lambda one: disparity_words.subject(assessment, one),
        key=Key.DISPARITY,
        on_change=_on_subject,
    )
    return chosen


def _on_subject() -> None:
    view_state.pick(Key.DISPARITY, str(state.widget(Key.DISPARITY) or ""))


def _choose_years(series: Series) -> Series:
    """Let the reader choose the first and the last year where there are several."""
    years = list(series.years)
    if len(years) < LEAST_YEARS:
        return series
    first, last = shown_years(years, view_state.picked(Key.DISPARITY_YEARS) or "")
    from_, to = st.columns(2)
    for place, end, chosen, options in (
        (from_, "from", first, [year for year in years if year <= last]),
        (to, "to", last, [year for year in years if year >= first]),
    ):
        key = Key.DISPARITY_YEARS.of(end)
        state.show(key, chosen)
        place.selectbox(t(f"disparity.{end}"), options, key=key, on_change=_on_years)
    return between(series, first, last)


def shown_years(years: Sequence[int], picked: str) -> tuple[int, int]:
    """Return the first and the last year shown: as picked ("2020-2023") where the series has them, else all.

    >>> shown_years([2019, 2020, 2021], "2020-2024")
    (2020, 2021)
    """
    first, last = [int(year) for year in picked.split("-")] if picked else (years[0], years[-1])
    return (first if first in years else years[0]), (last if last in years else years[-1])


def _on_years() -> None:
    ends = [state.widget(Key.DISPARITY_YEARS.of(end)) for end in ("from", "to")]
    if all(isinstance(year, int) for year in ends):
        view_state.pick(Key.DISPARITY_YEARS, "-".join(str(year) for year in ends))


def between(series: Series, first: int, last: int) -> Series:
    """Return the years of a series from the first to the last, both included."""
    kept = [at for at, year in enumerate(series.years) if first <= year <= last]
    return replace(series, years=tuple(series.years[at] for at in kept), values=series.values[:, kept])


# ---- what is drawn


def columns(assessment: Assessment, series: Series, table: pd.DataFrame) -> Figure:
    """Return Theil's T of every year as a column, split between and within groups where all regions have one."""
    split = bool(table["between"].notna().all())
    subject = {"about": series.subject, "about_exact": bool(series.subject)}
    rows = pd.DataFrame([{**_column(row), **subject} for _, row in table.iterrows()])
    labels = {
        "years": (series.years[0], series.years[-1]),
        "theil": t("disparity.theil"),
        "cv": t("disparity.cv"),
        "between": t("disparity.between") if split else "",
        "within": t("disparity.within") if split else "",
        "tooltip": {
            "theil_text": t("disparity.theil"),
            "between_text": t("disparity.between"),
            "within_text": t("disparity.within"),
            "cv_text": t("disparity.cv"),
            "n_text": t("disparity.n"),
        },
    }
    names = {
        "theil": t("disparity.theil"),
        "between": t("disparity.between"),
        "within": t("disparity.within"),
        "cv": t("disparity.cv"),
        "gini": t("disparity.gini"),
        "sigma": t("disparity.sigma"),
    }
    return Figure(
        "disparity",
        disparity_words.takeaway(assessment, series, table),
        t("disparity.drawn", subject=disparity_words.subject(assessment, series.subject)),
        drawn(
            "disparity",
            rows,
            labels,
            lay=disparity_chart.disparity_rows,
            draw=disparity_chart.disparity_columns,
            fits=(),
        ),
        lambda: pd.DataFrame(
            {
                t("disparity.year"): [str(year) for year in table["year"]],
                **{column: table[name].to_numpy() for name, column in names.items()},
                t("disparity.n"): table["n"].to_numpy(),
                t("disparity.missing"): table["missing"].to_numpy(),
            }
        ),
        dict.fromkeys(names.values(), "%.3f"),
        [Subject("", series.subject, int(year), bool(series.subject)) for year in table["year"]],
    )


def _column(row: pd.Series) -> dict[str, object]:
    total = row["theil"]
    parts = {name: _part(row[name], total) for name in ("between", "within")}
    return {
        "year": int(row["year"]),
        "about_year": int(row["year"]),
        "theil": total,
        "between": row["between"],
        "within": row["within"],
        "theil_text": number(total, 3),
        "between_text": parts["between"],
        "within_text": parts["within"],
        "cv_text": number(row["cv"], 2),
        "year_text": str(int(row["year"])),
        "n_text": str(int(row["n"])),
        "partial": row["missing"] > 0,
    }


def _part(part: float, total: float) -> str:
    if pd.isna(part) or not total:
        return ""
    return t("disparity.part", value=number(part, 3), share=percent(part / total))
