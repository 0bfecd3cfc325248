"""The page Framework editor: changes with their effect, what is refused, files pasted, saving and the way back."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.store.framework_yaml import read_yaml, to_yaml
from cluster_core.store.generation import current, imports_of
from tests.pages.opening import open_with, said
from ui import data, framework_state
from ui.framework_tree import code
from ui.widget_keys import Key

SHIPPED = Path(__file__).resolve().parents[2] / "data"
PARTS = ("four_forces_own/innovation", "innovation/innovation_platforms", "innovation_platforms/rd_intensity")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of Jiangsu as the only data."""
    for name in ("jiangsu", "frameworks", "geo"):
        shutil.copytree(SHIPPED / name, tmp_path / name)
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    monkeypatch.setattr(data, "FILE", tmp_path / "clusters.duckdb")
    monkeypatch.setattr(data, "_built", data._Built())
    return tmp_path


def opened(language: str = "en") -> AppTest:
    return open_with("framework", language, "jiangsu")


def choose(app: AppTest, part: str) -> AppTest:
    return app.radio(Key.FRAME_TREE).set_value(part).run()


def field(part: str, name: str) -> str:
    return Key.FRAME_FIELD.of(f"{part}:{name}")


def weigh(app: AppTest, part: str, weight: float) -> AppTest:
    choose(app, part)
    return app.number_input(field(part, "weight")).set_value(weight).run()


def act(app: AppTest, key: str) -> AppTest:
    return app.button(key).click().run()


def draft(app: AppTest) -> framework_state.Draft:
    opened_now = app.session_state["framework_open"]["jiangsu"]
    return app.session_state["framework_drafts"]["jiangsu", opened_now]


def changes(app: AppTest) -> list[list[str]]:
    return [list(map(str, row)) for table in app.dataframe for row in table.value.to_numpy()]


def paste(app: AppTest, text: str) -> AppTest:
    app.session_state[Key.FRAME_FILES] = True
    app.run()
    app.text_area[0].set_value(text).run()
    return act(app, Key.FRAME_PASTE.of("do"))


def warned(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(str(one.value) for one in app.warning)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_of_part_has_its_fields_in_both_languages(language: str) -> None:
    app = opened(language)
    for part in PARTS:
        choose(app, part)
        assert not app.exception
        assert not app.error
        assert app.number_input(field(part, "weight")).value == 1.0


def test_a_move_a_weight_and_the_way_back() -> None:
    app = opened()
    assert app.title[0].value.startswith("Four forces (own) has 4 dimensions and 25 indicators")
    weigh(app, "four_forces_own/innovation", 2.0)
    assert "40.0% of its siblings, 40.0% of the whole" in said(app).replace("\\", "")
    leaf = "innovation_platforms/rd_intensity"
    choose(app, leaf)
    assert "13 of 13 have a value" in said(app)
    app.selectbox(Key.FRAME_TO.of(leaf)).set_value("brand_building").run()
    assert app.radio(Key.FRAME_TREE).value == "brand_building/rd_intensity"
    assert app.title[0].value.startswith("2 changes to Four forces (own)")
    assert changes(app) == [
        [
            "moved",
            "R&D intensity",
            "Cluster brand and firm strength",
            "Major innovation platforms",
            "Cluster brand and firm strength",
        ],
        ["weight", "Collaborative innovation", "Four forces (own)", "25.0%", "40.0%"],
    ]
    act(app, Key.FRAME_BACK.of("undo"))
    assert app.title[0].value.startswith("1 change to")
    act(app, Key.FRAME_BACK.of("redo"))
    assert app.title[0].value.startswith("2 changes")
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/framework.py").run()
    assert app.title[0].value.startswith("2 changes")
    act(app, Key.FRAME_BACK.of("restart"))
    assert changes(app) == []


def test_the_ranking_is_that_of_the_command_line(tmp_path: Path) -> None:
    from tests.contract.bundles import run

    app = weigh(opened(), "four_forces_own/innovation", 5.0)
    path = tmp_path / "mine.yaml"
    path.write_text(to_yaml(draft(app).framework), encoding="utf-8")
    rows = run("score", "--bundle", SHIPPED / "jiangsu", "--framework", path).rows
    rank = next(row["rank"] for row in rows if row["region"] == "320900" and row["node"] == "four_forces_own")
    assert f"rank 13 → {rank}" in said(app) or (rank == "13" and "stays 13th" in app.title[0].value)


def test_parts_are_added_bound_and_removed() -> None:
    app = choose(opened(), "four_forces_own/brand")
    act(app, Key.FRAME_ACT.of("dimension"))
    assert app.radio(Key.FRAME_TREE).value == "brand/new_dimension"
    assert "a dimension has no indicator below it" in said(app)
    assert app.button(Key.FRAME_USE).disabled
    app.text_input(field("brand/new_dimension", "name_en")).set_value("Green *growth*").run()
    app.selectbox(Key.FRAME_ADD.of("new_dimension")).set_value("gdp").run()
    assert not app.button(Key.FRAME_USE).disabled
    choose(app, "new_dimension/gdp")
    app.selectbox(field("new_dimension/gdp", "indicator")).set_value("fdi_gdp").run()
    assert app.radio(Key.FRAME_TREE).value == "new_dimension/fdi_gdp"
    assert "an indicator stands in several places" in said(app)
    assert draft(app).framework.by_id["new_dimension"].name.en == "Green *growth*"
    choose(app, "brand/new_dimension")
    act(app, Key.FRAME_ACT.of("remove"))
    assert app.radio(Key.FRAME_TREE).value == "four_forces_own/brand"
    assert changes(app) == []
    act(app, Key.FRAME_ACT.of("up"))
    assert [row[0] for row in changes(app)] == ["other order"]


def test_what_cannot_be_done_is_said_and_changes_nothing() -> None:
    app = opened()
    for child in ("rd_intensity", "invention_patents_per_10k", "high_tech_density"):
        weigh(app, f"innovation_platforms/{child}", 0.0)
    before = draft(app).framework
    last = "innovation_platforms/tech_contract_gdp"
    weigh(app, last, 0.0)
    assert "cannot all be 0" in warned(app)
    assert app.number_input(field(last, "weight")).value == 1.0
    act(app, Key.FRAME_ACT.of("remove"))
    assert "cannot all be 0" in warned(app)
    root = code(framework_state.At("", "four_forces_own"))
    choose(app, root)
    app.text_input(field(root, "id")).set_value("a b").run()
    assert "1–64 letters" in warned(app)
    app.text_input(field(root, "id")).set_value("five_forces").run()
    assert "there already" in warned(app)
    app.text_input(field(root, "name_en")).set_value("null").run()
    assert "stand for nothing" in warned(app)
    assert draft(app).framework == before


def test_every_start_has_a_draft_of_its_own() -> None:
    app = weigh(opened(), "four_forces_own/innovation", 2.0)
    app.selectbox(Key.FRAME_START).set_value("five_forces").run()
    assert app.title[0].value.startswith("Five forces (own) has 5 dimensions")
    assert draft(app).framework.id == "five_forces_own"
    app.selectbox(Key.FRAME_START).set_value("four_forces").run()
    assert app.title[0].value.startswith("1 change to Four forces (own)")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]" for a, b in zip("abcdef", "bcdefg", strict=True)
)
BAD = [
    ("framework: !!python/object x", "plain values without tags"),
    (BOMB, "values, those behind aliases counted again"),
    ("framework: {id: f}\nnodes: [{id: n, parent: f, indicators: [zzz]}]", "found 'zzz'"),
    ("framework: {id: f}\nnodes: [{id: n, parent: f, weight: -1}]", "found '-1'"),
    ("hello", "a mapping"),
]


