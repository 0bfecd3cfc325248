"""The profile of a region in sentences: each number is the core's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.obstacle import obstacles
from cluster_core.assess.strengths import strengths
from cluster_core.assess.twins import twins
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Language
from ui import data, profile


def found_of(assessment: Assessment) -> profile.Profile:
    found = profile.of(assessment)
    assert found is not None
    return found


def test_the_headline_is_the_core(english: None, assessment: Assessment) -> None:
    said = profile.headline(assessment, profile.of(assessment))
    told = strengths(assessment).query("region == '320900'")["strength"].value_counts()
    held = obstacles(assessment)
    shares = dict(zip(held.names, held.indicators[assessment.units.index("320900")], strict=True))
    worst = max((one for one in shares if shares[one] == shares[one]), key=shares.__getitem__)
    nearest = twins(assessment, "320900", 2)
    assert said.startswith(f"Yancheng: {told['strength']} strengths and {told['weakness']} weaknesses; ")
    assert f"{assessment.dataset.indicators[worst].name.en} ({shares[worst]:.0f}% of its shortfall)" in said
    names = [assessment.dataset.regions[one.unit].name.en for one in nearest]
    assert said.endswith(f"most like {names[0]} and {names[1]}")


@pytest.mark.parametrize("focus", ["", "nobody"])
def test_without_a_focus_it_asks_for_one(english: None, assessment: Assessment, focus: str) -> None:
    nobody = replace(assessment, scenario=replace(assessment.scenario, focus=focus))
    assert profile.of(nobody) is None
    assert profile.headline(nobody, None).startswith("Choose a region")


def test_one_region_alone_has_no_profile_but_a_sentence(language: Language, assessment: Assessment) -> None:
    alone = data.assessment(replace(assessment.scenario, peers=("320900",)))
    found = found_of(alone)
    assert not found.judged
    assert not found.hindering
    assert found.twins == ()
    assert "：" in profile.headline(alone, found) or ":" in profile.headline(alone, found)


def test_shares_are_sorted_and_whole(assessment: Assessment) -> None:
    shares = list(found_of(assessment).hindering.values())
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(100)


def test_strengths_come_best_first_weaknesses_worst_first(assessment: Assessment) -> None:
    found = found_of(assessment)
    assert found.those("strength")["percent_rank"].is_monotonic_decreasing
    assert found.those("weakness")["percent_rank"].is_monotonic_increasing
    assert (found.those("strength")["percent_rank"] > 50).all()


def test_every_indicator_has_a_dimension(assessment: Assessment) -> None:
    dimensions = profile.dimension_of(assessment)
    assert set(dimensions) == set(assessment.framework.indicators)
    assert set(dimensions.values()) <= set(assessment.framework.dimensions)


def test_equal_weights_are_seen() -> None:
    white = data.assessment(default_scenario(data.dataset("jiangsu"), framework="whitepaper_practices"))
    assert profile.weights_alike(found_of(white).places["weight"])
    forces = data.assessment(default_scenario(data.dataset("jiangsu")))
    assert not profile.weights_alike(found_of(forces).places["weight"])


def test_the_lag_type_in_words(english: None, assessment: Assessment) -> None:
    assert assessment.coupling.set_index("region").loc["320900", "lag_type"] == "synchronous"
    assert profile.lag_line(assessment, found_of(assessment)).startswith("Its four forces move together")
    practice = data.assessment(default_scenario(data.dataset("practice")))
    assert "Resilience and linkage" in profile.lag_line(practice, found_of(practice))
    standard = data.assessment(replace(assessment.scenario, normalise="zscore"))
    assert profile.lag_line(standard, found_of(standard)) == ""
    alone = data.assessment(replace(assessment.scenario, peers=("320900",)))
    assert profile.lag_line(alone, found_of(alone)) == ""
