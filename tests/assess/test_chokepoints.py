"""What is lacking most comes first: proposals, priorities and lanes, by hand and by their properties."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.assess.chokepoints import chokepoints_of, lack_of, lanes, propose
from cluster_core.errors import MethodError
from cluster_core.model.chokepoints import Category, Chokepoints, Conditions, Rated, Technology
from cluster_core.model.text import Text
from tests.model.examples import dataset, facts

HELD = Category("held", Text("", "Held"), 1.0, Conditions(70, ("none", "lab")))
GAP = Category(
    "gap", Text("", "Gap"), 0.6, Conditions(None, ("lab", "pilot", "mass"), 0, None, ("held", "base"))
)
BASE = Category("base", Text("", "Base"), 0.3, Conditions(None, ("pilot", "mass"), None, 3))


def register(*entries: Technology) -> Chokepoints:
    return Chokepoints("r", Text("r", "r"), (HELD, GAP, BASE), entries)


def entry(name: str = "e", **fields: Any) -> Technology:
    return Technology(name, Text("", name), Text("", "seen"), **fields)


def rated(today: int = 2025, **fields: Any) -> Rated:
    return next(one for lane in lanes(register(entry(**fields)), today) for one in lane.entries)


def order(*entries: Technology, today: int = 2025) -> dict[str, list[str]]:
    return {lane.id: [one.entry.id for one in lane.entries] for lane in lanes(register(*entries), today)}


# --- categories --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dependence", "level", "gap", "proposed"),
    [
        (70, "lab", 5, "held"),
        (69.9, "lab", 5, "gap"),
        (90, "none", None, "held"),
        (50, "none", 5, ""),
        (90, "pilot", 3, "base"),
        (90, "pilot", 3.5, "gap"),
        (None, "mass", 1, "base"),
        (None, "mass", 9, "gap"),
        (None, "lab", 5, ""),  # held or gap: the import dependence decides
        (10, "", 5, ""),
        (10, "mass", None, ""),
        (20, "lab", 0, ""),
        (None, "", None, ""),
    ],
)
def test_the_rule_proposes_only_what_it_can_decide(
    dependence: float | None, level: str, gap: float | None, proposed: str
) -> None:
    tried = entry(import_dependence=dependence, domestic_level=level, gap_years=gap)
    assert propose(tried, register()) == proposed


def test_a_category_without_conditions_is_never_proposed() -> None:
    bare = Chokepoints("r", Text("r", "r"), (Category("all", Text("", "All"), 1.0),), ())
    assert propose(entry(import_dependence=90, domestic_level="lab", gap_years=1), bare) == ""


def test_the_experts_choice_stands_whatever_the_rule_proposes() -> None:
    chosen = entry("x", category="base", import_dependence=90, domestic_level="lab")
    bare = entry("y", import_dependence=90, domestic_level="lab")
    assert order(chosen, bare) == {"held": [], "gap": [], "base": ["x"], "unclassified": ["y"]}
    assert rated(category="base", import_dependence=90, domestic_level="lab").proposed == "held"


# --- priority ----------------------------------------------------------------------------------------------------


def test_lack_is_the_import_dependence_else_the_categorys() -> None:
    assert lack_of(entry(import_dependence=80), GAP) == 0.8
    assert lack_of(entry(import_dependence=0), GAP) == 0
    assert lack_of(entry(), GAP) == 0.6
    assert math.isnan(lack_of(entry(), None))


@pytest.mark.parametrize(
    ("years", "end", "feasible"),
    [(5, 2030, 1.0), (5.5, 2030, 0.5), (5, 2024, 0.5), (None, 2030, 0.75), (5, None, 0.75)],
)
def test_feasible_before_the_window_closes(years: float | None, end: int | None, feasible: float) -> None:
    assert rated(expected_years=years, window_end=end).feasible == feasible


def test_priority_by_hand() -> None:
    # 100 * 0.8 * 50 / 100 * 0.75
    assert rated(import_dependence=80, criticality=50).priority == 30
    assert rated(category="gap", criticality=100, expected_years=1, window_end=2026).priority == 60


def test_without_a_criticality_or_a_lack_there_is_no_priority() -> None:
    assert math.isnan(rated(import_dependence=80).priority)
    assert math.isnan(rated(criticality=80).priority)


@given(
    st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted),
    st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted),
    st.integers(2020, 2040),
)
def test_priority_rises_with_lack_criticality_and_time(
    dependence: list[float], criticality: list[float], end: int
) -> None:
    fixed: dict[str, Any] = {"expected_years": 5, "window_end": end}
    low = rated(import_dependence=dependence[0], criticality=criticality[0], **fixed).priority
    assert 0 <= low <= 100
    assert rated(import_dependence=dependence[1], criticality=criticality[0], **fixed).priority >= low
    assert rated(import_dependence=dependence[0], criticality=criticality[1], **fixed).priority >= low
    later = {"expected_years": 5, "window_end": end + 3}
    assert rated(import_dependence=dependence[0], criticality=criticality[0], **later).priority >= low


def test_today_is_what_is_given() -> None:
    urgent: dict[str, Any] = {
        "import_dependence": 100,
        "criticality": 100,
        "expected_years": 2,
        "window_end": 2030,
    }
    assert [rated(today, **urgent).priority for today in (2028, 2029)] == [100, 50]


# --- order -------------------------------------------------------------------------------------------------------


def test_lanes_in_the_order_of_the_file_and_inside_by_priority() -> None:
    found = order(
        entry("low", category="gap", import_dependence=10, criticality=90),
        entry("high", category="gap", import_dependence=90, criticality=90),
        entry("held", category="held", criticality=1),
    )
    assert list(found) == ["held", "gap", "base", "unclassified"]
    assert (found["gap"], found["held"]) == (["high", "low"], ["held"])


def test_ties_by_criticality_then_by_name() -> None:
    found = order(
        entry("b", category="gap", import_dependence=80, criticality=50),
        entry("a", category="gap", import_dependence=80, criticality=50),
        entry("z", category="gap", import_dependence=50, criticality=80),
    )
    assert found["gap"] == ["z", "a", "b"]


def test_what_is_not_rated_stands_behind_the_most_lacking_first() -> None:
    found = order(
        entry("a", import_dependence=10),
        entry("b", import_dependence=90),
        entry("c"),
        entry("d", criticality=5),
        entry("e", import_dependence=1, criticality=1),
    )
    assert found["unclassified"] == ["e", "d", "b", "a", "c"]


# --- the user's ratings ------------------------------------------------------------------------------------------


def test_ratings_and_categories_of_the_user_are_put_over_the_register() -> None:
    listed = register(entry("x", import_dependence=50), entry("y", category="gap", criticality=10))
    found = lanes(listed, 2025, {"x": 40.0, "y": 20.0}, {"x": "held", "y": ""})
    assert [(lane.id, [one.entry.id for one in lane.entries]) for lane in found if lane.entries] == [
        ("held", ["x"]),
        ("unclassified", ["y"]),
    ]
    assert found[0].entries[0].priority == pytest.approx(100 * 0.5 * 0.4 * 0.75)
    assert found[-1].entries[0].entry.criticality == 20
    assert listed.entries[0].criticality is None, "the register stays as it is"


@pytest.mark.parametrize(
    ("criticality", "category", "said"),
    [
        ({"w": 1.0}, {}, "entry: found 'w', allowed: x."),
        ({"x": 101.0}, {}, "criticality of x: found 101, allowed: 0 to 100."),
        ({"x": float("nan")}, {}, "criticality of x: found nan, allowed: 0 to 100."),
        ({}, {"x": "hold"}, "category: found 'hold', allowed: held, gap, base. Did you mean 'held'?"),
    ],
)
def test_a_rating_that_cannot_be_used(
    criticality: dict[str, float], category: dict[str, str], said: str
) -> None:
    with pytest.raises(MethodError) as refused:
        lanes(register(entry("x")), 2025, criticality, category)
    assert str(refused.value) == said


def test_a_data_set_without_a_register() -> None:
    with pytest.raises(
        MethodError, match=r"^chokepoints: found none for 'demo', allowed: a file with the key"
    ):
        chokepoints_of(dataset(facts(a=[1, 2, 3])))
