"""The page of types: ratings and thresholds move the type, what is not known is said with its source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.model.dataset import Dataset
from cluster_core.model.text import Text
from tests.pages.opening import open_with, said
from ui import data
from ui.widget_keys import Key

CRITERIA = ("ty_tech_control", "ty_leader_drive", "ty_brand_intl", "ty_chain_integration")


def opened(language: str = "en", bundle: str = "jiangsu", **choices: object) -> AppTest:
    return open_with("types", language, bundle, **choices)


def of_clusters(language: str = "en", focus: str = "c03", bundle: str = "practice") -> AppTest:
    return opened(language, bundle, unit="cluster", focus=focus, peers=())


def rubric(app: AppTest, key: str) -> object:
    return next(group for group in app.get("button_group") if group.key == key)


def test_what_is_lacking_is_named_with_its_official_source() -> None:
    app = opened()
    assert "no type can be told yet" in app.title[0].value
    assert "Market share of the lead product :gray[source: Industry associations" in said(app)
    assert "since 2024 with 1 cluster (shared with 3 regions)" in app.title[0].value


def test_ratings_give_a_type_and_reset_takes_it_back() -> None:
    app = opened()
    for criterion in CRITERIA[:3]:
        rubric(app, Key.JUDGE.of(f"320900:{criterion}")).set_value(75).run()  # type: ignore[attr-defined]
    assert app.title[0].value.startswith("Yancheng: Leading (with your ratings)")
    assert len(app.get("vega_lite_chart")) == 3
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/types.py").run()
    assert "Leading (with your ratings)" in app.title[0].value
    app.button(key=Key.FORGET.of("types")).click().run()
    assert "no type can be told yet" in app.title[0].value


def test_thresholds_move_the_type() -> None:
    app = of_clusters()
    assert "Breakthrough" in app.title[0].value
    app.slider(key=Key.JUDGE.of("t_mid")).set_value(80).run()
    assert app.slider(key=Key.JUDGE.of("t_high")).value == 80
    assert app.title[0].value.startswith("Silverfir textile machinery: Catching up")
    assert not app.exception
    assert not app.error
    app.button(key=Key.FORGET.of("types")).click().run()
    assert "Breakthrough" in app.title[0].value


def test_the_two_criteria_of_the_field_are_never_the_same() -> None:
    app = of_clusters()
    app.selectbox(key=Key.ACROSS).select(CRITERIA[1]).run()
    assert app.selectbox(key=Key.UPWARDS).value == CRITERIA[0]
    assert not app.exception


@pytest.mark.parametrize("focus", [f"c{n:02}" for n in range(1, 11)])
def test_every_cluster_has_a_page(focus: str) -> None:
    app = of_clusters("zh", focus)
    assert not app.exception
    assert not app.error
    assert "nan" not in said(app)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_can_be_shown(language: str) -> None:
    for app in (of_clusters(language), opened(language)):
        for toggle in list(app.toggle):
            app.toggle(key=toggle.key).set_value(True).run()
        assert not app.exception
        assert not app.error
        assert len(app.dataframe) == len(app.toggle)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_focus_that_is_not_compared_is_told_what_to_do(language: str) -> None:
    app = opened(language, peers=("320100", "320200"), focus="320900")
    assert not app.exception
    assert not app.error


def changed(monkeypatch: pytest.MonkeyPatch, bundle: str, **fields: object) -> Dataset:
    shipped, known = data._dataset, data.dataset(bundle)
    other = replace(known, **fields)  # type: ignore[arg-type]
    monkeypatch.setattr(
        data, "_dataset", lambda print_, one: other if one == bundle else shipped(print_, one)
    )
    return other


def test_a_data_set_without_any_of_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    changed(monkeypatch, "practice", typology=None, ladder=None, chokepoints=None)
    app = opened(bundle="practice", year=2023)
    assert "neither a typology nor a ladder" in app.title[0].value
    assert not app.exception
    assert not app.error


def test_hostile_names_stay_names(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = Text("<b>[x](y)</b>", "<b>[x](y)</b> {0}")
    typology = data.dataset("practice").typology
    assert typology is not None
    criteria = tuple(replace(one, name=bad) for one in typology.criteria)
    changed(monkeypatch, "practice", typology=replace(typology, criteria=criteria, id="hostile"))
    app = opened(bundle="practice", year=2022)
    assert not app.exception
    assert not app.error
    assert "<b>" not in said(app).replace(r"\<b>", "")
