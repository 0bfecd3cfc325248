"""The figures of the page on other methods: weights of every origin, and ranks under all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cluster_core.model.assessment import Assessment
from ui import origins_words, sentences, weight_board
from ui.charts import rank_table as rank_chart
from ui.charts import weight_sets as weights_chart
from ui.charts.spec import records
from ui.figures import Figure, drawn
from ui.origins import Comparison
from ui.subjects import Subject
from ui.text import number, percent, t

SHOWN = 40  # regions; of more, those around the focus


def weights(found: Comparison) -> Figure | None:
    """Return every set's weight of every dimension; None where the framework has none."""
    assessment, tidy = found.assessment, found.by_dimension
    if tidy.empty:
        return None
    names = origins_words.heads(assessment.framework, assessment.scenario, found.set_names)
    rows = [
        {
            "set": row["set"],
            "name": names[row["set"]],
            "child": row["node"],
            "about": row["node"],
            "child_name": weight_board.child_name(assessment, row["node"]),
            "share": row["effective_weight"],
            "low": row["low"],
            "high": row["high"],
            "share_text": number(row["effective_weight"] * 100, 0),
            "exact_text": percent(row["effective_weight"], 1),
            "interval_text": origins_words.interval(row),
            "focus": row["set"] == found.in_force,
        }
        for row in tidy.to_dict("records")
    ]
    labels = {
        "tooltip": {
            "child_name": t("column.dimension"),
            "exact_text": t("origins.column_weight"),
            "interval_text": t("origins.column_interval"),
        }
    }
    children = {one: sentences.node_name(assessment, one) for one in assessment.framework.dimensions}
    return Figure(
        "weight_sets",
        origins_words.weights_takeaway(found),
        t("origins.weights_drawn"),
        drawn(
            "weight_sets",
            rows,
            labels,
            lay=weights_chart.weight_rows,
            draw=weights_chart.weight_dots,
            fits=(
                *names.values(),
                *children.values(),
                found.in_force,
                str(weights_chart.ceiling(records(rows))),
            ),
        ),
        lambda: _weights_table(tidy, names, children),
        dict.fromkeys(children.values(), "%.1f%%"),
        [Subject()] * tidy["set"].nunique(),
        {head: Subject(about=child) for child, head in children.items()},
    )


def _weights_table(tidy: pd.DataFrame, names: dict[str, str], children: dict[str, str]) -> pd.DataFrame:
    by_set = {name: rows.set_index("node") for name, rows in tidy.groupby("set", sort=False)}
    return pd.DataFrame(
        {
            t("origins.column_set"): [names[str(one)] for one in by_set],
            **{
                head: [rows.loc[child, "effective_weight"] * 100 for rows in by_set.values()]
                for child, head in children.items()
            },
            **{
                t("origins.column_interval_of", name=head): [
                    origins_words.interval(rows.loc[child]) for rows in by_set.values()
                ]
                for child, head in children.items()
            },
        }
    )


# ---- ranks


def ranks(found: Comparison) -> Figure | None:
    """Return everybody's rank under every other set and method; None where nobody is ranked."""
    assessment, places = found.assessment, found.standings
    if not (places.base > 0).any():
        return None
    units = shown(assessment)
    columns = _columns(found)
    span = places.span()
    rows = [
        {**place, **column, **_cell(found, unit, column)}
        for unit in units
        for place in [_region(assessment, unit, span)]
        for column in columns
    ]
    labels = {
        "span": t("origins.column_span"),
        "agreement": t("origins.agreement"),
        "tooltip": {
            "full_head": t("origins.column_choice"),
            "rank_text": t("column.rank"),
            "move_text": t("origins.column_move"),
        },
    }
    everybody = sentences.regions(assessment.dataset, len(assessment.units), assessment.scenario.unit)
    key = "origins.ranks_drawn" if len(units) == len(assessment.units) else "origins.ranks_drawn_part"
    return Figure(
        "rank_table",
        origins_words.ranks_takeaway(found),
        t(key, shown=len(units), regions=everybody),
        drawn(
            "rank_table",
            rows,
            labels,
            lay=rank_chart.table_rows,
            draw=rank_chart.rank_table,
            fits=(
                *(str(row["name"]) for row in rows[:: len(columns)]),
                *(str(one["group"]) for one in columns),
            ),
        ),
        lambda: _ranks_table(found, columns),
        listed=[Subject(unit) for unit in ordered(assessment)],
    )


