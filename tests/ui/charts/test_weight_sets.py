"""Weights of several origins: panels on one scale, intervals where there are any, the set in force on a band."""

from __future__ import annotations

import pytest

from ui.charts.weight_sets import broken, ceiling, weight_dots, weight_rows
from ui.theme import DARK, LIGHT

LABELS = {"tooltip": {"child_name": "Dimension", "share_text": "Weight"}}


@pytest.fixture
def rows():
    shares = {"default": (0.5, 0.5), "entropy": (0.31, 0.69)}
    return [
        {
            "set": name,
            "name": name.title(),
            "child": child,
            "child_name": child.upper(),
            "share": share,
            "low": share - 0.1 if name == "entropy" else None,
            "high": share + 0.1 if name == "entropy" else None,
            "share_text": f"{share:.0%}",
            "focus": name == "default",
        }
        for name, both in shares.items()
        for child, share in zip(("a", "b"), both, strict=True)
    ]


def test_every_panel_ends_at_the_next_tenth(rows):
    assert ceiling(rows) == 0.8
    assert ceiling([{"share": 0.3, "high": None}]) == 0.3
    assert ceiling([]) == 0.1
    laid = weight_rows(rows, labels=LABELS)
    assert [row["share_at"] for row in laid] == pytest.approx([0.625, 0.625, 0.3875, 0.8625])
    assert [(row["row"], row["panel"]) for row in laid] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_missing_intervals_are_not_drawn(look, rows):
    seen = look(weight_dots(rows, labels=LABELS, tokens=LIGHT))
    interval = seen.using("low_x")[0]
    assert interval["transform"][0]["filter"] == "isValid(datum.low)"
    assert [row["low_at"] is None for row in seen.rows] == [True, True, False, False]


def test_the_set_in_force_is_on_a_band_and_bold(look, rows):
    seen = look(weight_dots(rows, labels=LABELS, tokens=LIGHT))
    assert seen.layers[0]["mark"]["fill"] == LIGHT.tint
    assert "datum.focus" in seen.layers[0]["transform"][0]["filter"]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_dimensions_keep_their_colours(look, rows, tokens):
    seen = look(weight_dots(rows, labels=LABELS, tokens=tokens))
    fill = seen.drawn("point")[0]["mark"]["fill"]["expr"]
    for child, colour in zip("ab", tokens.forces, strict=False):
        assert f'"{child}": "{colour}"' in fill


def test_equal_shares_are_marked_at_one_part_of_the_scale(look, rows):
    seen = look(weight_dots(rows, labels=LABELS, tokens=LIGHT))
    even = next(step for step in seen.spec["transform"] if step["as"] == "even")
    assert "+ 0.625 * (" in even["calculate"]


def test_a_cell_speaks(rows):
    assert weight_rows(rows, labels=LABELS)[2]["spoken"] == "Entropy; Dimension A; Weight 31%"


def test_nothing_at_all_is_a_chart_too(look):
    assert look(weight_dots([], labels={}, tokens=LIGHT)).rows == []


def test_long_names_are_broken_into_at_most_three_lines():
    assert broken("Brand") == ["Brand"]
    assert broken("Collaborative innovation") == ["Collaborative", "innovation"]
    assert broken("竞争力与品牌力") == ["竞争力与品", "牌力"]
    assert len(broken("one of the very longest names that anybody ever gave")) == 3
    assert "".join(broken("协" * 40)) == "协" * 40
