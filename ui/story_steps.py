"""The steps of a story as one list: dragged by a handle, moved by buttons, each with its line; one element."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from ui import state
from ui.widget_keys import Key

_CSS = """
ol { list-style: none; margin: 0; padding: 2px; display: grid; gap: 6px; }
li { display: flex; align-items: center; gap: 8px; padding: 6px 8px; background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: 6px; font: 13px/20px var(--st-font);
  color: var(--st-text-color); }
li[aria-current=true] { border-color: var(--st-primary-color); box-shadow: inset 3px 0 var(--st-primary-color); }
li.moving { opacity: .7; box-shadow: 0 2px 8px rgb(0 0 0 / .25); }
.grip { flex: none; width: 28px; height: 36px; cursor: grab; touch-action: none; display: grid; place-items: center; }
.grip::before { content: ""; width: 10px; height: 16px; opacity: .55;
  background: radial-gradient(circle, currentColor 1.5px, transparent 2px) 0 0 / 5px 5.4px; }
.pick { flex: 1; min-width: 0; text-align: start; border: 0; background: none; padding: 0; font: inherit;
  color: inherit; cursor: pointer; }
.title { font-weight: 700; }
.title, .line { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.line { opacity: .78; }
.act { flex: none; min-width: 36px; height: 36px; font: inherit; color: inherit; background: none; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: 6px; padding: 0 8px; }
.act:hover { border-color: var(--st-primary-color); }
.act[disabled] { opacity: .35; cursor: default; }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 640px) { .grip { display: none; } li { flex-wrap: wrap; } .pick { flex-basis: 100%; } }
"""
# The order is changed here at once; the server answers with the same one, or with what somebody else made of it.
# While a row is dragged its neighbours move: an element that is taken out and put in loses the pointer.
_JS = """
const focused = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector('ol'), said = parentElement.querySelector('.said');
  const send = asked => setTriggerValue('asked', asked);
  const order = () => [...list.children].map(row => row.dataset.id);
  const make = (tag, kind, text, name) => {
    const made = document.createElement(tag);
    made.className = kind;
    if (tag === 'button') made.type = 'button';
    if (text !== undefined) made.textContent = text;
    if (name) made.title = made.ariaLabel = name;
    return made;
  };
  const number = () => [...list.children].forEach((row, at) => {
    row.querySelector('.at').textContent = `${at + 1}  `;
    row.querySelector('.up').disabled = at === 0;
    row.querySelector('.down').disabled = at === list.children.length - 1;
  });
  const moved = (row, kind) => {
    number();
    const at = order().indexOf(row.dataset.id) + 1;
    said.textContent = data.words.moved.replace('{title}', row.dataset.title).replace('{at}', at);
    const button = row.querySelector('.' + kind);
    const kept = button.disabled ? row.querySelector(kind === 'up' ? '.down' : '.up') : button;
    kept.focus();
    focused.set(parentElement, { id: row.dataset.id, kind: kept.classList.contains('up') ? 'up' : 'down' });
    send({ act: 'order', order: order() });
  };
  const drag = (grip, row) => {
    grip.onpointerdown = down => {
      down.preventDefault();
      grip.setPointerCapture(down.pointerId);
      row.classList.add('moving');
      const before = order().join();
      grip.onpointermove = move => {
        const others = [...list.children].filter(one => one !== row);
        const above = others.filter(one => {
          const box = one.getBoundingClientRect();
          return move.clientY > box.top + box.height / 2;
        }).length;
        const at = () => [...list.children].indexOf(row);
        while (at() < above) list.insertBefore(row.nextElementSibling, row);
        while (at() > above) list.insertBefore(row.previousElementSibling, row.nextElementSibling);
        number();
      };
      grip.onpointerup = grip.onpointercancel = () => {
        grip.onpointermove = grip.onpointerup = grip.onpointercancel = null;
        row.classList.remove('moving');
        if (order().join() !== before) send({ act: 'order', order: order() });
      };
    };
  };
  list.replaceChildren(...data.rows.map(step => {
    const row = make('li', ''), pick = make('button', 'pick'), title = make('span', 'title');
    row.dataset.id = step.id;
    row.dataset.title = step.title;
    row.setAttribute('aria-current', step.current);
    title.append(make('span', 'at'), step.title);
    title.title = step.title;
    pick.append(title, make('span', 'line', step.line));
    pick.onclick = () => send({ act: 'pick', id: step.id });
    const grip = make('span', 'grip', undefined, data.words.drag);
    grip.setAttribute('aria-hidden', 'true');
    drag(grip, row);
    const named = words => words.replace('{title}', step.title);
    const up = make('button', 'act up', '↑', named(data.words.up));
    const down = make('button', 'act down', '↓', named(data.words.down));
    up.onclick = () => { list.insertBefore(row, row.previousElementSibling); moved(row, 'up'); };
    down.onclick = () => { list.insertBefore(row, row.nextElementSibling.nextElementSibling); moved(row, 'down'); };
    const out = make('button', 'act out', data.words.out, named(data.words.out_of));
    out.onclick = () => send({ act: 'remove', id: step.id });
    row.append(grip, pick, up, down, out);
    return row;
  }));
  number();
  const kept = focused.get(parentElement);
  const row = kept && [...list.children].find(one => one.dataset.id === kept.id);
  if (row) row.querySelector('.' + kept.kind).focus();
  focused.delete(parentElement);
}
"""
_list = st.components.v2.component(
    "story_steps", html='<ol></ol><div class="said" role="status"></div>', css=_CSS, js=_JS
)


@dataclass(frozen=True)
class Row:
    """One step: its title, what it shows, and whether it is the one that is worked on."""

    id: str
    title: str
    line: str
    current: bool


@dataclass(frozen=True)
class Asked:
    """What the list asks for: another order of ids, one step picked, or one removed."""

    act: str
    order: tuple[str, ...] = ()
    id: str = ""


def draw(rows: Sequence[Row], words: Mapping[str, str], *, on_ask: Callable[[], None]) -> None:
    """Draw the list. words: drag, up ({title}), down ({title}), out, out_of ({title}), moved ({title}, {at})."""
    _list(
        key=Key.STORY_STEPS,
        data={"rows": [asdict(row) for row in rows], "words": dict(words)},
        height="content",
        on_asked_change=on_ask,
    )


def asked() -> Asked | None:
    """Return what was asked for, as the list's callback finds it."""
    result = state.widget(Key.STORY_STEPS)
    return received(result.get("asked") if hasattr(result, "get") else None)  # type: ignore[union-attr]


def received(sent: object) -> Asked | None:
    """Return what the browser asks for; whatever else it sent is nothing."""
    if not isinstance(sent, dict):
        return None
    act, order, one = sent.get("act"), sent.get("order", []), sent.get("id", "")
    if not (
        isinstance(order, list) and isinstance(one, str) and all(isinstance(each, str) for each in order)
    ):
        return None
    known = (act == "order" and order) or (act in {"pick", "remove"} and one)
    return Asked(str(act), tuple(order), one) if known else None
