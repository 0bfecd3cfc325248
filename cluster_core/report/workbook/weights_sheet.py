"""The sheets of weights: points to change, shares and weights in the whole; and everybody's own where they differ."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from cluster_core.model.framework import Node
from cluster_core.model.stages import Array
from cluster_core.model.weights import weights_in_whole
from cluster_core.report.workbook.draft import WIDTH, Draft
from cluster_core.report.workbook.places import (
    COVERAGE_MIN,
    EFFECTIVE_COLUMN,
    POINTS_COLUMN,
    SCORE_FLOOR,
    SHARE_COLUMN,
    UNIT_COLUMNS,
    UNIT_WEIGHTS,
    WEIGHTS,
    WEIGHTS_FIRST,
    Leaf,
    Line,
    here,
)
from cluster_core.report.workbook.styles import SHARE, Content, Live, set_page

_COLUMNS = ("parent", "code", "kind", "points", "share", "effective", "points_at_export", "check")
_WIDTHS = (44.0, 26.0, 12.0, 14.0, 18.0, 16.0, 16.0, 44.0)


def write_weights(draft: Draft) -> None:
    """Write the tree parent by parent, and the two settings that decide which scores are withheld or raised."""
    words, pen, scenario = draft.words, draft.pen, draft.assessment.scenario
    sheet = draft.sheet(WEIGHTS, words("note_weights"))
    settings = (
        ("coverage_least", COVERAGE_MIN, scenario.min_coverage),
        ("floor", SCORE_FLOOR, scenario.floor),
    )
    for key, place, value in settings:
        pen.put(sheet, (place[0], 0), words.both(key), "label")
        pen.put(sheet, place, value, "input", "0.00##")
        _not_negative(draft, sheet, place, place)
    for column, key in enumerate(_COLUMNS):
        label = "dimension_or_indicator" if key == "parent" else key
        pen.put(sheet, (WEIGHTS_FIRST - 1, column), words.both(label, "\n"), "head")
        draft.heighten(sheet, WEIGHTS_FIRST - 1, words.both(label, "\n"), _WIDTHS[column])
    effective = weights_in_whole(draft.assessment.framework, draft.assessment.scored.mean_weights)
    for node in draft.places.nodes:
        if node.children:
            _write_parent(draft, sheet, node)
            _write_children(draft, sheet, node, effective[node.id])
    set_page(sheet, draft.provenance, _WIDTHS, (WEIGHTS_FIRST - 1, -1))


def points_of(draft: Draft, node: Node) -> tuple[float, ...]:
    """Return the points of a node's children that the scenario's shares among siblings follow from."""
    assessment = draft.assessment
    scenario = assessment.scenario
    given = dict(scenario.points).get(node.id)
    if given is not None:
        return given
    if scenario.objective:
        return tuple(assessment.scored.mean_weights[node.id].tolist())
    return tuple(1.0 if scenario.weighting == "equal" else child.weight for child in node.children)


def _write_parent(draft: Draft, sheet: Worksheet, node: Node) -> None:
    words, places = draft.words, draft.places
    row = places.line_row[Line(node.id, -1)]
    last = row + len(node.children)
    contents: list[Content] = [draft.node_name(node.id), node.id, words("dimension")]
    points, shares = (
        f"{here(row + 1, column)}:{here(last, column)}" for column in (POINTS_COLUMN, SHARE_COLUMN)
    )
    note: Content = words("own") if node.id in draft.own_weights else None
    total: Content = None
    if note is None:
        total = Live(f"=SUM({points})", float(sum(points_of(draft, node))))
        negative, nothing = (words(key) for key in ("negative", "none_positive"))
        computed = words("computed") if _computed(draft, node) else ""
        text = f'IF(COUNTIF({points},"<0")>0,"{negative}",IF(SUM({points})>0,"{computed}","{nothing}"))'
        note = Live(f"={text}", computed)
    contents += [total, Live(f"=SUM({shares})", 1.0), _in_whole(draft, node), None, note]
    numbers = ("", "", "", "General", SHARE, SHARE, "", "")
    for column, content in enumerate(contents):
        style = "group" if column < len(contents) - 1 else "warning"
        draft.pen.put(sheet, (row, column), content, style, numbers[column])


def _in_whole(draft: Draft, node: Node) -> Live:
    """Return a parent's weight in the whole: that of its own line among its siblings, 1 for the root."""
    if not node.parent:
        return Live("=1", 1.0)
    parent = draft.assessment.framework.by_id[node.parent]
    at = next(k for k, one in enumerate(parent.children) if one.id == node.id and not one.is_indicator)
    row = draft.places.line_row[Line(parent.id, at)]
    whole = weights_in_whole(draft.assessment.framework, draft.assessment.scored.mean_weights)
    return Live(f"={here(row, EFFECTIVE_COLUMN)}", float(whole[parent.id][at]))


