"""What XLSX says about cells beside their values."""

from __future__ import annotations

from cluster_core.intake.cell_marks import CellMarks, cell_marks, place_of
from tests.intake.books import empty, saved, zipped


def test_marks() -> None:
    made, sheet = empty("数 & <据>")
    sheet.append([0.12, 0.5, 3, "x"])
    sheet["A1"].number_format, sheet["B1"].number_format = "0.0%", '0.00"％"'
    sheet["C1"].number_format = "0.0%"
    sheet["A2"], sheet["B2"] = "=1+1", "#REF!"
    sheet["B2"].data_type = "e"
    sheet.row_dimensions[3].hidden = True
    sheet["A3"] = 1
    found = cell_marks(saved(made), "数 & <据>")
    assert found.percent == {(0, 0), (0, 2)}
    assert found.errors == {(1, 1): "#REF!"}
    assert found.uncached == ((1, 0),)
    assert found.hidden_rows == (2,)


def test_a_file_laid_out_otherwise_has_no_marks() -> None:
    assert cell_marks(zipped([("content.xml", b"<a/>")]), "x") == CellMarks()


def test_places() -> None:
    assert [place_of(name) for name in ("A1", "Z1", "AA10", "XFD1", "", "1A")] == [
        *((0, 0), (0, 25), (9, 26), (0, 16383), None, None)
    ]
