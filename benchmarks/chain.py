"""How long the whole chain takes on large tables, and how much memory: stages, scores and ranks, without files.

Peers of the same run: the same index as bare pandas and numpy, without vintages, missing values, coverage,
contributions or notices. For 51 x 49 x 4 levels the R package COINr needs about 130 ms (one thread, R 4.2.2; not
measured here).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks._figures import milliseconds, tell
from cluster_core.index.composite import score
from cluster_core.index.prepare import prepare
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.framework import Child, Framework, Node
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text

DIMENSIONS, LOWEST, LAST_YEAR = 3, 12, 2023
SCENARIO = Scenario("made", "tree", LAST_YEAR)
MEMORY = "--memory"


def main() -> None:
    """Measure and print."""
    if MEMORY in sys.argv:
        tell_memory()
        return
    measure(3000, 60, 10, ("150 ms", "5 ms"))
    measure(51, 49, 1, ("15 ms", ""))
    subprocess.run([sys.executable, "-m", "benchmarks.chain", MEMORY], check=True)


def measure(regions: int, indicators: int, years: int, limits: tuple[str, str]) -> None:
    """Print the times of one size: the chain, its peer, a rescoring, and the chain with what costs most on top."""
    size, repeats = f"{regions} x {indicators} x 4 levels", min(200, 100_000 // regions)
    dataset = made_up(regions, indicators, years)
    framework, prepared = dataset.framework("tree"), prepare(dataset, SCENARIO)
    again = replace(SCENARIO, points=(("tree", (3, 2, 1)),), weighting="user")
    tell(f"full chain, {size}", milliseconds(lambda: chain(dataset, SCENARIO), repeats), limits[0])
    tell("peer: bare pandas and numpy", milliseconds(bare(dataset), repeats))
    tell(
        "weights-only rescoring", milliseconds(lambda: score(prepared, framework, again), repeats), limits[1]
    )
    for field, method in (("impute", "peer_median"), ("impute", "linear"), ("treat", "winsorise")):
        chosen = replace(SCENARIO, **{field: method})
        tell(f"full chain, {method}", milliseconds(partial(chain, dataset, chosen), 10))


def chain(dataset: Dataset, scenario: Scenario) -> None:
    """Stages, scores, coverage and ranks of every node."""
    score(prepare(dataset, scenario), dataset.framework("tree"), scenario)


def bare(dataset: Dataset) -> Callable[[], pd.DataFrame]:
    """Return the same index as a plain table: min-max, means by weight, ranks of every node."""
    panel, framework = dataset.panels["region"], dataset.framework("tree")
    table = pd.DataFrame(panel.values[:, :, -1], columns=list(panel.indicators))
    signs = pd.Series({name: known.sign for name, known in dataset.indicators.items()})

    def run() -> pd.DataFrame:
        logged = [name for name, known in dataset.indicators.items() if known.transform == "log1p"]
        values = table.copy()
        values[logged] = np.log1p(values[logged])
        scaled = (values - values.min()) / (values.max() - values.min()) * 100
        scaled = scaled.where(signs > 0, 100 - scaled)
        for node in reversed(framework.nodes):
            children = [child.id for child in node.children]
            weights = np.array([child.weight for child in node.children])
            scaled[node.id] = scaled[children] @ (weights / weights.sum())
        return scaled[[node.id for node in framework.nodes]].rank(ascending=False, method="min")

    return run


def tell_memory() -> None:
    """Print this process's peak above what the imports alone took: tidy facts, cube, stages, scores and ranks."""
    before = peak()
    chain(made_up(3000, 60, 10), SCENARIO)
    name = "memory, 3000 x 60 x 10 years, without imports"
    print(f"{name:<46} {peak() - before:8.0f} MB   (held to 400 MB; with imports {peak():.0f} MB)")


def peak() -> float:
    """Return the most memory that this process has held so far, in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def made_up(regions: int, indicators: int, years: int, missing: float = 0.05) -> Dataset:
    """Return log-normal values, 5 % of them missing, and a tree of root, 3 dimensions, 12 nodes and leaves."""
    rng = np.random.default_rng(1)
    leaves, units = [f"i{k:02}" for k in range(indicators)], [f"r{k:04}" for k in range(regions)]
    known = {
        name: Indicator(
            name,
            Text(name, name),
            "cost" if k % 5 == 0 else "benefit",
            transform="log1p" if k % 7 == 0 else "none",
        )
        for k, name in enumerate(leaves)
    }
    index = pd.MultiIndex.from_product([units, leaves, range(LAST_YEAR + 1 - years, LAST_YEAR + 1)])
    tidy = pd.DataFrame({"value": rng.lognormal(0, 0.5, len(index))}, index=index)
    tidy = tidy[rng.random(len(tidy)) >= missing].reset_index()
    tidy.columns = ["unit", "indicator", "year", "value"]
    return Dataset(
        id="made",
        name=Text("made", "made"),
        version="1",
        fingerprint="",
        regions={unit: Unit(unit, Text(unit, unit), f"g{k % 8}") for k, unit in enumerate(units)},
        indicators=known,
        observations=tidy,
        sources={},
        frameworks={"tree": tree(leaves)},
    )


def tree(leaves: list[str]) -> Framework:
    """Spread the leaves over 12 nodes below 3 dimensions."""
    groups = {f"n{k:02}": part.tolist() for k, part in enumerate(np.array_split(np.array(leaves), LOWEST))}
    below = {f"d{k}": list(groups)[k::DIMENSIONS] for k in range(DIMENSIONS)}
    nodes = [Node("tree", "", Text("tree", "tree"), 0, tuple(Child(name) for name in below))]
    nodes += [Node(d, "tree", Text(d, d), 1, tuple(map(Child, below[d]))) for d in below]
    nodes += [
        Node(n, d, Text(n, n), 2, tuple(Child(leaf, is_indicator=True) for leaf in groups[n]))
        for d in below
        for n in below[d]
    ]
    return Framework("tree", Text("tree", "tree"), tuple(nodes))


if __name__ == "__main__":
    main()
