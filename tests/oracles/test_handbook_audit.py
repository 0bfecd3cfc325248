"""The OECD/JRC Handbook's Technology Achievement Index: correlations (table 6) and Cronbach's alpha (table 11)."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.statistical_audit import statistical_audit
from cluster_core.index.correlation import correlate
from cluster_core.model.fit import default_scenario
from cluster_core.store.read import load_dataset
from tests.contract.bundles import Bundle, table, tree

HERE = Path(__file__).parent


def published(name: str) -> list[dict[str, str]]:
    """A printed table as rows."""
    with (HERE / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


RAW = published("tai_raw_23x8.csv")
NAMES = [name for name in RAW[0] if name not in {"iso3", "country"}]


def tai(folder: Path) -> Path:
    """The 23 countries with all eight indicators under one node."""
    return Bundle(
        regions={row["iso3"]: {"name_en": row["country"]} for row in RAW},
        indicators={name: {} for name in NAMES},
        facts={(row["iso3"], name, 2000): float(row[name]) for row in RAW for name in NAMES},
        frameworks={"tai": tree("tai", [{"id": "all", "parent": "tai", "indicators": NAMES}])},
    ).write(folder)


@pytest.mark.parametrize("row", published("tai_table6_correlations.csv"), ids=lambda row: row[""])
def test_table_6(row: dict[str, str]) -> None:
    columns = {name: np.array([float(country[name]) for country in RAW]) for name in NAMES}
    for name in NAMES:
        found = correlate(columns[row[""]], columns[name])
        assert found.pearson == pytest.approx(float(row[name]), abs=0.02), name
        assert found.n == 23


def test_table_11(tmp_path: Path) -> None:
    path = tai(tmp_path)
    rows = {row["node"]: row for row in table("audit", "--bundle", path)}
    printed = {row["deleted"]: row for row in published("tai_table11_cronbach_deleted.csv")}
    for name in NAMES:
        expected = printed[name]
        assert float(rows[name]["alpha_deleted"]) == pytest.approx(
            float(expected["alpha_standardised"]), abs=0.002
        ), name
        assert float(rows[name]["item_rest"]) == pytest.approx(
            float(expected["corr_with_total"]), abs=0.006
        ), name
    dataset = load_dataset(path)
    alphas = statistical_audit(assess(dataset, default_scenario(dataset))).alphas.set_index(["node", "of"])
    assert alphas.loc[("tai", "indicators"), "alpha"] == pytest.approx(0.70, abs=0.005)
    assert alphas.loc[("all", "children"), "alpha"] == alphas.loc[("tai", "indicators"), "alpha"]
