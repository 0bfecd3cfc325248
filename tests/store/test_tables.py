"""CSV as text: encodings, headers, rows of the wrong length, and the line of every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.store import tables
from cluster_core.store.faults import Faults
from cluster_core.store.tables import Row, check_named, read_table, read_text
from tests.store.samples import told


def read(tmp_path: Path, content: str | bytes, *required: str) -> tuple[list[Row], list[str]]:
    path = tmp_path / "x.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    faults = Faults()
    return read_table(path, faults, required=required), told(faults)


def cells(rows: list[Row]) -> list[dict[str, str]]:
    return [row.cells for row in rows]


def test_rows_with_their_lines_and_all_cells_as_text(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, "a,b\n1, NA \n007,\n")
    assert cells(rows) == [{"a": "1", "b": "NA"}, {"a": "007", "b": ""}]
    assert [row.line for row in rows] == [2, 3]
    assert faults == []
    assert (rows[0].get("b"), rows[0].get("no such column")) == ("NA", "")
    assert rows[1].place("b").row == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_line_and_a_byte_order_mark(tmp_path: Path, end: str) -> None:
    rows, faults = read(tmp_path, b"\xef\xbb\xbf" + f"a,b{end}1,2{end}".encode(), "a")
    assert (cells(rows), faults) == ([{"a": "1", "b": "2"}], [])


def test_blank_lines_are_skipped_but_counted(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, "\n\na,b\n\n1,2\n,\n3,4")
    assert [row.line for row in rows] == [5, 7]
    assert faults == []


def test_a_cell_may_hold_commas_quotes_and_line_breaks(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, 'a,b\n"x, ""y""\nz",2\n3,4\n')
    assert cells(rows)[0] == {"a": 'x, "y"\nz', "b": "2"}
    assert [row.line for row in rows] == [2, 4]
    assert faults == []


def test_a_ragged_row_is_a_fault_and_never_shifted(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, "a,b\n1\n1,2\n1,2,3\n")
    assert cells(rows) == [{"a": "1", "b": "2"}]
    assert faults == [
        "x.csv:2: row: found 1 cells ('1'), allowed: 2 cells as in the header",
        "x.csv:4: row: found 3 cells ('1,2,3'), allowed: 2 cells as in the header",
    ]


def test_an_unclosed_quote_is_told_where_it_begins(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, 'a,b\n1,2\n"3,4\n5,6\n')
    assert cells(rows) == [{"a": "1", "b": "2"}]
    assert len(faults) == 1
    assert faults[0].startswith("x.csv:3: row: found a broken row")


def test_text_behind_a_closed_quote_is_a_broken_row(tmp_path: Path) -> None:
    assert read(tmp_path, 'a,b\n"1"x,2\n')[1][0].startswith("x.csv:2: row: found a broken row")


def test_a_doubled_column_and_a_missing_one(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "a,b,a\n1,2,3\n", "a", "c")
    assert faults == [
        "x.csv:1: a: found a duplicate column 'a', allowed: every column once",
        "x.csv:1: c: found no such column in 'a,b,a', allowed: a column c",
    ]


def test_columns_without_a_name_may_stand_more_than_once(tmp_path: Path) -> None:
    assert read(tmp_path, "a,,\n1,2,3\n", "a")[1] == []


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_guessed_in_a_hint(tmp_path: Path, separator: str) -> None:
    _, faults = read(tmp_path, f"a{separator}b\n1{separator}2\n", "a")
    assert faults[0].endswith("The cells must be separated by commas.")


@pytest.mark.parametrize("content", ["", "\n\n", ",,\n", b"\xef\xbb\xbf"])
def test_a_file_without_a_header_is_empty(tmp_path: Path, content: str | bytes) -> None:
    assert read(tmp_path, content) == ([], ["x.csv:1: header: found an empty file, allowed: a header row"])


def test_a_header_alone_is_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b\n", "a") == ([], [])


@pytest.mark.parametrize(
    ("content", "row", "hint"),
    [
        ("a,名\n1,盐城\n".encode("gbk"), 1, "GBK or Big5"),
        ("a,b\n1,盐城\n".encode("gb18030"), 2, "GBK or Big5"),
        ("a,b\n1,2\n".encode("utf-16"), 1, "UTF-16"),
        (b"PK\x03\x04\xff\xff", 1, "spreadsheet"),
        (b"a,b\n1,\xff\xff\n", 2, "Save it as UTF-8"),
    ],
)
def test_other_encodings_are_named_with_the_line(tmp_path: Path, content: bytes, row: int, hint: str) -> None:
    rows, faults = read(tmp_path, content, "a")
    assert rows == []
    assert len(faults) == 1
    assert faults[0].startswith(f"x.csv:{row}: encoding: found the bytes '")
    assert hint in faults[0]


def test_nul_characters_are_refused(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "a,b\n1,2\n3,\0\n")
    assert faults == [r"x.csv:3: encoding: found '\x00', allowed: text without NUL characters"]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    faults = Faults()
    assert read_table(tmp_path / "none.csv", faults) == []
    assert read_text(tmp_path, faults, "a folder") is None
    assert told(faults)[0].startswith("none.csv: file: found a file that cannot be read (No such file")
    assert told(faults)[1].startswith("a folder: file: found a file that cannot be read (Is a directory")


def test_a_file_is_bounded_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST", 10)
    assert read(tmp_path, "a,b\n1,2\n3,4\n") == (
        [],
        ["x.csv: file: found 12 bytes, allowed: at most 10 bytes"],
    )


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        ({"name_zh": "一", "name_en": "One"}, ("一", "One")),
        ({"name_zh": "一"}, ("一", "一")),
        ({"name_en": "One", "name_zh": ""}, ("One", "One")),
        ({"name": "Both"}, ("Both", "Both")),
        ({"name": "Both", "name_en": "One"}, ("Both", "One")),
        ({}, ("", "")),
    ],
)
def test_texts_in_two_languages(row: dict[str, str], texts: tuple[str, str]) -> None:
    assert Row("x.csv", 2, row).text("name") == texts


def test_a_row_without_a_name_is_noted(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "a,name_en\n1,One\n2,\n")
    faults = Faults()
    check_named(rows, "x.csv", faults)
    assert told(faults) == ["x.csv:3: name: found nothing, allowed: a name in name_zh or name_en (or both)"]
