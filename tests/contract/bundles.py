"""Bundles from Python dicts: written to a folder, handed to the reference, drawn by Hypothesis; the command line."""

from __future__ import annotations

import contextlib
import copy
import csv
import io
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.contract.reference import Data

ROOT = Path(__file__).resolve().parents[2]
AWKWARD = ["NA", "007", "1E10", "no", "null", "A.b", "x-1", "Z_9", "320900", "true", "0E5", "nan"]

INDICATOR_COLUMNS = [
    "indicator",
    "name_zh",
    "name_en",
    "unit_zh",
    "unit_en",
    "direction",
    "numerator",
    "denominator",
    "scale",
    "transform",
    "kind",
    "unit_of_analysis",
    "target",
    "goalpost_low",
    "goalpost_high",
    "breaks_before",
    "description_zh",
    "description_en",
]


@dataclass
class Bundle:
    """One bundle as Python dicts; `facts` holds (unit, indicator, year) -> number, or None for an empty cell."""

    regions: dict[str, dict[str, Any]]
    indicators: dict[str, dict[str, Any]]
    facts: dict[tuple[str, str, int], float | None]
    frameworks: dict[str, dict[str, Any]]
    id: str = "demo"
    clusters: dict[str, dict[str, Any]] = field(default_factory=dict)
    cluster_facts: dict[tuple[str, str, int], float | None] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)

    def data(self, unit: str = "region") -> Data:
        """Return what the reference reads."""
        units = self.clusters if unit == "cluster" else self.regions
        values = self.cluster_facts if unit == "cluster" else self.facts
        return Data(
            units=list(units),
            indicators=self.indicators,
            facts={key: value for key, value in values.items() if value is not None},
            groups={region: extra.get("group", "") for region, extra in units.items()},
        )

    @property
    def framework(self) -> dict[str, Any]:
        """The first framework document."""
        return next(document for document in self.frameworks.values() if "framework" in document)

    @property
    def framework_id(self) -> str:
        """Its id."""
        return self.framework["framework"]["id"]

    def copy(self) -> Bundle:
        """Return a copy that may be changed."""
        return copy.deepcopy(self)

    def write(self, folder: Path) -> Path:
        """Write the files of formats.md section 1 and return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "frameworks").mkdir(exist_ok=True)
        meta = {
            "id": self.id,
            "name": {"zh": "示例", "en": "Example"},
            "version": 1,
            "default_framework": self.framework_id,
            "licence": "CC0-1.0",
            "groups": {
                g: {"en": g} for g in sorted({r.get("group", "") for r in self.regions.values()} - {""})
            },
            "synthetic": True,
        } | self.meta
        dump_yaml(folder / "bundle.yaml", meta)
        regions = [
            {"region": region, "name_en": f"Place {region}"} | extra for region, extra in self.regions.items()
        ]
        write_csv(folder / "regions.csv", ["region", "name_zh", "name_en", "parent", "group"], regions)
        rows = [
            {"indicator": name, "name_en": f"Measure {name}", "direction": "benefit"} | extra
            for name, extra in self.indicators.items()
        ]
        write_csv(folder / "indicators.csv", INDICATOR_COLUMNS, rows)
        write_csv(
            folder / "sources.csv", ["source", "title_en"], [{"source": "s1", "title_en": "A made-up table"}]
        )
        columns = ["indicator", "year", "value", "source", "note", "status", "quality"]
        write_csv(folder / "observations.csv", ["region", *columns], _facts("region", self.facts))
        if self.clusters:
            clusters = [
                {"cluster": name, "name_en": f"Cluster {name}"} | extra
                for name, extra in self.clusters.items()
            ]
            write_csv(
                folder / "clusters.csv",
                ["cluster", "name_zh", "name_en", "industry", "tier", "status_date", "source", "members"],
                clusters,
            )
            write_csv(
                folder / "cluster_observations.csv",
                ["cluster", *columns],
                _facts("cluster", self.cluster_facts),
            )
        for name, document in self.frameworks.items():
            dump_yaml(folder / "frameworks" / f"{name}.yaml", document)
        return folder


def _facts(unit: str, values: dict[tuple[str, str, int], float | None]) -> list[dict[str, Any]]:
    return [
        {
            unit: name,
            "indicator": indicator,
            "year": year,
            "value": value,
            "source": "s1",
            "status": "observed",
        }
        for (name, indicator, year), value in values.items()
    ]


def write_csv(path: Path, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    """Write rows as UTF-8 with a header; None is an empty cell, floats in full."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(["" if row.get(name) is None else _cell(row[name]) for name in columns])


def _cell(value: object) -> str:
    return repr(value) if isinstance(value, float) else str(value)


def dump_yaml(path: Path, document: object) -> None:
    """Write YAML in file order, without aliases."""
    plain = json.loads(json.dumps(document))
    path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A fresh folder, for tests that Hypothesis repeats."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


# ---------------------------------------------------------------- the command line


