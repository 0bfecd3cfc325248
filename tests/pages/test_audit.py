"""The Audit page: its sentence, the choices on it, what it waits for and what it refuses."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.assess.statistical_audit import statistical_audit
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Text
from tests.pages.opening import open_with, said
from ui import audit, data, text
from ui.widget_keys import Key

YANCHENG = "320900"
HOSTILE = ["<script>alert(1)</script>", '=HYPERLINK("x")', "\u202eab", "**b** [l](x) :red[r] $x$", "长" * 80]


def opened(language: str = "en", bundle: str = "jiangsu", **choices: object) -> AppTest:
    return open_with("audit", language, bundle, **choices)


def well(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    assert not re.search(r"\b(nan|NaN|None|inf)\b", said(app))
    return app


def charts(app: AppTest) -> list[str]:
    return [element.proto.alt for element in app.get("vega_lite_chart")]


def left_out(app: AppTest, kind: str) -> AppTest:
    group = next(one for one in app.get("button_group") if one.key == Key.LEFT_OUT)
    return group.set_value(kind).run()


def test_it_opens_with_how_little_thirteen_regions_prove() -> None:
    app = well(opened())
    assert "With 13 regions, a correlation below 0.55" in app.title[0].value
    assert len(charts(app)) == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_of_the_core_is_on_the_page(language: str) -> None:
    app = well(opened(language))
    found = statistical_audit(data.assessment(default_scenario(data.dataset("jiangsu")))).findings
    listed = next(
        one.value for one in app.markdown if ("检验发现" in one.value) or ("the audit found" in one.value)
    )
    alphas = [one for one in found if one.code.startswith("alpha")]
    assert listed.count("\n- ") == len(found) - len(alphas)


@pytest.mark.parametrize("kind", ["nodes", "regions"])
def test_dimensions_and_regions_can_be_left_out(kind: str) -> None:
    app = left_out(opened("zh"), kind)
    well(app)
    app.toggle(key=Key.TABLE.of("shifts")).set_value(True).run()
    assert len(app.dataframe[0].value) == (12 if kind == "nodes" else 13)


def test_all_tables_open() -> None:
    app = opened("zh")
    for toggle in list(app.toggle):
        app.toggle(key=toggle.key).set_value(True).run()
    assert len(well(app).dataframe) == 4


def test_another_subject_and_other_years() -> None:
    app = opened("zh", "practice")
    app.selectbox(key=Key.DISPARITY).set_value("export_gdp").run()
    assert "出口额与GDP之比" in charts(well(app))[-1]
    app.selectbox(key=Key.DISPARITY_YEARS.of("from")).set_value(2022).run()
    app.toggle(key=Key.TABLE.of("disparity")).set_value(True).run()
    assert list(well(app).dataframe[0].value["年份"]) == ["2022", "2023", "2024"]
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/audit.py").run()
    assert app.selectbox(key=Key.DISPARITY).value == "export_gdp"


def test_leaving_out_waits_where_it_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "OWN_WEIGHTS", "default")
    app = well(opened("zh"))
    assert len(charts(app)) == 2
    assert "移动" not in app.title[0].value
    app.button(key=Key.RESCORE).click().run()
    assert len(charts(well(app))) == 3
    assert "移动" in app.title[0].value
    assert not [one for one in app.button if one.key == Key.RESCORE]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "choices",
    [
        {"normalise": "zscore"},
        {"normalise": "rank"},
        {"year": 2018},
        {"focus": ""},
        {"min_coverage": 1.0},
        {"aggregate": "geometric"},
        {"peers": (YANCHENG,)},
        {"peers": (YANCHENG, "320100")},
        {"peers": (YANCHENG, "320100", "320500")},
    ],
    ids=str,
)
def test_states_are_told_and_never_an_error(language: str, choices: dict[str, object]) -> None:
    app = well(opened(language, **choices))
    assert app.title[0].value


@pytest.mark.parametrize("hostile", HOSTILE, ids=["markup", "formula", "direction", "markdown", "long"])
def test_a_hostile_name_is_text(monkeypatch: pytest.MonkeyPatch, hostile: str) -> None:
    shipped = data.dataset("jiangsu")
    indicators = {
        one: replace(known, name=Text(hostile, hostile)) for one, known in shipped.indicators.items()
    }
    known = default_scenario(shipped)
    changed = replace(
        data.assessment(known), dataset=replace(shipped, indicators=indicators, fingerprint="h")
    )
    monkeypatch.setattr(data, "assessment", lambda _scenario: changed)
    app = well(opened("zh"))
    listed = next(one.value for one in app.markdown if "检验发现" in one.value)
    assert text.plain(f"：{hostile}") in listed
