"""The Scenarios page without a browser: the list, the comparison, what goes wrong, a thousand entries."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.assess.assessment import assess
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store
from cluster_core.userdata.record import SavedScenario
from cluster_core.userdata.tray import Draft
from tests.pages.opening import ROUTER
from ui import data
from ui.widget_keys import Key

ODD = "<b>bold</b> **x** [y](z) :smile: \U0001f600 مجموعات \u202egnirts $a$ `c`"


@pytest.fixture
def scenario() -> Scenario:
    return default_scenario(data.dataset("jiangsu"))


@pytest.fixture
def weighted(scenario: Scenario) -> Scenario:
    return scenario.with_points("four_forces", (80, 40, 40, 40))


def opened(scenario: Scenario, language: str = "zh", ticked: tuple[str, ...] | None = None) -> AppTest:
    """Open the page; widgets of an English one cannot be used, as the test's side of them is Chinese."""
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"] = language
    app.query_params["s"] = scenario.encode()
    if ticked is not None:
        app.session_state["tray_ticked"] = ticked
    app.run()
    return app.switch_page("../pages/scenarios.py").run()


def well(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def tick(record: str) -> str:
    return Key.TRAY_TICK.of(record)


def test_an_empty_tray_says_how_to_fill_it(desk: Store, scenario: Scenario) -> None:
    app = well(opened(scenario))
    assert app.title[0].value == "勾选两个方案，看位次怎么变"
    assert "还没有存过方案" in "".join(caption.value for caption in app.caption)
    assert [box.value for box in app.checkbox] == [True, False]
    assert desk.path is not None
    assert not desk.path.exists(), "looking makes no file"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_scenarios_are_compared(
    desk: Store, scenario: Scenario, weighted: Scenario, language: str
) -> None:
    saved.add(desk, [Draft("Mine", weighted)])
    app = well(opened(scenario, language))
    assert len(app.get("vega_lite_chart")) == 3
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))
    before, after = (
        int(assess(data.dataset("jiangsu"), one).ranks.loc["320900", "four_forces"])
        for one in (scenario, weighted)
    )
    assert str(before) in app.title[0].value
    assert str(after) in app.title[0].value
    if language == "zh":
        for toggle in list(app.toggle):
            app.toggle(key=toggle.key).set_value(True).run()
        assert len(well(app).dataframe) == 3


def test_ticks_choose_and_four_are_the_most(desk: Store, scenario: Scenario) -> None:
    made = saved.add(
        desk, [Draft(f"N{k}", scenario.with_points("four_forces", (50 + k, 50, 50, 50))) for k in range(4)]
    )
    app = well(opened(scenario, ticked=("baseline",)))
    for record in made[:3]:
        app.checkbox(key=tick(record.id)).check().run()
    well(app)
    assert app.session_state["tray_ticked"] == ("baseline", *(record.id for record in made[:3]))
    assert app.checkbox(key=tick(made[3].id)).disabled
    app.checkbox(key=tick("baseline")).uncheck().run()
    assert not app.checkbox(key=tick(made[3].id)).disabled
    assert app.session_state["tray_ticked"] == tuple(record.id for record in made[:3])


def test_another_pair_and_another_region_are_a_choice_away(
    desk: Store, scenario: Scenario, weighted: Scenario
) -> None:
    brand = scenario.with_points("four_forces", (40, 40, 80, 40))
    one, two = saved.add(desk, [Draft("One", weighted), Draft("Two", brand)])
    app = well(opened(scenario, ticked=("baseline", one.id, two.id)))
    app.selectbox(key=Key.TRAY_DRIVEN).set_value("320500").run()
    control = next(group for group in app.get("button_group") if group.key == Key.TRAY_AGAINST)
    control.set_value(two.id).run()
    alt = well(app).get("vega_lite_chart")[2].proto.alt
    scores = [
        assess(data.dataset("jiangsu"), each).scores.loc["320500", "four_forces"]
        for each in (scenario, brand)
    ]
    assert f"苏州得分由 {scores[0]:.1f} 变为 {scores[1]:.1f}" in alt


