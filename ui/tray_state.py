"""What one session remembers of the tray: what is open, ticked, deleted, looked for, and what went wrong last."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from cluster_core.userdata.basket import BasketItem
from cluster_core.userdata.exchange import Incoming
from cluster_core.userdata.record import ConflictError, SavedScenario

_OPENED = "tray_opened"
_TICKED = "tray_ticked"
_DELETED = "tray_deleted"
_PROBLEM = "tray_problem"
_CONFLICT = "tray_conflict"
_INCOMING = "tray_incoming"
_SOUGHT = "tray_sought"
_TAKEN_OUT = "basket_taken_out"
_NOTING = "basket_noting"


@dataclass(frozen=True)
class Sought:
    """Which part of the tray the reader looks at."""

    words: str = ""
    page: int = 1


def opened() -> SavedScenario | None:
    """Return the saved scenario that the reader works on, as it was read or saved last; None if there is none."""
    return st.session_state.get(_OPENED)


def set_opened(record: SavedScenario | None) -> None:
    """Keep which saved scenario the reader works on."""
    st.session_state[_OPENED] = record


def ticked() -> tuple[str, ...] | None:
    """Return the scenarios that the reader compares, in the order chosen, None before any choice."""
    return st.session_state.get(_TICKED)


def set_ticked(ids: Collection[str]) -> None:
    """Keep the scenarios that the reader compares."""
    st.session_state[_TICKED] = tuple(ids)


def deleted() -> SavedScenario | None:
    """Return the saved scenario that was deleted last and can be brought back."""
    return st.session_state.get(_DELETED)


def set_deleted(record: SavedScenario | None) -> None:
    """Keep what was deleted last."""
    st.session_state[_DELETED] = record


def take_problem() -> str:
    """Return what went wrong last and forget it; empty if nothing did."""
    return st.session_state.pop(_PROBLEM, "")


def set_problem(words: str) -> None:
    """Keep, for the next time the tray is drawn, what went wrong."""
    st.session_state[_PROBLEM] = words


def conflict() -> ConflictError | None:
    """Return the conflict that waits for the reader's decision."""
    return st.session_state.get(_CONFLICT)


def set_conflict(found: ConflictError | None) -> None:
    """Keep a conflict until it is decided."""
    st.session_state[_CONFLICT] = found


def incoming() -> Incoming | None:
    """Return what the file holds that the reader is about to import."""
    return st.session_state.get(_INCOMING)


def set_incoming(found: Incoming | None) -> None:
    """Keep what a file holds until it is imported or left."""
    st.session_state[_INCOMING] = found


def sought() -> Sought:
    """Return which part of the tray the reader looks at."""
    return st.session_state.get(_SOUGHT, Sought())


def set_sought(words: str, page: int = 1) -> None:
    """Look at another part of the tray."""
    st.session_state[_SOUGHT] = Sought(words, page)


# ---- the basket


def taken_out() -> tuple[BasketItem, ...]:
    """Return what was taken out of the basket last and can be put back."""
    return st.session_state.get(_TAKEN_OUT, ())


def set_taken_out(taken: Collection[BasketItem]) -> None:
    """Keep what was taken out last."""
    st.session_state[_TAKEN_OUT] = tuple(taken)


def noting() -> str:
    """Return the id of the thing whose note is being written, empty for none."""
    return st.session_state.get(_NOTING, "")


def set_noting(item_id: str) -> None:
    """Keep whose note is being written."""
    st.session_state[_NOTING] = item_id
