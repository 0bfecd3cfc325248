"""From every number to its evidence: each chart and table of every page opens the card, or says here why not."""

from __future__ import annotations

import pytest
from streamlit.proto.Dataframe_pb2 import Dataframe
from streamlit.testing.v1 import AppTest

from cluster_core.assess.evidence import evidence
from cluster_core.model.fit import default_scenario
from tests.pages.opening import ROUTER
from tests.pages.test_pages import FRAMED, LANGUAGES, bundles
from ui import data, subjects
from ui.subjects import Subject
from ui.widget_keys import Key

CELL = Dataframe.SelectionMode.SINGLE_CELL
# What no card stands behind, by page: a reason for every chart, then for every table.
WITHOUT_CARD = {
    "shortcomings": (("a click on an item shows it beside, where its own button opens the card",), ()),
    "types": (
        ("the ladder counts gates of documents, whose indicators stand in the list beside",),
        ("the ladder's counts",),
    ),
    "agglomeration": (
        ("a similarity is of two regions over all industries, whose values the other figures open",),
        ("the same pairs as a table",),
    ),
    "chokepoints": ((), ("the table in which the reader rates: what the ratings make opens below",)),
    "clusters": (("the legend has classes, not numbers",), ()),
    "map": (("the legend has classes, not numbers",), ()),
    "weights": (("drawn anew at every move: rank slope", "contributions"), ("their one table",)),
    "method": ((), ("the list of sources is itself the evidence",)),
}


def opened(bundle: str, language: str = "zh") -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.query_params["lang"] = language
    app.query_params["s"] = default_scenario(data.dataset(bundle)).encode()
    return app.run()


def said(app: AppTest) -> str:
    return "\n".join(str(one.value) for kind in ("markdown", "caption") for one in getattr(app, kind))


@pytest.mark.parametrize("bundle", bundles())
def test_every_chart_and_table_of_every_page_opens_the_card(bundle: str) -> None:
    app = opened(bundle)
    for page in FRAMED:
        app = app.run() if page == "overview" else app.switch_page(f"../pages/{page}.py").run()
        for toggle in app.toggle:
            toggle.set_value(True)
        app.run()
        assert not app.exception, page
        assert Key.CARD in [button.key for button in app.button], page
        charts, tables = WITHOUT_CARD.get(page, ((), ()))
        closed = [one for one in app.get("vega_lite_chart") if subjects.PICK not in one.proto.selection_mode]
        assert len(closed) <= len(charts), (page, [one.proto.alt for one in closed])
        shut = [one for one in app.dataframe if CELL not in one.proto.selection_mode]
        assert len(shut) <= len(tables), (page, [one.proto.alt for one in shut])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_opens_the_card_of_the_focus(language: str) -> None:
    app = opened("jiangsu", language)
    app.button(key=Key.CARD).click().run()
    assert not app.exception
    result = data.assessment(default_scenario(data.dataset("jiangsu")))
    whole = evidence(result, "320900", "four_forces")
    assert f"{whole.score:.1f}" in said(app)
    assert " + ".join(f"{part.share:.1%} × {part.used:.2f}" for part in whole.parts) in said(app)


@pytest.mark.parametrize(
    "about",
    [
        "rd_intensity",
        "er_business_env",
        "innovation",
        "item:inn_core_tech",
        "criterion:ty_tech_control",
        "family:own_innovation",
    ],
)
def test_a_card_opens_on_every_kind_of_subject(about: str) -> None:
    app = opened("jiangsu")
    app.session_state["asked"] = (subjects.PAGE, Subject("320500", about))
    app.run()
    assert not app.exception
    assert not app.error
    assert app.selectbox(key=Key.CARD_REGION).value == "320500"
    assert app.selectbox(key=Key.CARD_ABOUT).value == about


def test_the_card_outlives_a_change_of_language_and_closes() -> None:
    app = opened("jiangsu", "zh")
    app.session_state["asked"] = (subjects.PAGE, Subject("320500", "rd_intensity"))
    app.session_state["language"] = "en"
    app.run()
    assert "R&D expenditure, 2021" in said(app)
    del app.session_state["asked"]
    app.run()
    assert "R&D expenditure, 2021" not in said(app)