def test_files_are_pasted_or_refused_with_what_is_wrong() -> None:
    app = opened()
    before = draft(app)
    for text, told in BAD:
        paste(app, text)
        assert told in warned(app).replace("\\", "")
        assert draft(app) == before
    wide = "".join(f"  - {{id: n{k}, parent: mine, indicators: [gdp]}}\n" for k in range(300))
    paste(app, f"framework: {{id: mine, name: {'长' * 500}}}\nnodes:\n{wide}")
    assert warned(app) == ""
    assert draft(app).framework.id == "mine"
    assert len(app.radio(Key.FRAME_TREE).options) == 601
    act(app, Key.FRAME_BACK.of("undo"))
    assert draft(app).framework == before.framework


def test_a_pasted_shipped_framework_gets_an_id_of_its_own() -> None:
    app = opened()
    paste(app, to_yaml(data.dataset("jiangsu").framework("four_forces")))
    assert draft(app).framework.id == "four_forces_own"


def test_it_is_saved_for_all_pages_and_taken_back(folder: Path) -> None:
    app = weigh(opened(), "four_forces_own/support", 2.0)
    act(app, Key.FRAME_USE)
    assert not app.exception
    assert warned(app) == ""
    saved = current(folder / "jiangsu") / "frameworks" / "four_forces_own.yaml"
    assert read_yaml(saved.read_text(encoding="utf-8")).version == "1"
    assert app.session_state["scenario"].framework == "four_forces_own"
    assert app.selectbox(Key.FRAMEWORK).value == "four_forces_own"
    assert [one.value for one in app.toast] == ["The framework is saved, and all pages judge by it now."]
    assert (draft(app).framework.id, draft(app).framework.version) == ("four_forces_own", "2")
    act(app, Key.FRAME_USE.of("back"))
    assert not app.exception
    assert current(folder / "jiangsu") == folder / "jiangsu"
    assert app.session_state["scenario"].framework == "four_forces"
    assert (draft(app).framework.id, draft(app).framework.version) == ("four_forces_own", "1")
    assert [row[0] for row in changes(app)] == ["weight"]


def test_two_tabs_do_not_overwrite_each_other(folder: Path) -> None:
    first, second = (
        weigh(opened(), "four_forces_own/support", 2.0),
        weigh(opened(), "four_forces_own/brand", 2.0),
    )
    act(first, Key.FRAME_USE)
    kept = draft(second)
    act(second, Key.FRAME_USE)
    assert "Another framework has this id already" in warned(second)
    assert draft(second) == kept


def test_another_saving_under_way_is_said(folder: Path) -> None:
    app = weigh(opened(), "four_forces_own/support", 2.0)
    place = imports_of(folder / "jiangsu")
    place.mkdir()
    with (place / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        act(app, Key.FRAME_USE)
    assert "Another import or saving is under way" in warned(app)
    assert [path.name for path in place.iterdir()] == ["lock"]
    assert app.session_state["scenario"].framework == "four_forces"


def test_indicators_that_the_data_lost_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened()
    lost = draft(app)
    foreign = to_yaml(lost.framework).replace("rd_intensity", "lost_one")
    app.session_state["framework_drafts"] = {("jiangsu", "four_forces"): lost.changed(read_yaml(foreign))}
    app.run()
    assert "do not know an indicator" in said(app)
    assert "lost_one" in said(app).replace("\\", "")
    assert app.button(Key.FRAME_USE).disabled
    choose(app, "innovation_platforms/lost_one")
    app.selectbox(field("innovation_platforms/lost_one", "indicator")).set_value("rd_intensity").run()
    assert changes(app) == []
