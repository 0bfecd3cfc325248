"""Combined weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.index.weighting.combine import game, linear, multiplicative


def test_the_game_of_two_sets_by_hand() -> None:
    """G = [[.52, .46], [.46, .58]], diag(G) = (.52, .58): alpha ~ (.0348, .0624)/.0900."""
    found = game(np.array([[0.6, 0.4], [0.3, 0.7]]))
    np.testing.assert_allclose(found.parts, [0.35802469, 0.64197531], atol=5e-9)
    np.testing.assert_allclose(found.weights, [0.40740741, 0.59259259], atol=5e-9)


def test_sets_that_are_alike_take_equal_parts() -> None:
    found = game(np.array([[0.2, 0.8], [0.2, 0.8]]))
    assert found.parts.tolist() == [0.5, 0.5]
    np.testing.assert_allclose(found.weights, [0.2, 0.8])


def test_a_negative_part_becomes_nothing() -> None:
    """w1 = (.4, .6), w2 = (0, 1): det G = .16, alpha = (-.5, 1.3) before scaling."""
    found = game(np.array([[0.4, 0.6], [0.0, 1.0]]))
    np.testing.assert_allclose(found.solved, [-0.5, 1.3])
    assert found.parts.tolist() == [0, 1]
    assert found.weights.tolist() == [0, 1]


def test_the_product_of_many_tiny_weights_does_not_vanish() -> None:
    sets = np.full((60, 3), 1e-9)
    sets[:, 0] = 1 - 2e-9
    np.testing.assert_allclose(multiplicative(sets), [1, 0, 0], atol=1e-12)
    assert multiplicative(np.array([[0.0, 1.0], [1.0, 0.0]])).tolist() == [0.5, 0.5]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 4), st.integers(1, 6))
def test_a_combination_is_a_distribution_between_its_sets(seed: int, sets: int, count: int) -> None:
    given_sets = np.random.default_rng(seed).dirichlet(np.ones(count), sets)
    for found in (linear(given_sets), game(given_sets).weights):
        assert found.sum() == pytest.approx(1)
        assert (found >= given_sets.min(axis=0) - 1e-12).all()
        assert (found <= given_sets.max(axis=0) + 1e-12).all()
    assert multiplicative(given_sets).sum() == pytest.approx(1)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 3))
def test_the_game_misses_all_sets_together_by_least(seed: int, sets: int) -> None:
    """The derivative of sum_i ||sum_k alpha_k w_k - w_i||^2 for each w_i on its own, as Chen & Liu state it, is 0."""
    rng = np.random.default_rng(seed)
    given_sets = rng.dirichlet(np.ones(5), sets)
    alpha = game(given_sets).solved
    mixed = alpha @ given_sets
    for own in given_sets:
        assert own @ mixed == pytest.approx(own @ own, abs=1e-8)


def test_a_batch_is_combined_as_its_members() -> None:
    batch = np.random.default_rng(1).dirichlet(np.ones(4), (6, 2))
    batch[2, 1] = batch[2, 0]
    np.testing.assert_allclose(game(batch).weights, [game(one).weights for one in batch])
    np.testing.assert_allclose(multiplicative(batch), [multiplicative(one) for one in batch])
