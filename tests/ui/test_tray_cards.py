"""Cards put text on the page as text only, and hand back only what they were given."""

from __future__ import annotations

import pytest

from ui import tray_cards
from ui.tray_cards import Card, draw

CARD = Card("id", "<b>Mine</b>", (0.4, 0.6), "A 40%, B 60%", "Yancheng 12th", current=True)


@pytest.mark.parametrize(
    ("sent", "taken"),
    [({"opened": "id"}, "id"), ({"opened": "other"}, None), ({"opened": 7}, None), ({}, None)],
)
def test_only_a_card_that_is_there_can_be_clicked(
    monkeypatch: pytest.MonkeyPatch, sent: dict[str, object], taken: str | None
) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr(tray_cards, "_cards", lambda **options: given.update(options) or sent)
    assert draw([CARD], ["#000000", "#FFFFFF"]) == taken
    assert given["data"] == {
        "cards": [
            {
                "id": "id",
                "name": "<b>Mine</b>",
                "shares": (0.4, 0.6),
                "weights": "A 40%, B 60%",
                "line": "Yancheng 12th",
                "current": True,
            }
        ],
        "colours": ["#000000", "#FFFFFF"],
    }


def test_names_become_text_never_markup() -> None:
    assert "textContent = text" in tray_cards._JS
    assert "innerHTML" not in tray_cards._JS
