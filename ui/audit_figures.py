"""The figures of the Audit page: every part's correlation with what it belongs to, and the shifts without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from cluster_core.assess.leave_out import LeaveOut
from cluster_core.assess.statistical_audit import StatisticalAudit
from cluster_core.index.correlation import critical_correlation
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Child, Framework
from ui import audit_words, sentences
from ui.charts import correlations as correlations_chart
from ui.charts import grid
from ui.charts import shifts as shifts_chart
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import join, number, t

INDICATORS, NODES, REGIONS = "indicators", "nodes", "regions"
SHOWN = 12
_MOVER_PIXELS = 150
_WARNING = {"negative", "weak"}


# ---- correlations


def correlations(assessment: Assessment, audit: StatisticalAudit) -> Figure | None:
    """Return every part's correlation with what it belongs to; None where none is defined."""
    if not audit.table["pearson"].notna().any():
        return None
    by_pair = audit.table.set_index(["parent", "node"])
    lines = [
        (by_pair.loc[(parent, child.id)], dimension, depth)
        for parent, child, dimension, depth in walk(assessment.framework)
    ]
    rows = pd.DataFrame([_part(assessment, *line) for line in lines])
    known = rows.dropna(subset=["r"])
    n = int(audit.table["n"].max())  # as many regions as any pair has in common
    critical = critical_correlation(n)
    regions = sentences.regions(assessment.dataset, n, assessment.scenario.unit)
    labels = {
        "dimensions": list(assessment.framework.dimensions),
        "critical": None if np.isnan(critical) else round(critical, 4),
        "band": t("audit.band", critical=audit_words.correlation(critical)),
        "tooltip": {
            "parent_text": t("audit.column_parent"),
            "r_text": t("audit.column_r"),
            "interval_text": t("audit.column_interval"),
            "n_text": t("audit.column_n"),
            "word": t("audit.column_note"),
        },
    }
    return Figure(
        "correlations",
        audit_words.correlations_takeaway(
            int((known["told"] & (known["r"] > 0)).sum()),
            len(known),
            int((rows["flag"] == "redundant").sum()),
        ),
        t("audit.parts_drawn", regions=regions),
        drawn(
            "correlations",
            rows,
            labels,
            lay=correlations_chart.correlation_rows,
            draw=correlations_chart.correlations,
        ),
        lambda: _correlation_table(rows, [row for row, _, _ in lines]),
        dict.fromkeys(_correlation_columns().values(), "%.2f"),
        [Subject(about=one) for one in rows["about"]],
    )


def walk(
    framework: Framework, parent: str = "", dimension: str = "", depth: int = 0
) -> Iterator[tuple[str, Child, str, int]]:
    """Give (parent, child, its dimension, depth below the dimensions) from the top, each part after its own whole."""
    parent = parent or framework.id
    for child in framework.by_id[parent].children:
        top = dimension or child.id
        yield parent, child, top, depth
        if not child.is_indicator:
            yield from walk(framework, child.id, top, depth + 1)


def _part(assessment: Assessment, row: pd.Series, dimension: str, depth: int) -> dict[str, Any]:
    parent, node = row.name  # type: ignore[misc]
    r, n = float(row["pearson"]), int(row["n"])
    told = bool(abs(r) >= critical_correlation(n))
    return {
        "part": f"{parent}/{node}",
        "about": node,
        "name": audit_words.part_name(assessment, node),
        "parent_text": audit_words.part_name(assessment, parent),
        "dimension": dimension,
        "depth": depth,
        "r": r,
        "low": row["low"],
        "high": row["high"],
        "told": told,
        "flag": row["flag"],
        "word": _word(row["flag"], n, told=told),
        "alarm": row["flag"] in _WARNING,
        "r_text": audit_words.correlation(r),
        "interval_text": _interval(row["low"], row["high"]),
        "n_text": str(n),
    }


def _word(flag: str, n: int, *, told: bool) -> str:
    if flag == "undefined" and not n:
        return t("audit.flag_no_data")
    if flag:
        return t(f"audit.flag_{flag}")
    return "" if told else t("audit.flag_not_told")


