"""Pictures of the map: what they say of themselves, and the files they become."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from ui import data, map_figures, map_pictures, map_rows
from ui.map_words import Choice
from ui.theme import DARK, LIGHT


@pytest.fixture(autouse=True)
def dark(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader in the dark: pictures are light all the same."""
    monkeypatch.setattr(map_figures.figures, "tokens", lambda: DARK)


def parts(assessment: Assessment, view: str, **more: Any) -> tuple:
    found = map_rows.mapped(assessment, Choice(assessment.framework.id, view=view, **more))
    drawn = {"rows": map_pictures.picture_rows(found), **map_figures.over(found)}
    return view, drawn, map_pictures.picture_labels(found)


def practice() -> Assessment:
    return data.assessment(default_scenario(data.dataset("practice")))


@pytest.mark.parametrize("view", ["outline", "tiles"])
def test_a_picture_says_all_that_the_page_says(english: None, assessment: Assessment, view: str) -> None:
    made = map_pictures.picture_spec(*parts(assessment, view))
    said = json.dumps(made)
    for words in (
        "Highest class (60 ",
        "Four forces; scores",
        "For illustration only, not a basis for boundaries",
        "Source: ",
        assessment.scenario.encode(),
        "data version 1",
        "Focus",
    ):
        assert words in said
    assert "fictional" not in said
    assert made["config"]["background"] == LIGHT.paper
    rows = made["datasets"]["rows"]
    assert {row["fill"] for row in rows} <= set(LIGHT.sequential)
    assert len(rows) == 13


def test_an_approval_number_stands_on_the_picture(english: None, assessment: Assessment) -> None:
    document = json.loads(assessment.dataset.outlines)
    document["approval"] = "GS (2024) 1"
    own = replace(assessment.dataset, outlines=json.dumps(document), fingerprint="approved")
    assert "boundaries; GS (2024) 1" in parts(replace(assessment, dataset=own), "outline")[2]["notes"][0]


@pytest.mark.parametrize(
    ("reader", "words"), [("chinese", "练习数据（虚构）"), ("english", "Practice data (fictional)")]
)
def test_practice_data_are_called_fictional(reader: str, words: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(reader)
    labels = parts(practice(), "tiles")[2]
    assert labels["warning"].startswith(words)


@pytest.mark.parametrize("view", ["outline", "tiles"])
def test_a_png_is_two_thousand_pixels_wide(chinese: None, assessment: Assessment, view: str) -> None:
    png = map_pictures.render_png(*parts(assessment, view))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", png[16:20]) == (2000,)


def test_an_svg_holds_its_words_as_text(chinese: None, assessment: Assessment) -> None:
    svg = map_pictures.render_svg(*parts(assessment, "outline")).decode("utf-8")
    assert svg.startswith("<svg")
    assert "最高一级（60 – 80）：南京和苏州" in svg
    assert "示意图，不作为划界依据" in svg
    assert assessment.scenario.encode() in svg
    assert "Microsoft YaHei" in svg


def test_a_hostile_name_is_text(english: None, assessment: Assessment) -> None:
    view, drawn, labels = parts(assessment, "tiles")
    drawn["rows"][0]["name"] = "<script>alert(1)</script>"
    svg = map_pictures.render_svg(view, drawn, labels).decode("utf-8")
    assert "<script" not in svg


def test_the_converter_is_not_loaded_with_the_page() -> None:
    asked = "import sys; import ui.map_pictures; sys.exit('vl_convert' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_picture_has_every_layer_and_its_legend(english: None, assessment: Assessment) -> None:
    layers = {"overlay": "clusters", "near": True, "show": "pair", "across": "innovation"}
    svg = map_pictures.render_svg(*parts(assessment, "outline", **layers)).decode("utf-8")
    for words in ("strong in both", "middling / weak", "Collaborative innovation ↑", "Clusters: 1–4"):
        assert words in svg
    for words in ("Shared cluster", "Neighbour", "12 clusters, 4"):
        assert words in svg
    assert svg.count(f'fill="{LIGHT.severity.moderate}"') > 10, "bubbles"
    assert svg.count(f'stroke="{LIGHT.severity.moderate}"') > 10, "lines and neighbours"
