"""Lines over the years: gaps, breaks and names."""

from __future__ import annotations

import itertools

import pytest

from ui.charts.trend import APART, BOTTOM, TOP, score_ticks, trend_lines, trend_rows
from ui.theme import DARK, LIGHT

LABELS = {
    "years": (2020, 2023),
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
            "broken_text": "New definition" if 2020 + k == 2022 else "",
        }
        for n, (region, scores) in enumerate(series.items(), 1)
        for k, score in enumerate(scores)
    ]


@pytest.fixture
def rows():
    return made(yancheng=[12, 14, 15, 16], nantong=[30, None, 34, 36.5])


def of(laid: list[dict], region: str) -> list[dict]:
    return sorted((row for row in laid if row.get("region") == region), key=lambda row: row["year"])


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
    assert [(row["region"], row["year"]) for row in laid if row.get("last")] == [
        ("nantong", 2023),
        ("yancheng", 2023),
    ]


def test_names_do_not_touch_and_stay_inside():
    series = {f"r{k}": [None, None, None, 10 + k / 10] for k in range(6)}
    laid = trend_rows(made(**series), labels=LABELS)
    places = sorted(row["y_name"] for row in laid if row.get("last"))
    assert all(lower - upper >= APART for upper, lower in itertools.pairwise(places))
    assert places[-1] <= BOTTOM + 4


def test_the_axes_are_rows(rows):
    axes = [row for row in trend_rows(rows, labels=LABELS) if row["kind"] != "point"]
    assert [(row["kind"], row["text"]) for row in axes] == [
        *(("tick", text) for text in ("10", "20", "30", "40")),
        *(("year", text) for text in ("2020", "2021", "2022", "2023")),
        ("break", "New definition"),
    ]
    assert axes[-1]["year"] == 2021.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_other_regions_and_years_need_no_new_layers(look, rows, tokens):
    labels = {**LABELS, "names": 72}
    one = look(trend_lines(rows, labels=labels, tokens=tokens))
    other = look(
        trend_lines(made(a=[50, 60, 70, 80], b=[1, 2, 3, 4], c=[5] * 4), labels=labels, tokens=tokens)
    )
    assert one.layers == other.layers
    assert any("isValid(datum.y)" in step["filter"] for step in one.drawn("point")[0]["transform"])


def test_a_break_in_the_first_year_is_not_drawn():
    first = [{**row, "broken_text": "Old" if row["year"] == 2020 else ""} for row in made(a=[1, 2, 3])]
    assert not [row for row in trend_rows(first, labels=LABELS) if row["kind"] == "break"]


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
