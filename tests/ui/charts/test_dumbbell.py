"""Scores of several regions in every dimension and its parts."""

from __future__ import annotations

import pytest

from ui.charts.dumbbell import dumbbell_rows, dumbbells
from ui.theme import DARK, LIGHT

LABELS = {"columns": 2, "median": "Median", "region": "Region", "score": "Score"}


@pytest.fixture
def rows(forces):
    made = []
    for dimension, name in forces.items():
        for node, part in ((dimension, False), (f"{dimension}_part", True)):
            for mark, place, score in (("1", "Yancheng", 18.0), ("2", "Nantong", 43.0)):
                missing = node == "brand_part" and mark == "1"
                made.append(
                    {
                        "node": node,
                        "name": f"{name}{' part' if part else ''}",
                        "dimension": dimension,
                        "part": part,
                        "region": place,
                        "place": place,
                        "mark": mark,
                        "score": None if missing else score,
                        "value_text": "no data" if missing else f"{score:.0f}",
                        "median": 35.0,
                    }
                )
    return made


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_nodes_keep_their_order_and_do_not_overlap(look, rows, tokens):
    seen = look(dumbbells(rows, labels=LABELS, tokens=tokens))
    ys = list(dict.fromkeys(row["y"] for row in seen.rows))
    assert ys == sorted(ys)
    assert len(ys) == 8
    assert list(dict.fromkeys(row["node"] for row in seen.rows)) == list(
        dict.fromkeys(row["node"] for row in rows)
    )


def test_the_span_runs_between_the_outer_regions(rows):
    laid = dumbbell_rows(rows, labels=LABELS)
    assert (laid[0]["low"], laid[0]["high"]) == (18.0, 43.0)
    alone = next(row for row in laid if row["node"] == "brand_part")
    assert (alone["low"], alone["high"]) == (43.0, 43.0)


def test_the_first_region_is_painted_last(rows):
    assert [row["mark"] for row in dumbbell_rows(rows, labels=LABELS)][:4] == ["2", "1", "2", "1"]


def test_nothing_missing_is_drawn(look, rows):
    seen = look(dumbbells(rows, labels=LABELS, tokens=LIGHT))
    dots = next(layer for layer in seen.using("score") if layer["mark"]["type"] == "point")
    assert dots["transform"][0]["filter"] == "isValid(datum.score)"
    missing = [row for row in seen.rows if row["score"] is None]
    assert [row["value_text"] for row in missing] == ["no data"]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_dimensions_and_their_parts_share_a_colour(look, rows, forces, tokens):
    seen = look(dumbbells(rows, labels=LABELS, tokens=tokens))
    colours = seen.using("low")[0]["mark"]["color"]["expr"]
    for dimension, colour in zip(forces, tokens.forces, strict=True):
        assert f'"{dimension}": "{colour}"' in colours


def fields(seen):
    return {
        layer["encoding"]["text"]["field"]
        for layer in seen.drawn("text")
        if layer.get("encoding", {}).get("text", {}).get("field")
    }


@pytest.mark.parametrize(("columns", "many"), [(2, False), (3, False), (4, True), (10, True)])
def test_few_regions_have_their_values_more_a_legend_and_who_is_ahead(look, rows, columns, many):
    ahead = [{**row, "ahead": "Nantong 43.0", "ahead_first": False} for row in rows]
    seen = look(dumbbells(ahead, labels={**LABELS, "columns": columns, "ahead": "Ahead"}, tokens=LIGHT))
    assert ("value_text" in fields(seen)) != many
    assert ("ahead" in fields(seen)) == many
    assert "place" in fields(seen)
    names = {one["name"] for one in seen.spec.get("params", [])}
    assert names == ({"legend_columns", "legend_lines", "height"} if many else set())


def test_the_axis_has_the_ticks_given(look, rows):
    seen = look(dumbbells(rows, labels={**LABELS, "ticks": (-2.0, 0.0, 2.0)}, tokens=LIGHT))
    assert seen.using("score")[0]["encoding"]["x"]["scale"]["domain"] == [-2, 2]
    axis = seen.using("tick")[0]["data"]["values"]
    assert [row["text"] for row in axis] == ["−2", "0", "2"]


def test_long_names_stand_on_two_lines(rows):
    long = [{**row, "name": "Supporting supply and international competitiveness"} for row in rows]
    assert dumbbell_rows(long, labels=LABELS)[0]["name_lines"].count("\n") == 1


def test_a_dot_speaks(rows):
    assert dumbbell_rows(rows, labels=LABELS)[1]["spoken"] == "Innovation; Region Yancheng; Score 18"
