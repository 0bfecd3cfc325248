"""Names found again however they are written, and asked about where two fit."""

from __future__ import annotations

import pytest

from cluster_core.intake import names
from cluster_core.intake.names import Label, Match, is_span, label_of, names_of, year_of

REGIONS = names_of(
    {"320900": ("盐城市", "Yancheng"), "320100": ("南京市", "Nanjing"), "007": ("七县", "Seven")}, places=True
)


@pytest.mark.parametrize(
    "text",
    [
        "320900",
        "盐城市",
        "盐城",
        "鹽城市",
        "Yancheng",
        "YANCHENG",
        "Yancheng City",
        " 盐 城 ",
        "yancheng shi",
        "盐城市①",
        "盐城市 / Yancheng",
    ],
)
def test_one_region_in_many_spellings(text: str) -> None:
    assert REGIONS.sure(text) == "320900"


@pytest.mark.parametrize("text", ["", "盐", "盐城 / Nanjing", "城市", "Yan", "320901", "7"])
def test_what_is_none_of_them(text: str) -> None:
    assert REGIONS.sure(text) == ""


def test_a_similar_name_is_offered_but_never_taken() -> None:
    assert REGIONS.sure("Yanchneg") == ""
    assert REGIONS.find("Yanchneg")[0].id == "320900"


def test_two_of_the_same_name_are_asked_about() -> None:
    both = names_of({"a": ("朝阳区",), "b": ("朝阳市",)}, places=True)
    assert both.find("朝阳") == (Match("a", 1.0), Match("b", 1.0))
    assert both.sure("朝阳") == ""
    assert both.sure("朝阳市") == "b"


def test_comparing_ends_after_many_unknown_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MOST_COMPARED", 3)
    few = names_of({"a": ("地区生产总值",)})
    assert [bool(few.find(f"地区生产总值{at}")) for at in range(6)] == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("2023", 2023), ("2023年", 2023), ("２０２３年度", 2023), ("2020.0", 2020)),
        *(("FY2020", 2020), ("fy 2020", 2020)),
        *(("2020-21", None), ("2020.5", None), ("320900", None), ("45000", None), ("", None), ("23", None)),
    ],
)  # fmt: skip
def test_years(text: str, year: int | None) -> None:
    assert year_of(text) == year


def test_spans_are_no_years() -> None:
    assert all(map(is_span, ("2020-21", "2020/21", "2020—2021年", "FY2020-21")))
    assert not any(map(is_span, ("2020", "320900-1", "")))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("地区生产总值(亿元)", Label("地区生产总值", None, "亿元")),
        ("GDP, 100m CNY", Label("GDP", None, "100m CNY")),
        ("2023年", Label("", 2023, "")),
        ("地区生产总值 2022", Label("地区生产总值", 2022, "")),
        ("(%)", Label("", None, "%")),
        ("单位：亿元", Label("", None, "亿元")),
        ("Unit: 10k persons", Label("", None, "10k persons")),
        ("人口", Label("人口", None, "")),
    ],
)
def test_labels(text: str, label: Label) -> None:
    assert label_of(text) == label


def test_brackets_of_a_name_are_no_unit_and_may_be_left_out() -> None:
    names = names_of({"freight": ("货运量（公路+水运）",), "pop": ("常住人口",)})
    label = label_of("货运量（公路+水运）（万吨）")
    assert (names.sure(label.name), label.unit) == ("freight", "万吨")
    assert names.sure("常住人口（年末）") == "pop"
    assert names.sure("货运量（铁路）") == ""
