"""The graded scale of coupling coordination."""

from __future__ import annotations

import pytest

from ui.charts.coupling import GAP, grade_rows, grade_scale
from ui.theme import DARK, LIGHT


@pytest.fixture
def rows(region_rows):
    def make(count=13):
        return [
            {
                **row,
                "d": row["score"] / 100,
                "d_text": f"D {row['score'] / 100:.2f}",
                "grade_text": "Mild",
                "grade": 2,
            }
            for row in region_rows(count)
        ]

    return make


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("count", [0, 1, 13, 60])
def test_every_region_is_a_dot(look, rows, tokens, count):
    seen = look(grade_scale(rows(count), labels={"low": "Low", "high": "High"}, tokens=tokens))
    assert len(seen.rows) == count


def test_ten_even_bands_of_one_hue(look, rows):
    seen = look(grade_scale(rows(), labels={}, tokens=LIGHT))
    name = seen.drawn("rect")[0]["data"]["name"]
    bands = seen.spec["datasets"][name]
    assert [band["from"] for band in bands] == pytest.approx([i / 10 for i in range(10)])
    assert bands[-1]["to"] == 1
    assert len({band["colour"] for band in bands}) == 10


def test_other_bounds_than_tenths(look, rows):
    seen = look(grade_scale(rows(), labels={}, tokens=LIGHT, bounds=(0, 0.3, 0.5, 0.8, 1)))
    bands = seen.spec["datasets"][seen.drawn("rect")[0]["data"]["name"]]
    assert [(band["from"], band["to"]) for band in bands] == [(0, 0.3), (0.3, 0.5), (0.5, 0.8), (0.8, 1)]
    assert seen.using("d")[0]["encoding"]["x"]["axis"]["values"] == [0, 0.3, 0.5, 0.8, 1]


def test_focus_is_painted_last_on_the_lowest_row(rows):
    laid = grade_rows(rows(), labels={})
    assert laid[-1]["name"] == "Yancheng"
    assert laid[-1]["y"] == max(row["y"] for row in laid)
    assert laid[-1]["callout"] == "D 0.16  Mild"


def test_close_dots_do_not_hide_each_other(rows):
    laid = grade_rows(rows(), labels={})
    for i, one in enumerate(laid):
        for other in laid[i + 1 :]:
            assert abs(one["d"] - other["d"]) >= GAP or one["y"] != other["y"]


def test_a_missing_degree_is_no_dot_at_zero(look, rows):
    missing = [{**row, "d": None} if row["name"] in {"Suzhou", "Yancheng"} else row for row in rows()]
    seen = look(grade_scale(missing, labels={}, tokens=LIGHT))
    assert sum(row["d"] is None for row in seen.rows) == 2
    assert len(seen.using("d")) == 4
    assert all("isValid(datum.d)" in layer["transform"][0]["filter"] for layer in seen.using("d"))
