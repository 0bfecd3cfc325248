"""Which frameworks fit, and what a change of framework, unit or bundle leaves of a scenario."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario, misfits
from cluster_core.model.scenario import Scenario
from tests.model.examples import tree
from tests.pages.conftest import ODD, with_odd_frameworks
from ui import data, framework_choice


@pytest.fixture(scope="module")
def practice() -> Dataset:
    return with_odd_frameworks("practice")


def test_a_framework_of_unknown_indicators_does_not_fit(jiangsu: Dataset) -> None:
    foreign = jiangsu.with_framework(tree("foreign", {"foreign": {"no_such_indicator": 1}}))
    bare = jiangsu.with_framework(tree("bare", {"bare": {}}))
    assert set(framework_choice.fitting(foreign)) == set(framework_choice.fitting(jiangsu))
    assert set(framework_choice.fitting(bare)) == set(framework_choice.fitting(jiangsu))


def test_a_ratio_is_observed_with_both_its_parts(practice: Dataset) -> None:
    assert framework_choice.observed(practice, ODD["deep"], "region") == 4
    assert framework_choice.observed(practice, ODD["half_empty"], "region") == 1
    assert framework_choice.observed(practice, ODD["empty"], "region") == 0
    without = replace(practice, observations=practice.observations.query("indicator != 'gdp'"))
    assert framework_choice.observed(without, ODD["single"], "region") == 0  # R&D to GDP


def test_units_are_those_with_observations(jiangsu: Dataset, practice: Dataset) -> None:
    assert framework_choice.units(jiangsu) == ("region",)
    assert framework_choice.units(practice) == ("region", "cluster")


def test_another_framework_keeps_the_place_and_takes_its_own_methods(practice: Dataset) -> None:
    before = replace(
        default_scenario(practice, year=2022, focus="p02", peers=("p02", "p03")),
        rules="",
        impute="peer_mean",
        weighting="entropy",
        points=(("four_forces", (1.0, 2.0, 3.0, 4.0)),),
    )
    after = framework_choice.with_framework(practice, before, "geometric")
    kept = ("bundle", "year", "focus", "peers", "rules", "unit")
    assert [getattr(after, one) for one in kept] == [getattr(before, one) for one in kept]
    assert (after.normalise, after.aggregate, after.min_coverage) == ("percentile", "geometric", 0.25)
    assert (after.impute, after.weighting, after.points) == ("none", "default", ())
    assert misfits(after, practice) == []


def test_another_unit_keeps_framework_methods_and_weights(practice: Dataset) -> None:
    before = replace(
        default_scenario(practice, peers=("p09", "p01")), aggregate="geometric", weighting="equal", year=2021
    )
    after = framework_choice.with_unit(practice, before, "cluster")
    assert (after.unit, after.year, after.focus, after.peers) == ("cluster", 2021, "c01", ())
    assert (after.aggregate, after.weighting, after.framework) == ("geometric", "equal", "four_forces")
    back = framework_choice.with_unit(practice, after, "region")
    assert (back.unit, back.focus) == ("region", practice.default_focus)
    assert misfits(after, practice) == misfits(back, practice) == []


def test_a_year_without_clusters_becomes_the_last_with_some(practice: Dataset) -> None:
    late = replace(practice, cluster_observations=practice.cluster_observations.query("year < 2022"))
    after = framework_choice.with_unit(late, default_scenario(late), "cluster")
    assert after.year == 2021


def test_another_bundle_keeps_what_it_has(practice: Dataset, jiangsu: Dataset) -> None:
    before = replace(default_scenario(practice), aggregate="geometric", weighting="critic", rules="")
    after, notices = framework_choice.with_bundle(jiangsu, before)
    assert (after.bundle, after.focus, after.unit) == ("jiangsu", "320900", "region")
    assert (after.aggregate, after.weighting, after.rules) == ("geometric", "critic", "")
    assert notices == ()


def test_another_bundle_without_the_framework_says_so(practice: Dataset, jiangsu: Dataset) -> None:
    after, notices = framework_choice.with_bundle(jiangsu, default_scenario(practice, framework="deep"))
    assert after == default_scenario(jiangsu)
    assert [notice.code for notice in notices] == ["changed"]


def test_the_default_scenario_stays_itself(scenario: Scenario) -> None:
    dataset = data.dataset(scenario.bundle)
    assert framework_choice.with_framework(dataset, scenario, scenario.framework) == scenario
