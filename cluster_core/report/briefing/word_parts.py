"""What python-docx has no words for: fonts of both scripts, language, fields, columns, and tables that repeat heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from cluster_core.model.text import Language
from cluster_core.report.briefing import look

TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
_FACES = ("ascii", "hAnsi", "cs", "eastAsia")


def xml(thing: object) -> Any:
    """Return the element behind an object of python-docx."""
    return cast("Any", thing)._element


def child(parent: Any, name: str, **attributes: object) -> Any:
    """Append an element with attributes of the same namespace, and return it."""
    made: Any = cast("Any", OxmlElement)(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    parent.append(made)
    return made


def faces(properties: Any) -> None:
    """Set the fonts of both scripts in the properties of a run or style; those of the theme no longer decide."""
    fonts = properties.get_or_add_rFonts()
    for face in _FACES:
        fonts.set(qn(f"w:{face}"), look.EAST_ASIAN if face == "eastAsia" else look.LATIN)
        fonts.attrib.pop(qn("w:cstheme" if face == "cs" else f"w:{face}Theme"), None)


def dress_styles(document: Document, sizes: dict[str, tuple[float, bool, str]]) -> None:
    """Give the named styles both fonts, and size in points, weight and colour."""
    for name, (size, bold, colour) in sizes.items():
        style: Any = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        faces(style.element.get_or_add_rPr())


def speak(document: Document, language: Language) -> None:
    """Set the language of the whole document, by which readers aloud and spell checkers go."""
    for properties in document.styles.element.iter(qn("w:rPrDefault")):
        run = properties.find(qn("w:rPr"))
        if run is None:
            run = child(properties, "w:rPr")
        tag = run.find(qn("w:lang"))
        if tag is None:
            tag = child(run, "w:lang")
        for attribute in ("val", "eastAsia"):
            tag.set(qn(f"w:{attribute}"), TAGS[language])


def write(
    paragraph: Paragraph, text: str, *, size: float = 0, bold: bool | None = None, colour: str = ""
) -> Run:
    """Append a text to a paragraph; what is not given is the style's."""
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def field(paragraph: Paragraph, code: str, shown: str, size: float) -> None:
    """Append a field that the reader's program works out: PAGE or NUMPAGES."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = write(paragraph, "", size=size, colour=look.MUTED)
        if kind == "text":
            run.text = text
        elif kind:
            child(xml(run), "w:fldChar", fldCharType=kind)
        else:
            child(xml(run), "w:instrText").text = f" {text} "


def columns(section: object, count: int, gap: int = 340) -> None:
    """Set how many columns a section has; the gap in twentieths of a point."""
    properties = cast("Any", section)._sectPr
    for old in properties.findall(qn("w:cols")):
        properties.remove(old)
    child(properties, "w:cols", num=count, space=gap)


def describe(picture: object, text: str) -> None:
    """Give a picture the words that are read in its place."""
    properties = cast("Any", picture)._inline.docPr
    properties.set("descr", text)
    properties.set("name", text[:60])


def table(
    document: Document,
    widths: Sequence[int],
    head: Sequence[str],
    title: str,
    *,
    style: str = "",
    right: Sequence[int] = (),
) -> Table:
    """Add a table with its head, which repeats on every page; widths in EMU. Its title is read aloud."""
    made = document.add_table(rows=1, cols=len(widths))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    if style:
        made.style = document.styles[style]  # type: ignore[assignment]
    properties: Any = xml(made).tblPr
    if not style:
        borders = child(properties, "w:tblBorders")
        for edge in ("top", "bottom", "insideH"):
            child(borders, f"w:{edge}", val="single", sz=4, space=0, color=look.LINE)
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for edge, size in (("top", 15), ("left", 50), ("bottom", 15), ("right", 50)):
        child(margins, f"w:{edge}", w=size, type="dxa")
    child(properties, "w:tblCaption", val=title)
    for column, size in zip(made.columns, widths, strict=True):
        column.width = Emu(size)
    top: Any = xml(made.rows[0]).get_or_add_trPr()
    child(top, "w:cantSplit")
    child(top, "w:tblHeader")
    for at, (cell, text, size) in enumerate(zip(made.rows[0].cells, head, widths, strict=True)):
        cell.width = Emu(size)
        fill(cell.paragraphs[0], [text], bold=True, colour=look.MUTED)
        if at in right:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return made


def row(
    made: Table,
    cells: Sequence[Sequence[str]],
    *,
    bold: bool = False,
    tint: str = "",
    right: Sequence[int] = (),
) -> None:
    """Append a row that no page breaks; a cell is a list of lines, `right` the columns of numbers."""
    added = made.add_row()
    child(xml(added).get_or_add_trPr(), "w:cantSplit")
    for at, (cell, lines) in enumerate(zip(added.cells, cells, strict=True)):
        cell.width = made.columns[at].width or Emu(0)
        if tint:
            child(xml(cell).get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=tint)
        fill(cell.paragraphs[0], lines, bold=bold)
        if at in right:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def fill(paragraph: Paragraph, lines: Sequence[str], *, bold: bool | None = None, colour: str = "") -> None:
    """Write the lines of a cell, tightly set."""
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(TABLE_LEADING)
    for at, text in enumerate(lines):
        run = write(paragraph, text, size=TABLE_SIZE, bold=bold, colour=colour)
        if at + 1 < len(lines):
            run.add_break()


TABLE_SIZE, TABLE_LEADING = 9.0, 12.5
