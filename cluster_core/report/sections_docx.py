"""Sections of text and tables as a Word document: real headings, native tables, both scripts in fonts of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, cast

import docx
import pandas as pd
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

from cluster_core.model.text import Language
from cluster_core.report.briefing import look
from cluster_core.report.briefing.packed import MOMENT
from cluster_core.report.briefing.word_parts import child, dress_styles, speak, xml
from cluster_core.report.table import Cell, cell, cells, visible

_STYLES = {
    "Normal": (10.0, False, look.INK),
    "Title": (20.0, True, look.INK),
    "Heading 1": (13.0, True, look.INK),
    "Caption": (9.0, False, look.MUTED),
}
_PAGE_CM, _LONGEST, _BETWEEN = (
    17.0,
    44,
    3,
)  # of a table; of a column's text and beside it, in half-width signs


@dataclass(frozen=True, eq=False)
class Section:
    """A heading, what it says in words (may be empty), and a table of it with the headings that readers see.

    Fractions are written with `digits` decimals, whole numbers without, and missing values as a dash.
    """

    title: str
    said: str
    rows: pd.DataFrame
    digits: int = 1


@dataclass(frozen=True)
class Opening:
    """How a document begins: its title, lines of text below it, and what stands at the foot of every page."""

    title: str
    lines: tuple[str, ...]
    foot: str


def render_sections(opening: Opening, sections: Sequence[Section], language: Language) -> bytes:
    """Write sections as a Word document of A4 pages, portrait.

    Parameters
    ----------
    opening
    sections
        In order; one without rows has only its words.
    language
        Of the text, by which readers aloud and spell checkers go.

    Returns
    -------
    bytes
        Without author, host or time of making.
    """
    document = docx.Document()
    _dress(document, language)
    document.add_heading(visible(opening.title), 0)
    for line in opening.lines:
        document.add_paragraph(visible(line))
    for section in sections:
        document.add_heading(visible(section.title), 1)
        if section.said:
            document.add_paragraph(visible(section.said))
        if len(section.rows):
            _table(document, section)
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Caption"]  # type: ignore[assignment]
    foot.text = visible(opening.foot)
    properties = document.core_properties
    properties.title, properties.language, properties.revision = visible(opening.title)[:250], language, 1
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime(*MOMENT)  # the format knows no zone
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(value: Cell, digits: int) -> str:
    """Return a cell as a document has it.

    >>> written(3, 1), written(0.25, 2), written(None, 1), written("a", 1)
    ('3', '0.25', '–', 'a')
    """
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{value:.{digits}f}" if isinstance(value, float) and not value.is_integer() else f"{value:.0f}"


def _dress(document: Document, language: Language) -> None:
    dress_styles(document, _STYLES)
    for border in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    speak(document, language)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.0)


def _table(document: Document, section: Section) -> None:
    rows = section.rows
    made = document.add_table(rows=1 + len(rows), cols=rows.shape[1])
    made.autofit = False
    widths = _widths([[str(name), *cells(rows[name])] for name in rows.columns])
    properties = xml(made).tblPr
    borders = child(properties, "w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        child(borders, f"w:{edge}", val="single", sz=4, space=0, color=look.LINE)
    child(properties, "w:tblCaption", val=visible(section.title))
    head = cast("Any", made.rows[0])._tr.get_or_add_trPr()
    child(head, "w:cantSplit")
    child(head, "w:tblHeader")  # repeats on every page
    for at, name in enumerate(rows.columns):
        column = list(made.columns[at].cells)
        made.columns[at].width = widths[at]
        for place in column:
            place.width = widths[at]
        values = cells(rows.iloc[:, at])
        numbers = all(value is None or not isinstance(value, str) for value in values)
        _write(column[0].paragraphs[0], str(cell(str(name))), bold=True, right=numbers)
        for place, value in zip(column[1:], values, strict=True):
            _write(place.paragraphs[0], written(value, section.digits), right=numbers)


def _widths(columns: Sequence[Sequence[Cell]]) -> list[Length]:
    """Return the widths of columns: they share the page by the length of their texts."""
    shares = [min(max(map(_length, column)), _LONGEST) + _BETWEEN for column in columns]
    return [Cm(_PAGE_CM * one / sum(shares)) for one in shares]


def _length(value: Cell) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in written(value, 1))


def _write(paragraph: Paragraph, text: str, *, bold: bool = False, right: bool = False) -> None:
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(9), bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
