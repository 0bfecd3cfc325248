"""Which rows and columns a ranking method decides on."""

from __future__ import annotations

import numpy as np

from cluster_core.index.ranking.decision import decision

NAN = np.nan


def test_columns_without_weight_or_value_and_rows_with_a_gap_go() -> None:
    values = np.array([[1.0, 5.0, NAN, 9.0], [2.0, NAN, NAN, 8.0], [3.0, 7.0, NAN, NAN]])
    found = decision(values, np.array([2.0, 6.0, 1.0, 0.0]), np.array([1.0, -1.0, 1.0, 1.0]))
    assert found.values.tolist() == [[1, 5], [3, 7]]
    assert found.weights.tolist() == [0.25, 0.75]
    assert found.sign.tolist() == [1, -1]
    assert found.ranked.tolist() == [True, False, True]
    assert found.deciding.tolist() == [True, True, False, False]


def test_a_column_that_is_constant_over_the_ranked_rows_hands_its_weight_on() -> None:
    values = np.array([[1.0, 5.0], [2.0, 5.0], [NAN, 9.0]])
    found = decision(values, np.array([1.0, 3.0]), np.ones(2))
    assert found.deciding.tolist() == [True, False]
    assert found.weights.tolist() == [1.0]


def test_equal_but_for_rounding_is_constant() -> None:
    assert not decision(np.array([[0.3], [0.1 + 0.2]]), np.ones(1), np.ones(1)).decides


def test_one_row_has_nothing_to_decide_and_is_ranked() -> None:
    found = decision(np.array([[1.0, 2.0]]), np.ones(2), np.ones(2))
    assert not found.decides
    assert found.placed(0.5).tolist() == [0.5]


def test_nobody_is_ranked_on_nothing() -> None:
    for values, weights in (
        (np.full((2, 2), NAN), np.ones(2)),
        (np.ones((2, 2)), np.zeros(2)),
        (np.empty((2, 0)), np.empty(0)),
        (np.array([[1.0, NAN], [NAN, 1.0]]), np.ones(2)),
        (np.empty((0, 2)), np.ones(2)),
    ):
        found = decision(values, weights, np.ones(values.shape[1]))
        assert not found.decides
        assert not found.ranked.any()
        assert np.isnan(found.placed(1.0)).all()


def test_scores_return_to_their_rows() -> None:
    found = decision(np.array([[1.0], [NAN], [2.0]]), np.ones(1), np.ones(1))
    np.testing.assert_array_equal(found.placed(np.array([7.0, 8.0])), [7, NAN, 8])
