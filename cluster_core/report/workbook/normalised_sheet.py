"""The sheet of the indicators on one scale: its parameters, from the pool's values or fixed, and every score."""

from __future__ import annotations

import numpy as np

from cluster_core.model.indicator import Indicator
from cluster_core.report.workbook import formulas
from cluster_core.report.workbook.draft import WIDTH, Draft, known
from cluster_core.report.workbook.inputs_sheet import treated_columns
from cluster_core.report.workbook.places import (
    INPUTS,
    NORMALISED,
    PARAMETERS,
    SHARE_COLUMN,
    TREATED,
    WEIGHTS,
    Leaf,
    Line,
    cell,
    here,
)
from cluster_core.report.workbook.styles import SCORE, SHARE, Content, Live


def write_normalised(draft: Draft) -> None:
    """Write one column a leaf of the tree: what it stands under, its parameters, its share, its scores."""
    words, places = draft.words, draft.places
    method = words(f"normalise_{places.normalise}")
    sheet = draft.numbers(NORMALISED, words("note_normalised", method=method), len(places.leaf_column), WIDTH)
    share_row, treated = places.head(NORMALISED, "share"), treated_columns(draft)
    for leaf, column in places.leaf_column.items():
        indicator = draft.assessment.dataset.indicators[leaf.indicator]
        draft.heads(
            sheet,
            NORMALISED,
            column,
            (draft.node_name(leaf.parent), draft.indicator_name(leaf.indicator), words(indicator.direction)),
        )
        from_sheet, from_column = INPUTS, places.input_column[leaf.indicator]
        if leaf.indicator in treated:
            from_sheet, from_column = TREATED, treated[leaf.indicator]
        pool = places.column(from_sheet, from_column)
        for key, content, style in _parameters(draft, indicator, pool):
            draft.pen.put(sheet, (places.head(NORMALISED, key), column), content, style, "0.000")
        draft.pen.put(sheet, (share_row, column), share_of(draft, leaf), "head", SHARE)
        values = draft.assessment.prepared.normalised[:, draft.assessment.prepared.at[leaf.indicator]]
        parameters = [
            here(places.head(NORMALISED, key), column, fixed=True) for key in PARAMETERS[places.normalise]
        ]
        for at, value in enumerate(values):
            formula = formulas.normalise(
                places.normalise,
                cell(from_sheet, places.first(from_sheet) + at, from_column),
                parameters,
                pool,
                benefit=indicator.sign > 0,
                held=_held(draft, indicator),
            )
            place = (places.first(NORMALISED) + at, column)
            draft.pen.put(sheet, place, Live(formula, known(value)), "live", SCORE)


def share_of(draft: Draft, leaf: Leaf) -> Live:
    """Return the share of a leaf among its siblings, from the sheet of weights."""
    node = draft.assessment.framework.by_id[leaf.parent]
    child = next(at for at, one in enumerate(node.children) if one.is_indicator and one.id == leaf.indicator)
    row = draft.places.line_row[Line(leaf.parent, child)]
    value = float(draft.assessment.scored.mean_weights[leaf.parent][child])
    return Live(f"={cell(WEIGHTS, row, SHARE_COLUMN)}", value)


def _held(draft: Draft, indicator: Indicator) -> bool:
    """Tell whether min-max is held within 0-100: with goalposts of its own, or those of all years."""
    stated = indicator.goalpost_low is not None or indicator.goalpost_high is not None
    return stated or draft.assessment.scenario.pool == "all"


def _parameters(draft: Draft, indicator: Indicator, pool: str) -> list[tuple[str, Content, str]]:
    """Return key, content and style of each parameter: live where the vintage's values decide it."""
    prepared, method = draft.assessment.prepared, draft.places.normalise
    column = prepared.at[indicator.id]
    if method in ("rank", "percentile"):
        count = int(np.count_nonzero(~np.isnan(prepared.treated[:, column])))
        return [("count", Live(formulas.parameter("count", pool, benefit=True), count), "live")]
    stated = {"low": indicator.goalpost_low, "high": indicator.goalpost_high}
    found: list[tuple[str, Content, str]] = []
    for key, marks in zip(PARAMETERS[method], prepared.marks, strict=False):
        value = known(marks[column])
        fixed = method == "target" or draft.assessment.scenario.pool == "all" or stated.get(key) is not None
        formula = "" if fixed else formulas.parameter(key, pool, benefit=indicator.sign > 0)
        found.append((key, value if fixed else Live(formula, value), "input" if fixed else "live"))
    return found
