"""Scores over the years on one scale; numbers by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cluster_core.assess.trend import definition_breaks, score_by_year
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, indicator, tree

FRAMEWORK = tree("f", {"f": {"a": 1, "b": 1}})
PLAIN = Scenario("demo", "f", 2021, max_age=0)


def at(tidy, year: int, region: str) -> float:
    return tidy[(tidy["year"] == year) & (tidy["region"] == region)]["score"].item()


def test_the_years_share_their_goalposts() -> None:
    data = dataset(
        {**facts(2020, a=[0, 5, 10], b=[0, 0, 10]), **facts(2021, a=[10, 15, 20], b=[10, 10, 20])},
        [FRAMEWORK],
    )
    tidy = score_by_year(data, PLAIN)
    # a and b run from 0 to 20 over both years.
    assert [at(tidy, 2020, unit) for unit in ("R1", "R2", "R3")] == pytest.approx([0, 12.5, 50])
    assert [at(tidy, 2021, unit) for unit in ("R1", "R2", "R3")] == pytest.approx([50, 62.5, 100])


def test_below_the_least_coverage_there_is_no_score() -> None:
    data = dataset({**facts(2020, a=[0, 5, 10]), **facts(2021, a=[1, 2, 3], b=[1, NAN, 3])}, [FRAMEWORK])
    tidy = score_by_year(data, replace(PLAIN, min_coverage=0.6))
    assert tidy[tidy["year"] == 2020]["score"].isna().all()
    assert math.isnan(at(tidy, 2021, "R2"))
    assert math.isfinite(at(tidy, 2021, "R1"))


def test_a_year_that_would_only_repeat_older_values_has_no_score() -> None:
    other = facts(2021, z=[1, 2, 3])
    data = dataset({**facts(2020, a=[0, 5, 10], b=[0, 0, 10]), **other}, [FRAMEWORK])
    tidy = score_by_year(data, replace(PLAIN, max_age=3))
    assert tidy[tidy["year"] == 2021]["score"].isna().all()
    last = tidy[tidy["year"] == 2021].iloc[0]
    assert (last["fresh"], last["filled"]) == (0, 2)


def test_values_carried_over_are_counted() -> None:
    data = dataset({**facts(2020, a=[0, 5, 10], b=[0, 0, 10]), **facts(2021, a=[1, 2, 3])}, [FRAMEWORK])
    tidy = score_by_year(data, replace(PLAIN, max_age=1))
    last = tidy[tidy["year"] == 2021].iloc[0]
    assert (last["fresh"], last["filled"]) == (1, 2)
    assert last["coverage"] == 1


def test_only_the_peers_are_scored() -> None:
    data = dataset(facts(2020, a=[0, 5, 10], b=[0, 0, 10]), [FRAMEWORK])
    tidy = score_by_year(data, replace(PLAIN, peers=("R1", "R2")))
    assert list(tidy["region"]) == ["R1", "R2"]


def test_no_data_no_years() -> None:
    data = dataset({}, [FRAMEWORK], groups={"R1": ""})
    assert score_by_year(data, PLAIN).empty


def test_a_definition_breaks_with_any_of_its_parts() -> None:
    known = [
        indicator("gdp", breaks_before=2019),
        indicator("fdi", breaks_before=2022),
        indicator("fdi_gdp", numerator="fdi", denominator="gdp"),
        indicator("plain"),
    ]
    data = dataset(facts(gdp=[1, 2, 3]), [], known)
    found = definition_breaks(data, ["fdi_gdp", "gdp", "plain"])
    assert found == {2019: ("fdi_gdp", "gdp"), 2022: ("fdi_gdp",)}
    assert list(found) == [2019, 2022]
