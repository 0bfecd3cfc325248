"""Read and check the outlines of a bundle's regions: GeoJSON (RFC 7946) of the user's own, else the project's.

`map.geojson` in the bundle's folder wins. Without it the first file of the folder `geo` beside the bundles (else of the
project) that knows every region of the bundle is taken; a bundle whose regions nobody has drawn has no outlines.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from cluster_core.model.dataset import Unit
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.tables import read_text

OWN_FILE = "map.geojson"
GEO_FOLDER = "geo"
PROJECT_GEO = Path(__file__).resolve().parents[2] / "data" / GEO_FOLDER
LARGEST_FILE = 50_000_000  # bytes
MOST_POINTS = 200_000  # more is slow in any browser, and no screen shows it
LONGEST_APPROVAL = 120
FAR = 1.0  # degrees between an outline's box and the seat of its region
DECIMALS = 6  # ten centimetres
KEYS = ("adcode", "region", "name")
SWAPPED = "Longitude stands first, latitude second: they look swapped."
METRES = "These look like metres of a projected map: export it in degrees (WGS 84, EPSG:4326)."
DEGREES = "Degrees are wanted."
TOPOLOGY = "Convert it to GeoJSON first: programs for maps export both."
SIMPLER = "Simplify the outlines: a screen shows a few hundred points a region."
REPAIR = "Repair the geometry in a program for maps, or draw the ring anew."
NAME_KEY = "Rename the property that holds the region's code to adcode."
METRES_FROM = 1000.0  # degrees end at 180, what is far beyond is a length

Ring = list[list[float]]
Shape = list[list[Ring]]  # polygons of rings, the first ring of a polygon outside


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One feature as read."""

    code: str
    place: Place
    shape: Shape


def geometry_files(bundle: Path) -> list[Path]:
    """Return the files that may hold a bundle's outlines: its own alone where it has one, else the shared ones."""
    own = bundle / OWN_FILE
    if own.is_file():
        return [own]
    beside = bundle.resolve().parent / GEO_FOLDER
    return sorted((beside if beside.is_dir() else PROJECT_GEO).glob("*.geojson"))


def read_geometry(bundle: Path, regions: Mapping[str, Unit], faults: Faults) -> str:
    """Return the outlines of a bundle's regions as GeoJSON text, empty where there are none.

    Each feature is a MultiPolygon and has the region's id as `properties.code` and the place of its name as
    `properties.at`; the top-level `approval` is the number under which the map may be shown in public, empty where the
    file names none.

    Parameters
    ----------
    bundle : the bundle's folder
    regions : the regions of the bundle
    faults : takes every fault of the bundle's own file, and of a shared one that serves the bundle

    Examples
    --------
    >>> from cluster_core.model.text import Text
    >>> read_geometry(Path("data/practice"), {"p01": Unit("p01", Text("Starbridge"))}, Faults())
    ''
    """
    if not regions:
        return ""
    for path in geometry_files(bundle):
        own = path.name == OWN_FILE and path.parent == bundle
        label = f"{path.parent.name}/{path.name}"
        noted = faults if own else Faults()
        text = read_collection(path, regions, noted, label, strict=own)
        if own or text:
            faults.found += [] if own else noted.found
            return text
    return ""


def read_collection(
    path: Path, regions: Mapping[str, Unit], faults: Faults, label: str, *, strict: bool = True
) -> str:
    """Return one file's outlines as GeoJSON text; empty after noting faults.

    Unless `strict`, features of other regions are passed over, and a file that lacks a region serves not at all.
    """
    before = len(faults.found)
    document = _document(path, faults, label)
    if document is None:
        return ""
    names = {one: region.id for region in regions.values() for one in (region.name.zh, region.name.en) if one}
    drawn = _features(document, label, faults, {**names, **{region: region for region in regions}}, strict)
    if not strict and {one.code for one in drawn} != set(regions):
        return ""
    _refuse_doubled(drawn, faults)
    if sum(len(ring) for one in drawn for polygon in one.shape for ring in polygon) > MOST_POINTS:
        found = f"more than {MOST_POINTS} points"
        faults.add(Place(label, None, "points"), found, f"at most {MOST_POINTS}", SIMPLER)
        return ""
    _refuse_no_degrees(drawn, faults)
    if len(faults.found) == before:
        for one in drawn:
            _check_shape(one, regions[one.code], faults)
    approval = _approval(document, label, faults)
    return "" if len(faults.found) > before else _written(drawn, approval)


