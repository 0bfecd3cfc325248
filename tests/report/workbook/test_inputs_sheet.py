"""The sheets of values."""

from __future__ import annotations

import numpy as np

from cluster_core.report.workbook.places import IMPUTED, INPUTS, TREATED, UNIT_COLUMNS, Leaf, plan
from tests.report.workbook.samples import mixed, opened, opened_mixed, texts
from tests.shipped import assessed

CHOICES = {"impute": "peer_median", "treat": "winsorise"}


def test_values_are_numbers_to_change_and_missing_is_empty() -> None:
    assessment, sheet = assessed("jiangsu"), opened()[INPUTS]
    places, prepared = plan(assessment), assessment.prepared
    for name, column in places.input_column.items():
        for row, value in enumerate(prepared.imputed[:, prepared.at[name]]):
            cell = sheet.cell(places.first(INPUTS) + row + 1, column + 1)
            assert cell.value is None if np.isnan(value) else abs(cell.value - value) <= 1e-15 * abs(value)
            assert cell.font.italic  # the style of an input
    assert len(sheet.data_validations.dataValidation) == len(places.input_column)


def test_the_head_tells_unit_year_direction_and_source() -> None:
    places, sheet = plan(assessed("jiangsu")), opened()[INPUTS]
    column = places.input_column["rd_intensity"] + 1
    told = [sheet.cell(3 + at, column).value for at in range(6)]
    assert told == ["rd_intensity", "研发投入强度", "占GDP %", 2021, "↑ 越高越好", "[1] [2]"]
    assert [one for one in texts(opened(), INPUTS) if one.startswith("[1] ") and "江苏省" in one]


def test_mixed_years_are_told() -> None:
    prepared = assessed("jiangsu").prepared
    name = next(one.indicator for one in prepared.vintages.values() if one.mixed_years)
    vintage = prepared.vintages[name]
    assert f"{vintage.year}/{vintage.denominator_year}" in texts(opened(), INPUTS)


def test_only_what_is_treated_stands_on_its_sheet() -> None:
    plain = [cell.value for cell in opened_mixed()[TREATED][3]]
    assert plain[UNIT_COLUMNS:] == ["industry_scale"]
    book, prepared = opened_mixed(**CHOICES), mixed(**CHOICES).prepared
    codes = {cell.value for cell in book[TREATED][3][UNIT_COLUMNS:]}
    held = {name for name, one in prepared.treatments.items() if one.how != "left"}
    assert held & set(mixed().framework.indicators)
    assert codes == {"industry_scale"} | (held & set(mixed().framework.indicators))


def test_imputed_values_are_marked_under_every_node_that_has_them() -> None:
    places, prepared = plan(mixed(**CHOICES)), mixed(**CHOICES).prepared
    sheet = opened_mixed(**CHOICES)[IMPUTED]
    for leaf in (Leaf("a", "export_gdp"), Leaf("b", "export_gdp"), Leaf("b", "lq_lead")):
        marks = [
            sheet.cell(places.first(IMPUTED) + row + 1, places.leaf_column[leaf] + 1).value
            for row in range(len(places.units))
        ]
        assert [mark == 1 for mark in marks] == prepared.filled[:, prepared.at[leaf.indicator]].tolist()
    assert IMPUTED not in opened_mixed().sheetnames
