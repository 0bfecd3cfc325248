"""The Compare page: its sentence, the choice of regions, empty states and what a change elsewhere leaves."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.assess import compare
from cluster_core.assess.twins import twins
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from tests.pages.conftest import with_odd_frameworks
from tests.pages.opening import ROUTER, go
from ui import comparison_views, data
from ui.widget_keys import Key

YANCHENG, NANTONG = "320900", "320600"
VIEWS = list(comparison_views.VIEWS)
NONSENSE = re.compile(r"\b(?:nan|NaN|None(?! of)|inf|Infinity|Traceback)\b")


def scenario(bundle: str = "jiangsu", **choices: object) -> Scenario:
    return replace(default_scenario(data.dataset(bundle)), **choices)


def opened(
    language: str = "en",
    asked: Scenario | None = None,
    regions: tuple[str, ...] | None = None,
    view: str = "ahead",
) -> AppTest:
    """Open the page; `regions` and `view` as the reader chose them earlier in the session."""
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    if regions is not None:
        app.session_state["compared"] = regions
    app.session_state["picked"] = {Key.COMPARED_VIEW: view}
    app.query_params["lang"] = language
    app.query_params["s"] = (asked or scenario()).encode()
    return go(app, "compare")


def choose(app: AppTest, *regions: str) -> AppTest:
    """Use the widget; a Chinese page only, as the test's own side of it names the options in Chinese."""
    return app.multiselect(key=Key.COMPARED).set_value(list(regions)).run()


def look_at(app: AppTest, view: str, depth: str = "dimensions") -> AppTest:
    app.session_state["picked"] = {Key.COMPARED_VIEW: view, Key.COMPARED_LEVEL: depth}
    return app.run()


def switched(app: AppTest, key: Key, chosen: str) -> AppTest:
    next(group for group in app.get("button_group") if group.key == key).set_value(chosen)
    return app.run()


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
    assert len(charts(app)) == 2
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
    app = well(opened(regions=(YANCHENG, NANTONG), view="indicators"))
    parts = compare.differences(data.assessment(scenario()), YANCHENG, NANTONG)["four_forces"]
    shown = app.table[0].value["Adds (points)"]
    total = sum(float(cell.replace("−", "-")) for cell in shown)
    assert total == pytest.approx(max(parts.values(), key=abs), abs=0.005 * len(shown))


def test_the_tables_behind_the_charts() -> None:
    app = choose(opened("zh"), YANCHENG, NANTONG)
    tables = {}
    for view in VIEWS:
        look_at(app, view)
        for toggle in list(app.toggle):
            app.toggle(key=toggle.key).set_value(True)
        well(app.run())
        tables[view] = [element.value for element in app.dataframe]
    dumbbells, gap = tables["ahead"]
    assert list(dumbbells.columns) == ["维度", "盐城", "南通", "全部 13 市中位数"]
    assert gap["对总分差（分）"].iloc[:-1].sum() == pytest.approx(gap["对总分差（分）"].iloc[-1])
    assert gap["盐城"].iloc[:-1].sum() == pytest.approx(gap["盐城"].iloc[-1])
    assert {"盐城", "南通", "最低", "最高"} <= set(tables["indicators"][0].columns)
    assert list(tables["years"][0]["年份"]) == ["2021", "2022", "2023"]
    for view in ("panels", "radar"):
        pd.testing.assert_frame_equal(tables[view][0], dumbbells.iloc[::3, :3].reset_index(drop=True))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ten_regions_at_most_and_the_eleventh_is_named(language: str) -> None:
    units = list(data.dataset("jiangsu").regions)
    app = well(opened(language, regions=tuple(units[:11])))
    assert app.multiselect(key=Key.COMPARED).value == units[:10]
    eleventh = data.dataset("jiangsu").regions[units[10]].name
    assert any((eleventh.zh if language == "zh" else eleventh.en) in note.value for note in app.caption)
    for view in VIEWS:
        assert 1 <= len(charts(well(look_at(app, view)))) <= 2


def test_a_region_that_is_gone_is_named_as_text() -> None:
    app = well(opened(regions=(YANCHENG, NANTONG, "<b>gone</b>")))
    assert app.multiselect(key=Key.COMPARED).value == [YANCHENG, NANTONG]
    assert any("\\<b>gone\\</b>" in note.value for note in app.caption)


def test_one_click_adds_a_twin() -> None:
    app = choose(opened("zh"), YANCHENG, NANTONG)
    near = [one.unit for one in twins(data.assessment(scenario()), YANCHENG, 4) if one.unit != NANTONG]
    switched(app, Key.COMPARED_TWIN, near[0])
    assert well(app).multiselect(key=Key.COMPARED).value == [YANCHENG, NANTONG, near[0]]
    offered = next(group for group in app.get("button_group") if group.key == Key.COMPARED_TWIN)
    assert offered.value is None
    assert len(offered.options) == 3


def test_the_view_picked_is_kept_in_the_session() -> None:
    app = switched(opened("zh"), Key.COMPARED_VIEW, "heat")
    assert app.session_state["picked"][Key.COMPARED_VIEW] == "heat"
    switched(app, Key.COMPARED_LEVEL, "indicators")
    assert any("指标" in note.value or "尚无数据" in note.value for note in well(app).caption)
    assert len(charts(app)) == 1


SHAPES = [
    *(
        ("zh", "jiangsu", name)
        for name in ("four_forces", "five_forces", "five_elements", "whitepaper_practices")
    ),
    *(
        ("en", "practice", name)
        for name in ("five_forces", "wide", "flat", "mixed", "half_empty", "hollow", "geometric")
    ),
]


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize(("language", "bundle", "framework"), SHAPES, ids=lambda given: given)
def test_every_view_of_every_framework(language: str, bundle: str, framework: str) -> None:
    known = with_odd_frameworks(bundle)
    asked = default_scenario(known, framework=framework)
    app = well(opened(language, asked, tuple(known.regions)[:5]))
    for view in VIEWS[1:]:
        app = well(look_at(app, view, "indicators"))
        said = [
            text.value for kind in ("title", "markdown", "caption", "info") for text in getattr(app, kind)
        ]
        assert not NONSENSE.findall("\n".join([*said, *charts(app)]).replace(asked.encode(), ""))
        assert charts(app) or app.info or view == "years"
        assert all(charts(app))


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
    app = choose(opened("zh", view="indicators"), YANCHENG, NANTONG)
    switched(app, Key.COMPARED_PART, "resilience")
    assert any(alt.startswith("韧性与联动力：") for alt in charts(well(app)))


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
