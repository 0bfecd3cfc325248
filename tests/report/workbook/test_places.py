"""The plan of the workbook."""

from __future__ import annotations

from cluster_core.report.workbook.places import SCORES, UNIT_COLUMNS, Leaf, Line, plan
from tests.report.workbook.samples import mixed
from tests.shipped import assessed


def test_siblings_stand_side_by_side_and_every_part_of_the_tree_has_one_place() -> None:
    for assessment in (mixed(), assessed("jiangsu"), assessed("practice")):
        places, framework = plan(assessment), assessment.framework
        assert sorted(node.id for node in places.nodes) == sorted(framework.by_id)
        assert [(leaf.parent, leaf.indicator) for leaf in places.leaves] == [
            (node.id, child.id) for node in places.nodes for child in node.children if child.is_indicator
        ]
        for node in framework.nodes:
            nodes = [places.node_column[child.id] for child in node.children if not child.is_indicator]
            assert nodes == list(range(nodes[0], nodes[0] + len(nodes))) if nodes else True
            assert places.child_nodes(node) == ((nodes[0], nodes[-1]) if nodes else None)
        assert sum(line is not None and line.child >= 0 for line in places.lines) == len(
            list(framework.edges())
        )


def test_an_indicator_under_two_nodes_has_two_leaves_and_one_input() -> None:
    places = plan(mixed())
    assert Leaf("a", "export_gdp") in places.leaf_column
    assert Leaf("b", "export_gdp") in places.leaf_column
    assert len(places.input_column) == len(places.leaves) - 1


def test_a_node_may_have_nodes_and_indicators() -> None:
    places, framework = plan(mixed()), mixed().framework
    assert places.child_nodes(framework.root) == (UNIT_COLUMNS + 1, UNIT_COLUMNS + 2)
    assert places.child_leaves(framework.root) == (UNIT_COLUMNS, UNIT_COLUMNS)
    assert places.child_nodes(framework.by_id["d"]) is places.child_leaves(framework.by_id["d"]) is None
    assert places.line_row[Line("mixed", 2)] == places.line_row[Line("mixed", -1)] + 3


def test_a_column_holds_all_units() -> None:
    places = plan(assessed("practice"))
    first = places.first(SCORES)
    assert places.column(SCORES, 2) == f"'{SCORES}'!$C${first + 1}:$C${first + 12}"
    assert places.block(SCORES, 3) == f"'{SCORES}'!$C${first + 1}:$E${first + 12}"
