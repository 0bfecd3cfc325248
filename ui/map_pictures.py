"""The print chart and the tiles as picture files: always light, with all that a picture must say of itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import altair as alt
import streamlit as st

from cluster_core.report.table import file_name, visible
from ui import figure_files, map_colours, map_figures, map_notes, map_words, tables, theme
from ui.charts import outline_map, tile_map
from ui.charts.picture import picture
from ui.charts.spec import Labels, Row, spec
from ui.map_rows import Mapped
from ui.text import t
from ui.widget_keys import Key

PRINTED = "Noto Sans CJK SC"  # of a PNG, which is drawn here; an SVG finds its font where it is read
SCALE = 2  # of a PNG
HEIGHT = 720  # of the outlines in the picture
WIDEST = 236  # of a tile

Drawn = Mapping[str, list[Row]]


def downloads(found: Mapped) -> None:
    """Draw the buttons that take the map away as a picture; the movable map leaves as its print chart."""
    rows, labels, choice = picture_rows(found), picture_labels(found), found.choice
    view = "tiles" if choice.view == "tiles" else "outline"
    drawn = {"rows": rows, **({} if view == "tiles" else map_figures.over(found))}
    subject = f"map-{view}-{choice.show}-{choice.measure}"
    with st.container(horizontal=True):
        for suffix, render, mime in _FILES:
            st.download_button(
                t(f"map.download_{suffix}"),
                # Words and rows are made now, in the reader's language; chart and file at the click, without a session.
                partial(render, view, drawn, labels),
                file_name(subject, tables.provenance(found.assessment), suffix),
                mime,
                key=Key.DOWNLOAD.of(f"map_{suffix}"),
                help=t("map.download_wait"),
                on_click="ignore",
                icon=":material/download:",
            )


def picture_rows(found: Mapped) -> list[Row]:
    """Return the rows in the colours of paper, with every text fit for a file."""
    return [
        {
            **{key: visible(value) if isinstance(value, str) else value for key, value in row.items()},
            **map_colours.paint(level, theme.LIGHT, found.scheme),
        }
        for row, level in zip(found.rows, found.levels, strict=True)
    ]


def picture_labels(found: Mapped) -> Labels:
    """Return all words of a picture."""
    assessment, choice = found.assessment, found.choice
    dataset = assessment.dataset
    notes = [
        map_notes.note(found) if choice.view != "tiles" else _both("map.illustration", "map.tiles"),
        *figure_files.origin(assessment),
    ]
    return {
        **map_figures.spoken(found),
        "warning": _both("banner.practice", "banner.practice_detail") if dataset.synthetic else "",
        "title": visible(map_figures.takeaway(found)),
        "subtitle": visible(map_words.subtitle(assessment, choice)),
        "legend": map_figures.coloured(map_figures.legend(found), theme.LIGHT),
        "notes": [visible(note) for note in notes],
    }


def _both(first: str, second: str) -> str:
    return f"{t(first)} · {t(second)}"


def picture_spec(view: str, drawn: Drawn, labels: Labels, font: str = PRINTED) -> dict[str, Any]:
    """Return the picture as a specification; asks neither session nor language.

    `drawn` are the rows of the regions, and in an outline what stands over them (`outline_map`).
    """
    spoken, rows = {"tooltip": labels["tooltip"]}, drawn["rows"]
    chart: alt.LayerChart
    if view == "outline":
        chart = outline_map.outline_map(rows, labels=spoken, tokens=theme.LIGHT, height=HEIGHT, over=drawn)
    else:
        chart = tile_map.tile_map(rows, labels=spoken, tokens=theme.LIGHT, widest=WIDEST)
    whole = picture(chart, height=int(chart.height), labels=labels, tokens=theme.LIGHT)
    return spec(whole, theme.chart_config(theme.LIGHT, font=font))


def render_png(view: str, drawn: Drawn, labels: Labels) -> bytes:
    """Return a picture as PNG."""
    import vl_convert  # some 160 MB of memory, for those only who take a picture away

    made = json.dumps(picture_spec(view, drawn, labels, PRINTED))
    return vl_convert.vegalite_to_png(made, scale=SCALE, allowed_base_urls=[])


def render_svg(view: str, drawn: Drawn, labels: Labels) -> bytes:
    """Return a picture as SVG, its texts as texts."""
    import vl_convert

    made = json.dumps(picture_spec(view, drawn, labels, theme.FONT))
    return vl_convert.vegalite_to_svg(made, allowed_base_urls=[]).encode("utf-8")


_FILES: tuple[tuple[str, Callable[..., bytes], str], ...] = (
    ("png", render_png, "image/png"),
    ("svg", render_svg, "image/svg+xml"),
)
