"""A button that reads one file in the browser and hands its bytes over: the server has no route for files."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import streamlit as st

from ui.text import isolated
from ui.widget_keys import Key

_CSS = """
label { display: inline-flex; align-items: center; position: relative; min-height: 38px; padding: 0 14px;
  border: 1px solid var(--st-border-color); border-radius: 6px; cursor: pointer;
  font: 13px/20px var(--st-font); color: var(--st-text-color); background: var(--st-background-color); }
label:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
label:focus-within { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
input { position: absolute; inset: 0; opacity: 0; cursor: pointer; width: 100%; }
"""
# A file beyond the limit is not read at all; its size alone is sent, and refused by the same rule as any other.
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const [label, input] = ['span', 'input'].map(tag => parentElement.querySelector(tag));
  label.textContent = data.label;
  input.setAttribute('aria-label', data.label);
  input.accept = data.accept;
  input.onchange = () => {
    const file = input.files[0];
    if (!file) return;
    const send = content => setTriggerValue('chosen', { name: file.name, size: file.size, content });
    if (file.size > data.limit) { send(''); return; }
    const reader = new FileReader();
    reader.onload = () => { send(reader.result.split(',')[1] || ''); input.value = ''; };
    reader.readAsDataURL(file);
  };
}
"""
_picker = st.components.v2.component(
    "tray_file",
    html='<label><span></span><input type="file"></label>',
    css=_CSS,
    js=_JS,
)


@dataclass(frozen=True)
class Chosen:
    """A file that somebody chose: what to call it, and its bytes; of one beyond the limit, as many blanks."""

    name: str
    raw: bytes


def picker(
    label: str, limit: int, *, key: str = Key.TRAY_FILE, accept: str = ".json,application/json"
) -> Chosen | None:
    """Draw the button; return the file in the run that follows its choice, else None. `limit` in bytes."""
    result = _picker(
        key=key,
        data={"label": label, "limit": limit, "accept": accept},
        height="content",
        width="content",
        on_chosen_change=lambda: None,
    )
    return received(result.get("chosen"), limit)


def received(sent: object, limit: int) -> Chosen | None:
    """Return the file that the browser sent; whatever else it sent is no file."""
    if not isinstance(sent, dict):
        return None
    name, size, content = (sent.get(key) for key in ("name", "size", "content"))
    if not (isinstance(name, str) and isinstance(size, int | float) and isinstance(content, str)):
        return None
    if size > limit:
        return Chosen(isolated(name), b" " * (limit + 1))
    try:
        return Chosen(isolated(name), base64.b64decode(content, validate=True))
    except (binascii.Error, ValueError):
        return None
