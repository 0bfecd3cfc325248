"""The answer as frames."""

from __future__ import annotations

import pandas as pd
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})


@pytest.fixture(scope="module")
def answer() -> Assessment:
    """R1 has all, R2 all at the other end, R3 only a (a coverage of 1/4)."""
    values = facts(a=[10, 20, 30], b=[0, 1, NAN], c=[0, 1, NAN])
    return assess(dataset(values, [FRAMEWORK]), Scenario("demo", "f", 2021))


def test_scores_ranks_and_coverage_are_units_by_nodes(answer: Assessment) -> None:
    # R1: 0 and 0; R2: (50 + 3 * 100) / 4 = 87.5; R3: not enough.
    expected = pd.DataFrame(
        {"f": [0, 87.5, NAN], "one": [0.0, 50, 100], "two": [0, 100, NAN]}, index=["R1", "R2", "R3"]
    )
    pd.testing.assert_frame_equal(answer.scores, expected)
    assert answer.ranks["f"].tolist()[:2] == [2, 1]
    assert answer.ranks["f"].isna().tolist() == [False, False, True]
    assert answer.ranks.dtypes.eq("Int64").all()
    assert answer.coverage.loc["R3"].tolist() == pytest.approx([0.25, 1, 0])


def test_tidy_is_a_row_a_node_and_region(answer: Assessment) -> None:
    tidy = answer.tidy
    assert list(tidy.columns) == ["framework", "node", "level", "region", "year", "score", "rank", "coverage"]
    assert tidy["node"].tolist() == ["f"] * 3 + ["one"] * 3 + ["two"] * 3
    assert tidy["level"].tolist() == [0] * 3 + [1] * 6
    assert tidy["region"].tolist() == ["R1", "R2", "R3"] * 3
    assert set(tidy["year"]) == {2021}, "the scenario's year, though the values are of 2020"
    row = tidy[(tidy["node"] == "one") & (tidy["region"] == "R2")].iloc[0]
    assert (row["score"], row["rank"], row["coverage"]) == (50, 2, 1)
    assert tidy["rank"].isna().tolist() == tidy["score"].isna().tolist()


def test_contributions_of_a_parent_sum_to_its_score(answer: Assessment) -> None:
    whole = answer.contributions()
    assert list(whole.columns) == ["one", "two"]
    assert whole.loc["R2"].tolist() == pytest.approx([12.5, 75])
    assert answer.contributions("two").loc["R2"].tolist() == pytest.approx([100 / 3, 200 / 3])
    assert answer.contributions("two").loc["R3"].isna().all()


def test_an_unknown_parent_is_a_key_error(answer: Assessment) -> None:
    with pytest.raises(KeyError):
        answer.contributions("nowhere")


def test_what_belongs_to_the_diagnosis_is_handed_through(answer: Assessment) -> None:
    assert answer.rules is answer.diagnosis.rules
    assert answer.shortcomings is answer.diagnosis.items
    assert answer.families is answer.diagnosis.families
    assert answer.tests is answer.diagnosis.tests
    assert answer.units == ("R1", "R2", "R3")


def test_coupling_is_empty_with_its_columns_where_it_is_not_defined() -> None:
    found = assess(
        dataset(facts(a=[1, 2], units=("R1", "R2")), [FRAMEWORK]),
        Scenario("demo", "f", 2020, normalise="rank"),
    )
    assert list(found.coupling.columns) == ["region", "C", "T", "D", "grade", "lagging", "lag_type"]
    assert found.coupling.empty


def test_frames_are_made_once(answer: Assessment) -> None:
    assert answer.tidy is answer.tidy
    assert answer.coupling is answer.coupling
