"""Assessments whose workbooks are looked at, and workbooks as openpyxl finds them."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import numpy as np
import openpyxl

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.framework import Child, Framework, Node
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language, Text
from cluster_core.report.workbook.render import render_workbook
from tests.shipped import assessed, bundle

PEERS = ("p01", "p02", "p03", "p04", "p05", "p06", "p07", "p08")
# One indicator under two nodes, a node with nodes and indicators, one without children, a rule of a node's own, costs
# (energy_intensity, core_import_dependence), a logarithm (industry_scale), a ratio (export_gdp), goalposts (ratings).
MIXED = Framework(
    "mixed",
    Text("混合", "Mixed"),
    (
        Node(
            "mixed",
            "",
            Text("混合", "Mixed"),
            0,
            (Child("a", 3), Child("b", 2), Child("rd_personnel", 1, is_indicator=True)),
        ),
        Node(
            "a",
            "mixed",
            Text("甲", "=A"),
            1,
            tuple(
                Child(name, 1, is_indicator=True)
                for name in ("energy_intensity", "export_gdp", "industry_scale", "er_business_env")
            ),
        ),
        Node(
            "b",
            "mixed",
            Text("乙", "B"),
            1,
            (
                Child("c", 1),
                Child("d", 1),
                *(Child(name, 2, is_indicator=True) for name in ("export_gdp", "lq_lead")),
            ),
        ),
        Node(
            "c",
            "b",
            Text("丙", "C"),
            2,
            (
                Child("core_import_dependence", 1, is_indicator=True),
                Child("cloud_rate", 4, is_indicator=True),
            ),
            aggregate="min",
        ),
        Node("d", "b", Text("丁", "D"), 2),
    ),
)


@cache
def gappy() -> Dataset:
    """Practice data under the mixed framework, a sixth of its observations gone and one far out of line."""
    whole = bundle("practice").with_framework(MIXED)
    kept = np.random.default_rng(3).random(len(whole.observations)) > 1 / 6
    rows = whole.observations[kept].copy()
    rows.loc[(rows["unit"] == "p02") & (rows["indicator"] == "cloud_rate"), "value"] *= 50
    return replace(whole, observations=rows)


def mixed_scenario(**choices: object) -> Scenario:
    """Return a scenario of the mixed framework with some choices."""
    return replace(default_scenario(gappy(), framework="mixed"), rules="", **choices)  # type: ignore[arg-type]


@cache
def mixed(**choices: object) -> Assessment:
    """Return the assessment of the mixed framework under some choices."""
    return assess(gappy(), mixed_scenario(**choices))


@cache
def opened(language: Language = "zh", name: str = "jiangsu") -> openpyxl.Workbook:
    """Return the workbook of a shipped bundle, its formulas as they stand."""
    return openpyxl.load_workbook(io.BytesIO(render_workbook(assessed(name), language)))


@cache
def opened_mixed(language: Language = "en", **choices: object) -> openpyxl.Workbook:
    """Return the workbook of the mixed framework, its formulas as they stand."""
    return openpyxl.load_workbook(io.BytesIO(render_workbook(mixed(**choices), language)))


def texts(book: openpyxl.Workbook, sheet: str) -> list[str]:
    """Return all texts of a sheet, row by row."""
    return [cell for row in book[sheet].iter_rows(values_only=True) for cell in row if isinstance(cell, str)]
