"""What was read is told in a line, with its reasons, and shown as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.intake.jobs import Look
from tests.intake.books import yearbook
from tests.intake.samples import looked
from ui import figures, importing_read, theme
from ui.importing_state import Work
from ui.importing_tables import keep


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Look:
    folder = tmp_path_factory.mktemp("read")
    (folder / "book.xlsx").write_bytes(yearbook())
    return looked(folder, folder / "book.xlsx")


def test_the_line_names_file_sheet_and_size(chinese: None, seen: Look, tmp_path: Path) -> None:
    work = Work(table=keep(b"x", "年鉴\u202e.xlsx"))
    assert importing_read.headline(work, seen) == "已读取“年鉴.xlsx”的工作表“3-2”，12行6列"


def test_reasons_name_rows_and_columns(english: None, seen: Look) -> None:
    assert seen.layout is not None
    said = importing_read.join_reasons(seen.layout)
    assert "column A names 3 regions" in said
    assert "rows 3–4" in said


def test_header_and_regions_stand_on_a_tint(seen: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "tokens", lambda: theme.LIGHT)
    styled = importing_read._painted(seen, seen.layout)
    html = styled.to_html()  # type: ignore[attr-defined]
    assert html.count(theme.LIGHT.tint) > 0
    frame = styled.data  # type: ignore[attr-defined]
    assert list(frame.columns) == list("ABCDEF")
    assert frame.index[0] == 1
    assert frame.loc[7, "A"] == "苏南"
