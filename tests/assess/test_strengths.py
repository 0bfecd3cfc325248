"""Strengths and weaknesses: the rule by hand, what is never told, and that no strength is a weakness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cluster_core.assess.assessment import assess
from cluster_core.assess.strengths import StrengthRule, strengths
from cluster_core.errors import MethodError
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, assessed, dataset, facts, indicator, tidy, tree

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # a table this wide takes minutes to shrink
NAMES = [f"i{column}" for column in range(8)]
FRAMEWORK = tree("f", {"f": dict.fromkeys(NAMES, 1.0)})
RAMP = [0.0, 25.0, 50.0, 75.0, 100.0]


def result(columns: dict[str, Sequence[float]] | None = None, **about: Any) -> Assessment:
    """Five regions from 0 to 100 in all of eight indicators, but for the columns given."""
    return assessed(FRAMEWORK, dict.fromkeys(NAMES, RAMP) | (columns or {}), **about)


def told(table: pd.DataFrame, unit: str, column: str = "strength") -> dict[str, str]:
    rows = table[table["region"] == unit]
    return dict(zip(rows["indicator"], rows[column], strict=True))


# --- percent ranks -----------------------------------------------------------------------------------------------


def test_one_of_eight_stands_out_at_either_end() -> None:
    # R4 is fourth of five everywhere (75 % are worse); in i0 it is first, in i1 last.
    table = strengths(result({"i0": [0, 25, 50, 100, 75], "i1": [25, 50, 75, 0, 100]}))
    assert told(table, "R4")["i0"] == "strength"
    assert told(table, "R4")["i1"] == "weakness"
    assert {told(table, "R4")[name] for name in NAMES[2:]} == {"none"}
    ranks = table[table["region"] == "R4"].set_index("indicator")["percent_rank"]
    assert ranks[["i0", "i1", "i2"]].tolist() == [100, 0, 75]


def test_ties_at_the_last_place_of_the_best_are_all_told() -> None:
    table = strengths(result())
    assert set(told(table, "R4").values()) == {"strength"}, "three of the four others are worse everywhere"
    assert set(told(table, "R2").values()) == {"weakness"}
    assert set(told(table, "R3").values()) == {"none"}, "neither ahead of nor behind more than half"


def test_a_first_place_is_always_a_strength() -> None:
    # Of sixteen indicators two may stand out by number; R5 is first in all.
    assert set(told(strengths(result()), "R5").values()) == {"strength"}
    wide = StrengthRule(share=0.5)
    table = strengths(result({"i0": [100, 75, 50, 25, 0]}), wide)
    assert told(table, "R5")["i0"] == "weakness"


def test_the_best_of_a_weak_profile_is_no_strength_below_the_middle() -> None:
    table = strengths(result({"i0": [25, 0, 50, 75, 100]}))
    assert told(table, "R1")["i0"] == "none", "its best, but three of four are better"
    assert "strength" not in told(table, "R1").values()


def test_a_first_place_shared_with_half_says_nothing() -> None:
    table = strengths(result({"i0": [0, 100, 100, 100, 100]}))
    assert told(table, "R5")["i0"] == "none"
    assert told(table, "R1")["i0"] == "weakness"


def test_a_cost_is_turned_round() -> None:
    table = strengths(result(indicators=[indicator("i0", "cost")]))
    assert told(table, "R1")["i0"] == "strength"
    assert told(table, "R5")["i0"] == "weakness"


# --- groups ------------------------------------------------------------------------------------------------------


def test_a_group_strength_is_beyond_one_deviation() -> None:
    # 0 25 50 75 100: mean 50, sample sd 39.5: only the ends lie beyond.
    table = strengths(result(groups=["g"] * 5))
    assert [told(table, unit, "group_strength")["i0"] for unit in ("R1", "R2", "R3", "R4", "R5")] == [
        "weakness",
        "none",
        "none",
        "none",
        "strength",
    ]
    assert table["group_mean"].iloc[0] == pytest.approx(0.5)
    assert table["group_sd"].iloc[0] == pytest.approx(np.std([0, 0.25, 0.5, 0.75, 1], ddof=1))


def test_a_small_group_tells_nothing_and_no_group_neither() -> None:
    table = strengths(result(groups=["g", "g", "g", "", ""]))
    assert set(table["group_strength"]) == {"insufficient"}
    lenient = strengths(result(groups=["g", "g", "g", "", ""]), StrengthRule(least_group=3))
    assert told(lenient, "R1", "group_strength")["i0"] == "none", "0 is one sd (25) below 25, not beyond"
    assert told(lenient, "R4", "group_strength")["i0"] == "insufficient"


def test_a_group_that_does_not_differ_has_neither() -> None:
    table = strengths(result({"i0": [0, 60, 60, 60, 60]}, groups=["h", "g", "g", "g", "g"]))
    assert told(table, "R2", "group_strength")["i0"] == "none"


# --- what is never told ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("thin", [[NAN, 25, 50, 75, 100], [5, 5, 5, 5, 5], [NAN] * 5])
def test_thin_or_constant_columns_are_not_told(thin: list[float]) -> None:
    table = strengths(result({"i0": thin}))
    assert {told(table, unit)["i0"] for unit in ("R1", "R5")} == {"insufficient"}
    assert told(table, "R5")["i1"] == "strength"


def test_half_of_the_units_must_have_it() -> None:
    columns: dict[str, Sequence[float]] = {name: list(range(12)) for name in NAMES}
    columns["i0"] = [*range(5), *[NAN] * 7]
    table = strengths(assessed(FRAMEWORK, columns))
    assert told(table, "R5")["i0"] == "insufficient"
    assert (
        told(strengths(assessed(FRAMEWORK, columns), StrengthRule(least_share=0.4)), "R5")["i0"] == "strength"
    )


def test_a_unit_that_is_not_ranked_is_not_told() -> None:
    gone: dict[str, Sequence[float]] = {name: [0, 25, 50, 75, NAN] for name in NAMES[:5]}
    table = strengths(result(gone), StrengthRule(least_units=4))
    assert set(told(table, "R5").values()) == {"insufficient"}
    assert told(table, "R4")["i7"] == "none", "but what it has is compared with: R4 is second"
    assert told(table, "R4")["i0"] == "strength"


def test_values_imputed_by_their_source_are_not_told_and_do_not_count() -> None:
    values = facts(units=tuple("ABCDEF"), **{name: [*RAMP, 110] for name in NAMES})
    data = dataset(values, [FRAMEWORK])
    marked = tidy(values)
    marked.loc[(marked["unit"] == "F") & (marked["indicator"] == "i0"), "status"] = "imputed"
    table = strengths(assess(replace(data, observations=marked), Scenario("demo", "f", 2020)))
    assert told(table, "F")["i0"] == "insufficient"
    assert told(table, "F")["i1"] == "strength"
    assert told(table, "E")["i0"] == "strength", "first of those observed"
    assert table[table["indicator"] == "i0"]["present"].unique().tolist() == [5]


def test_an_imputed_denominator_makes_a_ratio_imputed() -> None:
    ratio = indicator("i0", numerator="top", denominator="bottom", kind="derived")
    columns = dict.fromkeys(NAMES[1:], RAMP)
    values = facts(units=tuple("ABCDE"), top=[1, 2, 3, 4, 5], bottom=[1] * 5, **columns)
    data = dataset(values, [FRAMEWORK], [ratio])
    marked = tidy(values)
    marked.loc[(marked["unit"] == "E") & (marked["indicator"] == "bottom"), "status"] = "imputed"
    table = strengths(
        assess(replace(data, observations=marked), Scenario("demo", "f", 2020)), StrengthRule(least_units=4)
    )
    assert told(table, "E")["i0"] == "insufficient"
    assert told(table, "D")["i0"] == "strength"


def test_proxies_are_marked() -> None:
    table = strengths(result(indicators=[indicator("i0", proxy=True)]))
    assert table[table["proxy"]]["indicator"].unique().tolist() == ["i0"]


def test_one_region_has_neither() -> None:
    table = strengths(assessed(FRAMEWORK, {name: [1.0] for name in NAMES}))
    assert set(table["strength"]) == {"insufficient"}


@pytest.mark.parametrize(
    "wrong", [{"share": 0}, {"share": 0.6}, {"least_units": 1}, {"least_group": 0}, {"deviations": 0}]
)
def test_a_rule_that_cannot_be_told_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(MethodError, match=str(next(iter(wrong.values())))):
        StrengthRule(**wrong)  # type: ignore[arg-type]


# --- properties --------------------------------------------------------------------------------------------------

cells = st.lists(
    st.lists(st.integers(0, 5).map(float) | st.just(NAN), min_size=8, max_size=8), min_size=5, max_size=9
)


@settings(max_examples=40, deadline=None, phases=NO_SHRINKING)
@given(cells, st.sampled_from([0.125, 0.25, 0.5]))
def test_a_strength_is_better_than_most_and_a_weakness_worse(drawn: list[list[float]], share: float) -> None:
    columns = dict(zip(NAMES, np.array(drawn).T.tolist(), strict=True))
    table = strengths(assessed(FRAMEWORK, columns), StrengthRule(share=share))
    assert len(table) == len(drawn) * 8
    for _, row in table.iterrows():
        own = np.array(columns[str(row["indicator"])])
        mine = own[int(str(row["region"])[1:]) - 1]
        others = np.count_nonzero(~np.isnan(own)) - 1
        if row["strength"] == "strength":
            assert np.nansum(own < mine) > others / 2
        if row["strength"] == "weakness":
            assert np.nansum(own > mine) > others / 2
        if np.isnan(mine):
            assert row["strength"] == "insufficient"


@settings(max_examples=20, deadline=None, phases=NO_SHRINKING)
@given(cells, st.randoms(use_true_random=False))
def test_the_order_of_regions_changes_nothing(drawn: list[list[float]], shuffler: Any) -> None:
    order = list(range(len(drawn)))
    shuffler.shuffle(order)
    one = strengths(assessed(FRAMEWORK, dict(zip(NAMES, np.array(drawn).T.tolist(), strict=True))))
    mixed = np.array([drawn[row] for row in order])
    two = strengths(assessed(FRAMEWORK, dict(zip(NAMES, mixed.T.tolist(), strict=True))))
    for place, row in enumerate(order):
        assert told(two, f"R{place + 1}") == told(one, f"R{row + 1}")
