"""Hit-and-run against laws that are known, and bodies that have lost dimensions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cluster_core.explore.hit_and_run import hit_and_run
from cluster_core.explore.weight_space import WeightSpace


def rng() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(11))


def test_on_the_bare_simplex_it_draws_what_dirichlet_draws() -> None:
    shares = hit_and_run(WeightSpace("f", tuple("abcd"), (0.0,) * 4, (1.0,) * 4), 5_000, rng())
    for column in shares.T:
        assert stats.kstest(column, stats.beta(1, 3).cdf).pvalue > 1e-3


def test_draws_of_one_chain_are_far_enough_apart() -> None:
    shares = hit_and_run(WeightSpace("f", tuple("abcde"), (0.0,) * 5, (0.4,) * 5), 4_000, rng())
    chains = shares[:, 0].reshape(4, 1_000)  # 1,000 chains, four draws of each
    assert abs(np.corrcoef(chains[0], chains[1])[0, 1]) < 0.13


def test_children_that_must_weigh_the_same_do() -> None:
    circle = WeightSpace("f", tuple("abc"), (0.0,) * 3, (1.0,) * 3, (("a", "b"), ("b", "a")))
    shares = hit_and_run(circle, 4_000, rng())
    assert np.allclose(shares[:, 0], shares[:, 1], atol=1e-9)
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-9)
    assert stats.kstest(shares[:, 0] * 2, stats.uniform.cdf).pvalue > 1e-3


def test_a_single_point_is_drawn_again_and_again() -> None:
    point = WeightSpace("f", tuple("ab"), (0.0, 0.7), (0.3, 1.0), (("b", "a"),))
    held = WeightSpace("f", tuple("ab"), (0.3, 0.7), (0.3, 0.7))
    assert hit_and_run(held, 3, rng()) == pytest.approx(np.array([[0.3, 0.7]] * 3))
    assert (hit_and_run(point, 50, rng())[:, 1] >= 0.7 - 1e-12).all()


def test_fewer_draws_than_dimensions_still_come() -> None:
    wide = WeightSpace("f", tuple("abcdef"), (0.0,) * 6, (0.2,) * 6)
    assert hit_and_run(wide, 2, rng()).shape == (2, 6)
