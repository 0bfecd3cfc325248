"""The menu of the briefing: the file that the page makes is the one that the command makes; templates are looked at."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from cluster_core.__main__ import main
from cluster_core.model.assessment import Assessment
from cluster_core.report.briefing.files import render
from cluster_core.report.workbook.render import render_workbook
from cluster_core.userdata import basket as saved
from cluster_core.userdata.connection import Store
from ui import briefing


def test_page_and_command_make_the_same_file(
    english: None, assessment: Assessment, desk: Store, tmp_path: Path
) -> None:
    saved.add(desk, "measure", "cm_yc_brand", assessment.scenario)
    told = briefing.composed(assessment)
    assert [one.name for one in told.remedies.measures] == ["Brand and standards"]
    target = tmp_path / "note.docx"
    arguments = ["--bundle", "data/jiangsu", "--scenario", assessment.scenario.encode(), "--language", "en"]
    assert main(["export", *arguments, "--basket", "--to", str(target)]) == 0
    assert target.read_bytes() == render(told, ".docx")


def test_a_template_of_the_folder_is_used_where_it_is_sound(
    english: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(briefing.HOUSE, str(tmp_path))
    assert briefing._template(".docx") is None
    docx.Document().save(str(tmp_path / "briefing.docx"))
    assert briefing._template(".docx") == (tmp_path / "briefing.docx").read_bytes()
    (tmp_path / "briefing.docx").write_bytes(b"no document")
    assert briefing._template(".docx") is None


def test_pdf_is_offered_where_there_is_an_office(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = next(one for one in briefing.ENTRIES if one.suffix == "pdf")
    monkeypatch.setenv("SOFFICE", "no/such/program")
    assert not entry.offered()


def test_the_workbook_is_the_one_that_the_command_makes(
    english: None, assessment: Assessment, desk: Store
) -> None:
    entry = next(one for one in briefing.ENTRIES if one.suffix == "xlsx")
    assert entry.render(assessment, briefing.composed(assessment), None) == render_workbook(assessment, "en")