def _write_children(draft: Draft, sheet: Worksheet, node: Node, effective: Array) -> None:
    pen, words, places = draft.pen, draft.words, draft.places
    above = places.line_row[Line(node.id, -1)]
    first, last = above + 1, above + len(node.children)
    own = node.id in draft.own_weights
    points, mean = points_of(draft, node), draft.assessment.scored.mean_weights[node.id]
    among = f"{here(first, POINTS_COLUMN, fixed=True)}:{here(last, POINTS_COLUMN, fixed=True)}"
    for at, child in enumerate(node.children):
        row = first + at
        name = draft.indicator_name(child.id) if child.is_indicator else draft.node_name(child.id)
        point, total = here(row, POINTS_COLUMN), here(above, POINTS_COLUMN, fixed=True)
        share = f'=IF(AND(N({total})>0,COUNTIF({among},"<0")=0),N({point})/{total},0)'
        if own:
            share = f"=AVERAGE({_own_column(draft, node, at)})"
        pen.put(sheet, (row, 0), f"    {name}", "plain")
        pen.put(sheet, (row, 1), child.id, "plain")
        pen.put(sheet, (row, 2), words("indicator" if child.is_indicator else "dimension"), "plain")
        pen.put(
            sheet, (row, POINTS_COLUMN), None if own else points[at], "plain" if own else "input", "General"
        )
        pen.put(sheet, (row, SHARE_COLUMN), Live(share, float(mean[at])), "live", SHARE)
        whole = f"={here(above, EFFECTIVE_COLUMN, fixed=True)}*{here(row, SHARE_COLUMN)}"
        pen.put(sheet, (row, EFFECTIVE_COLUMN), Live(whole, float(effective[at])), "live", SHARE)
        pen.put(
            sheet,
            (row, EFFECTIVE_COLUMN + 1),
            None if own else points[at],
            "plain" if own else "frozen",
            "General",
        )
    if not own:
        _not_negative(draft, sheet, (first, POINTS_COLUMN), (last, POINTS_COLUMN))


def _own_column(draft: Draft, node: Node, child: int) -> str:
    one = node.children[child]
    places = draft.places
    if not one.is_indicator:
        return places.column(UNIT_WEIGHTS, places.node_column[one.id])
    return places.column(UNIT_WEIGHTS, places.own_leaf_column(Leaf(node.id, one.id)))


def write_own_weights(draft: Draft) -> None:
    """Write the shares of every unit, for parents under which units have weights of their own: fixed numbers."""
    places, scored = draft.places, draft.assessment.scored
    columns = len(places.nodes) + len(places.leaves)
    sheet = draft.numbers(UNIT_WEIGHTS, draft.words("note_own", unit=draft.one_unit), columns, WIDTH)
    own = [node for node in places.nodes if node.id in draft.own_weights]
    sheet.set_column(UNIT_COLUMNS, UNIT_COLUMNS + columns - 1, WIDTH, None, {"hidden": True})
    for node in own:
        for at, child in enumerate(node.children):
            column = (
                places.own_leaf_column(Leaf(node.id, child.id))
                if child.is_indicator
                else places.node_column[child.id]
            )
            name = draft.indicator_name(child.id) if child.is_indicator else draft.node_name(child.id)
            sheet.set_column(column, column, WIDTH)
            draft.heads(sheet, UNIT_WEIGHTS, column, (draft.node_name(node.id), child.id, name))
            for row, share in enumerate(scored.weights[node.id][:, at], places.first(UNIT_WEIGHTS)):
                draft.pen.put(sheet, (row, column), float(share), "frozen", SHARE)


def _computed(draft: Draft, node: Node) -> bool:
    scenario = draft.assessment.scenario
    return scenario.objective and node.id not in dict(scenario.points)


def _not_negative(draft: Draft, sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    rule = {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_message": draft.words("invalid_weight"),
    }
    sheet.data_validation(*first, *last, rule)
