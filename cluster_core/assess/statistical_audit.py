"""The statistical audit of an index, and in a few findings how much its number of units can prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cluster_core.assess.leave_out import LeaveOut, leave_one_out, nothing_left_out
from cluster_core.assess.reliability import (
    STATED,
    Thresholds,
    consistency,
    consistency_of_indicators,
    correlations,
)
from cluster_core.index.consistency import Alpha
from cluster_core.index.correlation import critical_correlation, fisher_interval
from cluster_core.model.assessment import Assessment

MIDDLING = 0.5
NOT_ONE = (float("nan"), float("nan"))  # a node is none of the indicators
NOT_RESCORED = (*NOT_ONE, "")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the audit found: a code, the ids that it concerns and its numbers, for a page to put into words.

    | code | ids | numbers |
    | --- | --- | --- |
    | too_few_units | | n: units with a score; no correlation is defined below three |
    | resolution | | n; critical: a smaller abs(r) is not told from none at 5 %; low, high: 95 % interval of r = 0.5 |
    | not_told | parts whose r with the parent is below the critical one of their own n | count, of |
    | negative, weak, redundant | parts so flagged | count, threshold |
    | only_child, undefined | parts so flagged | count |
    | alpha | framework | alpha, alpha_raw, items, n: all indicators together |
    | alpha_undefined | framework, reason (`consistency.REASONS`) | items, n |
    | alpha_rises | indicators without which alpha is higher, most first | count, alpha: the highest |
    | influential_indicator | the indicators with the largest mean rank shift | mean, max, n |
    | influential_dimension | the same among the root's children | mean, max, n |
    | moves_most | the units that move most when indicators are left out, by their mean shift | mean, best, worst |
    """

    code: str
    ids: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, eq=False, slots=True)
class StatisticalAudit:
    """`table` has one row per parent and child, `alphas` one per node and one for all indicators."""

    table: pd.DataFrame
    alphas: pd.DataFrame
    leave_out: LeaveOut
    findings: tuple[Finding, ...]


def statistical_audit(
    assessment: Assessment, thresholds: Thresholds = STATED, *, rescore: bool = True
) -> StatisticalAudit:
    """Audit an index: correlations, consistency, and what each part does to the ranking.

    Parameters
    ----------
    assessment, thresholds
    rescore : whether to leave every part out in turn
        That scores the index anew as often as it has parts, which takes seconds where every unit has weights of its
        own (`bod`). Without it `leave_out` has no rows, no rank shift is known and no finding speaks of one.

    Returns
    -------
    StatisticalAudit
        table: node (or indicator), parent, pearson, spearman, n, alpha_deleted (standardised alpha of the siblings
        without it), rank_shift_mean, rank_shift_max; then low, high, root_pearson, root_spearman, root_n, item_rest,
        alpha_deleted_whole (of all indicators), item_rest_whole, moved, level, is_indicator, flag.
        alphas: node, of (children or indicators), alpha (standardised), alpha_raw, items, n, reason.
        NaN where undefined.

    Notes
    -----
    OECD/JRC Handbook (2008), steps 4, 7 and 8. Formulas: `index.correlation`, `index.consistency`, `leave_out`.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = statistical_audit(assess(dataset, default_scenario(dataset))).findings[0]
    >>> found.code, found.numbers["n"], round(found.numbers["critical"], 2)
    ('resolution', 12.0, 0.58)
    """
    of_nodes, of_all = consistency(assessment), consistency_of_indicators(assessment)
    left_out = leave_one_out(assessment) if rescore else nothing_left_out(assessment)
    table = _table(correlations(assessment, thresholds), assessment, of_nodes, of_all, left_out)
    return StatisticalAudit(
        table,
        _alphas(assessment.framework.id, of_nodes, of_all),
        left_out,
        tuple(_findings(assessment, table, of_all, left_out, thresholds)),
    )


def _table(
    found: pd.DataFrame,
    assessment: Assessment,
    of_nodes: Mapping[str, Alpha],
    of_all: Alpha,
    left_out: LeaveOut,
) -> pd.DataFrame:
    own = {
        (child.id, node.id): (alpha.deleted[at], alpha.item_rest[at])
        for node, alpha in ((node, of_nodes[node.id]) for node in assessment.framework.nodes if node.children)
        for at, child in enumerate(node.children)
    }
    leaves = zip(assessment.framework.indicators, of_all.deleted, of_all.item_rest, strict=True)
    whole = {(leaf, True): (deleted, rest) for leaf, deleted, rest in leaves}
    moves = {tuple(row[:2]): row[2:5] for row in left_out.tidy().itertuples(index=False, name=None)}
    pairs = list(zip(found["node"], found["parent"], strict=True))
    parts = list(zip(found["node"], found["is_indicator"], strict=True))
    table = found.assign(
        alpha_deleted=[own[pair][0] for pair in pairs],
        item_rest=[own[pair][1] for pair in pairs],
        alpha_deleted_whole=[whole.get(part, NOT_ONE)[0] for part in parts],
        item_rest_whole=[whole.get(part, NOT_ONE)[1] for part in parts],
        rank_shift_mean=[moves.get(part, NOT_RESCORED)[0] for part in parts],
        rank_shift_max=[moves.get(part, NOT_RESCORED)[1] for part in parts],
        moved=[moves.get(part, NOT_RESCORED)[2] for part in parts],
    )
    return table[
        [
            *(
                "node",
                "parent",
                "pearson",
                "spearman",
                "n",
                "alpha_deleted",
                "rank_shift_mean",
                "rank_shift_max",
            ),
            *("low", "high", "root_pearson", "root_spearman", "root_n", "item_rest"),
            *("alpha_deleted_whole", "item_rest_whole", "moved", "level", "is_indicator", "flag"),
        ]
    ]


