"""The ways to take a table away: every format, the recipe, cells to copy."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.report.observations import Selection
from cluster_core.report.table_files import RENDERERS, file_of, written
from cluster_core.report.table_request import LONG, WIDE, Request, recipe
from ui import table_files, tables


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What the dialog draws: downloads (label, name, content) and blocks of code."""
    found = SimpleNamespace(downloads=[], codes=[])

    def download(label: str, content: Any, name: str, mime: str, **_: Any) -> None:
        found.downloads.append((label, name, content, mime))

    monkeypatch.setattr(table_files.st, "download_button", download)
    monkeypatch.setattr(table_files.st, "code", lambda text, **_: found.codes.append(text))
    return found


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("table", [LONG, WIDE])
def test_every_format_is_offered_with_the_command(
    assessment: Assessment, drawn: SimpleNamespace, table: str
) -> None:
    held = tables.held_by(assessment)
    asked = Request(table, Selection(unit=("320900",)), language="en")
    table_files._contents(held, asked, pd.DataFrame({"a": ["=1"]}))
    labels = [label for label, *_ in drawn.downloads]
    assert labels == [
        "Excel",
        "CSV",
        "JSON",
        "Parquet",
        *(["Sources of the cells (CSV)"] if table == WIDE else []),
    ]
    assert [name.rpartition(".")[2] for _, name, *_ in drawn.downloads[:4]] == [
        "xlsx",
        "csv",
        "json",
        "parquet",
    ]
    csv = next(content for label, _, content, _ in drawn.downloads if label == "CSV")
    assert csv() == written(held, asked, ".csv")
    assert drawn.codes == [recipe(assessment, asked, file_of(assessment, asked, ".csv")), "a\n'=1"]
    if table == WIDE:
        assert b"Year of the source" in drawn.downloads[-1][2]()


def test_every_format_has_its_kind() -> None:
    assert set(table_files.MIMES) == set(RENDERERS)
