"""Small trees, tables and data sets made in memory, for the tests of the rooms above the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.framework import Child, Framework, Method, Node
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Prepared
from cluster_core.model.text import Text

NAN = float("nan")
Facts = dict[tuple[str, str, int], float]


def indicator(name: str, direction: str = "benefit", **fields: Any) -> Indicator:
    """One indicator by its id."""
    return Indicator(name, Text(name, name), direction, **fields)


def tree(
    root: str,
    children: Mapping[str, Mapping[str, float]],
    rules: Mapping[str, str] | None = None,
    method: Method | None = None,
) -> Framework:
    """A framework from parent -> {child: weight}; a child that is a parent itself is a node, the rest are leaves."""
    above = {child: parent for parent, below in children.items() for child in below if child in children}
    level = {root: 0}
    nodes: list[Node] = []
    for name, below in children.items():
        level.setdefault(name, level[above[name]] + 1 if name in above else 0)
        made = tuple(Child(child, weight, child not in children) for child, weight in below.items())
        parent = above.get(name, "")
        nodes.append(
            Node(name, parent, Text(name, name), level[name], made, aggregate=(rules or {}).get(name))
        )
    return Framework(root, Text(root, root), tuple(nodes), method=method or Method())


def facts(year: int = 2020, units: Sequence[str] = ("R1", "R2", "R3"), **columns: Sequence[float]) -> Facts:
    """Values of one year from a column per indicator; NaN is a missing value."""
    return {
        (unit, name, year): value
        for name, values in columns.items()
        for unit, value in zip(units, values, strict=True)
        if not np.isnan(value)
    }


def tidy(values: Facts) -> pd.DataFrame:
    """Values as the tidy frame of a data set."""
    rows = [(*key, float(value), "s1", "", "observed", "A") for key, value in values.items()]
    columns = ["unit", "indicator", "year", "value", "source", "note", "status", "quality"]
    return pd.DataFrame(rows, columns=columns)


def dataset(
    values: Facts,
    frameworks: Sequence[Framework] = (),
    indicators: Sequence[Indicator] = (),
    groups: Mapping[str, str] | None = None,
    **fields: Any,
) -> Dataset:
    """A data set of the regions that the values name; indicators not given are benefits."""
    units = dict.fromkeys([*(groups or {}), *(unit for unit, _, _ in values)])
    given = {known.id: known for known in indicators}
    leaves = [name for framework in frameworks for name in framework.indicators]
    named = dict.fromkeys([*given, *(name for _, name, _ in values), *leaves])
    return Dataset(
        **{
            "id": "demo",
            "name": Text("demo", "demo"),
            "version": "1",
            "fingerprint": "f",
            "regions": {unit: Unit(unit, Text(unit, unit), (groups or {}).get(unit, "")) for unit in units},
            "indicators": {name: given.get(name) or indicator(name) for name in named},
            "observations": tidy(values),
            "sources": {},
            "frameworks": {framework.id: framework for framework in frameworks},
            **fields,
        }
    )


def prepared(framework: Framework, rows: Sequence[Sequence[float]]) -> Prepared:
    """The normalised indicators of a framework as they are given, units x indicators; the rest follows from them."""
    values: Array = np.array(rows, dtype=np.float64)
    count = len(framework.indicators)
    return Prepared(
        units=tuple(f"R{row + 1}" for row in range(len(values))),
        indicators=framework.indicators,
        year=2020,
        vintages={},
        raw=values,
        denominated=values,
        imputed=values,
        filled=np.zeros(values.shape, dtype=np.bool_),
        treated=values,
        normalised=values,
        scaled=values / 100,
        goodness=values / 100,
        low=np.zeros(count),
        high=np.full(count, 100.0),
        constant=(),
    )


def assessed(
    framework: Framework,
    columns: Mapping[str, Sequence[float]],
    indicators: Sequence[Indicator] = (),
    groups: Sequence[str] = (),
    **choices: Any,
) -> Assessment:
    """The assessment of regions R1, R2 ... whose values of one year are given, a column per indicator."""
    count = len(next(iter(columns.values())))
    units = tuple(f"R{row + 1}" for row in range(count))
    placed = dict(zip(units, groups or [""] * count, strict=True))
    data = dataset(facts(units=units, **columns), [framework], indicators, placed)
    return assess(data, Scenario("demo", framework.id, 2020, **choices))