def test_other_data_are_refused_in_a_sentence(desk: Store, scenario: Scenario) -> None:
    other = saved.add(desk, [Draft("Other", default_scenario(data.dataset("practice")))])[0]
    app = well(opened(scenario, ticked=("baseline", other.id)))
    assert app.title[0].value == "这些方案不能放在一起比较"
    assert "数据集不同" in app.info[0].value
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize(
    "change", [{"focus": "999999"}, {"year": 1066}, {"peers": ("999999",)}, {"bundle": "atlantis"}]
)
def test_a_scenario_of_what_is_gone_is_opened_and_told(
    desk: Store, scenario: Scenario, weighted: Scenario, change: dict[str, object]
) -> None:
    old = saved.add(desk, [Draft("Old", replace(weighted, **change))])[0]  # type: ignore[arg-type]
    app = well(opened(scenario, ticked=("baseline", old.id)))
    told = "".join(caption.value for caption in app.caption)
    assert "部分内容已不存在" in told
    assert "已按现有数据打开" in told
    app.button(key=Key.TRAY_OPEN.of(old.id)).click().run()
    assert not app.exception
    assert app.session_state["tray_opened"] == old
    assert [button.key for button in app.button if str(button.key).startswith(Key.NOTE)]


def test_other_years_are_told(desk: Store, scenario: Scenario, weighted: Scenario) -> None:
    old = saved.add(desk, [Draft("Old", replace(weighted, year=2021))])[0]
    app = well(opened(scenario, ticked=("baseline", old.id)))
    assert any("数据年份：A 2023、B 2021" in line.value for line in app.markdown)


def broken(store: Store, what: str) -> None:
    assert store.path is not None
    store.path.parent.mkdir(exist_ok=True)
    if what == "damaged":
        store.path.write_bytes(b"no database" * 100)
    else:
        store.path.mkdir()


@pytest.mark.parametrize(("what", "told"), [("damaged", "文件已损坏"), ("unreachable", "打不开")])
def test_without_the_tray_the_page_works(desk: Store, weighted: Scenario, what: str, told: str) -> None:
    broken(desk, what)
    app = well(opened(weighted))
    assert told in app.warning[0].value
    assert len(app.get("vega_lite_chart")) == 3, "baseline and screen are compared all the same"


def test_a_code_of_another_release_does_no_harm(desk: Store, scenario: Scenario, weighted: Scenario) -> None:
    from sqlalchemy import text as sql

    saved.add(desk, [Draft("Mine", weighted), Draft("Future", weighted)])
    with desk.engine.begin() as connection:
        connection.execute(sql("UPDATE saved_scenario SET code = '99~x' WHERE name = 'Future'"))
    app = well(opened(scenario))
    assert any("打不开" in caption.value for caption in app.caption)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_are_text_everywhere(
    desk: Store, scenario: Scenario, weighted: Scenario, language: str
) -> None:
    record = saved.add(desk, [Draft(ODD, weighted, ODD)])[0]
    app = well(opened(scenario, language))
    label = app.checkbox(key=tick(record.id)).label
    inside = label.removeprefix("**").removesuffix("**")
    assert not re.search(r"(?<!\\)([*`<$\[]|:(?=\w))", inside), "every sign of Markdown is escaped"
    everything = [label, app.title[0].value, *(one.value for one in [*app.caption, *app.markdown])]
    everything += [chart.proto.alt + chart.proto.spec for chart in app.get("vega_lite_chart")]
    assert any("gnirts" in said for said in everything)
    assert not any("\u202e" in said or "\\u202e" in said for said in everything), "nothing turns the line"
    assert "\u2068" in label, "what runs from right to left is set apart"


@pytest.fixture
def thousand(desk: Store, weighted: Scenario) -> tuple[SavedScenario, ...]:
    return saved.add(desk, [Draft(f"Scenario {number}", weighted) for number in range(1000)])


def test_a_thousand_are_searched_and_paged(desk: Store, scenario: Scenario, thousand) -> None:
    app = well(opened(scenario))
    assert len(app.checkbox) == 2 + 8
    app.text_input(key=Key.TRAY_SEARCH).set_value("scenario 77").run()
    assert len(well(app).checkbox) == 2 + 8
    app.text_input(key=Key.TRAY_SEARCH).set_value("scenario 777").run()
    assert [box.label for box in well(app).checkbox][2:] == ["**Scenario 777**"]
    app.text_input(key=Key.TRAY_SEARCH).set_value("nobody").run()
    assert any("没有找到" in caption.value for caption in well(app).caption)


def test_saving_from_the_sidebar(desk: Store, weighted: Scenario) -> None:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    app.query_params["lang"], app.query_params["s"] = "zh", weighted.encode()
    app.run().button(key=Key.TRAY_SAVE.of("sidebar")).click().run()
    assert not app.exception
    name = app.text_input(key=Key.TRAY_NAME.of(weighted.encode()))
    assert name.value == "创新优先 盐城 2023"
    assert any("所有人共用" in caption.value for caption in app.caption)
