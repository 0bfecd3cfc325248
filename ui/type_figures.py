"""The figures of the typology: the criteria of the unit in focus, and all units in the field of two criteria."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cluster_core.assess.evidence import CRITERION
from cluster_core.model.assessment import Assessment
from cluster_core.model.typology import Classification
from ui import cultivation, sentences, type_words
from ui.charts import criteria as criteria_chart
from ui.charts import type_field as field_chart
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import name, number, percent, score, t


def criteria(assessment: Assessment) -> Figure | None:
    """Return the criteria of the focus as bars against the thresholds; None without a typology or a focus."""
    outcome, row = cultivation.classification(assessment), cultivation.row_of(assessment)
    if outcome is None or row is None:
        return None
    rows = pd.DataFrame(
        [_bar(assessment, outcome, row, column) for column in range(len(outcome.typology.criteria))],
        columns=list(_BAR),
    )
    titles = {"score_text": t("column.score"), "coverage_text": t("column.coverage")}
    rise, fall = outcome.rise[row], outcome.fall[row]
    return Figure(
        "criteria",
        criteria_takeaway(outcome, row),
        t("types.criteria_drawn"),
        drawn(
            "criteria",
            rows,
            {"tooltip": titles},
            lay=criteria_chart.criterion_rows,
            draw=criteria_chart.criterion_bars,
        ),
        lambda: pd.DataFrame(
            {
                t("types.column_criterion"): rows["name"],
                t("column.score"): outcome.scores[row],
                t("column.coverage"): outcome.coverage[row] * 100,
                t("types.column_rise"): rise,
                t("types.column_fall"): fall,
                t("types.column_whose"): [_whose(outcome, row, one) for one in range(len(rows))],
            }
        ),
        {
            t("column.score"): "%.1f",
            t("column.coverage"): "%.0f%%",
            t("types.column_rise"): "%.1f",
            t("types.column_fall"): "%.1f",
        },
        [Subject(about=one) for one in rows["about"]],
    )


_BAR = (
    *("about", "name", "score", "score_text", "coverage_text", "reached", "rated"),
    *("mid", "high", "mid_text", "high_text"),
)


def _bar(assessment: Assessment, outcome: Classification, row: int, column: int) -> dict[str, Any]:
    value, rule = float(outcome.scores[row, column]), outcome.rule
    rated = bool(outcome.overridden[row, column])
    text = t("types.your_rating", score=number(value, 0)) if rated else score(value)
    covered = percent(float(outcome.coverage[row, column]))
    return {
        "about": CRITERION + outcome.typology.criteria[column].id,
        "name": name(outcome.typology.criteria[column].name),
        "score": value,
        "score_text": t("types.too_little", coverage=covered) if np.isnan(value) else text,
        "coverage_text": covered,
        "reached": str(
            int(type_words.reaches(value, rule.t_mid)) + int(type_words.reaches(value, rule.t_high))
        ),
        "rated": rated,
        "mid": rule.t_mid,
        "high": rule.t_high,
        "mid_text": t("types.mid", value=number(rule.t_mid, 0)),
        "high_text": t("types.high", value=number(rule.t_high, 0)),
    }


def _whose(outcome: Classification, row: int, column: int) -> str:
    if outcome.overridden[row, column]:
        return t("types.yours")
    return t("types.no_score" if np.isnan(outcome.scores[row, column]) else "types.from_data")


def criteria_takeaway(outcome: Classification, row: int) -> str:
    """Return how many criteria reach the thresholds, and which is the lowest."""
    scores, rule = outcome.scores[row], outcome.rule
    if np.isnan(scores).all():
        return t("types.criteria_none", total=len(scores))
    lowest = outcome.typology.criteria[int(np.nanargmin(scores))]
    return t(
        "types.criteria",
        total=len(scores),
        mid=sum(type_words.reaches(one, rule.t_mid) for one in scores.tolist()),
        high=sum(type_words.reaches(one, rule.t_high) for one in scores.tolist()),
        t_mid=number(rule.t_mid, 0),
        t_high=number(rule.t_high, 0),
        lowest=name(lowest.name),
        score=score(float(np.nanmin(scores))),
    )


# ---- all units


def field(assessment: Assessment, across: str, upwards: str) -> Figure | None:
    """Return all units in the field of two criteria; None where nobody has both."""
    outcome = cultivation.classification(assessment)
    if outcome is None:
        return None
    at = {criterion.id: column for column, criterion in enumerate(outcome.typology.criteria)}
    pair = outcome.scores[:, [at[across], at[upwards]]]
    if not (~np.isnan(pair)).all(axis=1).any():
        return None
    titles = {
        "type": t("types.column_type"),
        "x_text": type_words.criterion_name(outcome.typology, across),
        "y_text": type_words.criterion_name(outcome.typology, upwards),
        "margin": t("types.column_margin"),
        "firmness": t("types.column_firmness"),
    }
    labels = {
        "across": titles["x_text"],
        "upwards": titles["y_text"],
        "types": type_counts(outcome),
        "tooltip": titles,
    }
    rows = pd.DataFrame(
        [_dot(assessment, outcome, row, pair[row].tolist()) for row in range(len(outcome.units))]
    ).assign(about=CRITERION + upwards)
    return Figure(
        "type_field",
        field_takeaway(assessment, outcome),
        t("types.field_drawn"),
        drawn("type_field", rows, labels, lay=field_chart.field_rows, draw=field_chart.type_field),
        lambda: units_table(assessment, outcome),
        {
            **{name(one.name): "%.1f" for one in outcome.typology.criteria},
            t("types.column_firmness"): "%.0f%%",
        },
        [Subject(unit) for unit in outcome.units],
        {name(one.name): Subject(about=CRITERION + one.id) for one in outcome.typology.criteria},
    )


def has_pairs(outcome: Classification) -> bool:
    """Tell whether any unit has a score in two criteria, so that a field can be drawn."""
    return bool(((~np.isnan(outcome.scores)).sum(axis=1) >= 2).any())


def _dot(assessment: Assessment, outcome: Classification, row: int, pair: list[float]) -> dict[str, Any]:
    return {
        "region": outcome.units[row],
        "name": sentences.region(assessment, outcome.units[row]),
        "x": pair[0],
        "y": pair[1],
        "x_text": score(pair[0]),
        "y_text": score(pair[1]),
        "place": outcome.typology.codes.index(outcome.types[row]),
        "type": type_words.type_name(outcome.typology, outcome.types[row]),
        "margin": _margin(outcome, row),
        "firmness": type_words.firmness(outcome, row),
        "focus": row == cultivation.row_of(assessment),
        "mid": outcome.rule.t_mid,
        "high": outcome.rule.t_high,
    }


def _margin(outcome: Classification, row: int) -> str:
    return type_words.margin(outcome, row) if outcome.kept[row] >= 0 else "–"


def type_counts(outcome: Classification) -> dict[str, str]:
    """Return the words of every type and how many units it has, the highest first; units without a type if any."""
    counts = [outcome.types.count(code) for code in outcome.typology.codes]
    places = [*range(len(counts) - 1, 0, -1), *([0] if counts[0] else [])]
    return {
        str(place): t(
            "types.of_type",
            type=type_words.type_name(outcome.typology, outcome.typology.codes[place]),
            number=counts[place],
        )
        for place in places
    }


def field_takeaway(assessment: Assessment, outcome: Classification) -> str:
    """Return how the units divide into the types."""
    counted = list(type_counts(outcome).values())
    units = sentences.regions(assessment.dataset, len(outcome.units), assessment.scenario.unit)
    return t("types.field", units=units, counts=t("types.and").join(counted))


def units_table(assessment: Assessment, outcome: Classification) -> pd.DataFrame:
    """Return one row a unit: type, criteria, what is near the boundary and how firm the type is."""
    rows = range(len(outcome.units))
    return pd.DataFrame(
        {
            t("column.region"): [sentences.region(assessment, unit) for unit in outcome.units],
            t("types.column_type"): [type_words.type_name(outcome.typology, one) for one in outcome.types],
            **{
                name(one.name): outcome.scores[:, column]
                for column, one in enumerate(outcome.typology.criteria)
            },
            t("types.column_margin"): [_margin(outcome, row) for row in rows],
            t("types.column_firmness"): outcome.kept * 100,
        }
    )
