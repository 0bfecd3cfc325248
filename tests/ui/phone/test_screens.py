"""What the pages of a session say: privacy, time, own standing, and the words that the script fills."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cluster_core.model.ballot import Ballot, Question
from cluster_core.userdata.session import Session
from cluster_core.userdata.votes import Standing
from ui.phone import screens
from ui.phone.access import Pass
from ui.phone.question import Asked, Item
from ui.text import t

EVIL = "<img src=x onerror=alert(1)>\u202eabc"
AT = datetime(2026, 11, 4, tzinfo=UTC)
SESSION = Session(
    "0" * 36,
    EVIL,
    EVIL,
    Question("f", "f", "points", ("a", "b")),
    "jiangsu",
    "1",
    "",
    2,
    60,
    True,
    "ABCDEFGH",
    "open",
    1,
    AT,
    AT,
)
ASKED = Asked("All", (Item("a", "A"), Item("b", "B")), {})
ENTRY = Pass("0" * 36, "t" * 22)


@pytest.mark.parametrize("state", ["draft", "open", "closed", "revealed", "ended"])
def test_a_title_is_text_in_every_state(language: str, state: str) -> None:
    html = screens.place(Standing(replace(SESSION, state=state)), ASKED, ENTRY, 42)
    assert f'<body data-state="{state}"' in html
    assert "<img" not in html
    assert "\u202e" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;abc" in html


def test_the_welcome_tells_what_is_kept(english: None) -> None:
    html = screens.welcome(SESSION, "ABCDEFGH")
    for words in ("No name, number", "five people or more", "30 days", "to the minute"[:0] + "the minute"):
        assert words in html
    assert 'action="/j/ABCDEFGH?lang=en"' in html
    assert "<img" not in html


def test_after_the_round_everyone_is_told_whether_they_count(english: None) -> None:
    closed = replace(SESSION, state="closed")
    assert "Your answer counts" in screens.place(
        Standing(closed, 1, Ballot((50.0, 50.0))), ASKED, ENTRY, None
    )
    assert "No answer of yours" in screens.place(Standing(closed), ASKED, ENTRY, None)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (None, "Round 1"),
        (0, "Round 1 · Time is up"),
        (42, "Round 1 · 42 s left"),
        (125, "Round 1 · 2:05 left"),
    ],
)
def test_the_time_that_is_left(english: None, left: int | None, words: str) -> None:
    assert screens.round_text(SESSION, left) == words


def test_before_the_first_round_there_is_no_round(english: None) -> None:
    assert screens.round_text(replace(SESSION, state="draft", round=0), None) == ""


def test_the_script_gets_texts_with_their_places(language: str) -> None:
    html = screens.place(Standing(SESSION), ASKED, ENTRY, 42)
    assert "{points}" in html
    assert "{minutes}:{seconds}" in html
    assert t("phone.js_send") in html


def test_a_comment_is_asked_for_only_where_the_session_allows_it(english: None) -> None:
    assert 'name="comment"' in screens.place(Standing(SESSION), ASKED, ENTRY, None)
    assert 'name="comment"' not in screens.place(
        Standing(replace(SESSION, comments=False)), ASKED, ENTRY, None
    )


def test_totals_are_told_as_they_were_given(english: None) -> None:
    assert screens.not_hundred(80).startswith("That is 80 points in all, not 100")
    assert screens.not_hundred(99.5).startswith("That is 99.5 points")
