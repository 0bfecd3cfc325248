"""How long the core takes: one assessment, a change of weights, and a whole command on a larger bundle."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._figures import milliseconds, tell
from cluster_core import assess, default_scenario, load_dataset
from cluster_core.index.composite import score
from cluster_core.index.prepare import prepare

REGIONS, INDICATORS, GROUP = 51, 49, 7


def main() -> None:
    """Measure and print."""
    dataset = load_dataset("data/jiangsu")
    scenario = default_scenario(dataset)
    framework = dataset.framework(scenario.framework)
    prepared = prepare(dataset, scenario)
    tell("assess(), 13 regions", milliseconds(lambda: assess(dataset, scenario), 200), "10 ms")
    tell("weights-only rescoring", milliseconds(lambda: score(prepared, framework, scenario), 500), "1 ms")
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "large"
        write_bundle(bundle)
        command = [
            sys.executable,
            "-m",
            "cluster_core",
            "score",
            "--bundle",
            str(bundle),
            "--out",
            "/dev/null",
        ]
        peer = [sys.executable, "-c", "import pandas, duckdb"]
        whole = f"score, {REGIONS} x {INDICATORS} x 4 levels, whole command"
        tell(whole, milliseconds(lambda: subprocess.run(command, check=True, capture_output=True), 10), "3 s")
        tell(
            "peer: python -c 'import pandas, duckdb'",
            milliseconds(lambda: subprocess.run(peer, check=True), 10),
        )


def write_bundle(folder: Path) -> None:
    """Write a made-up bundle: a tree of four levels (root, 3 dimensions, 7 nodes, 49 indicators)."""
    rng = random.Random(1)
    names = [f"i{k:02}" for k in range(INDICATORS)]
    regions = [f"r{k:02}" for k in range(REGIONS)]
    (folder / "frameworks").mkdir(parents=True)
    (folder / "bundle.yaml").write_text("id: large\ndefault_framework: tree\nsynthetic: true\n")
    (folder / "regions.csv").write_text("region,name\n" + "".join(f"{r},Region {r}\n" for r in regions))
    rows = "".join(f"{name},Indicator {name},benefit\n" for name in names)
    (folder / "indicators.csv").write_text(f"indicator,name,direction\n{rows}")
    values = (f"{r},{name},2023,{rng.lognormvariate(0, 1):.6f}\n" for r in regions for name in names)
    (folder / "observations.csv").write_text("region,indicator,year,value\n" + "".join(values))
    nodes = [f"  - {{id: d{k}, parent: tree}}" for k in range(3)]
    for k in range(0, INDICATORS, GROUP):
        leaves = ", ".join(names[k : k + GROUP])
        nodes.append(f"  - {{id: n{k}, parent: d{k // GROUP % 3}, indicators: [{leaves}]}}")
    (folder / "frameworks" / "tree.yaml").write_text(
        "framework: {id: tree, name: Tree}\nnodes:\n" + "\n".join(nodes)
    )


if __name__ == "__main__":
    main()
