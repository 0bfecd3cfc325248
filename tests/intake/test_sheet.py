"""Sheets of text cells."""

from __future__ import annotations

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake import sheet as sheets
from cluster_core.intake.sheet import Sheet, sheet_of


def test_rows_are_as_wide_as_the_widest_with_anything_in_it() -> None:
    made = sheet_of("s", [["a", "b", "", ""], ["1"], ["", "", ""], []])
    assert made.rows == (("a", "b"), ("1", ""))
    assert made.width == 2


def test_transposing_twice_is_nothing_and_moves_what_is_marked() -> None:
    made = Sheet("s", (("a", "b", "c"), ("1", "2", "3")), errors=((1, 2),), merged=((0, 0, 0, 1),))
    turned = made.transposed()
    assert turned.rows[2] == ("c", "3")
    assert turned.errors == ((2, 1),)
    assert turned.transposed() == made


@pytest.mark.parametrize(("limit", "kind"), [("ROWS", "rows"), ("COLUMNS", "columns"), ("CELLS", "cells")])
def test_limits(monkeypatch: pytest.MonkeyPatch, limit: str, kind: str) -> None:
    monkeypatch.setattr(sheets, limit, 1)
    with pytest.raises(IntakeError, match=r"allowed: 1\. Split the table") as wrong:
        sheet_of("s", [["a", "b"], ["1", "2"]])
    assert wrong.value.kind == kind


def test_a_table_too_long_to_be_turned() -> None:
    with pytest.raises(IntakeError, match="found 2001 rows"):
        Sheet("s", (("a",),) * 2001).transposed()
