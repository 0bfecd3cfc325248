"""Strips of severities under other thresholds."""

from __future__ import annotations

import pytest

from ui.charts.threshold_strip import strip_rows, threshold_strips
from ui.theme import DARK, LIGHT, label_on

LABELS = {
    "columns": 3,
    "milder": "milder",
    "stricter": "stricter",
    "tooltip": {"head": "Thresholds", "word": "Severity"},
}


@pytest.fixture
def cells():
    levels = [("none", 0), ("mild", 30), ("severe", 70)]
    return [
        {
            "item": item,
            "name": item.title(),
            "column": column,
            "now": column == 1,
            "head": f"{column}",
            "level": level,
            "severity_text": str(severity),
            "word": f"{level} {severity}",
        }
        for item in ("brand", "chain")
        for column, (level, severity) in enumerate(levels)
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_item_is_a_row_and_every_cell_speaks(look, cells, tokens):
    seen = look(threshold_strips(cells, labels=LABELS, tokens=tokens))
    assert [row["row"] for row in seen.rows] == [0, 0, 0, 1, 1, 1]
    assert seen.rows[2]["spoken"] == "Brand; Thresholds 2; Severity severe 70"
    assert seen.rows[3]["top"] > seen.rows[0]["bottom"]


def test_the_number_in_a_cell_is_readable_on_its_colour(look, cells):
    seen = look(threshold_strips(cells, labels=LABELS, tokens=LIGHT))
    inks = next(
        one for one in seen.expressions() if label_on(LIGHT.severity.mild) in one and "insufficient" in one
    )
    assert f'"mild": "{label_on(LIGHT.severity.mild)}"' in inks


def test_the_rules_own_thresholds_are_framed_once(look, cells):
    frames = [
        one
        for one in look(threshold_strips(cells, labels=LABELS, tokens=LIGHT)).drawn("rect")
        if one["mark"].get("stroke")
    ]
    assert len(frames) == 1
    assert frames[0]["transform"][0]["filter"].startswith("datum.row === 0 && datum.now && ")


def test_the_ends_are_named_once(look, cells):
    seen = look(threshold_strips(cells, labels=LABELS, tokens=LIGHT))
    named = [one for one in seen.drawn("text") if one["mark"].get("text") in ("milder", "stricter")]
    assert len(named) == 2
    assert all({"filter": "datum.column === 0"} in one["transform"] for one in named)


def test_no_items_at_all(look):
    assert look(threshold_strips([], labels=LABELS, tokens=LIGHT)).rows == []
    assert strip_rows([], labels={}) == []
