"""Derive data/geo/jiangsu.geojson from the province map of the npm package echarts 4.9.0.

    npm pack echarts@4.9.0 && tar xzf echarts-4.9.0.tgz
    python scripts/make_outlines.py package/map/json/province/jiangsu.json data/geo/jiangsu.geojson

The package's licence and notice lie beside the result. Nothing is fetched, and the same input gives the same bytes.

Steps: decode the file's packed coordinates; make each outline valid; close the slivers between neighbours, so that a
border is one line that both sides share; simplify every line once; round; write rings as RFC 7946 asks for (the outer
ring against the clock, first point repeated at the end) with the adcode (GB/T 2260) as the one property.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.polygon import orient

Point = tuple[float, float]

UNITS_PER_DEGREE = 1024  # what the packed integers count
BIAS = 64  # the character "@" stands for zero
SLIVER = 0.02  # degrees: gaps narrower than this between neighbours are errors of digitising
TOLERANCE = 0.01  # degrees: a corner goes where its triangle is smaller than the square of this
DECIMALS = 4  # about ten metres
CODES = tuple(f"32{number:02d}00" for number in range(1, 14))


def unpack(text: str, start: Sequence[int]) -> list[Point]:
    """Return the points of one ring.

    Each coordinate is a step from the point before, the first from `start`; a step n is kept as 2n, or as -2n - 1
    where it is negative, in one character.

    >>> unpack("BA@D", [1023, 2049])
    [(1.0, 2.0), (1.0, 2.001953125)]
    """
    x, y = start
    points: list[Point] = []
    for across, up in zip(text[::2], text[1::2], strict=True):
        x += _step(across)
        y += _step(up)
        points.append((x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE))
    return points


def _step(character: str) -> int:
    """Return the step that a character stands for.

    >>> [_step(chr(BIAS + code)) for code in range(5)]
    [0, -1, 1, -2, 2]
    """
    code = ord(character) - BIAS
    return -(code + 1) // 2 if code % 2 else code // 2


def outline(feature: dict[str, Any]) -> MultiPolygon:
    """Return a feature's parts as valid polygons."""
    geometry = feature["geometry"]
    parts, starts = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        parts, starts = [parts], [starts]
    polygons = []
    for rings, offsets in zip(parts, starts, strict=True):
        shell, *holes = (unpack(ring, offset) for ring, offset in zip(rings, offsets, strict=True))
        polygons.append(Polygon(shell, holes))
    return shapely.union_all(
        [shapely.make_valid(one, method="structure", keep_collapsed=False) for one in polygons]
    )


def shared(outlines: Sequence[Any]) -> list[Any]:
    """Return the outlines with common borders, each simplified once for both sides."""
    clean = shapely.coverage_clean(outlines, gap_width=SLIVER)
    simple = shapely.coverage_simplify(clean, TOLERANCE)
    return list(shapely.set_precision(simple, 10.0**-DECIMALS, mode="pointwise"))


def rings(polygon: Polygon) -> list[list[list[float]]]:
    """Return a polygon's rings as GeoJSON has them."""
    turned = orient(polygon)
    return [
        [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
        for ring in (turned.exterior, *turned.interiors)
    ]


def collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the finished map: one feature a city, in the order of the codes, its largest part first."""
    by_code = {feature["id"]: feature for feature in features}
    if tuple(sorted(by_code)) != CODES:
        raise SystemExit(f"found the codes {sorted(by_code)}, expected {list(CODES)}")
    made = []
    for code, shape in zip(CODES, shared([outline(by_code[code]) for code in CODES]), strict=True):
        parts = sorted(shapely.get_parts(shape), key=lambda part: (-part.area, part.bounds))
        made.append(
            {
                "type": "Feature",
                "properties": {"adcode": code},
                "geometry": {"type": "MultiPolygon", "coordinates": [rings(part) for part in parts]},
            }
        )
    return {"type": "FeatureCollection", "features": made}


def main() -> None:
    """Read the package's file, write ours."""
    parser = argparse.ArgumentParser(description="Derive the outlines of Jiangsu's cities.")
    parser.add_argument("source", type=Path, help="the unpacked package's map/json/province/jiangsu.json")
    parser.add_argument("target", type=Path, help="the GeoJSON file to write")
    places = parser.parse_args()
    made = collection(json.loads(places.source.read_text(encoding="utf-8"))["features"])
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in made["features"])
    text = '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n"
    places.target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
