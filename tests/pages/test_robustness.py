"""The page on robustness: choices change the answer, contradictions are answered, weights are put in force."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from tests.pages.opening import ROUTER
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
