"""The page on other methods: a set of weights is put in force, pairs are judged, and parts open."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.index.weighting.ahp import analytic_hierarchy
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.weights import shares
from tests.pages.opening import open_with
from ui import ahp_board, data
from ui.widget_keys import Key


def opened(language: str = "zh", bundle: str = "jiangsu", **choices: object) -> AppTest:
    """Open the page; AppTest formats options outside the session, in Chinese, so choices are made in Chinese."""
    return open_with("methods", language, bundle, **choices)


def scenario_of(app: AppTest) -> Scenario:
    return app.session_state["scenario"]


def chooser(app: AppTest):
    return next(group for group in app.get("button_group") if group.key == Key.ORIGIN)


def with_part(app: AppTest, part: Key) -> AppTest:
    """Open a part, as a click on it does; AppTest forgets with every run that it is open."""
    app.session_state[part] = True
    return app.run()


def clean(app: AppTest) -> bool:
    return not app.exception and not app.error


def test_a_button_puts_a_set_in_force() -> None:
    app = opened()
    assert chooser(app).value == "default"
    chooser(app).set_value("entropy").run()
    assert scenario_of(app).weighting == "entropy"
    assert chooser(app).value == "entropy"
    assert clean(app)
    chooser(app).set_value("default").run()
    assert scenario_of(app) == default_scenario(data.dataset("jiangsu"))


def test_own_points_are_replaced_by_a_set() -> None:
    app = opened(points=(("four_forces", (80, 40, 40, 40)),), weighting="user")
    assert chooser(app).value is None
    chooser(app).set_value("critic").run()
    assert scenario_of(app).points == ()
    assert scenario_of(app).weighting == "critic"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_indicators_weights_open(language: str) -> None:
    app = with_part(opened(language), Key.ORIGIN_LEAVES)
    assert clean(app)
    assert len(app.dataframe) == 1
    assert len(app.dataframe[0].value) == 25


def test_tables_show_the_numbers() -> None:
    app = opened("zh")
    for toggle in list(app.toggle):
        app.toggle(key=toggle.key).set_value(True).run()
    assert clean(app)
    assert len(app.dataframe) == 2


def test_pairs_are_judged_and_their_weights_put_in_force() -> None:
    app = with_part(opened(), Key.AHP)
    assert len([one for one in app.selectbox if str(one.key).startswith(Key.AHP_PAIR)]) == 6
    app.selectbox(key=Key.AHP_PAIR.of(0)).select(4).run()
    app = with_part(app, Key.AHP)
    app.selectbox(key=Key.AHP_PAIR.of(1)).select(4).run()
    app = with_part(app, Key.AHP)
    assert app.selectbox(key=Key.AHP_PAIR.of(0)).value == 4
    children = scenario_children()
    judged = {(children[0], children[1]): 4, (children[0], children[2]): 4}
    expected = analytic_hierarchy(ahp_board.matrix_of(children, judged)).weights
    app.button(key=Key.AHP_USE).click().run()
    points = dict(scenario_of(app).points)["four_forces"]
    assert all(point == int(point) for point in points)
    assert shares(points).tolist() == pytest.approx(expected.tolist(), abs=5e-4)
    assert scenario_of(app).encode() in str(app.query_params["s"])
    app = with_part(app, Key.AHP)
    app.button(key=Key.AHP_CLEAR).click().run()
    assert with_part(app, Key.AHP).selectbox(key=Key.AHP_PAIR.of(0)).value == 0
    assert clean(app)


def scenario_children() -> tuple[str, ...]:
    return data.dataset("jiangsu").framework("four_forces").dimensions


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
def test_other_units_and_frameworks_open(language: str, bundle: str) -> None:
    dataset = data.dataset(bundle)
    for framework in dataset.frameworks:
        app = opened(language, bundle, **_fields(default_scenario(dataset, framework=framework)))
        assert clean(app)
        assert clean(with_part(app, Key.AHP))


def _fields(scenario: Scenario) -> dict[str, object]:
    return {"framework": scenario.framework, "rules": scenario.rules, "year": scenario.year}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "choices",
    [
        {"focus": ""},
        {"peers": ("320900",)},
        {"min_coverage": 1.0},
        {"normalise": "zscore"},
        {"weighting": "bod"},
    ],
    ids=["no focus", "one region", "nobody ranked", "z-scores", "own weights of every region"],
)
def test_unusual_scenarios_have_a_sentence(language: str, choices: dict[str, object]) -> None:
    app = opened(language, **choices)
    assert clean(app)
    assert app.title[0].value
