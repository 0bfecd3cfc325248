"""The shipped outlines: complete, valid, without gaps that a person would see, and in step with regions.csv."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from scripts import make_outlines

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "data" / "geo" / "jiangsu.geojson"
VISIBLE = 0.001  # share of the whole area


@pytest.fixture(scope="module")
def features() -> list[dict[str, Any]]:
    return json.loads(FILE.read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def shapes(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {one["properties"]["adcode"]: shapely.geometry.shape(one["geometry"]) for one in features}


@pytest.fixture(scope="module")
def regions() -> dict[str, dict[str, str]]:
    with (ROOT / "data" / "jiangsu" / "regions.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["region"]: row for row in csv.DictReader(file)}


def test_thirteen_cities_with_their_codes(
    features: list[dict[str, Any]], regions: dict[str, dict[str, str]]
) -> None:
    codes = [one["properties"]["adcode"] for one in features]
    assert codes == sorted(regions)
    assert len(codes) == 13


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 150_000


def test_rings_are_valid_closed_and_turned_as_the_standard_asks(features: list[dict[str, Any]]) -> None:
    for one in features:
        for shell, *holes in one["geometry"]["coordinates"]:
            assert shapely.Polygon(shell, holes).is_valid
            assert shell[0] == shell[-1]
            assert shapely.LinearRing(shell).is_ccw
            assert not holes


def test_islands_are_kept(shapes: dict[str, Any]) -> None:
    parts = {code: len(shape.geoms) for code, shape in shapes.items() if len(shape.geoms) > 1}
    assert parts == {"320100": 2, "320600": 2, "320700": 5}  # as in the source


def test_every_seat_lies_in_its_city(shapes: dict[str, Any], regions: dict[str, dict[str, str]]) -> None:
    for code, row in regions.items():
        assert shapes[code].distance(shapely.Point(float(row["lon"]), float(row["lat"]))) <= 0.1


def test_no_gap_and_no_overlap_that_a_person_would_see(shapes: dict[str, Any]) -> None:
    every = list(shapes.values())
    whole = shapely.union_all(every)
    gaps = sum(shapely.Polygon(ring).area for part in whole.geoms for ring in part.interiors)
    overlap = sum(shape.area for shape in every) - whole.area
    assert gaps < VISIBLE * whole.area
    assert overlap < VISIBLE * whole.area
    assert shapely.coverage_is_valid(every)


def test_neighbours_touch_and_others_do_not(
    shapes: dict[str, Any], regions: dict[str, dict[str, str]]
) -> None:
    for code, row in regions.items():
        border = {
            other
            for other, shape in shapes.items()
            if other != code and shapely.intersection(shapes[code], shape).length > 0
        }
        assert border == set(row["neighbours"].split(";"))  # no exceptions


def test_steps_are_unpacked_by_hand() -> None:
    """`D` is 68 - 64 = 4, a step of 2; `C` is 3, a step of -2; `@` is 0."""
    assert make_outlines.unpack("D@@C", [1022, 1026]) == [(1.0, 1026 / 1024), (1.0, 1.0)]


def test_two_sides_of_a_border_become_one_line() -> None:
    left = shapely.Polygon([(0, 0), (1, 0), (1.004, 0.5), (1, 1), (0, 1)])
    right = shapely.Polygon([(1, 0), (2, 0), (2, 1), (1, 1)])
    made = make_outlines.shared([left, right])
    assert shapely.coverage_is_valid(made)
    assert shapely.intersection(*made).length == pytest.approx(1, abs=0.05)


def test_a_missing_city_is_refused() -> None:
    with pytest.raises(SystemExit, match="320100"):
        make_outlines.collection([{"id": "320100"}])