@dataclass
class Result:
    """What a run of the command line left behind."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        """Standard output as text."""
        return self.raw.decode("utf-8")

    @property
    def header(self) -> list[str]:
        """The columns of a CSV on standard output."""
        return next(csv.reader(io.StringIO(self.out)))

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of a CSV on standard output, all text."""
        return list(csv.DictReader(io.StringIO(self.out)))


def run(*argv: object) -> Result:
    """Run the command line in this process."""
    from cluster_core.__main__ import main

    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    before = sys.stdout
    try:
        sys.stdout = out
        with contextlib.redirect_stderr(err):
            try:
                code = main([str(arg) for arg in argv])
            except SystemExit as stop:  # argparse leaves this way
                code = stop.code if isinstance(stop.code, int) else (0 if stop.code is None else 1)
        out.flush()
    finally:
        sys.stdout = before
    return Result(int(code or 0), out.buffer.getvalue(), err.getvalue())  # type: ignore[attr-defined]


def table(*argv: object) -> list[dict[str, str]]:
    """Run a command that must succeed and return its rows."""
    result = run(*argv)
    assert result.code == 0, result.err
    assert "Traceback" not in result.err
    return result.rows


def refused(*argv: object) -> str:
    """Run a command that must be refused with exit 2 and return what it said."""
    result = run(*argv)
    said = result.err
    assert result.code == 2, (result.code, said[:2000], result.raw[:300])
    assert "Traceback" not in said + result.raw.decode("utf-8", "replace")
    assert said.strip(), "a refusal says why"
    return said


def number(text: str) -> float | None:
    """A cell as a number, empty as missing."""
    return None if text == "" else float(text)


def truth(text: str) -> bool:
    """A cell as a truth value."""
    assert text.lower() in {"true", "false", "1", "0"}, text
    return text.lower() in {"true", "1"}


# ---------------------------------------------------------------- examples


def tree(name: str, nodes: Sequence[dict[str, Any]], method: dict[str, Any] | None = None) -> dict[str, Any]:
    """A framework document; names are filled in."""
    document: dict[str, Any] = {
        "framework": {"id": name, "name": {"en": name}, "source": "made up", "version": 1}
    }
    if method is not None:
        document["method"] = method
    document["nodes"] = [{"name": {"en": f"Node {node['id']}"}} | node for node in nodes]
    return document


def small() -> Bundle:
    """Three regions, two forces, three indicators, one of them a cost: easy to compute by hand."""
    values: dict[tuple[str, str, int], float | None] = {}
    for region, (a, b, c) in {"R1": (10, 4, 7), "R2": (20, 2, 5), "R3": (30, 8, 1)}.items():
        values |= {(region, "a", 2020): a, (region, "b", 2020): b, (region, "c", 2020): c}
    return Bundle(
        regions={"R1": {}, "R2": {}, "R3": {}},
        indicators={"a": {}, "b": {"direction": "cost"}, "c": {}},
        facts=values,
        frameworks={
            "two": tree(
                "two",
                [
                    {"id": "first", "parent": "two", "indicators": ["a"]},
                    {
                        "id": "second",
                        "parent": "two",
                        "weight": 3,
                        "indicators": ["b", {"id": "c", "weight": 2}],
                    },
                ],
            )
        },
    )


def elsewhere() -> Bundle:
    """Another country: other codes, four levels, clusters, ratios, goalposts and a node's own rule."""
    rng = random.Random(7)
    regions = {
        code: {"group": "North" if code < "FR5" else "South"}
        for code in ["FR10", "FR21", "FR53", "FR71", "NA"]
    }
    indicators: dict[str, dict[str, Any]] = {
        "jobs": {},
        "people": {},
        "patents": {},
        "dust": {"direction": "cost", "transform": "log1p"},
        "reach": {"goalpost_low": 10, "goalpost_high": 60},
        "jobs_per_1000": {"numerator": "jobs", "denominator": "people", "scale": 1000, "kind": "derived"},
        "patents_per_1000": {
            "numerator": "patents",
            "denominator": "people",
            "scale": 1000,
            "kind": "derived",
        },
    }
    observed = [name for name, meta in indicators.items() if "numerator" not in meta]
    values: dict[tuple[str, str, int], float | None] = {}
    for region in regions:
        for name in observed:
            for year in (2018, 2019, 2020):
                if rng.random() < 0.85 and (name, year) != ("people", 2020):
                    values[region, name, year] = round(rng.uniform(1, 90), 2)
    clusters = {
        "aero": {"members": "FR10:0.6;FR71:0.4"},
        "bio": {"members": "FR21"},
        "wood": {"members": "NA;FR53"},
    }
    cluster_values: dict[tuple[str, str, int], float | None] = {
        (cluster, name, 2020): round(rng.uniform(1, 90), 2) for cluster in clusters for name in observed
    }
    document = tree(
        "france",
        [
            {"id": "economy", "parent": "france", "weight": 2},
            {"id": "environment", "parent": "france", "indicators": ["dust", "reach"]},
            {"id": "work", "parent": "economy", "aggregate": "geometric"},
            {"id": "ideas", "parent": "economy", "weight": 0.5, "indicators": ["patents_per_1000"]},
            {"id": "volume", "parent": "work", "indicators": ["jobs", {"id": "reach", "weight": 0.25}]},
            {"id": "intensity", "parent": "work", "indicators": ["jobs_per_1000"]},
        ],
        {"normalise": "minmax", "aggregate": "arithmetic", "min_coverage": 0.4},
    )
    return Bundle(
        regions,
        indicators,
        values,
        {"france": document},
        id="france",
        clusters=clusters,
        cluster_facts=cluster_values,
        meta={"default_year": 2020},
    )


