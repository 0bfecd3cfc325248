"""Units: what is the same kind of thing, and the factor between."""

from __future__ import annotations

import pytest

from cluster_core.intake.units import factor_between, is_unit, measure


@pytest.mark.parametrize(
    ("found", "wanted", "factor"),
    [
        *(("万元", ("亿元",), 1e-4), ("元", ("亿元",), 1e-8), ("亿元", ("元",), 1e8), ("百万元", ("亿元",), 0.01)),
        *(("人", ("万人",), 1e-4), ("万人", ("万人", "10k persons"), 1), ("10k persons", ("万人",), 1)),
        *(("‰", ("%",), 0.1), ("%", ("%",), 1), ("比值", ("%",), 100), ("million CNY", ("亿元",), 0.01)),
        *(("万千瓦时", ("亿千瓦时", "100m kWh"), 1e-4), ("亿度", ("亿千瓦时",), 1), ("GWh", ("亿千瓦时",), None)),
        *(("吨", ("亿元",), None), ("人", ("亿元",), None), ("亿美元", ("亿元",), None), ("%", ("亿元",), None)),
        *(("件/万人", ("件/万人",), 1), ("件/人", ("件/万人",), 1e4), ("万元/人", ("元/人",), 1e4)),
        *(("％", ("占GDP %", "% of GDP"), 1), ("萬元", ("亿元",), 1e-4), ("万", ("亿元",), 1e-4)),
        *(("亿", ("万人",), 1e4), ("亩", ("公顷",), None)),
    ],
)  # fmt: skip
def test_factors(found: str, wanted: tuple[str, ...], factor: float | None) -> None:
    assert factor_between(found, wanted) == factor


@pytest.mark.parametrize("unit", ["亿元", "万吨", "百万美元", "100m CNY", "10k tonnes"])
def test_a_unit_is_itself(unit: str) -> None:
    assert factor_between(unit, (unit,)) == 1
    assert is_unit(unit)


def test_what_is_no_unit() -> None:
    assert not any(map(is_unit, ("地区", "2023", "总量", "Region", "")))
    assert measure("指数").factor == 1


def test_firms_and_schools_are_counted_by_any_of_their_words() -> None:
    assert factor_between("个", ("家", "firms")) == factor_between("万家", ("万个",)) == 1.0
    assert factor_between("所", ("个",)) == 1.0
    assert factor_between("人", ("家",)) is None
