"""Stories and presenter mode without a browser: the page, any page in large type, frozen figures, the notes."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import stories
from cluster_core.userdata.connection import Store
from cluster_core.userdata.stories import Story
from cluster_core.userdata.tray import Draft
from tests.pages.opening import ROUTER, go, said
from ui import data, presenting_desk, presenting_state
from ui.presenting_state import Frozen
from ui.widget_keys import Key

ODD = "<b>bold</b> **x** [y](z) مجموعات \u202egnirts $a$"


def opened(page: str, language: str = "en", code: str = "", **parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.query_params["lang"] = language
    if code:
        app.query_params["s"] = code
    for name, value in parameters.items():
        app.query_params[name] = value
    return well(go(app, page))


def well(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def bars(app: AppTest) -> list[str]:
    return [one.proto.component_name for one in app.get("bidi_component")]


@pytest.fixture
def scenario() -> Scenario:
    return default_scenario(data.dataset("jiangsu"))


@pytest.fixture
def told(desk: Store, scenario: Scenario) -> Story:
    other = scenario.with_points("four_forces", (80, 40, 40, 40))
    return stories.add(desk, ODD, [Draft("a", scenario, "say\nthis"), Draft(ODD, other, page="compare")])


@pytest.mark.parametrize(
    ("page", "language"), [("overview", "zh"), ("map", "en"), ("shortcomings", "zh"), ("data", "en")]
)
def test_a_page_is_presented(desk: Store, page: str, language: str) -> None:
    app = opened(page, language, present="1")
    assert "presenting_bar" in bars(app)
    assert app.query_params["present"] in ("1", ["1"])
    assert len(app.get("vega_lite_chart")) >= 1
    assert not app.get("deck_gl_json_chart")  # its names do not grow with the screen
    assert app.title[0].value


def test_the_button_of_every_page_begins_to_present(desk: Store) -> None:
    app = opened("overview", "zh")
    assert "presenting_bar" not in bars(app)
    well(app.button(key=Key.PRESENT).click().run())
    assert "presenting_bar" in bars(app)


def test_before_the_first_pin_the_page_says_how(desk: Store) -> None:
    app = opened("story", "zh")
    assert "钉住" in app.title[0].value
    well(app.button(key=Key.STORY_NEW).click().run())
    assert [one.title for one in stories.list_(desk)] == ["我的故事"]


def test_any_page_is_pinned_and_the_story_lists_it(desk: Store) -> None:
    app = opened("overview", "zh")
    well(app.button(key=Key.STORY_PIN).click().run())
    assert [one.value for one in app.toast] == ["已钉入“我的故事”，第 1 步"]
    well(app.switch_page("../pages/story.py").run())
    assert app.title[0].value == "“我的故事”共 1 步，从总览讲到总览"
    assert "story_steps" in bars(app)
    assert Key.STORY_PIN not in {one.key for one in app.button}


def test_what_somebody_typed_is_shown_as_text(told: Story) -> None:
    app = opened("story")
    assert "\\*\\*x\\*\\*" in app.title[0].value
    assert "\u202e" not in said(app)


def test_a_story_is_presented_from_any_step(told: Story) -> None:
    app = opened("story", "zh")
    well(app.button(key=Key.STORY_PRESENT).click().run())
    assert presenting_desk.shown(told.id) is not None
    assert app.session_state["page"] == ""
    assert app.query_params["present"] in (f"{told.id}~1", [f"{told.id}~1"])
    presenting_desk.end(told.id)


def test_an_address_leads_back_to_a_step(told: Story) -> None:
    app = opened("compare", present=f"{told.id}~2", code=told.steps[1].code)
    assert "presenting_bar" in bars(app)
    shown = presenting_desk.shown(told.id)
    assert shown is not None
    assert shown.step == told.steps[1].id
    presenting_desk.end(told.id)


def test_the_speaker_sees_notes_and_what_comes_next(told: Story) -> None:
    now = datetime.now(UTC)
    app = opened("story", speaker=told.id)
    assert app.title[0].value.startswith("Step 1 of 2: a")
    assert "waiting" in said(app)
    assert "say  \nthis" in said(app)
    presenting_desk.show(told.id, told.steps[1].id, now, now)
    well(app.run())
    assert app.title[0].value.startswith("Step 2 of 2")
    assert "No notes" in said(app)
    assert "This is the last step" in said(app)
    assert "frozen since" in said(app)
    presenting_desk.end(told.id)
    assert "deleted" in opened("story", speaker="gone").title[0].value


# ---- freezing


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the practice bundle as the only data."""
    shipped, copy = ROUTER.parents[1] / "data", tmp_path / "data"
    for name in ("practice", "frameworks"):
        shutil.copytree(shipped / name, copy / name)
    monkeypatch.setattr(data, "FOLDER", copy)
    monkeypatch.setattr(data, "FILE", copy / "clusters.duckdb")
    monkeypatch.setattr(data, "CHECK_EVERY_S", 0.0)
    monkeypatch.setattr(data, "_built", data._Built())
    return copy


def figures(app: AppTest) -> list[object]:
    """Return all that a page says and draws: texts, and the rows of its charts as bytes."""
    charts = [chart.proto for chart in app.get("vega_lite_chart")]
    rows = [one.data.data for chart in charts for one in chart.datasets]
    assert rows
    return [app.title[0].value, *(one.value for one in app.markdown), *rows]


def test_frozen_figures_stay_when_data_are_imported_and_move_when_freed(desk: Store, folder: Path) -> None:
    app = opened("overview", present="1")
    before = figures(app)
    app.session_state["show_frozen"] = Frozen(data.hold(), datetime.now(UTC))
    observations = folder / "practice" / "observations.csv"
    cells = [line.split(",") for line in observations.read_text("utf-8").splitlines(keepends=True)]
    for row in cells[1:]:
        if row[0] == "p01" and row[3].replace(".", "").isdigit():
            row[3] = str(float(row[3]) * 1.5)
    observations.write_text("".join(map(",".join, cells)), encoding="utf-8")
    data._dataset.clear()  # whatever was read before may be forgotten meanwhile
    data._assessment.clear()
    assert data.ready().rebuilt
    assert not data.faulty()
    assert figures(well(app.run())) == before
    other = opened("overview")
    assert figures(other) != before, "another session follows the data"
    assert figures(well(app.run())) == before
    app.session_state["show_frozen"] = None
    freed = figures(well(app.run()))
    assert freed != before
    assert freed[0] == other.title[0].value
    assert presenting_state.PRESENT in app.query_params
