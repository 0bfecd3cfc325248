"""The profile page: its switches, the way to the twins, and what it says where there is little to say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.assess.twins import twins
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from tests.pages.opening import ROUTER, go, said
from tests.pages.test_frameworks import NONSENSE
from ui import data
from ui.widget_keys import Key


def scenario(bundle: str = "jiangsu", framework: str = "", **choices: object) -> Scenario:
    dataset = data.dataset(bundle)
    return replace(default_scenario(dataset, framework=framework or dataset.default_framework), **choices)


def opened(language: str = "en", asked: Scenario | None = None) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = language
    app.query_params["s"] = (asked or scenario()).encode()
    return go(app, "profile")


def well(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    shown = said(app) + "\n".join(table.value.to_csv() for table in app.table)
    assert not NONSENSE.search(shown), NONSENSE.findall(shown)
    return app


def importance(app: AppTest) -> str:
    group = next(one for one in app.get("button_group") if one.key == Key.IMPORTANCE)
    return str(group.value)


def alts(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


def test_the_measure_of_importance_is_chosen_and_kept() -> None:
    app = well(opened("zh"))  # the test's own side of a switch names its options in Chinese
    assert importance(app) == "weight"
    group = next(one for one in app.get("button_group") if one.key == Key.IMPORTANCE)
    group.set_value("correlation").run()
    assert "纵轴为与总分的相关" in alts(well(app))[0]
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/profile.py").run()
    assert importance(app) == "correlation"


def test_equal_weights_say_so() -> None:
    flat = scenario("practice", "whitepaper_practices", weighting="equal")
    app = well(opened("en", flat))
    alike = "All indicators weigh the same" in said(app)
    assert alike == (importance(app) == "correlation")


def test_equal_weights_without_a_total_stay_with_weight() -> None:
    """Nobody is ranked there: no correlation to fall back to."""
    app = well(opened("en", scenario(framework="whitepaper_practices")))
    assert "All indicators weigh the same" in said(app)
    assert importance(app) == "weight"


def test_a_twin_becomes_the_focus_or_is_compared() -> None:
    nearest = twins(data.assessment(scenario()), "320900")
    app = opened("zh")
    app.button(key=Key.TWIN_FOCUS.of(nearest[0].unit)).click().run()
    assert well(app).session_state["scenario"].focus == nearest[0].unit
    app = opened("zh")
    app.button(key=Key.TWIN.of(nearest[1].unit)).click().run()
    assert well(app).session_state["compared"] == ("320900", nearest[1].unit)
    assert app.multiselect(key=Key.COMPARED).value == ["320900", nearest[1].unit]
    app = opened("zh")
    app.button(key=Key.TWIN.of("all")).click().run()
    assert app.multiselect(key=Key.COMPARED).value == ["320900", *(one.unit for one in nearest)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_picture_has_its_table(language: str) -> None:
    app = opened(language)
    for toggle in list(app.toggle):
        app.toggle(key=toggle.key).set_value(True).run()
    well(app)
    assert len(app.dataframe) == len(app.toggle) == 7


def test_the_rule_is_one_click_away() -> None:
    assert "WIPO, Global Innovation Index 2023" in said(opened())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "asked",
    [
        {"peers": ("320900",)},
        {"peers": ("320900", "320100")},
        {"focus": "320500"},
        {"normalise": "zscore"},
        {"normalise": "rank"},
        {"year": 2018},
        {"rules": ""},
        {"weighting": "entropy"},
        {"weighting": "bod"},
    ],
    ids=str,
)
def test_any_scenario_is_told(language: str, asked: dict[str, object]) -> None:
    well(opened(language, scenario(**asked)))


@pytest.mark.parametrize("framework", ["four_forces", "five_forces", "five_elements", "whitepaper_practices"])
@pytest.mark.parametrize("unit", ["region", "cluster"])
def test_every_framework_for_regions_and_clusters(framework: str, unit: str) -> None:
    asked = default_scenario(data.dataset("practice"), framework=framework, unit=unit)
    app = well(opened("en", asked))
    assert app.title[0].value


def test_a_focus_that_is_not_compared_is_told_what_to_do() -> None:
    app = well(opened("en", scenario(focus="")))
    assert not alts(app)
    assert "Choose a region" in app.title[0].value
