"""The figures of the map: three ways to draw its rows, what they say, the legend, and the ranking beside it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from ui import (
    certainty,
    figures,
    map_clicks,
    map_clusters,
    map_colours,
    map_measures,
    map_notes,
    map_pairs,
    map_words,
    maps,
    presenting_state,
    sentences,
    state,
    theme,
    view_state,
)
from ui.charts import class_legend, outline_map, ranking, tile_map
from ui.charts.spec import Labels, Row, spec, with_rows
from ui.figures import Figure
from ui.map_rows import Mapped
from ui.subjects import Subject
from ui.text import plain, t
from ui.widget_keys import Key

LONGEST = 20  # places that the ranking beside the map has where there are more regions than can be named


def figure(found: Mapped) -> Figure:
    """Return the map with its words and its table; the chart is the outline or the tiles, nothing for the deck."""
    choice, columns, labels, order = found.choice, _columns(found), spoken(found), _order(found)
    draw = {"outline": _outline, "tiles": _tiles}.get(choice.view)
    return Figure(
        f"map_{choice.view}",
        takeaway(found),
        map_words.subtitle(found.assessment, choice),
        draw(found, labels) if draw else {},
        lambda: pd.DataFrame(columns).iloc[order],
        _formats(found),
        _listed(found, order),
    )


def _outline(found: Mapped, labels: Labels) -> dict[str, Any]:
    """Return the print chart; its shapes are put in at the end, as the chart's builder would walk every point."""
    height, colours = _height(), figures.tokens()
    empty = outline_map.outline_map([], labels=labels, tokens=colours, height=height, over=over(found))
    laid = outline_map.outline_rows(_placed(found), labels=labels)
    return with_rows(spec(empty, theme.chart_config(colours)), laid)


def _height() -> int:
    """Return how high the print chart is: presented on one screen where names are short enough to fit there."""
    if is_phone():
        return outline_map.LOW
    if presenting_state.show() is None:
        return outline_map.HEIGHT
    return outline_map.LOW if state.language() == "zh" else outline_map.MIDDLE


def _tiles(found: Mapped, labels: Labels) -> dict[str, Any]:
    colours = figures.tokens()
    return spec(tile_map.tile_map(found.rows, labels=labels, tokens=colours), theme.chart_config(colours))


def over(found: Mapped) -> dict[str, list[Row]]:
    """Return what an outline map draws over the regions: bubbles by share of the greatest, and bent lines."""
    sized = [row for row in found.rows if found.choice.overlay == "bubbles" and row["share"] is not None]
    drawn = [row for row in sized if row["lon"] is not None]
    bubbles = [{key: row[key] for key in ("name", "lon", "lat", "share")} for row in drawn]
    told = [
        {key: row[key] for key in ("name", "lon", "lat", "share", "count_text")}
        for row in found.layer.bubbles
    ]
    return {"bubbles": bubbles + told, "lines": list(found.layer.lines)}


def headline(found: Mapped) -> str:
    """Return the sentence over the page."""
    if found.across is not None:
        return map_pairs.headline(found.assessment, found.choice, found.based.units, found.levels)
    if found.alike:
        return takeaway(found)
    return map_words.headline(found.assessment, found.choice, found.based)


def takeaway(found: Mapped) -> str:
    """Return what the map shows at a glance."""
    if found.across is not None:
        return map_pairs.takeaway(found.assessment, found.choice, found.based.units, found.levels)
    if found.choice.signed:
        return map_words.signed_takeaway(found.assessment, found.choice, found.based)
    return map_words.takeaway(found.assessment, found.choice, found.shown)


def _order(found: Mapped) -> list[int]:
    """Return the places of the rows by rank, those without one last."""
    return sorted(range(len(found.rows)), key=lambda at: found.rows[at]["rank"] or math.inf)


def _listed(found: Mapped, order: list[int]) -> list[Subject]:
    return [Subject(found.rows[at]["region"], found.choice.measure) for at in order]


def spoken(found: Mapped) -> Labels:
    """Return the titles of what a chart says of each region."""
    return {"tooltip": _titles(found)}


def _titles(found: Mapped) -> dict[str, str]:
    titles = {"long_text": _measure(found), "rank_text": t("column.rank")}
    if found.choice.show == "certainty":
        titles.pop("rank_text")
    if found.sure:
        titles["certainty_text"] = t("certainty.title")
    if any(row["badge"] for row in found.rows):
        titles["badge"] = t("map.column_clusters")
    return (
        {**titles, "more_text": t("map.besides")} if any(row["more_text"] for row in found.rows) else titles
    )


def _measure(found: Mapped) -> str:
    return map_words.title_of(found.assessment, found.choice)


def _columns(found: Mapped) -> dict[str, Any]:
    regions, counts = [row["region"] for row in found.rows], found.layer.counts
    columns = {
        t("column.rank"): pd.array([row["rank"] for row in found.rows], dtype="Int64"),
        t("column.region"): [row["name"] for row in found.rows],
        _valued(found): [row["value"] for row in found.rows],
        **(certainty.columns(found.assessment, regions) if found.sure else {}),
    }
    if any(row["own_score"] is not None for row in found.rows):
        columns[t("column.score")] = [row["own_score"] for row in found.rows]
    elif found.across is not None:
        columns[t("map.besides")] = [row["more_text"] for row in found.rows]
    if found.choice.near:
        columns[t("map.near")] = [t("map.is_near") if row["near"] else "" for row in found.rows]
    if found.layer.clusters:
        named = {row["region"]: row["clusters_text"] for row in found.layer.bubbles}
        columns[t("map.column_clusters")] = [counts.get(region, 0) for region in regions]
        columns[t("map.column_named")] = [named.get(region, "") for region in regions]
    return columns


