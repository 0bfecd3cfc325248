"""What a bundle calls things."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.errors import BundleError
from cluster_core.intake.additions import NewIndicator, indicators_of
from cluster_core.intake.vocabulary import vocabulary_of
from tests.intake.samples import bundle, known


def test_names_synonyms_units_and_groups(tmp_path: Path) -> None:
    found = known(tmp_path)
    assert [found.indicator_names.sure(text) for text in ("GDP", "生产总值", "地區生產總值", "gdp")] == [
        "gdp"
    ] * 4
    assert found.indicator_names.sure("From the registry") == "other"
    assert found.units("pop") == ("万人", "10k persons")
    assert found.region_names.sure("NA") == "NA"
    assert {"north", "苏北"} <= found.groups
    assert list(found.sources) == ["s1"]


def test_a_new_indicator_is_found_by_its_name(tmp_path: Path) -> None:
    new = indicators_of([NewIndicator("robots", "benefit", "台", name_zh="机器人数")], ())
    found = known(tmp_path).with_indicators(new)
    assert found.indicator_names.sure("机器人数") == "robots"
    assert found.indicator_names.sure("常住人口") == "pop"
    assert found.indicator_names.sure("GDP") == "gdp"


def test_a_folder_that_is_no_bundle_and_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"no bundle.yaml"):
        vocabulary_of(tmp_path)
    with pytest.raises(BundleError, match=r"regions.csv"):
        vocabulary_of(bundle(tmp_path, {"regions.csv": "region,name\n"}))
