"""The figures of robustness: how often each region takes each rank, and how far weights can carry it."""

from __future__ import annotations

import math

import pandas as pd

from cluster_core.explore.acceptability import Acceptability
from cluster_core.explore.extreme_ranks import ExtremeRank
from cluster_core.model.assessment import Assessment
from ui import robustness, sentences
from ui import robustness_words as words
from ui.charts import acceptability as cells_chart
from ui.charts import rank_bounds as bounds_chart
from ui.charts.spec import Labels, Row
from ui.figures import Figure, drawn
from ui.robustness import Reach
from ui.subjects import Subject
from ui.text import join, number, percent, t

NUMBERED = 0.05  # a rarer rank has a colour but no number
COLUMNS = 40  # of more ranks, some share a column
SAID = 3  # ranks that a screen reader hears of a region
_GONE = "–"


def cells(assessment: Assessment, found: Acceptability, rows: list[int]) -> Figure:
    """Return in which share of the weightings each region takes each rank."""
    focus = sentences.focus_of(assessment)
    last = max((int(found.ranks[row].max()) for row in robustness.ordered(found)), default=1)
    step = math.ceil(last / COLUMNS)
    heads = [_range(at + 1, min(at + step, last)) for at in range(0, last, step)]
    laid: list[Row] = []
    for order, row in enumerate(rows):
        shares = found.acceptance[row]
        own = int(found.own[row])
        name = sentences.region(assessment, found.units[row])
        for column, head in enumerate(heads):
            share = float(shares[column * step : (column + 1) * step].sum())
            now = own > 0 and (own - 1) // step == column
            if order and column and not share and not now:
                continue
            laid.append(
                {
                    "region": found.units[row],
                    "name": name,
                    "column": column,
                    "share": share,
                    "text": number(share * 100, 0) if share >= NUMBERED else "",
                    "now": now,
                    "focus": found.units[row] == focus,
                    "rank_text": head,
                    "share_text": words.share_text(share),
                    "own_text": str(own) if own else t("ranking.not_ranked"),
                    "spoken": _spoken(name, shares),
                }
            )
    labels = {
        "columns": heads,
        "tooltip": {
            "rank_text": t("column.rank"),
            "share_text": t("sure.column_share"),
            "own_text": t("sure.column_now"),
        },
    }
    part = words.shown_of(found, rows)
    return Figure(
        "sure_cells",
        words.cells_takeaway(assessment, found),
        t("sure.cells_drawn") + part,
        drawn(
            "sure_cells",
            laid,
            labels,
            lay=cells_chart.cell_rows,
            draw=cells_chart.rank_cells,
            fits=tuple(sentences.region(assessment, found.units[row]) for row in rows),
        ),
        lambda: cells_table(assessment, found),
        dict.fromkeys([str(rank) for rank in range(1, last + 1)], "%.1f%%") | {t("sure.column_mean"): "%.1f"},
        [Subject(found.units[row]) for row in robustness.ordered(found)],
    )


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _spoken(name: str, shares: pd.Series) -> str:
    order = sorted(range(len(shares)), key=lambda at: -shares[at])[:SAID]
    said = [t("sure.spoken", rank=at + 1, share=percent(float(shares[at]))) for at in order if shares[at] > 0]
    return f"{name}: {join(said)}" if said else name


def cells_table(assessment: Assessment, found: Acceptability) -> pd.DataFrame:
    """Return every region's expected rank, its usual range and the share of every rank in percent."""
    rows = robustness.ordered(found)
    low, high = found.percentile(robustness.USUAL), found.percentile(1 - robustness.USUAL)
    last = max((int(found.ranks[row].max()) for row in rows), default=0)
    return pd.DataFrame(
        {
            t("column.region"): [sentences.region(assessment, found.units[row]) for row in rows],
            t("sure.column_now"): [str(found.own[row]) if found.own[row] else _GONE for row in rows],
            t("sure.column_mean"): [float(found.mean_rank[row]) for row in rows],
            t("sure.column_usual"): [_range(int(low[row]), int(high[row])) for row in rows],
            **{str(rank): found.acceptance[rows, rank - 1] * 100 for rank in range(1, last + 1)},
        }
    )


def bounds(assessment: Assessment, found: Acceptability, reach: Reach, rows: list[int]) -> Figure:
    """Return the best and the worst rank of each region, within the limits and without any."""
    focus = sentences.focus_of(assessment)
    laid: list[Row] = []
    for row in rows:
        unit, own = found.units[row], int(found.own[row])
        within, free = reach.limited[unit], reach.free[unit]
        laid.append(
            {
                "region": unit,
                "name": sentences.region(assessment, unit),
                "best": within.best,
                "worst": within.worst,
                "free_best": free.best,
                "free_worst": free.worst,
                "rank": own or None,
                "bounds_text": span_text(within),
                "free_text": span_text(free),
                "rank_text": str(own) if own else t("ranking.not_ranked"),
                "focus": unit == focus,
            }
        )
    ends = [one for row in laid for one in (row["free_best"], row["free_worst"], row["rank"]) if one]
    labels = {
        "first": min(ends, default=1),
        "last": max(ends, default=1),
        "bounds": t("sure.column_bounds"),
        "tooltip": {
            "rank_text": t("sure.column_now"),
            "bounds_text": t("sure.column_within"),
            "free_text": t("sure.column_free"),
        },
    }
    drawn_as = t("sure.bounds_drawn" if reach.exact else "sure.bounds_tried")
    return rank_bars("sure_bounds", words.bounds_takeaway(assessment, found, reach), drawn_as, laid, labels)


def rank_bars(figure_id: str, title: str, subtitle: str, laid: list[Row], labels: Labels) -> Figure:
    """Return bars from rank to rank, one a region; the columns of the table are what the tooltip says."""
    return Figure(
        figure_id,
        title,
        subtitle,
        drawn(
            figure_id,
            laid,
            labels,
            lay=bounds_chart.bound_rows,
            draw=bounds_chart.rank_bars,
            fits=tuple(str(row["name"]) for row in laid),
        ),
        lambda: pd.DataFrame(
            {
                t("column.region"): [row["name"] for row in laid],
                **{column: [row[field] for row in laid] for field, column in labels["tooltip"].items()},
            }
        ),
        listed=[Subject(str(row["region"])) for row in laid],
    )


def span_text(one: ExtremeRank) -> str:
    """Return best and worst rank as a range; ≈ before what is met but not proven."""
    if one.best is None or one.worst is None:
        return _GONE
    return ("" if one.bounds == "exact" else "≈") + _range(one.best, one.worst)
