"""Headlines and takeaways: places, ties and gaps that the numbers give."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import data, sentences


def with_root(assessment: Assessment, scores: list[float]) -> Assessment:
    """Return the assessment with other scores on the whole, ranked anew by hand."""
    changed = assessment.scored.scores.copy()
    changed[:, 0] = scores
    ranks = assessment.scored.ranks.copy()
    ranks[:, 0] = [
        0 if np.isnan(own) else 1 + sum(other > own for other in scores if not np.isnan(other))
        for own in scores
    ]
    return replace(assessment, scored=replace(assessment.scored, scores=changed, ranks=ranks))


def at(assessment: Assessment, focus: str) -> Assessment:
    return replace(assessment, scenario=replace(assessment.scenario, focus=focus))


@pytest.fixture
def three(jiangsu: Dataset, scenario: Scenario) -> Assessment:
    """Nanjing, Suzhou and Yancheng."""
    return assess(jiangsu, replace(scenario, peers=("320100", "320500", "320900"), focus="320900"))


def test_first_middle_and_last(english: None, three: Assessment) -> None:
    placed = with_root(three, [70.04, 50.0, 10.0])
    assert sentences.overview_headline(at(placed, "320100")) == (
        "Nanjing scores 70.0 and ranks 1st of 3 regions, 20.0 points ahead of Suzhou"
    )
    assert sentences.overview_headline(at(placed, "320500")) == (
        "Suzhou scores 50.0 and ranks 2nd of 3 regions, 20.0 points behind Nanjing"
    )
    assert sentences.overview_headline(placed) == (
        "Yancheng scores 10.0 and ranks 3rd of 3 regions, 40.0 points behind Suzhou"
    )


def test_the_same_in_chinese(chinese: None, three: Assessment) -> None:
    placed = with_root(three, [70.0, 50.0, 10.0])
    assert (
        sentences.overview_headline(placed) == "盐城综合得分 10.0，列 3 市第 3 位，与前一位苏州相差 40.0 分"
    )
    assert sentences.overview_headline(at(placed, "320100")).startswith(
        "南京综合得分 70.0，居 3 市第 1 位，领先苏州"
    )


def test_ties_are_named(english: None, three: Assessment) -> None:
    tied = with_root(three, [50.0, 50.0, 50.0])
    assert sentences.overview_headline(tied) == (
        "Yancheng scores 50.0 and shares 1st place among 3 regions with Nanjing and Suzhou"
    )
    behind = with_root(three, [50.0, 50.0, 10.0])
    assert "behind Nanjing and Suzhou" in sentences.overview_headline(behind)


def test_a_region_without_data_is_not_ranked(language: Language, three: Assessment) -> None:
    missing = with_root(three, [50.0, 40.0, float("nan")])
    headline = sentences.overview_headline(missing)
    assert ("is not ranked" if language == "en" else "未参加排名") in headline
    assert "0.0" not in headline


def test_alone_and_without_focus(english: None, three: Assessment) -> None:
    alone = with_root(three, [float("nan"), float("nan"), 40.0])
    assert "no other region" in sentences.overview_headline(alone)
    assert sentences.overview_headline(at(with_root(three, [70.0, 50.0, 10.0]), "")) == (
        "Nanjing leads 3 regions with 70.0 points"
    )
    nobody = with_root(three, [float("nan")] * 3)
    assert "too few data" in sentences.overview_headline(at(nobody, ""))


def test_dimensions_below_and_above(english: None, three: Assessment) -> None:
    rows = pd.DataFrame({"name": ["A", "B"], "score": [1.0, 2.0], "median": [5.0, 3.0]})
    assert sentences.dimensions_takeaway(three, rows) == "All four forces are below the median, A by the most"
    rows["score"] = [6.0, 9.0]
    assert "B is the furthest above" in sentences.dimensions_takeaway(three, rows)
    rows["score"] = [1.0, 9.0]
    assert sentences.dimensions_takeaway(three, rows).startswith("A is below the median")
    rows["score"] = [np.nan, np.nan]
    assert "too few data" in sentences.dimensions_takeaway(three, rows)


def test_weights_move_the_sentence(english: None, scenario: Scenario, jiangsu: Dataset) -> None:
    before = data.assessment(scenario)
    assert "ranks 13th of 13 regions" in sentences.weights_headline(before, before, "Document default")
    now = assess(jiangsu, scenario.with_points("four_forces", (80, 40, 40, 40)))
    moved = {unit: (was, now_) for unit, was, now_ in sentences.movements(now, before) if was != now_}
    assert "320900" in moved
    was, is_now = moved["320900"]
    assert f"Yancheng {'rises' if is_now < was else 'falls'} from {was}th to {is_now}th" in (
        sentences.weights_headline(now, before, "Innovation first")
    )
    up = sum(is_now < was for was, is_now in moved.values())
    assert sentences.moves_takeaway(now, before).startswith(
        f"{len(moved)} regions move: {up} up, {len(moved) - up} down; up the most, by "
    )


def test_failed_tests_say_value_and_reference(chinese: None, assessment: Assessment) -> None:
    tests = assessment.tests
    failed = tests[(tests["region"] == "320900") & tests["fails"]]
    assert len(failed)
    for _, test in failed.iterrows():
        line = sentences.failed_test(assessment, test)
        assert "低于" in line or "高于" in line
        assert ("代理指标" in line) == bool(test["proxy"])


def test_shortcomings_add_up(english: None, assessment: Assessment) -> None:
    rows = assessment.shortcomings[assessment.shortcomings["region"] == "320900"]
    line = sentences.shortcomings_takeaway(rows)
    assert line.startswith(f"{len(rows)} possible shortcomings tested: ")
    counts = [int(word) for word in line.replace(",", "").split(":")[1].split() if word.isdigit()]
    assert sum(counts) == len(rows)


def test_the_type_of_lag_is_said(english: None, assessment: Assessment) -> None:
    row = sentences.coupling_of(assessment)
    assert row is not None
    assert row["lag_type"] == "synchronous"
    assert sentences.coupling_takeaway(assessment).endswith(", all close together")
    assert sentences.lag_type(assessment, "brand;support").endswith("brand and Support and safeguard lagging")
    assert sentences.lag_type(assessment, "") == ""


def test_who_lags_behind_is_named(language: Language, assessment: Assessment) -> None:
    kinds = assessment.coupling.set_index("region")["lag_type"]
    behind = next(unit for unit, kind in kinds.items() if kind in assessment.framework.by_id)
    said = sentences.coupling_takeaway(at(assessment, str(behind)))
    assert said.endswith("滞后型" if language == "zh" else " lagging")
    assert sentences.node_name(assessment, kinds[behind]) in said
