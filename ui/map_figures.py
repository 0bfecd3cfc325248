"""From an assessment to the map: its rows, three ways to draw them, the legend, and the ranking beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from cluster_core.assess.measures import Measure, rank_of, value_of
from cluster_core.model.assessment import Assessment
from ui import (
    certainty,
    data,
    figures,
    map_controls,
    map_words,
    maps,
    sentences,
    state,
    theme,
    view_state,
    widgets,
)
from ui.certainty import Standing
from ui.charts import class_legend, outline_map, ranking, tile_map
from ui.charts.spec import Labels, Row, spec
from ui.figures import Figure
from ui.map_words import Choice
from ui.subjects import Subject
from ui.text import name, plain, t
from ui.widget_keys import Key


@dataclass(frozen=True)
class Mapped:
    """A choice answered: `based` are values or changes, `shown` what the colours mean (ranks, or `based` itself)."""

    assessment: Assessment
    choice: Choice
    based: Measure
    shown: Measure
    rows: list[Row]
    sure: Mapping[str, Standing]  # how sure the ranks are, where they are those of the whole

    @property
    def empty(self) -> bool:
        """Tell whether no region has a value."""
        return all(row["value"] is None for row in self.rows)


@dataclass(frozen=True)
class Outlines:
    """The shapes of regions with the place of their names, and the number under which they may be shown."""

    shapes: dict[str, Any]
    anchors: dict[str, tuple[float, float]]
    approval: str = ""


def mapped(assessment: Assessment, choice: Choice) -> Mapped:
    """Return the rows of the map."""
    changed = choice.show == "change" and choice.since is not None
    based = map_controls.change(assessment, choice) if changed else value_of(assessment, choice.measure)
    shown = rank_of(based) if choice.show == "rank" else based
    whole = choice.measure == assessment.framework.id and not changed
    sure = certainty.standings(assessment) if whole else {}
    return Mapped(assessment, choice, based, shown, _rows(assessment, choice, based, shown, sure), sure)


def outlines(assessment: Assessment) -> Outlines:
    """Return the shapes that came with the data, read once."""
    text, key = assessment.dataset.outlines, ("outlines", assessment.dataset.fingerprint)
    return data.remember(key, lambda: _outlines(text)) if text else Outlines({}, {})


def _outlines(text: str) -> Outlines:
    document = json.loads(text)
    drawn = {one["properties"]["code"]: one for one in document["features"]}
    return Outlines(
        {code: one["geometry"]["coordinates"] for code, one in drawn.items()},
        {code: one["properties"]["at"] for code, one in drawn.items()},
        document["approval"],
    )


def _rows(
    assessment: Assessment, choice: Choice, based: Measure, shown: Measure, sure: Mapping[str, Standing]
) -> list[Row]:
    colours, drawn, focus = figures.tokens(), outlines(assessment), sentences.focus_of(assessment)
    units = assessment.dataset.units(assessment.scenario.unit)
    total, sizes = int((based.ranks > 0).sum()), _sizes(assessment, choice)
    rows: list[Row] = []
    for at, unit in enumerate(based.units):
        value, rank, level = float(based.values[at]), int(based.ranks[at]), int(shown.classes[at])
        lon, lat = drawn.anchors.get(unit, (None, None))
        words = map_words.long(assessment, choice, value)
        row: Row = {
            "region": unit,
            "about": choice.measure,
            "name": sentences.region(assessment, unit),
            "value": value if pd.notna(value) else None,
            "rank": rank or None,
            "long_text": words,
            "rank_text": map_words.placed(rank, total),
            **certainty.fields(sure.get(unit)),
            **paint(level, colours),
            "focus": unit == focus,
            "lon": lon,
            "lat": lat,
            "shape": drawn.shapes.get(unit),
            "tile_x": units[unit].tile_x,
            "tile_y": units[unit].tile_y,
        }
        row["value_text"] = (
            str(rank or "–") if choice.show == "rank" else map_words.short(assessment, choice, value)
        )
        extra, row["share"] = sizes.get(unit, ("", None))
        row["tip"] = "\n".join(
            filter(
                None,
                [
                    row["name"],
                    f"{_measure(assessment, choice)}  {words}",
                    row["rank_text"],
                    row["certainty_text"],
                    extra,
                ],
            )
        )
        rows.append(row)
    return rows


def paint(level: int, colours: theme.Tokens) -> Row:
    """Return the colours of a region by its class, below zero without one."""
    fill = colours.sequential[level] if level >= 0 else colours.paper
    return {"fill": fill, "ink": theme.label_on(fill), "line": colours.quiet}


def _measure(assessment: Assessment, choice: Choice) -> str:
    return map_words.title_of(assessment, choice)


def _sizes(assessment: Assessment, choice: Choice) -> dict[str, tuple[str, float]]:
    """Return the words and the share of the greatest value of what the overlay shows, above zero only."""
    if choice.overlay == "none":
        return {}
    second = Choice(choice.second)
    measured = value_of(assessment, choice.second)
    known = {
        unit: float(value) for unit, value in zip(measured.units, measured.values, strict=True) if value > 0
    }
    most, title = max(known.values(), default=1.0), _measure(assessment, second)
    return {
        unit: (f"{title}  {map_words.long(assessment, second, value)}", value / most)
        for unit, value in known.items()
    }


# ---- the figures


def figure(found: Mapped) -> Figure:
    """Return the map with its words and its table; the chart is the outline or the tiles, nothing for the deck."""
    choice, columns, labels, order = found.choice, _columns(found), spoken(found), _order(found)
    height = outline_map.LOW if _is_phone() else outline_map.HEIGHT
    outline = figures.with_options(outline_map.outline_map, height=height)
    draw = {"outline": outline, "tiles": tile_map.tile_map}.get(choice.view)
    colours = figures.tokens()
    chart = spec(draw(found.rows, labels=labels, tokens=colours), theme.chart_config(colours)) if draw else {}
    return Figure(
        f"map_{choice.view}",
        map_words.takeaway(found.assessment, choice, found.shown),
        map_words.subtitle(found.assessment, choice),
        chart,
        lambda: pd.DataFrame(columns).iloc[order],
        _formats(found),
        _listed(found, order),
    )


def _order(found: Mapped) -> list[int]:
    """Return the places of the rows by rank, those without one last."""
    return sorted(range(len(found.rows)), key=lambda at: found.rows[at]["rank"] or math.inf)


def _listed(found: Mapped, order: list[int]) -> list[Subject]:
    return [Subject(found.rows[at]["region"], found.choice.measure) for at in order]


def spoken(found: Mapped) -> Labels:
    """Return the titles of what a chart says of each region."""
    return {"tooltip": _titles(found)}


def _titles(found: Mapped) -> dict[str, str]:
    titles = {"long_text": _measure(found.assessment, found.choice), "rank_text": t("column.rank")}
    return {**titles, "certainty_text": t("certainty.title")} if found.sure else titles


def _columns(found: Mapped) -> dict[str, list[Any]]:
    return {
        t("column.rank"): pd.array([row["rank"] for row in found.rows], dtype="Int64"),
        t("column.region"): [row["name"] for row in found.rows],
        _valued(found): [row["value"] for row in found.rows],
        **(certainty.columns(found.assessment, [row["region"] for row in found.rows]) if found.sure else {}),
    }


def _valued(found: Mapped) -> str:
    """Return the head of the column of values: the measure and its unit."""
    indicator = found.assessment.dataset.indicators.get(found.choice.measure)
    measure = _measure(found.assessment, found.choice)
    return (
        t("map.with_unit", measure=measure, unit=name(indicator.unit))
        if indicator and indicator.unit
        else measure
    )


def _formats(found: Mapped) -> dict[str, str]:
    digits = "%.1f" if found.choice.measure in found.assessment.framework.by_id else "%.2f"
    return {_valued(found): digits, **certainty.formats()}


def show(found: Mapped) -> None:
    """Draw takeaway, legend, the map in the chosen view, its note and the switch to its table."""
    drawn = figure(found)
    with st.container(gap="xsmall"):
        figures.heading(drawn.title, drawn.subtitle)
        _legend(found)
        if found.choice.view == "map":
            deck = maps.deck(
                found.rows, figures.tokens(), found.choice.overlay, maps.NARROW if _is_phone() else maps.WIDTH
            )
            key = Key.MAP.of(view_state.map_clicks())
            height = outline_map.LOW if _is_phone() else maps.HEIGHT
            st.pydeck_chart(deck, height=height, on_select=_on_click, key=key, alt=drawn.alt)
        else:
            figures.chart(drawn.id, drawn.chart, drawn.alt, pack=False)
        if figures.switch(drawn.id, note=note(found)):
            figures.table(drawn)


def _is_phone() -> bool:
    """Tell whether the browser calls itself mobile: the server knows no width of the window."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def note(found: Mapped) -> str:
    """Return that the map is no authority on borders, under which number it may be shown, and what is missing."""
    parts = []
    if found.choice.view != "tiles":
        parts.append(t("map.illustration"))
        approval = outlines(found.assessment).approval
        parts.append(approval or t("map.standard"))
        if missing := sum(row["shape"] is None for row in found.rows):
            parts.append(t("map.undrawn", count=missing))
    else:
        parts.append(t("map.tiles") if found.assessment.dataset.outlines else t("map.no_outlines"))
    if found.choice.overlay != "none":
        second = _measure(found.assessment, Choice(found.choice.second))
        parts.append(t(f"map.size_{found.choice.overlay}", measure=second))
    return t("map.and").join(parts)


