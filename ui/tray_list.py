"""The list of the Scenarios page: tick to compare, and what can be done with each entry of the tray."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from cluster_core.errors import ClusterError, UserDataError
from cluster_core.userdata import exchange
from cluster_core.userdata import tray as saved
from cluster_core.userdata.record import SavedScenario
from cluster_core.userdata.tray import Listing
from ui import data, figures, scenario_columns, state, tray, tray_dialogs, tray_state, tray_views
from ui.scenario_columns import BASELINE, CURRENT, MOST
from ui.text import isolated, name, plain, t
from ui.widget_keys import Key

SHOWN = 8
OPEN, RENAME, DUPLICATE, DELETE = "open", "rename", "duplicate", "delete"


# ---- what is listed


def listing() -> Listing:
    """Return the part of the tray that the reader looks at; empty, with the reason kept, where it cannot be read."""
    sought = tray_state.sought()
    try:
        found = saved.list_(tray.store(), search=sought.words, start=(sought.page - 1) * SHOWN, limit=SHOWN)
        if not found.records and sought.page > 1:
            tray_state.set_sought(sought.words)
            return listing()
    except UserDataError as failed:
        tray_state.set_problem(tray.problem(failed))
        return Listing()
    return found


# ---- the list


def draw(found: Listing, ticked: Sequence[str]) -> None:
    """Draw heading, search, rows, pages and files."""
    figures.heading(t("tray.title"), t("tray.pick", least=scenario_columns.LEAST, most=MOST))
    _messages()
    with st.container(gap="xsmall"):
        _row(BASELINE, scenario_columns.own_name(BASELINE), t("tray.baseline_line"), ticked)
        _row(CURRENT, scenario_columns.own_name(CURRENT), _current_line(), ticked)
        if found.total > SHOWN or tray_state.sought().words:
            _search()
        for record in found.records:
            _row(record.id, isolated(record.name), line(record), ticked, record)
    if not found.records:
        st.caption(t("tray.nothing_found" if tray_state.sought().words else "tray.empty"))
    if (pages := -(-found.total // SHOWN)) > 1:
        sought = tray_state.sought()
        key = Key.TRAY_PAGE.of(f"{sought.words}:{pages}")
        st.pagination(
            pages, default=sought.page, key=key, max_visible_pages=5, on_change=_on_page, args=(key,)
        )
    st.caption(t("tray.shared"))
    _files(found, ticked)


def _messages() -> None:
    if problem := tray_state.take_problem():
        st.warning(plain(problem))
    if (gone := tray_state.deleted()) is not None:
        with st.container(
            key="note_deleted",
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
        ):
            st.markdown(plain(t("tray.deleted", name=isolated(gone.name))))
            st.button(t("tray.undo"), key=Key.TRAY_UNDO, on_click=_on_undo, type="tertiary")


def line(record: SavedScenario) -> str:
    """Return what an entry is about: what came of it, its year, and its data and framework where they are others."""
    now = state.scenario()
    try:
        scenario, notices = tray.fitted(record)
        answer = data.assessment(scenario)
    except ClusterError:
        return t("tray.unreadable")
    other = [name(one) for one in (answer.dataset.name,) if answer.scenario.bundle != now.bundle] + [
        name(answer.framework.name) for _ in range(answer.scenario.framework != now.framework)
    ]
    parts = [scenario_columns.summary(answer), str(scenario.year), *other]
    if page := tray_views.title(record.page):
        parts.append(t("tray.opens_on", page=page))
    if any(notice.ids != ("bundle_version",) for notice in notices):
        parts.append(t("tray.partly"))
    if record.note:
        parts.append(isolated(record.note))
    return t("tray.dot").join(parts)


def _current_line() -> str:
    scenario, known = state.scenario(), tray_state.opened()
    said = scenario_columns.summary(data.assessment(scenario))
    if known is None:
        return said
    kept = known.code == scenario.encode()
    return t(
        "tray.current_saved" if kept else "tray.current_changed", summary=said, name=isolated(known.name)
    )


def _row(one: str, shown: str, said: str, ticked: Sequence[str], record: SavedScenario | None = None) -> None:
    state.show(Key.TRAY_TICK.of(one), one in ticked)
    with st.container(key=f"tray_row_{one}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.checkbox(
                f"**{plain(shown)}**",
                key=Key.TRAY_TICK.of(one),
                on_change=_on_tick,
                args=(one, tuple(ticked)),
                disabled=len(ticked) >= MOST and one not in ticked,
            )
            if record is not None:
                _menu(record)
        st.caption(plain(said))


def _on_tick(one: str, before: tuple[str, ...]) -> None:
    kept = tuple(other for other in before if other != one)
    tray_state.set_ticked((*kept, one) if state.widget(Key.TRAY_TICK.of(one)) else kept)


def _menu(record: SavedScenario) -> None:
    act = st.menu_button(
        t("tray.menu"),
        (OPEN, RENAME, DUPLICATE, DELETE),
        format_func=lambda one: _act(one, tray_views.title(record.page)),
        key=Key.TRAY_MENU.of(record.id),
        type="tertiary",
        on_click=_on_menu,
        args=(record,),
    )
    if act == OPEN and tray_state.opened() == record:
        tray_views.go(record)
    if act == RENAME:
        tray_dialogs.rename(record)


def _act(act: str, page: str) -> str:
    """Return what can be done with an entry; one that was saved on a page opens there, others in the lab."""
    return t("tray.do_open_on", page=page) if act == OPEN and page else t(f"tray.do_{act}")


def _on_menu(record: SavedScenario) -> None:
    """Do what needs no dialog before the page is drawn again."""
    act = state.widget(Key.TRAY_MENU.of(record.id))
    if act == OPEN:
        tray.attempt(lambda: tray.open_(record))
    elif act == DUPLICATE:
        tray.attempt(lambda: saved.duplicate(tray.store(), record))
    elif act == DELETE and tray.attempt(lambda: saved.delete(tray.store(), record)):
        tray_state.set_deleted(record)
        if (ticked := tray_state.ticked()) is not None:
            tray_state.set_ticked(one for one in ticked if one != record.id)


def _on_undo() -> None:
    gone = tray_state.deleted()
    if gone is not None and tray.attempt(lambda: saved.restore(tray.store(), gone)):
        tray_state.set_deleted(None)


# ---- search and pages


def _search() -> None:
    state.show(Key.TRAY_SEARCH, tray_state.sought().words)
    st.text_input(
        t("tray.search"),
        key=Key.TRAY_SEARCH,
        placeholder=t("tray.search"),
        label_visibility="collapsed",
        icon=":material/search:",
        max_chars=100,
        on_change=_on_search,
    )


def _on_search() -> None:
    tray_state.set_sought(str(state.widget(Key.TRAY_SEARCH) or ""))


def _on_page(key: str) -> None:
    tray_state.set_sought(tray_state.sought().words, int(str(state.widget(key))))


# ---- files


def _files(found: Listing, ticked: Sequence[str]) -> None:
    own = [one for one in ticked if one not in {BASELINE, CURRENT}]
    with st.container(horizontal=True, gap="xsmall"):
        if found.total:
            _export("all", t("tray.export_all"), [])
        if own:
            _export("ticked", t("tray.export_ticked", count=len(own)), own)
        if st.button(
            t("tray.import"),
            key=Key.TRAY_FILES,
            icon=":material/upload_file:",
            on_click=tray_state.set_incoming,
            args=(None,),
        ):
            tray_dialogs.import_file()


def _export(which: str, label: str, ids: Sequence[str]) -> None:
    st.download_button(
        label,
        lambda: exported(ids),
        f"scenarios-{datetime.now(UTC):%Y%m%d}.json",
        "application/json",
        key=Key.TRAY_EXPORT.of(which),
        on_click="ignore",
        icon=":material/download:",
    )


def exported(ids: Sequence[str]) -> bytes:
    """Return the file of these entries, without ids of all of them."""
    store = tray.store()
    every = () if ids else saved.list_(store, limit=exchange.ENTRIES_MAX).records
    return exchange.write(every or saved.read(store, ids).values(), datetime.now(UTC))
