"""What becomes of a column's unit is said in words."""

from __future__ import annotations

import pytest

from cluster_core.model.dataset import Dataset
from ui import importing_match
from ui.importing_mapping import INDICATOR, REGION, Bound


@pytest.mark.parametrize(
    ("unit", "said"),
    [("万元", "万元 × 0.0001 → 亿元"), ("", "表中未写，按亿元"), ("亿元", "亿元"), ("吨", "吨")],
)
def test_the_unit_of_a_column_and_what_becomes_of_it(
    chinese: None, jiangsu: Dataset, unit: str, said: str
) -> None:
    assert importing_match._unit_words(Bound(INDICATOR, "产值", "gdp", 2024, unit), jiangsu) == said


def test_a_unit_of_another_kind_is_explained(english: None, jiangsu: Dataset) -> None:
    said = importing_match._wrong_unit(Bound(INDICATOR, "产量", "gdp", 2024, "吨"), jiangsu)
    assert "'产量' is in 吨, but Gross regional product is in 100m CNY" in said


def test_a_table_lists_every_name_and_what_is_left_out(english: None, jiangsu: Dataset) -> None:
    found = [Bound(REGION, "盐城", "320900"), Bound(INDICATOR, "位次", "", 2024)]
    names = {REGION: {"320900": "Yancheng"}, INDICATOR: {}}
    table = importing_match._table(found, names, jiangsu)
    assert table.iloc[:, :3].to_numpy().tolist() == [["位次", "Leave out", "2024"], ["盐城", "Yancheng", ""]]
