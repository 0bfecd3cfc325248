"""Where a value stands, on a bundle of five observations and on the shipped one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from cluster_core.assess.assessment import assess
from cluster_core.assess.availability import availability
from cluster_core.model.fit import default_scenario
from ui import data


def states(tidy: pd.DataFrame) -> dict[str, int]:
    return tidy["state"].value_counts().to_dict()


def test_every_value_of_the_framework_has_one_row() -> None:
    dataset = data.dataset("jiangsu")
    result = assess(dataset, default_scenario(dataset))
    tidy = availability(result)
    assert len(tidy) == len(result.framework.indicators) * len(result.units)
    present = sum(
        result.prepared.vintages[one].present
        for one in result.framework.indicators
        if one in result.prepared.vintages
    )
    assert states(tidy)["vintage"] == present
    for row in tidy[tidy["state"] == "vintage"].itertuples():
        assert row.year == result.prepared.vintages[row.indicator].year
    assert tidy.loc[tidy["state"] == "missing", "year"].isna().all()


def test_a_value_of_another_year_is_told_from_none() -> None:
    whole = data.dataset("jiangsu")
    scenario = default_scenario(whole)
    indicator = next(
        one for one in whole.framework(scenario.framework).indicators if not whole.indicators[one].derived
    )
    year = assess(whole, scenario).prepared.vintages[indicator].year
    rows = whole.observations
    mine = (rows["indicator"] == indicator) & (rows["unit"] == "320900")
    elsewhere = rows[mine & (rows["year"] == year)].assign(year=year - 1)
    moved = pd.concat([rows[~mine], elsewhere], ignore_index=True)
    for observations, expected in ((moved, ("other_year", year - 1)), (rows[~mine], ("missing", None))):
        dataset = replace(whole, observations=observations, fingerprint="another")
        tidy = availability(assess(dataset, scenario)).set_index(["indicator", "unit"])
        found = tidy.loc[(indicator, "320900")]
        assert (found["state"], found["year"] if pd.notna(found["year"]) else None) == expected
        assert tidy.loc[(indicator, "320500"), "state"] == "vintage"
