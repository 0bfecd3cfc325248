"""Tables to observations, with every fault at its cell."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cluster_core.intake.layout import propose
from cluster_core.intake.mapping import Plan
from cluster_core.intake.reading import read_observations
from cluster_core.intake.workbook import read_workbook
from tests.intake.books import yearbook
from tests.intake.samples import known, read, told, values


def kinds(found: object, severity: str) -> set[str]:
    return {one.kind for one in found.findings.every if one.severity == severity}  # type: ignore[attr-defined]


def test_a_yearbook_table(tmp_path: Path) -> None:
    names, sheet = known(tmp_path), read_workbook(yearbook()).sheet
    plan = Plan(indicators={"地区生产总值 | 位次": "-"}, year=2024)
    found = read_observations(sheet, propose(sheet, names), names, plan)
    assert told(found) == []
    assert values(found) == {
        ("320100", "gdp", 2024): 18500.81,
        ("320100", "pop", 2024): 957.7,
        ("320100", "rd", 2024): 3.9,
        ("320100", "power", 2024): 765.4321,
        ("320500", "gdp", 2024): 26726.2,
        ("320500", "pop", 2024): 1295.8,
        ("320500", "rd", 2024): 3.8,
        ("320500", "power", 2024): 987.6543,
        ("320900", "gdp", 2024): -7779.2,
        ("320900", "pop", 2024): 668.9,
        ("320900", "rd", 2024): None,
        ("320900", "power", 2024): None,
    }
    assert {"thousands", "footnote", "brackets", "full_width", "missing", "row_note", "converted"} <= kinds(
        found, "note"
    )
    assert found.factors["power"] == ("万千瓦时", 1e-4)


def test_long_tables_take_units_from_their_column_or_text(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "地区,指标,单位,年份,数值\n南京,GDP,万元,2020,10000\n苏州,GDP,亿元,2020年,2\n南京,常住人口（人）,,2020,5000\n苏州,GDP,万元,2021,30000\n",
    )
    assert told(found) == []
    assert values(found) == {
        ("320100", "gdp", 2020): 1.0,
        ("320500", "gdp", 2020): 2.0,
        ("320100", "pop", 2020): 0.5,
        ("320500", "gdp", 2021): 3.0,
    }


def test_rows_that_come_again_are_read_like_the_first(tmp_path: Path) -> None:
    text = "region,indicator,year,value\n" + "".join(
        f"{region},{indicator},{year},{year - 2000}.5\n"
        for region in ("320100", "320500")
        for indicator in ("gdp", "pop")
        for year in (2019, 2020)
    )
    found = read(tmp_path, text)
    assert values(found)["320500", "pop", 2020] == 20.5
    assert len(found.observed) == 8
    assert found.observed.cell(7) == (8, 3)


def test_a_turned_table_names_the_cells_as_they_stand(tmp_path: Path) -> None:
    found = read(
        tmp_path, "指标,单位,南京,苏州\n地区生产总值,万元,10000,x\n常住人口,万人,4,5\n", Plan(year=2020)
    )
    assert told(found) == [("text", "D2")]
    assert values(found)["320100", "gdp", 2020] == 1.0


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("地区,GDP\n南京,many\n苏州,2\n", [("text", "B2")]),
        ("地区,GDP\n南京,2023-01-05\n苏州,2\n", [("date", "B2")]),
        ("地区,GDP\n南京,1\n巴黎,2\n", [("unknown_region", "A3")]),
        ("地区,GDP,幸福\n南京,1,2\n苏州,2,3\n", [("unknown_indicator", "C1")]),
        ("地区,GDP（吨）\n南京,1\n苏州,2\n", [("unit", "B1")]),
        ("地区,人均产值\n南京,1\n苏州,2\n", [("derived", "B1")]),
        ("地区,研发强度\n南京,12%\n苏州,12\n盐城,3\n", [("mixed_percent", "B2")]),
        ('地区,GDP\n南京,"1,5"\n苏州,1.5\n', [("mixed_decimal", "")]),
        ('地区,GDP\n南京,"1,234"\n苏州,2\n', [("ambiguous", "B2")]),
        ("地区,年份,GDP\n南京,2020-21,1\n苏州,45000,2\n盐城,2020,3\n", [("year", "B2"), ("year", "B3")]),
        ("地区,GDP\n南京,1,5\n苏州,2\n盐城,3\n", [("unknown_indicator", "C1"), ("ragged", "")]),
        ("地区,GDP\n南京,5吨\n苏州,2\n", [("unit", "B2"), ("unit", "B2")]),
    ],
)
def test_faults_stand_at_their_cell(tmp_path: Path, text: str, faults: list[tuple[str, str]]) -> None:
    found = read(tmp_path, text, Plan(year=2020))
    assert told(found) == faults
    assert all(one.allowed and one.next_step for one in found.findings.every if one.severity == "fault")


def test_every_cell_of_an_unknown_region_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "地区,年份,GDP\n巴黎,2020,1\n巴黎,2021,1\n南京,2020,2\n")
    assert told(found) == [("unknown_region", "A2"), ("unknown_region", "A3")]


def test_years_that_have_not_come(tmp_path: Path) -> None:
    later = datetime.now(UTC).year + 1
    found = read(tmp_path, f"地区,{later}年GDP\n南京,1\n苏州,2\n")
    assert told(found) == [("future_year", "B1")] * 2
    assert values(found) == {}


def test_no_year_anywhere(tmp_path: Path) -> None:
    assert told(read(tmp_path, "地区,GDP\n南京,1\n苏州,2\n")) == [("no_year", "B2"), ("no_year", "B3")]


def test_no_region_anywhere_unless_the_user_says_it(tmp_path: Path) -> None:
    text = "年份,GDP,常住人口\n2020,1,2\n2021,3,4\n"
    assert told(read(tmp_path, text)) == [("no_region", "")]
    assert values(read(tmp_path, text, Plan(region="007")))["007", "pop", 2021] == 4.0


def test_what_is_left_out_on_purpose_is_no_fault(tmp_path: Path) -> None:
    plan = Plan({"巴黎": "-"}, {"幸福": "-"}, year=2020)
    found = read(tmp_path, "地区,GDP,幸福\n南京,1,2\n巴黎,2,3\n", plan)
    assert told(found) == []
    assert list(values(found)) == [("320100", "gdp", 2020)]


def test_a_mapping_to_what_is_not_there(tmp_path: Path) -> None:
    plan = Plan({"南京": "nowhere"}, {"GDP": "nothing"}, year=2020)
    assert {kind for kind, _ in told(read(tmp_path, "地区,GDP\n南京,1\n苏州,2\n", plan))} == {
        "unknown_indicator",
        "unknown_region",
    }
    plan = Plan({"南京": "nowhere"}, year=2020)
    assert told(read(tmp_path, "地区,GDP\n南京,1\n苏州,2\n", plan)) == [("unknown_region", "A2")]


def test_a_unit_for_all(tmp_path: Path) -> None:
    found = read(tmp_path, "地区,GDP\n南京,10000\n苏州,2万\n", Plan(year=2020, default_unit="万元"))
    assert values(found) == {("320100", "gdp", 2020): 1.0, ("320500", "gdp", 2020): 2e-4}  # 2 万 (元)


def test_totals_and_groups_are_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, "地区,GDP\n苏北,9\n南京,1\n苏州,2\n合计,3\n全省,3\nTotal,3\n", Plan(year=2020))
    assert told(found) == []
    assert len(found.observed) == 2
    assert kinds(found, "note") == {"row_total", "unit_assumed"}


def test_progress_is_told(tmp_path: Path) -> None:
    names = known(tmp_path)
    from cluster_core.intake.delimited import read_delimited

    sheet = read_delimited("地区,GDP\n南京,1\n苏州,2\n")
    shares: list[float] = []
    read_observations(sheet, propose(sheet, names), names, Plan(year=2020), shares.append)
    assert shares == [0.0]
