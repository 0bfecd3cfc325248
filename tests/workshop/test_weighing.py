"""The room's weights: means of shares, geometric means of judgements, in whatever order the ballots came."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.errors import WorkshopError
from cluster_core.index.weighting.ahp import analytic_hierarchy, group_judgements
from cluster_core.model.ballot import Ballot, Question
from cluster_core.workshop.judgements import matrix_of
from cluster_core.workshop.weighing import resampled, weigh
from tests.workshop.rooms import PAIRS, POINTS, point_ballots, room


def test_points_by_hand() -> None:
    found = weigh(POINTS, room((40, 30, 20, 10), (60, 10, 20, 10)))
    assert found.group.tolist() == pytest.approx([0.5, 0.2, 0.2, 0.1])


@given(point_ballots(), st.randoms())
def test_the_order_of_ballots_says_nothing(ballots: list[Ballot], random: object) -> None:
    mixed = list(ballots)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = weigh(POINTS, ballots), weigh(POINTS, mixed)
    np.testing.assert_array_equal(one.given, other.given)
    np.testing.assert_array_equal(resampled(one, 20), resampled(other, 20))
    assert one.group.sum() == pytest.approx(1)


def test_judgements_are_aggregated_pair_by_pair() -> None:
    rows = [(3, 5, 7, 2, 3, 2), (1, 1, 1, 1, 1, 1), (1 / 3, 2, 4, 5, 9, 2)]
    found = weigh(PAIRS, room(*rows))
    expected = analytic_hierarchy(group_judgements([matrix_of(row) for row in rows])).weights
    np.testing.assert_allclose(found.group, expected)
    drawn = resampled(found, 10)
    assert drawn.shape == (10, 4)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)


def test_an_empty_room_weighs_nothing() -> None:
    found = weigh(POINTS, [])
    assert found.count == 0
    assert np.isnan(found.group).all()
    assert found.weights.shape == (0, 4)


def test_a_room_of_one_mind_is_the_same_drawn_again() -> None:
    found = weigh(POINTS, room(*[(40, 30, 20, 10)] * 6))
    np.testing.assert_allclose(resampled(found, 8), [[0.4, 0.3, 0.2, 0.1]] * 8)


def test_ratings_weigh_nothing() -> None:
    with pytest.raises(WorkshopError, match="found ratings"):
        weigh(Question("f", "f", "ratings", ("a",), ("x",)), [])
