"""The observations in words, and files that hold what the screen shows."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.text import Text
from cluster_core.report.csv_file import render_csv
from cluster_core.report.observations import at_years
from cluster_core.report.table import Table
from cluster_core.report.xlsx_file import render_xlsx
from ui import certainty, filters, tables

NASTY = '=HYPERLINK("x")<script>\u202eمدينة' + "长" * 200


def test_long_has_a_row_per_observation(language: str, jiangsu: Dataset) -> None:
    rows = jiangsu.observations
    table = tables.long_table(jiangsu, "region", rows, filters.COLUMNS)
    assert table.shape == (len(rows), len(filters.COLUMNS))
    assert not table.isna().any().any()
    value = {"zh": "数值", "en": "Value"}[language]
    assert table[value].tolist() == rows["value"].tolist()


def test_wide_has_a_row_per_region(language: str, jiangsu: Dataset) -> None:
    years = dict.fromkeys(jiangsu.indicators, 2023)
    rows = at_years(jiangsu.observations, years)
    table = tables.wide_table(jiangsu, "region", rows, years)
    assert table.shape == (13, 2 + rows["indicator"].nunique())
    assert table.iloc[:, 2:].notna().sum().sum() == len(rows)
    gdp = next(column for column in table if "2023" in column)
    assert gdp in {"地区生产总值（亿元，2023）", "Gross regional product (100m CNY, 2023)"}


@pytest.mark.usefixtures("english")
def test_indicators_of_one_name_stay_two_columns(jiangsu: Dataset) -> None:
    same = {i: replace(one, name=Text("同", "Same"), unit=Text()) for i, one in jiangsu.indicators.items()}
    alike = replace(jiangsu, indicators=same)
    years = dict.fromkeys(same, 2023)
    rows = at_years(jiangsu.observations, years)
    table = tables.wide_table(alike, "region", rows, years)
    assert table.columns.is_unique
    assert table.shape[1] == 2 + rows["indicator"].nunique()


@pytest.mark.usefixtures("english")
def test_names_are_text_in_every_file(jiangsu: Dataset, assessment: Assessment) -> None:
    units = {i: replace(one, name=Text(NASTY, NASTY)) for i, one in jiangsu.regions.items()}
    frame = tables.long_table(
        replace(jiangsu, regions=units), "region", jiangsu.observations.head(3), filters.USUAL
    )
    assert frame["Region"][0] == NASTY
    table = Table(frame, tables.provenance(assessment))
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(table))).worksheets[0]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == NASTY.replace("\u202e", "�")
    read = pd.read_csv(io.BytesIO(render_csv(table)), comment="#", encoding="utf-8-sig")
    assert read["Region"][0] == "'" + NASTY.replace("\u202e", "�")


def test_files_say_where_they_come_from(language: str, assessment: Assessment) -> None:
    facts = tables.provenance(assessment)
    assert facts.scenario == assessment.scenario.encode()
    assert (facts.version, facts.synthetic) == (assessment.dataset.version, False)
    notes = tables.source_notes(assessment.dataset, assessment.dataset.observations)
    assert len(notes) == assessment.dataset.observations["source"].nunique()


@pytest.mark.usefixtures("english")
def test_what_is_shown_is_counted(jiangsu: Dataset) -> None:
    rows = jiangsu.observations
    assert tables.shown_text(rows, rows, len(rows), wide=False) == f"All {len(rows):,} observations"
    assert tables.shown_text(rows.head(2), rows.head(2), 1423, wide=False) == "2 of 1,423 observations"
    assert tables.shown_text(rows.head(2), rows.head(2), 1423, wide=True).startswith("2 regions × ")


@pytest.mark.usefixtures("english")
def test_the_wide_table_tells_ranks_and_how_sure_they_are(assessment: Assessment, jiangsu: Dataset) -> None:
    years = dict.fromkeys(jiangsu.indicators, 2023)
    plain = tables.wide_table(jiangsu, "region", at_years(jiangsu.observations, years), years).iloc[2:5]
    ranked = tables.with_ranks(plain.reset_index(drop=True), assessment)
    added = [column for column in ranked if column not in plain]
    assert list(ranked.columns[2:6]) == added
    assert len(ranked) == 3
    known = certainty.standings(assessment)
    for _, row in ranked.iterrows():
        one = known[row["Region code"]]
        assert row[added].tolist() == [one.rank, one.low, one.high, one.share * 100]
    table = Table(ranked, tables.provenance(assessment), tuple(tables.rank_notes(assessment)))
    read = pd.read_csv(io.BytesIO(render_csv(table)), comment="#", encoding="utf-8-sig")
    assert read[added].to_numpy().tolist() == ranked[added].to_numpy(float).tolist()
    assert b"how much the rank depends on weights" in render_csv(table)
