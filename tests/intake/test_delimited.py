"""CSV, TSV and pasted cells."""

from __future__ import annotations

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.delimited import found_separator, read_delimited


@pytest.mark.parametrize(
    ("sign", "name"), [(",", "comma"), ("\t", "tab"), (";", "semicolon"), ("|", "bar"), ("，", "wide")]
)
def test_separators(sign: str, name: str) -> None:
    assert found_separator(f"a{sign}b{sign}c\n1{sign}2{sign}3\n") == sign, name


def test_decimal_commas_do_not_part_cells_parted_by_semicolons() -> None:
    assert read_delimited("地区;值\n南京;1,5\n苏州;2,5\n").rows[1] == ("南京", "1,5")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    assert read_delimited(f"a,b{end}1,2{end}").rows == (("a", "b"), ("1", "2"))


def test_mixed_line_ends_and_a_line_end_within_quotes() -> None:
    assert read_delimited('a,b\r\n"x\ny",2\r3,4\n').rows == (("a", "b"), ("x\ny", "2"), ("3", "4"))


def test_texts_stay_as_they_are() -> None:
    assert read_delimited("code,x\n007,1E10\nNA,=1+1\n").rows[1:] == (("007", "1E10"), ("NA", "=1+1"))


def test_ragged_rows_are_kept_padded_and_told() -> None:
    sheet = read_delimited("a,b\n1,2\n1,2,3\n4\n5,6\n")
    assert sheet.rows[2] == ("1", "2", "3")
    assert sheet.rows[3] == ("4", "", "")
    assert sheet.ragged == (2, 3)


def test_an_open_quote_is_named_by_its_line() -> None:
    with pytest.raises(IntakeError, match="begins in line 2") as wrong:
        read_delimited('a,b\n"x,1\n2,3\n')
    assert wrong.value.kind == "quote"


def test_ten_thousand_pasted_rows() -> None:
    assert len(read_delimited("地区\t值\n" + "南京\t1\n" * 10_000).rows) == 10_001


@pytest.mark.parametrize(
    ("text", "kind"), [("\n\n", "empty"), (",,\n,,\n", "empty"), (",".join("x" * 16_384), "columns")]
)
def test_nothing_and_too_much(text: str, kind: str) -> None:
    with pytest.raises(IntakeError) as wrong:
        read_delimited(text)
    assert wrong.value.kind == kind
