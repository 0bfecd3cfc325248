"""Tables on their way in are few, small, and gone with the one who brought them."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from cluster_core.errors import IntakeError
from ui import importing_tables
from ui.importing_tables import keep


def test_a_table_lives_as_long_as_its_session_holds_it() -> None:
    before = importing_tables.held()
    kept = keep("地区,数值".encode(), "../../表.csv")
    path = Path(kept.path)
    assert (path.name, path.read_bytes().decode(), kept.size) == ("表.csv", "地区,数值", 13)
    assert importing_tables.held() == before + 13
    del kept
    gc.collect()
    assert not path.exists()
    assert not path.parent.exists()
    assert importing_tables.held() == before


def test_a_table_beyond_the_limit_is_refused() -> None:
    with pytest.raises(IntakeError) as wrong:
        keep(b" " * (importing_tables.LARGEST + 1), "large.csv")
    assert wrong.value.kind == "too_large"


def test_a_flood_is_refused_and_what_is_held_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing_tables, "LARGEST_OF_ALL", importing_tables.held() + 100)
    held = [keep(b"x" * 40, f"{number}.csv") for number in range(2)]
    for _ in range(50):
        with pytest.raises(IntakeError) as wrong:
            keep(b"x" * 40, "more.csv")
        assert wrong.value.kind == "busy"
    assert importing_tables.held() <= importing_tables.LARGEST_OF_ALL
    held.pop()
    gc.collect()
    assert keep(b"x" * 40, "again.csv").size == 40
