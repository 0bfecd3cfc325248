"""Shares of the shortfall as bars."""

from __future__ import annotations

import itertools

import pytest

from ui.charts.obstacles import obstacle_bars, obstacle_rows
from ui.theme import DARK, LIGHT

LABELS = {"dimensions": ["a", "b"], "tooltip": {"share_text": "Share"}}


def shares(parts: int = 3) -> list[dict]:
    rows = [
        {"name": f"i{place}", "dimension": "ab"[place % 2], "share": 20.0 - place, "whole": False}
        for place in range(parts)
    ]
    rows += [{"name": one.upper(), "dimension": one, "share": 50.0, "whole": True} for one in "ab"]
    return [
        {**row, "share_text": f"{row['share']:.0f}%", "section": "wholes" if row["whole"] else "parts"}
        for row in rows
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_dimensions_stand_above_their_indicators(look, tokens):
    seen = look(obstacle_bars(shares(), labels=LABELS, tokens=tokens))
    assert [row["name"] for row in seen.rows] == ["A", "B", "i0", "i1", "i2"]
    assert [row["caption"] for row in seen.rows] == ["wholes", "", "parts", "", ""]
    assert seen.rows[2]["spoken"] == "i0; Share 20%"
    assert [layer["transform"] for layer in seen.drawn("point")] == [[{"filter": "datum.whole"}]]


def test_rows_do_not_overlap():
    rows = obstacle_rows(shares(10), labels=LABELS)
    assert all(one["bottom"] <= other["top"] for one, other in itertools.pairwise(rows))


@pytest.mark.parametrize("parts", [0, 1, 40])
def test_any_number_of_bars(look, parts):
    assert len(look(obstacle_bars(shares(parts), labels=LABELS, tokens=LIGHT)).rows) == parts + 2


def test_nothing_at_all(look):
    assert look(obstacle_bars([], labels=LABELS, tokens=LIGHT)).rows == []
