"""Rankings of groups are those of their scenarios; what all agree on is counted one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import question_of
from cluster_core.model.scenario import Scenario
from cluster_core.workshop.rankings import GroupRankings, group_rankings, rank_ranges, scenario_of
from cluster_core.workshop.weighing import weigh
from tests.shipped import assessed, bundle
from tests.workshop.rooms import POINTS, camp, room

WEIGHTS = ((0.7, 0.1, 0.1, 0.1), (0.1, 0.2, 0.3, 0.4), (0, 0, 0, 1.0), (1 / 3, 1 / 3, 1 / 3, 0))


def test_each_ranking_is_that_of_its_scenario() -> None:
    base = assessed("practice")
    found = group_rankings(base, POINTS, WEIGHTS)
    for column, scenario in enumerate(found.scenarios):
        assert Scenario.decode(scenario.encode()) == scenario
        expected = assess(bundle("practice"), scenario).scored.ranks[:, 0]
        np.testing.assert_array_equal(found.ranks[:, column], expected)


def test_a_node_below_the_root_is_weighed_too() -> None:
    base = assessed("practice")
    node = next(one for one in base.framework.nodes[1:] if len(one.children) > 1)
    asked = question_of(bundle("practice"), "four_forces", node.id, "points")
    weights = [1.0] + [0.0] * (len(asked.children) - 1)
    found = group_rankings(base, asked, [weights])
    expected = assess(bundle("practice"), found.scenarios[0]).scored.ranks[:, 0]
    np.testing.assert_array_equal(found.ranks[:, 0], expected)


def test_other_choices_of_the_scenario_stay() -> None:
    scenario = replace(assessed("practice").scenario, aggregate="geometric", normalise="percentile")
    applied = scenario_of(scenario, POINTS, (0.5, 0.5, 0, 0))
    assert (applied.aggregate, applied.normalise, applied.weighting) == ("geometric", "percentile", "user")
    assert applied.points == (("four_forces", (1000, 1000, 0, 0)),)


def test_what_all_agree_on_by_hand() -> None:
    ranks = np.array([[1, 1, 1], [2, 3, 2], [3, 2, 4], [4, 4, 3], [0, 0, 0]])
    found = GroupRankings(("a", "b", "c", "d", "e"), (), ranks)
    assert found.same == ("a",)
    assert found.agreed_top(3) == ("a", "b")
    assert found.agreed_top(1) == ("a",)
    assert [found.shared_top(k) for k in (1, 2, 3, 4)] == [3, 2, 2, 3]


def test_ranges_of_a_room_of_one_mind_are_its_ranking() -> None:
    base = assessed("practice")
    weighing = weigh(POINTS, room(*[(40, 30, 20, 10)] * 6))
    found = rank_ranges(base, weighing, draws=20)
    assert found is not None
    expected = group_rankings(base, POINTS, [weighing.group]).ranks[:, 0]
    for bound in (found.again_low, found.again_high, found.own_low, found.own_high):
        np.testing.assert_array_equal(bound, expected)
    assert found.own_share == 0.5


def test_ranges_of_a_divided_room_span_what_its_camps_say() -> None:
    base = assessed("practice")
    ballots = [*camp((97, 1, 1, 1), 10, 1), *camp((1, 1, 1, 97), 10, 2)]
    found = rank_ranges(base, weigh(POINTS, ballots), draws=100)
    assert found is not None
    assert found.own_share == 0.9
    camps = group_rankings(base, POINTS, [(0.97, 0.01, 0.01, 0.01), (0.01, 0.01, 0.01, 0.97)]).ranks
    assert (found.own_low <= camps.min(axis=1) + 1).all()
    assert (found.own_high >= camps.max(axis=1) - 1).all()
    assert (found.again_low <= found.again_high).all()
    assert (found.own_low < found.own_high).any()
    again = rank_ranges(base, weigh(POINTS, ballots[::-1]), draws=100)
    assert again is not None
    np.testing.assert_array_equal(found.again_high, again.again_high)


def test_few_nothing_and_another_framework() -> None:
    base = assessed("practice")
    assert rank_ranges(base, weigh(POINTS, room(*[(40, 30, 20, 10)] * 4))) is None
    with pytest.raises(WorkshopError, match="no weights"):
        group_rankings(base, POINTS, [])
    with pytest.raises(WorkshopError, match="framework"):
        group_rankings(base, replace(POINTS, framework="five_forces"), WEIGHTS[:1])
