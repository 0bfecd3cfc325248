"""Ranks under several scenarios: places by rank, lines through all columns, movers told apart."""

from __future__ import annotations

import pytest

from ui.charts import grid
from ui.charts.bumps import bump_rows, rank_bumps
from ui.theme import DARK, LIGHT

RANKS = {"a": (1, 2, 1), "b": (2, 1, 3), "c": (3, 3, 2), "d": (4, 4, 4), "e": (None, 5, None)}
LABELS = {"heads": ["A one", "B two", "C three"], "tooltip": {"rank_0": "A one", "rank_1": "B two"}}


@pytest.fixture
def rows():
    moved = {"a": 2, "b": -1, "c": 1, "d": 0, "e": 0}
    return [
        {
            "region": region,
            "name": region.upper(),
            "column": column,
            "rank": rank,
            "moved": moved[region],
            "move_text": {2: "↕", -1: "↓1", 1: "↑1", 0: ""}[moved[region]],
            "focus": region == "d",
            "rank_0": str(ranks[0]),
            "rank_1": str(ranks[1]),
        }
        for region, ranks in RANKS.items()
        for column, rank in enumerate(ranks)
    ]


def test_a_column_is_in_the_order_of_its_ranks(rows):
    laid = bump_rows(rows, labels=LABELS)
    for column in range(3):
        there = sorted((row for row in laid if row["column"] == column), key=lambda row: row["y"])
        ranks = [row["rank"] for row in there if row["rank"] is not None]
        assert ranks == sorted(ranks)
        assert [row["y"] for row in there] == [grid.middle(at, top=grid.HEADER) for at in range(5)]
    assert {row["along"] for row in laid} == {0, 0.5, 1}


def test_movers_are_painted_over_the_others_and_the_focus_last(rows):
    laid = bump_rows(rows, labels=LABELS)
    assert [*dict.fromkeys(row["region"] for row in laid)] == ["e", "a", "b", "c", "d"]


def test_who_is_not_ranked_has_a_dash_and_no_line(rows, look):
    seen = look(rank_bumps(rows, labels=LABELS, tokens=LIGHT))
    assert [row["place"] for row in seen.rows if row["region"] == "e"] == ["–", "5", "–"]
    line = seen.drawn("line")[0]
    assert {"filter": "datum.ranked"} in line["transform"]
    assert line["encoding"]["order"]["field"] == "column"


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_movers_are_coloured_and_dashed_where_they_end_lower(rows, look, tokens):
    mark = look(rank_bumps(rows, labels=LABELS, tokens=tokens)).drawn("line")[0]["mark"]
    for colour in (tokens.focus, tokens.primary):
        assert colour in mark["stroke"]["expr"]
    assert "datum.moved === -1" in mark["strokeDash"]["expr"]


def test_every_scenario_has_its_head_once(rows, look):
    seen = look(rank_bumps(rows, labels=LABELS, tokens=LIGHT))
    heads = [one["mark"]["text"] for one in seen.drawn("text") if one["mark"].get("text") in LABELS["heads"]]
    assert heads == LABELS["heads"]
    assert sum(row["row"] == 0 for row in seen.rows) == 1, "what is drawn once has one row"


def test_a_region_speaks_once(rows, look):
    seen = look(rank_bumps(rows, labels=LABELS, tokens=LIGHT))
    speaking = [one for one in seen.layers if one["mark"].get("aria")]
    assert len(speaking) == 1
    assert speaking[0]["transform"][0]["filter"] == "datum.last"
    assert next(row for row in seen.rows if row["region"] == "b")["spoken"] == "B; A one 2; B two 1"


@pytest.mark.parametrize("count", [0, 1])
def test_few_columns_are_a_chart_too(rows, look, count):
    kept = [row for row in rows if row["column"] < count]
    seen = look(rank_bumps(kept, labels={"heads": LABELS["heads"][:count]}, tokens=LIGHT))
    assert len(seen.rows) == 5 * count
