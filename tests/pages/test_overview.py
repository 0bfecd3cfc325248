"""The Overview: no rank stands without its range, and the premise is one click away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from tests.pages.opening import ROUTER
from ui import certainty, data, state


def opened(scenario: Scenario) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = "en"
    app.query_params["s"] = scenario.encode()
    app.run()
    assert not app.exception
    assert not app.error
    return app


def said(app: AppTest) -> list[str]:
    return [str(one.value) for kind in ("markdown", "caption") for one in getattr(app, kind)]


def test_how_sure_the_rank_is_stands_below_the_headline(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = default_scenario(data.dataset("jiangsu"))
    words = said(opened(scenario))
    monkeypatch.setattr(state, "language", lambda: "en")
    assert certainty.chip(data.assessment(scenario), scenario.focus) in words
    assert any("at least 10% to each" in one for one in words)
    assert any("range: in nine of ten weightings" in one for one in words)


def test_without_common_weights_that_is_said_and_nothing_else() -> None:
    scenario = default_scenario(data.dataset("jiangsu"))
    words = said(opened(replace(scenario, weighting="bod")))
    assert any(one.startswith("Each region has weights of its own here") for one in words)
    assert not any("nine of ten" in one for one in words)


def test_without_a_focus_the_leader_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = replace(default_scenario(data.dataset("practice")), focus="", peers=())
    app = opened(scenario)
    shown = app.session_state["scenario"]
    monkeypatch.setattr(state, "language", lambda: "en")
    assessment = data.assessment(shown)
    ranks = assessment.ranks[assessment.framework.id]
    unit = shown.focus or ranks.idxmin()
    assert any(certainty.chip(assessment, unit) in one for one in said(app))
    assert any(": Rank 1" in one for one in said(app)) == (not shown.focus)
