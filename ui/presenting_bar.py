"""The one thing that a presentation adds to a page: where it stands, what is frozen, and the keys of a clicker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

import streamlit as st

from ui import state
from ui.widget_keys import Key

Act = Literal["next", "previous", "leave", "freeze"]

_CSS = """
:host, .head, .foot { font: 24px/34px var(--st-font); color: var(--st-text-color); }
.head, .foot { position: fixed; left: 0; right: 0; display: flex; align-items: center; gap: 24px; padding: 0 48px;
  z-index: 999990; background: var(--st-background-color); }
.head { top: 0; height: 72px; }
.foot { bottom: 0; height: 68px; border-top: 1px solid var(--st-border-color); }
.about, .steps { flex: 1; min-width: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.steps { display: flex; gap: 40px; }
.steps span { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
.steps [aria-current] { flex: none; max-width: 60%; font-weight: 700;
  box-shadow: inset 0 -3px var(--st-primary-color); }
button { font: inherit; color: inherit; cursor: pointer; background: none; padding: 3px 16px; flex: none;
  border: 1px solid var(--st-border-color); border-radius: 6px; }
button[aria-pressed=true] { color: var(--st-primary-color); border: 2px solid var(--st-primary-color);
  font-weight: 700; }
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
button[disabled] { opacity: .45; cursor: default; }
@media (max-width: 1599px) { .head, .foot { font-size: 18px; line-height: 26px; } }
@media (max-width: 1099px) { .head, .foot { gap: 8px; padding: 0 4vw; font-size: 15px; } }
"""
# Clickers send PageDown and PageUp. A key that something on the page needs itself, or an open dialog, is left alone;
# the other arrows scroll. The listener is kept by name, as a bar drawn anew may not clean up after the old one.
_JS = """
const KEYS = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'previous', PageUp: 'previous', Escape: 'leave' };
const OWN = 'input, textarea, select, [contenteditable=true], [role=slider], [role=listbox], '
  + '[role=radiogroup], [role=grid]';
const HEARD = Symbol.for('presenting_bar');

export default function ({ data, parentElement, setTriggerValue }) {
  const find = name => parentElement.querySelector('.' + name);
  const send = act => setTriggerValue('pressed', act);
  find('about').textContent = data.words.about;
  find('place').textContent = data.words.place;
  find('steps').replaceChildren(...data.steps.map(step => {
    const made = document.createElement('span');
    made.textContent = step.title;
    if (step.current) made.setAttribute('aria-current', 'step');
    return made;
  }));
  for (const act of ['freeze', 'leave', 'previous', 'next']) {
    const button = find(act);
    button.textContent = data.words[act];
    button.title = data.words[act + '_hint'];
    if (act === 'previous' || act === 'next') button.ariaLabel = button.title;
    button.onclick = () => send(act);
  }
  find('freeze').setAttribute('aria-pressed', data.frozen);
  find('previous').disabled = !data.previous;
  find('next').disabled = !data.next;
  const onKey = event => {
    const from = event.composedPath()[0];
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('[role=dialog]')) return;
    if (from.closest && from.closest(OWN)) return;
    const main = document.querySelector('[data-testid=stMain]'), step = { ArrowDown: 240, ArrowUp: -240 }[event.key];
    if (step && main) { event.preventDefault(); main.scrollBy({ top: step }); return; }
    const act = event.key.toLowerCase() === 'f' ? 'freeze' : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    if ((act === 'next' && !data.next) || (act === 'previous' && !data.previous)) return;
    send(act);
  };
  const quiet = () => { document.removeEventListener('keydown', document[HEARD]); delete document[HEARD]; };
  quiet();
  document[HEARD] = onKey;
  document.addEventListener('keydown', onKey);
  return () => { if (document[HEARD] === onKey) quiet(); };
}
"""
_HTML = """
<div class="head"><span class="about"></span>
  <button type="button" class="freeze"></button><button type="button" class="leave"></button></div>
<div class="foot"><button type="button" class="previous"></button><div class="steps"></div>
  <span class="place" role="status"></span><button type="button" class="next"></button></div>
"""
_bar = st.components.v2.component("presenting_bar", html=_HTML, css=_CSS, js=_JS)


def draw(
    words: Mapping[str, str],
    steps: Sequence[tuple[str, bool]],
    *,
    ways: tuple[bool, bool],
    frozen: bool,
    on_press: Callable[[], None],
) -> None:
    """Draw the bar and listen to the keys.

    words: about, place, and for each of freeze, leave, previous and next its words and, with "_hint" behind, what it
    does. steps: title, and whether it is on the screen. ways: whether there is a previous and a next one.
    """
    _bar(
        key=Key.PRESENT_BAR,
        data={
            "words": dict(words),
            "steps": [{"title": title, "current": current} for title, current in steps],
            "previous": ways[0],
            "next": ways[1],
            "frozen": frozen,
        },
        height="content",
        on_pressed_change=on_press,
    )


def pressed() -> Act | None:
    """Return what was pressed, as the bar's callback finds it; whatever else the browser sent is nothing."""
    result = state.widget(Key.PRESENT_BAR)
    found = result.get("pressed") if hasattr(result, "get") else None  # type: ignore[union-attr]
    return found if found in get_args(Act) else None
