"""The map page: every choice can be drawn, and hostile names, empty measures and missing outlines are said plainly."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults
from cluster_core.store.geometry import read_geometry
from tests.pages.opening import ROUTER, go
from ui import data, map_options
from ui.widget_keys import Key

HOSTILE = ("<img src=x onerror=alert(1)>", "=1+1", "\u202e反", "**粗** :red[x] $a$", "长" * 200)


def open_map(
    language: str = "en", bundle: str = "jiangsu", v: str = "", weights: tuple[float, ...] = ()
) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    scenario = default_scenario(data.dataset(bundle))
    if weights:
        scenario = scenario.with_points(scenario.framework, weights)
    app.query_params["lang"] = language
    app.query_params["s"] = scenario.encode()
    if v:
        app.query_params["v"] = v
    return go(app, "map")


def answer_from(monkeypatch: pytest.MonkeyPatch, changed: Dataset) -> None:
    assess = data.assess
    monkeypatch.setattr(data, "dataset", lambda _bundle: changed)
    monkeypatch.setattr(data, "assessment", lambda scenario: assess(changed, scenario))


def segments(app: AppTest, key: Key) -> Any:
    return next(group for group in app.get("button_group") if group.key == key)


def deck(app: AppTest) -> dict[str, Any]:
    return json.loads(app.get("deck_gl_json_chart")[0].proto.json)


def captions(app: AppTest) -> str:
    return "\n".join(caption.value for caption in app.caption)


# Every kind of number, every view and both languages, each pair of them at least once.
KINDS = [
    *[
        ("zh", view, show)
        for view, show in zip(("map", "outline", "tiles") * 2, map_options.SHOWS, strict=True)
    ],
    *[
        ("en", view, show)
        for view, show in zip(("tiles", "map", "outline") * 2, map_options.SHOWS, strict=True)
    ],
    *[
        ("en", view, show)
        for view, show in zip(("outline", "tiles", "map") * 2, map_options.SHOWS, strict=True)
    ],
]


@pytest.mark.parametrize(("language", "view", "show"), KINDS)
def test_every_view_of_every_kind_of_number(language: str, view: str, show: str) -> None:
    app = open_map(language, v=f"1~s~1~{show}~v~1~{view}~z", weights=(70, 10, 10, 10))
    assert not app.exception
    assert not app.error
    assert segments(app, Key.MAP_SHOW).value == show
    assert len(app.get("deck_gl_json_chart")) == (view == "map")
    assert len(app.get("vega_lite_chart")) == (2 if view == "map" else 3)
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))


def test_clusters_and_neighbours_over_the_map() -> None:
    app = open_map(v="1~o~1~clusters~mn~1~outlined~z")
    layers = {layer["id"]: layer for layer in deck(app)["layers"]}
    known = data.dataset("jiangsu")
    near = known.regions["320900"].neighbours
    assert {one["properties"]["code"] for one in layers["near"]["data"]["features"]} == set(near)
    assert (
        sum(one["share"] > 0 for one in layers["clusters"]["data"]) == len(layers["clusters"]["data"]) == 12
    )
    assert "12 clusters, 4 of them across regions" in captions(app)
    app.selectbox(key=Key.MAP_INDUSTRY).set_value("photovoltaics").run()
    assert not app.exception
    layers = {layer["id"]: layer for layer in deck(app)["layers"]}
    assert {one["code"] for one in layers["clusters"]["data"]} == {"320900", "320400", "321300", "320800"}
    assert len(layers["lines"]["data"]) == 6


def test_against_the_frameworks_own_weights_there_is_nothing_to_see_until_they_move() -> None:
    app = open_map(v="1~s~1~scenario~z")
    assert "no region differs" in app.title[0].value
    assert "Move the weights" in app.info[0].value
    moved = open_map(v="1~s~1~scenario~z", weights=(70, 10, 10, 10))
    assert not moved.info
    assert "this scenario less “Baseline”" in moved.title[0].value


def test_a_click_can_add_to_the_comparison() -> None:
    app = open_map()
    segments(app, Key.MAP_CLICK).set_value("compare").run()
    assert "Each click adds a region" in captions(app)
    app.session_state["compared"] = ("320900", "320100")
    app.run()
    assert not app.exception
    assert any("Compared: Yancheng and Nanjing" in one.value for one in app.markdown)
    assert any(link.proto.page == "compare" for link in app.get("page_link"))


def test_without_the_browsers_graphics_the_print_chart_is_one_click_away() -> None:
    app = open_map()
    button = app.button(key=Key.MAP_FALLBACK)
    assert "Map stays empty?" in button.label
    assert "WebGL" in button.help
    button.click().run()
    assert segments(app, Key.MAP_VIEW).value == "outline"
    assert not app.get("deck_gl_json_chart")


def test_a_made_up_country_is_drawn_and_the_view_fits_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = data.dataset("practice")
    features = []
    for at, region in enumerate(kept.regions.values()):
        west, south = (
            -62.0 + 2 * (at % 4),
            -34.0 - 2 * (at // 4),
        )  # four squares a row, far south and far west
        ring = [[west, south], [west + 2, south], [west + 2, south + 2], [west, south + 2], [west, south]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"name": region.name.en}, "geometry": geometry})
    text = json.dumps({"type": "FeatureCollection", "features": features, "approval": "No. 7"})
    (tmp_path / "map.geojson").write_text(text)
    faults = Faults()
    placed = {one: replace(region, lat=None, lon=None) for one, region in kept.regions.items()}
    drawn = read_geometry(tmp_path, placed, faults)
    assert not faults.found
    answer_from(monkeypatch, replace(kept, outlines=drawn, fingerprint="made up"))
    app = open_map(bundle="practice")
    assert not app.exception
    (found,) = [layer for layer in deck(app)["layers"] if layer["id"] == "regions"]
    assert len(found["data"]["features"]) == len(kept.regions)
    state = deck(app)["initialViewState"]
    lines = -(-len(kept.regions) // 4)
    assert state["longitude"] == -58
    assert -32 - 2 * lines < state["latitude"] < -32
    assert "No. 7" in captions(app)


@pytest.mark.parametrize("overlay", ["bubbles", "columns"])
def test_an_overlay_by_a_second_measure(overlay: str) -> None:
    app = open_map()
    segments(app, Key.MAP_OVERLAY).set_value(overlay).run()
    app.selectbox(key=Key.MAP_SECOND).set_value("export_gdp").run()
    assert not app.exception
    assert overlay in [layer["id"] for layer in deck(app)["layers"]]
    assert "Exports" in captions(app) or "xport" in captions(app)


def test_an_indicator_without_data_says_what_to_do() -> None:
    app = open_map()
    app.selectbox(key=Key.MAP_MEASURE).set_value("er_planning_fit").run()
    assert not app.exception
    assert "no comparable data" in app.title[0].value
    assert "Choose another indicator" in app.info[0].value
    assert not app.get("deck_gl_json_chart")


def test_a_change_of_an_indicator_without_a_second_year_says_what_to_do() -> None:
    app = open_map()
    segments(app, Key.MAP_SHOW).set_value("change").run()
    app.selectbox(key=Key.MAP_MEASURE).set_value("er_planning_fit").run()
    assert not app.exception
    assert app.info


def test_a_bundle_without_outlines_falls_back_to_tiles() -> None:
    app = open_map(bundle="practice")
    assert not app.exception
    assert not app.get("deck_gl_json_chart")
    assert "without outlines" in captions(app)
    assert len(app.get("vega_lite_chart")) == 3


@pytest.mark.parametrize("view", ["map", "tiles"])
def test_every_view_can_be_taken_away_as_a_picture(view: str) -> None:
    app = open_map(v=f"1~v~1~{view}~z")
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["Download PNG", "Download SVG"]


def test_the_note_stands_on_the_map() -> None:
    assert "示意图，不作为划界依据" in captions(open_map("zh"))
    assert "For illustration only, not a basis for boundaries" in captions(open_map("en"))


def test_the_language_switch_keeps_the_choice() -> None:
    app = open_map("zh")
    app.selectbox(key=Key.MAP_MEASURE).set_value("brand").run()
    segments(app, Key.LANGUAGE).set_value("en").run()
    assert app.selectbox(key=Key.MAP_MEASURE).value == "brand"
    assert not app.exception


@pytest.mark.parametrize("hostile", HOSTILE, ids=["markup", "formula", "direction", "markdown", "long"])
def test_a_hostile_name_is_text(monkeypatch: pytest.MonkeyPatch, hostile: str) -> None:
    kept = data.dataset("jiangsu")
    regions, clusters = dict(kept.regions), dict(kept.clusters)
    regions["320900"] = replace(regions["320900"], name=Text(hostile, hostile))
    clusters["js_photovoltaics"] = replace(clusters["js_photovoltaics"], name=Text(hostile, hostile))
    changed = replace(kept, regions=regions, clusters=clusters, fingerprint=f"hostile {hostile[:9]}")
    answer_from(monkeypatch, changed)
    app = open_map(v="1~o~1~clusters~z")
    assert not app.exception
    assert not app.error
    tooltip = json.loads(app.get("deck_gl_json_chart")[0].proto.tooltip)
    assert tooltip["text"] == "{tip}"
    assert "html" not in tooltip
