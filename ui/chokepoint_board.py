"""The chokepoint board: filters, the table in which technologies are rated, and the lanes that follow at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from cluster_core.errors import BundleError, ClusterError
from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoint_ratings import FIELDS, MOST_YEARS, RUBRIC, YEARS, read_field
from cluster_core.model.chokepoints import DOMESTIC_LEVELS, NO_LANE, Chokepoints, Lane, Rated
from cluster_core.store.ratings_file import LARGEST, read_ratings, write_ratings
from ui import chokepoint_figures, chokepoints, data, evidence_card, figures, state, tray_file, view_state
from ui import chokepoint_words as words
from ui.chokepoints import TECHNOLOGY
from ui.select_box import select
from ui.subjects import Subject
from ui.text import name, plain, t
from ui.widget_keys import Key

BOARD = "board"  # who asks for the card where a name in a lane is clicked
_FAULTS_SHOWN = 6
_BESIDE = 3  # columns of entries without a category
# Pixels, so that the words of every heading stand whole beside its sign at 1366 pixels.
_WIDTHS = {
    "name": 235,
    "criticality": 94,
    "category": 196,
    "domestic_level": 120,
    "gap_years": 92,
    "window_start": 114,
    "window_end": 100,
    "expected_years": 106,
}
_TABLE = 300  # pixels: some rows of the table, so that the lanes stay in view


# ---- what is shown


def filters(assessment: Assessment) -> None:
    """Draw the filters by cluster and region, the ways back, the file and the method."""
    clusters = {chokepoints.ALL: t("choke.all_clusters")} | {
        key: name(entry.cluster) for key, entry in chokepoints.cluster_keys(assessment).items()
    }
    regions = {one: t(f"choke.region_{one}") for one in chokepoints.REGIONS}
    left, right, ways = st.columns([3, 3, 6], gap="medium", vertical_alignment="bottom")
    for column, key, label, names in (
        (left, Key.CHOKE_CLUSTER, t("choke.cluster"), clusters),
        (right, Key.CHOKE_REGION, t("choke.region"), regions),
    ):
        with column:
            picked = view_state.picked(key)
            state.show(key, picked if picked in names else chokepoints.ALL)
            select(label, names, key, view_state.keep, args=(key,))
    with ways, st.container(horizontal=True, gap="xsmall"):
        st.button(
            t("choke.undo"),
            key=Key.CHOKE_UNDO,
            on_click=_on_way,
            args=("undo",),
            disabled=not chokepoints.can_undo(assessment),
            icon=":material/undo:",
        )
        st.button(
            t("choke.reset"),
            key=Key.FORGET.of("technology"),
            on_click=_on_way,
            args=("reset",),
            disabled=not chokepoints.ratings(assessment),
        )
        file(assessment)
        with st.popover(t("choke.method"), key=Key.CHOKE_METHOD):
            for part in ("product", "lack", "criticality", "feasible", "category"):
                st.markdown(plain(t(f"choke.method_{part}")))


def _on_way(which: str) -> None:
    assessment = data.assessment(state.scenario())
    if which == "undo":
        chokepoints.undo(assessment)
    else:
        chokepoints.keep(assessment, {})
    _next_edition()


# ---- the table in which the reader rates


def editor(assessment: Assessment, register: Chokepoints, entries: Sequence[Rated]) -> None:
    """Draw the table of ratings; its rows stay where they are while the lanes below are sorted anew."""
    if problem := view_state.picked(Key.CHOKE_EDITOR):
        st.warning(plain(problem))
    listed = [one for one in register.entries if one.id in {rated.entry.id for rated in entries}]
    order = tuple(one.id for one in listed)
    known = {rated.entry.id: rated for rated in entries}
    categories = {NO_LANE: t("choke.unclassified"), **{one.id: name(one.name) for one in register.categories}}
    levels = {one: t(f"choke.level_{one}") for one in DOMESTIC_LEVELS}
    key = Key.CHOKE_EDITOR.of(f"{state.language()}:{','.join(order)}:{_edition()}")
    years = {"min_value": 0, "max_value": MOST_YEARS, "step": 1, "format": "%d"}
    dates = {"min_value": YEARS[0], "max_value": YEARS[1], "step": 1, "format": "%d"}
    st.data_editor(
        editor_rows([known[one] for one in order]),
        key=key,
        on_change=_on_edit,
        args=(key, order),
        hide_index=True,
        disabled=["name"],
        placeholder="–",
        alt=t("choke.editor"),
        height=min(_TABLE, 38 + 35 * len(order)),
        column_config={
            "name": st.column_config.TextColumn(t("choke.column_entry"), width=_WIDTHS["name"], pinned=True),
            "criticality": st.column_config.SelectboxColumn(
                t("choke.column_criticality"),
                options=list(RUBRIC),
                help=t("choke.rubric"),
                width=_WIDTHS["criticality"],
            ),
            "category": st.column_config.SelectboxColumn(
                t("choke.column_lane"),
                options=list(categories),
                format_func=categories.__getitem__,
                width=_WIDTHS["category"],
            ),
            "domestic_level": st.column_config.SelectboxColumn(
                t("choke.column_level"),
                options=list(levels),
                format_func=levels.__getitem__,
                help=t("choke.level_help"),
                width=_WIDTHS["domestic_level"],
            ),
            **{
                field: st.column_config.NumberColumn(t(f"choke.column_{head}"), width=_WIDTHS[field], **span)
                for field, head, span in (
                    ("gap_years", "gap", years),
                    ("window_start", "start", dates),
                    ("window_end", "end", dates),
                    ("expected_years", "expected", years),
                )
            },
        },
    )
    if not _travels(assessment):
        st.caption(plain(t("choke.too_many")))


def editor_rows(entries: Sequence[Rated]) -> pd.DataFrame:
    """Return one row an entry: its name, and what holds in every field that can be rated."""
    rows = [{"name": name(one.entry.name), **{f: getattr(one.entry, f) for f in FIELDS}} for one in entries]
    frame = pd.DataFrame(rows, columns=["name", *FIELDS])
    whole = [one for one in FIELDS if one not in ("category", "domestic_level")]
    frame[whole] = frame[whole].astype("Float64").round().astype("Int64")
    frame["category"] = [one.entry.category or NO_LANE for one in entries]
    frame["domestic_level"] = [one.entry.domestic_level or None for one in entries]
    return frame


def _on_edit(key: str, order: Sequence[str]) -> None:
    edited: Any = state.widget(key)
    assessment = data.assessment(state.scenario())
    try:
        chokepoints.rate(assessment, changes(edited["edited_rows"], order))
        view_state.pick(Key.CHOKE_EDITOR, "")
    except ClusterError as refused:
        register = assessment.dataset.chokepoints
        view_state.pick(Key.CHOKE_EDITOR, words.refused(register, refused) if register else "")
        _next_edition()


def changes(edited: Mapping[Any, Mapping[str, Any]], order: Sequence[str]) -> dict[tuple[str, str], Any]:
    """Return what a table's edited cells say, by entry and field; an emptied cell takes its rating back."""
    found: dict[tuple[str, str], Any] = {}
    for row, cells in edited.items():
        for field, value in cells.items():
            text = "" if value is None else str(value)
            said = "" if field == "category" and text == NO_LANE else read_field(field, text)
            found[order[int(row)], field] = said
    return found


