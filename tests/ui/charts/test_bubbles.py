"""Bubbles of specialisation, growth and size; names only where there is room."""

from __future__ import annotations

import math

import pytest

from ui.charts.bubbles import LARGEST, LEAST, SIDE, TOP, bubble_rows, bubbles, height_of
from ui.theme import DARK, LIGHT

LABELS = {
    "x_ticks": [(0.0, "0"), (1.0, "1"), (4.0, "4")],
    "y_ticks": [(-0.1, "-10%"), (0.0, "0%"), (0.1, "10%")],
    "across": "LQ",
    "upwards": "Growth",
    "cuts": (1.0, 1.2),
    "level": 0.0,
    "tooltip": {"lq_text": "LQ"},
}


def entry(
    name: str, x: float | None, y: float | None, size: float | None = 1, **more: object
) -> dict[str, object]:
    return {"name": name, "x": x, "y": y, "size": size, "focus": False, "lq_text": str(x), **more}


def test_areas_are_in_proportion_to_sizes_and_the_focus_is_painted_last():
    laid = bubble_rows(
        [entry("Focus", 1, 0, 25, focus=True), entry("Large", 2, 0.05, 100), entry("None", 3, -0.05, 0)],
        labels=LABELS,
    )
    assert [row["name"] for row in laid] == ["Large", "None", "Focus"]
    by_name = {row["name"]: row for row in laid}
    assert by_name["Large"]["radius"] == LARGEST
    assert by_name["Focus"]["radius"] == pytest.approx(LARGEST / 2)
    assert by_name["None"]["radius"] == LEAST


def test_an_entry_without_both_values_has_no_bubble():
    laid = bubble_rows([entry("A", 1, None), entry("B", None, 0), entry("C", 1, math.nan)], labels=LABELS)
    assert laid == []


def test_higher_growth_stands_higher():
    assert height_of(0.1, LABELS) == TOP
    assert height_of(-0.1, LABELS) == TOP + SIDE
    assert height_of(0.0, LABELS) == TOP + SIDE / 2


def test_names_do_not_run_into_each_other_and_the_focus_keeps_its_own():
    crowd = [entry(f"A rather long name {i}", 1 + i / 500, 0.001 * i) for i in range(60)]
    laid = bubble_rows([*crowd, entry("The focus", 1, 0, focus=True)], labels=LABELS)
    named = [row["name"] for row in laid if row["text"]]
    assert "The focus" in named
    assert len(named) < 20


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_cuts_and_the_zero_line_are_drawn(look, tokens):
    seen = look(bubbles([entry("A", 1, 0)], labels=LABELS, tokens=tokens))
    dashed = [layer for layer in seen.drawn("rule") if layer["mark"].get("strokeDash")]
    assert [layer["encoding"]["x"]["datum"] for layer in dashed] == [1.0, 1.2]
    texts = {layer["mark"].get("text") for layer in seen.drawn("text")}
    assert {"LQ", "Growth", "10%", "4"} <= texts
    assert seen.drawn("point")[0]["encoding"]["x"]["scale"]["type"] == "sqrt"
