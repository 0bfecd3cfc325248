"""Single cells: units in the cell, in the header, and both."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.intake.cell_reader import Reader, cell_value, observable, scaled, unit_factor
from cluster_core.intake.delimited import read_delimited
from cluster_core.intake.layout import propose
from cluster_core.intake.mapping import Plan
from cluster_core.intake.observations import Observations, keys_of
from tests.intake.samples import known


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    names, sheet = known(tmp_path), read_delimited("地区,GDP\n南京,1\n苏州,2\n")
    keys = keys_of(tuple(names.regions), tuple(names.indicators))
    return Reader(sheet, propose(sheet, names), names, Plan(), Observations(keys))


@pytest.mark.parametrize(
    ("text", "indicator", "stated", "value"),
    [
        *(("12", "gdp", "亿元", 12.0), ("12", "gdp", "万元", 0.0012), ("12亿元", "gdp", "", 12.0)),
        *(("12万元", "gdp", "", 0.0012), ("12亿元", "gdp", "亿元", 12.0)),
        *(("12亿", "gdp", "元", 12.0), ("12%", "rd", "%", 12.0), ("12‰", "rd", "%", 1.2), ("12％", "rd", "", 12.0)),
        *(("5", "pop", "", 5.0), ("5", "pop", "人", 0.0005), ("…", "gdp", "亿元", None), ("", "gdp", "", None)),
    ],
)  # fmt: skip
def test_values_in_the_unit_of_the_indicator(
    reader: Reader, text: str, indicator: str, stated: str, value: float | None
) -> None:
    found = cell_value(text, (1, 1), (indicator, stated), reader)
    assert found is not None
    assert found.value == value
    assert reader.findings.count("fault") == 0


def test_faults_give_no_value(reader: Reader) -> None:
    assert cell_value("x", (1, 1), ("gdp", ""), reader) is None
    assert cell_value("5吨", (2, 1), ("gdp", ""), reader) is None
    assert [(one.kind, one.cell) for one in reader.findings.every][:2] == [("text", "B2"), ("unit", "B3")]


def test_a_unit_is_told_once(reader: Reader) -> None:
    for _ in range(3):
        assert unit_factor("万元", "gdp", (0, 1), reader) == 1e-4
        assert unit_factor("", "pop", (0, 1), reader) == 1
    assert [one.kind for one in reader.findings.every] == ["converted", "unit_assumed"]
    assert reader.factors == {"gdp": ("万元", 1e-4)}


def test_only_what_is_observed_can_be_imported(reader: Reader) -> None:
    assert observable("gdp", (0, 1), reader)
    assert not observable("per_head", (0, 1), reader)
    assert not observable("nothing", (0, 1), reader)


def test_conversions_leave_no_dust() -> None:
    assert scaled(65432.1, 1e-4) == 6.54321
    assert scaled(3.3, 10) == 33.0
