"""Lines over the years: gaps, breaks and names."""

from __future__ import annotations

import itertools

import pytest

from ui.charts.trend import APART, BOTTOM, TOP, score_ticks, trend_lines, trend_rows
from ui.theme import DARK, LIGHT

LABELS = {
    "years": (2020, 2023),
    "ticks": (10.0, 20.0, 30.0, 40.0),
    "breaks": {2022: "New definition"},
    "year": "Year",
    "score": "Score",
}


def made(**series: list[float | None]) -> list[dict]:
    return [
        {
            "region": region,
            "name": region.title(),
            "mark": str(n),
            "year": 2020 + k,
            "score": score,
            "score_text": None if score is None else f"{score:.1f}",
        }
        for n, (region, scores) in enumerate(series.items(), 1)
        for k, score in enumerate(scores)
    ]


@pytest.fixture
def rows():
    return made(yancheng=[12, 14, 15, 16], nantong=[30, None, 34, 36.5])


def of(laid: list[dict], region: str) -> list[dict]:
    return sorted((row for row in laid if row["region"] == region), key=lambda row: row["year"])


def test_a_gap_is_not_joined(rows):
    laid = of(trend_rows(rows, labels=LABELS), "nantong")
    assert [row["from"] for row in laid] == [None, None, None, 2022]
    assert laid[1]["y"] is None


def test_a_change_of_definition_is_dashed(rows):
    laid = of(trend_rows(rows, labels=LABELS), "yancheng")
    assert [row["broken"] for row in laid] == [False, False, True, False]


def test_pixels_follow_the_ticks(rows):
    laid = of(trend_rows(made(a=[10, 25, 40, None]), labels=LABELS), "a")
    assert [row["y"] for row in laid][:3] == pytest.approx([BOTTOM, (TOP + BOTTOM) / 2, TOP])


def test_every_region_is_named_once_at_its_last_point(rows):
    laid = trend_rows(rows, labels=LABELS)
    assert [(row["region"], row["year"]) for row in laid if row["last"]] == [
        ("nantong", 2023),
        ("yancheng", 2023),
    ]


def test_names_do_not_touch_and_stay_inside():
    series = {f"r{k}": [None, None, None, 10 + k / 10] for k in range(6)}
    laid = trend_rows(made(**series), labels=LABELS)
    places = sorted(row["y_name"] for row in laid if row["last"])
    assert all(lower - upper >= APART for upper, lower in itertools.pairwise(places))
    assert places[-1] <= BOTTOM + 4


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_axis_breaks_and_points(look, rows, tokens):
    seen = look(trend_lines(rows, labels=LABELS, tokens=tokens))
    texts = [
        layer["mark"]["text"] for layer in seen.drawn("text") if isinstance(layer["mark"].get("text"), str)
    ]
    assert texts == ["10", "20", "30", "40", "2020", "2021", "2022", "2023", "New definition"]
    dots = seen.drawn("point")[0]
    assert dots["transform"][0]["filter"] == "isValid(datum.y)"


def test_a_break_outside_the_years_is_not_drawn(look, rows):
    seen = look(trend_lines(rows, labels={**LABELS, "breaks": {2020: "Old", 2024: "Later"}}, tokens=LIGHT))
    texts = [layer["mark"].get("text") for layer in seen.drawn("text")]
    assert "Old" not in texts
    assert "Later" not in texts


@pytest.mark.parametrize(
    ("scores", "ticks"),
    [
        ([16.0, 36.5], (10, 20, 30, 40)),
        ([50.0], (50, 52)),
        ([], (0, 25, 50, 75, 100)),
        ([-1.4, 1.2], (-2, 0, 2)),
        ([0.0, 100.0], (0, 25, 50, 75, 100)),
    ],
)
def test_ticks_are_round_and_enclose_the_scores(scores, ticks):
    assert score_ticks(scores) == ticks