# ---------------------------------------------------------------- drawn bundles


def _drawn_nodes(
    rng: random.Random, indicators: list[str], depth: int, aggregates: Sequence[str]
) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []

    def grow(parent: str, level: int) -> None:
        for _ in range(rng.randint(1 if level > 1 else 2, 3 if level == 1 else 2)):
            node: dict[str, Any] = {"id": f"n{len(nodes)}", "parent": parent}
            if rng.random() < 0.6:
                node["weight"] = rng.choice([1, 2, 0.5, 3, 0.25])
            if aggregates and rng.random() < 0.3:
                node["aggregate"] = rng.choice(aggregates)
            nodes.append(node)
            deeper = level < depth and rng.random() < 0.6
            if not deeper or rng.random() < 0.3:
                chosen = rng.sample(indicators, rng.randint(1, min(3, len(indicators))))
                node["indicators"] = [
                    {"id": name, "weight": rng.choice([1, 2, 0.5])} if rng.random() < 0.4 else name
                    for name in chosen
                ]
            if deeper:
                grow(node["id"], level + 1)
        if rng.random() < 0.2:  # a weight of zero, but never all of them
            siblings = [node for node in nodes if node["parent"] == parent]
            if len(siblings) > 1:
                siblings[-1]["weight"] = 0
                siblings[0]["weight"] = 1

    grow("root", 1)
    return nodes


def drawn(
    seed: int,
    *,
    regions: int,
    depth: int,
    presence: float,
    aggregates: Sequence[str] = (),
    breaks: bool = True,
) -> Bundle:
    """A bundle from a seed: text ids, missing values, ratios, costs, goalposts and a tree."""
    rng = random.Random(seed)
    ids = rng.sample(AWKWARD, regions)
    places = {region: ({"group": rng.choice(["G1", "G2"])} if rng.random() < 0.8 else {}) for region in ids}
    indicators: dict[str, dict[str, Any]] = {}
    observed = [f"b{index}" for index in range(rng.randint(2, 4))]
    for name in observed:
        meta: dict[str, Any] = {"direction": rng.choice(["benefit", "cost"]), "target": rng.randint(1, 80)}
        if rng.random() < 0.3:
            meta["transform"] = "log1p"
        if rng.random() < 0.3:
            low = rng.randint(0, 30)
            meta |= {"goalpost_low": low, "goalpost_high": low + rng.randint(1, 60)}
        if breaks and rng.random() < 0.3:
            meta["breaks_before"] = rng.randint(2016, 2020)
        indicators[name] = meta
    for index in range(rng.randint(0, 2)):
        top, bottom = rng.sample(observed, 2)
        meta = {
            "numerator": top,
            "direction": rng.choice(["benefit", "cost"]),
            "kind": "derived",
            "target": 1.5,
        }
        if rng.random() < 0.85:
            meta["denominator"] = bottom
        if rng.random() < 0.5:
            meta["scale"] = rng.choice([100, 0.5])
        indicators[f"d{index}"] = meta
    values: dict[tuple[str, str, int], float | None] = {}
    for region in ids:
        for name in observed:
            for year in range(2015, 2021):
                draw = rng.random()
                if draw < presence:
                    values[region, name, year] = rng.choice(
                        [rng.randint(0, 9), rng.randint(0, 99), rng.random() * 50]
                    )
                elif draw < presence + 0.03:
                    values[region, name, year] = None
    values.setdefault((ids[0], observed[0], 2020), 5)
    if values[ids[0], observed[0], 2020] is None:
        values[ids[0], observed[0], 2020] = 5
    nodes = _drawn_nodes(rng, list(indicators), depth, aggregates)
    items = list(values.items())
    rng.shuffle(items)
    return Bundle(places, indicators, dict(items), {"root": tree("root", nodes)})


@st.composite
def bundles(
    draw: st.DrawFn, aggregates: Sequence[str] = (), *, breaks: bool = True, complete: bool = False
) -> Bundle:
    """Random bundles; sizes and gaps shrink, values come from a seed."""
    return drawn(
        draw(st.integers(0, 2**32)),
        regions=draw(st.integers(1, 8)),
        depth=draw(st.integers(1, 4)),
        presence=1.0 if complete else draw(st.sampled_from([0.2, 0.5, 0.8, 0.95, 1.0])),
        aggregates=aggregates,
        breaks=breaks,
    )


def records(text: str) -> list[dict[str, Any]]:
    """A table written as JSON: a list of objects."""
    rows = json.loads(text)
    assert isinstance(rows, list), type(rows)
    return rows
