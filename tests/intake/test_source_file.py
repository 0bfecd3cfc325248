"""Files by what they are, not by their names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake import source_file
from cluster_core.intake.source_file import open_file
from tests.intake.books import book, with_part


def test_a_workbook_named_csv_and_a_text_named_xlsx(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(with_part(book([["a"], [1]]), "xl/vbaProject.bin", b"x"))
    opened = open_file(tmp_path / "a.csv")
    assert opened.sheet.rows == (("a",), ("1",))
    assert opened.macros
    (tmp_path / "b.xlsx").write_bytes(b"a;b\n1;2\n")
    assert open_file(tmp_path / "b.xlsx").separator == ";"


def test_a_web_page_named_xls(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text("<html><table><tr><td>1</td></tr></table></html>")
    with pytest.raises(IntakeError, match="a web page named like a workbook"):
        open_file(tmp_path / "a.xls")


def test_another_content_than_was_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    digest = open_file(path).digest
    assert open_file(path, digest=digest).digest == digest
    path.write_text("a,b\n1,3\n")
    with pytest.raises(IntakeError) as wrong:
        open_file(path, digest=digest)
    assert wrong.value.kind == "changed"


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    first = source_file.is_workbook

    def touched(data: bytes) -> bool:
        os.utime(path, (1, 1))
        return first(data)

    monkeypatch.setattr(source_file, "is_workbook", touched)
    with pytest.raises(IntakeError, match="changed while it was read"):
        open_file(path)


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(IntakeError) as wrong:
            open_file(path)
        assert wrong.value.kind == "unreadable"
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    monkeypatch.setattr(source_file, "LARGEST", 3)
    with pytest.raises(IntakeError) as wrong:
        open_file(tmp_path / "a.csv")
    assert wrong.value.kind == "too_large"
