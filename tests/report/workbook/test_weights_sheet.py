"""The sheets of weights."""

from __future__ import annotations

import io

import openpyxl
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.model.weights import effective_weights
from cluster_core.report.workbook.places import (
    EFFECTIVE_COLUMN,
    POINTS_COLUMN,
    SHARE_COLUMN,
    UNIT_WEIGHTS,
    WEIGHTS,
    Line,
    plan,
)
from cluster_core.report.workbook.render import draft_of, render_workbook
from cluster_core.report.workbook.weights_sheet import points_of
from tests.report.workbook.samples import gappy, mixed, mixed_scenario, opened_mixed, texts

CHECK_COLUMN = EFFECTIVE_COLUMN + 3


@pytest.mark.parametrize(
    ("weighting", "expected"), [("default", (3, 2, 1)), ("equal", (1, 1, 1)), ("user", (7, 0, 3))]
)
def test_points_are_those_of_the_scenario(weighting: str, expected: tuple[int, ...]) -> None:
    scenario = mixed_scenario(weighting="default" if weighting == "user" else weighting)
    if weighting == "user":
        scenario = scenario.with_points("mixed", (7, 0, 3))
    assessment = assess(gappy(), scenario)
    assert points_of(draft_of(assessment, "en"), assessment.framework.root) == expected
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(assessment, "en")))
    rows = plan(assessment).line_row
    for column in (POINTS_COLUMN, EFFECTIVE_COLUMN + 1):
        told = [book[WEIGHTS].cell(rows[Line("mixed", at)] + 1, column + 1).value for at in range(3)]
        assert told == list(expected)


def test_shares_and_weights_in_the_whole_are_formulas_with_their_present_values() -> None:
    assessment = mixed()
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(assessment, "en")), data_only=True)
    rows, framework = plan(assessment).line_row, assessment.framework
    told = effective_weights(framework, assessment.scored.mean_weights)
    lines = [Line(node.id, at) for node in framework.nodes for at in range(len(node.children))]
    for line, (_child, _parent, share, effective) in zip(lines, told, strict=True):
        assert book[WEIGHTS].cell(rows[line] + 1, SHARE_COLUMN + 1).value == pytest.approx(share, abs=1e-15)
        assert book[WEIGHTS].cell(rows[line] + 1, EFFECTIVE_COLUMN + 1).value == pytest.approx(
            effective, abs=1e-15
        )
        assert str(opened_mixed()[WEIGHTS].cell(rows[line] + 1, SHARE_COLUMN + 1).value).startswith(
            "=IF(AND("
        )


def test_points_below_nought_or_all_nought_are_refused_with_a_message() -> None:
    sheet, row = opened_mixed()[WEIGHTS], plan(mixed()).line_row[Line("b", -1)]
    check = sheet.cell(row + 1, CHECK_COLUMN).value
    assert "All 0 among siblings" in check
    assert "A negative number" in check
    rules = sheet.data_validations.dataValidation
    assert {(rule.type, rule.operator, rule.formula1) for rule in rules} == {
        ("decimal", "greaterThanOrEqual", "0")
    }
    assert len(rules) == 2 + sum(1 for node in mixed().framework.nodes if node.children)


def test_weights_from_the_data_are_numbers_and_said_to_be() -> None:
    book, assessment = opened_mixed(weighting="entropy"), mixed(weighting="entropy")
    row = plan(assessment).line_row[Line("a", 0)]
    share = assessment.scored.weights["a"][0]
    assert book[WEIGHTS].cell(row + 1, POINTS_COLUMN + 1).value == pytest.approx(share, abs=1e-15)
    assert any("Computed from the data, fixed" in text for text in texts(book, WEIGHTS))
    assert UNIT_WEIGHTS not in book.sheetnames


def test_weights_of_each_unit_have_a_sheet_and_their_mean_stands_among_the_weights() -> None:
    book, assessment = opened_mixed(weighting="bod"), mixed(weighting="bod")
    places = plan(assessment)
    sheet, first = book[UNIT_WEIGHTS], places.first(UNIT_WEIGHTS) + 1
    column = places.node_column["a"] + 1
    told = [sheet.cell(first + at, column).value for at in range(len(places.units))]
    assert told == pytest.approx(assessment.scored.weights["mixed"][:, 0].tolist(), abs=1e-15)
    row = places.line_row[Line("mixed", 0)] + 1
    assert str(book[WEIGHTS].cell(row, SHARE_COLUMN + 1).value).startswith(f"=AVERAGE('{UNIT_WEIGHTS}'!")
    assert book[WEIGHTS].cell(row, POINTS_COLUMN + 1).value is None
