"""Low and high of min-max: the indicator's own, else the pool's; and 0-100 for expert ratings."""

from __future__ import annotations

import math

import numpy as np

from cluster_core.index.goalposts import goalposts, rating_goalposts
from tests.model.examples import NAN, indicator

POOL = np.array([4.0, NAN, 9.0, 6.0])


def test_the_pool_gives_the_ends_and_nothing_is_held() -> None:
    scale = goalposts([indicator("a")], [POOL])
    assert (scale.low.tolist(), scale.high.tolist(), scale.held.tolist()) == ([4], [9], [False])
    assert scale.constant.tolist() == [False]


def test_own_goalposts_win_end_by_end_and_are_held() -> None:
    given = [
        indicator("a", goalpost_low=0.0),
        indicator("b", goalpost_high=20.0),
        indicator("c", goalpost_low=-1.0, goalpost_high=1.0),
        indicator("d"),
    ]
    scale = goalposts(given, [POOL] * 4)
    assert scale.low.tolist() == [0, 4, -1, 4]
    assert scale.high.tolist() == [9, 20, 1, 9]
    assert scale.held.tolist() == [True, True, True, False]


def test_goalposts_are_transformed_like_values() -> None:
    scale = goalposts([indicator("a", transform="log1p", goalpost_low=0.0, goalpost_high=math.e - 1)], [POOL])
    np.testing.assert_allclose([scale.low[0], scale.high[0]], [0, 1])


def test_with_the_pool_of_all_years_everything_is_held() -> None:
    assert goalposts([indicator("a")], [POOL], all_years=True).held.tolist() == [True]


def test_an_empty_pool_has_no_ends_and_is_not_constant() -> None:
    scale = goalposts([indicator("a"), indicator("b")], [np.array([NAN, NAN]), np.array([])])
    assert np.isnan(scale.low).all()
    assert np.isnan(scale.high).all()
    assert not scale.constant.any()


def test_equal_ends_are_constant() -> None:
    assert goalposts([indicator("a")], [np.array([3.0, NAN, 3.0])]).constant.tolist() == [True]


def test_ratings_without_goalposts_go_from_0_to_100() -> None:
    given = [
        indicator("rated", kind="expert"),
        indicator("bounded", kind="expert", goalpost_high=10.0),
        indicator("measured"),
    ]
    plain = goalposts(given, [POOL] * 3)
    rated = rating_goalposts(given, plain)
    assert rated.low.tolist() == [0, 4, 4]
    assert rated.high.tolist() == [100, 10, 9]
    assert rated.held.tolist() == [True, True, False]
    assert plain.low.tolist() == [4, 4, 4], "the scale of scores is left as it was"
