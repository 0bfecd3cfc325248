"""The sheets of scores, coverage and ranks."""

from __future__ import annotations

from openpyxl.worksheet.formula import ArrayFormula

from cluster_core.report.workbook.places import COVERAGE, RANKS, SCORES, UNIT_COLUMNS, plan
from cluster_core.report.workbook.scores_sheet import order
from tests.report.workbook.samples import mixed, opened_mixed


def test_a_nodes_own_rule_stands_and_is_named() -> None:
    places, sheet = plan(mixed()), opened_mixed()[SCORES]
    row = places.first(SCORES) + 1
    assert isinstance(sheet.cell(row, places.node_column["c"] + 1).value, ArrayFormula)
    assert isinstance(sheet.cell(row, places.node_column["a"] + 1).value, str)
    head = places.head(SCORES, "aggregate") + 1
    assert sheet.cell(head, places.node_column["c"] + 1).value == "minimum"
    assert sheet.cell(head, places.node_column["a"] + 1).value == "arithmetic mean"


def test_a_node_without_children_has_no_score_and_no_coverage() -> None:
    places, column = plan(mixed()), plan(mixed()).node_column["d"] + 1
    assert opened_mixed()[SCORES].cell(places.first(SCORES) + 1, column).value is None
    assert opened_mixed()[COVERAGE].cell(places.first(COVERAGE) + 1, column).value == 0


def test_ranks_at_export_are_numbers_beside_the_live_ones() -> None:
    assessment, sheet = mixed(), opened_mixed()[RANKS]
    first = plan(assessment).first(RANKS) + 1
    for at, rank in enumerate(assessment.scored.ranks[:, 0].tolist()):
        assert isinstance(sheet.cell(first + at, UNIT_COLUMNS + 1).value, ArrayFormula)
        assert sheet.cell(first + at, UNIT_COLUMNS + 2).value == (rank or None)
        assert str(sheet.cell(first + at, UNIT_COLUMNS + 3).value).startswith("=IF(AND(ISNUMBER(")


def test_everybody_has_a_place_of_its_own() -> None:
    assert order([1, 1, 1]) == [1, 2, 3]
    assert order([0, 0, 1]) == [2, 3, 1]
    assert order([]) == []
