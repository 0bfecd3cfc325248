"""Consensus: identities of the formula, hand-worked diversities, Friedman's test as the peer of W."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from cluster_core.model.ballot import Ballot
from cluster_core.workshop.consensus import band, consensus, kendall_w, visible_consensus
from cluster_core.workshop.weighing import weigh
from tests.workshop.rooms import PAIRS, POINTS, point_ballots, room


@pytest.mark.parametrize("scale", [None, 9])
@given(rows=point_ballots(most=1), count=st.integers(2, 9))
def test_everyone_identical_is_full_consensus(rows: list[Ballot], count: int, scale: int | None) -> None:
    found = consensus(weigh(POINTS, rows * count).weights, scale)
    assert found.homogeneity == pytest.approx(1)
    assert found.beta == pytest.approx(1)
    assert found.band == "very_high"


@pytest.mark.parametrize(("ballots", "children"), [(2, 4), (3, 4), (4, 4), (8, 4), (2, 2)])
def test_everyone_opposed_is_none(ballots: int, children: int) -> None:
    weights = np.eye(children)[np.arange(ballots) % children]
    found = consensus(weights)
    assert found.homogeneity == pytest.approx(0, abs=1e-12)
    assert (found.alpha, found.gamma) == pytest.approx((1, min(ballots, children)))
    assert found.band == "very_low"


def test_everyone_opposed_by_judgements_is_none_too() -> None:
    # Each puts another child nine times above all others, which are alike: weights 9, 1, 1, 1 over 12.
    rows = [
        (9, 9, 9, 1, 1, 1),
        (1 / 9, 1, 1, 9, 9, 1),
        (1, 1 / 9, 1, 1 / 9, 1, 9),
        (1, 1, 1 / 9, 1, 1 / 9, 1 / 9),
    ]
    for count in (2, 3, 4):
        weights = weigh(PAIRS, room(*rows[:count])).weights
        np.testing.assert_allclose(np.sort(weights, axis=1)[:, -1], 9 / 12)
        assert consensus(weights, 9).homogeneity == pytest.approx(0, abs=1e-9)
        assert consensus(weights).homogeneity > 0


def test_goepels_bounds() -> None:
    # Goepel (2013): H_alpha,min = -M/(N+M-1) ln M/(N+M-1) - (N-1)/(N+M-1) ln 1/(N+M-1), H_gamma,max = ln N.
    scale, children = 9, 4
    total = children + scale - 1
    least = -scale / total * math.log(scale / total) - (children - 1) / total * math.log(1 / total)
    apart = math.exp(least) / children
    weights = np.array([[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4], [0.25] * 4, [0.7, 0.1, 0.1, 0.1]])
    found = consensus(weights, scale)
    assert found.homogeneity == pytest.approx((1 / found.beta - apart) / (1 - apart))


def test_diversities_by_hand() -> None:
    # Two ballots, each all for half of the children in equal parts: alpha 2, gamma 4, beta 2.
    found = consensus(np.array([[0.5, 0.5, 0, 0], [0, 0, 0.5, 0.5]]))
    assert (found.alpha, found.beta, found.gamma) == pytest.approx((2, 2, 4))


@given(point_ballots(least=2))
def test_a_room_doubled_agrees_as_much(ballots: list[Ballot]) -> None:
    one = consensus(weigh(POINTS, ballots * 4).weights)
    two = consensus(weigh(POINTS, ballots * 8).weights)
    assert one.homogeneity == pytest.approx(two.homogeneity, abs=1e-9)
    assert 0 <= one.homogeneity <= 1
    assert one.beta >= 1


def test_few_are_not_shown_and_one_agrees_with_nobody() -> None:
    assert visible_consensus(np.full((4, 4), 0.25)) is None
    assert visible_consensus(np.full((5, 4), 0.25)) is not None
    alone = consensus(np.array([[0.5, 0.5]]))
    assert math.isnan(alone.homogeneity)
    assert alone.band == "undefined"
    assert math.isnan(consensus(np.empty((0, 4))).gamma)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.4999, "very_low"),
        (0.5, "low"),
        (0.625, "moderate"),
        (0.75, "high"),
        (0.875, "very_high"),
        (1.0, "very_high"),
    ],
)
def test_bands(value: float, word: str) -> None:
    assert band(value) == word


@given(st.lists(st.permutations([1.0, 2.0, 3.0, 4.0]), min_size=3, max_size=9))
def test_w_is_friedmans_chi_square_over_its_most(rows: list[list[float]]) -> None:
    orders = np.array(rows)
    chi2 = friedmanchisquare(*orders.T).statistic
    assert kendall_w(orders / 10) == pytest.approx(chi2 / (len(rows) * 3))


@given(
    st.lists(
        st.lists(st.integers(0, 3), min_size=4, max_size=4).filter(lambda row: len(set(row)) > 1), min_size=3
    )
)
def test_so_it_is_with_ties(rows: list[list[int]]) -> None:
    orders = np.array(rows, dtype=np.float64)
    assert kendall_w(orders) == pytest.approx(
        friedmanchisquare(*orders.T).statistic / (len(rows) * 3), abs=1e-12
    )


def test_w_with_ties_by_hand() -> None:
    # Places (1, 2.5, 2.5) and (1.5, 1.5, 3): sums 2.5, 4, 5.5; T = 6 each.
    # W = (12 (6.25 + 16 + 30.25) - 3 x 4 x 3 x 16) / (4 x 3 x 8 - 2 x 12) = 54 / 72
    assert kendall_w(np.array([[0.5, 0.25, 0.25], [0.4, 0.4, 0.2]])) == pytest.approx(0.75)
    assert math.isnan(kendall_w(np.full((3, 3), 1 / 3)))
