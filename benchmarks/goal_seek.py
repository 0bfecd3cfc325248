"""How long a goal takes: 13 regions, five levers and all of them, every way of averaging; and what drives shortcomings.

The peer solves the same linear goal as a mixed-integer programme with scipy's HiGHS; both must cost the same effort.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks._figures import milliseconds, tell
from cluster_core import assess, default_scenario, load_dataset
from cluster_core.explore.goal_seek import GoalSeek, goal_seek
from cluster_core.explore.region_score import region_score
from cluster_core.explore.threshold_sensitivity import threshold_sensitivity
from cluster_core.model.assessment import Assessment

LEVERS, RANK = 5, 7
RULES = ("arithmetic", "geometric", "harmonic", "min", "power:2")


def main() -> None:
    """Measure and print."""
    dataset = load_dataset("data/jiangsu")
    scenario = default_scenario(dataset)
    for rule in RULES:
        result = assess(dataset, replace(scenario, aggregate=rule))
        region = result.units[int(np.argmax(result.scored.ranks[:, 0]))]  # the last one: the longest way
        five = goal_seek(result, region, to_rank=RANK).levers.usable[:LEVERS]
        names = [lever.indicator for lever in five]
        few = partial(goal_seek, result, region, to_rank=RANK, levers=names)
        tell(f"{LEVERS} levers, {rule}", milliseconds(few, 10), "1 s; page 200 ms")
        tell(f"all levers, {rule}", milliseconds(partial(goal_seek, result, region, to_rank=RANK), 10))
    result = assess(dataset, scenario)
    found = goal_seek(result, scenario.focus, to_rank=RANK)
    tell(
        "peer: mixed-integer programme, arithmetic, all", milliseconds(lambda: by_integers(result, found), 10)
    )
    if abs(by_integers(result, found) - found.effort) > 1e-4:
        raise SystemExit(f"the peer finds {by_integers(result, found)}, we find {found.effort}")
    tell("what drives the shortcomings, 13 regions", milliseconds(lambda: threshold_sensitivity(result), 10))


def by_integers(result: Assessment, found: GoalSeek) -> float:
    """Return the least effort by a programme that chooses which regions stay ahead."""
    levers, row = found.levers.usable, result.units.index(found.region)
    others = np.delete(result.scored.scores[:, 0], row)
    # Gaps give their weight to their siblings, so that slopes are taken from the score itself.
    shape = region_score(result, found.region, tuple(lever.indicator for lever in levers))
    gain = shape.at(shape.start + np.eye(len(levers))) - found.before[1]
    room = np.array([max(0.0, lever.most - lever.start) for lever in levers])
    rows = np.hstack([np.tile(gain, (len(others), 1)), np.diag(np.full(len(others), 1000.0))])
    stay = np.concatenate([np.zeros(len(levers)), np.ones(len(others))])
    solved = milp(
        np.concatenate([np.ones(len(levers)), np.zeros(len(others))]),
        constraints=[
            LinearConstraint(rows, others - found.before[1], np.inf),
            LinearConstraint(stay[None, :], -np.inf, RANK - 1),
        ],
        bounds=Bounds(0, np.concatenate([room, np.ones(len(others))])),
        integrality=stay,
    )
    return float(solved.fun)


if __name__ == "__main__":
    main()
