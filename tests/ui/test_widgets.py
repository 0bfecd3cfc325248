"""What the sidebar offers; its effects are tried in tests/pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from ui import widgets
from ui.widget_keys import Key

ROUTER = Path(__file__).resolve().parents[2] / "ui" / "router.py"


def test_a_group_is_the_focus_regions_own(jiangsu: Dataset, scenario: Scenario) -> None:
    group = widgets._group_of(jiangsu, scenario)
    assert {jiangsu.regions[unit].group for unit in group} == {jiangsu.regions[scenario.focus].group}
    assert scenario.focus in group
    assert widgets._group_of(jiangsu, replace(scenario, focus="")) == ()


def test_every_choice_is_offered(jiangsu: Dataset) -> None:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = "zh"
    app.run()
    assert app.selectbox(key=Key.FOCUS).options == [one.name.zh for one in jiangsu.regions.values()]
    assert app.selectbox(key=Key.YEAR).options[0] == str(jiangsu.years()[-1])
    assert len(app.selectbox(key=Key.PEER_MODE).options) == 3
    assert all(box.proto.placeholder == "请选择" for box in app.selectbox)
