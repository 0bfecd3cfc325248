"""The parts of the Compare page: which regions, what separates the first two, and the strips of one dimension."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from cluster_core.assess import compare
from cluster_core.model.assessment import Assessment
from ui import comparison_figures, comparison_words, comparison_years, figures, sentences, state, view_state
from ui.text import name, number, plain, t
from ui.widget_keys import Key

LEAST, MOST = 2, 6


# ---- which regions


def chosen(assessment: Assessment) -> tuple[str, ...]:
    """Return the regions to compare: as the reader chose them, as far as they are there, else the default."""
    wanted = view_state.compared()
    if wanted is None:
        return default(assessment)
    kept = tuple(unit for unit in wanted if unit in assessment.units)
    return kept if kept == wanted or len(kept) >= LEAST else default(assessment)


def default(assessment: Assessment) -> tuple[str, ...]:
    """Return the region in focus, else the first by rank, and the one next above it."""
    ranks = sentences.rank_by_unit(assessment)
    leader = min(ranks, key=ranks.__getitem__) if ranks else assessment.units[0]
    first = sentences.focus_of(assessment) or leader
    other = compare.nearest_above(assessment, first)
    others = [unit for unit in assessment.units if unit != first]
    return (first, other or others[0]) if others else (first,)


def picker(assessment: Assessment, regions: Sequence[str]) -> None:
    """Let the reader choose the regions; the first two are subtracted from each other."""
    units = assessment.dataset.units(assessment.scenario.unit)
    state.show(Key.COMPARED, list(regions))
    st.multiselect(
        t("compare.pick", least=LEAST, most=MOST),
        list(assessment.units),
        format_func=lambda unit: name(units[unit].name),
        key=Key.COMPARED,
        on_change=_on_pick,
        placeholder=t("widget.choose"),
        select_all=False,
    )


def _on_pick() -> None:
    picked = state.widget(Key.COMPARED)
    view_state.set_compared([str(unit) for unit in picked][:MOST] if isinstance(picked, list) else [])


def too_few(assessment: Assessment) -> None:
    """Say what to do when there are not two regions to compare."""
    st.info(t("compare.choose" if len(assessment.units) >= LEAST else "compare.widen"))


# ---- what separates the first two


def gap(assessment: Assessment, regions: Sequence[str]) -> None:
    """Draw the waterfall from the second region to the first, and the indicators of the part that separates most."""
    first, second = regions[:2]
    figure = comparison_figures.gap(assessment, first, second)
    parts = compare.differences(assessment, first, second)
    root = assessment.framework.id
    part = compare.widest(parts[root])
    if figure is None or part is None:
        st.info(plain(comparison_words.no_gap(assessment, first, second)))
        return
    figures.show(figure, note=comparison_words.rounding(assessment, first, second))
    _indicators(assessment, first, second, compare.of_indicators(assessment.framework, parts, part, root))


def _indicators(assessment: Assessment, first: str, second: str, gaps: dict[str, float]) -> None:
    """List the indicators of a part with both values and what each adds to the difference, the most first."""
    order = sorted(gaps, key=lambda one: -abs(gaps[one]) if pd.notna(gaps[one]) else 1.0)
    known = [one for one in order if pd.notna(gaps[one])]
    if not known:
        return
    place = comparison_figures.column_names(assessment, (first, second))
    figures.heading(
        t("compare.indicators_title", name=sentences.node_name(assessment, known[0])),
        t("compare.indicators_subtitle", total=comparison_words.signed(sum(gaps[one] for one in known))),
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


# ---- the strips of one dimension, and the years


def strips(assessment: Assessment, regions: Sequence[str]) -> None:
    """Let the reader choose a dimension and draw its indicators as strips of dots."""
    options = list(assessment.framework.dimensions)
    parts = compare.differences(assessment, *regions[:2])[assessment.framework.id]
    picked = view_state.picked(Key.COMPARED_PART)
    part = picked if picked in options else compare.widest(parts) or options[0]
    state.show(Key.COMPARED_PART, part)
    st.segmented_control(
        t("compare.part"),
        options,
        format_func=lambda one: sentences.node_name(assessment, one),
        required=True,
        key=Key.COMPARED_PART,
        on_change=_on_part,
    )
    figure = comparison_figures.strips(assessment, regions, part)
    if figure is None:
        st.info(plain(t("compare.strips_empty", name=sentences.node_name(assessment, part))))
        return
    figures.show(figure)
    if missing := comparison_words.without_data(assessment, part):
        st.caption(plain(missing))


def _on_part() -> None:
    if part := state.widget(Key.COMPARED_PART):
        view_state.pick(Key.COMPARED_PART, str(part))


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
