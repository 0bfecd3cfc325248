"""What python-pptx has no words for: both fonts, language, bullets, alternative texts, fields, and a plain theme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from cluster_core.model.text import Language
from cluster_core.report.briefing import look

TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
LEAST = 16.0  # points of any text but the foot
FOOT = 12.0
LEADING = 1.25  # of the size, exactly: fonts for Chinese differ in what they call one line


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide in EMU."""

    left: int
    top: int
    width: int
    height: int

    def across(self, begin: float, end: float) -> Box:
        """Return the part between two shares of the width."""
        return Box(
            self.left + int(self.width * begin), self.top, int(self.width * (end - begin)), self.height
        )

    def down(self, begin: float, end: float) -> Box:
        """Return the part between two shares of the height."""
        return Box(
            self.left, self.top + int(self.height * begin), self.width, int(self.height * (end - begin))
        )

    def cells(self, size: float = LEAST) -> int:
        """Return how many half-width signs of a size stand on one line."""
        return max(8, int(self.width / look.EMU_POINT / (size / 2)) - 2)

    def lines(self, size: float = LEAST) -> int:
        """Return how many lines of a size there is room for."""
        return max(1, int(self.height / look.EMU_POINT / (size * LEADING)))

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The four numbers as python-pptx takes them."""
        return Emu(self.left), Emu(self.top), Emu(self.width), Emu(self.height)


@dataclass(frozen=True, slots=True)
class Pen:
    """How texts are written: the language, and whether the fonts are ours or those of the house."""

    language: Language
    own: bool

    def dress(self, run: Any, size: float, *, bold: bool = False, colour: str = look.INK) -> None:
        """Set size, weight, colour, language and fonts of a run, or of a chart's texts."""
        font = run.font if hasattr(run, "font") else run
        font.size, font.bold = Pt(size), bold
        if self.own:
            font.color.rgb = RGBColor.from_string(colour)
        properties: Any = font._rPr
        if hasattr(run, "text"):
            properties.set("lang", TAGS[self.language])
            properties.set("altLang", "en-US")
        if self.own:
            for name, face in (("latin", look.LATIN), ("ea", look.EAST_ASIAN), ("cs", look.LATIN)):
                for old in properties.findall(qn(f"a:{name}")):
                    properties.remove(old)
                child(properties, f"a:{name}", typeface=face)

    def paragraph(
        self,
        frame: TextFrame,
        runs: Sequence[tuple[str, bool, str]],
        size: float,
        *,
        bullet: bool = False,
        after: float = 6,
    ) -> None:
        """Append a paragraph of runs (text, bold, colour); the first one takes the empty one that is there."""
        there = frame.paragraphs
        made: Any = there[0] if len(there) == 1 and not there[0].runs else frame.add_paragraph()
        made.line_spacing, made.space_after = Pt(size * LEADING), Pt(after)
        if bullet:
            properties = made._p.get_or_add_pPr()
            properties.set("marL", str(int(14 * look.EMU_POINT)))
            properties.set("indent", str(int(-14 * look.EMU_POINT)))
            child(properties, "a:buFont", typeface="Arial")
            child(properties, "a:buChar", char="•")
        for text, bold, colour in runs:
            run = made.add_run()
            run.text = text
            self.dress(run, size, bold=bold, colour=colour)

    def box(
        self,
        slide: Slide,
        place: Box,
        texts: Sequence[str],
        *,
        size: float = LEAST,
        colour: str = look.INK,
        bold: bool = False,
        bullet: bool = False,
    ) -> TextFrame:
        """Add a box of texts, a paragraph each."""
        frame = slide.shapes.add_textbox(*place.emu).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        for text in texts:
            self.paragraph(frame, [(text, bold, colour)], size, bullet=bullet)
        return frame


def made_element(name: str, **attributes: str) -> Any:
    """Return a new element with attributes."""
    made = cast("Any", OxmlElement(name))
    for key, value in attributes.items():
        made.set(key, value)
    return made


def child(parent: Any, name: str, **attributes: str) -> Any:
    """Append a new element, and return it."""
    made = made_element(name, **attributes)
    parent.append(made)
    return made


def describe(shape: object, text: str) -> None:
    """Give a picture, table or chart the words that are read in its place."""
    element = cast("Any", shape)._element
    properties = element.xpath(".//p:cNvPr")[0]
    properties.set("descr", text)


# ---- tables and charts


def table(
    slide: Slide,
    place: Box,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    pen: Pen,
    *,
    right: Sequence[int] = (),
) -> object:
    """Add a table, its head first; widths are shares of the place, `right` the columns of numbers."""
    frame = slide.shapes.add_table(len(rows), len(widths), *place.emu)
    made: Any = frame.table
    made.horz_banding, made.first_row = False, True
    for column, share in zip(made.columns, widths, strict=True):
        column.width = Emu(int(place.width * share))
    for row in made.rows:
        row.height = Emu(int(LEAST * 1.6 * look.EMU_POINT))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = made.cell(at, column)
            cell.margin_left = cell.margin_right = Emu(60_000)
            cell.margin_top = cell.margin_bottom = Emu(30_000)
            cell.vertical_anchor = MSO_ANCHOR.TOP
            for part in text.split("\n"):
                pen.paragraph(cell.text_frame, [(part, at == 0, look.INK)], LEAST, after=0)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.alignment = PP_ALIGN.RIGHT if column in right else PP_ALIGN.LEFT
            if pen.own:
                _ruled(cell, head=at == 0)
    return frame


