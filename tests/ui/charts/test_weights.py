"""The slope of ranks, and that both weights charts make one picture."""

from __future__ import annotations

import pytest

from ui.charts import contributions, grid, weights
from ui.charts.spec import spec, with_rows
from ui.charts.weights import contribution_bars, rank_slope, slope_rows
from ui.theme import DARK, LIGHT

LABELS = {"before": "Equal", "now": "Innovation first"}


@pytest.fixture
def moves(region_rows):
    """The ranking after its last four have changed places: 10 11 12 13 becomes 12 10 13 11."""

    def make(count=13):
        swap = {10: 12, 11: 10, 12: 13, 13: 11}
        return [
            {
                "region": row["region"],
                "name": row["name"],
                "rank_before": row["rank"],
                "rank_now": (now := swap.get(row["rank"], row["rank"])),
                "moved": (row["rank"] > now) - (row["rank"] < now),
                "focus": row["focus"],
            }
            for row in region_rows(count)
        ]

    return make


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("count", [0, 1, 13, 60])
def test_every_region_is_a_line(look, moves, tokens, count):
    seen = look(rank_slope(moves(count), labels=LABELS, tokens=tokens))
    assert len(seen.rows) == count
    assert seen.spec["height"] == grid.rows_height(count)


def test_both_ends_stand_in_rank_order(moves):
    laid = slope_rows(moves(), labels=LABELS)
    for rank, end in (("rank_before", "y_before"), ("rank_now", "y")):
        by_rank = sorted(laid, key=lambda row: row[rank])
        assert [row[end] for row in by_rank] == [grid.middle(i, top=grid.HEADER) for i in range(13)]


def test_movers_show_arrow_and_number(moves):
    laid = {row["name"]: row for row in slope_rows(moves(), labels=LABELS)}
    assert {name: row["move"] for name, row in laid.items() if row["move"]} == {
        "Xuzhou": "↓2", "Huai'an": "↑1", "Suqian": "↓1", "Yancheng": "↑2",
    }  # fmt: skip
    assert laid["Suzhou"]["move"] == ""
    assert laid["Yancheng"]["spoken"] == "Yancheng; Equal 13; Innovation first 11"


def test_still_lines_lie_under_movers_and_the_focus_on_top(moves):
    laid = slope_rows(moves(), labels=LABELS)
    assert [bool(row["moved"]) for row in laid] == [False] * 9 + [True] * 4
    assert laid[-1]["focus"]


def test_falling_is_dashed_and_moving_is_primary(look, moves):
    line = look(rank_slope(moves(), labels=LABELS, tokens=LIGHT)).drawn("line")[0]["mark"]
    assert line["strokeDash"]["expr"] == "(datum.moved < 0) ? [4, 3] : [1, 0]"
    assert LIGHT.primary in line["stroke"]["expr"]
    assert LIGHT.focus in line["stroke"]["expr"]


@pytest.mark.parametrize("side", ["rank_before", "rank_now"])
def test_without_a_rank_there_is_a_row_but_no_line(look, moves, side):
    rows = [{**row, side: None} if row["name"] == "Suzhou" else row for row in moves()]
    seen = look(rank_slope(rows, labels=LABELS, tokens=LIGHT))
    gone = next(row for row in seen.rows if row["name"] == "Suzhou")
    assert (gone["linked"], gone["moved"], gone["move"]) == (False, 0, "")
    assert gone["before" if side == "rank_before" else "now"] == "–"
    for layer in seen.drawn("line") + seen.drawn("circle"):
        assert {"filter": "datum.linked"} in layer["transform"]


def test_new_rows_equal_a_new_build(moves, config):
    still = [{**row, "rank_now": row["rank_before"], "moved": 0} for row in moves()]
    old = spec(rank_slope(still, labels=LABELS, tokens=DARK), config)
    new = with_rows(old, slope_rows(moves(), labels=LABELS))
    assert new == spec(rank_slope(moves(), labels=LABELS, tokens=DARK), config)


def test_ranks_may_be_floats(moves):
    rows = [
        {**row, "rank_before": float(row["rank_before"]), "rank_now": float(row["rank_now"])}
        for row in moves()
    ]
    assert slope_rows(rows, labels=LABELS) == slope_rows(moves(), labels=LABELS)


def test_slope_and_bars_share_their_rows(moves, forces):
    parts = [
        {"region": row["region"], "name": row["name"], "rank": row["rank_now"], "dimension": force, "contribution": 5,
         "contribution_text": "5", "total_text": "20.0", "focus": row["focus"]}
        for row in moves() for force in forces
    ]  # fmt: skip
    bars = {part["region"]: part["y"] for part in contributions.contribution_rows(parts, labels={})}
    assert bars == {row["region"]: row["y"] for row in slope_rows(moves(), labels={})}
    pictures = [
        rank_slope(moves(), labels=LABELS, tokens=LIGHT),
        contribution_bars(parts, labels={}, tokens=LIGHT),
    ]
    assert len({(chart.height, str(chart.padding)) for chart in pictures}) == 1


def test_the_module_offers_both_charts():
    assert weights.contribution_bars is contributions.contribution_bars
