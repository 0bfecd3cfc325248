"""A whole briefing: its numbers are the assessment's, in both languages, and every odd input still has one."""

from __future__ import annotations

import pytest

from cluster_core.explore.certainty import certainty
from cluster_core.model.text import Language
from cluster_core.report.briefing.compose import LABELS, compose
from tests.report.briefing.briefed import about, alone, briefed, nasty, told_of, without
from tests.shipped import assessed, bundle


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rank_score_and_range_are_those_of_the_assessment(language: Language) -> None:
    result, made = assessed("jiangsu"), briefed("jiangsu", language)
    row = result.units.index("320900")
    sure = certainty(result)
    said = made.headlines[0].text
    assert f"{result.scores.loc['320900'].iloc[0]:.1f}" in said
    for number in (result.ranks.loc["320900"].iloc[0], sure.rank_p05[row], sure.rank_p95[row]):
        assert str(number) in said


def test_the_answer_names_region_rank_and_the_gravest_shortcoming() -> None:
    made = briefed("jiangsu", "en")
    assert "Yancheng" in made.answer
    assert "13th of 13" in made.answer
    assert "Core technology lacking" in made.answer


def test_practice_data_warn_and_real_data_do_not() -> None:
    assert "虚构" in briefed("practice").warning
    assert briefed("jiangsu").warning == ""


def test_every_label_has_words() -> None:
    assert set(briefed("jiangsu").labels) == set(LABELS)
    assert all(briefed("jiangsu", "en").labels.values())


def test_a_region_without_data_is_said_not_to_be_ranked() -> None:
    made = compose(told_of(without(bundle("practice"), "p09")).assessment, "en")
    assert "not ranked" in made.answer
    assert made.what_if.rows == ()
    assert [one.rank_text for one in made.ranking.places][-1] == "not ranked"
    assert made.shortfalls.rows == ()


def test_one_region_is_alone() -> None:
    made = compose(told_of(alone()).assessment, "en")
    assert "nobody else" in made.answer
    assert len(made.ranking.places) == 1


def test_without_a_focus_the_leader_is_told_about() -> None:
    made = compose(told_of(bundle("practice"), focus="").assessment, "en")
    assert "1st" in made.answer


def test_hostile_names_stay_short_text() -> None:
    made = compose(told_of(nasty(bundle("practice"))).assessment, "zh")
    assert "\x00" not in repr(made.title)
    assert "\u202e" not in made.answer
    assert len(made.title) < 80


def test_the_same_input_says_the_same() -> None:
    assert repr(compose(about("practice").assessment, "zh")) == repr(briefed("practice"))
