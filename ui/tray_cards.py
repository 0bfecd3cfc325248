"""Scenario cards: real buttons with a name, a strip of weights and one line; all of them are one element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from ui.widget_keys import Key

_CSS = """
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 12px; padding: 2px; }
button { display: block; min-width: 0; padding: 8px 12px; text-align: start; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: 6px; background: var(--st-background-color);
  font: 13px/20px var(--st-font); color: var(--st-text-color); }
button:hover, button[aria-pressed=true] { border-color: var(--st-primary-color); }
button[aria-pressed=true] { box-shadow: inset 0 0 0 1px var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
.head { display: flex; align-items: center; gap: 10px; }
.name { flex: 1; font-weight: 700; }
.name, .line { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.line { opacity: .78; }
.strip { display: flex; width: 84px; height: 8px; gap: 1px; flex: none; }
"""
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const make = (tag, kind, text) => {
    const made = document.createElement(tag);
    made.className = kind;
    if (text !== undefined) { made.textContent = text; made.title = text; }
    return made;
  };
  parentElement.querySelector('.cards').replaceChildren(...data.cards.map(card => {
    const button = make('button', 'card'), head = make('div', 'head'), strip = make('div', 'strip');
    button.type = 'button';
    button.setAttribute('aria-pressed', card.current);
    strip.setAttribute('role', 'img');
    strip.setAttribute('aria-label', card.weights);
    card.shares.forEach((share, at) => {
      const part = make('span', '');
      part.style.cssText = `flex: ${share} 1 0; background: ${data.colours[at]}`;
      strip.append(part);
    });
    head.append(make('span', 'name', card.name), strip);
    button.append(head, make('div', 'line', card.line));
    button.onclick = () => setTriggerValue('opened', card.id);
    return button;
  }));
}
"""
_cards = st.components.v2.component("tray_cards", html='<div class="cards"></div>', css=_CSS, js=_JS)


@dataclass(frozen=True)
class Card:
    """One scenario: `shares` of the dimensions sum to 1, `weights` says the same in words, `line` what comes of it."""

    id: str
    name: str
    shares: tuple[float, ...]
    weights: str
    line: str
    current: bool


def draw(cards: Sequence[Card], colours: Sequence[str]) -> str | None:
    """Draw the cards; return the id of the one that was clicked, in the run that follows the click."""
    result = _cards(
        key=Key.TRAY_CARDS,
        data={"cards": [asdict(card) for card in cards], "colours": list(colours)},
        height="content",
        on_opened_change=lambda: None,
    )
    clicked = result.get("opened")
    return clicked if isinstance(clicked, str) and clicked in {card.id for card in cards} else None
