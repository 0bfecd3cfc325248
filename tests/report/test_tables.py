"""Tables in words, held to the data and to the assessment."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Text
from cluster_core.report.holdings import Holdings, holdings
from cluster_core.report.observations import Selection
from cluster_core.report.table_request import COLUMNS, LONG, SCORES, WIDE, YEARS, Request
from cluster_core.report.table_words import word
from cluster_core.report.tables import frame, places_of
from ui import data


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return data.assessment(default_scenario(data.dataset("jiangsu")))


@pytest.fixture(scope="module")
def held(assessment: Assessment) -> Holdings:
    return holdings(assessment)


def asked(table: str, **choices: object) -> Request:
    return Request(table, of="gdp" if table == YEARS else "", language="en", **choices)  # type: ignore[arg-type]


def cut(held: Holdings, request: Request) -> pd.DataFrame:
    return frame(held, request, places_of(held, request))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_list_has_a_row_per_observation(held: Holdings, language: str) -> None:
    tidy = held.assessment.dataset.observations
    table = cut(held, Request(columns=COLUMNS[LONG], language=language))  # type: ignore[arg-type]
    assert list(table) == [word(one, language) for one in COLUMNS[LONG]]  # type: ignore[arg-type]
    assert table[word("value", language)].tolist() == tidy["value"].tolist()  # type: ignore[arg-type]
    assert table[word("year", language)].tolist() == tidy["year"].tolist()  # type: ignore[arg-type]
    titles = {i: one.title.get(language) for i, one in held.assessment.dataset.sources.items()}
    assert table[word("source", language)].tolist() == tidy["source"].map(titles).tolist()  # type: ignore[arg-type]
    assert table.loc[:, : word("note", language)].notna().all().all()  # type: ignore[arg-type]


def test_computed_columns_stand_beside_the_value_that_the_scenario_uses(held: Holdings) -> None:
    table = cut(held, asked(LONG, columns=COLUMNS[LONG]))
    told = table[table["Score (computed)"].notna()]
    known = held.computed[held.computed["is_indicator"]].set_index(["unit", "item"])
    assert 0 < len(told) < len(table)
    for row in told.to_dict("records"):
        one = known.loc[row["Region code"], row["Indicator code"]]
        assert (row["Year"], row["Value"]) == (one["year"], one["value"])
        assert (row["Score (computed)"], row["Rank (computed)"]) == (one["score"], one["rank"])
    whole = held.assessment.scores.iloc[:, 0]
    assert table["Region's score (computed)"].tolist() == [whole[one] for one in table["Region code"]]
    observed = known[known["value"].notna()].reset_index()
    plain = [one for one in observed["item"] if not held.assessment.dataset.indicators[one].derived]
    assert len(told) == len(plain)


def test_wide_and_years_are_pivots_of_the_list(held: Holdings) -> None:
    tidy = held.assessment.dataset.observations
    wide = cut(held, asked(WIDE, at_year=2023))
    rows = tidy[tidy["year"] == 2023]
    assert wide.shape == (13, 2 + rows["indicator"].nunique())
    assert wide.iloc[:, 2:].notna().sum().sum() == len(rows)
    gdp = tidy[tidy["indicator"] == "gdp"].pivot_table(
        index="unit", columns="year", values="value", sort=False
    )
    years = cut(held, asked(YEARS))
    assert list(years.columns[2:]) == [str(year) for year in sorted(gdp.columns)]
    found = years.set_index("Region code").iloc[:, 1:]
    assert (found.to_numpy() == gdp.loc[found.index, sorted(gdp.columns)].to_numpy()).all()
    assert wide["Gross regional product (100m CNY, 2023)"].tolist() == years["2023"].tolist()


def test_indicators_of_one_name_stay_two_columns(assessment: Assessment) -> None:
    same = {
        i: replace(one, name=Text("同", "Same"), unit=Text())
        for i, one in assessment.dataset.indicators.items()
    }
    alike = holdings(assess(replace(assessment.dataset, indicators=same), assessment.scenario))
    table = cut(alike, asked(WIDE, at_year=2023))
    assert table.columns.is_unique
    assert table.columns[2] == "Same (2023)"


def test_ranks_stand_in_the_wide_table_of_the_scenario_alone(held: Holdings) -> None:
    table = cut(held, asked(WIDE))
    assert list(table.columns[2:6]) == ["Rank", "Rank from", "Rank to", "Top 5 in (%)"]
    assert sorted(table["Rank"]) == list(range(1, 14))
    assert (table["Rank from"] <= table["Rank to"]).all()
    assert "Rank" not in cut(held, asked(WIDE, at_year=2022))


def test_scores_are_those_of_the_assessment(held: Holdings) -> None:
    table = cut(held, asked(SCORES, selection=Selection(dimension=("innovation",)), columns=COLUMNS[SCORES]))
    nodes = table[table["Level"] == "dimension"]
    of_force = nodes[nodes["Code"] == "innovation"].set_index("Region code")["Score (computed)"]
    pd.testing.assert_series_equal(
        of_force,
        held.assessment.scores["innovation"],
        check_names=False,
        check_index_type=False,
        check_dtype=False,
    )
    assert set(table["Level"]) == {"dimension", "indicator"}
    assert "four_forces" not in set(table["Code"])
