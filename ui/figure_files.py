"""A figure taken away: picture as PNG or SVG, numbers as Excel or CSV, each with the scenario code and its sources.

Nothing is drawn before somebody opens the button below a figure, and no file before somebody clicks on it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.report.csv_file import render_csv
from cluster_core.report.table import Table, file_name, visible
from cluster_core.report.xlsx_file import render_xlsx
from ui import data, failures, state, tables, theme
from ui.charts.picture import wrap
from ui.text import t
from ui.widget_keys import Key

if TYPE_CHECKING:
    from ui.figures import Figure

PRINTED = "Noto Sans CJK SC"  # of a PNG, which is drawn here; an SVG finds its font where it is read
SCALE = 2  # of a PNG
WIDTH = 720  # of a chart, as wide as half a page of a wide screen
MARGIN = 24
TITLE, TEXT, LEADING = 18, 13, 1.5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROOT = re.compile(r"<svg([^>]*)>")
_NUMBER = r'\b{}="([\d.]+)"'


@dataclass(frozen=True)
class Words:
    """What a picture says beside its chart; `warning` is empty for real data."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    warning: str = ""


# ---- the button


@st.fragment
def button(figure: Figure) -> None:
    """Draw the button that offers a figure's files; opening it draws nothing else anew."""
    failures.guard(lambda: _button(figure))


def _button(figure: Figure) -> None:
    opened = st.popover(
        t("files.button"),
        key=Key.FILES.of(figure.id),
        on_change="rerun",
        icon=":material/download:",
        type="tertiary",
    )
    if opened.open:
        assessment = data.assessment(state.scenario())
        with opened, st.container(horizontal=True, gap="xsmall"):
            for label, suffix, render, mime in _files(figure, assessment):
                st.download_button(
                    label,
                    render,
                    file_name(figure.id, tables.provenance(assessment), suffix),
                    mime,
                    key=Key.DOWNLOAD.of(f"{figure.id}_{suffix}"),
                    on_click="ignore",
                )


def _files(figure: Figure, assessment: Assessment) -> Iterator[tuple[str, str, Callable[[], bytes], str]]:
    """Return what every file is made of: words and rows now, in the reader's language; the file at the click."""
    words = words_of(figure, assessment)
    table = table_of(figure, assessment)
    yield "PNG", "png", partial(render_png, figure.chart, words), "image/png"
    yield "SVG", "svg", partial(render_svg, figure.chart, words), "image/svg+xml"
    yield "Excel", "xlsx", partial(render_xlsx, table), XLSX
    yield "CSV", "csv", partial(render_csv, table), "text/csv"


def words_of(figure: Figure, assessment: Assessment) -> Words:
    """Return the words of a figure's picture."""
    return Words(
        visible(figure.title),
        visible(figure.subtitle),
        tuple(visible(note) for note in origin(assessment, figure.origin)),
        visible(f"{t('banner.practice')} · {t('banner.practice_detail')}")
        if assessment.dataset.synthetic and not figure.origin
        else "",
    )


def table_of(figure: Figure, assessment: Assessment) -> Table:
    """Return the numbers of a figure as a table that leaves the house."""
    notes = (
        (t("files.figure"), f"{figure.title} · {figure.subtitle}"),
        (t("files.rests_on"), origin(assessment, figure.origin)[0]),
    )
    return Table(figure.table(), tables.provenance(assessment), notes)


def origin(assessment: Assessment, documents: str = "") -> tuple[str, str]:
    """Return what a file says of itself: documents, or sources, years and method; scenario code and data version."""
    from ui import evidence  # which stands above the figures

    return (
        documents or evidence.source_line(assessment, evidence.of(assessment)),
        t("footer.code", code=assessment.scenario.encode(), version=assessment.dataset.version),
    )


# ---- the picture


def render_png(chart: Mapping[str, Any], words: Words) -> bytes:
    """Return a picture as PNG."""
    import vl_convert  # some 160 MB of memory, for those only who take a picture away

    return vl_convert.svg_to_png(_drawn(chart, words, PRINTED), scale=SCALE)


def render_svg(chart: Mapping[str, Any], words: Words) -> bytes:
    """Return a picture as SVG, its texts as texts."""
    return _drawn(chart, words, theme.FONT).encode("utf-8")


def _drawn(chart: Mapping[str, Any], words: Words, font: str) -> str:
    import vl_convert

    made = {**chart, "width": WIDTH, "config": {**chart["config"], "font": font}}
    return framed(vl_convert.vegalite_to_svg(json.dumps(made), allowed_base_urls=[]), words, chart["config"])


def framed(svg: str, words: Words, config: Mapping[str, Any]) -> str:
    """Return a drawn chart with title and subtitle over it, and what it rests on below it, in one picture.

    Parameters
    ----------
    svg : text
        Begins with an element that has width and height.
    config : mapping
        The chart's own: background, font, and the colours of title and subtitle.
    """
    root = _ROOT.match(svg)
    if root is None:
        raise ValueError("a drawn chart begins with its svg element")
    wide, high = (float(re.findall(_NUMBER.format(side), root[1])[0]) for side in ("width", "height"))
    ink, muted = config["title"]["color"], config["title"]["subtitleColor"]
    head = [
        (words.warning, TEXT, "bold", ink),
        (words.title, TITLE, "bold", ink),
        (words.subtitle, TEXT, "normal", muted),
    ]
    foot = [(note, TEXT - 1, "normal", muted) for note in words.notes]
    above, top = _lines(head, wide)
    below, bottom = _lines(foot, wide)
    top, bottom = top + MARGIN, bottom + MARGIN
    box = (-MARGIN, -top - MARGIN / 2, wide + 2 * MARGIN, high + top + bottom + MARGIN)
    paper = '<rect x="{}" y="{}" width="{}" height="{}" fill={}/>'.format(
        *box, quoteattr(config["background"])
    )
    texts = [*_texts(above, -top, config["font"]), *_texts(below, high + MARGIN / 2, config["font"])]
    sized = re.sub(r'\b(width|height|viewBox)="[^"]*"', "", root[1])
    outer = (
        f'<svg{sized} width="{box[2]:g}" height="{box[3]:g}" viewBox="{" ".join(f"{one:g}" for one in box)}">'
    )
    return f"{outer}{paper}{svg[root.end() :].removesuffix('</svg>')}{''.join(texts)}</svg>"


Line = tuple[str, float, int, str, str]  # text, distance from the first line's top, size, weight, colour


def _lines(texts: Sequence[tuple[str, int, str, str]], width: float) -> tuple[list[Line], float]:
    lines, y = list[Line](), 0.0
    for text, size, weight, colour in texts:
        for line in wrap(text, size, width, bold=weight == "bold"):
            lines.append((line, y, size, weight, colour))
            y += size * LEADING
    return lines, y


def _texts(lines: Sequence[Line], top: float, font: str) -> list[str]:
    family = quoteattr(font)
    return [
        f'<text x="0" y="{top + y + size:g}" font-family={family} font-size="{size}" font-weight="{weight}"'
        f" fill={quoteattr(colour)}>{escape(line)}</text>"
        for line, y, size, weight, colour in lines
    ]
