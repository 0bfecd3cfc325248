"""Scenarios side by side: who is in all of them, ranks among those, and a change of score split exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.across import common_units, drivers, ranks_among
from cluster_core.assess.assessment import assess
from cluster_core.errors import MethodError
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})
COLUMNS = ([10, 20, 30], [4, 2, 8], [7, 5, 1])


def found(*columns: Sequence[float], **choices: object) -> Assessment:
    a, b, c = columns or COLUMNS
    units = tuple(f"R{k}" for k in range(1, len(a) + 1))
    data = dataset(facts(units=units, a=a, b=b, c=c), [FRAMEWORK], groups=dict.fromkeys(units, ""))
    return assess(data, Scenario("demo", "f", 2020, **choices))  # type: ignore[arg-type]


def weighted(*points: float) -> Assessment:
    return found(points=(("f", points),), weighting="user")


def test_a_change_of_weights_by_hand() -> None:
    # R2: one is 50, two is 1/3 * 0 + 2/3 * 66.7 = 44.4. From weights 1/4, 3/4 to 1/2, 1/2.
    parts = drivers(weighted(1, 1), found(), "R2")
    assert parts["f"] == pytest.approx({"one": 50 / 4, "two": -400 / 9 / 4})
    assert parts["two"] == pytest.approx({"b": 0, "c": -400 / 9 / 4})
    assert sum(parts["f"].values()) == pytest.approx(425 / 9 - (50 / 4 + 400 / 9 * 3 / 4))


def test_the_other_way_round_every_sign_turns() -> None:
    there, back = drivers(weighted(1, 1), found(), "R3"), drivers(found(), weighted(1, 1), "R3")
    for parent, parts in there.items():
        assert parts == pytest.approx({child: -gap for child, gap in back[parent].items()})


CHOICES = st.fixed_dictionaries(
    {
        "points": st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda pair: (("f", pair),)),
        "aggregate": st.sampled_from(["arithmetic", "geometric", "min"]),
        "peers": st.sampled_from([(), ("R1", "R2")]),
    }
)


@given(CHOICES, CHOICES)
@settings(max_examples=25)
def test_the_parts_sum_to_the_change_whatever_differs(
    one: dict[str, object], other: dict[str, object]
) -> None:
    now, before = (found(weighting="user", **choices) for choices in (one, other))
    for unit in common_units([now, before]):
        parts = drivers(now, before, unit)
        change = now.scores.loc[unit, "f"] - before.scores.loc[unit, "f"]
        assert sum(parts["f"].values()) == pytest.approx(change, abs=1e-9)
        for node in ("one", "two"):
            assert sum(parts[node].values()) == pytest.approx(parts["f"][node], abs=1e-9)


def test_without_a_score_nothing_is_known() -> None:
    gap = found([10, NAN, 30], [4, NAN, 8], [7, NAN, 1])
    assert all(math.isnan(part) for part in drivers(found(), gap, "R2")["f"].values())
    assert common_units([found(), gap]) == ("R1", "R3")


def test_another_framework_is_refused() -> None:
    now = found()
    other = replace(now, framework=replace(now.framework, id="g"))
    with pytest.raises(MethodError, match="found the frameworks 'f' and 'g'"):
        drivers(now, other, "R1")


def test_among_all_the_ranks_are_the_ranks() -> None:
    result = found()
    assert ranks_among(result, result.units) == result.ranks["f"].to_dict()


def test_ranks_among_some_close_the_gaps_and_share_ties() -> None:
    result = found([10, 20, 20, 30], [2, 4, 4, 8], [1, 5, 5, 7])
    assert ranks_among(result, result.units) == {"R1": 4, "R2": 2, "R3": 2, "R4": 1}
    assert ranks_among(result, ("R3", "R1", "R2")) == {"R3": 1, "R1": 3, "R2": 1}
    assert ranks_among(result, ()) == {}


def test_other_bundles_and_kinds_have_nobody_in_common() -> None:
    result = found()
    assert common_units([result, result]) == ("R1", "R2", "R3")
    for change in ({"bundle": "other"}, {"unit": "cluster"}):
        other = replace(result, scenario=replace(result.scenario, **change))
        assert common_units([result, other]) == ()
