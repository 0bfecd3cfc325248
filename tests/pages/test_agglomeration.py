"""The page of agglomeration: what it answers, follows and says where a table or a year is lacking."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import open_with, said
from tests.pages.test_types import changed
from tests.ui.industries import table
from ui import data, subjects
from ui.subjects import Subject
from ui.widget_keys import Key


def opened(language: str = "en", bundle: str = "practice", **choices: object) -> AppTest:
    return open_with("agglomeration", language, bundle, **choices)


def switch(app: AppTest) -> object:
    return next(one for one in app.get("button_group") if one.key == Key.INDUSTRY_VIEW)


def test_the_answer_names_what_the_region_is_specialised_in() -> None:
    app = opened()
    assert app.title[0].value.startswith(
        "Paperkite is specialised in turbine blades (location quotient 5.37)"
    )
    assert len(app.get("vega_lite_chart")) == 4
    app.selectbox(key=Key.FOCUS).set_value("p04").run()
    assert app.title[0].value.startswith("Foglamp is specialised in ship lighting (location quotient 6.45)")


def test_controls_draw_other_numbers_and_travel_in_the_link() -> None:
    app = opened()
    app.selectbox(key=Key.INDUSTRY_YEAR).set_value("2021").run()
    app.selectbox(key=Key.INDUSTRY).set_value("food processing").run()
    switch(app).set_value("industry").run()
    assert "in 2021" in app.title[0].value
    assert "food processing, " in said(app), "the bubbles are the regions of the industry"
    assert not app.exception
    view = app.query_params["v"]
    assert "2021" in str(view)
    assert "food_processing" in str(view)


def test_the_first_year_tells_no_growth() -> None:
    app = opened()
    app.selectbox(key=Key.INDUSTRY_YEAR).set_value("2020").run()
    assert "one year tells no growth" in said(app)
    assert len(app.get("vega_lite_chart")) == 3


def test_the_reference_area_is_offered_with_peers_only() -> None:
    assert Key.INDUSTRY_AREA not in [box.key for box in opened().selectbox]
    app = opened(peers=("p09", "p10", "p11", "p12"))  # the group of the focus
    assert "all 12 regions of the table" in app.title[0].value
    app.selectbox(key=Key.INDUSTRY_AREA).set_value("peers").run()
    assert "Paperkite, Wheatwave, Windwheel and Frostleaf together" in app.title[0].value


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_table_it_says_what_is_needed(language: str) -> None:
    app = opened(language, "jiangsu")
    assert "industries.csv" in said(app)
    assert [button.proto.label for button in app.get("download_button")]
    assert not app.get("vega_lite_chart")
    assert not app.exception


def test_a_clusters_page_shows_its_largest_member() -> None:
    app = opened(unit="cluster", focus="c04", peers=())
    assert app.title[0].value.startswith("Starbridge")
    assert "Starbridge, the largest member of the cluster in focus" in said(app)


def test_a_cell_opens_its_card() -> None:
    app = opened("zh")
    app.session_state["asked"] = (subjects.PAGE, Subject("p09", "industry:turbine blades", 2024))
    app.run()
    assert not app.exception
    assert r"\frac{3961.0 / 8662.5}" in said(app)
    app.selectbox(key=Key.CARD_REGION).set_value("p08").run()
    app.selectbox(key=Key.CARD_ABOUT).set_value("industry:ship lighting").run()
    assert "\\frac" not in said(app)
    assert not app.exception


LITTLE = {
    "a zero total": table(
        *(
            ("320900", "x", 2023, 0),
            ("320900", "y", 2023, 0),
            ("320100", "x", 2023, 1),
            ("320100", "y", 2023, 2),
        )
    ),
    "one region, hostile names": table(("320100", "<b>[x](y)</b>", 2023, 5), ("320100", "x", 1999, 5)),
}


@pytest.mark.parametrize("name", LITTLE)
def test_little_data_is_told_and_never_an_error(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    changed(monkeypatch, "jiangsu", industries=LITTLE[name], fingerprint=f"with {name}")
    app = opened("en", "jiangsu", min_coverage=0.41 + list(LITTLE).index(name) / 100)
    assert not app.exception
    assert not app.error
    assert "nan" not in said(app)
    assert "<b>" not in said(app).replace(r"\<b>", "")
    assert data.dataset("jiangsu").fingerprint == f"with {name}"
