"""The figures of the Compare page on one scale: dumbbells, small panels, the heat map, the radar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd

from cluster_core.model.assessment import Assessment
from ui import comparison_level_words as words
from ui import comparison_levels as levels_of
from ui import sentences, subjects
from ui.charts import dumbbell as dumbbell_chart
from ui.charts import heat_map as heat_chart
from ui.charts import panels as panel_chart
from ui.charts import radar as radar_chart
from ui.charts.compared import FEW, cell_width, head_width, names_width
from ui.charts.spec import Row
from ui.comparison_figures import column_names
from ui.comparison_levels import Level
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import join, number, score, t

Depth = Literal["dimensions", "indicators"]
DEPTHS: tuple[Depth, ...] = ("dimensions", "indicators")


def dumbbells(assessment: Assessment, regions: Sequence[str]) -> Figure | None:
    """Return the regions' scores in every dimension and part that anyone has; None without any dimension."""
    levels = levels_of.somewhere(levels_of.of_parts(assessment))
    if not levels:
        return None
    places = column_names(assessment, regions)
    names = list(places.values())
    median = _median_words(assessment)
    labels: dict[str, Any] = {
        "columns": len(regions),
        "ticks": levels_of.ticks(assessment, levels),
        "median": t("compare.median_short"),
        "tooltip": {"place": t("column.region"), "value_text": t("column.score"), "median_text": median},
    }
    if len(regions) > FEW:
        labels |= {
            "head": head_width(names),
            "leader": names_width([f"{place} {score(100)}" for place in names]),
        }
        labels["ahead"] = t("compare.ahead")
    else:
        labels["cell"] = cell_width(names)
    dimensions = levels_of.of_dimensions(assessment)
    return Figure(
        "dumbbells",
        words.ahead(assessment, *regions, dimensions)
        if len(regions) == 2
        else words.leads(assessment, regions, dimensions),
        t("compare.forces_subtitle", scale=levels_of.scale_words(assessment), median=median),
        drawn(
            "dumbbells",
            _rows(assessment, regions, levels),
            labels,
            lay=dumbbell_chart.dumbbell_rows,
            draw=dumbbell_chart.dumbbells,
        ),
        lambda: _table(assessment, places, levels, t("column.dimension")).assign(
            **{median: [levels_of.median(level) for level in levels]}
        ),
        dict.fromkeys([*names, median], "%.1f"),
        *_asked(assessment, places, levels),
    )


def _median_words(assessment: Assessment) -> str:
    everyone = sentences.regions(assessment.dataset, len(assessment.units), assessment.scenario.unit)
    return t("compare.median", regions=everyone)


def panels(assessment: Assessment, regions: Sequence[str]) -> Figure | None:
    """Return one small panel per dimension that anyone has; None where the framework has none."""
    levels = levels_of.somewhere(levels_of.of_dimensions(assessment))
    if not levels:
        return None
    places = column_names(assessment, regions)
    median = _median_words(assessment)
    labels = {
        "ticks": levels_of.ticks(assessment, levels),
        "names": names_width(list(places.values())),
        "tooltip": {"place": t("column.region"), "value_text": t("column.score"), "median_text": median},
    }
    return Figure(
        "panels",
        words.widest(assessment, regions, levels),
        t("compare.panels_subtitle", scale=levels_of.scale_words(assessment), median=median),
        drawn(
            "panels",
            _rows(assessment, regions, levels),
            labels,
            lay=panel_chart.panel_rows,
            draw=panel_chart.panels,
        ),
        lambda: _table(assessment, places, levels, t("column.dimension")),
        dict.fromkeys(places.values(), "%.1f"),
        *_asked(assessment, places, levels),
    )


