"""The trend of the comparison, and why there may be none."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.trend import score_by_year
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import comparison_years as years
from ui import data, sentences, state

A, B = "320900", "320600"


def test_the_trend_has_the_scores_of_the_core(
    english: None, assessment: Assessment, jiangsu: Dataset, scenario: Scenario
) -> None:
    figure = years.trend(assessment, (A, B))
    table = figure.table()
    own = score_by_year(jiangsu, scenario).query("region == @A and year >= 2021 and year <= 2023")
    assert list(table["Year"]) == ["2021", "2022", "2023"]
    assert list(table["Yancheng"]) == list(own["score"])
    assert figure.title.startswith("2021–2023: Yancheng +")
    assert set(figure.formats) <= set(table.columns)


def test_breaks_and_left_out_years_are_told(language: Language, assessment: Assessment) -> None:
    note = years.note(assessment, (A, B))
    assert "2022" in note
    assert "2024" in note
    rows = years.trend(assessment, (A, B)).chart["datasets"]["rows"]
    assert [row["broken"] for row in rows if row.get("region") == A] == [False, True, False]


def test_ranks_of_different_years_are_not_compared(english: None, scenario: Scenario) -> None:
    ranked = data.assessment(replace(scenario, normalise="rank"))
    assert years.trend(ranked, (A, B)) is None
    assert "cannot be compared" in years.why_not(ranked, (A, B))


@pytest.mark.parametrize(("least", "word"), [(1.0, "No year"), (0.8, "Only 2023")])
def test_too_few_years_are_told(english: None, scenario: Scenario, least: float, word: str) -> None:
    strict = data.assessment(replace(scenario, min_coverage=least))
    if years.trend(strict, (A, B)) is None:
        assert word in years.why_not(strict, (A, B))
    else:
        assert least < 1


def test_years_with_any_score() -> None:
    tidy = pd.DataFrame({"year": [2020, 2020, 2021], "score": [float("nan"), 1.0, float("nan")]})
    assert years.scored_years(tidy) == [2020]


def tidied(changes: dict[str, list[float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"region": unit, "year": 2020 + at, "score": score}
            for unit, scores in changes.items()
            for at, score in enumerate(scores)
        ]
    )


score_or_gap = st.floats(0, 100).map(lambda value: round(value, 2)) | st.just(float("nan"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(score_or_gap, min_size=4, max_size=4), min_size=2, max_size=10))
def test_every_change_said_is_the_change_of_the_years_said(scores: list[list[float]]) -> None:
    result = data.assessment(default_scenario(data.dataset("jiangsu")))
    regions = result.units[: len(scores)]
    tidy = tidied(dict(zip(regions, scores, strict=True)))
    if len(years.scored_years(tidy)) < 2:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "language", lambda: "en")
        said = years.takeaway(result, regions, tidy)
        names = {sentences.region(result, unit): unit for unit in regions}
    wide = tidy.pivot_table(index="year", columns="region", values="score", dropna=False)
    first, last = map(int, re.match(r"(\d+)–(\d+): ", said).groups())
    assert (first, last) == tuple(wide.dropna(how="all").index[[0, -1]])
    change = wide.loc[last] - wide.loc[first]
    for name, points, start, end in re.findall(
        r"([A-Z][a-z']+(?:an)?) (?:gains most \()?([+−]?[\d.]+) points(?: \((\d+)–(\d+)\))?", said
    ):
        own = wide[names[name]].dropna()
        begun, done = (int(start), int(end)) if start else (first, last)
        assert (begun, done) == (own.index[0], own.index[-1])
        assert points.replace("−", "-") in {f"{own.iloc[-1] - own.iloc[0]:+.1f}", "0.0"}
    if found := re.search(r": ([A-Z][\w']+) gains most \(.*?\), ([A-Z][\w']+) least", said):
        most, least = (names[one] for one in found.groups())
        assert change[most] == change.max()
        assert change[least] == change.min()
        assert len(regions) > 3
