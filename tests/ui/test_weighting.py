"""Presets, slider positions and edits, from Scenario to Scenario."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.errors import ScenarioError
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from cluster_core.model.weights import sibling_weights
from tests.pages.conftest import ODD
from ui import data, weighting


@pytest.fixture(scope="module")
def framework(jiangsu: Dataset, scenario: Scenario) -> Framework:
    return jiangsu.framework(scenario.framework)


@pytest.fixture(scope="module")
def weights(assessment: Assessment) -> weighting.Weights:
    """The document's weights in force."""
    return assessment.scored.mean_weights


def in_force(scenario: Scenario) -> weighting.Weights:
    return data.assessment(scenario).scored.mean_weights


def shares(framework: Framework, scenario: Scenario) -> list[float]:
    return [round(float(share), 3) for share in sibling_weights(framework, scenario)[framework.id]]


def test_every_preset_is_recognised_again(framework: Framework, scenario: Scenario) -> None:
    for preset in weighting.presets(framework):
        assert weighting.preset_of(framework, weighting.with_preset(preset, framework, scenario)) == preset


def test_a_force_first_gets_two_fifths(framework: Framework, scenario: Scenario) -> None:
    first = weighting.with_preset("first.innovation", framework, scenario)
    assert shares(framework, first) == [0.4, 0.2, 0.2, 0.2]
    assert weighting.positions(framework, first, in_force(first)) == (80, 40, 40, 40)


def test_presets_drop_every_weight_of_the_reader(framework: Framework, scenario: Scenario) -> None:
    own = scenario.with_points("innovation", (3, 1)).with_points(framework.id, (1, 2, 3, 4))
    assert weighting.preset_of(framework, own) is None
    for preset in weighting.presets(framework):
        assert "innovation" not in dict(weighting.with_preset(preset, framework, own).points)


def test_equal_weights_stand_in_the_middle(
    framework: Framework, scenario: Scenario, weights: weighting.Weights
) -> None:
    assert weighting.positions(framework, scenario, weights) == (50, 50, 50, 50)


def test_positions_of_large_points_end_at_the_top(framework: Framework, scenario: Scenario) -> None:
    locked = scenario.with_points(framework.id, (400, 200, 200, 200))
    assert weighting.positions(framework, locked, in_force(locked)) == (100, 50, 50, 50)


def test_a_locked_dimension_keeps_its_share(
    framework: Framework, scenario: Scenario, weights: weighting.Weights
) -> None:
    locks = (False, True, False, False)
    moved = weighting.with_positions(framework, scenario, (100, 50, 50, 50), locks, weights)
    assert shares(framework, moved) == [0.375, 0.25, 0.188, 0.188]
    assert moved.quantised() == moved


def test_nothing_left_to_split_is_refused(
    framework: Framework, scenario: Scenario, weights: weighting.Weights
) -> None:
    with pytest.raises(ScenarioError):
        weighting.with_positions(framework, scenario, (0, 0, 0, 0), (False,) * 4, weights)
    with pytest.raises(ScenarioError):
        weighting.with_positions(framework, scenario, (0, 50, 0, 0), (False, True, False, False), weights)


def test_edits_touch_only_their_parent(
    framework: Framework, scenario: Scenario, weights: weighting.Weights
) -> None:
    node = framework.by_id["innovation"]
    child = node.children[0].id
    edited = weighting.with_edits(framework, scenario, {("innovation", child): 3}, weights)
    assert dict(edited.points) == {"innovation": (3, *([1] * (len(node.children) - 1)))}
    assert weighting.with_edits(framework, scenario, {("innovation", child): 1}, weights) == scenario


def test_edits_that_leave_nothing_are_refused(
    framework: Framework, scenario: Scenario, weights: weighting.Weights
) -> None:
    nothing = {("innovation", child.id): 0 for child in framework.by_id["innovation"].children}
    with pytest.raises(ScenarioError):
        weighting.with_edits(framework, scenario, nothing, weights)


