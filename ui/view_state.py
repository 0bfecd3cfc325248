"""What one session looks at in detail: filters, picks, own numbers, clicks on the map, the regions compared."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Any

import streamlit as st

from ui.widget_keys import Key

_CLICKS = "clicks"
_PICKED = "picked"
_FILTERS = "filters"
_COMPARED = "compared"
_JUDGED = "judged"
_ASKED = "asked"
_ASKED_OF = "asked_of"


# ---- what the reader filters the observations by


def filtered(field: str) -> tuple[object, ...] | None:
    """Return what the reader chose of one field, None before any choice."""
    return st.session_state.get(_FILTERS, {}).get(field)


def set_filter(field: str, chosen: Collection[object]) -> None:
    """Keep the reader's choice of one field."""
    st.session_state[_FILTERS] = {**st.session_state.get(_FILTERS, {}), field: tuple(chosen)}


def clear_filters(fields: Collection[str]) -> None:
    """Forget the choices of these fields."""
    kept = st.session_state.get(_FILTERS, {})
    st.session_state[_FILTERS] = {field: chosen for field, chosen in kept.items() if field not in fields}


# ---- what the reader looks at in detail


def picked(key: Key) -> str | None:
    """Return what the reader last picked from a list, None before any choice."""
    return st.session_state.get(_PICKED, {}).get(key)


def pick(key: Key, chosen: str) -> None:
    """Keep what the reader picked from a list."""
    st.session_state[_PICKED] = {**st.session_state.get(_PICKED, {}), key: chosen}


def unpick(key: Key) -> None:
    """Forget what the reader picked from a list."""
    kept = st.session_state.get(_PICKED, {})
    st.session_state[_PICKED] = {one: chosen for one, chosen in kept.items() if one != key}


def keep(key: Key) -> None:
    """Keep what a widget shows now as the reader's pick; one that shows nothing leaves the pick."""
    if (shown := st.session_state.get(key)) is not None:
        pick(key, str(shown))


# ---- what the reader judges by own numbers


def judged(subject: str) -> Mapping[Hashable, object]:
    """Return the reader's own numbers on one subject, by what each is about."""
    return st.session_state.get(_JUDGED, {}).get(subject, {})


def judge(subject: str, numbers: Mapping[Hashable, object]) -> None:
    """Keep these as the reader's own numbers on one subject."""
    st.session_state[_JUDGED] = {**st.session_state.get(_JUDGED, {}), subject: dict(numbers)}


# ---- the map


def map_clicks() -> int:
    """Return how often the map was clicked: a map of a new number has no selection, which would dim its colours."""
    return st.session_state.get(_CLICKS, 0)


def count_map_click() -> None:
    """Note that the map was clicked."""
    st.session_state[_CLICKS] = map_clicks() + 1


# ---- the regions compared


def compared() -> tuple[str, ...] | None:
    """Return the regions that the reader compares, in the order chosen, None before any choice."""
    return st.session_state.get(_COMPARED)


def set_compared(units: Collection[str]) -> None:
    """Keep the regions that the reader compares."""
    st.session_state[_COMPARED] = tuple(units)


def forget_compared() -> None:
    """Return to the regions that are compared before any choice."""
    st.session_state.pop(_COMPARED, None)


# ---- the number whose evidence is asked for


def asked() -> tuple[str, Any] | None:
    """Return who asked for evidence last (a figure, a table or the page) and for what; None if the card is closed."""
    return st.session_state.get(_ASKED)


def ask(by: str, subject: object) -> None:
    """Open the card of evidence on a subject, where `by` is drawn."""
    st.session_state[_ASKED] = (by, subject)
    st.session_state[_ASKED_OF] = {**st.session_state.get(_ASKED_OF, {}), by: times_asked(by) + 1}


def close_card() -> None:
    """Close the card of evidence."""
    st.session_state.pop(_ASKED, None)


def times_asked(by: str) -> int:
    """Return how often a figure or table was clicked: with a new key it is drawn anew, with nothing selected."""
    return st.session_state.get(_ASKED_OF, {}).get(by, 0)
