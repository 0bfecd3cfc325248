"""Judgements in words and as a matrix; the widgets themselves are tried in tests/pages."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.index.weighting.ahp import analytic_hierarchy
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import ahp_board

CHILDREN = ("innovation", "resilience", "brand", "support")
PAIR = ("innovation", "brand")


def test_without_judgements_all_are_alike() -> None:
    found = analytic_hierarchy(ahp_board.matrix_of(CHILDREN, {}))
    assert found.weights.tolist() == pytest.approx([0.25] * 4)
    assert found.acceptable


def test_a_step_is_one_more_time_for_the_first_or_the_second() -> None:
    matrix = ahp_board.matrix_of(CHILDREN, {PAIR: 2, ("resilience", "support"): -8})
    assert matrix[0, 2] == 3
    assert matrix[2, 0] == pytest.approx(1 / 3)
    assert matrix[1, 3] == pytest.approx(1 / 9)
    np.testing.assert_allclose(matrix * matrix.T, 1)


def test_judgements_of_another_framework_are_left_aside() -> None:
    assert (ahp_board.matrix_of(("a", "b"), {PAIR: 5}) == 1).all()


def test_every_step_has_words(language: Language, assessment: Assessment) -> None:
    words = [ahp_board.judgement_text(assessment, PAIR, step) for step in ahp_board.STEPS]
    assert len(set(words)) == 17
    assert all(f"{abs(step) + 1}" in word for step, word in zip(ahp_board.STEPS, words, strict=True))


def test_words_name_the_winner(english: None, assessment: Assessment) -> None:
    assert ahp_board.judgement_text(assessment, PAIR, 4) == "Innovation clearly more (5)"
    assert ahp_board.judgement_text(assessment, PAIR, -2) == "Brand somewhat more (3)"


def test_a_contradiction_is_named_with_what_would_fit(english: None, assessment: Assessment) -> None:
    """a = 9 b, b = 9 c and yet a = c: the ring is broken, and all of its three judgements are off."""
    judged = {("innovation", "resilience"): 8, ("resilience", "brand"): 8}
    found = analytic_hierarchy(ahp_board.matrix_of(CHILDREN[:3], judged))
    assert "contradict" in ahp_board.consistency_text(found)
    hints = ahp_board.hints(assessment, found)
    assert len(hints) == 3
    fits = next(hint for hint in hints if hint.startswith("Innovation or Brand"))
    assert "Equally important (1)" in fits
    assert "the others suggest Innovation" in fits


def test_consistent_judgements_leave_nothing_to_look_at(english: None, assessment: Assessment) -> None:
    judged = {("innovation", other): 2 for other in CHILDREN[1:]}
    found = analytic_hierarchy(ahp_board.matrix_of(CHILDREN, judged))
    assert found.weights.tolist() == pytest.approx([1 / 2, *[1 / 6] * 3])
    assert ahp_board.consistency_text(found).startswith("The judgements fit together")
    assert ahp_board.hints(assessment, found) == []
    assert "Innovation 50.0%" in ahp_board.weights_text(assessment, found)


def test_a_single_pair_cannot_contradict_itself(english: None) -> None:
    found = analytic_hierarchy(ahp_board.matrix_of(CHILDREN[:2], {("innovation", "resilience"): 8}))
    assert "single pair" in ahp_board.consistency_text(found)
