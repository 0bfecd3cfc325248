"""The controls of the map page: what is coloured, how it is shown, what stands over it, and what a click does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import map_clicks, map_clusters, map_measures, map_rows, presenting_state, state
from ui.map_options import NEARS, OVERLAYS, SHOWS, VIEWS, measures
from ui.map_words import SURES, Choice
from ui.text import join, t
from ui.widget_keys import Key

WIDE, SLIM = 260, 110  # pixels


def choose(assessment: Assessment) -> Choice:
    """Draw the controls and return what they say."""
    names = measures(assessment)
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_controls"):
        coloured = _coloured(assessment, names)
        views = VIEWS if assessment.dataset.outlines else VIEWS[-1:]
        view = _segments(t("map.view"), views, Key.MAP_VIEW) if len(views) > 1 else views[0]
        if view == "map" and presenting_state.show():
            view = "outline"  # its names grow with the screen
        there = map_rows.neighbours(assessment)
        over: dict[str, Any] = {}
        near = False
        if view != "tiles" or there or _has_clusters(assessment):
            with st.popover(_layers(view), icon=":material/layers:", key=Key.MAP_LAYERS):
                over = _over(assessment, view, coloured["measure"], names)
                near = bool(there) and _segments(t("map.near"), NEARS, Key.MAP_NEAR) == NEARS[1]
                if view == "map":
                    _segments(t("map.click"), map_clicks.CLICKS, Key.MAP_CLICK)
    return Choice(view=view, near=near, **coloured, **over)


def _layers(view: str) -> str:
    """Return what the button that opens the layers says: what is on, so that nobody has to look inside."""
    overlay, near, click = (state.widget(key) for key in (Key.MAP_OVERLAY, Key.MAP_NEAR, Key.MAP_CLICK))
    drawn = OVERLAYS[-1:] if view == "tiles" else OVERLAYS[1:]
    on = [t(f"map.option.overlay_{overlay}")] if overlay in drawn else []
    on += [t("map.near")] if near == NEARS[1] else []
    on += [t("map.option.click_compare")] if view == "map" and click == map_clicks.COMPARE else []
    return t("map.layers_on", layers=join(on)) if on else t("map.layers")


def _coloured(assessment: Assessment, names: Mapping[str, str]) -> dict[str, Any]:
    """Draw what the colours mean: a measure and how it is shown, with what it is set against."""
    show = _segments(t("map.show"), SHOWS, Key.MAP_SHOW)
    if show == "certainty":
        words = {sure: t(f"map.option.sure_{sure}") for sure in SURES}
        sure = _select(t("map.sure"), list(words), words.__getitem__, Key.MAP_SURE)
        return {"measure": assessment.framework.id, "show": show, "sure": sure}
    measure = _select(t("map.measure"), list(names), names.__getitem__, Key.MAP_MEASURE)
    more: dict[str, Any] = {}
    if show == "change" and (found := map_measures.years(assessment, measure)):
        more = {"since": _select(t("map.since"), found, str, Key.MAP_SINCE, SLIM)}
    elif show == "scenario":
        others = map_measures.others(assessment)
        one = _select(t("map.against"), list(others), others.__getitem__, Key.MAP_AGAINST)
        more = {"against": one, "rival": others[one]}
    elif show == "pair":
        rest = _but(names, measure)
        more = {"across": _select(t("map.across"), rest, names.__getitem__, Key.MAP_ACROSS)}
    return {"measure": measure, "show": show, **more}


def _over(assessment: Assessment, view: str, measure: str, names: Mapping[str, str]) -> dict[str, Any]:
    """Draw what stands over the regions; columns need the map that tilts, and tiles take clusters alone."""
    there = _has_clusters(assessment)
    if view == "tiles" and not there:
        return {}
    options = [
        one
        for one in OVERLAYS
        if (one != "clusters" or there)
        and (one != "columns" or view == "map")
        and (one != "bubbles" or view != "tiles")
    ]
    overlay = _segments(t("map.overlay"), options, Key.MAP_OVERLAY)
    if overlay in ("bubbles", "columns"):
        second = _select(t("map.second"), _but(names, measure), names.__getitem__, Key.MAP_SECOND)
        return {"overlay": overlay, "second": second}
    return {"overlay": overlay, **(_clusters(assessment) if overlay == "clusters" else {})}


def _has_clusters(assessment: Assessment) -> bool:
    return bool(assessment.dataset.clusters) and assessment.scenario.unit == "region"


def _clusters(assessment: Assessment) -> dict[str, str]:
    """Draw the filters of the clusters, each where there is more than one thing to choose."""
    found = {
        "industry": (map_clusters.industries(assessment), map_clusters.industry_name, Key.MAP_INDUSTRY),
        "tier": (map_clusters.tiers(assessment), map_clusters.tier_name, Key.MAP_TIER),
    }
    chosen: dict[str, str] = {}
    for field, (options, words, key) in found.items():
        if len(options) > 1:
            named = {"": t(f"map.every_{field}"), **{one: words(assessment, one) for one in options}}
            chosen[field] = _select(t(f"map.{field}"), list(named), named.__getitem__, key)
    return chosen


def _but(names: Mapping[str, str], measure: str) -> list[str]:
    return [one for one in names if one != measure]


def _select(
    label: str, options: Sequence[Any], words: Callable[[Any], str], key: Key, width: int = WIDE
) -> Any:
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


def _segments(label: str, options: Sequence[str], key: Key) -> str:
    if state.widget(key) not in options:
        state.show(key, options[0])
    kind = _KINDS[key]
    words = {option: t(f"map.option.{kind}_{option}") for option in options}
    chosen = st.segmented_control(
        label, options, format_func=words.__getitem__, required=True, key=key, persist_state="session"
    )
    return str(chosen)


_KINDS = {
    Key.MAP_SHOW: "show",
    Key.MAP_VIEW: "view",
    Key.MAP_OVERLAY: "overlay",
    Key.MAP_NEAR: "near",
    Key.MAP_CLICK: "click",
}