def _edition() -> str:
    return view_state.picked(Key.FORGET) or "0"


def _next_edition() -> None:
    view_state.pick(Key.FORGET, str(int(_edition()) + 1))


def _travels(assessment: Assessment) -> bool:
    given = chokepoints.given(assessment, FIELDS)
    return sum(len(entry) + len(str(value)) + 8 for (entry, _), value in given) < 450


# ---- the ratings as a file


def file(assessment: Assessment) -> None:
    """Draw, behind one button, the ratings to take away and to bring back."""
    register = assessment.dataset.chokepoints
    if register is None:
        return
    opened = st.popover(
        t("choke.file"), key=Key.CHOKE_FILES, on_change="rerun", icon=":material/description:"
    )
    if not opened.open:
        return
    with opened:
        st.download_button(
            t("choke.download"),
            write_ratings(register, chokepoints.ratings(assessment)),
            "ratings.csv",
            "text/csv",
            on_click="ignore",
            key=Key.DOWNLOAD.of("ratings"),
        )
        chosen = tray_file.picker(t("choke.upload"), LARGEST, key=Key.CHOKE_FILE, accept=".csv,text/csv")
        if chosen is not None:
            receive(assessment, chosen.raw, chosen.name)
        st.caption(plain(t("choke.file_hint")))