def legend(found: Mapped) -> Labels:
    """Return the texts of the legend: the limits of the classes, and a key for what there is besides."""
    blank = any(row["value"] is None for row in found.rows)
    focus = sentences.focus_of(found.assessment)
    return {
        "classes": map_words.class_texts(found.shown, found.choice.show),
        "missing": t("map.missing") if blank else "",
        "focus": t("map.focus") if focus else "",
    }


def _legend(found: Mapped) -> None:
    labels, colours = legend(found), figures.tokens()
    chart = spec(class_legend.class_legend(labels, colours), theme.chart_config(colours))
    words = t("map.legend_alt", classes="; ".join(text for text in labels["classes"] if text))
    st.vega_lite_chart(spec=chart, theme=None, width="stretch", alt=words, key="chart_map_legend")


def _on_click() -> None:
    """Make the clicked region the focus; a click beside the regions changes nothing."""
    event: Any = state.widget(Key.MAP.of(view_state.map_clicks()))
    picked = event["selection"]["objects"].get(maps.LAYER, []) if event else []
    code = picked[0].get("properties", {}).get("code") if picked else None
    scenario = state.scenario()
    if code in data.dataset(scenario.bundle).units(scenario.unit):
        widgets.focus_on(code)
        view_state.count_map_click()


def ranked(found: Mapped) -> Figure:
    """Return the same numbers as dots in the order of their rank."""
    assessment, choice, based = found.assessment, found.choice, found.based
    measure = _measure(assessment, choice)
    rows = [
        {
            "region": row["region"],
            "about": choice.measure,
            "name": row["name"],
            "score": row["value"],
            "rank": row["rank"],
            "score_text": map_words.short(assessment, choice, based.values[at]),
            "rank_text": str(row["rank"] or t("ranking.not_ranked")),
            "long_text": row["long_text"],
            "focus": row["focus"],
            **certainty.fields(found.sure.get(row["region"])),
        }
        for at, row in enumerate(found.rows)
    ]
    bounded = (based.low, based.high) == ranking.SCORES
    pad = (based.high - based.low) * 0.05 or 1.0
    domain = ranking.SCORES if bounded else (based.low - pad, based.high + 3 * pad)
    labels = {"rank": t("column.rank"), "tooltip": _titles(found), **certainty.labels(found.sure)}
    subtitle = t("map.ranked_subtitle", measure=measure)
    columns, order = _columns(found), _order(found)
    return Figure(
        "map_ranking",
        _ranked_title(found),
        t("certainty.with_range", subtitle=subtitle) if found.sure else subtitle,
        figures.drawn(
            f"map_ranking:{domain}",
            rows,
            labels,
            lay=ranking.ranking_rows,
            draw=figures.with_options(ranking.ranked_dots, domain=domain),
        ),
        lambda: pd.DataFrame(columns).iloc[order],
        _formats(found),
        _listed(found, order),
    )


def _ranked_title(found: Mapped) -> str:
    own = next((row for row in found.rows if row["focus"] and row["rank"]), None)
    total = int((found.based.ranks > 0).sum())
    if own is None:
        return t("map.ranked_plain")
    count = sentences.regions(found.assessment.dataset, total, found.assessment.scenario.unit)
    return t("map.ranked", place=own["name"], regions=count, rank=map_words.ordinal(own["rank"]))


def nothing() -> None:
    """Say what to do where no region has a value."""
    st.info(plain(t("map.empty")))