def test_fractions_become_whole_points(
    framework: Framework, scenario: Scenario, weights: weighting.Weights
) -> None:
    node = replace(
        framework.by_id["innovation"],
        children=tuple(
            replace(child, weight=weight)
            for child, weight in zip(framework.by_id["innovation"].children, (0.25, 0.5), strict=False)
        ),
    )
    assert weighting.points_of(node, scenario, weights) == (50, 100)


def test_a_branch_has_its_nodes_and_no_other(framework: Framework) -> None:
    names = [node.id for node in weighting.branch(framework, "innovation")]
    assert names[0] == "innovation"
    assert all(name.startswith("innovation") for name in names)


@pytest.mark.parametrize("preset", weighting.SETS)
def test_a_slider_under_a_set_keeps_the_set_for_the_rest(
    framework: Framework, scenario: Scenario, preset: str
) -> None:
    chosen = weighting.with_preset(preset, framework, scenario)
    assert weighting.preset_of(framework, chosen) == preset
    before = in_force(chosen)
    stand = weighting.positions(framework, chosen, before)
    moved = weighting.with_positions(framework, chosen, (100, *stand[1:]), (False,) * 4, before)
    assert moved.weighting == preset
    assert weighting.preset_of(framework, moved) is None
    after = in_force(moved)
    for parent, share in before.items():
        assert (after[parent].tolist() == share.tolist()) == (parent != framework.id)


@pytest.mark.parametrize("preset", weighting.SETS)
def test_a_lock_under_a_set_keeps_the_share_of_the_set(
    framework: Framework, scenario: Scenario, preset: str
) -> None:
    chosen = weighting.with_preset(preset, framework, scenario)
    before = in_force(chosen)
    locks = (False, True, False, False)
    moved = weighting.with_positions(framework, chosen, (100, 10, 20, 30), locks, before)
    own = before[framework.id][1]
    assert in_force(moved)[framework.id][1] == pytest.approx(own, abs=0.001)


@pytest.mark.parametrize("preset", weighting.SETS)
def test_an_edit_under_a_set_starts_from_its_weights(
    framework: Framework, scenario: Scenario, preset: str
) -> None:
    chosen = weighting.with_preset(preset, framework, scenario)
    node, before = framework.by_id["innovation_platforms"], in_force(chosen)
    points = weighting.points_of(node, chosen, before)
    assert max(points) == weighting.TOP
    edited = weighting.with_edits(framework, chosen, {(node.id, node.children[0].id): 1}, before)
    assert dict(edited.points) == {node.id: (1, *points[1:])}


def test_many_dimensions_are_put_first_from_the_list() -> None:
    wide = ODD["wide"]
    assert weighting.presets(wide) == ("default", "equal", *weighting.SETS)
    assert [one for one in weighting.more_presets(wide) if one.startswith("first.")] == [
        f"first.wide_{place}" for place in range(1, 10)
    ]
    first = weighting.with_preset("first.wide_9", wide, Scenario("practice", "wide", 2024))
    assert weighting.preset_of(wide, first) == "first.wide_9"


def test_points_over_another_set_are_no_preset(framework: Framework, scenario: Scenario) -> None:
    equal = weighting.with_preset("equal", framework, scenario)
    assert weighting.preset_of(framework, equal.with_points(framework.id, (80, 40, 40, 40))) is None


def test_saved_sets_are_offered_for_their_framework_only(jiangsu: Dataset, scenario: Scenario) -> None:
    framework = jiangsu.framework("four_forces")
    saved = {"mine": scenario, "other": replace(scenario, framework="five_forces")}
    offered = weighting.more_presets(framework, saved)
    assert offered[:2] == ("saved.mine", weighting.JUDGED)
    assert "saved.other" not in offered
    assert set(weighting.more_presets(framework)) == set(offered) - {"saved.mine"}


def test_a_saved_set_brings_its_weights_and_nothing_else(jiangsu: Dataset, scenario: Scenario) -> None:
    saved = replace(scenario, weighting="entropy", year=2021, focus="").with_points(
        "four_forces", (4, 3, 2, 1)
    )
    found = weighting.with_saved(saved, scenario)
    assert (found.weighting, found.points) == (saved.weighting, saved.points)
    assert replace(found, weighting=scenario.weighting, points=scenario.points) == scenario
