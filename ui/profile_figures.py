"""The figures of the profile page: quadrants, obstacles, and strengths and weaknesses as strips."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cluster_core.assess.importance import Point
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Text
from ui import comparison_words, sentences
from ui.charts import obstacles as obstacles_chart
from ui.charts import quadrants as quadrants_chart
from ui.charts import strips as strips_chart
from ui.charts.compared import names_width
from ui.figures import Figure, drawn
from ui.profile import Profile, dimension_of, weights_alike
from ui.subjects import Subject
from ui.text import join, name, number, percent, quantity, t

BARS = 10
STRIPS = 6
_CROWD, _THINNED = 40, 25  # of more regions than a crowd so many are drawn
_NAMED = 3
_SCALE = re.compile(r"\d+[-–]\d+")
_TENS, _LEAST_TOP = 10, 50  # the axis of performance ends at full tens
_MARKS = {"strength": "none", "weakness": "moderate"}  # blue and orange, as a strip's marks name them


# ---- what matters and how well it goes


def quadrants(assessment: Assessment, profile: Profile, importance: str) -> Figure | None:
    """Return the indicators by performance and importance; None where no indicator has both."""
    places = profile.places[importance]
    points = [point for point in places.points if point.quadrant]
    if not points:
        return None
    dimensions = dimension_of(assessment)
    rows = pd.DataFrame(
        [
            {
                "name": sentences.node_name(assessment, point.id),
                "about": point.id,
                "dimension": dimensions[point.id],
                "dimension_text": sentences.node_name(assessment, dimensions[point.id]),
                "performance": point.performance * 100,
                "performance_text": number(point.performance * 100, 0),
                "importance": point.importance,
                "importance_text": _importance_text(point.importance, importance),
                "value_text": own_value(assessment, point.id, profile.focus),
                "quadrant": point.quadrant,
                "quadrant_text": t(f"quadrant.{point.quadrant}"),
                "line_x": places.performance_line * 100,
                "line_y": places.importance_line,
                "line_text": t("profile.mean", value=_importance_text(places.importance_line, importance)),
            }
            for point in points
        ]
    )
    top = min(100, max(_LEAST_TOP, _TENS * math.ceil(rows["performance"].max() / _TENS)))
    titles = {
        "dimension_text": t("column.dimension"),
        "value_text": t("profile.column_value"),
        "performance_text": t("profile.column_performance"),
        "importance_text": t(f"profile.by_{importance}"),
        "quadrant_text": t("profile.column_quadrant"),
    }
    labels = {
        "dimensions": list(assessment.framework.dimensions),
        "quadrants": {one: t(f"quadrant.{one}") for one in quadrants_chart.NAMED},
        "top": top,
        "low": t("profile.poor"),
        "high": t("profile.good", top=top),
        "tooltip": titles,
    }
    return Figure(
        f"quadrants-{importance}",
        _quadrants_takeaway(assessment, points, alike=importance == "weight" and weights_alike(places)),
        t(
            "profile.quadrants_drawn",
            place=sentences.region(assessment, profile.focus),
            importance=t(f"profile.by_{importance}"),
        ),
        drawn(
            "quadrants",
            rows,
            labels,
            lay=quadrants_chart.quadrant_rows,
            draw=quadrants_chart.quadrant_points,
            fits=(),
        ),
        lambda: pd.DataFrame(
            {
                t("profile.column_indicator"): rows["name"],
                t("column.dimension"): rows["dimension_text"],
                t("profile.column_value"): rows["value_text"],
                t("profile.column_performance"): rows["performance"],
                t(f"profile.by_{importance}"): rows["importance_text"],
                t("profile.column_quadrant"): rows["quadrant_text"],
            }
        ),
        {t("profile.column_performance"): "%.1f"},
        [Subject(profile.focus, point.id) for point in points],
    )


def _importance_text(value: float, importance: str) -> str:
    return percent(value, 1) if importance == "weight" else number(value, 2)


def _quadrants_takeaway(assessment: Assessment, points: Sequence[Point], *, alike: bool) -> str:
    urgent = [point for point in points if point.quadrant == "priority"]
    if not urgent:
        return t("profile.quadrants_none")
    urgent.sort(key=lambda point: -point.importance * (1 - point.performance))
    names = join(sentences.node_name(assessment, point.id) for point in urgent[:_NAMED])
    return t(
        "profile.quadrants_alike" if alike else "profile.quadrants_title", count=len(urgent), names=names
    )


def own_value(assessment: Assessment, indicator: str, unit: str) -> str:
    """Return a unit's value of an indicator with its unit, or the words for no data."""
    prepared = assessment.prepared
    value = float(prepared.denominated[assessment.units.index(unit), prepared.at[indicator]])
    return amount(value, assessment.dataset.indicators[indicator].unit)