def heat(assessment: Assessment, regions: Sequence[str], depth: Depth) -> Figure | None:
    """Return the regions by dimension and part, or by indicator; None where there is nothing to show."""
    indicators = depth == "indicators"
    levels = levels_of.of_indicators(assessment) if indicators else levels_of.of_parts(assessment)
    if not levels:
        return None
    places = column_names(assessment, regions)
    labels = {
        "columns": len(regions),
        "head": names_width(list(places.values())),
        "dimensions": list(assessment.framework.dimensions),
        "ticks": panel_chart.TICKS if indicators else levels_of.ticks(assessment, levels),
        "tooltip": {"place": t("column.region"), "value_text": t("column.score")},
    }
    if indicators:
        labels["tooltip"]["detail"] = t("compare.column_value")
    subtitle = (
        t("compare.heat_indicators")
        if indicators
        else t("compare.heat_subtitle", scale=levels_of.scale_words(assessment))
    )
    rows = _rows(assessment, regions, levels)
    if indicators:
        for row in rows:
            row["detail"] = words.raw_value(assessment, row["node"], row["region"])
    return Figure(
        "heat",
        words.strongest(assessment, regions, levels),
        subtitle,
        drawn("heat", rows, labels, lay=heat_chart.heat_rows, draw=heat_chart.heat_map),
        lambda: _table(
            assessment, places, levels, t("compare.column_indicator" if indicators else "column.dimension")
        ),
        dict.fromkeys(places.values(), "%.1f"),
        *_asked(assessment, places, levels),
    )


def radar(assessment: Assessment, regions: Sequence[str]) -> Figure | None:
    """Return the profiles of the first few regions as polygons; None with too few dimensions for one."""
    levels = levels_of.somewhere(levels_of.of_dimensions(assessment))
    if len(levels) < radar_chart.LEAST:
        return None
    shown = list(regions[: radar_chart.MOST])
    places = column_names(assessment, shown)
    labels = {
        "columns": len(shown),
        "head": head_width(list(places.values())),
        "ticks": levels_of.ticks(assessment, levels),
        "tooltip": {"place": t("column.region"), "value_text": t("column.score")},
    }
    scale = levels_of.scale_words(assessment)
    if len(shown) < len(regions):
        subtitle = t("compare.radar_some", shown=len(shown), all=len(regions), scale=scale)
    else:
        subtitle = t("compare.radar_subtitle", scale=scale)
    return Figure(
        "radar",
        words.evenness(assessment, shown, levels),
        subtitle,
        drawn(
            "radar",
            _rows(assessment, shown, levels),
            labels,
            lay=radar_chart.radar_rows,
            draw=radar_chart.radar,
        ),
        lambda: _table(assessment, places, levels, t("column.dimension")),
        dict.fromkeys(places.values(), "%.1f"),
        *_asked(assessment, places, levels),
    )


def _rows(assessment: Assessment, regions: Sequence[str], levels: Sequence[Level]) -> list[Row]:
    places = column_names(assessment, regions)
    rows: list[Row] = []
    for level in levels:
        median, first = levels_of.median(level), levels_of.leaders(level, regions)
        shared = {
            "node": level.node,
            "about": _about(assessment, level),
            "name": sentences.node_name(assessment, level.node),
            "dimension": level.dimension,
            "part": level.part,
            "median": median,
            "median_text": score(median),
            "ahead": _ahead(assessment, level, first),
            "ahead_first": regions[0] in first,
        }
        for mark, unit in enumerate(regions, 1):
            value = float(level.values[unit])
            known = math.isfinite(value)
            rows.append(
                {
                    **shared,
                    "region": unit,
                    "place": places[unit],
                    "mark": str(mark),
                    "score": value,
                    "value_text": score(value) if known else t("compare.no_data"),
                    "short_text": number(value, 0) if known else "",
                }
            )
    return rows


def _about(assessment: Assessment, level: Level) -> str:
    """Return what opens the evidence of a level."""
    return level.node if level.node in assessment.framework.by_id else subjects.of_indicator(level.node)


def _asked(
    assessment: Assessment, places: dict[str, str], levels: Sequence[Level]
) -> tuple[list[Subject], dict[str, Subject]]:
    """Return what the rows and the regions' columns of a table are about."""
    rows = [Subject(about=_about(assessment, level)) for level in levels]
    return rows, {place: Subject(unit) for unit, place in places.items()}


def _ahead(assessment: Assessment, level: Level, first: Sequence[str]) -> str:
    """Return who has the highest value in one dimension, several names where they are level."""
    if not first:
        return t("compare.no_data")
    names = join(sentences.region(assessment, unit) for unit in first)
    return t("compare.ahead_by", names=names, score=score(float(level.values[first[0]])))


def _table(
    assessment: Assessment, places: dict[str, str], levels: Sequence[Level], head: str
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            head: [sentences.node_name(assessment, level.node) for level in levels],
            **{place: [float(level.values[unit]) for level in levels] for unit, place in places.items()},
        }
    )
