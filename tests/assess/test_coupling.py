"""Coupling degree, coordination and grade: values by hand, bounds, zeros, ties and missing forces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.coupling import (
    COUPLING_STAGES,
    SIDES,
    Form,
    couple,
    coupling_degree,
    coupling_stage,
    grade,
)
from cluster_core.errors import MethodError
from cluster_core.index.composite import score
from cluster_core.model.coupling import Coupling
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, prepared, tree

levels = st.lists(st.floats(0, 1), min_size=2, max_size=5)
few = settings(max_examples=60)


def degree(*row: float, form: Form = "revised") -> float:
    return float(coupling_degree(np.array([row]), form)[0])


@pytest.mark.parametrize(
    ("row", "form", "expected"),
    [
        # n = 2, revised: sqrt([1 - (max - min)] min / max)
        ((0.4, 0.8), "revised", (0.6 * 0.5) ** 0.5),
        ((0.8, 0.4), "revised", (0.6 * 0.5) ** 0.5),
        ((0.5, 0.5), "revised", 1.0),
        # n = 3: the mean of |.2 - .5|, |.2 - .8|, |.5 - .8| is .4; (.2 * .5 / (.8 * .8))^(1/2) = sqrt(.1 / .64)
        # written out: prod(U / max) = .25 * .625 * 1 = .15625
        ((0.2, 0.5, 0.8), "revised", (0.6 * 0.15625**0.5) ** 0.5),
        # n = 2, classic: 2 sqrt(U1 U2) / (U1 + U2)
        ((0.4, 0.8), "classic", 2 * 0.32**0.5 / 1.2),
        ((0.5, 0.5), "classic", 1.0),
        ((0.2, 0.5, 0.8), "classic", 3 * 0.08 ** (1 / 3) / 1.5),
    ],
)
def test_by_hand(row: tuple[float, ...], form: Form, expected: float) -> None:
    assert degree(*row, form=form) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("form", ["revised", "classic"])
@pytest.mark.parametrize("row", [(0, 0.7), (0.5, 0, 1), (0, 0), (0, 0, 0)])
def test_a_force_of_zero_couples_with_nothing(row: tuple[float, ...], form: Form) -> None:
    assert degree(*row, form=form) == 0


@pytest.mark.parametrize("form", ["revised", "classic"])
def test_a_missing_force_or_a_single_one_leaves_no_degree(form: Form) -> None:
    assert np.isnan(degree(0.5, NAN, form=form))
    assert np.isnan(degree(0.5, form=form))
    assert np.isnan(coupling_degree(np.empty((2, 0)), form)).all()


@pytest.mark.parametrize("form", ["revised", "classic"])
def test_levels_above_1_count_as_1(form: Form) -> None:
    assert degree(1.4, 0.5, form=form) == degree(1, 0.5, form=form)
    assert degree(1.4, 1.2, form=form) == 1


@few
@given(levels, st.sampled_from(["revised", "classic"]), st.randoms(use_true_random=False))
def test_bounds_equal_levels_and_order(row: list[float], form: Form, shuffler: Any) -> None:
    found = degree(*row, form=form)
    assert 0 <= found <= 1
    assert (found == 0) == (min(row) == 0) or min(row) < 1e-15  # a product of tiny numbers may vanish
    mixed = row.copy()
    shuffler.shuffle(mixed)
    assert degree(*mixed, form=form) == pytest.approx(found)
    if max(row) > 0:
        assert degree(*[max(row)] * len(row), form=form) == pytest.approx(1)


@few
@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=5), st.floats(0.1, 1))
def test_the_classic_form_is_blind_to_scale_and_the_revised_is_not_above_it(
    row: list[float], factor: float
) -> None:
    scaled = [value * factor for value in row]
    assert degree(*scaled, form="classic") == pytest.approx(degree(*row, form="classic"))
    # A common scale below 1 brings the levels nearer to each other: the revised form can only rise.
    assert degree(*scaled) >= degree(*row) - 1e-12


@few
@given(st.floats(0.01, 1), st.floats(0, 1))
def test_of_two_the_further_apart_couple_less(high: float, share: float) -> None:
    assert degree(high, high * share) >= degree(high, high * share * 0.9) - 1e-12


# --- grades ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(10))
def test_grades_are_closed_on_the_left(step: int) -> None:
    at, below = grade(np.array([step / 10, step / 10 + 0.0999]))
    assert (at, below) == (step + 1, step + 1)


def test_rounding_does_not_lower_a_grade() -> None:
    assert grade(np.array([0.1 + 0.2, 0.3, 0.7 - 1e-12, 0.58, 1.0, 1.2])).tolist() == [4, 4, 8, 6, 10, 10]
    assert grade(np.array([0.3 - 1e-6])).tolist() == [3]


def test_a_missing_value_has_no_grade() -> None:
    assert grade(np.array([NAN, 0.0])).tolist() == [0, 1]


@pytest.mark.parametrize("step", range(1, 10))
def test_grades_can_be_closed_on_the_right(step: int) -> None:
    limit = step / 10
    assert grade(np.array([limit, limit + 0.001]), closed="right").tolist() == [step, step + 1]
    assert grade(np.array([0.0, 1.0, NAN]), closed="right").tolist() == [1, 10, 0]


@few
@given(st.floats(0, 1))
def test_the_sides_differ_at_limits_only(combined: float) -> None:
    left, right = (int(grade(np.array([combined]), closed=side)[0]) for side in SIDES)
    at_a_limit = abs(combined * 10 - round(combined * 10)) < 1e-8
    assert left == right or (at_a_limit and left == right + 1)


@pytest.mark.parametrize(
    ("degree", "name"),
    [
        (0.0, "low"),
        (0.3, "low"),
        (0.1 + 0.2, "low"),
        (0.301, "antagonism"),
        (0.5, "antagonism"),
        (0.501, "running_in"),
        (0.8, "running_in"),
        (0.801, "high"),
        (1.0, "high"),
    ],
)
def test_stages_of_the_classic_degree(degree: float, name: str) -> None:
    assert COUPLING_STAGES[int(coupling_stage(np.array([degree]))[0]) - 1] == name


def test_a_missing_degree_is_at_no_stage() -> None:
    assert coupling_stage(np.array([NAN])).tolist() == [0]


# --- from scores -------------------------------------------------------------------------------------------------

FORCES = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 1}})


def coupled(
    rows: Sequence[Sequence[float]], framework: Any = FORCES, form: Form = "revised", **of: Any
) -> Coupling:
    ready = prepared(framework, rows)
    scenario = Scenario("demo", "f", 2020, **of)
    return couple(score(ready, framework, scenario), ready, scenario.normalise, form)


def test_t_is_weighted_c_is_not_and_d_joins_them() -> None:
    found = coupled([[40, 70, 90]])  # U = .4 and .8
    assert found.degree[0] == pytest.approx(0.3**0.5)
    assert found.coordination[0] == pytest.approx(0.25 * 0.4 + 0.75 * 0.8)  # 0.7
    assert found.combined[0] == pytest.approx((0.3**0.5 * 0.7) ** 0.5)  # 0.619: grade 7
    assert found.grade.tolist() == [7]
    assert found.lagging == ("one",)


def test_t_is_the_arithmetic_mean_whatever_the_root_is_aggregated_by() -> None:
    found = coupled([[40, 70, 90]], aggregate="min")  # two is 70 then
    assert found.coordination[0] == pytest.approx(0.25 * 0.4 + 0.75 * 0.7)


def test_a_missing_force_leaves_its_region_empty_only() -> None:
    found = coupled([[NAN, 70, 90], [50, 50, 50]])
    assert np.isnan([found.degree[0], found.coordination[0], found.combined[0]]).all()
    assert found.grade.tolist() == [0, 8]  # C = 1, T = D^2 = .5, D = .707
    assert found.lagging == ("", "one;two")


def test_a_force_of_zero_is_graded_lowest() -> None:
    found = coupled([[0, 50, 50], [0, 0, 0]])
    assert (found.degree.tolist(), found.combined.tolist(), found.grade.tolist()) == ([0, 0], [0, 0], [1, 1])
    assert found.coordination == pytest.approx([0.375, 0])
    assert found.lagging == ("one", "one;two")


def test_indicators_right_below_the_root_are_forces_too() -> None:
    flat = tree("f", {"f": {"a": 1, "b": 1}})
    found = coupled([[40, 80]], flat)
    assert found.degree[0] == pytest.approx(0.3**0.5)
    assert found.lagging == ("a",)


@pytest.mark.parametrize("children", [{"f": {"a": 1}}, {"f": {}}])
def test_fewer_than_two_forces_cannot_be_coupled(children: dict[str, dict[str, float]]) -> None:
    framework = tree("f", children)
    found = coupled([[50] * len(framework.indicators)], framework)
    assert np.isnan([found.degree, found.coordination, found.combined]).all()
    assert found.grade.tolist() == [0]
    assert found.lagging == ("",)


def test_the_classic_form_can_be_asked_for() -> None:
    assert coupled([[40, 80, 80]], form="classic").degree[0] == pytest.approx(2 * 0.32**0.5 / 1.2)


@pytest.mark.parametrize("scale", ["zscore", "rank"])
def test_without_a_common_scale_coupling_is_refused(scale: str) -> None:
    with pytest.raises(MethodError, match=rf"'{scale}', allowed: minmax, percentile, target, best"):
        coupled([[40, 70, 90]], normalise=scale)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ([40, 80, 80], "one"),
        ([45, 55, 55], "synchronous"),  # exactly 0.1 apart
        ([44, 55, 55], "one"),
        ([50, 50, 50], "synchronous"),
        ([90, 20, 20], "two"),
        ([NAN, 50, 50], ""),
    ],
)
def test_the_lag_type_names_who_lags_unless_all_keep_step(row: list[float], kind: str) -> None:
    assert coupled([row]).lag_type == (kind,)


def test_two_that_lag_alike_are_both_named() -> None:
    three = tree("f", {"f": {"a": 1, "b": 1, "c": 1}})
    assert coupled([[20, 20, 90]], three).lag_type == ("a;b",)


def test_a_single_force_has_no_lag_type() -> None:
    assert coupled([[50]], tree("f", {"f": {"a": 1}})).lag_type == ("",)


def test_the_side_of_the_grades_can_be_chosen() -> None:
    framework = tree("f", {"f": {"a": 1, "b": 1}})
    ready = prepared(framework, [[25, 25]])  # D = .5
    scored = score(ready, framework, Scenario("demo", "f", 2020))
    assert [couple(scored, ready, "minmax", closed=side).grade.tolist() for side in SIDES] == [[6], [5]]


def test_a_level_below_0_as_in_a_what_if_counts_as_0() -> None:
    below = np.array([[-0.2, 0.5, 0.9]])
    for form in ("revised", "classic"):
        assert (
            coupling_degree(below, form).tolist()
            == coupling_degree(np.maximum(below, 0), form).tolist()
            == [0]
        )
