"""Coverage: the weighted share of what is there, and scores withheld below a least share."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.index.coverage import node_coverage, withhold


def test_coverage_counts_every_child_by_its_weight() -> None:
    children = np.array([[1.0, 0.0, 0.5], [1.0, 1.0, 1.0], [0.0, 0.0, 0.0]])
    # (3 * 1 + 1 * 0 + 4 * 0.5) / 8 = 5/8
    assert node_coverage(children, np.array([3.0, 1.0, 4.0])).tolist() == [0.625, 1.0, 0.0]


def test_coverage_is_blind_to_the_scale_of_weights() -> None:
    children = np.array([[1.0, 0.0]])
    assert node_coverage(children, np.array([0.3, 0.1])) == pytest.approx(0.75)
    assert node_coverage(children, np.array([300.0, 100.0])) == pytest.approx(0.75)


def test_a_score_is_withheld_below_the_least_coverage_only() -> None:
    scores, coverage = np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.4, 0.5, 0.5 - 1e-10, 1.0])
    found = withhold(scores, coverage, 0.5)
    assert np.isnan(found[0])
    assert found[1:].tolist() == [2.0, 3.0, 4.0]  # half but for rounding is half


def test_no_least_coverage_withholds_nothing() -> None:
    assert withhold(np.array([5.0]), np.array([0.0]), 0.0).tolist() == [5.0]
