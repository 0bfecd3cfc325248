"""Strips of dots: ends, marks, thresholds and what is missing."""

from __future__ import annotations

import pytest

from ui.charts.strips import strip_plots, strip_rows
from ui.theme import DARK, LIGHT

COMPARING = {"columns": 2, "region": "Region", "value": "Value", "detail": "Measured"}


@pytest.fixture
def rows():
    """Two indicators: Nanjing is quiet, Nantong is first, Yancheng second and without a value in the other."""
    table = [
        ("Fund share", "nanjing", "Nanjing", 2.0, None),
        ("Fund share", "nantong", "Nantong", 6.0, "1"),
        ("Fund share", "yancheng", "Yancheng", 4.0, "2"),
        ("Students", "nanjing", "Nanjing", 815.0, None),
        ("Students", "nantong", "Nantong", 153.0, "1"),
        ("Students", "yancheng", "Yancheng", None, "2"),
    ]
    return [
        {
            "name": name,
            "region": region,
            "place": place,
            "value": value,
            "value_text": "no data" if value is None else f"{value:g}",
            "detail": "%, 2023",
            "mark": mark,
        }
        for name, region, place, value, mark in table
    ]


def of(laid: list[dict], name: str, region: str) -> dict:
    return next(row for row in laid if (row["name"], row["region"]) == (name, region))


def test_a_strip_runs_from_the_lowest_to_the_highest_value(rows):
    laid = strip_rows(rows, labels=COMPARING)
    shares = {(row["name"], row["region"]): row["at"] for row in laid}
    assert shares["Fund share", "nanjing"] == 0
    assert shares["Fund share", "yancheng"] == 0.5
    assert shares["Fund share", "nantong"] == 1
    assert shares["Students", "nanjing"] == 1


def test_missing_stays_missing(rows, look):
    laid = strip_rows(rows, labels=COMPARING)
    missing = of(laid, "Students", "yancheng")
    assert missing["at"] is None
    assert missing["value_text"] == "no data"
    seen = look(strip_plots(rows, labels=COMPARING, tokens=LIGHT))
    dots = next(layer for layer in seen.using("at") if layer["mark"]["type"] == "point")
    assert dots["transform"][0]["filter"] == "isValid(datum.at)"


def test_marked_dots_are_painted_last_the_first_on_top(rows):
    laid = strip_rows(rows, labels=COMPARING)
    assert [row["mark"] for row in laid] == ["", "2", "1", "", "2", "1"]
    assert [row["column"] for row in laid] == [-1, 1, 0, -1, 1, 0]
    assert [row["dot"] for row in laid] == [0, 1, 2, 0, 1, 2]


def test_a_threshold_widens_the_strip(rows):
    with_threshold = [{**row, "threshold": 10.0, "threshold_text": "target 10"} for row in rows[:3]]
    laid = strip_rows(with_threshold, labels={})
    assert of(laid, "Fund share", "nanjing")["at"] == 0
    assert of(laid, "Fund share", "nantong")["at"] == pytest.approx(0.5)
    assert laid[0]["cut"] == 1


def test_the_text_of_a_threshold_has_the_place_of_the_nearer_end(rows):
    ends = {"low_text": "2", "high_text": "6", "threshold_text": "median"}
    low = strip_rows([{**row, **ends, "threshold": 2.5} for row in rows[:3]], labels={})[0]
    high = strip_rows([{**row, **ends, "threshold": 5.5} for row in rows[:3]], labels={})[0]
    assert (low["low_text"], low["high_text"]) == ("", "6")
    assert (high["low_text"], high["high_text"]) == ("2", "")


def test_equal_values_stand_in_the_middle(rows):
    laid = strip_rows([{**row, "value": 3.0} for row in rows[:3]], labels={})
    assert {row["at"] for row in laid} == {0.5}


def test_an_indicator_without_values_has_no_dots(rows):
    laid = strip_rows([{**row, "value": None} for row in rows[:3]], labels={})
    assert {row["at"] for row in laid} == {None}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_one_region_with_threshold_and_verdict(look, rows, tokens):
    one = [
        {
            **row,
            "mark": "severe" if row["mark"] == "2" else None,
            "threshold": 5.0,
            "threshold_text": "median 5",
            "verdict": "failed",
            "verdict_detail": "10th",
        }
        for row in rows
    ]
    seen = look(strip_plots(one, labels={"verdicts": True}, tokens=tokens))
    assert {row["verdict_mark"] for row in seen.rows} == {"severe"}
    texts = {layer.get("encoding", {}).get("text", {}).get("field") for layer in seen.drawn("text")}
    assert {"verdict", "verdict_detail", "threshold_text", "value_text"} <= texts
    assert len(seen.using("cut")) == 2
    assert any(tokens.severity.severe in expression for expression in seen.expressions())


@pytest.mark.parametrize("columns", [2, 3])
def test_every_region_compared_has_a_column(look, rows, columns):
    seen = look(strip_plots(rows, labels={**COMPARING, "columns": columns}, tokens=LIGHT))
    values = [
        layer
        for layer in seen.drawn("text")
        if layer.get("encoding", {}).get("text", {}).get("field") == "value_text"
    ]
    assert len(values) == 1
    assert f"width / {columns}" in values[0]["mark"]["x"]["expr"]


@pytest.mark.parametrize("columns", [4, 10])
def test_more_regions_have_a_legend_instead(look, rows, columns):
    seen = look(strip_plots(rows, labels={**COMPARING, "columns": columns}, tokens=LIGHT))
    assert {one["name"] for one in seen.spec["params"]} == {"legend_columns", "legend_lines", "height"}
    written = [layer.get("encoding", {}).get("text", {}).get("field") for layer in seen.drawn("text")]
    assert "value_text" not in written
    assert "place" in written


def test_a_dot_speaks(rows):
    laid = strip_rows(rows, labels=COMPARING)
    spoken = of(laid, "Fund share", "nantong")["spoken"]
    assert spoken == "Fund share; Region Nantong; Value 6; Measured %, 2023"
