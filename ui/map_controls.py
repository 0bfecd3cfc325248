"""The controls of the map page: what is coloured, how it is shown, and what stands over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from cluster_core.assess.measures import Measure, change_of
from cluster_core.model.assessment import Assessment
from ui import data, sentences, state
from ui.map_words import Choice
from ui.text import t
from ui.widget_keys import Key

SHOWS = ("value", "rank", "change")
VIEWS = ("map", "outline", "tiles")
OVERLAYS = ("none", "bubbles", "columns")
INDENT = "\u3000"


def choose(assessment: Assessment) -> Choice:
    """Draw the controls and return what they say."""
    names = measures(assessment)
    with st.container(horizontal=True, vertical_alignment="top", key="map_controls"):
        measure = _select(t("map.measure"), list(names), names.__getitem__, Key.MAP_MEASURE, width=260)
        show = _segments(t("map.show"), SHOWS, "map.show_", Key.MAP_SHOW)
        since = _since(assessment, measure) if show == "change" else None
        views = VIEWS if assessment.dataset.outlines else VIEWS[-1:]
        view = _segments(t("map.view"), views, "map.view_", Key.MAP_VIEW) if len(views) > 1 else views[0]
        overlay, second = "none", ""
        if view == "map":
            overlay = _segments(t("map.overlay"), OVERLAYS, "map.overlay_", Key.MAP_OVERLAY)
        if overlay != "none":
            others = [one for one in names if one != measure]
            second = _select(t("map.second"), others, names.__getitem__, Key.MAP_SECOND, width=260)
    return Choice(measure, show, since, view, overlay, second)


def measures(assessment: Assessment) -> dict[str, str]:
    """Return what can be coloured, by id: the whole, then each node followed by its indicators."""
    framework, found = assessment.framework, dict[str, str]()

    def walk(node: str, depth: int) -> None:
        found[node] = INDENT * depth + sentences.node_name(assessment, node)
        if node in framework.by_id:
            for child in framework.by_id[node].children:
                walk(child.id, depth + 1)

    walk(framework.id, 0)
    return found


def change(assessment: Assessment, choice: Choice) -> Measure:
    """Return the change of a measure since a year, on one scale for both years."""
    pooled = replace(assessment.scenario, pool="all")
    earlier = replace(pooled, year=choice.since if choice.since is not None else pooled.year)
    return change_of(data.assessment(pooled), data.assessment(earlier), choice.measure)


def years(assessment: Assessment, measure: str) -> list[int]:
    """Return the earlier years to which a measure can be compared, latest first."""
    own = assessment.scenario.year
    earlier = [year for year in assessment.dataset.years(assessment.scenario.unit) if year < own]
    return [
        year
        for year in reversed(earlier)
        if np.isfinite(change(assessment, Choice(measure, "change", year)).values).any()
    ]


def _since(assessment: Assessment, measure: str) -> int | None:
    found = years(assessment, measure)
    if not found:
        return None
    return _select(t("map.since"), found, str, Key.MAP_SINCE, width=110)


def _select(label: str, options: Sequence[Any], words: Callable[[Any], str], key: Key, *, width: int) -> Any:
    if state.widget(key) not in options:
        state.show(key, options[0])
    return st.selectbox(
        label,
        options,
        format_func=words,
        key=key,
        width=width,
        placeholder=t("widget.choose"),
        persist_state="session",
    )


def _segments(label: str, options: Sequence[str], prefix: str, key: Key) -> str:
    if state.widget(key) not in options:
        state.show(key, options[0])
    words = {option: t(f"map.option.{prefix.removeprefix('map.')}{option}") for option in options}
    chosen = st.segmented_control(
        label, options, format_func=words.__getitem__, required=True, key=key, persist_state="session"
    )
    return str(chosen)
