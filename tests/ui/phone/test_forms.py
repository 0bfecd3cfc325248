"""The three forms: every field of the question, filled, and nothing of a name that a browser would run."""

from __future__ import annotations

import re

import pytest

from cluster_core.model.ballot import Question
from ui.phone import forms
from ui.phone.question import Asked, Item

EVIL = '"><script>alert(1)</script>'
ITEMS = (Item("a", "Alpha", "x and y", "Scores 1 to 2"), Item("b", EVIL, EVIL, EVIL), Item("c", "Gamma"))
ASKED = Asked("All", ITEMS, {"r": "Roe", "s": EVIL})
QUESTIONS = {
    "points": Question("f", "f", "points", ("a", "b", "c")),
    "ahp": Question("f", "f", "ahp", ("a", "b", "c")),
    "ratings": Question("f", "f", "ratings", ("a", "b", "c"), ("r", "s")),
}


@pytest.mark.parametrize("method", QUESTIONS)
def test_every_field_is_there_and_text_is_text(language: str, method: str) -> None:
    question = QUESTIONS[method]
    html = forms.fields(question, ASKED, {"v0": EVIL, "group": EVIL}) + forms.comment(EVIL)
    names = set(re.findall('name="([^"]+)"', html))
    assert {f"v{at}" for at in range(len(question.fields))} <= names
    assert "<script" not in html
    assert "on" not in re.findall(r"\s(on)\w+=", html)
    assert "style=" not in html  # the policy would not let it work


@pytest.mark.parametrize("method", QUESTIONS)
def test_every_field_has_a_label(english: None, method: str) -> None:
    html = forms.fields(QUESTIONS[method], ASKED, {})
    for found in re.findall(r"<(?:input|select|textarea)[^>]*>", html):
        label = re.findall(r' id="(\w+)"', found)
        assert "aria-label=" in found or 'type="radio"' in found or f'for="{label[0]}"' in html


def test_given_values_stand_in_the_fields(english: None) -> None:
    points = forms.fields(QUESTIONS["points"], ASKED, {"v0": "35"})
    assert 'name="v0" value="35"' in points
    pairs = forms.fields(QUESTIONS["ahp"], ASKED, {"v1": "-3"})
    assert re.findall('<option value="([^"]*)" selected>([^<]*)', pairs) == [("-3", "Gamma rather more (4)")]
    ratings = forms.fields(QUESTIONS["ratings"], ASKED, {"v0": "75", "group": "public"})
    chosen = re.findall(r'name="(\w+)" value="(\w*)" checked', ratings)
    assert ("v0", "75") in chosen
    assert ("group", "public") in chosen


def test_a_judgement_names_who_matters_more(english: None) -> None:
    assert forms.judged("A", "B", 4) == "A clearly more (5)"
    assert forms.judged("A", "B", -8) == "B extremely more (9)"
    assert forms.judged("A", "B", 0) == "Equally important (1)"
    assert len(forms.STEPS) == 17
