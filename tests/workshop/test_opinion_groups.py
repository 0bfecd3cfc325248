"""Opinion groups: camps that are there are found, those that are not are not made up, nobody is singled out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from cluster_core.model.ballot import Ballot
from cluster_core.workshop.opinion_groups import mean_silhouette, opinion_groups
from cluster_core.workshop.weighing import weigh
from tests.workshop.rooms import POINTS, camp, point_ballots, room

CAMPS = ((70, 10, 10, 10), (10, 70, 10, 10), (10, 10, 40, 40), (25, 25, 25, 25))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_camps_are_found_with_their_mean_weights(count: int) -> None:
    sizes = (12, 9, 7, 6)[:count]
    ballots = [one for at, size in enumerate(sizes) for one in camp(CAMPS[at], size, at)]
    found = opinion_groups(weigh(POINTS, ballots))
    if count == 1:
        assert [group.size for group in found.groups] == [12]
        assert np.isnan(found.silhouette)
        return
    assert tuple(group.size for group in found.groups) == sizes
    for group, centre in zip(found.groups, CAMPS, strict=False):
        np.testing.assert_allclose(group.weights, np.array(centre) / 100, atol=0.01)
    assert found.groups[0].dearer == 0
    assert found.silhouette > 0.9


def test_everyone_identical_is_one_group() -> None:
    (group,) = opinion_groups(weigh(POINTS, room(*[(40, 30, 20, 10)] * 7))).groups
    assert (group.size, group.dearer) == (7, -1)
    assert group.weights.tolist() == pytest.approx([0.4, 0.3, 0.2, 0.1])


def test_everyone_opposed() -> None:
    # Five or more behind each child are camps; three are not, and nobody else is near: no group is told apart alone.
    each = 100 * np.eye(4)
    assert [group.size for group in opinion_groups(weigh(POINTS, room(*each.repeat(5, axis=0)))).groups] == [
        5
    ] * 4
    few = opinion_groups(weigh(POINTS, room(*each.repeat(3, axis=0))))
    assert all(group.size >= 5 for group in few.groups)
    assert sum(group.size for group in few.groups) == 12


def test_a_lone_voice_joins_the_nearest_camp() -> None:
    ballots = [*camp(CAMPS[0], 8, 1), *camp(CAMPS[1], 7, 2), *room((60, 0, 0, 40))]
    assert [group.size for group in opinion_groups(weigh(POINTS, ballots)).groups] == [9, 7]


def test_below_five_there_is_nothing_to_show() -> None:
    assert opinion_groups(weigh(POINTS, room(*[(40, 30, 20, 10)] * 4))).groups == ()
    assert opinion_groups(weigh(POINTS, [])).groups == ()


@settings(max_examples=40)
@given(point_ballots(least=5, most=16), st.randoms())
def test_every_group_has_five_and_the_order_does_not_matter(ballots: list[Ballot], random: object) -> None:
    found = opinion_groups(weigh(POINTS, ballots))
    mixed = list(ballots)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    again = opinion_groups(weigh(POINTS, mixed))
    assert [group.rows for group in found.groups] == [group.rows for group in again.groups]
    assert 1 <= len(found.groups) <= 4
    assert min(group.size for group in found.groups) >= 5
    assert sorted(row for group in found.groups for row in group.rows) == list(range(len(ballots)))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=4, max_size=10))
def test_silhouettes_one_by_one(rows: list[tuple[int, int]]) -> None:
    labels = np.array([label for _, label in rows])
    if len(set(labels.tolist())) < 2:
        return
    places = np.array([[float(place)] for place, _ in rows])
    distances = cdist(places, places)
    expected = []
    for at, own in enumerate(labels):
        mates = [other for other in range(len(rows)) if labels[other] == own and other != at]
        if not mates:
            expected.append(0.0)
            continue
        a = distances[at, mates].mean()
        b = min(distances[at, labels == other].mean() for other in set(labels.tolist()) - {own})
        expected.append((b - a) / max(a, b) if max(a, b) > 0 else 0.0)
    assert mean_silhouette(distances, labels) == pytest.approx(np.mean(expected), abs=1e-9)
