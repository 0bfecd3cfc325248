"""A choice on a card asks for the evidence of what is chosen then."""

from __future__ import annotations

from types import SimpleNamespace

from ui import card_pickers, state, view_state
from ui.subjects import Subject
from ui.widget_keys import Key


def test_a_choice_asks_anew_and_an_emptied_one_stays(session: SimpleNamespace) -> None:
    subject = Subject("320900", "four_forces", year=2021)
    state.show(Key.CARD_REGION, "320500")
    state.show(Key.CARD_ABOUT, None)
    card_pickers.on_pick("chart", subject)
    assert view_state.asked() == ("chart", Subject("320500", "four_forces", year=2021))
