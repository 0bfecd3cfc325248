"""The Compare page: its sentence, the choice of regions, empty states and what a change elsewhere leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.assess import compare
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from ui import data, text
from ui.widget_keys import Key

ROUTER = Path(__file__).resolve().parents[2] / "ui" / "router.py"
YANCHENG, NANTONG = "320900", "320600"


@pytest.fixture(autouse=True)
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "strict", True)


def scenario(bundle: str = "jiangsu", **choices: object) -> Scenario:
    return replace(default_scenario(data.dataset(bundle)), **choices)


def opened(
    language: str = "en", asked: Scenario | None = None, regions: tuple[str, ...] | None = None
) -> AppTest:
    """Open the page; `regions` as the reader chose them earlier in the session."""
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    if regions is not None:
        app.session_state["compared"] = regions
    app.query_params["lang"] = language
    app.query_params["s"] = (asked or scenario()).encode()
    return app.run().switch_page("../pages/compare.py").run()


def choose(app: AppTest, *regions: str) -> AppTest:
    """Use the widget; a Chinese page only, as the test's own side of it names the options in Chinese."""
    return app.multiselect(key=Key.COMPARED).set_value(list(regions)).run()


def well(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def charts(app: AppTest) -> list[str]:
    return [element.proto.alt for element in app.get("vega_lite_chart")]


def test_it_opens_with_the_focus_and_the_one_above() -> None:
    app = well(opened())
    nearest = compare.nearest_above(data.assessment(scenario()), YANCHENG)
    assert app.multiselect(key=Key.COMPARED).value == [YANCHENG, nearest]
    assert len(charts(app)) == 4
    assert all(charts(app))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_yancheng_and_nantong(language: str) -> None:
    app = well(opened(language, regions=(YANCHENG, NANTONG)))
    result = data.assessment(scenario())
    parts = compare.differences(result, YANCHENG, NANTONG)["four_forces"]
    most = compare.widest(parts)
    assert most is not None
    name = result.framework.by_id[most].name
    gap = result.scores.loc[YANCHENG, "four_forces"] - result.scores.loc[NANTONG, "four_forces"]
    headline = app.title[0].value
    assert (name.zh if language == "zh" else name.en) in headline
    assert f"{abs(parts[most]):.1f}" in headline
    assert f"{abs(gap):.1f}" in headline
    assert sum(parts.values()) == pytest.approx(gap, abs=1e-9)


def test_the_table_of_indicators_adds_up_to_the_widest_part() -> None:
    app = well(opened(regions=(YANCHENG, NANTONG)))
    parts = compare.differences(data.assessment(scenario()), YANCHENG, NANTONG)["four_forces"]
    shown = app.table[0].value["Adds (points)"]
    total = sum(float(cell.replace("−", "-")) for cell in shown)
    assert total == pytest.approx(max(parts.values(), key=abs), abs=0.005 * len(shown))


def test_the_tables_behind_the_charts() -> None:
    app = choose(opened("zh"), YANCHENG, NANTONG)
    for toggle in list(app.toggle):
        app.toggle(key=toggle.key).set_value(True).run()
    well(app)
    dumbbells, gap, strips, trend = (element.value for element in app.dataframe)
    assert list(dumbbells.columns) == ["维度", "盐城", "南通", "全部 13 市中位数"]
    assert gap["对总分差（分）"].iloc[:-1].sum() == pytest.approx(gap["对总分差（分）"].iloc[-1])
    assert gap["盐城"].iloc[:-1].sum() == pytest.approx(gap["盐城"].iloc[-1])
    assert {"盐城", "南通", "最低", "最高"} <= set(strips.columns)
    assert list(trend["年份"]) == ["2021", "2022", "2023"]


def test_six_regions_at_most() -> None:
    units = list(data.dataset("jiangsu").regions)
    app = opened("zh")
    app.multiselect(key=Key.COMPARED).set_value(units[:7]).run()
    well(app)
    assert app.multiselect(key=Key.COMPARED).value == units[:6]
    assert len(charts(app)) == 4


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("regions", [(), (YANCHENG,)])
def test_fewer_than_two_say_what_to_do(language: str, regions: tuple[str, ...]) -> None:
    app = well(opened(language, regions=regions))
    assert not charts(app)
    assert app.info[0].value
    assert app.multiselect(key=Key.COMPARED).value == list(regions)


def test_a_single_peer_says_how_to_widen() -> None:
    app = well(opened("en", scenario(peers=(YANCHENG,))))
    assert "Widen" in app.info[0].value


def test_the_choice_follows_peers_bundle_and_focus() -> None:
    app = choose(opened("zh"), YANCHENG, NANTONG, "320500")
    app.selectbox(key=Key.FOCUS).set_value("320100").run()
    assert well(app).multiselect(key=Key.COMPARED).value == [YANCHENG, NANTONG, "320500"]
    app.selectbox(key=Key.PEER_MODE).set_value("chosen").run()
    app.multiselect(key=Key.PEERS).set_value(["320100", NANTONG, "320500"]).run()
    assert well(app).multiselect(key=Key.COMPARED).value == [NANTONG, "320500"]
    app.selectbox(key=Key.BUNDLE).set_value("practice").run()
    chosen = well(app).multiselect(key=Key.COMPARED).value
    assert len(chosen) == 2
    assert set(chosen) <= set(data.dataset("practice").regions)


def test_before_a_choice_the_default_follows_the_focus() -> None:
    app = opened()
    app.selectbox(key=Key.FOCUS).set_value("320300").run()
    assert well(app).multiselect(key=Key.COMPARED).value[0] == "320300"


def test_another_part_has_its_own_strips() -> None:
    app = choose(opened("zh"), YANCHENG, NANTONG)
    group = next(one for one in app.get("button_group") if one.key == Key.COMPARED_PART)
    group.set_value("resilience").run()
    well(app)
    assert any(alt.startswith("韧性与联动力：") for alt in charts(app))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_year_without_scores_says_so(language: str) -> None:
    app = well(opened(language, scenario(year=2018)))
    assert len(app.multiselect(key=Key.COMPARED).value) == 2
    assert len(app.info) >= 1


def test_the_choice_survives_a_change_of_language() -> None:
    app = choose(opened("zh"), YANCHENG, NANTONG)
    switch = next(group for group in app.get("button_group") if group.key == Key.LANGUAGE)
    switch.set_value("en").run()
    assert well(app).multiselect(key=Key.COMPARED).value == [YANCHENG, NANTONG]
    assert "Nantong" in app.title[0].value