def _alphas(framework: str, of_nodes: Mapping[str, Alpha], of_all: Alpha) -> pd.DataFrame:
    named = [(node, "children", alpha) for node, alpha in of_nodes.items()]
    rows = [
        (node, of, alpha.standardised, alpha.raw, alpha.items, alpha.n, alpha.reason)
        for node, of, alpha in [*named, (framework, "indicators", of_all)]
    ]
    return pd.DataFrame(rows, columns=["node", "of", "alpha", "alpha_raw", "items", "n", "reason"])


def _findings(
    assessment: Assessment, table: pd.DataFrame, of_all: Alpha, left_out: LeaveOut, thresholds: Thresholds
) -> Iterator[Finding]:
    yield _resolution(int(np.isfinite(assessment.scored.scores[:, 0]).sum()))
    yield from _flagged(table, thresholds)
    yield from _alpha(assessment, of_all)
    leaves = table[table["is_indicator"]]
    dimensions = table[table["parent"] == assessment.framework.id]
    yield from _influential("influential_indicator", leaves, left_out)
    yield from _influential("influential_dimension", dimensions, left_out)
    yield from _moves_most(left_out)


def _resolution(n: int) -> Finding:
    critical, (low, high) = critical_correlation(n), fisher_interval(MIDDLING, n)
    if not np.isfinite([critical, low, high]).all():
        return Finding("too_few_units", (), {"n": float(n)})
    return Finding("resolution", (), {"n": float(n), "critical": critical, "low": low, "high": high})


def _flagged(table: pd.DataFrame, thresholds: Thresholds) -> Iterator[Finding]:
    told = table[~table["flag"].isin(["undefined", "only_child"])]
    critical = np.array([critical_correlation(int(n)) for n in told["n"]])
    small = tuple(told.loc[np.abs(told["pearson"].to_numpy(dtype=np.float64)) < critical, "node"])
    if small:
        yield Finding("not_told", small, {"count": float(len(small)), "of": float(len(told))})
    for flag in ("negative", "weak", "redundant", "only_child", "undefined"):
        ids = tuple(table.loc[table["flag"] == flag, "node"])
        limit = getattr(thresholds, flag, None)
        numbers = {"count": float(len(ids))} | ({} if limit is None else {"threshold": float(limit)})
        if ids:
            yield Finding(flag, ids, numbers)


def _alpha(assessment: Assessment, found: Alpha) -> Iterator[Finding]:
    name, size = assessment.framework.id, {"items": float(found.items), "n": float(found.n)}
    if found.reason or np.isnan(found.raw):
        yield Finding("alpha_undefined", (name, found.reason or "no_variance"), size)
        return
    yield Finding("alpha", (name,), {"alpha": found.standardised, "alpha_raw": found.raw, **size})
    order = [int(at) for at in np.argsort(-np.nan_to_num(found.deleted, nan=-np.inf), kind="stable")]
    better = [at for at in order if found.deleted[at] > found.standardised + 1e-9]
    if better:
        ids = tuple(assessment.framework.indicators[at] for at in better)
        yield Finding(
            "alpha_rises", ids, {"count": float(len(ids)), "alpha": float(found.deleted[better[0]])}
        )


def _influential(code: str, rows: pd.DataFrame, left_out: LeaveOut) -> Iterator[Finding]:
    shifts = left_out.tidy()
    keys = set(zip(rows["node"], rows["is_indicator"], strict=True))
    parts = zip(shifts["part"], shifts["is_indicator"], strict=True)
    chosen = np.array([part in keys for part in parts], dtype=np.bool_)
    known = shifts[chosen].dropna(subset=["rank_shift_mean"])
    if known.empty or known["rank_shift_mean"].max() == 0:
        return
    top = known[known["rank_shift_mean"] == known["rank_shift_mean"].max()]
    numbers = {
        "mean": top["rank_shift_mean"].iloc[0],
        "max": top["rank_shift_max"].max(),
        "n": top["n"].min(),
    }
    yield Finding(code, tuple(top["part"]), {name: float(number) for name, number in numbers.items()})


def _moves_most(left_out: LeaveOut) -> Iterator[Finding]:
    units = left_out.by_unit().dropna()
    if units.empty or units["rank_shift_mean"].max() == 0:
        return
    top = units[units["rank_shift_mean"] == units["rank_shift_mean"].max()]
    numbers = {"mean": top["rank_shift_mean"].iloc[0], "best": top["best"].min(), "worst": top["worst"].max()}
    yield Finding(
        "moves_most", tuple(top["region"]), {name: float(number) for name, number in numbers.items()}
    )