def _ruled(cell: Any, *, head: bool) -> None:
    """Draw a line below a cell and no other; tint the head."""
    properties = cell._tc.get_or_add_tcPr()
    for edge in ("lnL", "lnR", "lnT", "lnB"):
        line = child(properties, f"a:{edge}", w="9525" if edge == "lnB" else "0")
        if edge == "lnB":
            fill = child(line, "a:solidFill")
            child(fill, "a:srgbClr", val=look.LINE)
        else:
            child(line, "a:noFill")
    if head:
        fill = child(properties, "a:solidFill")
        child(fill, "a:srgbClr", val=look.TINT)
    else:
        child(properties, "a:noFill")


@dataclass(frozen=True, slots=True)
class Bars:
    """A series of bars: its name, values (None for missing), colours and what is written at each."""

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    bold: tuple[bool, ...] = ()


def bar_chart(slide: Slide, place: Box, names: Sequence[str], series: Sequence[Bars], pen: Pen) -> object:
    """Add a chart of horizontal bars that PowerPoint can edit, the first name on top."""
    numbers: Any = CategoryChartData(number_format="0.0")
    numbers.categories = list(names)
    for one in series:
        numbers.add_series(one.name, one.values)
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place.emu, numbers)
    chart: Any = frame.chart
    chart.has_title, chart.has_legend = False, False
    pen.dress(chart.font, LEAST)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 0 if len(series) > 1 else 100
    across, along = chart.category_axis, chart.value_axis
    across.reverse_order, across.has_major_gridlines = True, False
    across.format.line.color.rgb = RGBColor.from_string(look.LINE)
    across.tick_labels.font.size = Pt(LEAST)
    pen.dress(across.tick_labels.font, LEAST)
    values = [value for one in series for value in one.values if value is not None]
    along.visible, along.has_major_gridlines = False, False
    along.minimum_scale, along.maximum_scale = min([0.0, *values]), max([1.0, *values]) * 1.35
    for drawn, one in zip(plot.series, series, strict=True):
        _series(drawn, one, pen)
    return frame


def _series(drawn: Any, one: Bars, pen: Pen) -> None:
    drawn.invert_if_negative = False
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = RGBColor.from_string(one.colours[0])
    for at, (value, colour, text) in enumerate(zip(one.values, one.colours, one.labels, strict=True)):
        if value is None:
            continue
        point = drawn.points[at]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = RGBColor.from_string(colour)
        label = point.data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        frame = label.text_frame
        run = frame.paragraphs[0].add_run()
        run.text = text
        pen.dress(run, LEAST, bold=bool(one.bold) and one.bold[at])


# ---- the look


def plain_theme(deck: Presentation) -> None:
    """Make python-pptx's own template wide, with our fonts and colours, and titles on the left."""
    was = deck.slide_width or Emu(1)
    wide = Emu(int(13.333 * look.EMU_INCH))
    deck.slide_width, deck.slide_height = wide, Emu(int(7.5 * look.EMU_INCH))
    master: Any = deck.slide_master
    stretch = wide / was
    for holder in (master, *deck.slide_layouts):
        for shape in cast("Any", holder).placeholders:
            if holder is master or shape._element.xpath(".//a:xfrm"):
                shape.left, shape.width = Emu(int(shape.left * stretch)), Emu(int(shape.width * stretch))
    place = Box(*(int(part * look.EMU_INCH) for part in (0.6, 0.4, 12.13, 1.0)))
    for shape in master.placeholders:
        if shape.placeholder_format.type == 1:  # the title
            shape.left, shape.top, shape.width, shape.height = place.emu
            frame = shape.text_frame
            frame.vertical_anchor = MSO_ANCHOR.TOP
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    level = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", "2600")
    run.set("b", "1")
    for fill in run.findall(qn("a:solidFill")):
        run.remove(fill)
    fill = made_element("a:solidFill")
    child(fill, "a:srgbClr", val=look.FOCUS)
    run.insert(0, fill)
    _theme(master)


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text: str = part.blob.decode("utf-8")
    text = re.sub(r'(<a:latin typeface=")[^"]*"', rf'\g<1>{look.LATIN}"', text)
    text = re.sub(r'(<a:ea typeface=")[^"]*"', rf'\g<1>{look.EAST_ASIAN}"', text)
    colours = {
        "dk2": look.FOCUS,
        "lt2": look.TINT,
        **{f"accent{at}": colour for at, colour in enumerate((*look.FORCES, look.PRIMARY, look.QUIET), 1)},
        "hlink": look.PRIMARY,
    }
    for name, colour in colours.items():
        text = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)", rf'\g<1><a:srgbClr val="{colour}"/>\g<2>', text, flags=re.DOTALL
        )
    part._blob = text.encode("utf-8")


def number_field(frame: TextFrame, pen: Pen, total: int) -> None:
    """Write the number of the slide as a field, and of how many."""
    pen.paragraph(frame, [("", False, look.MUTED)], FOOT, after=0)
    paragraph: Any = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.runs[0]
    run.text = f" / {total}"
    field = made_element("a:fld", id="{6C1E3C1B-6F0A-4E0D-9B0E-0D2F5A3B7C11}", type="slidenum")
    child(field, "a:rPr", lang=TAGS[pen.language], sz=str(int(FOOT * 100)))
    child(field, "a:t").text = "1"
    run._r.addprevious(field)
