"""Shortcomings by severity."""

from __future__ import annotations

import pytest

from ui.charts.severity import PICK, severity_bars, severity_rows
from ui.theme import DARK, LIGHT, Severity


@pytest.fixture
def items():
    given = [
        ("chain", 38.0, "mild"), ("division", None, "insufficient"), ("brand", 100.0, "severe"),
        ("talent", 51.0, "moderate"), ("green", 0.0, "none"),
    ]  # fmt: skip
    return [
        {
            "item": item,
            "name": f"Shortcoming in {item}",
            "severity": severity,
            "level": level,
            "word": "Not enough evidence" if severity is None else f"{level} {severity:.0f}",
            "indicative": item in {"talent", "division"},
        }
        for item, severity, level in given
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_worst_comes_first_and_the_untested_last(look, items, tokens):
    seen = look(severity_bars(items, labels={"severity": "Severity"}, tokens=tokens))
    assert [row["item"] for row in seen.rows] == ["brand", "talent", "chain", "green", "division"]


def test_no_evidence_is_a_word_and_no_bar(look, items):
    seen = look(severity_bars(items, labels={}, tokens=LIGHT, cuts=(20, 40, 60)))
    assert [row["tested"] for row in seen.rows] == [True, True, True, True, False]
    assert seen.rows[-1]["indicative"] is False
    assert seen.rows[-1]["spoken"] == "Shortcoming in division; Not enough evidence"
    for layer in seen.drawn("bar") + seen.drawn("tick"):
        assert any(word in layer["transform"][0]["filter"] for word in ("datum.tested", "datum.indicative"))


def test_zero_severity_is_tested(items):
    green = severity_rows(items, labels={})[3]
    assert (green["severity"], green["tested"]) == (0, True)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_bars_take_the_severity_colours(look, items, tokens):
    fills = look(severity_bars(items, labels={}, tokens=tokens)).using("severity")[0]["mark"]["fill"]["expr"]
    for level in Severity._fields:
        assert f'"{level}": "{getattr(tokens.severity, level)}"' in fills


def test_indicative_items_are_outlined(look, items):
    full, outline = look(severity_bars(items, labels={}, tokens=LIGHT)).using("severity")
    assert full["transform"] == [{"filter": "datum.tested && !datum.indicative"}]
    assert outline["transform"] == [{"filter": "datum.indicative"}]
    assert outline["mark"]["strokeDash"]


def test_the_track_is_cut_at_the_limits(look, items):
    cuts = look(severity_bars(items, labels={}, tokens=LIGHT, cuts=(20, 40, 60))).drawn("tick")
    assert [layer["encoding"]["x"]["datum"] for layer in cuts] == [20, 40, 60]


@pytest.mark.parametrize("count", [0, 1, 60])
def test_any_number_of_items(look, items, count):
    many = [{**items[i % 5], "item": f"i{i:02}"} for i in range(count)]
    seen = look(severity_bars(many, labels={}, tokens=LIGHT))
    assert len(seen.rows) == count


def test_a_click_picks_the_row_that_it_hits(look, items):
    seen = look(severity_bars(items, labels={}, tokens=LIGHT))
    (param,) = seen.spec["params"]
    assert param["name"] == PICK
    assert param["select"]["fields"] == ["item"]
