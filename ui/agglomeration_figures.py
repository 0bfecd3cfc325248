"""The figures of the page of agglomeration: location quotients, bubbles, concentration, similarity."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pandas as pd

from cluster_core.assess.industry_evidence import INDUSTRY
from cluster_core.model.assessment import Assessment
from ui import agglomeration as of
from ui import agglomeration_words as words
from ui.charts import bar_columns as bar_chart
from ui.charts import bubbles as bubble_chart
from ui.charts import matrix as matrix_chart
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import number, percent, t

LQ_CLASSES = (0.5, 1.0, 1.2, 2.0)
SIMILAR_CLASSES = (0.6, 0.7, 0.8, 0.9)
MOST_LQ = (
    6.0  # the bubbles' scale ends here at most; a larger quotient stands at the edge, its number beside it
)
_STEPS = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
_FEW = "*"  # behind a number that rests on little


def quotients(assessment: Assessment) -> Figure:
    """Return region by industry with the location quotient in each cell."""
    found, focus, chosen = of.quotients(assessment), of.region(assessment), of.industry(assessment)
    regions = list(dict.fromkeys(found["region"]))
    rows: list[dict[str, Any]] = []
    for industry in dict.fromkeys(found["industry"]):
        mine = found[found["industry"] == industry].set_index("region")
        for one in regions:
            cell = mine.loc[one]
            mark = _FEW if cell["small"] and math.isfinite(cell["lq"]) else ""
            lq = number(cell["lq"], 2) + mark if math.isfinite(cell["lq"]) else ""
            rows.append(
                {
                    "line": industry,
                    "name": of.industry_name(assessment, industry),
                    "strong": industry == chosen,
                    "region": one,
                    "about": INDUSTRY + industry,
                    "about_year": of.year(assessment),
                    "place": of.place_of(assessment, one),
                    "bold": one == focus,
                    "tone": _tone(cell["lq"], LQ_CLASSES),
                    "framed": bool(cell["lq"] >= of.USUAL_CUT),
                    "value_text": lq,
                    "short_text": number(cell["lq"], 1) + mark if lq else "",
                    "amount_text": words.amount(assessment, cell["value"]),
                    "share_text": percent(cell["share"], 1),
                    "area_text": percent(cell["reference_share"], 1),
                }
            )
    labels = {
        "columns": len(regions),
        "classes": _classes(LQ_CLASSES, 1),
        "missing": t("agglomeration.missing_cell") if found["lq"].isna().any() else "",
        "tooltip": {
            "place": t("column.region"),
            "value_text": t("agglomeration.lq"),
            "amount_text": t("agglomeration.value"),
            "share_text": t("agglomeration.share_here"),
            "area_text": t("agglomeration.share_area"),
        },
    }
    listed = found.sort_values(["industry", "region"])
    return Figure(
        "quotients",
        words.quotients_title(assessment),
        t("agglomeration.lq_subtitle", area=of.area_words(assessment), basis=words.basis(assessment)),
        drawn("quotients", rows, labels, lay=matrix_chart.matrix_rows, draw=matrix_chart.matrix),
        lambda: pd.DataFrame(
            {
                t("column.region"): [of.place_of(assessment, one) for one in listed["region"]],
                t("agglomeration.industry"): [of.industry_name(assessment, i) for i in listed["industry"]],
                t("agglomeration.value"): listed["value"].to_numpy(),
                t("agglomeration.share_here"): 100 * listed["share"].to_numpy(),
                t("agglomeration.share_area"): 100 * listed["reference_share"].to_numpy(),
                t("agglomeration.lq"): listed["lq"].to_numpy(),
                t("agglomeration.small_column"): listed["small"].map({True: _FEW, False: ""}).to_numpy(),
            }
        ),
        {
            t("agglomeration.lq"): "%.2f",
            t("agglomeration.share_here"): "%.1f%%",
            t("agglomeration.share_area"): "%.1f%%",
        },
        [_subject(assessment, one, i) for one, i in zip(listed["region"], listed["industry"], strict=True)],
    )


def bubble_rows(assessment: Assessment) -> pd.DataFrame:
    """Return the entries of the view chosen: name, x (quotient), y (growth a year), size, reason for no growth."""
    found, grown = of.quotients(assessment), of.growth(assessment)
    by_region = of.view() == of.OF_REGION
    kept = found[found["region"] == of.region(assessment)] if by_region else found
    kept = kept if by_region else found[found["industry"] == of.industry(assessment)]
    joined = kept.merge(
        grown[["region", "industry", "growth", "reason"]], on=["region", "industry"], how="left"
    )
    named = [
        of.industry_name(assessment, row["industry"]) if by_region else of.place_of(assessment, row["region"])
        for _, row in joined.iterrows()
    ]
    focus = (
        joined["industry"] == of.industry(assessment)
        if by_region
        else joined["region"] == of.region(assessment)
    )
    return joined.assign(
        name=named,
        x=joined["lq"],
        y=joined["growth"].astype(float),
        size=joined["value"],
        focus=focus,
        reason=joined["reason"].fillna("missing"),
    )


def bubbles(assessment: Assessment) -> Figure | None:
    """Return specialisation against growth with the size as area; None where no two years can be compared."""
    if of.since(assessment) is None:
        return None
    table = bubble_rows(assessment)
    rows = [
        {
            "name": row["name"],
            "region": row["region"],
            "about": INDUSTRY + row["industry"],
            "about_year": of.year(assessment),
            "x": min(row["x"], MOST_LQ),
            "y": row["y"],
            "size": row["size"],
            "focus": row["focus"],
            "lq_text": number(row["x"], 2) + (_FEW if row["small"] else ""),
            "growth_text": words.rate(row["y"]),
            "amount_text": words.amount(assessment, row["size"]),
        }
        for _, row in table.iterrows()
    ]
    known = table.dropna(subset=["x", "y"])
    labels = {
        "x_ticks": _x_ticks(known["x"]),
        "y_ticks": _y_ticks(known["y"]),
        "across": t("agglomeration.across"),
        "upwards": t("agglomeration.upwards", first=of.since(assessment), last=of.year(assessment)),
        "cuts": (of.SPECIAL, of.USUAL_CUT),
        "level": 0.0,
        "tooltip": {
            "lq_text": t("agglomeration.lq"),
            "growth_text": t("agglomeration.growth"),
            "amount_text": t("agglomeration.value"),
        },
    }
    head = t("agglomeration.industry") if of.view() == of.OF_REGION else t("column.region")
    return Figure(
        "specialised",
        words.bubbles_title(assessment, table),
        t("agglomeration.bubbles_subtitle", area=of.area_words(assessment), basis=words.basis(assessment)),
        drawn("bubbles", rows, labels, lay=bubble_chart.bubble_rows, draw=bubble_chart.bubbles),
        lambda: pd.DataFrame(
            {
                head: table["name"],
                t("agglomeration.lq"): table["x"],
                t("agglomeration.growth"): 100 * table["y"],
                t("agglomeration.value"): table["size"],
            }
        ),
        {t("agglomeration.lq"): "%.2f", t("agglomeration.growth"): "%.1f%%"},
        [_subject(assessment, one, i) for one, i in zip(table["region"], table["industry"], strict=True)],
    )


def concentration(assessment: Assessment) -> Figure:
    """Return CR4, HHI, its normalised form and the equivalent number of every industry over its regions."""
    found, chosen = of.concentration(assessment), of.industry(assessment)
    heads = ("cr", "hhi", "normalised", "equivalent")
    rows: list[dict[str, Any]] = []
    for _, row in found.iterrows():
        most = float(row["n"]) or 1.0
        cells = (
            (row["cr"], percent(row["cr"])),
            (row["hhi"], number(row["hhi"], 3)),
            (row["normalised"], number(row["normalised"], 3)),
            (row["equivalent_number"] / most, number(row["equivalent_number"], 1)),
        )
        for head, (share, text) in zip(heads, cells, strict=True):
            rows.append(
                {
                    "line": row["industry"],
                    "name": of.industry_name(assessment, row["industry"]),
                    "strong": row["industry"] == chosen,
                    "marked": row["industry"] == chosen,
                    "region": of.region(assessment),
                    "about": INDUSTRY + str(row["industry"]),
                    "about_year": of.year(assessment),
                    "place": t(f"agglomeration.column_{head}"),
                    "share": share,
                    "value_text": text,
                    "result": head == "hhi",
                }
            )
    labels = {
        "columns": len(heads),
        "tooltip": {"place": t("agglomeration.measured"), "value_text": t("agglomeration.value")},
    }
    return Figure(
        "concentration",
        words.concentration_title(assessment),
        t("agglomeration.hhi_subtitle", basis=words.basis(assessment)),
        drawn("concentration", rows, labels, lay=bar_chart.bar_rows, draw=bar_chart.bar_columns),
        lambda: pd.DataFrame(
            {
                t("agglomeration.industry"): [of.industry_name(assessment, i) for i in found["industry"]],
                t("agglomeration.regions"): found["n"].to_numpy(),
                t("agglomeration.column_cr"): 100 * found["cr"].to_numpy(),
                t("agglomeration.column_hhi"): found["hhi"].to_numpy(),
                t("agglomeration.column_normalised"): found["normalised"].to_numpy(),
                t("agglomeration.column_equivalent"): found["equivalent_number"].to_numpy(),
            }
        ),
        {
            t("agglomeration.column_cr"): "%.1f%%",
            t("agglomeration.column_hhi"): "%.3f",
            t("agglomeration.column_normalised"): "%.3f",
            t("agglomeration.column_equivalent"): "%.1f",
        },
        [_subject(assessment, of.region(assessment), one) for one in found["industry"]],
    )


def similarity(assessment: Assessment) -> Figure | None:
    """Return how alike the industries of every two regions are; None with fewer than two regions."""
    pairs, focus = of.similarity(assessment), of.region(assessment)
    if pairs.empty:
        return None
    regions = list(dict.fromkeys(of.values(assessment)["region"]))
    known = {frozenset((row["region"], row["other"])): row["similarity"] for _, row in pairs.iterrows()}
    rows: list[dict[str, Any]] = []
    for one in regions:
        for other in regions:
            value = float(known.get(frozenset((one, other)), np.nan))
            rows.append(
                {
                    "line": one,
                    "name": of.place_of(assessment, one),
                    "strong": one == focus,
                    "place": of.place_of(assessment, other),
                    "bold": other == focus,
                    "tone": -2 if one == other else _tone(value, SIMILAR_CLASSES),
                    "framed": False,
                    "value_text": number(value, 2) if math.isfinite(value) else "",
                    "short_text": number(value, 1) if math.isfinite(value) else "",
                }
            )
    labels = {
        "columns": len(regions),
        "classes": _classes(SIMILAR_CLASSES, 1),
        "tooltip": {"place": t("agglomeration.other"), "value_text": t("agglomeration.similar")},
    }
    wide = pairs.sort_values("similarity", ascending=False, na_position="last")
    return Figure(
        "similarity",
        words.similarity_title(assessment),
        t("agglomeration.similarity_subtitle", basis=words.basis(assessment)),
        drawn("similarity", rows, labels, lay=matrix_chart.matrix_rows, draw=matrix_chart.matrix),
        lambda: pd.DataFrame(
            {
                t("column.region"): [of.place_of(assessment, one) for one in wide["region"]],
                t("agglomeration.other"): [of.place_of(assessment, one) for one in wide["other"]],
                t("agglomeration.similar"): wide["similarity"].to_numpy(),
            }
        ),
        {t("agglomeration.similar"): "%.2f"},
    )


def _subject(assessment: Assessment, region: str, industry: str) -> Subject:
    return Subject(region, INDUSTRY + industry, of.year(assessment))


def _tone(value: float, cuts: tuple[float, ...]) -> int:
    """Return the class of a value, 0 to 4; -1 for a missing one."""
    return sum(value >= cut for cut in cuts) if math.isfinite(value) else -1


def _classes(cuts: tuple[float, ...], digits: int) -> list[str]:
    texts = [number(cut, digits) for cut in cuts]
    between = [f"{low}–{high}" for low, high in itertools.pairwise(texts)]
    return [f"<{texts[0]}", *between, f"≥{texts[-1]}"]


def _x_ticks(values: pd.Series) -> list[tuple[float, str]]:
    """Return whole steps from 0 to beyond the largest quotient, the last one at `MOST_LQ` at most."""
    most = min(max(2, math.ceil(values.max() + 0.05) if len(values) else 2), int(MOST_LQ))
    return [(float(step), number(step, 0)) for step in range(most + 1)]


def _y_ticks(values: pd.Series) -> list[tuple[float, str]]:
    """Return round steps around all growth rates and 0: the smallest of `_STEPS` that needs no more than eight."""
    low, high = (min(values.min(), 0.0), max(values.max(), 0.0)) if len(values) else (0.0, 0.05)
    step = next((one for one in _STEPS if high - low <= 8 * one), (high - low) / 8)
    first, last = math.floor(low / step - 0.2), math.ceil(high / step + 0.2)
    return [(place * step, percent(place * step)) for place in range(first, last + 1)]
