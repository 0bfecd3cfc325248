"""How long exact best and worst ranks take, beside the same integer programmes as they stand in books."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks._figures import milliseconds, tell
from cluster_core import assess, load_dataset
from cluster_core.explore.extreme_ranks import LEAD, extreme_ranks
from cluster_core.explore.stability import crossings, rank_interval
from cluster_core.explore.weight_space import weight_spaces
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.fit import default_scenario
from cluster_core.model.framework import Child, Framework, Node
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text

LEAVES, FORCES, LIMIT_S = 46, 4, 5.0


def main() -> None:
    """Measure and print."""
    small = made(13, LEAVES, common=0.5)
    spaces = weight_spaces(small.framework, levels="all", floor=0.1)
    tell(
        "13 regions, 46 leaves, all levels vary", milliseconds(lambda: extreme_ranks(small, spaces), 5), "1 s"
    )
    tell("peer: integer programmes, 2 a region", milliseconds(lambda: programmes(small, range(13)), 3))
    for common, name in ((0.5, "alike in part"), (0.0, "unrelated")):
        large = made(340, FORCES, common)
        told: list[float] = []
        begun, worked = time.perf_counter(), time.process_time()
        found = extreme_ranks(large, weight_spaces(large.framework), progress=told.append)
        took = [(time.perf_counter() - begun) * 1000]
        exact = sum(one.bounds == "exact" for one in found.units)
        tell(f"340 regions x 4 forces, {name}", took, "30 s")
        worked = time.process_time() - worked
        print(
            f"   {worked:.1f} s of work, exact {exact} of {len(found.units)}, progress told {len(told)} times"
        )
        begun = time.perf_counter()
        unsolved = programmes(large, range(0, 340, 68))
        whole = (time.perf_counter() - begun) * 68
        print(
            f"   peer: 5 regions' programmes, held to {LIMIT_S:g} s each, {unsolved} of 10 unsolved: "
            f"x 68 = at least {whole:.0f} s"
        )
    jiangsu = load_dataset("data/jiangsu")
    lab = assess(jiangsu, default_scenario(jiangsu))
    flips = milliseconds(lambda: (crossings(lab, "320900"), rank_interval(lab, "320900")), 300)
    tell("all flips and intervals of one region of 13", flips, "3 ms")


def programmes(assessment: Assessment, rows: range) -> int:
    """Solve each region's two programmes over all weights of the leaves; return how many were not solved in time."""
    values, unsolved = assessment.prepared.normalised, 0
    for row in rows:
        for sign, lead in ((1, 0.0), (-1, LEAD)):
            leads = sign * (np.delete(values, row, axis=0) - values[row]) + lead
            count, size = leads.shape
            tops = np.maximum(leads.max(axis=1), 1e-6)
            found = milp(
                np.append(np.zeros(size), np.ones(count)),
                constraints=[
                    LinearConstraint(np.hstack([leads, -np.diag(tops)]), -np.inf, 0),
                    LinearConstraint(np.append(np.ones(size), np.zeros(count))[None], 1, 1),
                ],
                bounds=Bounds(0, 1),
                integrality=np.append(np.zeros(size), np.ones(count)),
                options={"time_limit": LIMIT_S},
            )
            unsolved += found.status != 0
    return unsolved


def made(regions: int, leaves: int, common: float) -> Assessment:
    """Make up regions whose indicators are a mixture of one common quality and noise, under four forces."""
    rng = np.random.default_rng(7)
    table = common * rng.random((regions, 1)) + (1 - common) * rng.random((regions, leaves))
    names = [f"i{k:02}" for k in range(leaves)]
    children = tuple(Child(name, 1.0, is_indicator=True) for name in names)
    nodes = [Node("tree", "", Text(), 0, children)]
    if leaves > FORCES:
        forces = tuple(Child(f"f{k}") for k in range(FORCES))
        below = [Node(f.id, "tree", Text(), 1, children[k::FORCES]) for k, f in enumerate(forces)]
        nodes = [Node("tree", "", Text(), 0, forces), *below]
    framework = Framework("tree", Text(), tuple(nodes))
    units = [f"r{row:03}" for row in range(regions)]
    rows = [
        (unit, name, 2023, float(value), "s", "", "observed", "A")
        for unit, values in zip(units, table, strict=True)
        for name, value in zip(names, values, strict=True)
    ]
    dataset = Dataset(
        id="made",
        name=Text(),
        version="1",
        fingerprint="made",
        regions={unit: Unit(unit, Text(unit, unit), "") for unit in units},
        indicators={name: Indicator(name, Text(name, name), "benefit") for name in names},
        observations=pd.DataFrame(
            rows, columns=["unit", "indicator", "year", "value", "source", "note", "status", "quality"]
        ),
        sources={},
        frameworks={"tree": framework},
    )
    return assess(dataset, Scenario("made", "tree", 2023))


if __name__ == "__main__":
    main()
