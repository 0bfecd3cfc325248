"""The page Import by its visible path: a table goes in, is told what is wrong with it, and comes out again."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.store.generation import current_name
from cluster_core.store.read import load_dataset
from tests.intake.books import book
from tests.pages.opening import open_with
from tests.ui.own_data import use_own_data
from ui import data, tray_file
from ui.tray_file import Chosen
from ui.widget_keys import Key

RATING_ROWS = [
    ("盐城", "er_planning_fit", group, rater, 2024, rating)
    for group, ratings in (("企业", (75, 75, 50)), ("公众", (50, 50, 25)), ("第三方", (100, 75, 100)))
    for rater, rating in enumerate(ratings)
]


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return use_own_data(tmp_path, monkeypatch, "jiangsu")


def settled(app: AppTest) -> AppTest:
    """Run until the child process has answered: its progress is gone."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if not any(one.key and one.key.startswith(Key.JOB_CANCEL) for one in app.button):
            return app
        time.sleep(0.1)
        app.run()
    raise AssertionError("the child process did not answer")


def paste(app: AppTest, text: str) -> AppTest:
    app.text_area(Key.IMPORT_PASTE).set_value(text)
    return settled(app.button(Key.IMPORT_READ).click().run())


def go(app: AppTest, to: str) -> AppTest:
    return settled(app.button(Key.IMPORT_STEP.of(to)).click().run())


def words(app: AppTest) -> str:
    kinds = (app.title, app.markdown, app.caption, app.info, app.warning, app.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def send(monkeypatch: pytest.MonkeyPatch, name: str, content: bytes) -> None:
    """Let the browser send a file in the next run, and none after it."""
    given = [Chosen(name, content)]

    def picker(_label: str, _limit: int, *, key: str = "", accept: str = "") -> Chosen | None:
        return given.pop() if given and key == Key.IMPORT_FILE else None

    monkeypatch.setattr(tray_file, "picker", picker)


def choose_in(app: AppTest, label: str, option: str) -> AppTest:
    return next(one for one in app.selectbox if one.label == label).set_value(option).run()


def with_source(app: AppTest, title: str = "江苏统计年鉴2025") -> AppTest:
    app.text_input(Key.IMPORT_SOURCE.of("title")).set_value(title)
    return go(app, "check")


def test_pasted_cells_go_in_and_come_out_again(bundle: Path) -> None:
    other = open_with("overview", "zh", "jiangsu", focus="320500")
    app = open_with("import_table", "zh", "jiangsu")
    paste(
        app,
        "地区\tGDP（万元）\t位次\t工业机器人\n南京市\t１９００００００\t1\t30\n盐城\t80,000,000\t7\t5\n全省\t1\t\t\n",
    )
    assert "有2个名称要您来定" in words(app)
    assert "已自动对上2个地区、1项指标" in words(app)
    go(app, "source")  # not yet: names and the year are open
    assert "还需要：定下未对上的名称和年份" in words(app)

    app.selectbox(Key.IMPORT_WHOLE.of("year")).set_value(2024).run()
    choose_in(app, "位次", "-")
    choose_in(app, "工业机器人", "+new")
    app.text_input(Key.IMPORT_NEW.of("unit_zh:工业机器人")).set_value("=台")
    next(one for one in app.button if one.label == "新增并对应").click().run()
    assert "请改用一行普通文字" in words(app)
    app.text_input(Key.IMPORT_NEW.of("unit_zh:工业机器人")).set_value("台")
    next(one for one in app.button if one.label == "新增并对应").click().run()
    assert "名称都已对上" in words(app)

    go(app, "source")
    go(app, "check")
    assert "请填写来源的名称" in words(app)
    with_source(app)
    assert "检查通过，没有错误：新增2个、变更2个" in words(app)
    assert [one.value for one in app.metric] == ["2", "2", "0", "0"]
    shown = app.dataframe[-1].value
    assert shown["新值"].tolist() == ["1,900 亿元", "8,000 亿元"]
    assert shown["单元格"].tolist() == ["B2", "B3"]

    go(app, "commit")
    assert "已入库：“粘贴的表格.csv”，新增2个、变更2个" in words(app)
    assert "正在使用" in words(app)
    values = load_dataset(bundle).observations
    row = values[
        (values["unit"] == "320900") & (values["indicator"] == "gdp") & (values["year"] == 2024)
    ].iloc[0]
    assert (row["value"], row["source"], row["status"]) == (8000.0, "import_1", "observed")
    assert load_dataset(bundle).sources["import_1"].title.zh == "江苏统计年鉴2025"
    assert data.dataset("jiangsu").indicators["own_1"].unit.zh == "台"  # in use at once
    assert "数据刚有更新" not in words(app)  # who imported knows

    other.run()
    assert "数据刚有更新" in "\n".join(one.value for one in other.markdown)
    assert other.session_state["scenario"].focus == "320500"

    app.button(Key.IMPORT_UNDO.of("last")).click().run()
    assert "已恢复" in words(app)
    assert current_name(bundle) == "base"
    assert "own_1" not in data.dataset("jiangsu").indicators
    app.button(Key.IMPORT_UNDO.of("g000001")).click().run()  # and forward again
    assert current_name(bundle) == "g000001"


def test_faults_are_told_by_cell_and_nothing_goes_in() -> None:
    app = open_with("import_table", "en", "jiangsu")
    paste(app, "地区,年份,GDP\n南京,2024,很多\n盐城,2024,7\n盐城,2024,8\n")
    with_source(go(app, "source"))
    table = app.dataframe[0].value
    assert [tuple(row[1:3]) for row in table.to_numpy() if row[0] == "Fault"] == [("C2", "很多"), ("C4", "")]
    assert "2 faults" in words(app)
    assert len(app.get("download_button")) >= 2
    assert not [one for one in app.button if one.key == Key.IMPORT_STEP.of("commit")]


def test_a_table_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_with("import_table", "zh", "jiangsu")
    paste(app, '地区,数值\n"南京,1\n盐城,2\n')
    assert "没有配对" in words(app)
    assert "Traceback" not in words(app)
    app.button(Key.IMPORT_STEP.of("leave")).click().run()
    assert "没有配对" not in words(app)

    # a doubtful encoding is asked for, with a preview of each
    send(monkeypatch, "表.csv", "地区,GDP\n盐城,1\n".encode("gbk"))
    settled(app.run())
    assert "几种可能" in words(app)
    assert any("盐城,1" in row for row in app.dataframe[0].value["读出来的样子"])
    settled(app.selectbox(Key.IMPORT_ENCODING).set_value("gb18030").run())
    assert "几种可能" not in words(app)
    assert "已自动对上1个地区、1项指标" in words(app)


def test_ratings_are_combined_by_group(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_with("import_table", "zh", "jiangsu")
    next(one for one in app.get("button_group") if one.proto.label == "这是什么表").set_value("ratings").run()
    send(monkeypatch, "评分.xlsx", book([("地区", "指标", "组别", "评分人", "年份", "评分"), *RATING_ROWS]))
    settled(app.run())
    app.number_input(Key.IMPORT_WHOLE.of("public")).set_value(0).run()
    with_source(go(app, "source"), "专家评议")
    # medians 75, 50, 100; without the public 60:20 of 75 and 100
    assert app.dataframe[-1].value["新值"].tolist() == ["81.25 0-100"]
    app.button(Key.IMPORT_STEP.of("leave")).click().run()  # its draft goes
    assert "1 选表格" in words(app)
