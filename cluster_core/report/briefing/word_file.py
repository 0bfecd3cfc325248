"""A briefing as two pages of Word: real headings, lists and tables, pictures at print resolution."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Cm, Emu, Length, Pt
from docx.text.paragraph import Paragraph

from cluster_core.report.briefing import look
from cluster_core.report.briefing.content import Briefing, Remedy, left_out
from cluster_core.report.briefing.packed import MOMENT, sealed
from cluster_core.report.briefing.page_room import (
    SHORTFALL_WIDTHS,
    SOURCE_CELLS,
    Room,
    remedy_widths,
    room_for,
)
from cluster_core.report.briefing.pictures import drawn, profile_size, profile_spec
from cluster_core.report.briefing.template import WORD, opened
from cluster_core.report.briefing.word_parts import (
    columns,
    describe,
    dress_styles,
    faces,
    field,
    row,
    speak,
    table,
    write,
    xml,
)
from cluster_core.report.briefing.words import fitting, line, lines_of, one_line

PAGE, SIDE, TOP = (Cm(21.0), Cm(29.7)), Cm(1.9), Cm(1.6)
HALF, BARS = Cm(8.3), Cm(14.5)
BODY, LEADING, SMALL = 10.0, 14.5, 8.0
CODE = 130  # half-width signs of a code that the foot of a page has room for
NUMBERS = (1, 2, 3, 4)
HEADLINE, HEADLINES = 86, 11  # half-width signs of a line, and lines
_STYLES = {
    "Normal": (BODY, False, look.INK),
    "Title": (20.0, True, look.FOCUS),
    "Subtitle": (10.5, False, look.MUTED),
    "Heading 1": (12.0, True, look.PRIMARY),
    "List Bullet": (BODY, False, look.INK),
    "Caption": (SMALL, False, look.MUTED),
}


def render_docx(briefing: Briefing, template: bytes | None = None) -> bytes:
    """Write a briefing as a Word document of two A4 pages.

    Parameters
    ----------
    briefing
    template
        A .docx of the house: its styles, page, header and footer are used, what it says is left out. Without one the
        document has a look of its own.

    Returns
    -------
    bytes
        The same for the same briefing and template: no author, no host, no time of making.

    Raises
    ------
    TemplateError
        If the template cannot be opened safely.
    """
    document = _begun(briefing, template)
    house = template is not None
    _head(document, briefing)
    columns(document.add_section(WD_SECTION.CONTINUOUS), 2)
    _ranking(document, briefing, house=house)
    _map(document, briefing)
    columns(document.add_section(WD_SECTION.CONTINUOUS), 1)
    _profile(document, briefing, house=house)
    columns(document.add_section(WD_SECTION.NEW_PAGE), 1)
    room = room_for(briefing)
    _shortfalls(document, briefing, room, house=house)
    _remedies(document, briefing, room, house=house)
    _origins(document, briefing, room)
    written = io.BytesIO()
    document.save(written)
    return sealed(written.getvalue())


# ---- the frame


def _begun(briefing: Briefing, template: bytes | None) -> Document:
    document = docx.Document() if template is None else opened(template, WORD, docx.Document)
    if template is None:
        dress_styles(document, _STYLES)
        for name in _STYLES:
            form = document.styles[name].paragraph_format  # type: ignore[attr-defined]
            form.space_before, form.space_after = Pt(0), Pt(2)
            form.line_spacing_rule = WD_LINE_SPACING.SINGLE
        _plain(document)
    else:
        body = xml(document).body
        for part in [part for part in body if not part.tag.endswith("}sectPr")]:
            body.remove(part)
    speak(document, briefing.language)
    section = document.sections[0]
    if template is None:
        section.page_width, section.page_height = PAGE
        section.left_margin = section.right_margin = SIDE
        section.top_margin = section.bottom_margin = TOP
        section.header_distance = section.footer_distance = Cm(0.8)
    properties = document.core_properties
    properties.title, properties.subject = briefing.title, briefing.subtitle
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language, properties.revision = briefing.language, 1
    properties.created = properties.modified = datetime(*MOMENT)  # the format knows no zone
    _edges(document, briefing)
    return document


def _plain(document: Document) -> None:
    """Take away what python-docx's own template has: a rule, letters spaced out, tabs for another page."""
    for name, unwanted in (
        ("Title", "}pBdr"),
        ("Subtitle", "}spacing"),
        ("Title", "}spacing"),
        ("Footer", "}tabs"),
    ):
        for properties in document.styles[name].element:
            for part in [
                part for part in properties if part.tag.endswith(unwanted) and not _between_lines(part)
            ]:
                properties.remove(part)


