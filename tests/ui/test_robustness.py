"""What the page asks of the core: options as text, floors that can be kept, bounds around all that is drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.errors import ConstraintError
from cluster_core.explore.acceptability import Acceptability
from cluster_core.explore.extreme_ranks import ExtremeRank
from cluster_core.model.assessment import Assessment
from tests.explore.made import criteria
from tests.model.examples import tree
from ui import data, robustness
from ui.robustness import Options

FLOOR = Options(floor=0.1)


def test_options_survive_as_text(assessment: Assessment) -> None:
    framework = assessment.framework
    wanted = Options("mine", 0.05, (("innovation", "brand"), ("brand", "support")), "all")
    assert robustness.decode(wanted.encode(), framework) == wanted
    assert robustness.decode(None, framework) == FLOOR
    other = Options("any", 0.03, (("innovation", "gone"),))
    assert robustness.decode(other.encode(), framework) == FLOOR, "what the framework lacks is left out"


@pytest.mark.parametrize("count", [1, 2, 4, 9, 10, 11, 20, 40])
def test_every_floor_can_be_kept_by_all(count: int) -> None:
    framework = tree("f", {"f": {f"c{at}": 1 for at in range(count)}})
    offered = robustness.floors(framework)
    assert 0.0 in offered
    assert robustness.default_floor(framework) in offered
    assert all(floor * count <= 1 for floor in offered)
    if count == 9:
        assert offered == (0.0, 0.05, 0.1)


def test_contradictory_limits_are_refused(assessment: Assessment) -> None:
    heavy = assessment.scenario.with_points("four_forces", (10.0, 10.0, 70.0, 10.0))
    given = data.assessment(heavy.quantised())
    wrong = Options("mine", 0.1, (("innovation", "brand"),))
    refused = robustness.refusal(given, wrong)
    assert isinstance(refused, ConstraintError)
    assert {one.code for one in refused.constraints} >= {"order", "floor"}
    assert robustness.refusal(given, replace(wrong, mode="any")) is None


def test_what_is_drawn_lies_within_the_bounds(assessment: Assessment) -> None:
    found = robustness.sampled(assessment, FLOOR)
    reach = robustness.reach(assessment, FLOOR, found.units)
    assert reach is not None
    assert reach.exact
    for row, unit in enumerate(found.units):
        within, free = reach.limited[unit], reach.free[unit]
        assert free.best <= within.best <= found.ranks[row].min()
        assert free.worst >= within.worst >= found.ranks[row].max()
    assert robustness.sampled(assessment, FLOOR) is found


def test_a_pair_is_counted_over_the_same_weightings(assessment: Assessment) -> None:
    found = robustness.sampled(assessment, FLOOR)
    said = robustness.pair(assessment, FLOOR, found.units[0], found.units[4])
    assert said.holds == pytest.approx(float((found.ranks[0] < found.ranks[4]).mean()))


def test_of_very_many_the_neighbours_of_the_focus_are_drawn(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = robustness.sampled(assessment, FLOOR)
    assert robustness.window(assessment, found) == robustness.ordered(found)
    monkeypatch.setattr(robustness, "SHOWN", 4)
    kept = robustness.window(assessment, found)
    assert len(kept) == 4
    assert found.units.index(assessment.scenario.focus) in kept
    order = robustness.ordered(found)
    assert kept == order[order.index(kept[0]) :][:4], "neighbours by expected rank"


def test_places_taken_together() -> None:
    ranks = np.array([[1, 2, 1, 3], [2, 1, 3, 1], [3, 3, 2, 2]], dtype=np.int32)
    found = Acceptability(("a", "b", "c"), ranks[:, 0], ranks, {}, (), 1, np.full(3, np.nan))
    assert robustness.together(found, [0, 1]) == 0.5
    assert robustness.together(found, [0, 1, 2]) == 1.0


def test_long_work_is_a_job(assessment: Assessment) -> None:
    assert robustness.quick(assessment, FLOOR, 13)
    assert not robustness.quick(assessment, replace(FLOOR, levels="all"), 13)
    assert not robustness.quick(assessment, FLOOR, 41)


def test_bounds_that_are_not_proven_hold_what_was_drawn() -> None:
    result = criteria({"a": [90, 50, 10], "b": [10, 45, 90]})
    drawn = robustness.acceptability(result, robustness.spaces(result, Options()))
    shy = ExtremeRank("R1", 2, 2, {}, {}, "sampled")
    wide = robustness._widened(shy, drawn)
    assert (wide.best, wide.worst) == (1, 3)
    assert wide.best_shares["f"][0] > wide.worst_shares["f"][0]
    proven = replace(shy, bounds="exact")
    assert robustness._widened(proven, drawn) is proven
