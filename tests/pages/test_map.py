"""The map page: every choice can be drawn, and hostile names, empty measures and missing outlines are said plainly."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Text
from tests.pages.opening import ROUTER, go
from ui import data
from ui.widget_keys import Key

HOSTILE = ("<img src=x onerror=alert(1)>", "=1+1", "\u202e反", "**粗** :red[x] $a$", "长" * 200)


def open_map(language: str = "en", bundle: str = "jiangsu") -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = language
    app.query_params["s"] = default_scenario(data.dataset(bundle)).encode()
    return go(app, "map")


def segments(app: AppTest, key: Key) -> Any:
    return next(group for group in app.get("button_group") if group.key == key)


def deck(app: AppTest) -> dict[str, Any]:
    return json.loads(app.get("deck_gl_json_chart")[0].proto.json)


def captions(app: AppTest) -> str:
    return "\n".join(caption.value for caption in app.caption)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", ["map", "outline", "tiles"])
@pytest.mark.parametrize("show", ["value", "rank", "change"])
def test_every_view_of_every_kind_of_number(language: str, view: str, show: str) -> None:
    app = open_map(language)
    segments(app, Key.MAP_SHOW).set_value(show).run()
    segments(app, Key.MAP_VIEW).set_value(view).run()
    assert not app.exception
    assert not app.error
    assert len(app.get("deck_gl_json_chart")) == (view == "map")
    assert len(app.get("vega_lite_chart")) == (2 if view == "map" else 3)
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))


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


@pytest.mark.parametrize(("view", "count"), [("map", 0), ("outline", 2), ("tiles", 2)])
def test_a_chart_can_be_taken_away_and_the_movable_map_cannot(view: str, count: int) -> None:
    app = open_map()
    segments(app, Key.MAP_VIEW).set_value(view).run()
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["Download PNG", "Download SVG"][:count]


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
    regions = dict(kept.regions)
    regions["320900"] = replace(regions["320900"], name=Text(hostile, hostile))
    changed = replace(kept, regions=regions, fingerprint=f"hostile {hostile[:9]}")
    assess = data.assess
    monkeypatch.setattr(data, "dataset", lambda _bundle: changed)
    monkeypatch.setattr(data, "assessment", lambda scenario: assess(changed, scenario))
    app = open_map()
    assert not app.exception
    assert not app.error
    tooltip = json.loads(app.get("deck_gl_json_chart")[0].proto.tooltip)
    assert tooltip["text"] == "{tip}"
    assert "html" not in tooltip
