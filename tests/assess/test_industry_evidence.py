"""What stands behind one industry of one region."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core import load_dataset
from cluster_core.assess.industry_evidence import industry_evidence
from cluster_core.errors import MethodError, ScenarioError
from cluster_core.model.dataset import Dataset


@pytest.fixture(scope="module")
def practice() -> Dataset:
    return load_dataset("data/practice")


def test_the_quotient_is_made_of_its_four_numbers(practice: Dataset) -> None:
    found = industry_evidence(practice, "p09", "turbine blades", 2024)
    raw = practice.industries[practice.industries["year"] == 2024]
    assert (
        found.value == raw[(raw["region"] == "p09") & (raw["industry"] == "turbine blades")]["value"].item()
    )
    assert found.region_total == pytest.approx(raw[raw["region"] == "p09"]["value"].sum())
    assert found.area_total == pytest.approx(raw["value"].sum())
    assert found.lq == pytest.approx(
        (found.value / found.region_total) / (found.area_value / found.area_total)
    )
    assert found.source is not None
    assert (found.source.id, found.status, found.quality) == ("practice_generator", "observed", "C")
    assert len(found.values) == len(practice.regions)


def test_another_reference_area_changes_the_quotient_only(practice: Dataset) -> None:
    whole = industry_evidence(practice, "p09", "turbine blades", 2024)
    hills = industry_evidence(practice, "p09", "turbine blades", 2024, ("p09", "p10"))
    assert (hills.value, hills.region_total) == (whole.value, whole.region_total)
    assert hills.area_value == pytest.approx(dict(whole.values)["p09"] + dict(whole.values)["p10"])
    assert hills.lq < whole.lq


def test_a_missing_value_stays_missing(practice: Dataset) -> None:
    found = industry_evidence(practice, "p08", "ship lighting", 2024)
    assert np.isnan(found.value)
    assert np.isnan(found.lq)
    assert (found.source, found.status) == (None, "")


@pytest.mark.parametrize(
    ("region", "industry", "told"),
    [
        ("p99", "food processing", "region: found 'p99'"),
        ("p01", "food processes", "Did you mean 'food processing'"),
    ],
)
def test_what_the_table_does_not_have_is_refused(
    practice: Dataset, region: str, industry: str, told: str
) -> None:
    with pytest.raises(ScenarioError, match=told):
        industry_evidence(practice, region, industry, 2024)


def test_a_year_or_a_table_that_is_not_there(practice: Dataset) -> None:
    with pytest.raises(MethodError, match="found the year 1999"):
        industry_evidence(practice, "p01", "food processing", 1999)
    bare = replace(practice, industries=practice.industries.iloc[:0])
    with pytest.raises(ScenarioError, match="found no table in 'practice'"):
        industry_evidence(bare, "p01", "food processing", 2024)