def amount(value: float, unit: Text) -> str:
    """Return a value with its unit, without one that is a scale such as 0-100, or the words for no data."""
    if pd.isna(value):
        return t("compare.no_data")
    is_scale = bool(_SCALE.fullmatch(name(unit)))
    return sentences.number_alone(value) if is_scale else quantity(value, unit)


# ---- what holds the whole back


def obstacles(assessment: Assessment, profile: Profile) -> Figure | None:
    """Return what takes how much of the shortfall; None where nothing does."""
    worst = profile.hindering
    if not worst:
        return None
    wholes, parts = _wholes(assessment, profile), _parts(assessment, worst)
    rows = pd.DataFrame([*wholes, *parts])
    labels = {
        "dimensions": list(assessment.framework.dimensions),
        "names": names_width(list(rows["name"])),
        "tooltip": {"share_text": t("profile.column_share")},
    }
    every = list(worst)
    dimensions = dimension_of(assessment)
    return Figure(
        "obstacles",
        _obstacles_takeaway(assessment, rows),
        t("profile.obstacles_drawn", place=sentences.region(assessment, profile.focus)),
        drawn(
            "obstacles",
            rows,
            labels,
            lay=obstacles_chart.obstacle_rows,
            draw=obstacles_chart.obstacle_bars,
            fits=(str(len(wholes)), str(len(parts))),
        ),
        lambda: pd.DataFrame(
            {
                t("profile.column_indicator"): [sentences.node_name(assessment, one) for one in every],
                t("column.dimension"): [sentences.node_name(assessment, dimensions[one]) for one in every],
                t("profile.column_share"): [worst[one] for one in every],
            }
        ),
        {t("profile.column_share"): "%.1f%%"},
        [Subject(profile.focus, one) for one in every],
    )


def _wholes(assessment: Assessment, profile: Profile) -> list[dict[str, Any]]:
    """Return the dimensions with their shares, the most first; none where there are only indicators."""
    shares = {
        one: profile.node_shares[one] for one in assessment.framework.dimensions if one in profile.node_shares
    }
    known = sorted((one for one in shares if pd.notna(shares[one])), key=lambda one: -shares[one])
    return [
        _bar(assessment, one, one, shares[one]) | {"whole": True, "section": t("profile.by_dimension")}
        for one in known
    ]


def _parts(assessment: Assessment, worst: dict[str, float]) -> list[dict[str, Any]]:
    dimensions, shown = dimension_of(assessment), list(worst)[:BARS]
    section = t("profile.by_indicator", count=len(shown))
    return [
        _bar(assessment, one, dimensions[one], worst[one]) | {"whole": False, "section": section}
        for one in shown
    ]


def _bar(assessment: Assessment, node: str, dimension: str, share: float) -> dict[str, Any]:
    return {
        "name": sentences.node_name(assessment, node),
        "about": node,
        "dimension": dimension,
        "share": share,
        "share_text": percent(share / 100),
    }


def _obstacles_takeaway(assessment: Assessment, rows: pd.DataFrame) -> str:
    parts, wholes = rows[~rows["whole"]], rows[rows["whole"]]
    facts = {"name": parts["name"].iloc[0], "share": parts["share_text"].iloc[0]}
    if len(wholes) < 2:
        return t("profile.obstacles_one", **facts)
    return t(
        "profile.obstacles_title",
        dimension=wholes["name"].iloc[0],
        whole=wholes["share_text"].iloc[0],
        **facts,
    )


