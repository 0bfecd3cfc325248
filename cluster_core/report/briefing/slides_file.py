"""A briefing as eight slides of PowerPoint: a takeaway as each title, charts and tables that can be edited."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu

from cluster_core.errors import TemplateError
from cluster_core.report.briefing import look
from cluster_core.report.briefing.content import Briefing, Remedy, left_out
from cluster_core.report.briefing.packed import MOMENT, sealed
from cluster_core.report.briefing.pictures import drawn
from cluster_core.report.briefing.slide_parts import (
    FOOT,
    LEADING,
    LEAST,
    Bars,
    Box,
    Pen,
    bar_chart,
    describe,
    number_field,
    plain_theme,
    table,
)
from cluster_core.report.briefing.template import SLIDES, opened
from cluster_core.report.briefing.words import fitting, line, lines_of, one_line, width

SLIDES_TOLD = 8
TITLE = 26.0  # points
FOOTED = 0.935  # of the height: where the foot begins
TITLES, TRAILER = (1, 3), (13, 15, 16)  # kinds of placeholders: title; number, footer, date
_NONE = "–"


def render_pptx(briefing: Briefing, template: bytes | None = None) -> bytes:
    """Write a briefing as eight slides, 16:9 where no template says otherwise.

    Parameters
    ----------
    briefing
    template
        A .pptx of the house: its masters, layouts, theme and size are used, its slides are left out.

    Returns
    -------
    bytes
        The same for the same briefing and template: no author, no host, no time of making.

    Raises
    ------
    TemplateError
        If the template cannot be opened safely, or has no layout with a title.
    """
    deck = _begun(briefing, template)
    writer = _Writer(deck, briefing, Pen(briefing.language, template is None))
    for told in (_title, _ranking, _profile, _map, _shortfalls, _remedies, _what_if, _origins):
        told(writer)
    written = io.BytesIO()
    deck.save(written)
    return sealed(written.getvalue())


def _begun(briefing: Briefing, template: bytes | None) -> Presentation:
    deck = pptx.Presentation() if template is None else opened(template, SLIDES, pptx.Presentation)
    if template is None:
        plain_theme(deck)
    else:
        listed: Any = cast("Any", deck.slides)._sldIdLst
        for slide in list(listed):
            deck.part.drop_rel(slide.rId)
            listed.remove(slide)
    properties = deck.core_properties
    properties.title, properties.subject = briefing.title, briefing.subtitle
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language, properties.revision = briefing.language, 1
    properties.created = properties.modified = datetime(*MOMENT)  # the format knows no zone
    return deck


class _Writer:
    """A deck that grows: what every slide has, its title, foot and notes."""

    def __init__(self, deck: Presentation, briefing: Briefing, pen: Pen) -> None:
        self.deck, self.briefing, self.pen = deck, briefing, pen
        self.width, self.height = int(deck.slide_width or 0), int(deck.slide_height or 0)
        self.first, self.layout = _layouts(deck)

    def slide(self, title: str, subtitle: str = "") -> tuple[Slide, Box]:
        """Add a slide; return it and the place below its title and subtitle."""
        slide = self.deck.slides.add_slide(self.layout)
        self._only_title(slide)
        holder: Any = slide.shapes.title
        told = self._write_title(holder, title, TITLE)
        if self.pen.own:
            rows = min(2, lines_of(told, Box(0, 0, int(holder.width), 0).cells(TITLE)))
            left, top, wide = holder.left, holder.top, holder.width
            holder.left, holder.top, holder.width = left, top, wide  # all four, or the layout decides none
            holder.height = Emu(int(rows * TITLE * LEADING * look.EMU_POINT))
        place = Box(holder.left, holder.top, holder.width, holder.height)
        top = place.top + place.height
        if self.briefing.warning:
            self._warn(slide, place)
        if subtitle:
            high = int(LEAST * 1.5 * look.EMU_POINT)
            room = Box(place.left, top, place.width, high)
            self.pen.box(slide, room, [line(subtitle, room.cells())], colour=look.MUTED)
            top += high
        self._foot(slide)
        top += int(0.012 * self.height)
        return slide, Box(
            place.left, top, place.width, int(self.height * FOOTED) - top - int(0.01 * self.height)
        )

    def opening(self) -> tuple[Slide, Box]:
        """Add the first slide; return it and the place for its texts."""
        slide = self.deck.slides.add_slide(self.first)
        self._only_title(slide)
        holder: Any = slide.shapes.title
        self._write_title(holder, self.briefing.title, 36.0)
        if self.pen.own:
            inch = look.EMU_INCH
            holder.left, holder.top, holder.width, holder.height = (
                Emu(int(part * inch)) for part in (0.95, 1.15, 11.4, 1.2)
            )
            holder.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
            bar = slide.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, *Box(*(int(part * inch) for part in (0.6, 1.3, 0.09, 4.6))).emu
            )
            bar.fill.solid()
            bar.fill.fore_color.rgb = RGBColor.from_string(look.PRIMARY)
            bar.line.fill.background()
            describe(bar, "")
        self._foot(slide)
        top = int(holder.top + holder.height) + int(0.03 * self.height)
        place = Box(int(holder.left), top, int(holder.width), int(self.height * FOOTED) - top)
        if place.height < self.height // 4:  # the house's title stands low: the texts go over it
            place = Box(
                place.left, int(0.06 * self.height), place.width, int(holder.top) - int(0.08 * self.height)
            )
        return slide, place

    def _write_title(self, holder: Any, title: str, size: float) -> str:
        frame = holder.text_frame
        frame.word_wrap = True
        cells = Box(0, 0, int(holder.width), 0).cells(size)
        run = frame.paragraphs[0].add_run()
        run.text = line(title, int(cells * 1.75))
        if self.pen.own:
            self.pen.dress(run, size, bold=True, colour=look.FOCUS)
        return run.text

    def _only_title(self, slide: Slide) -> None:
        for shape in list(cast("Any", slide).placeholders):
            if shape.placeholder_format.type not in TITLES:
                shape._element.getparent().remove(shape._element)

    def _warn(self, slide: Slide, title: Box) -> None:
        high = int(LEAST * 1.4 * look.EMU_POINT)
        room = Box(title.left, max(0, title.top - high), title.width, high)
        self.pen.box(slide, room, [self.briefing.warning], colour=look.WARNING, bold=True)

    def _foot(self, slide: Slide) -> None:
        """Write code and data version, the number of the slide, and in its notes the code and all sources."""
        told, labels = self.briefing.provenance, self.briefing.labels
        whole = Box(
            int(0.045 * self.width),
            int(FOOTED * self.height),
            int(0.91 * self.width),
            int(0.05 * self.height),
        )
        room = whole.across(0, 0.9)
        version = f"{labels['version']} {line(told.bundle, 20)} {line(told.version, 16)}"
        code = line(told.scenario, max(20, room.cells(FOOT) - len(version) - 12))
        self.pen.box(slide, room, [f"{labels['code']} {code} · {version}"], size=FOOT, colour=look.MUTED)
        number_field(self.pen.box(slide, whole.across(0.9, 1), []), self.pen, SLIDES_TOLD)
        notes: Any = slide.notes_slide.notes_text_frame
        notes.text = "\n".join(
            part
            for part in (
                self.briefing.warning,
                f"{labels['code']} {line(told.scenario, 4000)}",
                version,
                f"{labels['sources']}:",
                *self.briefing.origins.sources,
            )
            if part
        )


def _layouts(deck: Presentation) -> tuple[SlideLayout, SlideLayout]:
    """Return the layout of the first slide and that of the others: with a title and as little else as there is."""
    titled: list[tuple[int, int, SlideLayout]] = []
    for at, layout in enumerate(deck.slide_layouts):
        kinds = [int(shape.placeholder_format.type or 0) for shape in cast("Any", layout).placeholders]
        if any(kind in TITLES for kind in kinds):
            others = sum(kind not in TITLES and kind not in TRAILER for kind in kinds)
            titled.append((others, at, layout))
    if not titled:
        raise TemplateError(
            "package", "template: found no layout with a title, allowed: a .pptx with at least one."
        )
    least = min(titled)[2]
    first = next((layout for _, at, layout in titled if at == 0), least)
    return first, least


# ---- the slides


def _title(writer: _Writer) -> None:
    briefing, pen = writer.briefing, writer.pen
    slide, place = writer.opening()
    pen.box(slide, place.down(0, 0.12), [briefing.subtitle], size=18, colour=look.MUTED)
    room = place.down(0.2, 0.72)
    pen.box(slide, room, [line(briefing.answer, int(room.cells(28) * 3.6))], size=28)
    if briefing.warning:
        pen.box(slide, place.down(0.8, 1), [briefing.warning], size=18, colour=look.WARNING, bold=True)


def _ranking(writer: _Writer) -> None:
    briefing, pen = writer.briefing, writer.pen
    ranking = briefing.ranking
    slide, place = writer.slide(ranking.title, ranking.subtitle)
    names = [f"{one.rank_text if one.rank else _NONE}  {one.name}" for one in ranking.places]
    said = [
        f"{one.score_text}（{one.span}）" if briefing.language == "zh" else f"{one.score_text} ({one.span})"
        for one in ranking.places
    ]
    bars = Bars(
        briefing.labels["score"],
        tuple(one.score if math.isfinite(one.score) else None for one in ranking.places),
        tuple(look.PRIMARY if one.focus else look.PALE for one in ranking.places),
        tuple(text if one.span else one.score_text for one, text in zip(ranking.places, said, strict=True)),
        tuple(one.focus for one in ranking.places),
    )
    describe(
        bar_chart(slide, place.across(0, 0.64), names, [bars], pen), f"{ranking.title}. {ranking.subtitle}"
    )
    room = place.across(0.68, 1)
    texts = [
        *ranking.sure,
        briefing.headlines[0].text if not ranking.sure else "",
        ranking.more,
        briefing.origins.method[3],
    ]
    kept = fitting([text for text in texts if text], room.cells(), room.lines() - 3)
    pen.box(slide, room.down(0.03, 1), kept, bullet=True)


def _profile(writer: _Writer) -> None:
    briefing, pen = writer.briefing, writer.pen
    profile, labels = briefing.profile, briefing.labels
    slide, place = writer.slide(profile.title, profile.subtitle_bars)
    forces = profile.forces
    if forces:
        own = Bars(
            profile.own,
            tuple(one.score if math.isfinite(one.score) else None for one in forces),
            tuple(look.FORCES[at % len(look.FORCES)] for at in range(len(forces))),
            tuple(one.score_text for one in forces),
            tuple(True for _ in forces),
        )
        others = Bars(
            profile.others,
            tuple(one.median if math.isfinite(one.median) else None for one in forces),
            tuple(look.PALE for _ in forces),
            tuple(one.median_text for one in forces),
        )
        chart = bar_chart(slide, place.across(0, 0.56), [one.name for one in forces], [own, others], pen)
        describe(chart, f"{profile.title}. {profile.subtitle_bars}")
        rows = [[labels["dimension"], labels["gap"], labels["place"]]]
        rows += [[one.name, one.gap_text, one.rank_text] for one in forces]
        made = table(slide, place.across(0.58, 1), (0.43, 0.19, 0.38), rows, pen, right=(1, 2))
        describe(made, profile.title)
    if profile.notes:
        room = place.across(0.58, 1).down(0.86, 1)
        pen.box(slide, room, fitting(profile.notes, room.cells(), 3), colour=look.MUTED)


def _map(writer: _Writer) -> None:
    briefing, pen = writer.briefing, writer.pen
    shown = briefing.map
    slide, place = writer.slide(shown.title, shown.subtitle)
    room = place.across(0, 0.58)
    wide = min(room.width, int(room.height * shown.width / shown.height))
    high = int(wide * shown.height / shown.width)
    picture = slide.shapes.add_picture(
        io.BytesIO(drawn(shown.spec)), Emu(room.left), Emu(room.top), Emu(wide), Emu(high)
    )
    describe(picture, shown.alt)
    beside = place.across(0.6, 1)
    texts = [*shown.lines, shown.note]
    pen.box(slide, beside.down(0.05, 1), fitting(texts, beside.cells(), beside.lines() - 3), bullet=True)


def _shortfalls(writer: _Writer) -> None:
    briefing, pen = writer.briefing, writer.pen
    found, labels = briefing.shortfalls, briefing.labels
    slide, place = writer.slide(found.title, labels["evidence"])
    widths = (0.27, 0.15, 0.58)
    columns = [Box(0, 0, int(place.width * share), 0).cells() - 1 for share in widths]
    rows, left = [[labels["shortfall"], labels["level"], labels["source_values"]]], place.lines() - 3
    for at, one in enumerate(found.rows):
        name, level = line(one.name, columns[0] * 3), f"{one.word}\n{one.count}"
        tests = fitting(one.tests, columns[2], 4 if at < 2 else 2)
        taken = max(
            lines_of(name, columns[0]),
            2 + (width(one.word) > columns[1]),
            sum(lines_of(test, columns[2]) for test in tests),
        )
        if taken > left:
            break
        left -= taken + 0.3
        rows.append([name, level, "\n".join(tests)])
    if len(rows) > 1:
        describe(table(slide, place.down(0, 0.5), widths, rows, pen), found.title)
    else:
        pen.box(slide, place, [labels["nothing"] if not found.notes else found.title], size=20)
    _noted(writer, slide, place, [left_out(found.more, found.count, len(rows) - 1), *found.notes])


def _noted(writer: _Writer, slide: Slide, place: Box, notes: Sequence[str]) -> None:
    """Write remarks at the foot of a place; nothing where there are none."""
    if said := one_line(notes, writer.briefing.language):
        room = place.down(0.93, 1)
        writer.pen.box(slide, room, [line(said, room.cells())], colour=look.MUTED)


def _remedies(writer: _Writer) -> None:
    briefing, pen = writer.briefing, writer.pen
    found, labels = briefing.remedies, briefing.labels
    slide, place = writer.slide(found.title, found.origin)
    shown = 0
    for share, kind, rows in (((0, 0.48), "measures", found.measures), ((0.52, 1), "cases", found.cases)):
        if rows:
            shown += _listed(pen, slide, place.across(*share).down(0, 0.92), labels[kind], rows)
    _noted(writer, slide, place, [left_out(found.more, found.count, shown), *found.notes])


def _listed(pen: Pen, slide: Slide, room: Box, label: str, rows: Sequence[Remedy]) -> int:
    """Write names in bold with what they answer and where it is written; return for how many there was room."""
    frame = pen.box(slide, room, [label], size=18, bold=True, colour=look.PRIMARY)
    left, cells, shown = room.lines() - 2.0, room.cells(), 0
    for one in rows:
        text = line(one.text, int(cells * 2.3))
        cited = f"{text}（{one.cite}）" if pen.language == "zh" else f"{text} ({one.cite})"
        taken = lines_of(one.name, cells) + lines_of(cited, cells) + 0.5
        if taken > left:
            break
        left, shown = left - taken, shown + 1
        pen.paragraph(frame, [(one.name, True, look.INK)], LEAST, after=0)
        pen.paragraph(frame, [(cited if one.cite else text, False, look.INK)], LEAST, after=8)
    return shown


def _what_if(writer: _Writer) -> None:
    briefing, pen = writer.briefing, writer.pen
    found = briefing.what_if
    slide, place = writer.slide(found.title, found.note)
    share = 0.0
    if found.rows:
        widths = (0.31, 0.14, 0.2, 0.35)
        rows = [list(found.head), *[list(row) for row in found.rows]]
        cells = [Box(0, 0, int(place.width * part), 0).cells() for part in widths]
        high = [max(lines_of(text, wide) for text, wide in zip(row, cells, strict=True)) for row in rows]
        share = sum(0.55 + 1.25 * lines for lines in high) * LEAST * look.EMU_POINT / place.height
        made = table(slide, place.down(0, share), widths, rows, pen, right=(1,))
        describe(made, found.title)
    room = place.down(min(share + 0.05, 0.85), 1)
    pen.box(slide, room, fitting(found.lines, room.cells(18), room.lines(18) - 1), size=18, bullet=True)


def _origins(writer: _Writer) -> None:
    briefing, pen = writer.briefing, writer.pen
    found, labels = briefing.origins, briefing.labels
    slide, place = writer.slide(found.title, labels["method"])
    method, sources = place.across(0, 0.56), place.across(0.6, 1)
    pen.box(slide, method, fitting(found.method, method.cells(), method.lines() - 3), bullet=True)
    texts = [line(" · ".join(text.split(" · ")[:2]), int(sources.cells() * 1.8)) for text in found.sources]
    kept = fitting(texts, sources.cells(), sources.lines() - 5)
    frame = pen.box(slide, sources, [labels["sources"]], bold=True, colour=look.PRIMARY)
    for text in (*kept, left_out(found.more, len(found.sources), len(kept))):
        if text:
            pen.paragraph(frame, [(text, False, look.INK)], LEAST)
