"""Workbooks to text cells."""

from __future__ import annotations

import datetime as dt

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.workbook import is_workbook, read_workbook
from tests.intake.books import book, empty, saved, yearbook, zipped

ODS = (
    b'<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:'
    b'text:1.0"><office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell '
    b'office:value-type="string"><text:p>007</text:p></table:table-cell><table:table-cell office:value-type="float" '
    b'office:value="1.5"><text:p>1.5</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>'
    b"</office:body></office:document-content>"
)


def test_every_cell_is_its_plain_text() -> None:
    row = ["007", 1234.0, 0.1, 1e15, 1e-7, True, dt.date(2020, 1, 2), dt.datetime(2020, 1, 2, 3), "NA", "=x"]
    made, sheet = empty()
    sheet.append([*row[:-1]])
    sheet["J1"] = "=x"
    sheet["J1"].data_type = "s"
    cells = read_workbook(saved(made)).sheet.rows[0]
    assert cells[:5] == ("007", "1234", "0.1", "1000000000000000", "0.0000001")
    assert cells[5:] == ("TRUE", "2020-01-02", "2020-01-02T03:00:00", "NA", "=x")


def test_per_cent_formats_and_errors_are_read_as_they_look() -> None:
    made, sheet = empty()
    sheet.append([0.123, "#DIV/0!"])
    sheet["A1"].number_format, sheet["B1"].data_type = "0.0%", "e"
    found = read_workbook(saved(made)).sheet
    assert found.rows == (("12.3%", "#DIV/0!"),)
    assert found.errors == ((0, 1),)


def test_merged_cells_are_filled_from_their_first() -> None:
    found = read_workbook(yearbook()).sheet
    assert found.rows[2][:3] == ("地  区", "地区生产总值", "地区生产总值")
    assert found.rows[3][0] == "地  区"
    assert (0, 0, 0, 5) in found.merged


def test_hidden_sheets_are_listed_and_left() -> None:
    made, sheet = empty("hidden")
    sheet.append(["secret"])
    sheet.sheet_state = "hidden"
    made.create_sheet("blank")
    made.create_sheet("shown").append(["x"])
    made.active = 2
    found = read_workbook(saved(made))
    assert [(one.name, one.hidden) for one in found.sheets] == [
        ("hidden", True),
        ("blank", False),
        ("shown", False),
    ]
    assert found.sheet.name == "shown"
    assert read_workbook(saved(made), "hidden").sheet.rows == (("secret",),)


def test_a_sheet_that_is_not_there() -> None:
    with pytest.raises(IntakeError, match=r"found 'Shet1', allowed: Sheet1. Did you mean 'Sheet1'") as wrong:
        read_workbook(book([["a"]]), "Shet1")
    assert wrong.value.kind == "sheet"


def test_ods() -> None:
    parts = [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", ODS)]
    found = read_workbook(zipped([*parts, ("META-INF/manifest.xml", b"<manifest/>")]))
    assert found.sheet.rows == (("007", "1.5"),)


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, zipped([("a.txt", b"x")])]
)
def test_what_is_no_workbook(data: bytes) -> None:
    assert is_workbook(data)
    with pytest.raises(IntakeError, match="save it as XLSX") as wrong:
        read_workbook(data)
    assert wrong.value.kind == "workbook"


def test_too_wide_a_sheet() -> None:
    made, sheet = empty()
    sheet.cell(1, 16_384, "x")
    with pytest.raises(IntakeError, match=r"1638\d columns, allowed: 2000"):
        read_workbook(saved(made))
