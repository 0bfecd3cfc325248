"""The sheet to look at."""

from __future__ import annotations

import io
import zipfile

import pytest

from cluster_core.report.workbook import ranking_sheet
from cluster_core.report.workbook.places import RANKING
from cluster_core.report.workbook.ranking_sheet import BARS_MAX, FIRST
from cluster_core.report.workbook.render import render_workbook
from tests.report.workbook.samples import mixed, opened, opened_mixed, texts
from tests.shipped import assessed


def test_the_ranking_is_looked_up_and_the_chart_follows_it() -> None:
    sheet, count = opened()[RANKING], len(assessed("jiangsu").units)
    for column in range(2, 9):
        assert all(str(sheet.cell(FIRST + 1 + at, column).value).startswith("=") for at in range(count))
    with zipfile.ZipFile(io.BytesIO(render_workbook(assessed("jiangsu"), "zh"))) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert f"'{RANKING}'!$D${FIRST + 1}:$D${FIRST + count}" in chart
    assert 'barDir val="bar"' in chart


def test_the_chart_shows_the_first_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert BARS_MAX == 40
    monkeypatch.setattr(ranking_sheet, "BARS_MAX", 5)
    with zipfile.ZipFile(io.BytesIO(render_workbook(mixed(), "en"))) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert f"$D${FIRST + 1}:$D${FIRST + 5}" in chart
    assert "first 5" in chart


def test_the_title_says_what_is_ranked_and_that_practice_is_fictional() -> None:
    assert "江苏十三市 · 四力融合 · 2023" in texts(opened(), RANKING)[0]
    assert "fictional" in texts(opened_mixed(), RANKING)[0]


def test_the_summary_counts_what_moved() -> None:
    told = next(text for text in texts(opened_mixed(), RANKING) if text.startswith("="))
    assert told.count("COUNTIF(") == 2
    assert "Ranks that differ" in told
