"""Which workshop a page is about, and who may lead it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from cluster_core.errors import ClusterError
from cluster_core.userdata import sessions
from cluster_core.userdata.session import Session
from ui import state, tray, view_code, view_state, workshop_state
from ui import workshop_words as words
from ui.phone import guard
from ui.text import t
from ui.widget_keys import Key

WALL_MARK = "wl"  # of the choice in a link to the wall


def ids() -> Iterable[str]:
    """Return the workshops that a link can open; none where they cannot be read."""
    return [one.id for one in listed()]


def listed() -> tuple[Session, ...]:
    """Return all workshops of this desk, the youngest first; none where they cannot be read."""
    try:
        return sessions.list_(tray.store())
    except ClusterError:
        return ()


def picked() -> Session | None:
    """Return the workshop that was picked, as it stands now; None before any choice, or where it was deleted."""
    chosen = view_state.picked(Key.WORKSHOP)
    return None if chosen is None else next((one for one in listed() if one.id == chosen), None)


def on_wall() -> Session | None:
    """Return the workshop that the wall shows: that picked, else the youngest that goes on, else the youngest."""
    known = listed()
    chosen = view_state.picked(Key.WORKSHOP)
    mine = [one for one in known if one.id == chosen]
    going_on = [one for one in known if one.state != "ended"]
    return next(iter((*mine, *going_on, *known)), None)


def at_this_desk() -> bool:
    """Tell whether the reader sits at the computer that the server runs on; behind a proxy nobody is known to."""
    return st.context.ip_address is None and not guard.is_open_to_all()


def key_of(session: Session) -> str:
    """Return the key of a workshop's facilitator where this session holds it and it still opens it, else nothing."""
    key = workshop_state.keys().get(session.id, "")
    return key if key and sessions.holds_key(tray.store(), session.id, key) else ""


def take_over(session: Session) -> str:
    """Take a workshop over, where the reader sits at this desk: the former key opens nothing any more."""
    made = sessions.take_over(tray.store(), session.id)
    workshop_state.hold({session.id: made.key})
    return made.key


def attempt(action: Callable[[], object]) -> bool:
    """Do something to a workshop; what goes wrong is kept in words and the page goes on."""
    try:
        action()
    except ClusterError as failed:
        workshop_state.set_problem(words.problem(failed))
        return False
    return True


def wall_address(session: Session) -> str:
    """Return the address of a workshop's wall, below that of the app."""
    view = view_code.joined([view_code.pack(WALL_MARK, [session.id])])
    return (
        f"wall?{state.CODE}={state.scenario().encode()}&{state.VIEW}={view}&{state.LANG}={state.language()}"
    )


def step_words(session: Session) -> str:
    """Return a workshop and where it stands, as a line of a list."""
    made = tray.local_time(session.created)
    return t("workshop.listed", title=session.title, made=made, state=words.step(session))
