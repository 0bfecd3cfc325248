"""The weights laboratory: slope and bars as one picture."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest
import vl_convert

from ui.charts import contributions, grid
from ui.charts.spec import DATASET, spec, with_rows
from ui.charts.weights import ends, lab_chart, lab_rows
from ui.theme import DARK, LIGHT

LABELS = {"before": "Equal", "now": "Now", "total": "Score", "dimension": "Force", "contribution": "Adds"}


@pytest.fixture
def labels(forces):
    return {**LABELS, "dimensions": forces}


@pytest.fixture
def moves(region_rows, forces):
    """The ranking after its last four have changed places: 10 11 12 13 becomes 12 10 13 11."""

    def make(count=13):
        swap = {10: 12, 11: 10, 12: 13, 13: 11}
        return [
            {
                "region": row["region"],
                "name": row["name"],
                "rank_before": row["rank"],
                "rank_now": swap.get(row["rank"], row["rank"]),
                "focus": row["focus"],
                "head": "Innovation first",
                "total_text": row["score_text"],
                "parts": [(force, row["score"] / 4, f"{row['score'] / 4:.0f}") for force in forces],
            }
            for row in region_rows(count)
        ]

    return make


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("count", [0, 1, 13, 60])
def test_every_region_is_a_row(look, moves, labels, tokens, count):
    seen = look(lab_chart(moves(count), labels=labels, tokens=tokens))
    assert len(seen.rows) == count
    assert len(seen.spec["datasets"][contributions.DATASET]) == 4 * count
    assert seen.spec["height"] == grid.rows_height(count)


def test_both_ends_stand_in_rank_order(moves, labels):
    laid = {row["id"]: row for row in lab_rows(moves(), labels=labels)[DATASET]}
    for rank, end in (("rank_before", "y_before"), ("rank_now", "y")):
        by_rank = sorted(moves(), key=lambda row: row[rank])
        assert [laid[row["region"]][end] for row in by_rank] == [
            grid.middle(i, top=grid.HEADER) for i in range(13)
        ]


def test_movers_show_arrow_and_number(moves, labels):
    laid = {row["name"]: row for row in lab_rows(moves(), labels=labels)[DATASET]}
    assert {name: row["move"] for name, row in laid.items() if row["move"]} == {
        "Xuzhou": "↓2", "Huai'an": "↑1", "Suqian": "↓1", "Yancheng": "↑2",
    }  # fmt: skip
    assert laid["Suzhou"]["move"] == ""


def test_a_row_speaks_for_both_halves(moves, labels):
    parts = lab_rows(moves(), labels=labels)[contributions.DATASET]
    spoken = {row["name"]: row["spoken"] for row in parts if row["part"] == 0}
    assert spoken["Yancheng"] == (
        "Yancheng; Equal 13; Now 11; Score 16.0; Innovation 4; Resilience 4; Brand 4; Support 4"
    )


def test_still_lines_lie_under_movers_and_the_focus_on_top(moves, labels):
    laid = lab_rows(moves(), labels=labels)[DATASET]
    assert [bool(row["moved"]) for row in laid] == [False] * 9 + [True] * 4
    assert laid[-1]["focus"]


def test_falling_is_dashed_and_moving_is_primary(look, moves, labels):
    line = look(lab_chart(moves(), labels=labels, tokens=LIGHT)).drawn("point")[0]["mark"]
    assert line["strokeDash"]["expr"] == "(datum.moved < 0) ? [4, 3] : [1, 0]"
    assert LIGHT.primary in line["stroke"]["expr"]
    assert LIGHT.focus in line["stroke"]["expr"]


@pytest.mark.parametrize("side", ["rank_before", "rank_now"])
def test_without_a_rank_there_is_a_row_but_no_line(look, moves, labels, side):
    rows = [{**row, side: None} if row["name"] == "Suzhou" else row for row in moves()]
    seen = look(lab_chart(rows, labels=labels, tokens=LIGHT))
    gone = next(row for row in seen.rows if row["name"] == "Suzhou")
    assert (gone["linked"], gone["moved"], gone["move"]) == (False, 0, "")
    assert gone["before" if side == "rank_before" else "now"] == "–"
    for layer in [*seen.drawn("circle"), seen.drawn("point")[0]]:
        assert {"filter": "datum.linked"} in layer["transform"]


def test_new_rows_equal_a_new_build(moves, labels, config):
    still = [{**row, "rank_now": row["rank_before"], "head": "Now"} for row in moves()]
    old = spec(lab_chart(still, labels=labels, tokens=DARK), config)
    new = with_rows(old, lab_rows(moves(), labels=labels))
    assert new == spec(lab_chart(moves(), labels=labels, tokens=DARK), config)


def test_ranks_may_be_floats(moves, labels):
    rows = [
        {**row, "rank_before": float(row["rank_before"]), "rank_now": float(row["rank_now"])}
        for row in moves()
    ]
    assert lab_rows(rows, labels=labels) == lab_rows(moves(), labels=labels)


def test_a_move_without_a_change_of_rank_leaves_the_slope_alone(moves, labels):
    more = [
        {**row, "total_text": "1.0", "parts": [(one, value * 2, "") for one, value, _ in row["parts"]]}
        for row in moves()
    ]
    assert lab_rows(more, labels=labels)[DATASET] == lab_rows(moves(), labels=labels)[DATASET]


def test_every_mark_is_known_by_name(look, moves, labels):
    seen = look(lab_chart(moves(), labels=labels, tokens=LIGHT))
    assert all(layer["encoding"]["key"]["field"] == "id" for layer in seen.layers)


@pytest.mark.parametrize(
    ("values", "expected"), [([50, 50], (0, 100)), ([60, 50], None), ([-1, 5], None), ([None, 3], (0, 100))]
)
def test_the_scale_is_fixed_where_all_lie_inside(values, expected):
    row = {"region": "r", "parts": [(str(k), value, "") for k, value in enumerate(values)]}
    assert ends([row]) == expected


@pytest.mark.parametrize(
    ("width", "lined", "named"), [(350, False, False), (520, True, False), (900, True, True)]
)
def test_a_narrow_picture_keeps_ranks_and_bars(moves, labels, config, width, lined, named):
    """Drawn by Vega itself: every text stands inside, and what has no room is left out."""
    full = spec(lab_chart(moves(), labels=labels, tokens=LIGHT), config)
    svg = vl_convert.vegalite_to_svg(json.dumps({**full, "width": width}))
    root = ET.fromstring(svg)
    assert float(root.attrib["viewBox"].split()[2]) == pytest.approx(width, abs=1)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text") if element.text]
    assert texts.count("Nanjing") == (2 if named else 1)
    assert ("Equal" in texts) == lined
    assert "↑2" in texts
    assert "79.3" in texts
