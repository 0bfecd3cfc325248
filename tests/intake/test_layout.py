"""Where header, body and columns are, in tables as people make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.delimited import read_delimited
from cluster_core.intake.layout import Layout, headers, propose, row_kind
from cluster_core.intake.workbook import read_workbook
from tests.intake.books import yearbook
from tests.intake.samples import known


def laid_out(folder: Path, text: str) -> Layout:
    return propose(read_delimited(text), known(folder))


def test_a_yearbook_table(tmp_path: Path) -> None:
    names = known(tmp_path)
    sheet = read_workbook(yearbook()).sheet
    layout = propose(sheet, names)
    assert (layout.header, layout.body, layout.region) == ((2, 3), (5, 11), 0)
    assert layout.values == (1, 2, 3, 4, 5)
    assert headers(sheet, layout)[1:3] == ("地区生产总值 | 总量", "地区生产总值 | 位次")
    kinds = [row_kind(row, layout, names) for row in sheet.rows]
    assert kinds[5:] == ["total", "total", "data", "data", "data", "note", "note"]


@pytest.mark.parametrize(
    ("text", "shape", "columns"),
    [
        ("地区,指标,年份,数值\n南京,GDP,2020,1\n苏州,GDP,2020,2\n", "long", (0, 1, 2, -1, (3,))),
        ("year,value,indicator,region\n2020,1,gdp,320100\n2021,2,pop,320500\n", "long", (3, 2, 0, -1, (1,))),
        ("indicator,unit,region,year,value,source\ngdp,亿元,Nanjing,2020,1,x\n", "long", (2, 0, 3, 1, (4,))),
        (
            "城市,年份,GDP,常住人口\n南京,2020,1,2\n南京,2021,3,4\n苏州,2020,1,2\n",
            "panel",
            (0, -1, 1, -1, (2, 3)),
        ),
        ("region,gdp,pop\nNanjing,1,2\nSuzhou,3,4\n", "wide", (0, -1, -1, -1, (1, 2))),
        ("地区,2020,2021年\n南京,1,2\n苏州,3,4\n", "wide", (0, -1, -1, -1, (1, 2))),
        ("序号,代码,地区,GDP,备注\n1,320100,南京,5,x\n2,320500,苏州,6,\n", "wide", (1, -1, -1, -1, (3,))),
    ],
)
def test_shapes(tmp_path: Path, text: str, shape: str, columns: tuple[object, ...]) -> None:
    found = laid_out(tmp_path, text)
    assert found.shape == shape
    assert (found.region, found.indicator, found.year, found.unit, found.values) == columns
    assert not found.transposed
    assert found.header == (0, 0)


def test_regions_as_columns_are_turned(tmp_path: Path) -> None:
    found = laid_out(tmp_path, "指标,单位,南京,苏州,盐城\n地区生产总值,亿元,1,2,3\n常住人口,万人,4,5,6\n")
    assert found.transposed
    assert (found.header, found.body, found.region, found.values) == ((0, 1), (2, 4), 0, (1, 2))
    assert found.reasons[0].kind == "transposed"


def test_what_the_user_says_goes(tmp_path: Path) -> None:
    sheet = read_delimited("地区,南京,苏州\n南京,1,2\n苏州,3,4\n")
    assert not propose(sheet, known(tmp_path)).transposed
    assert propose(sheet, known(tmp_path), transposed=True).transposed


def test_a_header_merged_before_it_was_csv(tmp_path: Path) -> None:
    sheet = read_delimited("地区,2020,,2021,\n,GDP,人口,GDP,人口\n南京,1,2,3,4\n苏州,5,6,7,8\n")
    layout = propose(sheet, known(tmp_path))
    assert headers(sheet, layout) == ("地区", "2020 | GDP", "2020 | 人口", "2021 | GDP", "2021 | 人口")


def test_a_table_without_known_regions_goes_by_its_words(tmp_path: Path) -> None:
    found = laid_out(tmp_path, "地区,GDP\n巴黎,1\n柏林,2\n")
    assert (found.region, found.body, found.values) == (0, (1, 2), (1,))


def test_a_region_without_figures_is_no_header(tmp_path: Path) -> None:
    found = laid_out(tmp_path, "地区,GDP\n南京,\n苏州,2\n")
    assert (found.header, found.body) == ((0, 0), (1, 2))
    assert laid_out(tmp_path, "南京市,\n地区,GDP\n南京,1\n苏州,2\n").body == (2, 3)


def test_no_figures_at_all(tmp_path: Path) -> None:
    for text in ("地区,GDP\n", "a\nb\n", "地区,名称\n南京,甲\n苏州,乙\n"):
        with pytest.raises(IntakeError, match="no column of numbers") as wrong:
            laid_out(tmp_path, text)
        assert wrong.value.kind == "layout"
