"""The shared layout: text widths, order, rows and expressions."""

from __future__ import annotations

import itertools

import altair as alt
import pytest

from ui.charts import grid
from ui.theme import LIGHT


def test_full_width_characters_are_one_em():
    assert grid.text_width("盐城") == 26
    assert grid.text_width("盐城", bold=True) > 26
    assert grid.text_width("Suzhou") < grid.text_width("Lianyungang")


@pytest.mark.parametrize(
    ("texts", "width"), [([], 1), ([None, ""], 1), (["盐城", "连云港"], 42), (["m" * 99], 171)]
)
def test_column_fits_its_longest_text_up_to_a_cap(texts, width):
    assert grid.column(texts) == pytest.approx(width, abs=1)


def test_rank_orders_ties_by_region_and_puts_the_unranked_last():
    rows = [{"region": r, "rank": k} for r, k in [("d", None), ("c", 2), ("b", 2), ("a", 4), ("e", 1)]]
    assert [row["region"] for row in grid.ranked(rows, "rank")] == ["e", "b", "c", "a", "d"]


def test_rows_stack_without_overlap():
    rows = grid.stack_rows([{}, {}, {}], top=10, step=20)
    assert [row["y"] for row in rows] == [20, 40, 60]
    assert all(upper["bottom"] < lower["top"] for upper, lower in itertools.pairwise(rows))
    assert [row["row"] for row in rows] == [0, 1, 2]


def test_spoken_skips_what_is_missing():
    row = {"name": "Suzhou", "a": "1", "b": None, "c": ""}
    assert grid.spoken(row, {"a": "Rank", "b": "Score", "c": "Grade"}) == "Suzhou; Rank 1"


def test_missing_texts_become_empty():
    row = {"a": None, "b": "1"}
    grid.fill_texts(row, "a", "b", "c")
    assert row == {"a": "", "b": "1", "c": ""}


def test_expressions_quote_their_text():
    assert grid.choose("datum.x", "it's", 1) == {"expr": '(datum.x) ? "it\'s" : 1'}
    nested = grid.choose("datum.x", 1, grid.choose("datum.y", 2, 3))
    assert nested == {"expr": "(datum.x) ? 1 : (datum.y) ? 2 : 3"}
    assert grid.lookup({"a": "#000000"}, "tone") == {"expr": '({"a": "#000000"})[datum.tone]'}


def test_tooltip_has_the_name_as_heading_and_no_raw_field_names():
    shown = [tip.to_dict() for tip in grid.tooltip({"score_text": "Score", "rank_text": ""})]
    assert [(tip["field"], tip["title"]) for tip in shown] == [("name", "title"), ("score_text", "Score")]


def test_titles_are_drawn_only_if_given():
    def build(**labels):
        return grid.assemble(
            [alt.Chart().mark_point()], [{}], height=10, labels=labels, tokens=LIGHT
        ).to_dict()

    bare = build()
    assert "title" not in bare
    assert "description" not in bare
    assert len(bare["layer"]) == 1
    full = build(title="Suzhou leads", subtitle="Score", footer="Source", description="Ranking")
    assert full["title"] == {"text": "Suzhou leads", "subtitle": "Score"}
    assert full["description"] == "Ranking"
    assert full["layer"][1]["mark"]["text"] == "Source"


def test_charts_stretch_and_clip_nothing():
    chart = grid.assemble([alt.Chart().mark_point()], [{}], height=10, labels={}, tokens=LIGHT).to_dict()
    assert chart["width"] == "container"
    assert chart["autosize"] == {"type": "fit-x", "contains": "padding"}
    assert set(chart["padding"]) == {"left", "right", "top", "bottom"}


def test_both_weights_charts_take_their_height_from_here():
    assert grid.rows_height(14) - grid.rows_height(13) == grid.STEP
