"""Presets, slider positions and edits, from Scenario to Scenario."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.errors import ScenarioError
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from cluster_core.model.weights import sibling_weights
from ui import weighting


@pytest.fixture(scope="module")
def framework(jiangsu: Dataset, scenario: Scenario) -> Framework:
    return jiangsu.framework(scenario.framework)


def shares(framework: Framework, scenario: Scenario) -> list[float]:
    return [round(float(share), 3) for share in sibling_weights(framework, scenario)[framework.id]]


def test_every_preset_is_recognised_again(framework: Framework, scenario: Scenario) -> None:
    for preset in weighting.presets(framework):
        assert weighting.preset_of(framework, weighting.with_preset(preset, framework, scenario)) == preset


def test_a_force_first_gets_two_fifths(framework: Framework, scenario: Scenario) -> None:
    first = weighting.with_preset("first.innovation", framework, scenario)
    assert shares(framework, first) == [0.4, 0.2, 0.2, 0.2]
    assert weighting.positions(framework, first) == (80, 40, 40, 40)


def test_presets_drop_every_weight_of_the_reader(framework: Framework, scenario: Scenario) -> None:
    own = scenario.with_points("innovation", (3, 1)).with_points(framework.id, (1, 2, 3, 4))
    assert weighting.preset_of(framework, own) is None
    for preset in weighting.presets(framework):
        assert "innovation" not in dict(weighting.with_preset(preset, framework, own).points)


def test_equal_weights_stand_in_the_middle(framework: Framework, scenario: Scenario) -> None:
    assert weighting.positions(framework, scenario) == (50, 50, 50, 50)


def test_positions_of_large_points_end_at_the_top(framework: Framework, scenario: Scenario) -> None:
    locked = scenario.with_points(framework.id, (400, 200, 200, 200))
    assert weighting.positions(framework, locked) == (100, 50, 50, 50)


def test_a_locked_dimension_keeps_its_share(framework: Framework, scenario: Scenario) -> None:
    moved = weighting.with_positions(framework, scenario, (100, 50, 50, 50), (False, True, False, False))
    assert shares(framework, moved) == [0.375, 0.25, 0.188, 0.188]
    assert moved.quantised() == moved


def test_nothing_left_to_split_is_refused(framework: Framework, scenario: Scenario) -> None:
    with pytest.raises(ScenarioError):
        weighting.with_positions(framework, scenario, (0, 0, 0, 0), (False,) * 4)
    with pytest.raises(ScenarioError):
        weighting.with_positions(framework, scenario, (0, 50, 0, 0), (False, True, False, False))


def test_edits_touch_only_their_parent(framework: Framework, scenario: Scenario) -> None:
    node = framework.by_id["innovation"]
    child = node.children[0].id
    edited = weighting.with_edits(framework, scenario, {("innovation", child): 3})
    assert dict(edited.points) == {"innovation": (3, *([1] * (len(node.children) - 1)))}
    assert weighting.with_edits(framework, scenario, {("innovation", child): 1}) == scenario


def test_edits_that_leave_nothing_are_refused(framework: Framework, scenario: Scenario) -> None:
    node = framework.by_id["innovation"]
    with pytest.raises(ScenarioError):
        weighting.with_edits(framework, scenario, {("innovation", child.id): 0 for child in node.children})


def test_fractions_become_whole_points(framework: Framework, scenario: Scenario) -> None:
    node = replace(
        framework.by_id["innovation"],
        children=tuple(
            replace(child, weight=weight)
            for child, weight in zip(framework.by_id["innovation"].children, (0.25, 0.5), strict=False)
        ),
    )
    assert weighting.points_of(node, scenario) == (50, 100)


def test_a_branch_has_its_nodes_and_no_other(framework: Framework) -> None:
    names = [node.id for node in weighting.branch(framework, "innovation")]
    assert names[0] == "innovation"
    assert all(name.startswith("innovation") for name in names)
