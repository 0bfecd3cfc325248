"""Criteria against two thresholds."""

from __future__ import annotations

import pytest

from ui.charts.criteria import criterion_bars, criterion_rows
from ui.theme import DARK, LIGHT


@pytest.fixture
def criteria():
    given = [("Brands", 82.0, "2", False), ("Chain", 60.0, "1", True), ("Firms", 12.5, "0", False)]
    rows = [
        {"name": name, "score": score, "score_text": f"{score:.1f}", "reached": reached, "rated": rated}
        for name, score, reached, rated in given
    ]
    rows.append({"name": "Technology", "score": None, "score_text": None, "reached": "0", "rated": False})
    return [{**row, "mid": 60, "high": 75, "mid_text": "middle 60", "high_text": "high 75"} for row in rows]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_criteria_keep_their_order(look, criteria, tokens):
    seen = look(criterion_bars(criteria, labels={"score": "Score"}, tokens=tokens))
    assert [row["name"] for row in seen.rows] == ["Brands", "Chain", "Firms", "Technology"]
    assert seen.rows[0]["spoken"] == "Brands; Score 82.0"


def test_a_criterion_without_a_score_has_no_bar(look, criteria):
    seen = look(criterion_bars(criteria, labels={}, tokens=LIGHT))
    assert [row["known"] for row in seen.rows] == [True, True, True, False]
    for layer in seen.using("score"):
        assert layer["transform"][0]["filter"].startswith("datum.known")
    assert seen.rows[3]["score_text"] == ""


def test_a_rating_of_the_readers_is_hollow(look, criteria):
    full, hollow = look(criterion_bars(criteria, labels={}, tokens=LIGHT)).using("score")
    assert full["transform"] == [{"filter": "datum.known && !datum.rated"}]
    assert hollow["transform"] == [{"filter": "datum.known && datum.rated"}]
    assert hollow["mark"]["fill"] == LIGHT.paper


@pytest.mark.parametrize("which", ["mid", "high"])
def test_a_threshold_crosses_every_bar_and_has_its_words(look, criteria, which):
    tick, words = look(criterion_bars(criteria, labels={}, tokens=LIGHT)).using(which)
    assert tick["mark"]["type"] == "tick"
    assert "transform" not in tick
    assert words["encoding"]["text"]["field"] == f"{which}_text"


@pytest.mark.parametrize("count", [0, 1, 12])
def test_any_number_of_criteria(look, criteria, count):
    many = [{**criteria[i % 4], "name": f"c{i}"} for i in range(count)]
    assert len(look(criterion_bars(many, labels={}, tokens=LIGHT)).rows) == count
    assert len(criterion_rows(many, labels={})) == count
