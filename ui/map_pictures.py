"""The print chart and the tiles as picture files: always light, with all that a picture must say of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import altair as alt
import streamlit as st

from cluster_core.report.table import file_name, visible
from ui import figure_files, map_figures, map_words, tables, theme
from ui.charts import outline_map, tile_map
from ui.charts.picture import picture
from ui.charts.spec import Labels, Row, spec
from ui.map_figures import Mapped
from ui.text import t
from ui.widget_keys import Key

PRINTED = "Noto Sans CJK SC"  # of a PNG, which is drawn here; an SVG finds its font where it is read
SCALE = 2  # of a PNG
HEIGHT = 720  # of the outlines in the picture
WIDEST = 236  # of a tile


def downloads(found: Mapped) -> None:
    """Draw the buttons that take the chart away; the movable map is no chart."""
    if found.choice.view == "map":
        return
    rows, labels, choice = picture_rows(found), picture_labels(found), found.choice
    subject = f"map-{choice.view}-{choice.show}-{choice.measure}"
    with st.container(horizontal=True):
        for suffix, render, mime in _FILES:
            st.download_button(
                t(f"map.download_{suffix}"),
                # Words and rows are made now, in the reader's language; chart and file at the click, without a session.
                partial(render, choice.view, rows, labels),
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
            **map_figures.paint(int(level), theme.LIGHT),
        }
        for row, level in zip(found.rows, found.shown.classes, strict=True)
    ]


def picture_labels(found: Mapped) -> Labels:
    """Return all words of a picture."""
    assessment, choice = found.assessment, found.choice
    dataset = assessment.dataset
    notes = [
        map_figures.note(found) if choice.view == "outline" else _both("map.illustration", "map.tiles"),
        *figure_files.origin(assessment),
    ]
    return {
        **map_figures.spoken(found),
        "warning": _both("banner.practice", "banner.practice_detail") if dataset.synthetic else "",
        "title": visible(map_words.takeaway(assessment, choice, found.shown)),
        "subtitle": visible(map_words.subtitle(assessment, choice)),
        "legend": map_figures.legend(found),
        "notes": [visible(note) for note in notes],
    }


def _both(first: str, second: str) -> str:
    return f"{t(first)} · {t(second)}"


def picture_spec(view: str, rows: list[Row], labels: Labels, font: str = PRINTED) -> dict[str, Any]:
    """Return the picture as a specification; asks neither session nor language."""
    spoken = {"tooltip": labels["tooltip"]}
    chart: alt.LayerChart
    if view == "outline":
        chart = outline_map.outline_map(rows, labels=spoken, tokens=theme.LIGHT, height=HEIGHT)
    else:
        chart = tile_map.tile_map(rows, labels=spoken, tokens=theme.LIGHT, widest=WIDEST)
    drawn = picture(chart, height=int(chart.height), labels=labels, tokens=theme.LIGHT)
    return spec(drawn, theme.chart_config(theme.LIGHT, font=font))


def render_png(view: str, rows: list[Row], labels: Labels) -> bytes:
    """Return a picture as PNG."""
    import vl_convert  # some 160 MB of memory, for those only who take a picture away

    made = json.dumps(picture_spec(view, rows, labels, PRINTED))
    return vl_convert.vegalite_to_png(made, scale=SCALE, allowed_base_urls=[])


def render_svg(view: str, rows: list[Row], labels: Labels) -> bytes:
    """Return a picture as SVG, its texts as texts."""
    import vl_convert

    made = json.dumps(picture_spec(view, rows, labels, theme.FONT))
    return vl_convert.vegalite_to_svg(made, allowed_base_urls=[]).encode("utf-8")


_FILES: tuple[tuple[str, Callable[..., bytes], str], ...] = (
    ("png", render_png, "image/png"),
    ("svg", render_svg, "image/svg+xml"),
)
