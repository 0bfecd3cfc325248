"""Sections as Word: headings, native tables, both fonts, no trace of who made it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn

from cluster_core.model.text import Language
from cluster_core.report.briefing.look import EAST_ASIAN, LATIN
from cluster_core.report.sections_docx import Opening, Section, render_sections

ODD = "=1+1 <b> \u202egnp \x00 盐城 😀 مجموعات"
ROWS = pd.DataFrame({"名称": ["苏州", ODD, None], "值": [1.25, 3.0, float("nan")]})


def opened(language: Language = "zh") -> docx.document.Document:
    sections = [Section("权重", "一句话", ROWS), Section("空", "没有", ROWS[:0])]
    return docx.Document(BytesIO(render_sections(Opening(ODD, ("行",), "1~z"), sections, language)))


def test_headings_words_and_tables_stand_in_order() -> None:
    made = opened()
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["权重", "空"]
    assert len(made.tables) == 1
    cells = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert cells[0] == ["名称", "值"]
    assert [row[1] for row in cells[1:]] == ["1.2", "3", "–"]
    assert cells[3][0] == "–"
    assert made.sections[0].footer.paragraphs[0].text == "1~z"


def test_what_cannot_be_seen_is_marked_and_the_rest_is_text() -> None:
    title = opened().paragraphs[0].text
    assert "\u202e" not in title
    assert "\x00" not in title
    assert "<b>" in title
    assert "مجموعات" in title


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_both_scripts_have_a_font_and_the_text_a_language(language: Language, tag: str) -> None:
    made = opened(language)
    for name in ("Normal", "Title", "Heading 1", "Caption"):
        fonts = made.styles[name].element.rPr.rFonts
        assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == (EAST_ASIAN, LATIN)
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {tag}


def test_nobody_is_named_in_the_file() -> None:
    data = render_sections(Opening("t", (), ""), [Section("s", "", ROWS)], "zh")
    core = zipfile.ZipFile(BytesIO(data)).read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core


def test_a_head_repeats_on_every_page() -> None:
    row = opened().tables[0].rows[0]._tr
    assert row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
