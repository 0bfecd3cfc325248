"""The page on robustness: choices change the answer, contradictions are answered, weights are put in force."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from tests.pages.opening import ROUTER, open_with
from ui import data
from ui.robustness import Options
from ui.widget_keys import Key


def opened(options: Options | None = None, **choices: object) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.query_params["lang"] = "en"
    scenario = replace(default_scenario(data.dataset("jiangsu")), **choices)  # type: ignore[arg-type]
    app.query_params["s"] = scenario.encode()
    app.run()
    if options is not None:
        app.session_state["picked"] = {Key.SURE: options.encode()}
    return app.switch_page("../pages/robustness.py").run()


def wait_for(app: AppTest, part: str, words: str) -> None:
    """Open a part of the page whose work is done in the background, until it says something."""
    app.session_state[part] = True
    app.run()
    for _ in range(60):
        if any(words in one.value for one in app.markdown):
            break
        time.sleep(0.25)
        app.run()
    assert not app.exception
    assert any(words in one.value for one in app.markdown)


def test_weights_are_put_in_force_by_one_click() -> None:
    app = opened()
    app.button(Key.SURE_USE.of("within")).click().run()
    assert not app.exception
    scenario = app.session_state["scenario"]
    result = data.assessment(scenario)
    assert result.scored.ranks[result.units.index("320900"), 0] == 11
    assert any("at its best rank" in one.value for one in app.caption)


def test_a_contradiction_is_answered_and_the_last_result_stays() -> None:
    before = default_scenario(data.dataset("jiangsu"))
    points = before.with_points("four_forces", (100.0, 100.0, 700.0, 100.0))
    app = opened(Options("mine", 0.1, (("innovation", "brand"),)), weighting="user", points=points.points)
    assert not app.exception
    (warning,) = app.warning
    assert "Innovation at least as much as Brand" in warning.value
    assert len(app.get("vega_lite_chart")) == 2


def test_errors_are_drawn_where_they_are_stated_and_else_that_is_said() -> None:
    app = opened()
    assert any("None of these figures states how far off" in one.value for one in app.caption)
    app = open_with("robustness", "en", "practice")
    assert not any("None of these figures" in one.value for one in app.caption)
    charts = len(app.get("vega_lite_chart"))
    wait_for(app, Key.SURE_DATA, "If the figures are as far off as they say, Paperkite ranks")
    assert len(app.get("vega_lite_chart")) == charts + 1
    assert any("indicators state an error" in one.value for one in app.caption)


def test_the_choice_that_matters_most_is_worked_out_when_asked_for() -> None:
    app = opened()
    wait_for(app, Key.SURE_DRIVES, "What moves Yancheng's rank most: weights")
    assert len(app.get("vega_lite_chart")) == 3


@pytest.mark.parametrize(
    ("language", "bundle", "choices"),
    [
        ("en", "practice", {"peers": ("p03",), "focus": "p03"}),
        ("zh", "jiangsu", {"min_coverage": 1.0}),
    ],
    ids=["one region", "nobody with enough data"],
)
def test_whatever_the_scenario_the_page_answers_in_words(
    language: str, bundle: str, choices: dict[str, object]
) -> None:
    app = open_with("robustness", language, bundle, **choices)
    for part in (Key.SURE_DATA, Key.SURE_DRIVES):
        app.session_state[part] = True
    for _ in range(8):
        app.run()
        if not app.button or not any(Key.JOB_CANCEL in str(one.key) for one in app.button):
            break
        time.sleep(0.5)
    assert app.title[0].value
    assert not app.exception
    assert not app.error
    if bundle == "practice":
        assert any("Nothing moves Cloudanchor" in one.value for one in app.markdown)
