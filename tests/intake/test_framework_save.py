"""A framework saved into a bundle: a generation like any other, and no id that is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.errors import BundleError, IntakeError
from cluster_core.intake import framework_save
from cluster_core.intake.framework_save import next_version, own_frameworks, save_framework
from cluster_core.intake.generations import DRAFT, damaged, history, undo
from cluster_core.model.framework import Framework
from cluster_core.model.framework_edit import At, identify, weigh
from cluster_core.store.build import build
from cluster_core.store.check import check_path
from cluster_core.store.framework_yaml import read_yaml, to_yaml
from cluster_core.store.generation import current, current_name, imports_of
from cluster_core.store.read import load_dataset
from tests.intake.samples import bundle

SHIPPED = "framework: {id: shipped}\nnodes: [{id: n, parent: shipped, indicators: [gdp, pop]}]\n"
MINE = read_yaml("framework: {id: mine}\nnodes: [{id: n, parent: mine, indicators: [gdp, rd]}]\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bundle(tmp_path, {"frameworks/shipped.yaml": SHIPPED})


def heavier(framework: Framework) -> Framework:
    return weigh(identify(framework, framework.id, next_version(framework.version)), At("n", "gdp"), 3)


def refused(folder: Path, framework: Framework, replaces: str = "") -> str:
    before = current_name(folder)
    with pytest.raises(IntakeError) as wrong:
        save_framework(folder, framework, replaces)
    assert current_name(folder) == before
    assert list(imports_of(folder).glob(f"{DRAFT}*")) == []
    return wrong.value.kind


def test_it_is_saved_read_checked_and_undone(folder: Path) -> None:
    assert own_frameworks(folder) == {}
    made = save_framework(folder, MINE)
    assert (made.name, made.parent, made.about.file) == ("g000001", "base", "frameworks/mine.yaml")
    assert made.about.counts == {"new": 1}
    assert load_dataset(folder).framework("mine") == MINE
    assert own_frameworks(folder) == {"mine": MINE}
    assert check_path(folder.parent) == []
    assert damaged(folder, made.name) == []
    assert (current(folder) / "frameworks" / "mine.yaml").read_text(encoding="utf-8") == to_yaml(MINE)
    assert not (folder / "frameworks" / "mine.yaml").exists()
    assert undo(folder) == "base"
    assert own_frameworks(folder) == {}


def test_a_saved_one_is_replaced_by_its_next_version(folder: Path) -> None:
    save_framework(folder, MINE)
    second = heavier(MINE)
    assert save_framework(folder, second, replaces="1").about.counts == {"changed": 1}
    assert load_dataset(folder).framework("mine") == second
    assert second.version == "2"
    # Whoever still holds version 1 is told, and overwrites nothing.
    assert refused(folder, second, replaces="1") == "moved"
    assert undo(folder) == "g000001"
    assert load_dataset(folder).framework("mine") == MINE


def test_an_id_that_is_taken_is_refused(folder: Path) -> None:
    assert refused(folder, identify(MINE, "shipped", "9")) == "taken"
    save_framework(folder, MINE)
    assert refused(folder, heavier(MINE)) == "taken"
    assert refused(folder, identify(MINE, "other", "2"), replaces="1") == "moved"
    assert len(history(folder)) == 1


def test_a_shared_framework_and_a_foreign_file_are_no_places(folder: Path) -> None:
    shared = folder.parent / "frameworks" / "shared.yaml"
    shared.write_text(SHIPPED.replace("shipped", "common"), encoding="utf-8")
    assert refused(folder, identify(MINE, "common", "1")) == "taken"
    (folder / "frameworks" / "notes.yaml").write_text(
        "framework: {id: x}\nnodes: [{id: n, parent: x, indicators: [gdp]}]\n"
    )
    assert refused(folder, identify(MINE, "notes", "1")) == "taken"


def test_what_check_refuses_is_not_saved(folder: Path) -> None:
    foreign = read_yaml("framework: {id: mine}\nnodes: [{id: n, parent: mine, indicators: [nowhere]}]\n")
    with pytest.raises(BundleError, match=r"demo/frameworks/mine\.yaml:.*found 'nowhere'"):
        save_framework(folder, foreign)
    assert current_name(folder) == "base"
    assert list(imports_of(folder).glob(f"{DRAFT}*")) == []


def test_data_that_move_while_it_is_saved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = framework_save.check_draft

    def slow(bundle: Path, draft: Path) -> None:
        real(bundle, draft)
        monkeypatch.setattr(framework_save, "check_draft", real)
        save_framework(bundle, identify(MINE, "quicker", "1"))

    monkeypatch.setattr(framework_save, "check_draft", slow)
    with pytest.raises(IntakeError) as wrong:
        save_framework(folder, MINE)
    assert wrong.value.kind == "moved"
    assert set(own_frameworks(folder)) == {"quicker"}


def test_the_data_file_beside_it_is_built_anew(folder: Path) -> None:
    built = folder.parent / "clusters.duckdb"
    build([folder], built)
    save_framework(folder, MINE)
    assert "mine" in load_dataset(built, "demo").frameworks


@pytest.mark.parametrize(
    ("version", "following"),
    [("1", "2"), ("9", "10"), ("1.9", "1.10"), ("b", "b.1"), ("x" * 64, "x" * 60 + ".1")],
)
def test_versions_follow_each_other(version: str, following: str) -> None:
    assert next_version(version) == following