def ordered(assessment: Assessment) -> list[str]:
    """Return all regions by rank, those without one last."""
    ranks = sentences.rank_by_unit(assessment)
    return sorted(assessment.units, key=lambda unit: (ranks.get(unit, len(assessment.units) + 1), unit))


def shown(assessment: Assessment) -> list[str]:
    """Return the regions drawn: all, or of very many those around the focus, else the first."""
    units, focus = ordered(assessment), sentences.focus_of(assessment)
    if len(units) <= SHOWN:
        return units
    first = units.index(focus) - SHOWN // 2 if focus else 0
    first = max(0, min(first, len(units) - SHOWN))
    return units[first : first + SHOWN]


def _columns(found: Comparison) -> list[dict[str, Any]]:
    framework, scenario = found.assessment.framework, found.assessment.scenario
    first = {"choice": "", "group": 0, "group_head": "", "head": t("origins.in_force")}
    sets = [
        {"choice": one, "group": 1, "group_head": t("origins.group_sets"), "head": head}
        for one, head in origins_words.heads(framework, scenario, found.other_sets).items()
    ]
    methods = [
        {
            "choice": one,
            "group": 2,
            "group_head": t("origins.group_methods"),
            "head": origins_words.method(one),
        }
        for one in found.method_names
    ]
    return [
        {
            "column": at,
            **column,
            "full_head": column["head"],
            "agreement_text": number(found.agreement[column["choice"]], 2) if column["choice"] else "",
        }
        for at, column in enumerate([first, *sets, *methods])
    ]


def _region(assessment: Assessment, unit: str, span: Any) -> dict[str, Any]:
    low, high = span[assessment.units.index(unit)]
    return {
        "region": unit,
        "name": sentences.region(assessment, unit),
        "span_text": span_text(low, high),
        "focus": unit == sentences.focus_of(assessment),
    }


def span_text(low: float, high: float) -> str:
    """Return a range of places, one number where they are equal."""
    if np.isnan(low):
        return "–"
    return f"{int(low)}" if low == high else f"{int(low)}–{int(high)}"


def _cell(found: Comparison, unit: str, column: dict[str, Any]) -> dict[str, Any]:
    places, row = found.standings, found.assessment.units.index(unit)
    if not column["choice"]:
        own = int(places.base[row])
        text = str(own) if own else "–"
        return {"rank_text": text, "rank_short": text, "shift": None, "move_text": ""}
    at = places.choices.index(column["choice"])
    rank, shift = int(places.ranks[row, at]), float(places.shifts[row, at])
    text = str(rank) if rank else "–"
    return {
        "rank_text": f"{text}=" if places.shared[row, at] > 1 else text,
        "rank_short": text,
        "shift": shift,
        "move_text": _move(shift),
    }


def _move(shift: float) -> str:
    if np.isnan(shift):
        return t("origins.move_unknown")
    if shift == 0:
        return t("origins.move_none")
    return t("origins.move_down" if shift > 0 else "origins.move_up", count=abs(int(shift)))


def _ranks_table(found: Comparison, columns: list[dict[str, Any]]) -> pd.DataFrame:
    assessment, span = found.assessment, found.standings.span()
    units = ordered(assessment)
    rows = [assessment.units.index(unit) for unit in units]
    cells = {
        one["head"]: [*(_cell(found, unit, one)["rank_text"] for unit in units), one["agreement_text"]]
        for one in columns
    }
    return pd.DataFrame(
        {
            t("column.region"): [
                *(sentences.region(assessment, unit) for unit in units),
                t("origins.agreement"),
            ],
            **cells,
            t("origins.column_span"): [*(span_text(*span[row]) for row in rows), ""],
        }
    )
