"""Correlations along the tree and their flags; alpha of nodes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cluster_core.assess.reliability import (
    Thresholds,
    child_scores,
    consistency,
    consistency_of_indicators,
    correlations,
)
from cluster_core.index.consistency import cronbach_alpha
from tests.assess.test_leave_out import TREE, assessed
from tests.model.examples import NAN

COLUMNS = {"a": [90, 50, 10, 30], "b": [0, 60, 40, 80], "c": [20, 60, 45, 1]}


def flags(
    columns: dict[str, list[float]], children: dict[str, dict[str, float]], **of: object
) -> dict[str, str]:
    found = correlations(assessed(columns, children), Thresholds(**of))  # type: ignore[arg-type]
    return dict(zip(found["node"], found["flag"], strict=True))


def test_every_pair_with_its_parent_and_with_the_whole() -> None:
    result = assessed(COLUMNS)
    found = correlations(result).set_index("node")
    assert list(found.index) == ["one", "two", "a", "b", "c"]
    assert list(found["parent"]) == ["f", "f", "one", "two", "two"]
    assert list(found["level"]) == [1, 1, 2, 2, 2]
    assert list(found["is_indicator"]) == [False, False, True, True, True]
    two = np.array([15, 60, 43.75, 20.75])
    whole = (np.array(COLUMNS["a"]) + two) / 2
    assert found.loc["b", "pearson"] == pytest.approx(np.corrcoef(COLUMNS["b"], two)[0, 1])
    assert found.loc["b", "root_pearson"] == pytest.approx(np.corrcoef(COLUMNS["b"], whole)[0, 1])
    assert found.loc["two", "pearson"] == pytest.approx(np.corrcoef(two, whole)[0, 1])
    assert found.loc["two", "pearson"] == found.loc["two", "root_pearson"]
    assert set(found["n"]) == {4}
    assert (found["low"] <= found["pearson"]).all()


def test_a_cost_counts_by_its_score() -> None:
    result = assessed(COLUMNS)
    child = result.framework.by_id["two"].children[0]
    assert child_scores(result, child).tolist() == COLUMNS["b"]
    node = result.framework.root.children[1]
    assert child_scores(result, node).tolist() == pytest.approx([15, 60, 43.75, 20.75])


def test_flags_by_the_thresholds() -> None:
    flat = {"f": {"a": 1, "b": 1, "c": 1}}
    columns = {"a": [0, 20, 40, 60, 80], "b": [10, 20, 40, 60, 90], "c": [30, 20, 25, 22, 10]}
    assert flags(columns, flat) == {"a": "redundant", "b": "redundant", "c": "negative"}
    assert flags(columns, flat, redundant=1.0) == {"a": "", "b": "", "c": "negative"}
    assert flags(columns, flat, redundant=1.0, negative=-1.0)["c"] == "weak"


def test_a_child_that_stands_alone_says_nothing() -> None:
    found = flags({**COLUMNS, "b": [NAN] * 4}, TREE)
    assert (found["a"], found["c"]) == ("only_child", "only_child")
    assert found["b"] == "undefined"
    weightless = {"f": {"a": 1, "b": 0}}
    assert flags({"a": [1, 2, 3], "b": [3, 1, 2]}, weightless)["a"] == "only_child"


@pytest.mark.parametrize(
    "columns", [{"a": [5, 5, 5], "b": [1, 2, 3]}, {"a": [1, 2], "b": [2, 1]}, {"a": [1], "b": [2]}]
)
def test_constants_and_too_few_regions_are_undefined(columns: dict[str, list[float]]) -> None:
    assert flags(columns, {"f": {"a": 1, "b": 1}})["a"] == "undefined"


def test_alpha_of_nodes_and_of_all_indicators() -> None:
    result = assessed(COLUMNS)
    found = consistency(result)
    assert list(found) == ["f", "one", "two"]
    assert found["one"].reason == "one_item"
    assert found["two"].raw == pytest.approx(
        cronbach_alpha(np.array([COLUMNS["b"], COLUMNS["c"]], dtype=float).T).raw
    )
    every = consistency_of_indicators(result)
    assert every.items == 3
    assert every.raw == pytest.approx(cronbach_alpha(np.array(list(COLUMNS.values()), dtype=float).T).raw)


def test_nothing_to_correlate() -> None:
    empty = assessed({"a": [1, 2]}, {"f": {}})
    assert correlations(empty).empty
    assert consistency(empty) == {}
    assert math.isnan(consistency_of_indicators(empty).standardised)
