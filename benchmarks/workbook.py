"""How long the workbook with live formulas takes for 340 regions x 60 indicators, beside bare tables as large."""

from __future__ import annotations

import io
import random
import statistics
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks._figures import milliseconds, tell
from cluster_core import assess, default_scenario, load_dataset
from cluster_core.model.assessment import Assessment
from cluster_core.report.workbook.render import render_workbook

REGIONS, INDICATORS, PER_NODE, PER_DIMENSION = 340, 60, 5, 3
REPEATS = 3


def main() -> None:
    """Measure and print."""
    assessment = _large()
    content = render_workbook(assessment, "zh")
    cells = _cells(content)
    whole = f"workbook, {REGIONS} x {INDICATORS}, {cells} cells, {len(content) / 1e6:.1f} MB"
    begun = time.process_time()
    own = milliseconds(lambda: render_workbook(assessment, "zh"), REPEATS)
    spent = (time.process_time() - begun) / (REPEATS + 1)
    tell(whole, own, "10 s")
    frame = pd.DataFrame(np.random.default_rng(1).random((REGIONS, cells // REGIONS)))
    bare = milliseconds(lambda: frame.to_excel(io.BytesIO(), engine="xlsxwriter"), REPEATS)
    tell(f"peer: pandas.to_excel, {frame.size} numbers", bare)
    ratio = statistics.median(own) / statistics.median(bare)
    print(f"ratio of medians {ratio:.2f}; the processor spent {spent:.1f} s on a workbook")


def _cells(content: bytes) -> int:
    """Count the cells of all sheets that hold something."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(parts.read(name).count(b"</c>") for name in sheets)


def _large() -> Assessment:
    """Return a made-up country: 60 ratios of 340 regions under 4 dimensions of 3 nodes of 5."""
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder) / "country")
        dataset = load_dataset(Path(folder) / "country")
        return assess(dataset, default_scenario(dataset))


def _write(folder: Path) -> None:
    """Write the bundle: every indicator is a ratio to the population, so that two observations stand behind a value."""
    rng = random.Random(1)
    names, regions = [f"i{k:02}" for k in range(INDICATORS)], [f"r{k:03}" for k in range(REGIONS)]
    (folder / "frameworks").mkdir(parents=True)
    (folder / "bundle.yaml").write_text("id: country\ndefault_framework: tree\nsynthetic: true\n")
    (folder / "regions.csv").write_text("region,name\n" + "".join(f"{r},Region {r}\n" for r in regions))
    (folder / "sources.csv").write_text(
        "source,title,issuer,year,address\ns,Yearbook,Bureau,2023,https://x.example\n"
    )
    rows = ["indicator,name,direction,numerator,denominator,scale\n", "people,Residents,benefit,,,\n"]
    for name in names:
        rows += [
            f"{name},Indicator {name},benefit,n_{name},people,1000\n",
            f"n_{name},Amount {name},benefit,,,\n",
        ]
    (folder / "indicators.csv").write_text("".join(rows))
    values = ["region,indicator,year,value,source,note\n"]
    for region in regions:
        values.append(f"{region},people,2023,{rng.uniform(20, 2000):.1f},s,\n")
        values += [f"{region},n_{name},2023,{rng.lognormvariate(3, 1):.6f},s,as printed\n" for name in names]
    (folder / "observations.csv").write_text("".join(values))
    nodes = [f"  - {{id: d{k}, parent: tree}}" for k in range(INDICATORS // (PER_NODE * PER_DIMENSION))]
    for k in range(INDICATORS // PER_NODE):
        leaves = ", ".join(names[k * PER_NODE : (k + 1) * PER_NODE])
        nodes.append(f"  - {{id: n{k}, parent: d{k // PER_DIMENSION}, indicators: [{leaves}]}}")
    (folder / "frameworks" / "tree.yaml").write_text(
        "framework: {id: tree, name: Tree}\nnodes:\n" + "\n".join(nodes) + "\n"
    )


if __name__ == "__main__":
    main()
