"""The facilitator's keys in the browser's own storage, where a refresh finds them and no link carries them away."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import streamlit as st

from ui import state, workshop_state
from ui.widget_keys import Key

MOST = 50  # keys that a browser keeps
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_ID = re.compile(r"[0-9a-f-]{36}")
# Storage may be switched off: then the keys last as long as the page.
_JS = """
const PLACE = "facilitator_keys";
export default function ({ data, setStateValue }) {
  let held = {};
  try { held = JSON.parse(localStorage.getItem(PLACE)) || {}; } catch (e) { held = {}; }
  for (const id of data.forget) delete held[id];
  for (const [id, key] of Object.entries(data.keep)) held[id] = key;
  held = Object.fromEntries(Object.entries(held).slice(-data.most));
  const told = JSON.stringify(held);
  try { localStorage.setItem(PLACE, told); } catch (e) { /* nothing is kept */ }
  if (told !== data.known) setStateValue("held", told);
}
"""
_storage = st.components.v2.component("facilitator_keys", js=_JS)


def draw() -> None:
    """Tell the browser which keys to keep and to forget, and learn which it has; draws nothing that can be seen.

    Drawn last: with a key that was not known before, after a refresh or a new start of the server, the page runs again.
    """
    known = state.widget(Key.WORKSHOP_KEYS)
    result = _storage(
        key=Key.WORKSHOP_KEYS,
        data={
            "keep": dict(workshop_state.keys()),
            "forget": sorted(workshop_state.forgotten()),
            "known": known.get("held", "") if isinstance(known, Mapping) else "",
            "most": MOST,
        },
        default={"held": ""},
        on_held_change=lambda: None,
        height=1,
    )
    if fresh := unknown(received(result.get("held"))):
        workshop_state.hold(fresh)
        st.rerun()


def unknown(found: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of workshops that this session holds none of and has not deleted."""
    mine = workshop_state.keys().keys() | workshop_state.forgotten()
    return {one: key for one, key in found.items() if one not in mine}


def received(told: object) -> dict[str, str]:
    """Return the keys that a browser tells of; whatever is no id with a key is dropped.

    >>> received('{"x": "y", "00000000-0000-0000-0000-000000000000": "abcdefghijklmnopqrstuv"}')
    {'00000000-0000-0000-0000-000000000000': 'abcdefghijklmnopqrstuv'}
    """
    try:
        found = json.loads(told) if isinstance(told, str) and len(told) < 200 * MOST else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        one: key
        for one, key in found.items()
        if isinstance(key, str) and _ID.fullmatch(one) and _KEY.fullmatch(key)
    }
