"""The chokepoint technologies on the page: lanes in the order of priority, and the reader's own ratings."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoints import Chokepoints, Lane, Rated
from ui import cultivation, figures, remedies, state, view_state
from ui.text import name, number, plain, t
from ui.widget_keys import Key

_ID = "lanes"


def show(assessment: Assessment, register: Chokepoints) -> None:
    """Draw the lanes side by side, the control that rates one entry, and the switch to a table of all."""
    lanes = cultivation.lanes(assessment)
    entries = [rated for lane in lanes for rated in lane.entries]
    figures.heading(takeaway(entries, register), t("lanes.drawn"))
    if entries:
        rate(assessment, register, entries)
    left, right = st.columns(2, gap="large")
    for lane in lanes:
        with left if lane.category else right:
            _lane(assessment, lane)
    st.caption(plain(f"{name(register.origin)} {t('lanes.claims')}"))
    if assessment.dataset.synthetic:
        st.caption(plain(t("lanes.real")))
    if figures.switch(_ID):
        st.dataframe(table(lanes), hide_index=True, alt=takeaway(entries, register), height="content")


def takeaway(entries: list[Rated], register: Chokepoints) -> str:
    """Return what comes first; without a single rating, that nothing has been rated."""
    known = [rated for rated in entries if math.isfinite(rated.priority)]
    if not known:
        return t("lanes.takeaway_unrated", principle=name(register.principle), number=len(entries))
    first = max(known, key=lambda rated: rated.priority)
    return t(
        "lanes.takeaway",
        principle=name(register.principle),
        first=name(first.entry.name),
        priority=number(first.priority, 0),
        rated=len(known),
        number=len(entries),
    )


def _lane(assessment: Assessment, lane: Lane) -> None:
    title = name(lane.category.name) if lane.category else t("lanes.unclassified")
    st.markdown(f"**{plain(t('lanes.lane', name=title, number=len(lane.entries)))}**")
    if not lane.entries:
        st.caption(plain(t("lanes.empty")))
    lines = [f"1. {_entry(assessment, rated)}" for rated in lane.entries]
    if lines:
        st.markdown("\n".join(lines))


def _entry(assessment: Assessment, rated: Rated) -> str:
    """Return one entry: its name, priority, cluster, and what the document claims."""
    entry = rated.entry
    own = _own(assessment, entry.id)
    parts = [f"**{plain(name(entry.name))}**", plain(priority_text(rated))]
    grey = [name(entry.cluster), name(entry.evidence), remedies.citation(entry.cite), own]
    return " · ".join(parts) + f" :gray[· {plain(' · '.join(part for part in grey if part))}]"


def _own(assessment: Assessment, entry: str) -> str:
    kinds = ("criticality", "lane")
    rated = any(entry in view_state.judged(cultivation.subject(assessment, kind)) for kind in kinds)
    return t("lanes.yours") if rated else ""


def priority_text(rated: Rated) -> str:
    """Return the priority of an entry, or what it lacks to have one."""
    if math.isfinite(rated.priority):
        return t("lanes.priority", priority=number(rated.priority, 0))
    return t("lanes.unrated" if rated.entry.criticality is None else "lanes.no_lack")


def table(lanes: tuple[Lane, ...]) -> pd.DataFrame:
    """Return all entries in the order of lanes and places; what is not known stays empty."""
    return pd.DataFrame(
        [
            {
                t("lanes.column_lane"): name(lane.category.name)
                if lane.category
                else t("lanes.unclassified"),
                t("lanes.column_place"): place,
                t("lanes.column_entry"): name(rated.entry.name),
                t("lanes.column_claim"): rated.entry.import_dependence,
                t("lanes.column_criticality"): rated.entry.criticality,
                t("lanes.column_priority"): rated.priority,
                t("lanes.column_cite"): rated.entry.cite,
            }
            for lane in lanes
            for place, rated in enumerate(lane.entries, 1)
        ]
    )


# ---- what the reader rates


def rate(assessment: Assessment, register: Chokepoints, entries: list[Rated]) -> None:
    """Draw the choice of one entry, its criticality and its lane."""
    known = {rated.entry.id: rated.entry for rated in sorted(entries, key=lambda one: one.entry.id)}
    names = {one: name(entry.name) for one, entry in known.items()}
    kept = view_state.picked(Key.TECHNOLOGY)
    chosen = kept if kept in known else entries[0].entry.id
    state.show(Key.TECHNOLOGY, chosen)
    which, how, where, back = st.columns([4, 5, 4, 2], gap="medium", vertical_alignment="bottom")
    which.selectbox(
        t("lanes.choose"),
        list(names),
        format_func=names.__getitem__,
        key=Key.TECHNOLOGY,
        on_change=_on_choice,
    )
    entry, subjects = (
        known[chosen],
        [cultivation.subject(assessment, kind) for kind in ("criticality", "lane")],
    )
    key = Key.JUDGE.of(f"criticality:{chosen}")
    offered = cultivation.RATINGS[1:]
    state.show(key, round(entry.criticality) if entry.criticality in offered else None)
    how.segmented_control(
        t("lanes.criticality"), offered, key=key, on_change=_on_rating, args=(subjects[0], chosen, key)
    )
    lanes = {"": t("lanes.unclassified"), **{one.id: name(one.name) for one in register.categories}}
    key = Key.JUDGE.of(f"lane:{chosen}")
    state.show(key, entry.category)
    where.selectbox(
        t("lanes.file_under"),
        list(lanes),
        format_func=lanes.__getitem__,
        key=key,
        on_change=_on_rating,
        args=(subjects[1], chosen, key),
    )
    back.button(
        t("lanes.reset"),
        key=Key.FORGET.of(_ID),
        on_click=cultivation.forget,
        args=subjects,
        disabled=not any(view_state.judged(one) for one in subjects),
    )


def _on_choice() -> None:
    view_state.pick(Key.TECHNOLOGY, str(state.widget(Key.TECHNOLOGY)))


def _on_rating(kept_as: str, entry: str, key: str) -> None:
    cultivation.judge(kept_as, entry, state.widget(key))
