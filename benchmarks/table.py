"""How fast the tables of the page Data are cut from a million observations, without files and without a screen.

Peers of the same run: the same rows chosen by plain pandas (the way the page once did), and by DuckDB in memory over
the same frame. Coding, flags and the computed columns are made once per data set and scenario and told apart.
"""

from __future__ import annotations

import statistics

import duckdb
import numpy as np
import pandas as pd

from benchmarks._figures import milliseconds, tell
from cluster_core.assess.assessment import assess
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.framework import Child, Framework, Node
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.report.holdings import Holdings, observed_pool
from cluster_core.report.observations import Selection, select
from cluster_core.report.table_request import WIDE, YEARS, Request
from cluster_core.report.tables import frame, places_of, ways_out

REGIONS, INDICATORS, YEARS_HELD, LAST_YEAR = 2500, 40, 10, 2023
PAGE, LIMIT = 2000, "500 ms"


def main() -> None:
    """Measure and print."""
    dataset = made_up()
    found = assess(dataset, Scenario("made", "tree", LAST_YEAR))
    tidy = dataset.observations
    print(f"{len(tidy):,} observations, {REGIONS} regions, {INDICATORS} indicators, {YEARS_HELD} years")
    tell("once per data set: coding and flags", milliseconds(lambda: observed_pool(found), 3))
    held = Holdings(found, observed_pool(found))
    tell(
        "once per scenario: computed columns",
        milliseconds(lambda: len(Holdings(found, held.observed).computed), 3),
    )

    wanted = Selection(
        group=("g1", "g3"),
        indicator=tuple(f"i{k}" for k in range(20)),
        year=((2016.0, 2022.0),),
        source=("s0", "s1", "s2"),
        status=("observed",),
        value=((10.0, None),),
    )
    chosen = len(select(held.observed, wanted))
    ours = milliseconds(lambda: select(held.observed, wanted), 20)
    tell(f"six filters, {chosen:,} rows left", ours, LIMIT)
    groups = {one.id: one.group for one in dataset.regions.values()}
    plain = milliseconds(lambda: _by_pandas(tidy, groups, wanted), 5)
    connection = duckdb.connect()
    connection.register("tidy", tidy.assign(grouped=tidy["unit"].map(groups)))
    duck = milliseconds(lambda: connection.sql(_QUERY).to_arrow_table(), 5)
    assert len(_by_pandas(tidy, groups, wanted)) == chosen == connection.sql(_QUERY).to_arrow_table().num_rows
    tell("peer: plain pandas", plain)
    tell("peer: DuckDB over the same frame", duck)
    faster = min(statistics.median(plain), statistics.median(duck))
    print(f"ours to the faster peer: {statistics.median(ours) / faster:.2f}")

    page = Request(selection=wanted, language="en")
    tell(
        "filters and a page of rows in words",
        milliseconds(lambda: frame(held, page, places_of(held, page)[:PAGE]), 5),
        LIMIT,
    )
    text = Request(selection=Selection(text=("region 12",), flag=("jump", "outlier")), language="en")
    tell("text and flags", milliseconds(lambda: frame(held, text, places_of(held, text)[:PAGE]), 5), LIMIT)
    for name, request in (("wide", Request(WIDE, at_year=2022)), ("years", Request(YEARS, of="i3"))):
        tell(
            f"pivot {name}",
            milliseconds(lambda asked=request: frame(held, asked, places_of(held, asked)), 5),
            LIMIT,
        )
    nothing = Request(selection=Selection(indicator=("i1",), year=((1900.0, 1901.0),)))
    tell("nothing left: which filter to loosen", milliseconds(lambda: ways_out(held, nothing), 5), LIMIT)


_QUERY = """
SELECT * FROM tidy WHERE grouped IN ('g1', 'g3') AND list_contains([
    'i0','i1','i2','i3','i4','i5','i6','i7','i8','i9','i10','i11','i12','i13','i14','i15','i16','i17','i18','i19'
], indicator) AND year BETWEEN 2016 AND 2022 AND source IN ('s0', 's1', 's2') AND status = 'observed' AND value >= 10
"""


def _by_pandas(tidy: pd.DataFrame, groups: dict[str, str], wanted: Selection) -> pd.DataFrame:
    (low, high), least = wanted.year[0], wanted.value[0][0]
    assert low is not None
    assert high is not None
    kept = (
        tidy["unit"].map(groups).isin(wanted.group)
        & tidy["indicator"].isin(wanted.indicator)
        & tidy["year"].between(low, high)
        & tidy["source"].isin(wanted.source)
        & tidy["status"].isin(wanted.status)
        & (tidy["value"] >= least)
    )
    return tidy[kept]


def made_up() -> Dataset:
    """Return a million observations of regions, indicators and years that nobody has seen."""
    generator = np.random.default_rng(1)
    units, names = [f"r{k}" for k in range(REGIONS)], [f"i{k}" for k in range(INDICATORS)]
    years = range(LAST_YEAR - YEARS_HELD + 1, LAST_YEAR + 1)
    count = REGIONS * INDICATORS * YEARS_HELD
    level = np.exp(generator.normal(3, 1, (REGIONS, INDICATORS, 1)))
    values = level * np.exp(
        np.cumsum(generator.normal(0.03, 0.02, (REGIONS, INDICATORS, YEARS_HELD)), axis=2)
    )
    tidy = pd.DataFrame(
        {
            "unit": np.repeat(units, INDICATORS * YEARS_HELD),
            "indicator": np.tile(np.repeat(names, YEARS_HELD), REGIONS),
            "year": np.tile(list(years), REGIONS * INDICATORS).astype(np.int32),
            "value": values.ravel(),
            "source": generator.choice([f"s{k}" for k in range(6)], count),
            "note": "",
            "status": generator.choice(["observed", "estimated"], count, p=[0.95, 0.05]),
            "quality": generator.choice(["A", "B", "C"], count),
            "error": np.nan,
        }
    ).astype(dict.fromkeys(("unit", "indicator", "source", "note", "status", "quality"), "str"))
    children = tuple(Child(name, 1.0, is_indicator=True) for name in names)
    tree = Framework("tree", Text("", "Tree"), (Node("tree", "", Text("", "Tree"), 0, children),))
    return Dataset(
        id="made",
        name=Text("", "Made up"),
        version="1",
        fingerprint="made",
        regions={one: Unit(one, Text("", f"Region {k}"), group=f"g{k % 5}") for k, one in enumerate(units)},
        indicators={one: Indicator(one, Text("", f"Indicator {one}"), "benefit") for one in names},
        observations=tidy,
        sources={f"s{k}": Source(f"s{k}", Text("", f"Source {k}")) for k in range(6)},
        frameworks={"tree": tree},
        groups={f"g{k}": Text("", f"Group {k}") for k in range(5)},
    )


if __name__ == "__main__":
    main()
