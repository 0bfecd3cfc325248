"""Theil's T by year as columns in two parts."""

from __future__ import annotations

import pytest

from ui.charts.disparity import BOTTOM, TOP, disparity_columns, disparity_rows
from ui.theme import DARK, LIGHT

LABELS = {
    "years": (2020, 2022),
    "theil": "Theil's T",
    "cv": "CV",
    "between": "between groups",
    "within": "within groups",
    "tooltip": {"theil_text": "T"},
}


def year(at: int, theil: float | None, between: float | None, *, partial: bool = False) -> dict:
    return {
        "year": at,
        "theil": theil,
        "between": between,
        "within": None if between is None or theil is None else theil - between,
        "theil_text": "" if theil is None else f"{theil:.3f}",
        "cv_text": "0.4",
        "year_text": str(at),
        "partial": partial,
    }


@pytest.fixture
def rows():
    return [year(2020, 0.2, 0.15), year(2021, 0.1, 0.05, partial=True), year(2022, None, None)]


def test_columns_are_as_high_as_their_numbers(rows):
    laid = disparity_rows(rows, labels=LABELS)
    middle = (TOP + BOTTOM) / 2
    assert [row["y_top"] for row in laid] == [TOP, middle, None]
    assert [row["y_cut"] for row in laid] == pytest.approx(
        [BOTTOM - 0.75 * (BOTTOM - TOP), BOTTOM - 0.25 * (BOTTOM - TOP), BOTTOM]
    )
    assert laid[0]["spoken"] == "2020; T 0.200"


def test_without_groups_a_column_has_one_part(rows):
    laid = disparity_rows([year(2020, 0.2, None)], labels=LABELS)
    assert (laid[0]["y_top"], laid[0]["y_cut"]) == (TOP, BOTTOM)


def test_all_alike_gives_columns_without_height():
    assert disparity_rows([year(2020, 0.0, 0.0)], labels=LABELS)[0]["y_top"] == BOTTOM


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_parts_have_their_colours_and_a_legend(look, rows, tokens):
    seen = look(disparity_columns(rows, labels=LABELS, tokens=tokens))
    fills = [layer["mark"]["fill"] for layer in seen.drawn("rect")]
    assert fills == [tokens.sequential[2], tokens.primary, "transparent"]
    texts = [layer["mark"].get("text") for layer in seen.drawn("text")]
    assert {"between groups", "within groups", "Theil's T", "CV"} <= set(texts)
    bare = look(disparity_columns(rows, labels={**LABELS, "between": "", "within": ""}, tokens=tokens))
    assert not bare.drawn("point")


def test_a_year_that_lacks_regions_is_pale(look, rows):
    seen = look(disparity_columns(rows, labels=LABELS, tokens=LIGHT))
    assert "datum.partial" in seen.drawn("rect")[0]["mark"]["opacity"]["expr"]
    assert [row["partial"] for row in seen.rows] == [False, True, False]


def test_every_rule_has_a_place(look, rows):
    # Vega-Lite fails on a rule without any encoding, and only in the browser.
    seen = look(disparity_columns(rows, labels=LABELS, tokens=LIGHT))
    assert all(layer.get("encoding") for layer in seen.drawn("rule"))


@pytest.mark.parametrize("years", [(2020, 2020), (2000, 2030)])
def test_one_year_and_many(look, years):
    rows = [year(at, 0.1, 0.05) for at in range(years[0], years[1] + 1)]
    seen = look(disparity_columns(rows, labels={**LABELS, "years": years}, tokens=LIGHT))
    low, high = seen.using("year")[0]["encoding"]["x"]["scale"]["domain"]
    assert low < years[0] <= years[1] < high
