"""The two choices at the head of a card of evidence: of which region, and about what."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

import streamlit as st

from ui import state, view_state
from ui.select_box import select
from ui.subjects import Subject
from ui.text import t
from ui.widget_keys import Key


def draw(by: str, subject: Subject, regions: Mapping[Hashable, str], about: Mapping[Hashable, str]) -> None:
    """Draw both choices as the subject has them; `regions` and `about` give the names of what can be chosen."""
    state.show(Key.CARD_REGION, subject.region)
    state.show(Key.CARD_ABOUT, subject.about)
    left, right = st.columns([2, 3], gap="small")
    with left:
        select(t("column.region"), regions, Key.CARD_REGION, on_pick, args=(by, subject))
    with right:
        select(t("card.about"), about, Key.CARD_ABOUT, on_pick, args=(by, subject))


def on_pick(by: str, subject: Subject) -> None:
    """Ask for the evidence of what is chosen now; a choice that was emptied stays as it was."""
    region, about = state.widget(Key.CARD_REGION), state.widget(Key.CARD_ABOUT)
    changed = replace(subject, region=str(region or subject.region), about=str(about or subject.about))
    view_state.ask(by, changed)
