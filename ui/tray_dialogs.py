"""The dialogs of the tray: save what is on screen, decide between two versions, rename, import a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from cluster_core.errors import ClusterError, Fault
from cluster_core.userdata import exchange
from cluster_core.userdata import tray as saved
from cluster_core.userdata.record import NAME_MAX, NOTE_MAX, ConflictError, SavedScenario
from ui import data, state, tray, tray_file, tray_state, tray_views, view_link
from ui.text import isolated, plain, t
from ui.widget_keys import Key

Write = Callable[[], SavedScenario]
_FAULTS_SHOWN = 8
OVERWRITE, BOTH, RELOAD = "overwrite", "both", "reload"


# ---- save


def save_button(place: str, label: str) -> None:
    """Draw the button that asks for a name and saves the scenario on screen; `place` tells several of them apart."""
    if st.button(
        label,
        key=Key.TRAY_SAVE.of(place),
        icon=":material/bookmark_add:",
        width="stretch" if place == "sidebar" else "content",
        on_click=tray_state.set_conflict,
        args=(None,),
    ):
        st.dialog(t("tray.save_title"))(_save)()


def _save() -> None:
    """Draw the form, or the decision where somebody else was quicker."""
    if problem := tray_state.take_problem():
        st.warning(plain(problem))
    if (conflict := tray_state.conflict()) is not None:
        _decision(conflict)
        return
    scenario, known = state.scenario(), tray_state.opened()
    code = scenario.encode()
    with st.form(Key.TRAY_SAVE.of("form"), border=False):
        name = st.text_input(
            t("tray.name"),
            tray_views.suggested_name(data.assessment(scenario)),
            max_chars=NAME_MAX,
            key=Key.TRAY_NAME.of(code),  # a name suggested for other weights is another field
        )
        note = st.text_area(t("tray.note"), max_chars=NOTE_MAX, height=68, key=Key.TRAY_NOTE.of(code))
        seen = _as_seen()
        st.caption(t("tray.shared"))
        if known:
            over = st.form_submit_button(
                plain(t("tray.save_over", name=isolated(known.name))), type="primary", width="stretch"
            )
        new = st.form_submit_button(
            t("tray.save_new" if known else "tray.save"),
            type="secondary" if known else "primary",
            width="stretch",
        )
    if new:
        page, view = tray_views.here() if seen else ("", "")
        draft = saved.Draft(name or "", scenario, note or "", page=page, view=view)
        _finish(lambda: saved.add(tray.store(), [draft])[0])
    elif known and over:
        place = tray_views.here() if seen else ("", "") if tray_views.offered() else None
        _finish(lambda: saved.save(tray.store(), known, scenario, place))


def _as_seen() -> bool:
    """Ask whether the page is saved with what is chosen on it; tell whether it is."""
    if not tray_views.offered():
        return False
    page = state.page()
    seen = st.checkbox(
        plain(t("tray.as_seen", page=tray_views.title(page))), tray_views.usual(), key=Key.TRAY_SEEN.of(page)
    )
    if not view_link.complete():
        st.caption(plain(t("tray.as_seen_partly")))
    return seen


def _finish(write: Write) -> None:
    """Write and close the dialog; a conflict or a problem keeps it open and is shown in it."""
    try:
        record = write()
    except ConflictError as conflict:
        tray_state.set_conflict(conflict)
        st.rerun(scope="fragment")
    except ClusterError as failed:
        tray_state.set_problem(tray.problem(failed))
        st.rerun(scope="fragment")
    tray_state.set_conflict(None)
    tray_state.set_opened(record)
    st.toast(plain(t("tray.saved", name=isolated(record.name))), icon=":material/bookmark_added:")
    st.rerun()


# ---- two versions


def _decision(conflict: ConflictError) -> None:
    """Ask which version is to be kept; nothing has been written yet."""
    stored = conflict.stored
    name = isolated(stored.name) if stored else ""
    said = (
        t("tray.conflict", name=name, when=tray.local_time(stored.changed))
        if stored
        else t("tray.conflict_gone")
    )
    st.warning(plain(said))
    with st.container(gap="xsmall"):
        if st.button(t("tray.keep_both"), key=Key.TRAY_DECIDE.of(BOTH), type="primary", width="stretch"):
            _finish(lambda: _beside(stored))
        if stored is None:
            return
        if st.button(t("tray.overwrite"), key=Key.TRAY_DECIDE.of(OVERWRITE), width="stretch"):
            _finish(lambda: saved.save(tray.store(), stored, state.scenario(), _usual_place()))
        if st.button(t("tray.reload"), key=Key.TRAY_DECIDE.of(RELOAD), width="stretch"):
            tray_state.set_conflict(None)
            tray.open_(stored)
            st.rerun()


def _beside(stored: SavedScenario | None) -> SavedScenario:
    """Save what is on screen as an entry of its own, named like the other."""
    name = stored.name if stored else tray.suggested_name(data.assessment(state.scenario()))
    page, view = _usual_place() or ("", "")
    return saved.add(tray.store(), [saved.Draft(name, state.scenario(), page=page, view=view)])[0]


def _usual_place() -> tuple[str, str] | None:
    return tray_views.here() if tray_views.usual() else None


# ---- rename


def rename(record: SavedScenario) -> None:
    """Ask for another name and note."""
    st.dialog(t("tray.rename_title"))(_rename)(record)


def _rename(record: SavedScenario) -> None:
    if problem := tray_state.take_problem():
        st.warning(plain(problem))
    with st.form(Key.TRAY_NAME.of(record.id), border=False):
        name = st.text_input(t("tray.name"), record.name, max_chars=NAME_MAX)
        note = st.text_area(t("tray.note"), record.note, max_chars=NOTE_MAX, height=68)
        if not st.form_submit_button(t("tray.rename_do"), type="primary", width="stretch"):
            return
    if tray.attempt(lambda: _renamed(record, name or "", note or "")):
        st.rerun()
    st.rerun(scope="fragment")


def _renamed(record: SavedScenario, name: str, note: str) -> None:
    after = saved.rename(tray.store(), record, name, note)
    if (known := tray_state.opened()) and known.id == record.id:
        tray_state.set_opened(after)


# ---- import


def import_file() -> None:
    """Ask for a file, name what is wrong with it and offer what is right."""
    st.dialog(t("tray.import_title"))(_import)()


def _import() -> None:
    st.caption(t("tray.import_hint"))
    chosen = tray_file.picker(t("tray.import_choose"), exchange.SIZE_MAX)
    if chosen is not None:
        tray_state.set_incoming(exchange.read_file(chosen.raw, chosen.name))
    incoming = tray_state.incoming()
    if incoming is None:
        return
    if problem := tray_state.take_problem():
        st.warning(plain(problem))
    if incoming.faults:
        st.warning("\n".join(["", *(f"- {line}" for line in fault_lines(incoming.faults))]))
    if not incoming.drafts:
        return
    if st.button(
        t("tray.import_do", count=len(incoming.drafts)), key=Key.TRAY_IMPORT, type="primary", width="stretch"
    ):
        if tray.attempt(lambda: saved.add(tray.store(), incoming.drafts)):
            tray_state.set_incoming(None)
            tray_state.set_sought("")
            st.rerun()
        st.rerun(scope="fragment")


def fault_lines(faults: Sequence[Fault]) -> list[str]:
    """Return one line for each of the first faults of a file, in the reader's language, and how many more there are."""
    shown = [plain(_fault(fault)) for fault in faults[:_FAULTS_SHOWN]]
    rest = len(faults) - len(shown)
    return [*shown, t("failure.more", count=rest)] if rest else shown


def _fault(fault: Fault) -> str:
    said = t(f"tray.bad_{fault.column}", found=isolated(fault.found))
    return said if fault.row is None else t("tray.bad_entry_at", at=fault.row, said=said)