def _valued(found: Mapped) -> str:
    return map_words.valued(found.assessment, found.choice)


def _formats(found: Mapped) -> dict[str, str]:
    in_framework = found.choice.measure in found.assessment.framework.by_id
    digits = "%.0f" if found.choice.show == "certainty" else "%.1f" if in_framework else "%.2f"
    return {t("column.score"): "%.1f", _valued(found): digits, **certainty.formats()}


def show(found: Mapped) -> None:
    """Draw takeaway, legend, the map in the chosen view, its note and the switch to its table."""
    drawn = figure(found)
    with st.container(gap="xsmall"):
        if found.choice.view == "map":
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                with st.container(width="stretch"):
                    figures.heading(drawn.title, drawn.subtitle)
                map_clicks.fallback()
        else:
            figures.heading(drawn.title, drawn.subtitle)
        _legend(found)
        if found.choice.view == "map":
            _deck(found, drawn.alt)
        else:
            figures.chart(drawn.id, drawn.chart, drawn.alt, pack=False)
        if figures.switch(drawn.id, note=map_notes.note(found)):
            figures.table(drawn)


def _deck(found: Mapped, alt: str) -> None:
    """Draw the map that moves."""
    width = maps.NARROW if is_phone() else maps.WIDTH
    deck = maps.deck(_placed(found), figures.tokens(), found.choice.overlay, width, found.layer)
    key = Key.MAP.of(view_state.map_clicks())
    height = outline_map.LOW if is_phone() else maps.HEIGHT
    st.pydeck_chart(deck, height=height, on_select=map_clicks.on_click, key=key, alt=alt)


def _placed(found: Mapped) -> list[Row]:
    """Return the rows as they are drawn: on a phone, bubbles of clusters leave room for one name."""
    if not (found.layer.bubbles and is_phone()):
        return found.rows
    return [{**row, "named": row["focus"]} for row in found.rows]


def is_phone() -> bool:
    """Tell whether the browser calls itself mobile: the server knows no width of the window."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def legend(found: Mapped) -> Labels:
    """Return the texts of the legend: the limits of the classes, and a key for what there is besides."""
    assessment, choice, blank = found.assessment, found.choice, sum(level < 0 for level in found.levels)
    near = any(row["near"] for row in found.rows)
    labels: dict[str, Any] = {
        "missing": t("map.missing", count=blank) if blank else "",
        "focus": t("map.focus") if sentences.focus_of(assessment) else "",
        "near": t("map.key_near") if near else "",
        "bubble": map_clusters.sizes(found.layer) if found.layer.bubbles else "",
        "lines": t("map.key_lines") if found.layer.lines else "",
        "scheme": found.scheme,
    }
    if found.across is not None:
        return {**labels, "pair": map_pairs.legend(assessment, choice, (found.based, found.across))}
    return {**labels, "classes": map_words.class_texts(found.shown, choice)}


def coloured(labels: Labels, colours: theme.Tokens) -> Labels:
    """Return the texts of the legend with the colours of a theme."""
    return {**labels, "colours": map_colours.colours(labels["scheme"], colours)}


def _legend(found: Mapped) -> None:
    colours = figures.tokens()
    labels = coloured(legend(found), colours)
    chart = spec(class_legend.class_legend(labels, colours, low=is_phone()), theme.chart_config(colours))
    if "pair" in labels:
        words = t("map.pair_legend_alt", fields="; ".join(labels["pair"]["fields"]))
    else:
        words = t("map.legend_alt", classes="; ".join(text for text in labels["classes"] if text))
    st.vega_lite_chart(spec=chart, theme=None, width="stretch", alt=words, key="chart_map_legend")


def ranked(found: Mapped) -> Figure:
    """Return the same numbers as dots in the order of their rank."""
    assessment, choice, based = found.assessment, found.choice, found.based
    measure = _measure(found)
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
        if row["named"] or 0 < (row["rank"] or 0) <= LONGEST
    ]
    bounded = (based.low, based.high) == ranking.SCORES
    pad = (based.high - based.low) * 0.05 or 1.0
    domain = ranking.SCORES if bounded else (based.low - pad, based.high + 3 * pad)
    labels = {"rank": t("column.rank"), "tooltip": _titles(found), **certainty.labels(found.sure)}
    subtitle = t("map.ranked_subtitle", measure=measure)
    if len(rows) < len(found.rows):
        subtitle = t("map.ranked_some", subtitle=subtitle, first=LONGEST, every=len(found.rows))
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
    key = "map.ranked_sure" if found.choice.show == "certainty" else "map.ranked"
    return t(key, place=own["name"], regions=count, rank=map_words.ordinal(own["rank"]))


def nothing(found: Mapped) -> None:
    """Say what to do where no region has a value, or where two scenarios do not differ."""
    choice = found.choice
    key = {"certainty": "map.empty_certainty", "scenario": "map.empty_scenario"}.get(choice.show, "map.empty")
    if found.alike:
        same = map_measures.is_same(found.assessment, choice.against)
        key = "map.same_scenario" if same else "map.alike"
    st.info(plain(t(key)))
