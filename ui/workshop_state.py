"""What one session remembers of a workshop: keys of facilitators, what is asked, what went wrong, results reckoned."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import streamlit as st

_KEYS = "workshop_keys"
_FORGOTTEN = "workshop_keys_forgotten"
_PROBLEM = "workshop_problem"
_RESULTS = "workshop_results"
_REWRITE = "workshop_rewrite"
_MOST_RESULTS = 12


def keys() -> Mapping[str, str]:
    """Return the facilitator's keys that this session holds, by the id of their workshop."""
    return st.session_state.get(_KEYS, {})


def hold(found: Mapping[str, str]) -> None:
    """Hold more keys; one for the same workshop takes the place of the old one."""
    st.session_state[_KEYS] = {**keys(), **found}
    st.session_state[_FORGOTTEN] = forgotten() - found.keys()


def forgotten() -> frozenset[str]:
    """Return the workshops whose keys the browser is to forget."""
    return st.session_state.get(_FORGOTTEN, frozenset())


def forget(workshop: str) -> None:
    """Forget the key of a workshop that was deleted, and all that was reckoned of it."""
    st.session_state[_KEYS] = {one: key for one, key in keys().items() if one != workshop}
    st.session_state[_FORGOTTEN] = forgotten() | {workshop}
    kept = st.session_state.get(_RESULTS, {})
    st.session_state[_RESULTS] = {key: value for key, value in kept.items() if workshop not in key}


def take_problem() -> str:
    """Return what went wrong last and forget it; empty if nothing did."""
    return st.session_state.pop(_PROBLEM, "")


def set_problem(words: str) -> None:
    """Keep, for the next time the page is drawn, what went wrong."""
    st.session_state[_PROBLEM] = words


def rewrite_due() -> bool:
    """Tell whether something was deleted, but the file must still be written anew."""
    return bool(st.session_state.get(_REWRITE))


def set_rewrite_due(*, due: bool) -> None:
    """Keep whether the file must still be written anew."""
    st.session_state[_REWRITE] = due


def remember(key: tuple[Hashable, ...], build: Callable[[], Any]) -> Any:
    """Return what `build` gives, built once per key for this session alone: what people voted outlives no session.

    The key names the workshop.
    """
    kept = st.session_state.get(_RESULTS, {})
    if key not in kept:
        kept = {**dict(list(kept.items())[-_MOST_RESULTS:]), key: build()}
        st.session_state[_RESULTS] = kept
    return kept[key]
