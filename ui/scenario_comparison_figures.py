"""The figures of scenarios side by side: ranks as bumps, weights as dots, a change of score as a waterfall."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cluster_core.assess.across import common_units, drivers, ranks_among
from ui import scenario_comparison_words as words
from ui import sentences, weight_board
from ui.charts import bumps as bump_chart
from ui.charts import waterfall as waterfall_chart
from ui.charts import weight_sets as weights_chart
from ui.charts.compared import names_width
from ui.charts.spec import records
from ui.figures import Figure, drawn
from ui.scenario_columns import Column
from ui.scenario_comparison_words import Ranks
from ui.subjects import Subject
from ui.text import number, percent, score, t

SHOWN = 40  # regions; of more, the focus and those that move farthest


def ranks_of(columns: Sequence[Column]) -> list[dict[str, int]]:
    """Return, per scenario, the ranks among the regions that all of them rank."""
    assessments = [column.assessment for column in columns]
    units = common_units(assessments)
    return [ranks_among(one, units) for one in assessments]


# ---- ranks


def bumps(columns: Sequence[Column], ranks: Ranks) -> Figure:
    """Return every region's rank under each scenario."""
    first = columns[0].assessment
    units, focus = shown(columns, ranks), sentences.focus_of(first)
    heads = [column.title for column in columns]
    sure = [words.ranges(column, ranks) for column in columns]
    rows = [
        {
            "region": unit,
            "about_scenario": _code(columns[at]),
            "name": sentences.region(first, unit),
            "column": at,
            "rank": ranks[at][unit],
            "moved": _moved(ranks, unit),
            "move_text": move_text(ranks, unit),
            "focus": unit == focus,
            **{
                f"rank_{place}": _ranged(one[unit], sure[place].get(unit, ""))
                for place, one in enumerate(ranks)
            },
        }
        for unit in units
        for at in range(len(columns))
    ]
    labels = {
        "heads": heads,
        "tooltip": {f"rank_{place}": head for place, head in enumerate(heads)},
    }
    everybody = sentences.regions(first.dataset, len(ranks[0]), columns[0].scenario.unit)
    key = "scenarios.bumps_drawn" if len(units) == len(ranks[0]) else "scenarios.bumps_drawn_part"
    return Figure(
        "bumps",
        words.bumps_takeaway(columns, ranks),
        t(key, regions=everybody, shown=len(units)),
        drawn(
            "bumps",
            rows,
            labels,
            lay=bump_chart.bump_rows,
            draw=bump_chart.rank_bumps,
            fits=tuple(str(row["name"]) for row in rows if row["column"] == 0),
        ),
        lambda: _ranks_table(columns, ranks),
        listed=[Subject(unit) for unit in _by_rank(ranks)],
        across=_across(columns),
    )


def _ranged(rank: int, sure: str) -> str:
    """Return a rank with its range behind it, where it has one."""
    return t("scenarios.ranged", rank=rank, range=sure) if sure else str(rank)


def _code(column: Column) -> str:
    return column.scenario.quantised().encode()


def _across(columns: Sequence[Column]) -> dict[str, Subject]:
    """Return the scenario that stands behind each column of a table."""
    return {column.title: Subject(scenario=_code(column)) for column in columns}


def shown(columns: Sequence[Column], ranks: Ranks) -> list[str]:
    """Return the regions drawn: all, or of very many the focus and those that move farthest."""
    units = list(ranks[0])
    if len(units) <= SHOWN:
        return units
    focus = sentences.focus_of(columns[0].assessment)
    first = [focus] if focus in ranks[0] else []
    wanted = dict.fromkeys([*first, *words.movers(ranks), *sorted(units, key=ranks[0].__getitem__)])
    kept = set(list(wanted)[:SHOWN])
    return [unit for unit in units if unit in kept]


def _moved(ranks: Ranks, unit: str) -> int:
    places = [one[unit] for one in ranks]
    if len(set(places)) == 1:
        return 0
    return 2 if places[0] == places[-1] else int(places[0] > places[-1]) - int(places[0] < places[-1])


def move_text(ranks: Ranks, unit: str) -> str:
    """Return how far a region moves from the first scenario to the last; ↕ where it moves only in between."""
    moved, steps = _moved(ranks, unit), abs(ranks[-1][unit] - ranks[0][unit])
    return {0: "", 1: f"↑{steps}", -1: f"↓{steps}", 2: "↕"}[moved]


def _by_rank(ranks: Ranks) -> list[str]:
    return sorted(ranks[0], key=lambda unit: (ranks[0][unit], unit))


def _ranks_table(columns: Sequence[Column], ranks: Ranks) -> pd.DataFrame:
    first = columns[0].assessment
    units = _by_rank(ranks)
    return pd.DataFrame(
        {
            t("column.region"): [sentences.region(first, unit) for unit in units],
            **{
                column.title: [one[unit] for unit in units]
                for column, one in zip(columns, ranks, strict=True)
            },
            t("scenarios.column_move"): [move_text(ranks, unit) for unit in units],
            **{
                t("scenarios.column_range", letter=column.letter): [sure.get(unit, "") for unit in units]
                for column in columns
                if (sure := words.ranges(column, ranks))
            },
        }
    )


