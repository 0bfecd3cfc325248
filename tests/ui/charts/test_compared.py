"""Marks and columns of compared regions."""

from __future__ import annotations

import altair as alt
import pytest

from ui.charts import compared
from ui.theme import DARK, LIGHT, SHAPES, region_colours


@pytest.mark.parametrize(("mark", "column"), [("1", 0), ("10", 9), ("", -1), (None, -1), ("severe", -1)])
def test_a_mark_is_a_column(mark, column):
    row = {"mark": mark, "place": "Nantong"}
    compared.place(row)
    assert row["column"] == column
    assert row["mark"] == (mark or "")
    assert row["place_width"] > 0


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_mark_has_its_colour_and_shape(tokens):
    assert list(compared.tones(tokens).values()) == list(region_colours(tokens))
    assert all(f'"{shape}"' in compared.shape()["expr"] for shape in SHAPES)


@pytest.mark.parametrize(
    ("places", "width"),
    [(["盐城"], 66), (["Yancheng", "Suqian"], 96), (["Lianyungang"] * 6, 84), (["m" * 200], 120), ([], 66)],
)
def test_a_column_fits_its_name_in_few_sizes(places, width):
    assert compared.cell_width(places) == width


def test_names_fit_in_few_sizes():
    assert compared.names_width(["盐城"]) == compared.names_width(["连云港"]) == 48
    assert compared.names_width(["m" * 200]) == 192
    assert compared.names_width([]) == 24


def test_columns_are_headed_once_and_stand_at_the_right():
    head, swatch, value = (
        layer.to_dict(validate=False)
        for layer in compared.columns((3, 66), "width < 400", LIGHT, known="true", cell="40")
    )
    assert head["transform"][0]["filter"] == swatch["transform"][0]["filter"]
    assert "datum.row === 0" in head["transform"][0]["filter"]
    assert value["transform"][0]["filter"] == "datum.column >= 0"
    assert "width < 400 ? 40 : 66" in value["mark"]["x"]["expr"]
    assert value["encoding"]["text"]["field"] == "value_text"


def test_a_legend_is_headed_once_and_flows():
    layers, signals = compared.legend(10, 110, "datum.row === 0", LIGHT)
    swatch, name = (layer.to_dict(validate=False) for layer in layers)
    assert swatch["transform"] == name["transform"] == [{"filter": "datum.row === 0"}]
    assert "datum.column % legend_columns" in name["mark"]["x"]["expr"]
    assert signals == {
        "legend_columns": "max(1, min(10, floor(width / 110)))",
        "legend_lines": "ceil(10 / legend_columns)",
    }


def test_a_mark_and_a_name_fit_in_few_sizes():
    assert compared.head_width(["盐城"]) % 24 == 0
    assert compared.head_width(["Lianyungang"]) > compared.names_width(["Lianyungang"])


def test_a_chart_has_its_signals():
    chart = compared.with_signals(alt.LayerChart(layer=[alt.Chart().mark_point()]), {"height": "width / 2"})
    assert chart.to_dict()["params"] == [{"name": "height", "expr": "width / 2"}]
