"""What a click on the map does: it sets the focus, or adds a region to the comparison. No browser sends a shift key."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import comparison, data, maps, sentences, state, view_state, widgets
from ui.text import join, plain, t
from ui.widget_keys import Key

FOCUS, COMPARE = "focus", "compare"
CLICKS = (FOCUS, COMPARE)
PAGE = "../pages/compare.py"


def clicked(event: Any) -> str | None:
    """Return the region that was clicked, or that has the bubble clicked; None beside all of them."""
    objects = event["selection"]["objects"] if event else {}
    for layer in (maps.BUBBLES, maps.LAYER):
        if picked := objects.get(layer):
            return picked[0].get("properties", picked[0]).get("code")
    return None


def on_click() -> None:
    """Take a click; one beside the regions changes nothing."""
    code = clicked(state.widget(Key.MAP.of(view_state.map_clicks())))
    scenario = state.scenario()
    if code not in data.dataset(scenario.bundle).units(scenario.unit):
        return
    if state.widget(Key.MAP_CLICK) == COMPARE:
        add(data.assessment(scenario), str(code))
    else:
        widgets.focus_on(str(code))
    view_state.count_map_click()


def add(assessment: Assessment, unit: str) -> None:
    """Add a region to those compared, or take one away that is there; more than can be compared are left out."""
    own = view_state.compared()
    known = comparison.chosen(assessment) if own is not None else _first(assessment)
    if unit in known:
        view_state.set_compared([one for one in known if one != unit])
    elif len(known) < comparison.MOST and unit in assessment.units:
        view_state.set_compared((*known, unit))


def _first(assessment: Assessment) -> tuple[str, ...]:
    focus = sentences.focus_of(assessment)
    return (focus,) if focus else ()


def fallback() -> None:
    """Offer the map as a chart, which needs no graphics of the browser's."""
    st.button(
        t("map.fallback"),
        key=Key.MAP_FALLBACK,
        type="tertiary",
        icon=":material/print:",
        help=t("map.fallback_help"),
        on_click=lambda: state.show(Key.MAP_VIEW, "outline"),
    )


def way_to_compare(assessment: Assessment) -> None:
    """Say which regions are compared, once the reader has chosen any, and offer the page that compares them."""
    if state.widget(Key.MAP_CLICK) != COMPARE:
        return
    units = view_state.compared()
    chosen = [unit for unit in units if unit in assessment.units] if units else []
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if not chosen:
            st.caption(plain(t("map.compare_how", most=comparison.MOST)))
            return
        names = join(sentences.region(assessment, unit) for unit in chosen)
        full = len(chosen) >= comparison.MOST
        said = t("map.compare_full" if full else "map.compared", names=names, most=comparison.MOST)
        st.markdown(plain(said), width="content")
        if len(chosen) >= comparison.LEAST:
            st.page_link(PAGE, label=t("map.compare"), icon=":material/arrow_forward:")
