"""Scores over the years on one scale; numbers by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.trend import definition_breaks, dimension_scores_by_year, score_by_year
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


# --- dimensions --------------------------------------------------------------------------------------------------

DEEP = tree("f", {"f": {"one": 1, "z": 1}, "one": {"a": 1, "b": 1}})


def of_node(tidy, year: int, node: str, column: str = "score") -> list[float]:
    return tidy[(tidy["year"] == year) & (tidy["node"] == node)][column].tolist()


def test_the_dimensions_of_every_year_share_their_goalposts_and_make_up_the_whole() -> None:
    data = dataset(
        {
            **facts(2020, a=[0, 5, 10], b=[0, 0, 10], z=[1, 2, 3]),
            **facts(2021, a=[10, 15, 20], b=[10, 10, 20], z=[3, 4, 5]),
        },
        [DEEP],
    )
    tidy = dimension_scores_by_year(data, PLAIN)
    assert list(tidy.columns) == ["year", "node", "region", "score", "coverage", "fresh", "filled"]
    assert of_node(tidy, 2020, "one") == pytest.approx([0, 12.5, 50])
    assert of_node(tidy, 2021, "one") == pytest.approx([50, 62.5, 100])
    assert of_node(tidy, 2020, "z") == pytest.approx([0, 25, 50])
    whole = score_by_year(data, PLAIN)
    for year in (2020, 2021):
        halves = zip(of_node(tidy, year, "one"), of_node(tidy, year, "z"), strict=True)
        mean = [(one + other) / 2 for one, other in halves]
        assert whole[whole["year"] == year]["score"].tolist() == pytest.approx(mean)


def test_a_dimension_without_anything_new_has_no_score_of_its_own() -> None:
    data = dataset(
        {**facts(2020, a=[0, 5, 10], b=[0, 0, 10], z=[1, 2, 3]), **facts(2021, z=[3, 4, 5])}, [DEEP]
    )
    tidy = dimension_scores_by_year(data, replace(PLAIN, max_age=1))
    assert all(math.isnan(score) for score in of_node(tidy, 2021, "one"))
    assert (of_node(tidy, 2021, "one", "fresh"), of_node(tidy, 2021, "one", "filled")) == ([0] * 3, [2] * 3)
    assert of_node(tidy, 2021, "z") == pytest.approx([50, 75, 100])


def test_a_dimension_below_the_least_coverage_has_no_score() -> None:
    data = dataset(facts(2020, a=[0, 5, 10], b=[0, NAN, 10], z=[1, 2, NAN]), [DEEP])
    tidy = dimension_scores_by_year(data, replace(PLAIN, min_coverage=0.6))
    assert [math.isnan(score) for score in of_node(tidy, 2020, "one")] == [False, True, False]
    assert of_node(tidy, 2020, "one", "coverage") == [1, 0.5, 1]
    assert of_node(tidy, 2020, "z", "coverage") == [1, 1, 0]


def test_without_data_there_are_no_dimensions() -> None:
    assert dimension_scores_by_year(dataset({}, [DEEP], groups={"R1": ""}), PLAIN).empty


@pytest.mark.parametrize("weighting", ["entropy", "critic"])
def test_weights_from_the_data_are_those_of_the_scenarios_year_in_every_year(weighting: str) -> None:
    values = {
        **facts(2020, a=[0, 9, 10], b=[0, 1, 10]),
        **facts(2021, a=[0, 1, 10], b=[0, 5, 10]),
    }
    data = dataset(values, [FRAMEWORK])
    scenario = replace(PLAIN, weighting=weighting)
    weights = assess(data, scenario).scored.weights["f"]
    tidy = score_by_year(data, scenario)
    # R2: goodness .9 and .1 in 2020, .1 and .5 in 2021, by the weights of 2021 in both
    assert at(tidy, 2020, "R2") == pytest.approx(90 * weights[0] + 10 * weights[1])
    assert at(tidy, 2021, "R2") == pytest.approx(10 * weights[0] + 50 * weights[1])
    assert weights[0] != pytest.approx(weights[1])
