"""The sampler: marginals of the flat Dirichlet, order statistics, floors, caps, seeds."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cluster_core.errors import ConstraintError
from cluster_core.explore.draws import around, draw_shares, floors_only, in_mode, on_simplex
from cluster_core.explore.weight_space import Order, WeightSpace

COUNT = 20_000
LEAST_P = 1e-3  # with fixed seeds: a sampler that is right passes once and for all


def space(
    size: int, *, floor: float = 0.0, cap: float = 1.0, orders: tuple[Order, ...] = (), parent: str = "f"
) -> WeightSpace:
    children = tuple(f"c{at}" for at in range(size))
    return WeightSpace(parent, children, (floor,) * size, (cap,) * size, orders)


def falling(size: int) -> tuple[Order, ...]:
    """Every child weighs at least as much as the next."""
    return tuple((f"c{at}", f"c{at + 1}") for at in range(size - 1))


@pytest.mark.parametrize("size", [2, 4, 9])
@pytest.mark.parametrize("floor", [0.0, 0.1])
def test_shares_are_uniform_on_the_simplex_above_the_floors(size: int, floor: float) -> None:
    shares = draw_shares([space(size, floor=floor)], COUNT, seed=size)["f"]
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-12)
    free = 1 - size * floor
    for column in shares.T:  # the marginal of a flat Dirichlet is Beta(1, k - 1)
        assert stats.kstest((column - floor) / free, stats.beta(1, size - 1).cdf).pvalue > LEAST_P
    # The joint law as well: any sum of two of four is Beta(2, 2).
    two = (shares[:, 0] + shares[:, 1] - 2 * floor) / free
    if size > 2:
        assert stats.kstest(two, stats.beta(2, size - 2).cdf).pvalue > LEAST_P


def test_normalised_uniform_numbers_would_not_pass() -> None:
    """The test above has power: the usual mistake fails it."""
    drawn = np.random.default_rng(1).random((COUNT, 4))
    wrong = drawn / drawn.sum(axis=1, keepdims=True)
    assert stats.kstest(wrong[:, 0], stats.beta(1, 3).cdf).pvalue < 1e-9


@pytest.mark.parametrize("size", [3, 7])  # 1 of 6 is accepted; 1 of 5,040 is not tried
def test_a_full_order_gives_the_order_statistics_of_the_simplex(size: int) -> None:
    shares = draw_shares([space(size, orders=falling(size))], COUNT, seed=5)["f"]
    assert (np.diff(shares, axis=1) <= 1e-9).all()
    free = np.random.default_rng(8).dirichlet(np.ones(size), COUNT)
    for column, expected in zip(shares.T, np.sort(free, axis=1)[:, ::-1].T, strict=True):
        assert stats.ks_2samp(column, expected).pvalue > LEAST_P
    # Rank-order centroid weights, 1/n sum 1/k (Barron & Barrett 1996).
    centroid = [sum(1 / k for k in range(at, size + 1)) / size for at in range(1, size + 1)]
    assert shares.mean(axis=0) == pytest.approx(centroid, abs=0.005)


@pytest.mark.parametrize(("size", "cap"), [(4, 0.4), (8, 0.16)])  # 4 in 10 are accepted; fewer than 1 in 100
def test_caps_leave_the_uniform_law_of_what_they_admit(size: int, cap: float) -> None:
    shares = draw_shares([space(size, cap=cap)], COUNT, seed=2)["f"]
    assert shares.max() <= cap
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-9)
    tried = np.random.default_rng(3).dirichlet(np.ones(size), 400_000)
    kept = tried[(tried <= cap).all(axis=1)]
    for column, expected in zip(shares.T, kept.T, strict=True):
        assert stats.ks_2samp(column, expected).pvalue > LEAST_P


def test_parents_are_drawn_independently_of_each_other() -> None:
    both = draw_shares([space(3), space(3, parent="g")], COUNT, seed=1)
    assert abs(np.corrcoef(both["f"][:, 0], both["g"][:, 0])[0, 1]) < 4 / np.sqrt(COUNT)
    alone = draw_shares([space(3)], COUNT, seed=1)
    assert (alone["f"] == both["f"]).all()


@pytest.mark.parametrize("one", [space(4), space(4, cap=0.3), space(7, orders=falling(7))])
def test_the_same_seed_gives_the_same_bits_and_another_one_others(one: WeightSpace) -> None:
    first, again, other = (draw_shares([one], 500, seed)["f"] for seed in (3, 3, 4))
    assert first.tobytes() == again.tobytes()
    assert not (first == other).any()


def test_bounds_without_room_leave_one_point() -> None:
    assert draw_shares([space(4, floor=0.25)], 3)["f"].tolist() == [[0.25] * 4] * 3
    assert draw_shares([space(1)], 2)["f"].tolist() == [[1.0], [1.0]]
    held = WeightSpace("f", ("a", "b", "c"), (0.2, 0.0, 0.0), (0.2, 1.0, 1.0))
    shares = draw_shares([held], COUNT, seed=1)["f"]
    assert (shares[:, 0] == 0.2).all()
    assert stats.kstest(shares[:, 1] / 0.8, stats.uniform.cdf).pvalue > LEAST_P


def test_contradictory_constraints_are_named() -> None:
    with pytest.raises(ConstraintError, match=r"c0 at least 30 %.*c1 at least 30 %.*contradict"):
        draw_shares([space(4, floor=0.3)], 10)


def test_modes_narrow_the_bounds_around_a_centre() -> None:
    wide = [space(2, cap=0.55)]
    own = {"f": np.array([0.7, 0.3])}
    assert in_mode(wide, "any", own) == tuple(wide)
    (equal,) = in_mode(wide, "equal", own)
    assert (equal.low, equal.high) == ((0.4, 0.4), (0.55, 0.55))
    (mine,) = in_mode([space(2)], "mine", own, 0.05)
    assert mine.low == pytest.approx((0.65, 0.25))
    assert mine.high == pytest.approx((0.75, 0.35))
    with pytest.raises(ConstraintError):
        draw_shares(around(wide, own), 10)


def test_floors_alone_need_no_rejection() -> None:
    assert floors_only(space(4, floor=0.1))
    assert floors_only(space(4, floor=0.1, cap=0.7))
    assert not floors_only(space(4, floor=0.1, cap=0.69))
    assert not floors_only(space(2, orders=falling(2)))


def test_a_corner_of_the_cube_is_the_middle_of_the_simplex() -> None:
    assert on_simplex(np.zeros((1, 4)), [0.1] * 4).tolist() == [[0.25] * 4]
