"""Every kind of finding and of refusal has its sentence in both languages, filled with what was found."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from cluster_core.intake.cell_reader import _WRONG
from cluster_core.intake.difference import Change
from cluster_core.intake.findings import Finding
from cluster_core.intake.layout import Layout, Reason
from cluster_core.model.dataset import Dataset
from cluster_core.model.text import Language
from ui import importing_words
from ui.importing_state import Problem
from ui.text import has

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    *sorted((ROOT / "cluster_core" / "intake").glob("*.py")),
    ROOT / "cluster_core/commands/importing.py",
]


def named(function: str, place: int) -> set[str]:
    """Return the constants that the core passes as one argument of a function of this name."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > place:
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if called == function:
                    found |= {
                        one.value
                        for one in ast.walk(node.args[place])
                        if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    }
    return found


def documented() -> tuple[set[str], set[str]]:
    """Return the kinds of refusals, and of faults, that docs/formats.md lists."""
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    refusals, faults = text.partition("**Kinds of refusals**")[2].split("Kinds of faults at cells:")
    faults = faults.partition("\n\n")[0]
    lists = [set(re.findall(r"`([a-z_]+)`", part)) for part in (refusals, faults)]
    return lists[0], lists[1]


NUMBER_NOTES = {"thousands", "full_width", "brackets", "scientific", "footnote", "error"}
ROWS = {"row_total", "row_heading", "row_note", "row_numbering"}
CHECKS = {"group", "rating", "no_year", "unknown_region", "unknown_indicator"}
FINDINGS = (
    (named("add", 1) | named("add_value", 1) | set(_WRONG) | NUMBER_NOTES | ROWS | CHECKS)
    | documented()[1]
    | {"ambiguous_name", "duplicate_rater", "rating_values"}
) - {"unknown_", "row_", "no bundle.yaml"}
REFUSALS = (named("IntakeError", 0) | documented()[0] | {"busy", "time", "memory", "output"}) - {
    "kind",
    "error",
    "taken",  # of a framework that is saved: told on the page that edits it
}


def test_the_kinds_are_found_in_the_core() -> None:
    assert {"scale", "merged", "ragged", "converted", "mixed_percent", "text"} <= FINDINGS
    assert {"bomb", "nul", "locked", "crash", "encoding"} <= REFUSALS


def test_every_finding_has_a_sentence(language: Language, jiangsu: Dataset) -> None:
    for kind in sorted(FINDINGS):
        said = importing_words.told(Finding("fault", kind, 2, 2, "'x'", "a number"), jiangsu)
        assert said, kind
        assert "{" not in said
        assert (re.search(r"[\u4e00-\u9fff]", said) is not None) == (language == "zh"), kind


def test_every_refusal_has_a_sentence(language: Language) -> None:
    for kind in sorted(REFUSALS):
        assert has(f"importing.refused_{kind}"), kind
        said = importing_words.refused(Problem(kind, "file: found something."))
        assert (re.search(r"[\u4e00-\u9fff]", said) is not None) == (language == "zh")


@pytest.mark.parametrize(
    ("finding", "parts"),
    [
        (Finding("note", "merged", 0, 0, "3 merged ranges"), ["3处"]),
        (
            Finding("fault", "mixed_percent", 2, 2, "5 cells with a per cent sign and 3 without (gdp)"),
            ["地区生产总值有5格带%、3格不带"],
        ),
        (
            Finding("fault", "duplicate", 9, 2, "1 and 2: 320900, gdp, 2022 in B4 and here", "one value"),
            ["盐城市·地区生产总值·2022年", "1和2", "B4"],
        ),
        (
            Finding("note", "repeated", 9, 2, "the same value twice: 320900, gdp, 2022 in B4 and here"),
            ["盐城市", "B4"],
        ),
        (
            Finding("fault", "duplicate", 3, 1, "a second rating by a for 320900, gdp, 2022"),
            ["评分人“a”", "盐城市"],
        ),
        (
            Finding("warning", "scale", 3, 1, "values 1e+04 times those that are there (gdp)"),
            ["1e+04倍", "地区生产总值"],
        ),
        (
            Finding("fault", "raters", 3, 1, "2 ratings of public for 320900, er_planning_fit, 2024"),
            ["公众组只有2个", "产业定位与资源禀赋契合度"],
        ),
        (
            Finding("note", "converted", 3, 1, "'万元'", "", "Multiplied by 0.0001 to 亿元 (gdp)."),
            ["地区生产总值已乘以0.0001，换算为亿元"],
        ),
        (Finding("note", "unit_assumed", 3, 1, "no unit", "", "Taken as 亿元."), ["按亿元读取"]),
        (Finding("fault", "unit", 3, 1, "'吨'", "亿元 or 100m CNY"), ["应为亿元。"]),
        (
            Finding("fault", "ambiguous", 3, 1, "'1,234'", "a number that can be read one way only"),
            ["两种读法"],
        ),
        (Finding("fault", "ambiguous", 3, 1, "'江'", "a region of the bundle"), ["可以指几样东西"]),
    ],
)
def test_what_the_core_found_is_in_the_sentence(
    chinese: None, jiangsu: Dataset, finding: Finding, parts: list[str]
) -> None:
    said = importing_words.told(finding, jiangsu)
    assert [part for part in parts if part not in said] == []


def test_prose_of_the_core_is_not_shown_as_what_stands_in_the_table(chinese: None, jiangsu: Dataset) -> None:
    found = [Finding("note", "merged", 0, 0, "3 merged ranges"), Finding("fault", "text", 4, 2, "'many'")]
    table = importing_words.findings_table(found, jiangsu)
    assert table["表中内容"].tolist() == ["", "many"]
    assert table["单元格"].tolist() == ["全表", "B4"]
    assert table["类别"].tolist() == ["说明", "错误"]


def test_reasons_name_rows_and_columns_as_a_spreadsheet_does(english: None) -> None:
    reasons = tuple(
        Reason(kind, text)
        for kind, text in (
            ("region", "column 1 names 13 of the bundle's regions"),
            ("header", "rows 3 to 4 stand right above the first row of figures"),
            ("values", "6 columns hold figures"),
        )
    )
    layout = Layout(False, (2, 3), (4, 9), 0, -1, -1, -1, (1,), reasons)
    assert importing_words.reasons(layout)[:2] == [
        "column A names 13 regions",
        "rows 3–4 stand right above the figures: the header",
    ]


def test_a_change_tells_both_values_and_the_former_source(english: None, jiangsu: Dataset) -> None:
    source = next(iter(jiangsu.sources))
    change = Change("320900", "gdp", 2022, 7079.8, 7403.9, source, "B4")
    row = importing_words.changes_table([change], jiangsu).iloc[0].tolist()
    assert row[:5] == ["Yancheng", "Gross regional product", "2022", "7,079.8 100m CNY", "7,403.9 100m CNY"]
    assert row[5:] == [jiangsu.sources[source].title.en, "B4"]


def test_counts_leave_out_what_is_none(english: None) -> None:
    assert (
        importing_words.counts({"new": 1, "changed": 0, "unchanged": 3, "lost": 0})
        == "1 new value and 3 unchanged"
    )
    assert importing_words.counts({"new": 0}) == "no value changes"
    assert (
        importing_words.counted({"fault:text": 2, "fault:date": 1, "note:merged": 1}) == "3 faults and 1 note"
    )
