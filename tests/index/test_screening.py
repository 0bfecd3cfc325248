"""Screening: counts by hand and flags at their thresholds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cluster_core.index.prepare import prepare
from cluster_core.index.screening import Thresholds, screen_indicators, screen_units
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Prepared
from tests.model.examples import NAN, dataset, facts, indicator, tree

TREE = tree("f", {"f": {"a": 1, "b": 1, "c": 1, "d": 1}})
UNITS = ("R1", "R2", "R3", "R4", "R5", "R6")


def ready(impute: str = "none") -> Prepared:
    ratio = indicator("c", numerator="n", denominator="m")
    values = facts(
        2020, UNITS, a=[1, 2, 3, 4, NAN, NAN], b=[0, 0, 0, 0, 1, 2], n=[5, 5, 5, NAN, NAN, NAN]
    ) | facts(2018, UNITS, m=[1, 1, 1, 1, 1, 1])
    known = dataset(values, [TREE], [ratio])
    return prepare(known, Scenario("demo", "f", 2021, max_age=3, impute=impute))


def rows(table: pd.DataFrame, name: str) -> dict[str, object]:
    return table.set_index(table.columns[0]).loc[name].to_dict()


def test_counts_of_indicators_by_hand() -> None:
    found = screen_indicators(ready())
    a, b, c, d = (rows(found, name) for name in "abcd")
    assert (a["year"], a["age"], a["present"], a["distinct"], a["zeros"]) == (2020, 1, 4, 4, 0)
    assert a["share"] == pytest.approx(2 / 3)
    assert (b["present"], b["distinct"], b["zeros"]) == (6, 3, pytest.approx(4 / 6))
    assert (c["mixed_years"], c["present"], c["distinct"], c["constant"]) == (True, 3, 1, True)
    assert (d["present"], d["share"], d["constant"], d["distinct"]) == (0, 0, False, 0)
    assert pd.isna(d["year"])
    assert pd.isna(d["age"])
    assert np.isnan(d["zeros"])


def test_flags_of_indicators() -> None:
    found = screen_indicators(ready()).set_index("indicator")
    flags = ["few_present", "many_zeros", "few_distinct", "constant", "outliers"]
    assert found[flags].to_numpy().tolist() == [
        [False, False, False, False, False],  # exactly two thirds is enough
        [False, True, True, False, False],
        [True, False, True, True, False],
        [True, False, True, False, False],
    ]
    strict = screen_indicators(ready(), Thresholds(0.7, 0.9, 2)).set_index("indicator")
    assert strict["few_present"].tolist() == [True, False, True, True]
    assert not strict["many_zeros"].any()
    assert strict["few_distinct"].tolist() == [False, False, True, True]


def test_what_is_imputed_is_counted_and_is_not_present() -> None:
    found = screen_indicators(ready("peer_mean")).set_index("indicator")
    assert found["imputed"].tolist() == [2, 0, 3, 0]
    assert found["present"].tolist() == [4, 6, 3, 0]
    units = screen_units(ready("peer_mean")).set_index("region")
    assert units["imputed"].tolist() == [0, 0, 0, 1, 2, 2]
    assert units["present"].tolist() == [3, 3, 3, 2, 1, 1]


def test_coverage_of_units() -> None:
    found = screen_units(ready(), TREE.indicators).set_index("region")
    assert found["coverage"].tolist() == [0.75, 0.75, 0.75, 0.5, 0.25, 0.25]
    assert found["few_present"].tolist() == [False, False, False, True, True, True]
    assert found["zeros"].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1 / 2, 0, 0])
    assert set(found["total"]) == {4}
    assert screen_units(ready(), ["a"])["coverage"].tolist() == [1, 1, 1, 1, 0, 0]


def test_a_unit_without_anything() -> None:
    nothing = screen_units(ready(), [])
    assert nothing["coverage"].isna().all()
    empty = screen_units(ready(), ["d"])
    assert empty["zeros"].isna().all()
    assert empty["few_present"].all()