def _document(path: Path, faults: Faults, label: str) -> dict[str, Any] | None:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # read_text says what is wrong
    if size > LARGEST_FILE:
        faults.add(Place(label, None, "file"), f"{size} bytes", f"at most {LARGEST_FILE} bytes", SIMPLER)
        return None
    text = read_text(path, faults, label)
    if text is None:
        return None
    try:
        document = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as broken:
        faults.add(Place(label, broken.lineno, "JSON"), broken.msg, "well-formed JSON")
        return None
    except (ValueError, RecursionError) as broken:
        found = "lists within lists without end" if isinstance(broken, RecursionError) else str(broken)
        faults.add(Place(label, None, "JSON"), found, "well-formed JSON")
        return None
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        return cast("dict[str, Any]", document)
    kind = document.get("type") if isinstance(document, dict) else None
    found = "a document without a type" if kind is None else quote(str(kind))
    hint = TOPOLOGY if kind == "Topology" else ""
    faults.add(Place(label, None, "type"), found, "a GeoJSON FeatureCollection", hint)
    return None


def _no_number(found: str) -> float:
    raise ValueError(f"{found}, which is no number")


def _features(
    document: dict[str, Any], label: str, faults: Faults, known: Mapping[str, str], strict: bool
) -> list[_Drawn]:
    features = document.get("features")
    if not isinstance(features, list) or not features:
        faults.add(Place(label, None, "features"), "no list of features", "one feature a region")
        return []
    drawn: list[_Drawn] = []
    for index, feature in enumerate(cast("list[Any]", features)):
        place = Place(label, None, f"features[{index}]")
        code = _code(feature, place, faults, known, strict)
        shape = _shape(feature, place, faults) if code else None
        if code and shape:
            drawn.append(_Drawn(code, place, shape))
    return drawn


def _code(feature: Any, place: Place, faults: Faults, known: Mapping[str, str], strict: bool) -> str | None:
    """Return the region that a feature's key names: a code, or a name in either language."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    key = next((one for one in KEYS if isinstance(properties, dict) and one in properties), None)
    if key is None:
        if strict:
            faults.add(place, "no key", "a property adcode, region or name", NAME_KEY)
        return None
    given = cast("dict[str, Any]", properties)[key]
    # Programs for maps write a column of codes as fractions where one of them is missing.
    value = str(int(given) if isinstance(given, float) and given.is_integer() else given).strip()
    if value in known or not strict:
        return known.get(value)
    faults.known(place.column_of(f"{place.column}.{key}"), value, dict.fromkeys(known.values()), "region")
    return None


def _refuse_doubled(drawn: Iterable[_Drawn], faults: Faults) -> None:
    seen: dict[str, str] = {}
    for one in drawn:
        if one.code in seen:
            found = f"a duplicate {quote(one.code)} (also in {seen[one.code]})"
            faults.add(one.place, found, "every region once; several parts are one MultiPolygon")
        seen.setdefault(one.code, one.place.column)


def _shape(feature: dict[str, Any], place: Place, faults: Faults) -> Shape | None:
    """Return a feature's polygons as rings of numbers."""
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        faults.add(place, quote(str(kind)), "a geometry Polygon or MultiPolygon")
        return None
    given = cast("dict[str, Any]", geometry).get("coordinates")
    polygons = _list([given] if kind == "Polygon" else given)
    shape = [[_ring(ring) for ring in _list(polygon)] for polygon in polygons]
    if shape and all(polygon and all(polygon) for polygon in shape):
        return shape
    faults.add(
        place, "a ring that is no ring", "rings of four or more [longitude, latitude], first and last equal"
    )
    return None


def _list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _ring(value: Any) -> Ring:
    """Return a ring's points without heights; empty where it is none."""
    points = [_point(point) for point in _list(value)]
    ring = [point for point in points if point is not None]
    return ring if len(ring) == len(points) >= 4 and ring[0] == ring[-1] else []


def _point(value: Any) -> list[float] | None:
    numbers = _list(value)[:2]
    if len(numbers) < 2 or not all(type(one) in (int, float) and abs(one) < 1e9 for one in numbers):
        return None
    return [round(float(one), DECIMALS) for one in numbers]


