"""What does not go together is explained; the switches themselves are tried in tests/pages."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import AGGREGATIONS, IMPUTATIONS, NORMALISATIONS, POOLS, TREATMENTS
from cluster_core.model.scenario import Scenario
from tests.model.examples import tree
from ui import method_switches


def test_every_method_that_exists_is_offered() -> None:
    offered = method_switches._CHOICES
    assert offered["normalise"] == NORMALISATIONS
    assert offered["impute"] == IMPUTATIONS
    assert offered["treat"] == TREATMENTS
    assert offered["pool"] == POOLS
    assert len(offered["aggregate"]) == len(AGGREGATIONS)


def test_a_mean_that_needs_a_zero_is_explained(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    refused = replace(scenario, normalise="zscore", aggregate="geometric")
    said = method_switches.why_not(jiangsu, refused)
    assert said.startswith("The geometric mean needs a scale that starts at zero, which z-scores do not have")


def test_a_nodes_own_mean_counts_too(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    own = tree("own", {"own": {"part": 1}, "part": {"rd_intensity": 1}}, rules={"part": "harmonic"})
    refused = replace(scenario, framework="own", normalise="zscore")
    assert "harmonic mean" in method_switches.why_not(jiangsu.with_framework(own), refused)


def test_targets_that_nobody_set_are_counted(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    said = method_switches.why_not(jiangsu, replace(scenario, normalise="target"))
    without = [
        one
        for one in jiangsu.framework("four_forces").indicators
        if not (jiangsu.indicators[one].target or 0) > 0
    ]
    assert said.startswith(f"{len(without)} of 25 indicators have no target")


def test_anything_else_is_said_to_change_nothing(chinese: None, jiangsu: Dataset, scenario: Scenario) -> None:
    assert method_switches.why_not(jiangsu, scenario) == "现有数据不能这样计算，选择未改动。"