def receive(assessment: Assessment, raw: bytes, file_name: str) -> None:
    """Take over the ratings of a file, or say everything that is wrong with it and keep what was there."""
    register = assessment.dataset.chokepoints
    if register is None:
        return
    try:
        found = read_ratings(raw, file_name, register)
    except BundleError as wrong:
        lines = [f"- {plain(words.fault(register, fault))}" for fault in wrong.faults[:_FAULTS_SHOWN]]
        st.warning("\n".join([plain(t("choke.file_refused", count=len(wrong.faults))), "", *lines]))
        return
    chokepoints.replace_all(assessment, found)
    _next_edition()
    st.rerun()


# ---- the lanes


def board(assessment: Assessment, lanes: Sequence[Lane]) -> None:
    """Draw the lanes side by side, and below them what has no category."""
    named, without = [lane for lane in lanes if lane.category], [lane for lane in lanes if not lane.category]
    for column, lane in zip(st.columns(max(len(named), 1), gap="medium"), named, strict=False):
        with column:
            _title(lane)
            _entries(assessment, lane.entries)
    for lane in without:
        _title(lane)
        for at, column in enumerate(st.columns(_BESIDE, gap="medium")):
            with column:
                _entries(assessment, lane.entries[at::_BESIDE])
    evidence_card.open_asked(BOARD, figures.tokens())


def _title(lane: Lane) -> None:
    title = t("choke.lane", name=chokepoint_figures.lane_name(lane), count=len(lane.entries))
    empty = "" if lane.entries else f" :gray[{plain(t('choke.empty'))}]"
    st.markdown(f"**{plain(title)}**{empty}")


def _entries(assessment: Assessment, entries: Sequence[Rated]) -> None:
    own, moved = set(chokepoints.ratings(assessment)), chokepoints.moved(assessment)
    for rated in entries:
        _entry(assessment, rated, own=rated.entry.id in own, steps=moved.get(rated.entry.id, 0))


def _entry(assessment: Assessment, rated: Rated, *, own: bool, steps: int) -> None:
    entry = rated.entry
    with st.container(key=f"card_{'moderate' if own else 'insufficient'}_technology_{entry.id}", gap=None):
        st.button(
            plain(name(entry.name)),
            key=Key.TECHNOLOGY.of(entry.id),
            on_click=view_state.ask,
            args=(BOARD, Subject(assessment.scenario.focus, TECHNOLOGY + entry.id)),
            type="tertiary",
        )
        st.markdown("  \n".join(lines(rated, own=own, steps=steps)))


def lines(rated: Rated, *, own: bool, steps: int) -> list[str]:
    """Return what a lane says of one entry below its name, as Markdown."""
    first = [f"**{plain(words.priority(rated))}**"]
    first += [plain(words.moved(steps))] if steps else []
    first += [plain(t("choke.yours"))] if own else []
    below = " · ".join(part for part in (words.claim(rated.entry), name(rated.entry.cluster)) if part)
    return [" · ".join(first), plain(words.parts(rated)), f":gray[{plain(below)}]"]
