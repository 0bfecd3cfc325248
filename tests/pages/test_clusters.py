"""The page of clusters: headline, switch, filters, footnotes beside the figures, the card of a documented figure."""

from __future__ import annotations

from tests.pages.opening import open_with, said
from ui.subjects import Subject
from ui.widget_keys import Key


def test_a_walk_through_the_page() -> None:
    app = open_with("clusters", "en", "jiangsu")
    assert not app.error
    assert app.title[0].value.startswith(
        "Yancheng: no national cluster up to 2022, 1 since 2024 (shared with 3"
    )
    words = said(app)
    for discrepancy in ("179 together", "123 entrants", "8 winners of Jiangsu", "lists 14", "counts 80"):
        assert discrepancy in words
    assert len(app.get("vega_lite_chart")) == 5

    next(one for one in app.get("button_group") if one.key == Key.CONTEST_SHOWN).set_value("national").run()
    assert "Jiangsu has most national clusters: 10 of 45" in said(app)
    assert "counted as Hubei here" in said(app)
    app.multiselect(key=Key.CLUSTER_FILTER.of("province")).set_value(["320000"]).run()
    assert "12 of 54 shown" in said(app)

    app.session_state["asked"] = ("contest_provinces", Subject(about="fact:contest_results:province:320000"))
    app.run()
    words = said(app)
    assert "8 of 13 entrants won (62%)" in words
    assert "Document and section: 002 一" in words
    assert "White paper of 2020" in words
    assert not app.exception
    assert not app.error


def test_the_practice_data_say_what_is_real() -> None:
    app = open_with("clusters", "zh", "practice")
    assert app.title[0].value == "纸鸢：到2022年没有省级集群，2023年起有1个：纸鸢风电叶片集群"
    assert "以下数字来自真实文件" in said(app)
    assert "合计179家次" in said(app)
