"""Cells that leave the house: no formula, no unseen sign, no cell that a spreadsheet would cut in silence."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from cluster_core.model.text import Text
from cluster_core.report.table import CELL_MAX, MARK, Provenance, cell, cells, file_name, is_formula, visible

FORMULAS = [
    '=HYPERLINK("http' + '://x","y")', "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠SUM(1)",
    "|cmd", "｜cmd",
    "%0A", "％0A", "  =1+1", "\u200b=1+1", "\ufeff=1", "\u00a0=1", "−1+1", "\u202f=1", "﹦1",
]  # fmt: skip
HARMLESS = [
    "<script>alert(1)</script>", "![](x)", "[k](javascript:1)", "$latex$", ":material/x:", "'; DROP TABLE--",
    "' OR 1=1", 'a"b', "{{7*7}}", "${7*7}", "datum['constructor']", "盐城市", "مدينة", "👨‍👩‍👧",
    "a" + "\u0301" * 200, " ",
    "1=1", "a-b", "",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_recognised(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert not is_formula(text)
    assert visible(text) == text


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ud800", "\ufffe"]
)
def test_unseen_signs_leave_a_mark(sign: str) -> None:
    assert visible(f"a{sign}b") == f"a{MARK}b"
    visible(f"a{sign}b").encode("utf-8")


def test_line_ends_become_one() -> None:
    assert visible("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize("sign", ["a", "盐", "👍"])
def test_a_long_text_ends_in_a_mark(sign: str) -> None:
    cut = visible(sign * 100_000)
    assert cut.endswith("…")
    assert cut[:-1] == sign * (len(cut) - 1)
    assert CELL_MAX - 1 <= len(cut.encode("utf-16-le")) // 2 <= CELL_MAX
    whole = "a" * CELL_MAX
    assert visible(whole) == whole


def test_numbers_stay_numbers() -> None:
    column = pd.Series([-1.5, np.inf, -np.inf, np.nan, np.float64(2)])
    assert cells(column) == [-1.5, None, None, None, 2.0]
    assert cells(pd.Series([1, None], dtype="Int64")) == [1, None]
    assert cells(pd.Series([-1, "-1", None, True], dtype=object)) == [-1, "-1", None, "True"]
    assert cell(pd.NaT) is None


def provenance(**changes: object) -> Provenance:
    facts = {"scenario": "1~b~z", "bundle": "b", "bundle_name": Text("甲", "A"), "version": "2", "year": 2023}
    return Provenance(**{**facts, **changes})


def test_what_is_fictional_says_so() -> None:
    assert len(provenance().facts()) == 3
    said = str(provenance(synthetic=True).facts())
    assert "练习数据（虚构）" in said
    assert "fictional" in said


@pytest.mark.parametrize(
    "nasty", ["../../etc/passwd", "CON", "a/b\\c:d", "trailing.", "", "盐城", "x" * 300, "a\x00b"]
)
def test_file_names_are_slugs(nasty: str) -> None:
    made = file_name(nasty, provenance(bundle=nasty, version=nasty), "csv")
    assert re.fullmatch(r"[a-z0-9_-]+\.csv", made)
    assert len(made) <= 60
    assert not re.match(r"(con|nul|aux|prn)\.", made)


def test_each_scenario_has_its_own_file_name() -> None:
    names = {file_name("data", provenance(scenario=code), "xlsx") for code in ("1~a~z", "1~b~z")}
    assert len(names) == 2
    assert all(name.startswith("data_b_v2_2023_") for name in names)
