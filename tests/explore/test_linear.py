"""The order is that of `values @ w`: the linear view against scoring, and every admitted weighting has its w."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog

from cluster_core.assess.assessment import assess
from cluster_core.errors import ConstraintError
from cluster_core.explore.fewest import Admitted
from cluster_core.explore.linear import Linear, linear_parts, linear_scale, most_of
from cluster_core.explore.weight_space import admits, weight_spaces
from cluster_core.index.aggregate import aggregate, exponent
from cluster_core.index.composite import rank_scores
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.store.read import load_dataset
from tests.explore.examples import again, flat, nested
from tests.model.examples import NAN, assessed, tree

JIANGSU = load_dataset("data/jiangsu")


def jiangsu(framework: str, **choices: object) -> Assessment:
    return assess(JIANGSU, replace(default_scenario(JIANGSU), framework=framework, **choices))  # type: ignore[arg-type]


def points(part: Linear, count: int, seed: int = 0) -> list[np.ndarray]:
    """Weights of a part: mixtures of its corners."""
    rng = np.random.default_rng(seed)
    admitted = Admitted(part.limits)
    corners = [admitted.extreme(rng.normal(size=len(part.columns))) for _ in range(count)]
    known = np.array([one for one in corners if one is not None])
    return list(rng.dirichlet(np.full(len(known), 0.7), count) @ known)


@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "harmonic", "power:2", "power:0.5"])
@pytest.mark.parametrize(("levels", "floor"), [("1", 0.0), ("1", 0.1), ("all", 0.0), ("all", 0.1)])
def test_scoring_under_the_shares_of_w_ranks_as_w_does(rule: str, levels: str, floor: float) -> None:
    # Four leaves have no value in any region: with a floor, a withheld dimension makes a part of its own.
    assessment = jiangsu("four_forces", aggregate=rule)
    spaces = weight_spaces(assessment.framework, levels=levels, floor=floor)  # type: ignore[arg-type]
    found = linear_parts(assessment, spaces)
    assert found.reason == ""
    assert len(found.parts) == (2 if (levels, floor) == ("all", 0.1) else 1)
    for part in found.parts:
        for w in points(part, 6):
            shares = part.shares(w)
            assert all(admits(space, shares[space.parent]) for space in spaces)
            np.testing.assert_array_equal(
                again(assessment, shares), rank_scores((part.values @ w)[:, None])[:, 0]
            )


def test_the_score_itself_is_linear_where_the_mean_is_arithmetic() -> None:
    assessment = nested([[10, 20, 60], [90, 0, 30]], (2, 1))
    (part,) = linear_parts(assessment, weight_spaces(assessment.framework, levels="all")).parts
    assert part.columns == (("d1", "c1"), ("d1", "c2"), ("d2", "c3"))
    np.testing.assert_allclose(part.values, [[10, 20, 60], [90, 0, 30]])
    np.testing.assert_allclose(part.values @ [0.25, 0.25, 0.5], assessment.scored.scores[:, 0])


def test_bounds_of_a_dimension_bind_its_leaves_together() -> None:
    assessment = nested([[10, 20, 60], [90, 0, 30]], (2, 1))
    spaces = weight_spaces(assessment.framework, levels="all", bounds={"d1": (0.3, 0.6), "c1": (0.5, 1)})
    (part,) = linear_parts(assessment, spaces).parts
    inside, outside = [(0.2, 0.1, 0.7), (0.3, 0.3, 0.4)], [(0.1, 0.1, 0.8), (0.5, 0.2, 0.3), (0.1, 0.3, 0.6)]
    assert Admitted(part.limits).holds(np.array(inside)).all()
    assert not Admitted(part.limits).holds(np.array(outside)).any()


@pytest.mark.parametrize(
    ("assessment", "levels", "reason"),
    [
        (flat([[1, 2], [3, 4]], aggregate="min"), "1", "rule"),
        (flat([[1, 2, 9], [3, NAN, 2]]), "1", "gaps"),
        (nested([[1, 2, 9], [3, 4, 2]], (2, 1), aggregate="geometric"), "all", ""),
        (flat([[1, 2, NAN], [3, 4, NAN]]), "1", ""),
    ],
)
def test_where_it_is_not_linear_the_reason_is_told(assessment: Assessment, levels: str, reason: str) -> None:
    spaces = weight_spaces(assessment.framework, levels=levels)  # type: ignore[arg-type]
    found = linear_parts(assessment, spaces)
    assert found.reason == reason
    assert bool(found.parts) == (reason == "")


def test_levels_under_different_means_are_linear_at_the_root_only() -> None:
    framework = tree("f", {"f": {"d": 1, "e": 1}, "d": {"a": 1, "b": 1}, "e": {"c": 1}}, {"d": "geometric"})
    assessment = assessed(framework, {"a": [1, 2, 3], "b": [3, 1, 2], "c": [2, 3, 1]})
    assert linear_parts(assessment, weight_spaces(framework)).reason == ""
    assert linear_parts(assessment, weight_spaces(framework, levels="all")).reason == "rule"


def test_units_covered_differently_are_told_where_coverage_may_bind() -> None:
    # Nobody has enough of d2 for a score of it, but R1 has some: it is ranked at weights at which R2 is not.
    uneven = nested([[50, 60, 10, NAN], [40, 80, NAN, NAN]], (2, 2), min_coverage=0.8)
    even = nested([[50, 60, 10, NAN], [40, 80, 30, NAN]], (2, 2), min_coverage=0.8)
    spaces = weight_spaces(uneven.framework)
    assert linear_parts(uneven, spaces).reason == "coverage"
    assert linear_parts(even, spaces).reason == ""


def test_weights_that_rank_nobody_are_left_out() -> None:
    assessment = flat([[50, 60, NAN], [40, 80, NAN]])
    (part,) = linear_parts(assessment, weight_spaces(assessment.framework, floor=0.1)).parts
    at = part.columns.index(("f", "c3"))
    most = linprog(
        -np.eye(3)[at],
        A_ub=part.limits,
        b_ub=np.zeros(len(part.limits)),
        A_eq=np.ones((1, 3)),
        b_eq=[1],
    )
    assert -most.fun == pytest.approx(0.5)  # of the weight at least half must be covered


def test_spaces_without_the_way_from_the_root_are_refused() -> None:
    assessment = nested([[1, 2, 9], [3, 4, 2]], (2, 1))
    with pytest.raises(ConstraintError, match="below 'd1' but not below 'f'"):
        linear_parts(assessment, weight_spaces(assessment.framework, levels="all")[1:])


def test_the_most_of_a_row_is_what_a_programme_finds() -> None:
    rng = np.random.default_rng(2)
    rows = rng.normal(size=(12, 7)).round(1)
    assessment = nested(rng.integers(0, 100, (3, 7)).tolist(), (3, 2, 2))
    spaces = weight_spaces(
        assessment.framework, levels="all", floor=0.1, cap=0.5, bounds={"c1": (0.2, 0.4), "c4": (0.1, 0.9)}
    )
    (part,) = linear_parts(assessment, spaces).parts
    for row, found in zip(rows, part.most(rows), strict=True):
        best = Admitted(part.limits).extreme(-row)
        assert best is not None
        assert found == pytest.approx(row @ best, abs=1e-6)


def test_the_dearest_children_come_first_as_far_as_their_caps_allow() -> None:
    values, low, high = np.array([[1.0, 5.0, 3.0]]), np.array([0.2, 0.0, 0.1]), np.array([1.0, 0.4, 0.3])
    assert most_of(values, low, high)[0] == pytest.approx(0.3 * 1 + 0.4 * 5 + 0.3 * 3)


@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "harmonic", "power:3"])
def test_on_its_scale_a_power_mean_orders_as_an_arithmetic_one(rule: str) -> None:
    rng = np.random.default_rng(5)
    values, weights = rng.uniform(0, 100, (20, 4)), rng.dirichlet(np.ones(4))
    scores = aggregate(values, weights, rule, 0.01).score
    scaled = linear_scale(values, exponent(rule), 0.01) @ weights
    np.testing.assert_array_equal(np.argsort(scores), np.argsort(scaled))
