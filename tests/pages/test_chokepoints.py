"""The chokepoint board: ratings that order it, survive and travel; cards; filters."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import open_with, said
from tests.pages.test_types import changed
from ui import subjects
from ui.subjects import Subject
from ui.view_code import pack
from ui.widget_keys import Key

RATED = "~".join(
    [
        "1",
        pack("k", ["cp_servo_motors.75", "cp_wind_core.100"]),
        pack("l", ["cp_wind_core.cp_controlled"]),
        pack("kd", ["cp_wind_core.window_end.2030", "cp_wind_core.expected_years.3"]),
        "z",
    ]
)


def opened(language: str = "en", bundle: str = "jiangsu", view: str = "") -> AppTest:
    app = open_with("chokepoints", language, bundle)
    if view:
        app = AppTest.from_file(str(app._script_path), default_timeout=60)
        app.query_params["lang"], app.query_params["v"] = language, view
        app = app.run().switch_page("../pages/chokepoints.py").run()
    return app


@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
def test_without_ratings_nothing_comes_first(bundle: str) -> None:
    app = opened(bundle=bundle)
    assert "none of the 12 technologies" in app.title[0].value
    assert "claimed: 90% imported, without year or source" in said(app)
    assert "Controlled from abroad (0)" in said(app)
    assert ("no part of the fictional practice data" in said(app)) == (bundle == "practice")


def test_ratings_of_a_link_order_the_board_and_survive() -> None:
    app = opened(view=RATED)
    # 0.9 x 100 x 1, as three years from 2023 end before 2030; 0.75 x 75 x 0.75 for the motors.
    assert "Core technology of wind turbines first (priority 90; 2 of 12 entries rated)" in app.title[0].value
    assert "Controlled from abroad (1)" in said(app)
    assert "**priority 42** · with your rating" in said(app)
    app = app.switch_page("../pages/overview.py").run().switch_page("../pages/chokepoints.py").run()
    assert "priority 90" in app.title[0].value
    app.session_state["language"] = "zh"
    app.run()
    assert "优先级 90" in app.title[0].value
    app.button(key=Key.FORGET.of("technology")).click().run()
    assert "没有优先级" in app.title[0].value
    app.button(key=Key.CHOKE_UNDO).click().run()
    assert "优先级 90" in app.title[0].value
    assert not app.exception


def test_filters() -> None:
    app = opened()
    app.selectbox(key=Key.CHOKE_REGION).set_value("focus").run()
    assert "Not classified by a document (2)" in said(app)
    app.selectbox(key=Key.CHOKE_CLUSTER).set_value("cp_cnc_machine_tools").run()
    assert "No technology passes the filters" in said(app)
    assert not app.exception


@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
def test_a_name_opens_its_card(bundle: str) -> None:
    app = opened(bundle=bundle)
    app.button(key=Key.TECHNOLOGY.of("cp_wind_core")).click().run()
    assert "The article says that over 90 %" in said(app)
    assert "document 000, 三(二)" in said(app)
    assert "Chokepoint list and joint research" in said(app)
    if bundle == "jiangsu":
        assert "There are no statistics of Yancheng" in said(app)
    else:
        app.button(key=Key.CARD.of("indicator")).click().run()
        assert app.selectbox(key=Key.CARD_ABOUT).value.endswith("core_import_dependence")
    assert not app.exception


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_card_on_an_unknown_technology_shows_a_known_one(language: str) -> None:
    app = opened(language)
    app.session_state["asked"] = (subjects.PAGE, Subject("", "technology:gone"))
    app.run()
    assert not app.exception
    assert app.selectbox(key=Key.CARD_ABOUT).value.startswith("technology:cp_")


def test_the_page_of_types_leads_here() -> None:
    app = open_with("types", "en", "jiangsu")
    assert "chokepoints" in [link.proto.page for link in app.get("page_link")]
    assert "priority" not in said(app)


def test_a_data_set_without_a_register_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    changed(monkeypatch, "practice", chokepoints=None)
    app = open_with("chokepoints", "en", "practice", min_coverage=0.43)
    assert "no register" in app.title[0].value
    assert not app.exception
