"""Every claim of a sentence is found again in the assessment, whatever the scenario, in both languages and bundles."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess import compare
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import comparison_level_words as words
from ui import comparison_levels as levels_of
from ui import comparison_words, data, sentences, state

A, B = "320900", "320600"
NUMBER = r"([−\d][\d,]*\.\d)"


@st.composite
def asked(draw: st.DrawFn) -> tuple[Scenario, tuple[str, ...]]:
    """A bundle, a framework, weights of its dimensions, and 2 to 10 regions in any order."""
    known = data.dataset(draw(st.sampled_from(["jiangsu", "practice"])))
    framework = draw(st.sampled_from(sorted(known.frameworks)))
    scenario = default_scenario(known, framework=framework)
    count = len(known.frameworks[framework].dimensions)
    points = tuple(draw(st.lists(st.integers(0, 100), min_size=count, max_size=count)))
    if any(points):
        scenario = scenario.with_points(framework, points).quantised()
    order = draw(st.permutations(sorted(known.regions)))
    scenario = replace(scenario, min_coverage=draw(st.sampled_from([0.1, 0.5, 0.8])))
    return scenario, tuple(order[: draw(st.integers(2, 10))])


def by_name(assessment: Assessment, *, nodes: bool) -> dict[str, str]:
    if nodes:
        every = (*assessment.framework.by_id, *assessment.framework.indicators)
        return {sentences.node_name(assessment, one): one for one in every}
    return {sentences.region(assessment, one): one for one in assessment.units}


def one_of(names: dict[str, str]) -> str:
    return "(" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"


def shown(value: float) -> str:
    return f"{round(value, 1) + 0.0:,.1f}".replace("-", "−")


@settings(max_examples=20, deadline=None)
@given(asked())
def test_what_is_said_is_so(case: tuple[Scenario, tuple[str, ...]]) -> None:
    assessment, regions = data.assessment(case[0]), case[1]
    dimensions = list(assessment.framework.dimensions)
    scores = assessment.scores.loc[list(regions), dimensions]
    for language in ("zh", "en"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(state, "language", lambda one=language: one)
            _leads(assessment, regions, scores, language)
            _widest(assessment, regions, scores, language)
            _strongest(assessment, regions, scores, language)
            _even(assessment, regions, scores, language)
            _ahead(assessment, regions, scores, language)
            _gap(assessment, regions, language)


def _leads(
    assessment: Assessment, regions: tuple[str, ...], scores: pd.DataFrame, language: Language
) -> None:
    said = words.leads(assessment, regions, levels_of.of_dimensions(assessment))
    known = scores.dropna(axis=1, how="all")
    if known.empty:
        assert said in {"None of these regions has a score in any dimension", "这些地区在各维度上都没有得分"}
        return
    firsts = (known >= known.max() - 1e-9).sum(axis=1)
    units = by_name(assessment, nodes=False)
    whole = re.search(rf"^{one_of(units)} has the highest score|得分最高的都是{one_of(units)}$", said)
    if whole:
        unit = units[whole[1] or whole[2]]
        assert firsts[unit] == len(scores.columns) == firsts.sum()
        return
    pattern = rf"{one_of(units)} in (\d+)" if language == "en" else rf"{one_of(units)} (\d+) 个"
    named = {units[place]: int(count) for place, count in re.findall(pattern, said)}
    assert named == {unit: firsts[unit] for unit in named}
    rest = firsts.drop(list(named))
    assert max(rest, default=0) <= min(named.values())
    more = re.search(r"(\d+) more region|另有 (\d+) 个地区", said)
    assert (int(more[1] or more[2]) if more else 0) == (rest > 0).sum()
    assert str(len(known.columns)) in said
    assert (firsts.sum() > len(known.columns)) == ("level ones count" in said or "并列的各计一次" in said)


def _widest(
    assessment: Assessment, regions: tuple[str, ...], scores: pd.DataFrame, language: Language
) -> None:
    said = words.widest(assessment, regions, levels_of.of_dimensions(assessment))
    known = scores.loc[:, scores.notna().sum() > 1]
    if known.empty:
        assert said in {
            "No dimension has a score for two of these regions",
            "没有一个维度有两个以上地区的得分",
        }
        return
    nodes, units = by_name(assessment, nodes=True), by_name(assessment, nodes=False)
    spread = known.max() - known.min()
    if spread.max() <= 1e-9:
        assert said in {"The regions are level in every dimension", "各地区在所有维度上得分相同"}
        return
    if language == "en":
        found = re.search(
            rf"(?:in|In) {one_of(nodes)} .*?{NUMBER} points.*?from {one_of(units)} to {one_of(units)}", said
        )
        assert found
        most, gap, low, high = found.groups()
        near = re.search(rf"nearest in {one_of(nodes)} \({NUMBER} points\)", said)
    else:
        found = re.search(rf"^{one_of(nodes)}.*?{one_of(units)}到{one_of(units)}相差 {NUMBER} 分", said)
        assert found
        most, low, high, gap = found.groups()
        near = re.search(rf"，{one_of(nodes)}差距最小（{NUMBER} 分）", said)
    assert spread[nodes[most]] == spread.max()
    assert gap == shown(spread.max())
    assert known.loc[units[high], nodes[most]] == known[nodes[most]].max()
    assert known.loc[units[low], nodes[most]] == known[nodes[most]].min()
    assert (near is not None) == (len(known.columns) > 1)
    if near:
        assert spread[nodes[near[1]]] == spread.min()
        assert near[2] == shown(spread.min())


def _strongest(
    assessment: Assessment, regions: tuple[str, ...], scores: pd.DataFrame, language: Language
) -> None:
    said = words.strongest(assessment, regions, levels_of.of_dimensions(assessment))
    missing = int(scores.isna().sum().sum())
    cells = re.search(r"(\d+) of (\d+) cells?|(\d+) 格中有 (\d+) 格", said)
    assert (cells is not None) == (missing > 0)
    if cells:
        numbers = (cells[1], cells[2]) if language == "en" else (cells[4], cells[3])
        assert numbers == (str(missing), str(scores.size))
    own = scores.loc[regions[0]].dropna()
    assert said.startswith(sentences.region(assessment, regions[0]))
    if own.empty:
        assert "no data here" in said or "这里没有数据" in said
        return
    if own.max() - own.min() <= 1e-9:
        assert shown(own.max()) in said
        return
    nodes = by_name(assessment, nodes=True)
    high, low = re.findall(rf"{one_of(nodes)}[ （]\(?{NUMBER}[)）]", said)[:2]
    assert (own[nodes[high[0]]], own[nodes[low[0]]]) == (own.max(), own.min())
    assert (high[1], low[1]) == (shown(own.max()), shown(own.min()))


def _even(assessment: Assessment, regions: tuple[str, ...], scores: pd.DataFrame, language: Language) -> None:
    said = words.evenness(assessment, regions, levels_of.of_dimensions(assessment))
    own = scores.loc[scores.notna().sum(axis=1) > 1]
    if own.empty:
        assert said in {
            "None of these regions has scores in two dimensions",
            "没有一个地区有两个以上维度的得分",
        }
        return
    spread = own.max(axis=1) - own.min(axis=1)
    units = by_name(assessment, nodes=False)
    numbers = re.findall(NUMBER, said)
    assert numbers[0] == shown(spread.min())
    if len(own) > 1 and spread.max() - spread.min() > 1e-9:
        most, least = re.findall(one_of(units), said)
        assert (spread[units[most]], spread[units[least]]) == (spread.min(), spread.max())
        assert numbers[1] == shown(spread.max())


def _ahead(
    assessment: Assessment, regions: tuple[str, ...], scores: pd.DataFrame, language: Language
) -> None:
    first, second = regions[:2]
    said = words.ahead(assessment, first, second, levels_of.of_dimensions(assessment))
    gap = (scores.loc[first] - scores.loc[second]).dropna()
    ahead = {sentences.node_name(assessment, one) for one in gap.index[gap > 1e-9]}
    if 0 < len(ahead) < len(gap):
        assert set(re.findall(one_of(by_name(assessment, nodes=True)), said)) == ahead
        return
    a, b = (sentences.region(assessment, one) for one in (first, second))
    none = said.startswith(f"{b} is level with {a}") or f"{b}都不低于{a}" in said
    every = said.startswith(f"{a} is ahead of {b}") or f"{a}都高于{b}" in said
    assert none == (len(gap) > 0 and not ahead)
    assert every == (len(gap) > 0 and len(ahead) == len(gap))
    if len(gap) < scores.shape[1] and len(gap):
        assert f" {len(gap)} " in said


def _gap(assessment: Assessment, regions: tuple[str, ...], language: Language) -> None:
    root = assessment.framework.id
    own = assessment.contributions().loc[list(regions[:2])]
    whole = assessment.scores.loc[regions[0], root] - assessment.scores.loc[regions[1], root]
    headline = comparison_words.headline(assessment, regions)
    if math.isnan(whole):
        assert "coverage below" in headline or "数据覆盖不足" in headline
        return
    gaps = (own.iloc[0].fillna(0) - own.iloc[1].fillna(0))[own.notna().any()]
    assert gaps.sum() == pytest.approx(whole, abs=1e-7)
    if abs(whole) >= 0.05:
        assert shown(abs(whole)) in headline
    said = comparison_words.gap_takeaway(assessment, compare.differences(assessment, *regions[:2])[root])
    most = re.search(rf"{NUMBER}", said)
    assert most
    assert most[1].lstrip("−") == shown(abs(gaps).max())
    nodes = by_name(assessment, nodes=True)
    named = [nodes[one] for one in re.findall(one_of(nodes), said)]
    assert abs(gaps[named[0]]) == pytest.approx(abs(gaps).max(), abs=1e-9)
    if len(named) > 1:
        assert abs(gaps[named[1]]) == pytest.approx(abs(gaps).min(), abs=1e-9)


# ---- what random scenarios seldom bring


def level(**values: float) -> levels_of.Level:
    return levels_of.Level("innovation", "innovation", pd.Series(values))


def test_equals_lead_together(english: None, assessment: Assessment) -> None:
    one, other = ({A: 3.0, B: second, "320500": np.nan} for second in (3.0, 2.0))
    said = words.leads(assessment, (A, B, "320500"), [level(**one), level(**other)])
    assert (
        said == "Highest scores in 2 dimensions: Yancheng in 2 and Nantong in 1 (level ones count for each)"
    )


def test_more_leaders_than_a_sentence_names(english: None, assessment: Assessment) -> None:
    units = assessment.units[:5]
    one_each = [level(**{unit: float(unit == first) for unit in units}) for first in units]
    assert words.leads(assessment, units, one_each).endswith("in 1 and 2 more regions")


def test_level_regions_are_not_called_apart(language: Language, assessment: Assessment) -> None:
    alike = [level(**{A: 5.0, B: 5.0}), level(**{A: 7.0, B: 7.0})]
    assert words.widest(assessment, (A, B), alike) in {
        "The regions are level in every dimension",
        "各地区在所有维度上得分相同",
    }
    assert "2.0" in words.evenness(assessment, (A, B), alike)
    assert "5.0" in words.strongest(assessment, (A,), alike[:1])


def test_nothing_known_is_said(language: Language, assessment: Assessment) -> None:
    nothing = [level(**{A: np.nan, B: np.nan})]
    for said in (words.leads, words.widest, words.strongest, words.evenness):
        assert said(assessment, (A, B), nothing)
    assert words.ahead(assessment, A, B, nothing)


def test_a_raw_value_has_its_unit_and_year(english: None, assessment: Assessment) -> None:
    assert words.raw_value(assessment, "science_spending_share", A) == "2.39 · % · 2023"
    assert words.raw_value(assessment, "er_policy_coordination", A).startswith("no data")
