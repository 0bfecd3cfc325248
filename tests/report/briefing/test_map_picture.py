"""The map: a shape or a tile for every region, its colour by the class of its score."""

from __future__ import annotations

from cluster_core.report.briefing import look
from cluster_core.report.briefing.map_picture import HEIGHT, WIDTH, map_of
from tests.report.briefing.briefed import about, crowd, told_of, without
from tests.shipped import assessed, bundle


def rows_of(spec: object) -> list[dict[str, object]]:
    return spec["layer"][0]["data"]["values"]  # type: ignore[index]


def test_every_region_is_drawn_in_the_colour_of_its_score() -> None:
    made, scores = map_of(about("jiangsu")), assessed("jiangsu").scores.iloc[:, 0]
    rows = rows_of(made.spec)
    assert len(rows) == 13
    for row in rows:
        assert row["fill"] == f"#{look.SEQUENTIAL[min(4, int(scores[row['region']] // 20))]}"
    assert rows[-1]["region"] == "320900"
    assert "boundaries" in made.note
    assert made.alt


def test_without_outlines_there_are_tiles_where_the_regions_lie() -> None:
    rows = rows_of(map_of(about("practice")).spec)
    units = bundle("practice").regions
    places = {row["region"]: (row["x0"], row["y0"]) for row in rows}
    assert places["p01"] < places["p02"]
    assert len(places) == len(units)


def test_many_regions_stay_inside_the_picture() -> None:
    rows = rows_of(map_of(told_of(crowd(40))).spec)
    assert max(row["x1"] for row in rows) <= WIDTH  # type: ignore[type-var]
    assert max(row["y1"] for row in rows) <= HEIGHT  # type: ignore[type-var]
    assert len({(row["x0"], row["y0"]) for row in rows}) == 40


def test_a_region_without_data_is_white_and_says_so() -> None:
    rows = rows_of(map_of(told_of(without(bundle("practice"), "p09"))).spec)
    row = next(one for one in rows if one["region"] == "p09")
    assert (row["fill"], row["value"]) == (f"#{look.PAPER}", "no data")
