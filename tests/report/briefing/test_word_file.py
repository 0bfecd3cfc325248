"""The Word document: real styles, tables whose heads repeat, both fonts, alternative texts, no trace of a host."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import docx

from cluster_core.report.briefing.compose import compose
from cluster_core.report.briefing.word_file import render_docx
from tests.report.briefing.briefed import briefed, nasty, told_of
from tests.shipped import bundle


@cache
def written() -> bytes:
    return render_docx(briefed("practice"))


def xml(name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(written())).read(name).decode("utf-8")


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert render_docx(briefed("practice")) == written()
    assert len(written()) < 5_000_000


def test_headings_lists_and_tables_are_real() -> None:
    document = docx.Document(io.BytesIO(written()))
    styles = {one.style.name for one in document.paragraphs if one.style}
    assert {"Title", "Heading 1", "List Bullet"} <= styles
    made = briefed("practice")
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert all(place.score_text in cells for place in made.ranking.places)
    assert xml("word/document.xml").count("w:tblHeader") == len(document.tables)


def test_both_fonts_the_language_and_alternative_texts_are_set() -> None:
    assert 'w:eastAsia="Microsoft YaHei"' in xml("word/styles.xml")
    assert 'w:ascii="Arial"' in xml("word/styles.xml")
    assert re.search(r'<w:lang [^>]*w:eastAsia="zh-CN"', xml("word/styles.xml"))
    descriptions = re.findall(r'descr="([^"]*)"', xml("word/document.xml"))
    assert len(descriptions) == 2
    assert all(descriptions)


def test_foot_and_head_carry_code_version_and_warning() -> None:
    made = briefed("practice")
    foot = "".join(re.findall(r"<w:t[^>]*>([^<]*)", xml("word/footer1.xml")))
    assert made.provenance.scenario in foot
    assert "NUMPAGES" in xml("word/footer1.xml")
    assert made.warning in xml("word/header1.xml")
    assert "python-docx" not in xml("docProps/core.xml")


def test_a_template_gives_its_styles_and_none_of_its_words() -> None:
    house = docx.Document()
    house.styles["Heading 1"].font.name = "House Font"
    house.add_paragraph("SECRET DRAFT")
    made = io.BytesIO()
    house.save(made)
    out = zipfile.ZipFile(io.BytesIO(render_docx(briefed("practice"), made.getvalue())))
    assert "House Font" in out.read("word/styles.xml").decode()
    assert "SECRET DRAFT" not in out.read("word/document.xml").decode()


def test_hostile_names_are_still_a_document() -> None:
    made = render_docx(compose(told_of(nasty(bundle("practice"))).assessment, "zh"))
    assert docx.Document(io.BytesIO(made)).tables
    assert b"\x07" not in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")