def _between_lines(part: Any) -> bool:
    return any(key.endswith("}line") for key in part.attrib)


def _edges(document: Document, briefing: Briefing) -> None:
    """Write the warning over every page, and code, data version and page number under it."""
    section, labels = document.sections[0], briefing.labels
    if briefing.warning:
        over = _free(section.header.paragraphs, section.header.add_paragraph)
        _dressed(write(over, briefing.warning, size=9.5, bold=True, colour=look.WARNING))
    under = _free(section.footer.paragraphs, section.footer.add_paragraph)
    under.paragraph_format.tab_stops.add_tab_stop(_width(document), WD_TAB_ALIGNMENT.RIGHT)
    code = line(briefing.provenance.scenario, CODE)
    version = (
        f"{labels['version']} {line(briefing.provenance.bundle, 20)} {line(briefing.provenance.version, 16)}"
    )
    told = f"{labels['code']} {code} · {version}\t{labels['page']} "
    _dressed(write(under, told, size=7.0, colour=look.MUTED))
    field(under, "PAGE", "1", 7.0)
    _dressed(write(under, f" {labels['of']} ", size=7.0, colour=look.MUTED))
    field(under, "NUMPAGES", "2", 7.0)
    if briefing.language == "zh":
        _dressed(write(under, " 页", size=7.0, colour=look.MUTED))


def _free(there: Sequence[Paragraph], add: object) -> Paragraph:
    """Return an empty paragraph of a header or footer, a new one where the house has written in it."""
    if there and not there[-1].text.strip():
        return there[-1]
    return add()  # type: ignore[operator]


def _dressed(run: object) -> None:
    faces(xml(run).get_or_add_rPr())


def _width(document: Document) -> Emu:
    section = document.sections[0]
    return Emu(
        (section.page_width or PAGE[0]) - (section.left_margin or SIDE) - (section.right_margin or SIDE)
    )


def _paragraph(
    document: Document, text: str, style: str, *, leading: float = 0, after: float = 2
) -> Paragraph:
    names = {known.name for known in document.styles}
    made = document.add_paragraph(style=style if style in names else None)
    if text:
        made.add_run(text)
    if leading:
        made.paragraph_format.line_spacing = Pt(leading)
    made.paragraph_format.space_after = Pt(after)
    return made


def _heading(document: Document, label: str, title: str = "", *, next_column: bool = False) -> None:
    made = _paragraph(document, "", "Heading 1", after=3)
    if next_column:
        made.add_run().add_break(WD_BREAK.COLUMN)
    made.add_run(label)
    made.paragraph_format.space_before = Pt(0 if next_column else 7)
    made.paragraph_format.keep_with_next = True
    if title:
        _paragraph(document, title, "Normal", leading=LEADING).paragraph_format.keep_with_next = True


def _note(document: Document, briefing: Briefing, *texts: str) -> None:
    if said := one_line(texts, briefing.language):
        _paragraph(document, said, "Caption", leading=10.5)


# ---- page one


def _head(document: Document, briefing: Briefing) -> None:
    _paragraph(document, line(briefing.title, 48), "Title", after=0)
    _paragraph(document, briefing.subtitle, "Subtitle", after=5)
    answer = _paragraph(document, "", "Normal", leading=17, after=5)
    write(answer, line(briefing.answer, 156), size=12, bold=True)
    texts = [line(headline.text, HEADLINE * 5) for headline in briefing.headlines]
    for headline, text in zip(briefing.headlines, fitting(texts, HEADLINE, HEADLINES), strict=False):
        item = _paragraph(document, "", "List Bullet", leading=LEADING, after=2)
        write(
            item,
            f"{headline.lead}{'：' if briefing.language == 'zh' else ': '}",
            bold=True,
            colour=look.PRIMARY,
        )
        write(item, text)


def _ranking(document: Document, briefing: Briefing, *, house: bool) -> None:
    labels, ranking = briefing.labels, briefing.ranking
    _heading(document, labels["ranking"])
    widths = (Cm(1.2), Cm(3.2), Cm(1.7), Cm(2.2))
    head = [labels[name] for name in ("rank", "region", "score", "span")]
    made = table(document, widths, head, ranking.title, style=_style(document, house=house), right=(2, 3))
    for place in ranking.places:
        cells = [[place.rank_text], [line(place.name, 16)], [place.score_text], [place.span]]
        row(made, cells, bold=place.focus, tint=look.TINT if place.focus else "", right=(2, 3))
    _note(document, briefing, ranking.subtitle, ranking.more)


