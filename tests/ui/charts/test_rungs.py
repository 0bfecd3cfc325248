"""The ladder with status and readiness."""

from __future__ import annotations

import pytest

from ui.charts.rungs import rung_ladder, rung_rows
from ui.theme import DARK, LIGHT


@pytest.fixture
def rungs():
    given = [("World", None, "next"), ("Nation", 80.0, "status"), ("Province", 0.0, None)]
    return [
        {
            "name": name,
            "readiness": readiness,
            "readiness_text": "not assessable" if readiness is None else f"{readiness:.0f} %",
            "detail": None,
            "mark": mark,
        }
        for name, readiness, mark in given
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_highest_stands_on_top_and_the_status_stands_out(look, rungs, tokens):
    seen = look(rung_ladder(rungs, labels={"readiness": "Readiness"}, tokens=tokens))
    assert [row["name"] for row in seen.rows] == ["World", "Nation", "Province"]
    assert [row["focus"] for row in seen.rows] == [False, True, False]
    assert seen.rows[0]["y"] < seen.rows[2]["y"]
    assert seen.rows[1]["spoken"] == "Nation; Readiness 80 %"


def test_a_rung_that_cannot_be_assessed_has_words_and_no_bar(look, rungs):
    seen = look(rung_ladder(rungs, labels={}, tokens=LIGHT))
    (bar,) = seen.using("readiness")
    assert bar["transform"] == [{"filter": "datum.known"}]
    assert [row["known"] for row in seen.rows] == [False, True, True]
    assert seen.rows[0]["readiness_text"] == "not assessable"


def test_missing_words_are_empty(rungs):
    assert [row["detail"] for row in rung_rows(rungs, labels={})] == ["", "", ""]
    assert [row["mark"] for row in rung_rows(rungs, labels={})] == ["next", "status", ""]


@pytest.mark.parametrize("count", [0, 1, 9])
def test_any_number_of_rungs(look, rungs, count):
    many = [{**rungs[i % 3], "name": f"r{i}"} for i in range(count)]
    assert len(look(rung_ladder(many, labels={}, tokens=LIGHT)).rows) == count
