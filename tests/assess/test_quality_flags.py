"""Flags on single values: by hand, by the printed example of the rule for outliers, and what must not change them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import median_abs_deviation, skew

from cluster_core.assess.quality_flags import FLAGS, jumps, quality_flags
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text

SCENARIO = Scenario("made", "f", 2023, max_age=2)


def made(rows: list[tuple], indicators: list[Indicator]) -> Dataset:
    columns = ["unit", "indicator", "year", "value", "source", "status"]
    units = dict.fromkeys(row[0] for row in rows)
    return Dataset(
        id="made",
        name=Text("", "Made"),
        version="1",
        fingerprint="",
        regions={one: Unit(one, Text(one)) for one in units},
        indicators={one.id: one for one in indicators},
        observations=pd.DataFrame(rows, columns=columns),
        sources={},
    )


def of(name: str, **facts: object) -> Indicator:
    return Indicator(name, Text(name), "benefit", **facts)  # type: ignore[arg-type]


def test_an_outlier_is_what_winsorising_would_clip() -> None:
    # Skewness 3.06 and kurtosis 9.74 break the rule; with 100 set to the next value, 30, they are 1.71 and 1.82.
    values = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100]
    rows = [(f"r{k}", "x", 2023, value, "s", "observed") for k, value in enumerate(values)]
    found = quality_flags(made(rows, [of("x")]), SCENARIO)["outlier"]
    assert found.tolist() == [value == 100 for value in values]
    assert skew(values, bias=False) > 2 > skew([*values[:-1], 30], bias=False)
    calm = [(f"r{k}", "x", 2023, float(k), "s", "observed") for k in range(12)]
    assert not quality_flags(made(calm, [of("x")]), SCENARIO)["outlier"].any()


def test_stale_is_the_newest_value_that_is_too_old() -> None:
    rows = [
        ("a", "x", 2015, 1.0, "s", "observed"),  # not the newest
        ("a", "x", 2020, 1.0, "s", "observed"),  # older than 2021
        ("b", "x", 2021, 1.0, "s", "observed"),  # just within the limit
        ("c", "x", 2019, 1.0, "s", "observed"),
        ("c", "x", 2024, 1.0, "s", "observed"),  # of the future: not yet there
    ]
    found = quality_flags(made(rows, [of("x")]), SCENARIO)["stale"]
    assert found.tolist() == [False, True, False, True, False]


def test_sources_are_counted_by_indicator_and_no_source_is_none() -> None:
    rows = [
        ("a", "one", 2023, 1.0, "s", "observed"),
        ("b", "one", 2022, 1.0, "s", "observed"),
        ("a", "two", 2023, 1.0, "s", "observed"),
        ("b", "two", 2023, 1.0, "t", "observed"),
        ("a", "none", 2023, 1.0, "", "observed"),
    ]
    found = quality_flags(made(rows, [of("one"), of("two"), of("none")]), SCENARIO)["single_source"]
    assert found.tolist() == [True, True, False, False, True]


def test_status_and_proxy_speak_for_themselves() -> None:
    rows = [
        ("a", "x", 2023, 1.0, "s", "estimated"),
        ("b", "x", 2023, 1.0, "s", "imputed"),
        ("c", "p", 2023, 1.0, "s", "observed"),
    ]
    found = quality_flags(made(rows, [of("x"), of("p", proxy=True)]), SCENARIO)
    assert found["estimated"].tolist() == [True, True, False]
    assert found["proxy"].tolist() == [False, False, True]


def test_nothing_observed_has_no_flags() -> None:
    found = quality_flags(made([], []), SCENARIO)
    assert tuple(found) == FLAGS
    assert found.empty


# ---- jumps


def test_a_jump_by_hand() -> None:
    # Changes 1, 2, 3, 4, 5, 20: median 3.5, deviations 2.5 1.5 0.5 0.5 1.5 16.5, MAD 1.5, M of the last 7.42 > 3.5.
    # The second year is below 0 for one, so that differences are compared and no logarithms.
    earlier = np.array([-1.0, 10, 10, 10, 10, 10])
    values = np.stack([earlier, earlier + np.array([1, 2, 3, 4, 5, 20])], axis=1)
    assert jumps(values)[:, 1].tolist() == [False, False, False, False, False, True]
    assert not jumps(values)[:, 0].any()
    # Of the first 2.5: M = 0.6745 * 2.5 / 1.5 = 1.12; with 4 changes nothing is said.
    assert not jumps(values[[0, 1, 2, 5]]).any()


def test_a_gap_is_compared_with_gaps_and_a_break_with_nothing() -> None:
    values = np.full((12, 3), np.nan)
    values[:6, 0], values[:6, 2] = 100, [110, 111, 112, 113, 114, 400]  # two years apart
    values[6:, 1], values[6:, 2] = 100, [105, 106, 107, 108, 109, 110]
    assert np.argwhere(jumps(values)).tolist() == [[5, 2]]
    assert not jumps(values, break_at=2).any()
    assert not jumps(values, break_at=1).any()
    assert np.argwhere(jumps(values, break_at=0)).tolist() == [[5, 2]]


def test_half_of_the_changes_alike_say_nothing() -> None:
    values = np.array([[1.0, 2], [1, 2], [1, 2], [1, 2], [1, 3], [1, 900]])
    assert not jumps(values).any()


@given(
    arrays(np.float64, (9, 2), elements=st.floats(0.5, 1e4)),
    st.floats(0.01, 100),
    st.floats(0.5, 2),
    st.permutations(range(9)),
)
def test_units_common_growth_and_order_change_no_jump(
    values: np.ndarray, scale: float, growth: float, order: list[int]
) -> None:
    change = np.log(values[:, 1] / values[:, 0])
    spread = median_abs_deviation(change)
    m = 0.6745 * np.abs(change - np.median(change)) / (spread or 1)
    if spread < 1e-9 or np.abs(m - 3.5).min() < 1e-6:  # rounding decides
        return
    found = jumps(values)
    assert found[:, 1].tolist() == (m > 3.5).tolist()
    assert np.array_equal(jumps(values * scale), found)
    assert np.array_equal(jumps(values * [1, growth]), found)
    assert np.array_equal(jumps(values[list(order)]), found[list(order)])


@pytest.mark.parametrize("bundle", ["practice"])
def test_flags_of_a_shipped_bundle_are_few(bundle: str) -> None:
    from ui import data

    dataset = data.dataset(bundle)
    scenario = replace(SCENARIO, year=max(dataset.years()))
    found = quality_flags(dataset, scenario)
    assert found.shape == (len(dataset.observations), len(FLAGS))
    assert found["jump"].mean() < 0.05
    assert found["outlier"].mean() < 0.05
