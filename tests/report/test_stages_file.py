"""The stages as tables: what was observed, filled or treated is marked cell by cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.model.scenario import Scenario
from cluster_core.report.stages_file import stage_tables
from tests.model.examples import NAN, dataset, facts, tree

UNITS = tuple(f"R{k}" for k in range(13))
TREE = tree("f", {"f": {"a": 1, "b": 1, "c": 1}})
SPIKE = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100, NAN]
STEP = [0.0] * 12 + [1.0]  # winsorising it would leave nothing


def tables(**choices: Any) -> dict[str, pd.DataFrame]:
    known = dataset(facts(units=UNITS, a=SPIKE, b=STEP), [TREE])
    found = stage_tables(assess(known, Scenario("demo", "f", 2020, **choices)))
    return {name: table if name == "outliers" else table.set_index("region") for name, table in found.items()}


def test_without_imputation_and_treatment_cells_are_observed_or_missing() -> None:
    found = tables()
    assert sorted(found) == [
        *("aggregated", "denominated", "imputed", "normalised", "outliers", "raw", "status", "treated")
    ]
    assert found["outliers"].empty
    assert found["status"]["a"].tolist() == ["observed"] * 12 + ["missing"]
    assert set(found["status"]["b"]) == {"observed"}
    assert set(found["status"]["c"]) == {"missing"}
    assert set(found["status"]["year"]) == {2020}
    pd.testing.assert_frame_equal(found["imputed"], found["denominated"])


def test_imputed_and_treated_cells_are_marked() -> None:
    found = tables(impute="peer_mean", treat="winsorise")
    status = found["status"]
    assert status.loc["R12", "a"] == "imputed:peer_mean"
    assert status.loc["R11", "a"] == "observed;winsorised"
    assert status.loc["R0", "a"] == "observed"
    assert set(status["b"]) == {"observed;log"}
    assert set(status["c"]) == {"missing"}
    assert found["imputed"].loc["R12", "a"] == pytest.approx(185 / 12)
    assert found["denominated"]["a"].isna().tolist() == [False] * 12 + [True]
    assert found["treated"].loc["R11", "a"] == 30
    assert found["normalised"].loc[["R0", "R10", "R11"], "a"].tolist() == [0, 100, 100]


def test_the_report_of_outliers_has_a_row_a_value() -> None:
    found = tables(treat="winsorise")["outliers"]
    assert found.columns.tolist() == ["region", "indicator", "original", "treated", "how"]
    assert found["how"].value_counts().to_dict() == {"log": 13, "winsorised": 1}


def test_a_value_filled_and_then_held_is_marked_twice() -> None:
    earlier = facts(2019, UNITS, a=[*SPIKE[:11], 5, 100])
    now = facts(2020, UNITS, a=[*SPIKE[:11], 9, NAN], b=STEP)
    known = dataset(earlier | now, [TREE])
    scenario = Scenario("demo", "f", 2020, impute="carry_forward", treat="winsorise", max_age=1)
    # 2019 has the value of R12, too, so that 2020 would not be the vintage: it has 13 values, 2020 has 12.
    found = stage_tables(assess(known, scenario))["status"].set_index("region")
    assert found.loc["R12", "a"] == "observed;winsorised"
    scenario = Scenario("demo", "f", 2020, impute="carry_forward", treat="winsorise", max_age=1)
    gap = dataset({key: value for key, value in (earlier | now).items() if key != ("R0", "a", 2019)}, [TREE])
    found = stage_tables(assess(gap, scenario))["status"].set_index("region")
    assert found.loc["R12", "a"] == "imputed:carry_forward;winsorised"
    assert found.loc["R11", "a"] == "observed"