# ---- weights


def weights(columns: Sequence[Column]) -> Figure | None:
    """Return the dimensions' weights under each scenario; None where the framework has no dimensions."""
    first = columns[0].assessment
    found = [words.shares(column.assessment) for column in columns]
    if not found[0]:
        return None
    names = {child: weight_board.child_name(first, child) for child in found[0]}
    rows = [
        {
            "set": column.id,
            "name": column.title,
            "child": child,
            "about": child,
            "about_scenario": _code(column),
            "child_name": names[child],
            "share": share,
            "low": None,
            "high": None,
            "share_text": number(share * 100, 0),
            "exact_text": percent(share, 1),
            "gap_text": words.points((share - found[0][child]) * 100) if at else "",
            "focus": at == 0,
        }
        for at, (column, of) in enumerate(zip(columns, found, strict=True))
        for child, share in of.items()
    ]
    labels = {
        "tooltip": {
            "child_name": t("column.dimension"),
            "exact_text": t("scenarios.column_weight"),
            "gap_text": t("scenarios.column_gap", name=columns[0].letter),
        }
    }
    return Figure(
        "scenario_weights",
        words.weights_takeaway(columns),
        t("scenarios.weights_drawn", name=columns[0].title),
        drawn(
            "scenario_weights",
            rows,
            labels,
            lay=weights_chart.weight_rows,
            draw=weights_chart.weight_dots,
            fits=(
                *(column.title for column in columns),
                *names.values(),
                str(weights_chart.ceiling(records(rows))),
            ),
        ),
        lambda: _weights_table(columns, found, names),
        dict.fromkeys([*(column.title for column in columns), *_gap_heads(columns)], "%.1f"),
        [Subject(about=child) for child in names],
        _across(columns),
    )


def _gap_heads(columns: Sequence[Column]) -> list[str]:
    return [
        t("scenarios.column_minus", other=column.letter, first=columns[0].letter) for column in columns[1:]
    ]


def _weights_table(
    columns: Sequence[Column], found: Sequence[dict[str, float]], names: dict[str, str]
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("column.dimension"): list(names.values()),
            **{
                column.title: [of[child] * 100 for child in names]
                for column, of in zip(columns, found, strict=True)
            },
            **{
                head: [(of[child] - found[0][child]) * 100 for child in names]
                for head, of in zip(_gap_heads(columns), found[1:], strict=True)
            },
        }
    )


# ---- what makes a score change


def change(first: Column, other: Column, unit: str) -> Figure | None:
    """Return the way from a region's score in one scenario to that in another; None without both scores."""
    root = first.assessment.framework.id
    parts = drivers(other.assessment, first.assessment, unit)[root]
    if not parts or all(math.isnan(part) for part in parts.values()):
        return None
    scores = [float(one.assessment.scores.loc[unit, root]) for one in (first, other)]
    ends = [
        {
            "step": step,
            "node": f"{step}:{one.id}",
            "region": unit,
            "about_scenario": _code(one),
            "name": one.title,
            "value": value,
            "value_text": score(value),
        }
        for step, one, value in zip(("start", "end"), (first, other), scores, strict=True)
    ]
    middle = [
        {
            "step": "part",
            "node": child,
            "region": unit,
            "about": child,
            "about_scenario": _code(other),
            "name": sentences.node_name(first.assessment, child),
            "value": part,
            "value_text": words.points(part) if math.isfinite(part) else t("compare.no_data"),
        }
        for child, part in parts.items()
    ]
    rows: list[dict[str, Any]] = [ends[0], *middle, ends[1]]
    labels = {
        "dimensions": list(first.assessment.framework.dimensions),
        "names": names_width([str(row["name"]) for row in rows]),
        "value": t("compare.points"),
    }
    return Figure(
        "scenario_change",
        words.drivers_takeaway(first, other, unit, parts),
        t("scenarios.drivers_drawn", a=first.title, b=other.title),
        drawn(
            "scenario_change",
            pd.DataFrame(rows),
            labels,
            lay=waterfall_chart.waterfall_rows,
            draw=waterfall_chart.waterfall,
            fits=(),
        ),
        lambda: _change_table(first, other, unit, parts),
        dict.fromkeys([first.title, other.title, t("compare.column_points")], "%.2f"),
        [*(Subject(unit, child) for child in parts), Subject(unit)],
        _across((first, other)),
    )


def _change_table(first: Column, other: Column, unit: str, parts: dict[str, float]) -> pd.DataFrame:
    root = first.assessment.framework.id
    totals = [float(one.assessment.scores.loc[unit, root]) for one in (first, other)]
    own = [one.assessment.contributions().loc[unit, list(parts)] for one in (first, other)]
    return pd.DataFrame(
        {
            t("column.dimension"): [
                *(sentences.node_name(first.assessment, child) for child in parts),
                t("compare.total"),
            ],
            first.title: [*own[0], totals[0]],
            other.title: [*own[1], totals[1]],
            t("compare.column_points"): [*parts.values(), totals[1] - totals[0]],
        }
    )
