"""The figures of the Compare page: the waterfall of a difference, and strips of indicators."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cluster_core.assess import compare
from cluster_core.model.assessment import Assessment
from ui import comparison_words, sentences
from ui.charts import strips as strips_chart
from ui.charts import waterfall as waterfall_chart
from ui.charts.compared import cell_width, head_width, names_width
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import name, score, t


def column_names(assessment: Assessment, regions: Sequence[str]) -> dict[str, str]:
    """Return a column name per region; of regions with one name each gets its id as well."""
    names = {unit: sentences.region(assessment, unit) for unit in regions}
    counts = Counter(names.values())
    return {unit: one if counts[one] == 1 else f"{one} ({unit})" for unit, one in names.items()}


# ---- the difference of two


def gap(assessment: Assessment, first: str, second: str) -> Figure | None:
    """Return the way from the second region's score to the first's, part by part; None without both scores."""
    root = assessment.framework.id
    parts = compare.differences(assessment, first, second)[root]
    if all(math.isnan(part) for part in parts.values()):
        return None
    places = column_names(assessment, (first, second))
    scores = {unit: float(assessment.scores.loc[unit, root]) for unit in (first, second)}
    ends = {
        step: {
            "step": step,
            "node": f"{step}:{unit}",
            "region": unit,
            "name": places[unit],
            "value": scores[unit],
            "value_text": score(scores[unit]),
        }
        for step, unit in (("start", second), ("end", first))
    }
    middle = [
        {
            "step": "part",
            "node": part,
            "region": first,
            "about": part,
            "name": sentences.node_name(assessment, part),
            "value": points,
            "value_text": comparison_words.signed(points) if math.isfinite(points) else t("compare.no_data"),
        }
        for part, points in parts.items()
    ]
    rows = pd.DataFrame([ends["start"], *middle, ends["end"]])
    labels = {
        "dimensions": list(assessment.framework.dimensions),
        "names": names_width([str(row["name"]) for row in (ends["start"], *middle, ends["end"])]),
        "value": t("compare.points"),
    }
    own = assessment.contributions().loc[[first, second]]
    points = t("compare.column_points")
    return Figure(
        "gap",
        comparison_words.gap_takeaway(assessment, parts),
        t(
            "compare.gap_subtitle",
            a=places[first],
            b=places[second],
            total=comparison_words.signed(scores[first] - scores[second]),
        ),
        drawn(
            "gap", rows, labels, lay=waterfall_chart.waterfall_rows, draw=waterfall_chart.waterfall, fits=()
        ),
        lambda: pd.DataFrame(
            {
                t("column.dimension"): [
                    *(sentences.node_name(assessment, part) for part in parts),
                    t("compare.total"),
                ],
                **{places[unit]: [*own.loc[unit, list(parts)], scores[unit]] for unit in (first, second)},
                points: [*parts.values(), scores[first] - scores[second]],
            }
        ),
        dict.fromkeys([*places.values(), points], "%.2f"),
        [*(Subject(about=part) for part in parts), Subject()],
        {places[unit]: Subject(unit) for unit in (first, second)},
    )


# ---- indicators


def strips(assessment: Assessment, regions: Sequence[str], part: str) -> Figure | None:
    """Return the indicators of one part as strips with all regions; None where no region has any value."""
    indicators = comparison_words.with_data(assessment, part)
    if not indicators:
        return None
    places = column_names(assessment, regions)
    rows = pd.DataFrame([dot for one in indicators for dot in _strip(assessment, regions, places, one)])
    labels = {
        "columns": len(regions),
        "cell": cell_width(list(places.values())),
        "head": head_width(list(places.values())),
        "tooltip": {
            "place": t("column.region"),
            "value_text": t("compare.column_value"),
            "detail": t("compare.column_detail"),
        },
    }
    others = len(assessment.units) - len(regions)
    prepared = assessment.prepared
    values = pd.DataFrame(
        prepared.denominated[:, [prepared.at[one] for one in indicators]], list(assessment.units), indicators
    )
    middle = t("compare.median_short")
    return Figure(
        "strips",
        comparison_words.strips_takeaway(assessment, *regions[:2], part),
        t(
            "compare.strips_subtitle" if others else "compare.strips_subtitle_all",
            regions=sentences.regions(assessment.dataset, others, assessment.scenario.unit),
        ),
        drawn("strips", rows, labels, lay=strips_chart.strip_rows, draw=strips_chart.strip_plots),
        lambda: pd.DataFrame(
            {
                t("compare.column_indicator"): [sentences.node_name(assessment, one) for one in indicators],
                t("compare.column_detail"): [comparison_words.detail(assessment, one) for one in indicators],
                **{places[unit]: values.loc[unit].to_numpy() for unit in regions},
                t("compare.column_lowest"): values.min().to_numpy(),
                middle: values.median().to_numpy(),
                t("compare.column_highest"): values.max().to_numpy(),
            }
        ),
        dict.fromkeys(
            [*places.values(), t("compare.column_lowest"), middle, t("compare.column_highest")], "%.2f"
        ),
        [Subject(about=one) for one in indicators],
        {places[unit]: Subject(unit) for unit in regions},
    )


def _strip(
    assessment: Assessment, regions: Sequence[str], places: dict[str, str], indicator: str
) -> list[dict[str, Any]]:
    prepared = assessment.prepared
    low, high = comparison_words.ends(assessment, indicator)
    shared = {
        "name": name(assessment.dataset.indicators[indicator].name),
        "detail": comparison_words.detail(assessment, indicator),
        "low_text": low,
        "high_text": high,
    }
    marks = {unit: str(number) for number, unit in enumerate(regions, 1)}
    values = prepared.denominated[:, prepared.at[indicator]]
    return [
        {
            **shared,
            "region": unit,
            "about": indicator,
            "place": places.get(unit) or sentences.region(assessment, unit),
            "value": value,
            "value_text": comparison_words.plain_value(float(value)),
            "mark": marks.get(unit),
        }
        for unit, value in zip(assessment.units, values, strict=True)
    ]
