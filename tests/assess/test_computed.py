"""What the scenario computes, held to the assessment's own numbers, to `gaps`, and to numpy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.computed import COLUMNS, computed
from cluster_core.assess.gaps import gaps
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from ui import data


@pytest.fixture(scope="module", params=["minmax", "zscore"])
def found(request: pytest.FixtureRequest) -> Assessment:
    dataset = data.dataset("jiangsu")
    return assess(dataset, replace(default_scenario(dataset), normalise=request.param))


@pytest.fixture(scope="module")
def table(found: Assessment) -> pd.DataFrame:
    return computed(found)


def test_every_part_and_unit_has_a_row(found: Assessment, table: pd.DataFrame) -> None:
    parts = len(found.framework.nodes) + len(found.framework.indicators)
    assert tuple(table) == COLUMNS
    assert len(table) == parts * len(found.units)
    assert not table.duplicated(["unit", "item", "is_indicator"]).any()


def test_nodes_are_those_of_the_assessment(found: Assessment, table: pd.DataFrame) -> None:
    nodes = table[~table["is_indicator"]].reset_index(drop=True)
    tidy = found.tidy
    assert nodes["item"].tolist() == tidy["node"].tolist()
    assert nodes["unit"].tolist() == tidy["region"].tolist()
    for column in ("score", "coverage"):
        np.testing.assert_array_equal(nodes[column], tidy[column])
    assert nodes["rank"].fillna(0).tolist() == tidy["rank"].fillna(0).tolist()


def test_indicators_are_those_of_the_stages(found: Assessment, table: pd.DataFrame) -> None:
    for item, part in table[table["is_indicator"]].groupby("item"):
        column = found.prepared.at[str(item)]
        np.testing.assert_array_equal(part["value"], found.prepared.denominated[:, column])
        np.testing.assert_array_equal(part["score"], found.prepared.normalised[:, column])
        best = part["rank"].fillna(0).to_numpy() == 1
        sign = found.dataset.indicators[str(item)].sign
        if best.any():
            assert set(part["value"][best]) == {sign * np.nanmax(sign * part["value"])}
            assert (part["gap_best"][best] == 0).all()


def test_z_has_mean_0_and_deviation_1_and_follows_the_direction(
    found: Assessment, table: pd.DataFrame
) -> None:
    for (is_indicator, item), part in table.groupby(["is_indicator", "item"]):
        z = part["z"].dropna()
        if len(z) < 2 or (z == 0).all():
            continue
        assert z.mean() == pytest.approx(0, abs=1e-9)
        assert z.std() == pytest.approx(1)
        if is_indicator and found.scenario.normalise == "zscore":
            np.testing.assert_allclose(z, part["score"].dropna())
        assert part["rank"].astype(float).corr(part["z"], method="spearman") < -0.99, item


def test_gaps_are_those_of_the_core(found: Assessment, table: pd.DataFrame) -> None:
    known = gaps(found).set_index(["is_indicator", "id", "region", "vs"])["gap"]
    for row in table.sample(60, random_state=1).itertuples():
        for vs, own in (("peer_median", row.gap_median), ("frontier", row.gap_best)):
            expected = known[row.is_indicator, row.item, row.unit, vs]
            assert own == expected or (np.isnan(own) and np.isnan(expected))


def test_what_nobody_observed_is_missing(table: pd.DataFrame) -> None:
    missing = table[table["value"].isna()]
    assert len(missing)
    assert missing[["rank", "z", "gap_median", "gap_best"]].isna().all().all()
