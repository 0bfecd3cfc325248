"""Fields to ballots and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import Ballot, Question
from ui.phone import answers

POINTS = Question("f", "f", "points", ("a", "b"))
PAIRS = Question("f", "f", "ahp", ("a", "b", "c"))
RATINGS = Question("f", "f", "ratings", ("a",), ("r", "s"))
FORM = {"round": "1", "sequence": "2", "form": "k"}


@given(st.lists(st.integers(-8, 8), min_size=3, max_size=3))
def test_judgements_come_back_as_they_were_chosen(steps: list[int]) -> None:
    form = FORM | {f"v{at}": str(step) for at, step in enumerate(steps)}
    ballot = answers.submission(PAIRS, form).ballot
    assert [answers.step_of(value or 0) for value in ballot.values] == steps
    assert answers.shown(PAIRS, ballot) == {f"v{at}": str(step) for at, step in enumerate(steps)}
    assert answers.submission(PAIRS, FORM | answers.shown(PAIRS, ballot)).ballot == ballot


def test_a_decimal_comma_and_an_empty_field_are_understood() -> None:
    assert answers.submission(POINTS, FORM | {"v0": "99,5", "v1": ".5"[1:]}).ballot.values == (99.5, 5.0)
    assert answers.submission(POINTS, FORM | {"v0": "100"}).ballot.values == (100.0, 0.0)


@pytest.mark.parametrize("bad", ["９", "1_0", "1 0", "+1", "-0", "0x1", "1e2", "nan", "٣"])
def test_what_is_no_number_of_points_is_refused(bad: str) -> None:
    with pytest.raises(WorkshopError, match="number"):
        answers.submission(POINTS, FORM | {"v0": bad})


@pytest.mark.parametrize("bad", ["9", "-9", "1/3", "3.0"])
def test_a_judgement_is_a_step_of_the_scale(bad: str) -> None:
    with pytest.raises(WorkshopError):
        answers.submission(PAIRS, FORM | {"v0": bad, "v1": "0", "v2": "0"})


def test_consent_keeps_the_proportions() -> None:
    sent = answers.submission(POINTS, FORM | {"v0": "30", "v1": "10", "consent": "1"})
    assert sent.ballot == Ballot((75.0, 25.0))
    assert answers.submission(POINTS, FORM | {"v0": "30", "v1": "10"}).ballot == Ballot((30.0, 10.0))


def test_ratings_left_out_are_missing() -> None:
    sent = answers.submission(RATINGS, FORM | {"v0": "", "v1": "25", "group": "public"})
    assert sent.ballot == Ballot((None, 25.0), "public")
    assert answers.shown(RATINGS, sent.ballot) == {"v0": "", "v1": "25", "group": "public"}


def test_the_worst_judgement_is_told_in_steps() -> None:
    # a is 3 b, b is 3 c, but c is 9 a: the last but one should be turned round
    assert answers.worst(PAIRS, Ballot((3.0, 1 / 9, 3.0))) == (1, -8, 8)
    assert answers.worst(PAIRS, Ballot((1.0, 1.0, 1.0))) is None