def _map(document: Document, briefing: Briefing) -> None:
    _heading(document, briefing.labels["map"], next_column=True)
    shown = briefing.map
    _picture(document, drawn(shown.spec), shown.alt, HALF, height=Cm(7.3), shape=(shown.width, shown.height))
    _note(document, briefing, shown.subtitle, shown.note)


def _profile(document: Document, briefing: Briefing, *, house: bool) -> None:
    profile, labels = briefing.profile, briefing.labels
    _heading(document, labels["profile"], line(profile.title, 96))
    alt = f"{profile.title}. {profile.subtitle}"
    size = profile_size(profile)
    told = sum(lines_of(headline.text, HEADLINE) for headline in briefing.headlines)
    high = Cm(max(2.4, 4.8 - 0.52 * max(0, told - HEADLINES + 1)))  # longer headlines leave less room for it
    _picture(document, drawn(profile_spec(profile)), alt, BARS, height=high, shape=size)
    widths = (Cm(5.6), Cm(2.5), Cm(3.7), Cm(2.2), Cm(3.2))
    head = [labels["dimension"], line(profile.own, 13), profile.others, labels["gap"], labels["place"]]
    made = table(document, widths, head, profile.title, style=_style(document, house=house), right=NUMBERS)
    for force in profile.forces:
        cells = [line(force.name, 30), force.score_text, force.median_text, force.gap_text, force.rank_text]
        row(made, [[cell] for cell in cells], right=NUMBERS)
    _note(document, briefing, profile.subtitle, *profile.notes)


def _picture(
    document: Document,
    png: bytes,
    alt: str,
    width: Length,
    *,
    height: Length | None = None,
    shape: tuple[int, int] = (1, 1),
) -> None:
    """Place a picture as wide as there is room, less where it would be higher than allowed."""
    if height is not None:
        width = Emu(min(width, int(height * shape[0] / shape[1])))
    made = _paragraph(document, "", "Normal", after=1)
    made.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    describe(made.add_run().add_picture(io.BytesIO(png), width=width), alt)


def _style(document: Document, *, house: bool) -> str:
    return "Table Grid" if house and "Table Grid" in {known.name for known in document.styles} else ""


# ---- page two


def _shortfalls(document: Document, briefing: Briefing, room: Room, *, house: bool) -> None:
    labels, found = briefing.labels, briefing.shortfalls
    _heading(document, labels["shortfalls"], found.title)
    if found.rows:
        widths = [Cm(wide) for wide in SHORTFALL_WIDTHS]
        head = [labels[name] for name in ("shortfall", "level", "evidence")]
        made = table(document, widths, head, found.title, style=_style(document, house=house))
        for one in found.rows[: room.shortfalls]:
            row(made, [[one.name], [one.word, one.count], one.tests])
    more = left_out(found.more, found.count, min(len(found.rows), room.shortfalls))
    _note(document, briefing, more, *found.notes)


def _remedies(document: Document, briefing: Briefing, room: Room, *, house: bool) -> None:
    labels, found = briefing.labels, briefing.remedies
    _heading(document, labels["remedies"], found.origin)
    for kind, text, rows in (
        ("measures", "answers", found.measures[: room.measures]),
        ("cases", "done", found.cases[: room.cases]),
    ):
        if rows:
            _remedy_table(document, [labels[one] for one in (kind, text, "cited")], rows, house=house)
    shown = min(len(found.measures), room.measures) + min(len(found.cases), room.cases)
    _note(document, briefing, left_out(found.more, found.count, shown), *found.notes)


def _remedy_table(document: Document, head: Sequence[str], rows: Sequence[Remedy], *, house: bool) -> None:
    widths = [Cm(wide) for wide in remedy_widths(rows)]
    made = table(document, widths, head, head[0], style=_style(document, house=house))
    for one in rows:
        row(made, [[one.name], [one.text], [one.cite]])
    _paragraph(document, "", "Normal", leading=4, after=0)


def _origins(document: Document, briefing: Briefing, room: Room) -> None:
    labels, found = briefing.labels, briefing.origins
    _heading(document, labels["method"])
    for text in found.method:
        item = _paragraph(document, "", "List Bullet", leading=12, after=0)
        write(item, text, size=8.5)
    _heading(document, labels["sources"])
    for text in found.sources[: room.sources]:
        item = _paragraph(document, line(text, SOURCE_CELLS), "Caption", leading=10.5, after=0)
        item.paragraph_format.left_indent, item.paragraph_format.first_line_indent = Pt(14), Pt(-14)
    _note(document, briefing, left_out(found.more, len(found.sources), room.sources))
