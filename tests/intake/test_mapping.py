"""What texts are taken for, and how it is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import IntakeError
from cluster_core.intake.delimited import read_delimited
from cluster_core.intake.layout import propose
from cluster_core.intake.mapping import Columns, Plan, Proposal, chosen_layout, filled, plan_of, suggest
from cluster_core.intake.workbook import read_workbook
from tests.intake.books import yearbook
from tests.intake.samples import known

COLUMNS = Columns(
    transposed=False, header=(0, 0), body=(1, 2), region=0, indicator=-1, year=-1, unit=-1, values=(1,)
)


def suggested(folder: Path, text: str, plan: Plan | None = None) -> Proposal:
    names, sheet = known(folder), read_delimited(text)
    layout = propose(sheet, names)
    return suggest(sheet.transposed() if layout.transposed else sheet, layout, names, plan)


def test_a_yearbook_table(tmp_path: Path) -> None:
    names, sheet = known(tmp_path), read_workbook(yearbook()).sheet
    found = suggest(sheet, propose(sheet, names), names)
    assert [(one.status, one.indicator, one.unit) for one in found.columns] == [
        ("sure", "gdp", "亿元"),
        ("ask", "", "亿元"),  # the rank of the product is not the product
        ("sure", "pop", "万人"),
        ("sure", "rd", "%"),
        ("sure", "power", "万千瓦时"),
    ]
    assert [one.factor for one in found.columns] == [1, 1, 1, 1, 1e-4]
    assert [(one.text, one.id) for one in found.regions] == [
        *(("南京市", "320100"), ("苏 州 市", "320500"), ("盐城", "320900"))
    ]
    assert found.open == 1
    assert found.table_unit == "亿元"
    assert found.columns[1].alternatives[0].id == "gdp"


def test_years_in_headers(tmp_path: Path) -> None:
    found = suggested(tmp_path, "地区,2020年GDP（万元）,GDP 2021\n南京,1,2\n苏州,3,4\n")
    assert [(one.indicator, one.year, one.factor) for one in found.columns] == [
        ("gdp", 2020, 1e-4),
        ("gdp", 2021, 1.0),
    ]


def test_decisions_come_first(tmp_path: Path) -> None:
    text = "地区,产值,杂项,GDP\n南京,1,2,3\n某地,3,4,5\n"
    plan = Plan({"某地": "007"}, {"产值": "gdp", "杂项": "-"}, {"产值": "万元"})
    found = suggested(tmp_path, text, plan)
    assert [(one.status, one.indicator) for one in found.columns] == [
        ("chosen", "gdp"),
        ("skipped", ""),
        ("sure", "gdp"),
    ]
    assert found.columns[0].factor == 1e-4
    assert [(one.status, one.id) for one in found.regions] == [("sure", "320100"), ("chosen", "007")]
    assert suggested(tmp_path, text).open == 3


def test_one_indicator_for_a_table_of_years(tmp_path: Path) -> None:
    found = suggested(tmp_path, "地区,2020,2021\n南京,1,2\n苏州,3,4\n", Plan(indicator="gdp"))
    assert [(one.indicator, one.year) for one in found.columns] == [("gdp", 2020), ("gdp", 2021)]


def test_a_mapping_serves_next_years_file(tmp_path: Path) -> None:
    text = "地区,2020年产出（万元）\n南京,1\n苏州,2\n"
    plan = filled(Plan(indicators={"产出": "gdp"}), suggested(tmp_path, text))
    again = suggested(tmp_path, text.replace("2020", "2021"), plan_of(plan.to_json()))
    assert again.open == 0
    assert (again.columns[0].indicator, again.columns[0].year) == ("gdp", 2021)
    assert plan.regions == {"南京": "320100", "苏州": "320500"}


@settings(max_examples=30)
@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8)), st.none() | st.integers(1900, 2100))
def test_json_and_back(texts: dict[str, str], year: int | None) -> None:
    plan = Plan(texts, texts, texts, "a", "b", year, "c", ",", COLUMNS)
    assert plan_of(plan.to_json()) == plan


@pytest.mark.parametrize(
    "change",
    [
        *(
            {"format": "x"},
            {"version": 2},
            {"regions": []},
            {"regions": {"a": 1}},
            {"year": "2020"},
            {"year": True},
        ),
        *({"decimal": "x"}, {"indicator": 5}, {"layout": {}}, {"layout": "x"}, {"layout": {"header": [1]}}),
    ],
)
def test_what_is_no_mapping(change: dict[str, object]) -> None:
    content = {**json.loads(Plan().to_json()), **change}
    for text in (json.dumps(content), "[" * 100_000, "nonsense", " " * 1_000_001, "[]"):
        with pytest.raises(IntakeError, match="mapping: found") as wrong:
            plan_of(text)
        assert wrong.value.kind == "mapping"


def test_a_layout_that_the_user_gave() -> None:
    sheet = read_delimited("a,b\n1,2\n3,4\n")
    assert chosen_layout(sheet, COLUMNS).values == (1,)
    for change in (
        {"values": ()},
        {"values": (2,)},
        {"body": (2, 1)},
        {"body": (1, 3)},
        {"region": 9},
        {"header": (-1, 5)},
    ):
        made = Columns(**{**{name: getattr(COLUMNS, name) for name in COLUMNS.__slots__}, **change})
        with pytest.raises(IntakeError, match="layout"):
            chosen_layout(sheet, made)
