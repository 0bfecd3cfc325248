"""Cells to numbers: what can be read one way only, and what is refused with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.intake.numbers import MISSING, decimal_sign, plain, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("12", 12), ("-0.5", -0.5), ("007", 7), (".5", 0.5), ("+3", 3), ("1234", 1234), ("1,234,567", 1234567)),
        *(("1,234.5", 1234.5), ("1 234.5", 1234.5), ("1\u00a0234", 1234), ("1'234.5", 1234.5), ("1.234,5", 1234.5)),
        *(("1 234,5", 1234.5), ("1,5", 1.5), ("0,123", 0.123), ("１２．５", 12.5), ("－３", -3), ("−3", -3)),
        *(("(1,234.5)", -1234.5), ("（12）", -12), ("12①", 12), ("12*", 12), ("*12", 12), ("12(1)", 12), ("5²", 5)),
        *(("12[1]", 12), ("1.5E+3", 1500), ("12†", 12), ("12（注1）", 12)),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float) -> None:
    assert read_number(text).value == value


@pytest.mark.parametrize(
    "text", sorted(MISSING | {"N/A", "NA", "—", "——", "–", "…", "  ", "#DIV/0!", "#REF!", "NaN"})
)
def test_missing_is_missing_and_never_zero(text: str) -> None:
    found = read_number(text)
    assert (found.kind, found.value) == ("missing", None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        *(("1,234", "ambiguous"), ("12,34,5", "separators"), ("1.2.3", "separators"), ("1,23.4", "separators")),
        *(("2023-01-05", "date"), ("2023/1/5", "date"), ("2023年1月", "date"), ("1月5日", "date"), ("12:30", "date")),
        *(("1e400", "range"), ("inf", "text"), ("about 5", "text"), ("3-5", "text")),
        *(("1_000", "text"), ("0x1", "text")),
        *(("=1+1", "text"), ("TRUE", "text"), ("1,234 5", "separators")),
    ],
)  # fmt: skip
def test_faults(text: str, fault: str) -> None:
    found = read_number(text)
    assert (found.kind, found.fault, found.value) == ("fault", fault, None)


def test_the_decimal_sign_decides_what_is_ambiguous() -> None:
    assert read_number("1,234", ".").value == 1234
    assert read_number("1,234", ",").value == 1.234
    assert read_number("1.234", ",").value == 1234
    assert read_number("12,34", ".").fault == "separators"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1.5E3", "scientific"),
        ("(5)", "brackets"),
        ("５", "full_width"),
        ("1,234.5", "thousands"),
        ("#N/A", "error"),
    ],
)
def test_what_was_read_into_a_cell_is_told(text: str, note: str) -> None:
    assert note in read_number(text).notes


@pytest.mark.parametrize(
    ("text", "unit"), [("3.5亿元", "亿元"), ("12 %", "%"), ("2‰", "‰"), ("5万", "万"), ("5 km", "km")]
)
def test_units_behind_a_number(text: str, unit: str) -> None:
    assert read_number(text).unit == unit


def test_a_table_with_both_signs_is_mixed() -> None:
    assert decimal_sign(["1,5", "2.5"]) == ("", True)
    assert decimal_sign(["1.234,5", "1.234"]) == (",", False)
    assert decimal_sign(["1,234.5", "1,234", "-", "x"]) == (".", False)
    assert decimal_sign([]) == ("", False)


@settings(max_examples=50)
@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e99, max_value=1e99))
def test_plain_numbers_read_back_the_same(value: float) -> None:
    assert "e" not in plain(value)
    found = read_number(plain(value), ".")
    assert found.value == value


@settings(max_examples=50)
@given(st.text(max_size=20))
def test_any_text_is_a_number_missing_or_a_fault(text: str) -> None:
    found = read_number(text)
    assert (found.value is not None) == (found.kind == "number")
    assert bool(found.fault) == (found.kind == "fault")
