"""Files that go wrong, numbered as in the list of bad inputs: each is refused or told by name, and nothing changes."""

from __future__ import annotations

import io
import pickle
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.mapping import Plan
from tests.intake.books import book, empty, saved, with_part, zipped
from tests.intake.samples import FILES, looked, prepared, told

PLAN = Plan(year=2020)
GOOD = "地区,GDP\n南京,1\n苏州,2\n"
TRADITIONAL = "地區,地區生產總值（億元）\n南京市,1\n蘇州市,2\n鹽城市,3\n"

# number, content, kind and cell of the faults that are found
FAULTS = {
    "18 text in a numeric cell": ("地区,GDP\n南京,1\n苏州,high\n", [("text", "B3")]),
    "20 the same key with another value": ("地区,GDP\n南京,1\n南京市,2\n", [("duplicate", "B3")]),
    "21 an unknown indicator": ("地区,幸福指数\n南京,1\n苏州,2\n", [("unknown_indicator", "B1")]),
    "22 an unknown region": ("地区,GDP\n南京,1\n巴黎,2\n", [("unknown_region", "A3")]),
    "31 decimal comma and point": ('地区,GDP\n南京,"1,5"\n苏州,2.5\n', [("mixed_decimal", "")]),
    "31 1,234 alone": ('地区,GDP\n南京,"1,234"\n苏州,2\n', [("ambiguous", "B2")]),
    "32 12% beside 12": ("地区,研发强度\n南京,12%\n苏州,12\n盐城,1\n", [("mixed_percent", "B2")]),
    "33 a serial date for a year": ("地区,年份,GDP\n南京,45000,1\n苏州,2020,2\n", [("year", "B2")]),
    "33 a date for a value": ("地区,GDP\n南京,1900-02-29\n苏州,2\n", [("date", "B2")]),
    "34 a span of years": ("地区,年份,GDP\n南京,2020-21,1\n苏州,2020,2\n", [("year", "B2")]),
    "41 the same header twice": ("地区,GDP,GDP\n南京,1,2\n苏州,2,2\n", [("duplicate", "C2")]),
    "42 a ragged row": ("地区,GDP,常住人口\n南京,1\n苏州,2,3\n盐城,3,4\n", [("ragged", "")]),
    "54 the wrong kind of unit": ("地区,GDP（万吨）\n南京,1\n苏州,2\n", [("unit", "B1")]),
    "56 a year to come": ("地区,年份,GDP\n南京,2999,1\n苏州,2020,2\n", [("year", "B2")]),
    "62 a formula as text": ('地区,GDP\n南京,"=HYPERLINK(""x"",""y"")"\n苏州,2\n', [("text", "B2")]),
    "63 sums, commands and escapes": (
        "地区,GDP\n南京,@SUM(1)\n苏州,|cmd\n盐城,%0A\n", [("text", f"B{row}") for row in (2, 3, 4)]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_faults(tmp_path: Path, name: str) -> None:
    content, faults = FAULTS[name]
    found = prepared(tmp_path, content, plan=PLAN)
    assert told(found) == faults
    assert found.draft == ""


# number, content, and what is noted or warned of while the import goes on
NOTES = {
    "19 the same key with the same value": ("地区,GDP\n南京,1\n南京市,1\n苏州,2\n", "note:repeated"),
    "31 thousands": ('地区,GDP\n南京,"1,234.5"\n苏州,1 234.5\n盐城,1\'234.5\n', "note:thousands"),
    "39 marks for missing": ("地区,GDP\n南京,n/a\n苏州,..\n盐城,-\n007,3\n", "note:missing"),
    "39 errors of formulas": ("地区,GDP\n南京,#DIV/0!\n苏州,2\n", "warning:error"),
    "54 another order of magnitude": ("地区,GDP\n南京,100000\n苏州,200000\n", "warning:scale"),
    "55 below 0 for the first time": ("地区,GDP\n南京,-100\n苏州,200\n", "warning:negative"),
    "64 markup": ("地区,GDP\n南京,1\n合计,<script>alert(1)</script>\n苏州,2\n", "note:row_total"),
}


@pytest.mark.parametrize("name", NOTES)
def test_notes(tmp_path: Path, name: str) -> None:
    content, kind = NOTES[name]
    found = prepared(tmp_path, content, plan=PLAN)
    assert told(found) == []
    assert kind in found.finding_counts
    assert found.draft != ""


# number, content, name of the file, kind of the error
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "29 two encodings": ("地区,GDP\n南京市,1\n".encode() + "苏州市,2\n".encode("gbk"), "a.csv", "mixed"),
    "40 an empty file": (b"", "a.csv", "empty"),
    "40 a header only": ("地区,GDP\n".encode(), "a.csv", "layout"),
    "40 one column": ("地区\n南京\n苏州\n".encode(), "a.csv", "layout"),
    "43 an open quote": ('地区,GDP\n"南京,1\n'.encode(), "a.csv", "quote"),
    "44 a NUL byte": (b"region,gdp\n320100,1\x00\n", "a.csv", "nul"),
    "48 a ratio bomb": (with_part(book([["a"]]), "xl/sharedStrings.xml", b" " * 3_000_000), "a.xlsx", "bomb"),
    "49 an entity bomb": (with_part(book([["a"]]), "xl/workbook.xml", b"<!DOCTYPE a><x/>"), "a.xlsx", "entities"),
    "50 a web page": (b"<html><table></table></html>", "a.xlsx", "workbook"),
    "50 encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "a.xlsx", "workbook"),
    "51 a path outside": (zipped([("../x", b"y")]), "a.xlsx", "members"),
    "53 16,384 columns": ((",".join("x" * 16_384) + "\n").encode(), "a.csv", "columns"),
    "61 a pickle": (pickle.dumps({"a": list(range(5))}), "a.csv", "binary"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    data, file, kind = REFUSED[name]
    with pytest.raises(IntakeError) as wrong:
        prepared(tmp_path, data, file, plan=PLAN)
    assert wrong.value.kind == kind
    assert "found" in str(wrong.value)
    assert not (tmp_path / "demo.imports").exists()
    assert (tmp_path / "demo" / "observations.csv").read_text(encoding="utf-8") == FILES["observations.csv"]


def test_61_an_array_of_numpy(tmp_path: Path) -> None:
    content = io.BytesIO()
    np.save(content, np.zeros(3))
    with pytest.raises(IntakeError, match="a file of NumPy"):
        prepared(tmp_path, content.getvalue(), plan=PLAN)


READ = {
    "25 GBK": GOOD.replace("南京", "南京市").replace("苏州", "苏州市").encode("gbk"),
    "26 Big5": TRADITIONAL.encode("big5"),
    "27 UTF-16 LE": GOOD.encode("utf-16-le"),
    "27 UTF-16 BE": b"\xfe\xff" + GOOD.encode("utf-16-be"),
    "28 byte-order mark": GOOD.encode("utf-8-sig"),
    "30 semicolons": GOOD.replace(",", ";").encode(),
    "30 tabs": GOOD.replace(",", "\t").encode(),
    "31 decimal commas": "地区;GDP\n南京;1,0\n苏州;2,0\n".encode(),
    "34 a year as a number": "地区,年份,GDP\n南京,2020.0,1\n苏州,FY2020,2\n".encode(),
    "45 CR alone": GOOD.replace("\n", "\r").encode(),
    "35 36 merged cells, two header rows": book(
        [["地区", "经济", ""], ["", "GDP", "常住人口"], ["南京", 1, ""], ["苏州", 2, ""]], ["A1:A2", "B1:C1"]
    ),
    "50 macros": with_part(book([["地区", "GDP"], ["南京", 1], ["苏州", 2]]), "xl/vbaProject.bin", b"x"),
    "50 a workbook named csv": book([["地区", "GDP"], ["南京", 1], ["苏州", 2]]),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_read_all_the_same(tmp_path: Path, name: str) -> None:
    found = prepared(tmp_path, READ[name], "a.csv", plan=PLAN)
    assert told(found) == [], name
    told_values = {one.region: one.new for one in found.new if one.indicator == "gdp"}
    assert {"320100": 1.0, "320500": 2.0}.items() <= told_values.items()


def test_23_24_codes_stay_text(tmp_path: Path) -> None:
    found = prepared(tmp_path, "region,gdp\nNA,1\n007,2\n", plan=PLAN)
    assert [one.region for one in found.new] == ["NA", "007"]
    made, sheet = empty()
    for row in (["code", "gdp"], ["007", 1], [320100, 2], ["NA", 3]):
        sheet.append(row)
    found = prepared(tmp_path, saved(made), "a.xlsx", plan=PLAN)
    assert [one.region for one in found.new] == ["007", "320100", "NA"]


def test_37_38_hidden_things_and_formulas_without_a_result_are_listed(tmp_path: Path) -> None:
    made, sheet = empty()
    for row in (["地区", "GDP"], ["南京", "=1+1"], ["苏州", 2]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    made.create_sheet("x").sheet_state = "hidden"
    found = prepared(tmp_path, saved(made), "a.xlsx", plan=PLAN)
    assert {"note:hidden_sheets", "warning:hidden_row", "warning:uncached"} <= set(found.finding_counts)
    assert [one.region for one in found.new] == ["320500"]


def test_39_a_per_cent_format_is_seen(tmp_path: Path) -> None:
    made, sheet = empty()
    for row in (["地区", "研发强度"], ["南京", 0.039], ["苏州", 0.028]):
        sheet.append(row)
    for cell in ("B2", "B3"):
        sheet[cell].number_format = "0.0%"
    assert [one.new for one in prepared(tmp_path, saved(made), "a.xlsx", plan=PLAN).new] == [3.9, 2.8]


def test_51_lying_sizes_and_names_twice(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        twice = zipped([("xl/workbook.xml", b"a"), ("xl/workbook.xml", b"b")])
    with pytest.raises(IntakeError) as wrong:
        prepared(tmp_path, twice, "a.xlsx", plan=PLAN)
    assert wrong.value.kind == "members"


def test_52_ten_thousand_pasted_rows(tmp_path: Path) -> None:
    rows = "".join(f"南京\tGDP\t{1900 + at % 120}\t{at % 120}\n" for at in range(10_000))
    found = prepared(tmp_path, f"地区\t指标\t年份\t数值\n{rows}", "paste.txt")
    assert told(found) == []
    assert found.finding_counts["note:repeated"] == 10_000 - 120
    assert found.counts["new"] == 120
    assert len([one for one in found.findings if one.kind == "repeated"]) <= 500


def test_58_59_one_region_one_indicator_and_nothing_for_a_region(tmp_path: Path) -> None:
    assert prepared(tmp_path, "地区,GDP\n南京,5\n", plan=PLAN).counts["new"] == 1
    found = prepared(tmp_path, "地区,GDP,常住人口\n南京,,\n苏州,1,2\n", plan=PLAN)
    assert told(found) == []
    assert {one.region for one in found.new} == {"320500"}


def test_64_to_69_texts_are_shown_as_text(tmp_path: Path) -> None:
    odd = [
        "<img onerror=x>",
        "![](http" + "://x)",
        "$x$",
        "'; DROP TABLE--",
        "{{7*7}}",
        "a\u202eb",
        "👨‍👩‍👧",
        "x" * 9_999,
    ]
    text = "地区,GDP\n" + "".join(f'"{one}",1\n' for one in odd) + "南京,1\n"
    found = looked(tmp_path, text)
    assert found.rows[1][0] == "<img onerror=x>"
    assert max(len(cell) for row in found.rows for cell in row) == 200
    read = prepared(tmp_path, text, plan=PLAN)
    assert [cell for kind, cell in told(read) if kind == "unknown_region"][:2] == ["A2", "A3"]
    assert all("\u202e" not in one.found for one in read.findings)
    assert max(len(one.found) for one in read.findings) < 100


def test_a_workbook_in_a_workbook_is_only_a_part(tmp_path: Path) -> None:
    inner = book([["a"]])
    with zipfile.ZipFile(io.BytesIO(book([["地区", "GDP"], ["南京", 1]]))) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    found = prepared(tmp_path, zipped({**parts, "xl/embeddings/x.xlsx": inner}.items()), "a.xlsx", plan=PLAN)
    assert found.counts["new"] == 1