# ---- strengths and weaknesses


def told(assessment: Assessment, profile: Profile, kind: str) -> Figure | None:
    """Return the strengths, or the weaknesses, as strips of percentiles; None where there are none."""
    found = profile.those(kind)
    if found.empty:
        return None
    rows = pd.DataFrame(
        [dot for one in found.index[:STRIPS] for dot in _strip(assessment, profile, kind, one)]
    )
    labels = {
        "verdicts": True,
        "tooltip": {
            "place": t("column.region"),
            "value_text": t("profile.column_value"),
            "detail": t("profile.column_detail"),
        },
    }
    count = len(assessment.units) - 1
    others = sentences.regions(assessment.dataset, count, assessment.scenario.unit)
    drawn_key = "profile.told_drawn" if count <= _CROWD else "profile.told_thinned"
    names = [sentences.node_name(assessment, one) for one in found.index]
    return Figure(
        kind,
        t(f"profile.{kind}_title", count=len(found), names=join(names[:_NAMED])),
        t(drawn_key, place=sentences.region(assessment, profile.focus), regions=others),
        drawn(kind, rows, labels, lay=strips_chart.strip_rows, draw=strips_chart.strip_plots),
        lambda: pd.DataFrame(
            {
                t("profile.column_indicator"): names,
                t("profile.column_value"): [own_value(assessment, one, profile.focus) for one in found.index],
                t("profile.column_detail"): [detail(assessment, one) for one in found.index],
                t("profile.column_percent_rank"): list(found["percent_rank"]),
                t("profile.column_group"): [t(f"told.{one}") for one in found["group_strength"]],
            }
        ),
        {t("profile.column_percent_rank"): "%.0f%%"},
        [Subject(profile.focus, one) for one in found.index],
    )


def more(profile: Profile, kind: str) -> str:
    """Return how many strengths, or weaknesses, only the table shows; empty where the strips show all."""
    hidden = len(profile.those(kind)) - STRIPS
    return t("profile.more", count=hidden) if hidden > 0 else ""


def _strip(assessment: Assessment, profile: Profile, kind: str, indicator: str) -> list[dict[str, Any]]:
    ranks = profile.percent_rank.loc[indicator]
    shared = {
        "name": sentences.node_name(assessment, indicator),
        "detail": detail(assessment, indicator),
        "verdict": t(f"told.{kind}"),
        "verdict_detail": t("profile.beats", share=percent(float(ranks[profile.focus]) / 100)),
    }
    return [
        {
            **shared,
            "region": unit,
            "about": indicator,
            "place": sentences.region(assessment, unit),
            "value": float(ranks[unit]),
            "value_text": own_value(assessment, indicator, unit),
            "mark": _MARKS[kind] if unit == profile.focus else None,
        }
        for unit in _dots(ranks, profile.focus)
    ]


def _dots(ranks: pd.Series, focus: str) -> list[str]:
    """Return the units to draw: all where there are few, else a few from the first to the last, and the focus."""
    others = list(ranks.drop(focus).dropna().sort_values(kind="stable").index)
    if len(others) > _CROWD:
        others = [others[round(step * (len(others) - 1) / (_THINNED - 1))] for step in range(_THINNED)]
    return [*others, focus]


def detail(assessment: Assessment, indicator: str) -> str:
    """Return that an indicator is a proxy, where it is, its unit and its year."""
    said = comparison_words.detail(assessment, indicator)
    proxy = t("profile.proxy") if assessment.dataset.indicators[indicator].proxy else ""
    return " · ".join(part for part in (proxy, said) if part)


def in_group(assessment: Assessment, profile: Profile) -> str:
    """Return what stands out from the mean of the region's own group, either way."""
    lines = []
    for kind in ("strength", "weakness"):
        found = profile.told.index[profile.told["group_strength"] == kind]
        if len(found):
            names = join(sentences.node_name(assessment, one) for one in found)
            lines.append(t(f"profile.group_{kind}", names=names))
    return " ".join(lines)
