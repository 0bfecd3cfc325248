"""The evidence of a number recomputes it, and every shown value has source, year and unit."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from cluster_core import default_scenario, load_dataset
from cluster_core.assess.assessment import assess
from cluster_core.assess.evidence import IndicatorEvidence, NodeEvidence, Part, evidence
from cluster_core.errors import ScenarioError
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, indicator, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})
RATIO = indicator("c", numerator="top", denominator="base", scale=100.0)
GIVEN = {"a": [10, 20, 30], "b": [4, 2, 8], "top": [7, 5, 1], "base": [200, 100, 50]}


def by_hand(**options: object) -> Assessment:
    known = dataset(facts(**GIVEN), [FRAMEWORK], [RATIO, indicator("b", "cost")])
    return assess(known, replace(Scenario("demo", "f", 2020), **options))


@cache
def shipped(bundle: str, unit: str = "region") -> Assessment:
    known = load_dataset(f"data/{bundle}")
    return assess(known, default_scenario(known, unit=unit))


def joined(parts: tuple[Part, ...], rule: str) -> float:
    """The means of docs/methods.md, written out."""
    used = [(part.share, part.used) for part in parts if part.share > 0]
    if rule == "min":
        return min(x for _, x in used)
    if rule == "geometric":
        return float(np.prod([x**w for w, x in used]))
    p = {"arithmetic": 1.0, "harmonic": -1.0, "power:2": 2.0}[rule]
    return sum(w * x**p for w, x in used) ** (1 / p)


# ---- indicators


def test_a_ratio_shows_both_observations_and_its_rank() -> None:
    found = evidence(by_hand(), "R1", "c")
    assert isinstance(found, IndicatorEvidence)
    assert (found.status, found.value) == ("derived", 3.5)
    assert [(one.indicator.id, one.value, one.year) for one in found.observations] == [
        ("top", 7, 2020),
        ("base", 200, 2020),
    ]
    # 3.5, 5 and 2: the second of three.
    assert (found.rank, found.ranked) == (2, 3)
    assert dict(found.peers) == pytest.approx({"R1": 3.5, "R2": 5, "R3": 2})
    assert found.score == pytest.approx(50)
    assert [place.step.parent for place in found.places] == ["two"]


def test_less_of_a_cost_ranks_higher() -> None:
    assert [evidence(by_hand(), unit, "b").rank for unit in ("R1", "R2", "R3")] == [2, 1, 3]


def test_what_nobody_observed_is_missing_and_what_was_filled_says_so() -> None:
    known = dataset(facts(**{**GIVEN, "b": [NAN, 2, 8]}), [FRAMEWORK], [RATIO])
    missing = evidence(assess(known, Scenario("demo", "f", 2020)), "R1", "b")
    assert (missing.status, missing.rank, missing.observations) == ("missing", 0, ())
    filled = evidence(assess(known, Scenario("demo", "f", 2020, impute="peer_mean")), "R1", "b")
    assert (filled.status, filled.value, filled.rank) == ("imputed", 5, 0)


def test_an_observation_outside_the_framework_has_no_score() -> None:
    found = evidence(by_hand(), "R1", "top")
    assert (found.value, found.places, found.scaling) == (7, (), None)
    assert np.isnan(found.score)


@pytest.mark.parametrize(
    ("bundle", "unit"), [("jiangsu", "region"), ("practice", "region"), ("practice", "cluster")]
)
def test_every_shown_value_has_source_year_and_unit(bundle: str, unit: str) -> None:
    result = shipped(bundle, unit)
    shown, regions = 0, result.units[::3]
    for region in regions:
        for name in result.prepared.indicators:
            found = evidence(result, region, f"indicator:{name}")
            if found.status == "missing":
                continue
            shown += 1
            assert found.vintage.year
            assert found.indicator.unit.zh
            assert found.indicator.unit.en
            assert len(found.observations) == 1 + bool(found.indicator.denominator)
            for one in found.observations:
                assert one.source is not None
                assert one.source.title
                assert one.source.address
                assert one.year
                assert one.indicator.unit
    assert shown == np.count_nonzero(~np.isnan(result.prepared.denominated[::3]))


# ---- nodes


@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "harmonic", "power:2", "min"])
def test_the_parts_make_the_score_by_the_rule(rule: str) -> None:
    result = by_hand(aggregate=rule, floor=1.0)
    for node in result.framework.nodes:
        for unit in result.units:
            found = evidence(result, unit, node.id)
            assert isinstance(found, NodeEvidence)
            assert joined(found.parts, rule) == pytest.approx(found.score, abs=1e-9)
            assert sum(part.contribution for part in found.parts) == pytest.approx(found.score, abs=1e-9)


@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
def test_the_chain_sums_to_the_score(bundle: str) -> None:
    result = shipped(bundle)
    for unit in (result.units[0], result.scenario.focus):
        whole = evidence(result, unit, result.framework.id)
        leaves = [step for step in whole.below if step.is_indicator and not np.isnan(step.contribution)]
        assert sum(step.contribution for step in leaves) == pytest.approx(whole.score, abs=1e-9)
        for step in leaves:
            found = evidence(result, unit, step.id)
            assert step in [place.step for place in found.places]
            assert step.in_force * found.score == pytest.approx(step.contribution, abs=1e-9)


def test_a_node_names_what_is_missing_and_what_was_raised() -> None:
    known = dataset(facts(**{**GIVEN, "b": [NAN, 2, 8]}), [FRAMEWORK], [RATIO])
    result = assess(known, Scenario("demo", "f", 2020, aggregate="geometric", floor=5.0))
    whole, one = (evidence(result, "R1", node) for node in ("f", "one"))
    assert whole.missing == ("b",)
    assert [(part.id, part.score, part.used) for part in one.parts] == [("a", 0, 5)]  # the lowest, raised
    assert [step.id for step in one.way] == ["one"]
    assert whole.way == ()
    assert [step.id for step in evidence(result, "R1", "two").below] == ["b", "c"]


def test_an_indicator_with_the_id_of_a_node_has_a_card_of_its_own() -> None:
    result = shipped("jiangsu")
    assert isinstance(evidence(result, "320900", "innovation_platforms"), NodeEvidence)
    assert isinstance(evidence(result, "320900", "indicator:innovation_platforms"), IndicatorEvidence)


# ---- shortcomings and criteria


@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
def test_the_tests_make_the_severity(bundle: str) -> None:
    result = shipped(bundle)
    for item in result.rules.items:
        found = evidence(result, "320900" if bundle == "jiangsu" else result.units[0], f"item:{item.id}")
        known = [one for one in found.tests if one.assessable]
        for one in known:
            behind = max(0.0, one.goodness_reference - one.goodness)
            gap = behind / one.goodness_reference if one.goodness_reference > 0 else 0.0
            severity = 100 * (0.5 * (1 - one.goodness) + 0.5 * gap) if one.fails else 0.0
            assert one.severity == pytest.approx(severity, abs=1e-9)
        if np.isnan(found.severity_raw):
            assert len(known) < len(found.tests) / 2 or not known
        elif item.combine == "worst":
            assert found.severity_raw == pytest.approx(max(one.severity for one in known))
        elif item.combine == "mean":
            weights = [one.weight for one in known]
            assert found.severity_raw == pytest.approx(
                np.average([one.severity for one in known], weights=weights)
            )


def test_a_family_is_the_mean_of_its_two_worst() -> None:
    result = shipped("jiangsu")
    for family in result.rules.families:
        found = evidence(result, "320900", f"family:{family.id}")
        worst = sorted((value for _, value in found.items if not np.isnan(value)), reverse=True)[:2]
        assert found.severity == pytest.approx(np.mean(worst)) if worst else np.isnan(found.severity)


def test_a_criterion_is_the_mean_of_its_goodness() -> None:
    result = shipped("practice")
    assert result.dataset.typology is not None
    for criterion in result.dataset.typology.criteria:
        found = evidence(result, result.units[0], f"criterion:{criterion.id}")
        if not np.isnan(found.score):
            made = 100 * sum(share * goodness for _, share, goodness in found.parts if share > 0)
            assert made == pytest.approx(found.score, abs=1e-9)


@pytest.mark.parametrize("about", ["rd_intensty", "item:nothing", "family:nothing", "criterion:nothing"])
def test_an_unknown_subject_is_refused_with_what_is_known(about: str) -> None:
    with pytest.raises(ScenarioError, match="allowed: "):
        evidence(shipped("jiangsu"), "320900", about)


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"region: found 'nowhere', allowed: 320100"):
        evidence(shipped("jiangsu"), "nowhere", "four_forces")
