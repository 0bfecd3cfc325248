"""Printed by LibreOffice: two pages and eight slides, the numbers in the text, a font for Chinese, no broken sign."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cluster_core.errors import OfficeError
from cluster_core.report.briefing.pdf_file import office, render_pdf
from cluster_core.report.briefing.slides_file import render_pptx
from tests.office import converted, pages_of, text_of
from tests.report.briefing.briefed import briefed


def fonts_of(pdf: Path) -> str:
    return subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout


def test_the_note_is_two_pages_with_the_assessment_s_numbers(tmp_path: Path) -> None:
    made, pdf = briefed("jiangsu"), tmp_path / "note.pdf"
    pdf.write_bytes(render_pdf(made))
    said = text_of(pdf)
    assert pages_of(pdf) == 2
    assert made.provenance.scenario in said.replace("\n", "")
    assert all(one.score_text in said for one in (*made.ranking.places, *made.profile.forces))
    assert "CJK" in fonts_of(pdf)
    assert "\ufffd" not in said
    assert b"D:20000101" in pdf.read_bytes()


def test_the_deck_is_eight_slides(tmp_path: Path) -> None:
    made, deck = briefed("practice"), tmp_path / "deck.pptx"
    deck.write_bytes(render_pptx(made))
    pdf = converted(deck, "pdf", tmp_path / "out")
    said = text_of(pdf)
    assert pages_of(pdf) == 8
    assert said.count("练习数据") >= 8
    assert all(one.score_text in said for one in made.ranking.places)
    assert "CJK" in fonts_of(pdf)
    assert "\ufffd" not in said


def test_without_the_office_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFFICE", "no/such/program")
    assert office() is None
    with pytest.raises(OfficeError, match="Take the Word document") as missing:
        render_pdf(briefed("practice"))
    assert missing.value.kind == "missing"


@pytest.mark.parametrize(("script", "kind"), [("sleep 5", "slow"), ("exit 1", "failed")])
def test_an_office_that_fails_is_an_error_with_a_name(
    script: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "office"
    program.write_text(f"#!/bin/sh\nexec {script}\n" if kind == "slow" else f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("SOFFICE", str(program))
    with pytest.raises(OfficeError) as failed:
        render_pdf(briefed("practice"), wait=0.2)
    assert failed.value.kind == kind
