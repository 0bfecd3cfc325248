"""What a table's texts stand for: what is asked, suggested, decided, and still missing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cluster_core.intake.jobs import Look
from cluster_core.intake.mapping import SKIP, Plan
from cluster_core.model.dataset import Dataset
from cluster_core.store.read import load_dataset
from tests.intake.samples import bundle, looked
from ui import importing_mapping
from ui.importing_mapping import INDICATOR, REGION
from ui.importing_state import Work

WIDE = (
    "2024年各市情况\n地区,GDP（万元）,地区生产总值位次,常住人口数量,人均产值,用电量(吨)\n"
    "南京,1,2,3,4,5\n姑苏,1,2,3,4,5\n"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mapping")
    bundle(folder)
    return folder


@pytest.fixture(scope="module")
def dataset(demo: Path) -> Dataset:
    return load_dataset(demo / "demo")


@pytest.fixture(scope="module")
def wide(demo: Path) -> Look:
    return looked(demo, WIDE)


def test_open_names_are_asked_and_computed_indicators_are(wide: Look, dataset: Dataset) -> None:
    asked = importing_mapping.questions(wide, dataset)
    assert [(one.kind, one.text) for one in asked] == [
        (INDICATOR, "地区生产总值位次"),
        (INDICATOR, "常住人口数量"),
        (INDICATOR, "人均产值"),  # the bundle computes it
        (REGION, "姑苏"),
    ]
    assert asked[2].options == ()
    assert "GDP" in [one.text for one in importing_mapping.questions(wide, dataset, ("GDP",))]


def test_suggestions_are_taken_but_not_for_what_another_column_is(wide: Look, dataset: Dataset) -> None:
    plan = importing_mapping.accepted(wide, Work(), dataset, ())
    assert plan.indicators == {"常住人口数量": "pop"}  # the rank of GDP is not GDP, which is there already
    rest = importing_mapping.rest_left_out(wide, Work(plan=plan), dataset, ())
    assert rest.indicators["地区生产总值位次"] == rest.indicators["人均产值"] == rest.regions["姑苏"] == SKIP
    assert importing_mapping.missing(wide, Work(plan=replace(rest, year=2024)), dataset) == []


def test_what_is_missing_is_named(wide: Look, dataset: Dataset, demo: Path) -> None:
    assert importing_mapping.missing(wide, Work(), dataset) == ["names", "year"]
    assert importing_mapping.likely_year(Work(), wide) == 2024
    years = looked(demo, "地区,2022年,2023年\n南京,1,2\n", "years.csv")
    assert importing_mapping.missing(years, Work(), dataset) == ["indicator"]
    assert importing_mapping.missing(years, Work(plan=Plan(indicator="gdp")), dataset) == []
    unsure = replace(wide, sure="ask")
    assert importing_mapping.missing(unsure, Work(), dataset) == ["encoding"]
    assert importing_mapping.missing(replace(wide, layout=None), Work(), dataset) == ["layout"]
    assert importing_mapping.missing(replace(wide, layout=None), Work(ratings=True), dataset) == []


def test_units_are_compared_before_anything_is_read(wide: Look, dataset: Dataset) -> None:
    found = {one.text: one for one in importing_mapping.bound(wide, Work())}
    assert importing_mapping.factor(found["GDP"], dataset) == 0.0001
    assert importing_mapping.factor(found["用电量"], dataset) is None
    both = Plan(indicators={"地区生产总值位次": "gdp"})
    assert importing_mapping.twice(importing_mapping.bound(wide, Work(plan=both))) == ["gdp"]
    assert importing_mapping.twice(importing_mapping.bound(wide, Work())) == []


def test_a_mapping_is_kept_for_next_year(wide: Look) -> None:
    plan = Plan(indicators={"常住人口数量": "pop"}, year=2024)
    text = importing_mapping.saved(wide, Work(plan=plan))
    kept = json.loads(text)
    assert kept["indicators"]["GDP"] == "gdp"
    assert (kept["regions"]["南京"], kept["year"]) == ("320100", None)
    loaded = importing_mapping.loaded(text, Plan(year=2025))
    assert loaded is not None
    assert (loaded.indicators["常住人口数量"], loaded.year) == ("pop", 2025)
    assert importing_mapping.loaded("{}", plan) is None
