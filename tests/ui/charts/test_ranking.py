"""The ranking: order, focus, and regions without a score."""

from __future__ import annotations

import pytest

from ui.charts.ranking import ranked_dots, ranking_rows
from ui.theme import DARK, LIGHT

LABELS = {"rank": "Rank", "score": "Score", "median": "Median 24.1"}


def unranked(rows: list[dict], region: str) -> list[dict]:
    nothing = {"score": None, "rank": None, "score_text": None, "rank_text": "Not ranked"}
    return [{**row, **nothing} if row["region"] == region else row for row in rows]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("count", [0, 1, 13, 60])
def test_every_region_keeps_its_row(look, region_rows, tokens, count):
    seen = look(ranked_dots(region_rows(count), labels=LABELS, tokens=tokens))
    assert len(seen.rows) == count
    assert {row["region"] for row in seen.rows} == {row["region"] for row in region_rows(count)}
    assert [row["rank"] for row in seen.rows] == list(range(1, count + 1))
    assert seen.spec["height"] >= count * 28


def test_rows_go_down_in_rank_order(region_rows):
    laid = ranking_rows(region_rows(), labels=LABELS)
    assert [row["y"] for row in laid] == sorted(row["y"] for row in laid)
    assert laid[0]["name"] == "Suzhou"
    assert laid[-1]["name"] == "Yancheng"


def test_an_unranked_region_stands_last_without_a_dot(look, region_rows):
    seen = look(ranked_dots(unranked(region_rows(), "320500"), labels=LABELS, tokens=LIGHT))
    last = seen.rows[-1]
    assert (last["name"], last["rank_text"], last["score"], last["ranked"]) == (
        "Suzhou",
        "Not ranked",
        None,
        False,
    )
    assert last["spoken"] == "Suzhou; Rank Not ranked"
    assert len(seen.using("score")) >= 2
    for layer in seen.using("score"):
        assert {"filter": "datum.ranked"} in layer["transform"]


def test_focus_is_tinted_bold_and_coloured(look, region_rows):
    seen = look(ranked_dots(region_rows(), labels=LABELS, tokens=LIGHT))
    tint = seen.drawn("rect")[0]
    assert tint["mark"]["fill"] == LIGHT.tint
    assert tint["transform"] == [{"filter": "datum.focus"}]
    assert LIGHT.focus in seen.drawn("circle")[0]["mark"]["fill"]["expr"]
    names = next(
        layer for layer in seen.drawn("text") if layer["encoding"].get("text", {}).get("field") == "name"
    )
    assert names["mark"]["fontWeight"]["expr"] == '(datum.focus) ? "bold" : "normal"'
    assert [row["name"] for row in seen.rows if row["focus"]] == ["Yancheng"]


def test_all_layers_share_one_axis_from_0_to_100(look, region_rows):
    rows = [{**row, "median": 24.1} for row in region_rows()]
    seen = look(ranked_dots(rows, labels=LABELS, tokens=LIGHT))
    placed = seen.using("score") + seen.using("median")
    assert len(seen.using("median")) == 3
    assert all(layer["encoding"]["x"]["scale"]["domain"] == [0, 100] for layer in placed)
    assert all(layer["encoding"]["x"]["axis"]["orient"] == "top" for layer in placed)


def test_no_median_no_line(look, region_rows):
    assert look(ranked_dots(region_rows(), labels=LABELS, tokens=LIGHT)).using("median") == []


def test_one_mark_per_region_speaks(look, region_rows):
    seen = look(ranked_dots(region_rows(), labels=LABELS, tokens=LIGHT))
    told = [layer for layer in seen.layers if layer["mark"]["aria"]]
    assert len(told) == 1
    assert told[0]["encoding"]["description"]["field"] == "spoken"
    assert [tip["title"] for tip in told[0]["encoding"]["tooltip"]] == ["title", "Score", "Rank"]
    assert seen.rows[0]["spoken"] == "Suzhou; Score 79.3; Rank 1"


def test_a_page_may_name_its_own_tooltip(look, region_rows):
    rows = [{**row, "coverage_text": "84 %"} for row in region_rows()]
    seen = look(ranked_dots(rows, labels={"tooltip": {"coverage_text": "Coverage"}}, tokens=LIGHT))
    assert seen.rows[0]["spoken"] == "Suzhou; Coverage 84 %"


def test_ranges_lie_on_a_lane_of_places(look, region_rows):
    rows = [
        {**row, "rank_p05": max(row["rank"] - 1, 1), "rank_p95": 13, "range_text": "x"}
        for row in region_rows()
    ]
    rows[3] |= {"rank_p05": None, "rank_p95": None, "range_text": None}
    labels = {**LABELS, "range": "Range", "last": 13}
    seen = look(ranked_dots(rows, labels=labels, tokens=LIGHT))
    first, last = seen.rows[0], seen.rows[-1]
    assert (first["lane_at"], first["lane_low"], first["lane_high"]) == (0, 0, 1)
    assert (last["lane_at"], last["lane_low"], last["lane_high"]) == (1, pytest.approx(11 / 12), 1)
    assert [row["ranged"] for row in seen.rows].count(False) == 1
    assert None not in [row["range_text"] for row in seen.rows]
    bars = [layer for layer in seen.drawn("rect") if "bar_top" in str(layer["encoding"])]
    assert len(bars) == 1
    assert bars[0]["transform"] == [{"filter": "datum.ranged"}]
    assert {"1", "13", "Range"} <= {str(layer["mark"].get("text")) for layer in seen.drawn("text")}


def test_without_ranges_there_is_no_lane(look, region_rows):
    seen = look(ranked_dots(region_rows(), labels=LABELS, tokens=LIGHT))
    assert not any("lane" in expression for expression in seen.expressions())


def test_the_room_for_ranges_depends_on_the_places_alone(look, region_rows):
    labels = {**LABELS, "range": "Range", "last": 13}
    made = [
        look(
            ranked_dots(
                [{**row, "rank_p05": 1, "rank_p95": 13, "range_text": text} for row in region_rows()],
                labels=labels,
                tokens=LIGHT,
            )
        )
        for text in ("1", "10–13")
    ]
    assert list(made[0].expressions()) == list(made[1].expressions())
