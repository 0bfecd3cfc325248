"""The ways to look at the regions compared: one at a time, so that a page holds few charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from cluster_core.assess import compare
from cluster_core.model.assessment import Assessment
from ui import (
    comparison_figures,
    comparison_level_figures,
    comparison_level_words,
    comparison_levels,
    comparison_words,
    comparison_years,
    figures,
    sentences,
    state,
    view_state,
)
from ui.charts.compared import FEW
from ui.charts.radar import LEAST
from ui.text import number, plain, t
from ui.widget_keys import Key

# ---- which view


def chosen() -> str:
    """Return the view that the reader picked, else the first."""
    picked = view_state.picked(Key.COMPARED_VIEW)
    return picked if picked in VIEWS else next(iter(VIEWS))


def switch() -> None:
    """Let the reader pick a view."""
    state.show(Key.COMPARED_VIEW, chosen())
    st.segmented_control(
        t("compare.view"),
        list(VIEWS),
        format_func=lambda view: t(f"compare.view_{view}"),
        required=True,
        key=Key.COMPARED_VIEW,
        on_change=view_state.keep,
        args=(Key.COMPARED_VIEW,),
        label_visibility="collapsed",
    )


def draw(assessment: Assessment, regions: Sequence[str]) -> None:
    """Draw the view picked."""
    VIEWS[chosen()](assessment, regions)


# ---- who is ahead where, and what makes the difference of the first two


def ahead(assessment: Assessment, regions: Sequence[str]) -> None:
    """Draw the dumbbells, and the way from the second region's score to the first's."""
    if len(regions) > FEW:
        _dumbbells(assessment, regions)
        gap(assessment, *regions[:2])
        return
    left, right = st.columns([11, 9], gap="large")
    with left:
        _dumbbells(assessment, regions)
    with right:
        gap(assessment, *regions[:2])


def _dumbbells(assessment: Assessment, regions: Sequence[str]) -> None:
    figure = comparison_level_figures.dumbbells(assessment, regions)
    _show(figure, t("compare.no_dimensions"), _missing(assessment, comparison_levels.of_parts(assessment)))


def _missing(assessment: Assessment, levels: Sequence[comparison_levels.Level]) -> str:
    return comparison_level_words.without_data(assessment, levels)


def gap(assessment: Assessment, first: str, second: str) -> None:
    """Draw the waterfall from the second region to the first; in words where one of them has no score."""
    figure = comparison_figures.gap(assessment, first, second)
    if figure is None:
        st.info(plain(comparison_words.no_gap(assessment, first, second)))
        return
    figures.show(figure, note=comparison_words.rounding(assessment, first, second))


# ---- dimensions


def panels(assessment: Assessment, regions: Sequence[str]) -> None:
    """Draw one small panel per dimension."""
    missing = _missing(assessment, comparison_levels.of_dimensions(assessment))
    _show(comparison_level_figures.panels(assessment, regions), t("compare.no_dimensions"), missing)


def radar(assessment: Assessment, regions: Sequence[str]) -> None:
    """Draw the radar, or say why there is none."""
    missing = _missing(assessment, comparison_levels.of_dimensions(assessment))
    _show(comparison_level_figures.radar(assessment, regions), t("compare.radar_none", least=LEAST), missing)


def heat(assessment: Assessment, regions: Sequence[str]) -> None:
    """Let the reader choose dimensions or indicators and draw the heat map."""
    depths = comparison_level_figures.DEPTHS
    picked = view_state.picked(Key.COMPARED_LEVEL)
    depth = next((one for one in depths if one == picked), depths[0])
    state.show(Key.COMPARED_LEVEL, depth)
    st.segmented_control(
        t("compare.depth"),
        list(depths),
        format_func=lambda one: t(f"compare.depth_{one}"),
        required=True,
        key=Key.COMPARED_LEVEL,
        on_change=view_state.keep,
        args=(Key.COMPARED_LEVEL,),
    )
    missing = ""
    if depth == "indicators":
        missing = comparison_words.without_data(assessment, assessment.framework.id)
    _show(comparison_level_figures.heat(assessment, regions, depth), t("compare.no_dimensions"), missing)


def _show(figure: figures.Figure | None, otherwise: str, missing: str = "") -> None:
    """Draw a figure and below it what nobody has; in words where there is no figure."""
    if figure is None:
        st.info(plain(otherwise))
        return
    figures.show(figure)
    if missing:
        st.caption(plain(missing))


# ---- indicators


def indicators(assessment: Assessment, regions: Sequence[str]) -> None:
    """Let the reader choose a dimension; draw its indicators as strips of dots and list what each adds."""
    options = list(assessment.framework.dimensions)
    parts = compare.differences(assessment, *regions[:2])
    root = assessment.framework.id
    picked = view_state.picked(Key.COMPARED_PART)
    part = picked if picked in options else compare.widest(parts[root]) or options[0]
    state.show(Key.COMPARED_PART, part)
    st.segmented_control(
        t("compare.part"),
        options,
        format_func=lambda one: sentences.node_name(assessment, one),
        required=True,
        key=Key.COMPARED_PART,
        on_change=view_state.keep,
        args=(Key.COMPARED_PART,),
    )
    figure = comparison_figures.strips(assessment, regions, part)
    if figure is None:
        st.info(plain(t("compare.strips_empty", name=sentences.node_name(assessment, part))))
        return
    figures.show(figure)
    if missing := comparison_words.without_data(assessment, part):
        st.caption(plain(missing))
    _contributions(assessment, *regions[:2], compare.of_indicators(assessment.framework, parts, part, root))


def _contributions(assessment: Assessment, first: str, second: str, gaps: dict[str, float]) -> None:
    """List the indicators of a part with both values and what each adds to the difference, the most first."""
    known = sorted((one for one in gaps if pd.notna(gaps[one])), key=lambda one: -abs(gaps[one]))
    if not known:
        return
    place = comparison_figures.column_names(assessment, (first, second))
    figures.heading(
        comparison_words.indicators_takeaway(assessment, known[0], gaps[known[0]]),
        t(
            "compare.indicators_subtitle",
            a=place[first],
            b=place[second],
            total=comparison_words.signed(sum(gaps[one] for one in known)),
        ),
    )
    st.table(
        pd.DataFrame(
            {
                t("compare.column_indicator"): [
                    plain(comparison_words.with_unit(assessment, one)) for one in known
                ],
                **{
                    plain(place[unit]): [comparison_words.value(assessment, one, unit) for one in known]
                    for unit in (first, second)
                },
                t("compare.column_points"): [number_with_sign(gaps[one]) for one in known],
            }
        ),
        border="horizontal",
        hide_index=True,
    )


def number_with_sign(gap: float) -> str:
    """Return points with two decimals, as the parts of one dimension are small."""
    return f"+{number(gap, 2)}" if gap > 0 else number(gap, 2)


# ---- the years


def years(assessment: Assessment, regions: Sequence[str]) -> None:
    """Draw the scores over the years, or say in words why there are none to draw."""
    figure = comparison_years.trend(assessment, regions)
    if figure is None:
        figures.heading(t("compare.trend_none"))
        st.caption(plain(comparison_years.why_not(assessment, regions)))
        return
    figures.show(figure)
    if note := comparison_years.note(assessment, regions):
        st.caption(plain(note))


VIEWS: dict[str, Callable[[Assessment, Sequence[str]], None]] = {
    "ahead": ahead,
    "panels": panels,
    "heat": heat,
    "indicators": indicators,
    "years": years,
    "radar": radar,
}
