"""Outlines of a bundle's regions: which file is taken, what is read, and every fault by its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cluster_core.model.dataset import Unit
from cluster_core.model.text import Text
from cluster_core.store import geometry
from cluster_core.store.build import build, digest_of_inputs
from cluster_core.store.check import check_path
from cluster_core.store.faults import Faults
from cluster_core.store.geometry import geometry_files, read_geometry
from cluster_core.store.read import load_dataset
from tests.store.samples import bundle, told

REGIONS = {
    "A": Unit("A", Text("甲市", "Alpha"), lat=30.5, lon=120.5),
    "B": Unit("B", Text("乙市", "Beta"), lat=30.5, lon=121.5),
    "320100": Unit("320100", Text("丙市", "Gamma")),
}
LEFT = [[120, 30], [121, 30], [121, 31], [120, 31], [120, 30]]
RIGHT = [[x + 1, y] for x, y in LEFT]
FAR = [[x + 9, y] for x, y in LEFT]


def feature(properties: Any, ring: Any = LEFT, kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": [ring] if kind == "Polygon" else ring},
    }


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tuple[dict[str, Any], list[str]]]:
    """A function that reads a document as map.geojson of a bundle: what was read, and the faults."""

    def read_(document: Any) -> tuple[dict[str, Any], list[str]]:
        text = document if isinstance(document, str) else json.dumps(document)
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        (folder / "map.geojson").write_text(text, encoding="utf-8")
        faults = Faults()
        made = read_geometry(folder, REGIONS, faults)
        return (json.loads(made) if made else {}), told(faults)

    return read_


Read = Callable[..., tuple[dict[str, Any], list[str]]]


def test_a_map_is_read_by_any_of_its_keys(read: Read) -> None:
    island = [[[[x + 1.2, y] for x, y in LEFT]], [[[130, 35], [130.1, 35], [130, 35.1], [130, 35]]]]
    made, faults = read(
        collection(
            feature({"adcode": 320100, "name": "ignored"}, FAR),
            feature({"region": "A"}),
            feature({"name": "乙市"}, island, "MultiPolygon"),
            approval=" 审图号：苏S(2024)1号 ",
        )
    )
    assert faults == []
    assert made["approval"] == "审图号：苏S(2024)1号"
    assert [one["properties"]["code"] for one in made["features"]] == ["320100", "A", "B"]
    assert made["features"][1]["properties"]["at"] == pytest.approx([120.5, 30.5], abs=0.02)
    assert made["features"][2]["properties"]["at"] == pytest.approx([121.7, 30.5], abs=0.02), (
        "in the largest part"
    )
    assert made["features"][1]["geometry"] == {"type": "MultiPolygon", "coordinates": [[LEFT]]}
    assert len(made["features"][2]["geometry"]["coordinates"]) == 2


def test_heights_are_dropped_and_numbers_rounded(read: Read) -> None:
    made, faults = read(collection(feature({"name": "Alpha"}, [[x + 1e-9, y, 7] for x, y in LEFT])))
    assert faults == []
    assert made["features"][0]["geometry"]["coordinates"] == [[LEFT]]


BAD = {
    "no key": (
        collection(feature({"id": "A"})),
        "features[0]: found no key, allowed: a property adcode, region or name. Rename the property",
    ),
    "no properties": (collection(feature(None)), "features[0]: found no key"),
    "unknown code": (
        collection(feature({"adcode": "330100"})),
        "features[0].adcode: found '330100', allowed: a known region (A, B, 320100)",
    ),
    "doubled code": (
        collection(feature({"region": "A"}), feature({"name": "Alpha"})),
        "features[1]: found a duplicate 'A' (also in features[0])",
    ),
    "crossing": (
        collection(feature({"region": "A"}, [[120, 30], [121, 31], [121, 30], [120, 31], [120, 30]])),
        "features[0]: found an invalid ring (Self-intersection[120.5 30.5]), allowed: rings that do not cross "
        "themselves or each other. Repair the geometry",
    ),
    "open ring": (
        collection(feature({"region": "A"}, LEFT[:-1])),
        "features[0]: found a ring that is no ring",
    ),
    "short ring": (collection(feature({"region": "A"}, LEFT[:1] * 3)), "found a ring that is no ring"),
    "text in a ring": (collection(feature({"region": "A"}, [["x", 1]] * 4)), "found a ring that is no ring"),
    "truth in a ring": (
        collection(feature({"region": "A"}, [[True, 1]] * 4)),
        "found a ring that is no ring",
    ),
    "no ring": (collection(feature({"region": "A"}, [], "MultiPolygon")), "found a ring that is no ring"),
    "a point": (
        collection(feature({"region": "A"}, [120, 30], "Point")),
        "features[0]: found 'Point', allowed: a geometry Polygon or MultiPolygon",
    ),
    "no geometry": (
        collection({"properties": {"region": "A"}}),
        "features[0]: found 'None', allowed: a geometry",
    ),
    "swapped": (
        collection(feature({"region": "A"}, [[y, x] for x, y in LEFT])),
        "longitude -180 to 180 and latitude -90 to 90. Longitude stands first",
    ),
    "metres": (
        collection(feature({"region": "A"}, [[x * 1e5, y * 1e5] for x, y in LEFT])),
        "features[0]: found [1.2e+07, 3e+06], allowed: longitude -180 to 180 and latitude -90 to 90. "
        "These look like metres of a projected map: export it in degrees (WGS 84, EPSG:4326)",
    ),
    "beyond the globe": (
        collection(feature({"region": "A"}, [[x + 100, y] for x, y in LEFT])),
        "found [220, 30], allowed: longitude -180 to 180 and latitude -90 to 90. Degrees are wanted",
    ),
    "elsewhere": (
        collection(feature({"region": "A"}, FAR)),
        "features[0]: found an outline around [129.5, 30.5], allowed: one around the seat of A [120.5, 30.5]",
    ),
    "no collection": (
        feature({"region": "A"}),
        "type: found 'Feature', allowed: a GeoJSON FeatureColl",
    ),
    "a list": ([1], "type: found a document without a type, allowed: a GeoJSON FeatureCollection"),
    "TopoJSON": (
        {"type": "Topology", "objects": {}, "arcs": []},
        "type: found 'Topology', allowed: a GeoJSON FeatureCollection. Convert it to GeoJSON first",
    ),
    "a text": ('"map"', "type: found a document without a type"),
    "no features": (collection(), "features: found no list of features"),
    "cut off": (
        '{"type": "FeatureCollection",\n "features": [',
        "map.geojson:2: JSON: found Expecting value",
    ),
    "not a number": ('{"x": NaN}', "JSON: found NaN, which is no number"),
    "an abyss": ("[" * 100_000, "JSON: found lists within lists without end"),
    "approval": (
        collection(feature({"region": "A"}), approval="x\u202e"),
        r"approval: found 'x\u202e', allowed: a text of at most 120 signs",
    ),
}


@pytest.mark.parametrize(("document", "said"), BAD.values(), ids=BAD)
def test_a_fault_is_named(read: Read, document: Any, said: str) -> None:
    made, faults = read(document)
    assert made == {}
    assert len(faults) == 1
    assert faults[0].startswith("demo/map.geojson")
    assert said in faults[0]


@pytest.mark.parametrize(
    ("turn", "hint"),
    [(lambda x, y: [y, x], geometry.SWAPPED), (lambda x, y: [x * 1e5, y * 1e5], geometry.METRES)],
    ids=["swapped", "metres"],
)
def test_one_mistake_of_the_whole_file_is_told_once(read: Read, turn: Callable[..., Any], hint: str) -> None:
    rings = {"A": LEFT, "B": RIGHT, "320100": FAR}
    features = [feature({"region": code}, [turn(x, y) for x, y in ring]) for code, ring in rings.items()]
    made, faults = read(collection(*features))
    assert made == {}
    assert len(faults) == 1
    assert "and as much in 2 more, allowed: longitude -180 to 180" in faults[0]
    assert faults[0].endswith(hint)


def test_a_code_that_a_program_wrote_as_a_fraction_is_a_code(read: Read) -> None:
    made, faults = read(collection(feature({"adcode": 320100.0})))
    assert faults == []
    assert made["features"][0]["properties"]["code"] == "320100"


def test_a_swap_that_stays_on_the_globe_is_seen_by_the_seat(tmp_path: Path) -> None:
    regions = {"A": Unit("A", Text("A"), lat=48.5, lon=2.5)}
    swapped = [[48, 2], [49, 2], [49, 3], [48, 3], [48, 2]]
    (tmp_path / "map.geojson").write_text(json.dumps(collection(feature({"region": "A"}, swapped))))
    faults = Faults()
    assert read_geometry(tmp_path, regions, faults) == ""
    assert "Longitude stands first" in told(faults)[0]


def test_too_large_and_too_fine(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    good = collection(feature({"region": "A"}))
    monkeypatch.setattr(geometry, "MOST_POINTS", 4)
    assert "points: found more than 4 points" in read(good)[1][0]
    monkeypatch.setattr(geometry, "LARGEST_FILE", 10)
    assert "allowed: at most 10 bytes" in read(good)[1][0]


def test_fifty_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with (tmp_path / "map.geojson").open("wb") as file:
        file.truncate(geometry.LARGEST_FILE + 1)
    faults = Faults()
    assert read_geometry(tmp_path, REGIONS, faults) == ""
    assert told(faults) == [
        f"{tmp_path.name}/map.geojson: file: found 50000001 bytes, allowed: at most 50000000 bytes. {geometry.SIMPLER}"
    ]


def test_the_shared_map_serves_a_bundle_whose_regions_it_knows() -> None:
    def codes(regions: dict[str, Unit]) -> list[str]:
        faults = Faults()
        made = read_geometry(Path("elsewhere"), regions, faults)
        assert told(faults) == []
        return [one["properties"]["code"] for one in json.loads(made)["features"]] if made else []

    some = {code: Unit(code, Text(code)) for code in ("320900", "320600")}
    assert codes(some) == ["320600", "320900"]
    assert codes({**some, "p01": Unit("p01", Text("x"))}) == []
    assert codes({}) == []


def test_the_bundles_own_map_wins(tmp_path: Path) -> None:
    shared = geometry_files(Path("data/jiangsu"))
    assert [path.name for path in shared] == ["jiangsu.geojson"]
    (tmp_path / "map.geojson").write_text("{}")
    assert geometry_files(tmp_path) == [tmp_path / "map.geojson"]


def test_the_map_travels_in_the_database(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    before = digest_of_inputs([folder])
    plain = load_dataset(folder)
    ring = [[-120, 33], [-119, 33], [-119, 34], [-120, 33]]
    (folder / "map.geojson").write_text(json.dumps(collection(feature({"name": "One"}, ring))))
    assert digest_of_inputs([folder]) != before
    drawn = load_dataset(folder)
    build([folder], tmp_path / "x.duckdb")
    assert plain.outlines == ""
    assert '"code":"R1"' in drawn.outlines
    assert load_dataset(tmp_path / "x.duckdb").outlines == drawn.outlines
    assert load_dataset(tmp_path / "x.duckdb").fingerprint == drawn.fingerprint != plain.fingerprint


def test_check_reports_a_faulty_map(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    (folder / "map.geojson").write_text("{")
    assert next(str(fault) for fault in check_path(folder)).startswith("demo/map.geojson:1: JSON: found ")