def _interval(low: float, high: float) -> str:
    if np.isnan(low):
        return ""
    return t("audit.interval", low=audit_words.correlation(low), high=audit_words.correlation(high))


def _correlation_columns() -> dict[str, str]:
    return {
        "pearson": t("audit.column_r"),
        "low": t("audit.column_low"),
        "high": t("audit.column_high"),
        "spearman": t("audit.column_spearman"),
        "item_rest": t("audit.column_item_rest"),
        "root_pearson": t("audit.column_root"),
    }


def _correlation_table(rows: pd.DataFrame, found: list[pd.Series]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("audit.column_part"): rows["name"],
            t("audit.column_parent"): rows["parent_text"],
            **{column: [row[name] for row in found] for name, column in _correlation_columns().items()},
            t("audit.column_n"): [int(row["n"]) for row in found],
            t("audit.column_note"): rows["word"],
        }
    )


# ---- leaving out


def shifts(assessment: Assessment, left_out: LeaveOut, kind: str) -> Figure | None:
    """Return how far regions move without each part of a kind, the first twelve; None where nobody moves."""
    tidy = left_out.tidy()
    known = tidy[(tidy["is_indicator"] == (kind == INDICATORS)) & tidy["rank_shift_mean"].notna()]
    ordered = known.sort_values(["rank_shift_mean", "rank_shift_max"], ascending=False, kind="stable")
    listed = [_shift(assessment, left_out, kind, row) for _, row in ordered.iterrows()]
    moving = [row for row in listed if row["most"]]
    if not moving:
        return None
    rows = pd.DataFrame(moving[:SHOWN])
    first = [row for row in moving if row["mean"] == moving[0]["mean"]]
    labels = {
        "movers": min(grid.column(rows["mover"], cap=_MOVER_PIXELS) + 8, _MOVER_PIXELS + 8),
        "tooltip": {
            "mean_text": t("audit.column_mean"),
            "most_text": t("audit.column_most"),
            "movers": t("audit.column_movers"),
        },
    }
    return Figure(
        "shifts",
        audit_words.shifts_takeaway(
            [row["name"] for row in first], moving[0]["mean"], max(row["most"] for row in first)
        ),
        audit_words.shifts_drawn(len(rows), len(listed), len(listed) - len(moving)),
        drawn("shifts", rows, labels, lay=shifts_chart.shift_rows, draw=shifts_chart.shift_bars),
        lambda: pd.DataFrame(
            {
                t(f"audit.kind_{kind}"): [row["name"] for row in listed],
                t("audit.column_mean"): [row["mean"] for row in listed],
                t("audit.column_most"): [row["most"] for row in listed],
                t("audit.column_movers"): [row["movers"] for row in listed],
            }
        ),
        {t("audit.column_mean"): "%.2f", t("audit.column_most"): "%.0f"},
        [Subject(row.get("region", ""), row.get("about", "")) for row in listed],
    )


def _shift(assessment: Assessment, left_out: LeaveOut, kind: str, found: pd.Series) -> dict[str, Any]:
    part, movers = found["part"], [unit for unit in found["moved"].split(";") if unit]
    places = [sentences.region(assessment, unit) for unit in movers]
    moves = left_out.shift[int(found.name)]  # type: ignore[arg-type]
    way = float(moves[left_out.units.index(movers[0])]) if movers else 0.0
    return {
        "part": part,
        **({"region": part} if kind == REGIONS else {"about": part}),
        "name": sentences.region(assessment, part)
        if kind == REGIONS
        else audit_words.part_name(assessment, part),
        "mean": found["rank_shift_mean"],
        "most": found["rank_shift_max"],
        "mean_text": number(found["rank_shift_mean"], 1),
        "most_text": number(found["rank_shift_max"], 0),
        "mover": audit_words.mover(places, way),
        "movers": join(places),
        "focus": movers == [sentences.focus_of(assessment)],
    }
