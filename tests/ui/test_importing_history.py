"""Earlier imports: each named, damaged ones told, and supplied data that were renewed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.intake.mapping import Plan
from cluster_core.intake.steps import commit
from cluster_core.store.generation import imports_of
from cluster_core.store.read import load_dataset
from tests.intake.samples import bundle, prepared
from ui import data, importing_history, tray


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small bundle with one import in it."""
    folder = bundle(tmp_path)
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    monkeypatch.setattr(data, "remember_large", lambda _key, build: build())
    monkeypatch.setattr(tray, "local_time", lambda moment: f"{moment:%Y}")
    commit(folder, prepared(tmp_path, "地区,GDP\n南京,101\n苏州,200\n", plan=Plan(year=2022), source="s1"))
    return folder


def test_an_import_is_named_by_file_change_and_source(imported: Path, english: None) -> None:
    found = importing_history.past("demo")
    assert (found.now, found.damaged, found.base_changed) == ("g000001", {}, False)
    said = importing_history.described(found.kept[0], load_dataset(imported))
    assert said.split(" · ")[1:] == ["table.csv", "1 changed and 1 unchanged", "Yearbook"]


def test_damage_and_renewed_supplied_data_are_seen(imported: Path) -> None:
    (imports_of(imported) / "g000001" / "regions.csv").write_text("region\n", encoding="utf-8")
    (imported / "sources.csv").write_text(
        "source,title_zh,title_en,year\ns1,年鉴,Yearbook,2024\n", encoding="utf-8"
    )
    found = importing_history.past("demo")
    assert found.damaged == {"g000001": ["regions.csv"]}
    assert found.base_changed