def _refuse_no_degrees(drawn: Iterable[_Drawn], faults: Faults) -> None:
    """Refuse coordinates that are no longitudes and latitudes: one mistake of the whole file is told once."""
    wrong = [one for one in drawn if (reach := _reach(one.shape))[0] > 180 or reach[1] > 90]
    if not wrong:
        return
    lon, lat = (max(_reach(one.shape)[axis] for one in wrong) for axis in (0, 1))
    x, y = wrong[0].shape[0][0][0]
    more = f" and as much in {len(wrong) - 1} more" if len(wrong) > 1 else ""
    allowed = "longitude -180 to 180 and latitude -90 to 90"
    faults.add(wrong[0].place, f"[{x:g}, {y:g}]{more}", allowed, _hint(lon, lat))


def _hint(lon: float, lat: float) -> str:
    """Return what numbers that reach so far are likely to be."""
    if lon <= 90 and lat <= 180:
        return SWAPPED
    return METRES if max(lon, lat) > METRES_FROM else DEGREES


def _reach(shape: Shape) -> tuple[float, float]:
    """Return how far coordinates reach from 0, first and second."""
    points = [point for polygon in shape for ring in polygon for point in ring]
    return max(abs(point[0]) for point in points), max(abs(point[1]) for point in points)


def _check_shape(drawn: _Drawn, region: Unit, faults: Faults) -> None:
    points = [point for polygon in drawn.shape for ring in polygon for point in ring]
    at = [point[0] for point in points], [point[1] for point in points]
    if region.lat is not None and region.lon is not None:
        _check_seat(drawn, (region.lon, region.lat), at, faults)
    if reason := _crossing(drawn.shape):
        allowed = "rings that do not cross themselves or each other"
        faults.add(drawn.place, f"an invalid ring ({reason})", allowed, REPAIR)


def _check_seat(
    drawn: _Drawn, seat: tuple[float, float], at: tuple[list[float], list[float]], faults: Faults
) -> None:
    """Refuse an outline that lies elsewhere than its region's seat in regions.csv."""
    if _outside(seat, at) <= FAR:
        return
    found = f"an outline around [{_middle(at[0]):g}, {_middle(at[1]):g}]"
    hint = SWAPPED if _outside((seat[1], seat[0]), at) <= FAR else ""
    faults.add(drawn.place, found, f"one around the seat of {drawn.code} [{seat[0]:g}, {seat[1]:g}]", hint)


def _outside(seat: tuple[float, float], at: tuple[list[float], list[float]]) -> float:
    """Return by how many degrees a seat lies outside the box of an outline."""
    gaps = [max(min(line) - own, own - max(line), 0.0) for own, line in zip(seat, at, strict=True)]
    return math.hypot(*gaps)


def _middle(line: list[float]) -> float:
    return round((min(line) + max(line)) / 2, 2)


def _crossing(shape: Shape) -> str:
    """Return why polygons are no valid surface, empty where they are."""
    import shapely  # late: only a build draws

    made = shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in shape])
    return "" if shapely.is_valid(made) else str(shapely.is_valid_reason(made))


def _label(shape: Shape) -> list[float]:
    """Return the point of the largest polygon that lies farthest from its border: a name has most room there."""
    import shapely

    polygons = [shapely.Polygon(polygon[0], polygon[1:]) for polygon in shape]
    largest = max(polygons, key=lambda polygon: polygon.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(math.sqrt(largest.area) / 100, 1e-6))
    lon, lat = shapely.get_coordinates(circle)[0].tolist()
    return [round(lon, 4), round(lat, 4)]


def _approval(document: dict[str, Any], label: str, faults: Faults) -> str:
    value = document.get("approval", "")
    if isinstance(value, str) and len(value) <= LONGEST_APPROVAL and value.isprintable():
        return value.strip()
    faults.add(
        Place(label, None, "approval"), quote(str(value)), f"a text of at most {LONGEST_APPROVAL} signs"
    )
    return ""


def _written(drawn: Iterable[_Drawn], approval: str) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"code": one.code, "at": _label(one.shape)},
            "geometry": {"type": "MultiPolygon", "coordinates": one.shape},
        }
        for one in drawn
    ]
    made = {"type": "FeatureCollection", "approval": approval, "features": features}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))
