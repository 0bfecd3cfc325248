"""The sheets of what comes out: score, coverage and rank of every node and unit, as formulas."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from cluster_core.model.framework import Node
from cluster_core.report.workbook import formulas
from cluster_core.report.workbook.draft import Draft, known
from cluster_core.report.workbook.formulas import Children
from cluster_core.report.workbook.places import (
    COVERAGE,
    IMPUTED,
    NORMALISED,
    RANKS,
    SCORES,
    SHARE_COLUMN,
    UNIT_COLUMNS,
    UNIT_WEIGHTS,
    WEIGHTS,
    Line,
    cell,
    here,
    row_span,
)
from cluster_core.report.workbook.styles import MOVE, SCORE, SHARE, WHOLE, Content, Live

_WIDTH = 12.0
_RANK_WIDTH = 5.2
PER_NODE = 3  # columns on the sheet of ranks: now, at export, moved


def write_scores(draft: Draft) -> None:
    """Write the score of every node and unit; nodes without children have none."""
    places, scored, pen = draft.places, draft.assessment.scored, draft.pen
    sheet = draft.numbers(SCORES, draft.words("note_scores"), len(places.nodes), _WIDTH)
    first = places.first(SCORES)
    for node in places.nodes:
        column = places.node_column[node.id]
        told = (*_heads(draft, node), draft.rule(node) if node.children else "", _share(draft, node))
        draft.heads(sheet, SCORES, column, told, _WIDTH)
        pen.put(sheet, (places.head(SCORES, "share"), column), told[-1], "head", SHARE)
        rule = node.aggregate or draft.assessment.scenario.aggregate
        for at, value in enumerate(scored.scores[:, scored.at[node.id]]):
            content: Content = None
            if node.children:
                covered = cell(COVERAGE, places.first(COVERAGE) + at, column)
                formula = formulas.aggregate(_children(draft, node, at, of=SCORES), rule, covered)
                content = Live(formula, known(value), formulas.is_array(rule))
            pen.put(sheet, (first + at, column), content, "live", SCORE)


def write_coverage(draft: Draft) -> None:
    """Write how much of every node and unit rests on observed values."""
    places, scored = draft.places, draft.assessment.scored
    sheet = draft.numbers(COVERAGE, draft.words("note_coverage"), len(places.nodes), _WIDTH)
    for node in places.nodes:
        column = places.node_column[node.id]
        draft.heads(sheet, COVERAGE, column, _heads(draft, node), _WIDTH)
        kinds = ((True, places.child_nodes(node)), (False, places.child_leaves(node)))
        of_nodes = [kind for kind, columns in kinds if columns is not None]
        for at, value in enumerate(scored.coverage[:, scored.at[node.id]]):
            content: Content = 0.0
            if node.children:
                children = _children(draft, node, at, of=COVERAGE)
                content = Live(formulas.coverage(children, of_nodes=of_nodes), known(value))
            draft.pen.put(sheet, (places.first(COVERAGE) + at, column), content, "live", SHARE)


def write_ranks(draft: Draft) -> None:
    """Write the rank of every node and unit now and at export, the move, and the order that the ranking is told in."""
    places, scored, pen, words = draft.places, draft.assessment.scored, draft.pen, draft.words
    columns = PER_NODE * len(places.nodes) + 1
    sheet = draft.numbers(RANKS, words("note_ranks"), columns, _RANK_WIDTH)
    first = places.first(RANKS)
    for node in places.nodes:
        column = rank_column(draft, node)
        for offset, key in enumerate(("now", "at_export", "moved")):
            draft.heads(sheet, RANKS, column + offset, ("", "", words(key)), _RANK_WIDTH)
        for key, text, style in (("part", draft.node_name(node.id), "head"), ("code", node.id, "head_code")):
            row = places.head(RANKS, key)
            sheet.merge_range(row, column, row, column + PER_NODE - 1, "", pen.style(style))
            pen.put(sheet, (row, column), text, style)
            draft.heighten(sheet, row, text if key == "part" else "", PER_NODE * _RANK_WIDTH)
        scores = places.column(SCORES, places.node_column[node.id])
        for at, place in enumerate(scored.ranks[:, scored.at[node.id]]):
            row, rank = first + at, int(place) or None
            score = cell(SCORES, places.first(SCORES) + at, places.node_column[node.id])
            pen.put(
                sheet, (row, column), Live(formulas.rank(score, scores), rank, array=True), "middle", WHOLE
            )
            pen.put(sheet, (row, column + 1), rank, "frozen_middle", WHOLE)
            now, before = here(row, column), here(row, column + 1)
            moved = f'=IF(AND(ISNUMBER({now}),ISNUMBER({before})),{before}-{now},"")'
            pen.put(sheet, (row, column + 2), Live(moved, None if rank is None else 0), "middle", MOVE)
    _write_order(draft, sheet)
    blue, orange = (pen.book.add_format({"bold": True, "font_color": hue}) for hue in ("#1F5FA8", "#B34700"))
    for node in places.nodes:
        column = rank_column(draft, node) + 2
        for criteria, look in ((">", blue), ("<", orange)):
            sheet.conditional_format(
                first,
                column,
                first + len(places.units) - 1,
                column,
                {"type": "cell", "criteria": criteria, "value": 0, "format": look},
            )


def rank_column(draft: Draft, node: Node) -> int:
    """Return the first column of a node on the sheet of ranks."""
    return UNIT_COLUMNS + PER_NODE * (draft.places.node_column[node.id] - UNIT_COLUMNS)


def order_column(draft: Draft) -> int:
    """Return the column on the sheet of ranks that gives every unit its own place: ties and the unranked by rows."""
    return UNIT_COLUMNS + PER_NODE * len(draft.places.nodes)


def order(ranks: list[int]) -> list[int]:
    """Return the place of each unit: by rank, ties by rows, those without a rank (0) behind.

    >>> order([2, 0, 1, 2])
    [2, 4, 1, 3]
    """
    sorted_rows = sorted(range(len(ranks)), key=lambda row: (ranks[row] == 0, ranks[row], row))
    places = [0] * len(ranks)
    for place, row in enumerate(sorted_rows, 1):
        places[row] = place
    return places


def _write_order(draft: Draft, sheet: Worksheet) -> None:
    places, scored = draft.places, draft.assessment.scored
    column, first = order_column(draft), places.first(RANKS)
    draft.heads(sheet, RANKS, column, ("", "", draft.words("order")), _RANK_WIDTH)
    for at, place in enumerate(order(scored.ranks[:, 0].tolist())):
        row = first + at
        rank, above = (
            here(row, UNIT_COLUMNS),
            f"{here(first, UNIT_COLUMNS, fixed=True)}:{here(row, UNIT_COLUMNS)}",
        )
        everybody = places.column(RANKS, UNIT_COLUMNS)
        ranked = f"{rank}+COUNTIF({above},{rank})-1"
        behind = f"COUNT({everybody})+ROWS({above})-COUNT({above})"
        draft.pen.put(
            sheet, (row, column), Live(f"=IF(ISNUMBER({rank}),{ranked},{behind})", place), "middle", WHOLE
        )


def _heads(draft: Draft, node: Node) -> tuple[str, str, str]:
    return draft.node_name(node.parent) if node.parent else "", node.id, draft.node_name(node.id)


def _share(draft: Draft, node: Node) -> Content:
    """Return a node's share among its siblings, from the sheet of weights."""
    if not node.parent:
        return None
    parent = draft.assessment.framework.by_id[node.parent]
    at = next(k for k, one in enumerate(parent.children) if one.id == node.id and not one.is_indicator)
    row = draft.places.line_row[Line(parent.id, at)]
    value = float(draft.assessment.scored.mean_weights[parent.id][at])
    return Live(f"={cell(WEIGHTS, row, SHARE_COLUMN)}", value)


def _children(draft: Draft, node: Node, at: int, *, of: str) -> list[Children]:
    """Return the references to a node's children: nodes on the sheet `of` itself, indicators on Normalised."""
    places, own = draft.places, node.id in draft.own_weights
    found: list[Children] = []
    nodes, leaves = places.child_nodes(node), places.child_leaves(node)
    own_row = places.first(UNIT_WEIGHTS) + at if own else 0
    if nodes:
        weights = row_span(SCORES, places.head(SCORES, "share"), nodes, fixed=True)
        if own:
            weights = row_span(UNIT_WEIGHTS, own_row, nodes)
        found.append(Children(row_span(of, places.first(of) + at, nodes), weights))
    if leaves:
        weights = row_span(NORMALISED, places.head(NORMALISED, "share"), leaves, fixed=True)
        if own:
            shifted = leaves[0] + len(places.nodes), leaves[1] + len(places.nodes)
            weights = row_span(UNIT_WEIGHTS, own_row, shifted)
        marks = row_span(IMPUTED, places.first(IMPUTED) + at, leaves) if draft.imputed else ""
        found.append(Children(row_span(NORMALISED, places.first(NORMALISED) + at, leaves), weights, marks))
    return found
