"""The sentences of flips: every figure in them is taken back to weights and scored."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_core.assess.assessment import assess
from cluster_core.index.composite import score
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import sentences, state
from ui.flips import flip_lines
from ui.weight_board import child_name

MOVE = re.compile(r"(\w+) (?:gains|loses) ([\d.]+) points of weight \(([\d.]+)% to ([\d.]+)%")


def ranks(assessment: Assessment, child: str, share: float) -> dict[str, int]:
    """The ranks where one dimension weighs `share`, the others in their proportions, by the ordinary way."""
    root = assessment.framework.id
    now = assessment.scored.weights[root]
    at = assessment.framework.dimensions.index(child)
    rest = np.delete(now, at)
    shares = np.insert(rest / rest.sum() * (1 - share), at, share)
    scenario = assessment.scenario.with_points(root, tuple(shares.tolist()))
    placed = score(assessment.prepared, assessment.framework, scenario).ranks[:, 0]
    return dict(zip(assessment.units, placed.tolist(), strict=True))


def confirm(assessment: Assessment, unit: str, line: str) -> None:
    """Read one English line, and see whether what it says is so."""
    by_name = {sentences.region(assessment, one): one for one in assessment.units}
    children = {child_name(assessment, child): child for child in assessment.framework.dimensions}
    weights = dict(
        zip(assessment.framework.dimensions, assessment.scored.weights[assessment.framework.id], strict=True)
    )
    if move := MOVE.search(line):
        first, second = re.match(r"(.+) passes (.+) if", line).groups()  # type: ignore[union-attr]
        ahead, behind, child = by_name[first], by_name[second], children[move[1]]
        sign = 1 if "gains" in line else -1
        assert float(move[3]) == pytest.approx(100 * weights[child], abs=0.051)
        for then in (weights[child] + sign * float(move[2]) / 100, float(move[4]) / 100):
            after = ranks(assessment, child, then)
            assert after[ahead] < after[behind]
        before = ranks(assessment, child, weights[child] + sign * (float(move[2]) - 0.11) / 100)
        assert before[ahead] >= before[behind] or float(move[2]) < 0.2
        assert unit in (ahead, behind)
        return
    held = re.match(r"(.+) stays (\d+)\w+ (.*)", line)
    assert held
    assert by_name[held[1]] == unit
    rank = int(held[2])
    assert rank == ranks(assessment, *next(iter(weights.items())))[unit]
    if "whatever" in line:
        for child in weights:
            assert {ranks(assessment, child, share)[unit] for share in np.linspace(0.01, 0.99, 15)} == {rank}
        return
    child = children[re.search(r"while (\w+) weighs", line)[1]]  # type: ignore[index]
    figures = [float(one) / 100 for one in re.findall(r"([\d.]+)%", line)]
    low, high = (*figures, 1)[:2] if "at most" not in line else (0, figures[0])
    assert {ranks(assessment, child, share)[unit] for share in np.linspace(low, high, 9)} == {rank}
    for beyond in (low - 0.0011, high + 0.0011):
        if 0 < beyond < 1:
            assert ranks(assessment, child, beyond)[unit] != rank


@given(
    st.lists(st.integers(1, 100), min_size=4, max_size=4),
    st.integers(0, 12),
    st.sampled_from(["arithmetic", "geometric"]),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_figure_is_true(
    english: None, jiangsu: Dataset, scenario: Scenario, points: list[int], place: int, rule: str
) -> None:
    unit = list(jiangsu.regions)[place]
    chosen = replace(scenario, focus=unit, aggregate=rule).with_points(scenario.framework, tuple(points))
    assessment = assess(jiangsu, chosen)
    lines = flip_lines(assessment)
    assert 1 <= len(lines) <= 3
    for line in lines:
        confirm(assessment, unit, line)


def test_both_languages_say_the_same_figures(
    monkeypatch: pytest.MonkeyPatch, jiangsu: Dataset, scenario: Scenario
) -> None:
    said: dict[str, list[str]] = {}
    for language in ("en", "zh"):
        monkeypatch.setattr(state, "language", lambda language=language: language)
        lines = [
            line
            for unit in jiangsu.regions
            for line in flip_lines(assess(jiangsu, replace(scenario, focus=unit)))
        ]
        said[language] = [sorted(re.findall(r"\d+(?:\.\d+)?", line)) for line in lines]  # type: ignore[misc]
    assert said["en"] == said["zh"]
    assert len(said["en"]) > 13


def test_without_a_focus_the_first_is_meant(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    assessment = assess(jiangsu, replace(scenario, focus=""))
    first = min(sentences.rank_by_unit(assessment).items(), key=lambda one: one[1])[0]
    assert flip_lines(assessment) == flip_lines(assess(jiangsu, replace(scenario, focus=first)))


def test_where_nothing_can_be_said_nothing_is(
    language: Language, jiangsu: Dataset, scenario: Scenario
) -> None:
    alone = replace(scenario, focus="320900", peers=("320900",))
    assert flip_lines(assess(jiangsu, alone)) == ()
    nobody = replace(scenario, framework="whitepaper_practices", framework_version="1", min_coverage=0.9)
    assert flip_lines(assess(jiangsu, nobody)) == ()


def test_rules_under_which_no_common_weight_moves_say_so(
    english: None, jiangsu: Dataset, scenario: Scenario
) -> None:
    own = flip_lines(assess(jiangsu, replace(scenario, weighting="bod")))
    assert own == ("Each region has weights of its own here, so there is no common weight to move",)
    lowest = flip_lines(assess(jiangsu, replace(scenario, aggregate="min")))
    assert lowest == ("Here the lowest dimension alone decides, so weights above zero change no rank",)


def test_a_rank_that_no_weight_changes(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    # Nanjing is ahead of Suqian in every dimension.
    pair = replace(scenario, peers=("320100", "321300"), focus="321300")
    lines = flip_lines(assess(jiangsu, pair))
    assert lines == (
        "Suqian stays 2nd whatever any one dimension weighs, the others keeping their proportions",
    )
    confirm(assess(jiangsu, pair), "321300", lines[0])
