"""Many weightings at once give what `score` gives for each of them as a scenario of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cluster_core.assess.assessment import assess
from cluster_core.errors import MethodError
from cluster_core.explore.draws import draw_shares
from cluster_core.explore.rescore import Shares, rank_rows, rank_weightings, rescorer, score_weightings
from cluster_core.explore.weight_space import Levels, weight_spaces
from cluster_core.index.composite import rank_scores, score
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.store.read import load_dataset
from tests.explore.made import criteria, forces

NAN = float("nan")
GAPS = {
    "x": {"a": [90.0, 10, NAN, 40, 40], "b": [0.0, NAN, NAN, 55, 55], "c": [20.0, 30, 45, 70, 70]},
    "y": {"d": [15.0, 85, 35, 60, 60], "e": [NAN, 0, 75, 65, 65]},
    "z": {"g": [33.0, NAN, 5, 50, 50]},
}
REAL = {bundle: load_dataset(f"data/{bundle}") for bundle in ("jiangsu", "practice")}


def one_by_one(assessment: Assessment, shares: Shares, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores and ranks of the first draws, each as the user's points of a scenario."""
    found = [
        score(
            assessment.prepared,
            assessment.framework,
            replace(
                assessment.scenario,
                weighting="user",
                points=tuple((parent, tuple(given[draw])) for parent, given in shares.items()),
            ),
        )
        for draw in range(draws)
    ]
    return np.array([one.scores[:, 0] for one in found]), np.array([one.ranks[:, 0] for one in found])


def check(assessment: Assessment, levels: Levels, draws: int = 12, **space: float) -> None:
    spaces = weight_spaces(assessment.framework, levels=levels, **space)
    shares = draw_shares(spaces, draws, seed=9)
    plan = rescorer(assessment.prepared, assessment.scored, assessment.scenario, list(shares))
    scores, ranks = one_by_one(assessment, shares, draws)
    np.testing.assert_allclose(score_weightings(plan, shares), scores, atol=1e-9, rtol=0)
    np.testing.assert_array_equal(rank_weightings(plan, shares).T, ranks)


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic", "power:2", "min"])
@pytest.mark.parametrize("levels", ["1", "all"])
@pytest.mark.parametrize("least", [0.0, 0.5, 0.9])
def test_gaps_coverage_and_every_mean(aggregate: str, levels: Levels, least: float) -> None:
    assessment = forces(GAPS, aggregate=aggregate, min_coverage=least)
    check(assessment, levels)
    check(assessment, levels, draws=3, cap=0.5)


@pytest.mark.parametrize("bundle", list(REAL))
@pytest.mark.parametrize("choices", [{}, {"normalise": "zscore"}, {"impute": "peer_median"}])
def test_the_bundles(bundle: str, choices: dict[str, str]) -> None:
    data = REAL[bundle]
    assessment = assess(data, default_scenario(data, **choices))
    check(assessment, "1", draws=5)
    check(assessment, "all", draws=5)


def test_a_node_of_its_own_rule_below_a_mean_that_moves() -> None:
    check(forces(GAPS, {"x": "geometric", "y": "min"}), "all")


def test_one_matrix_product_where_the_score_is_linear() -> None:
    whole = {"x": {"a": [90.0, 10, 20], "b": [0.0, 50, 55]}, "y": {"d": [15.0, 85, 35]}}
    assessment = forces(whole)
    plan = rescorer(assessment.prepared, assessment.scored, assessment.scenario, ["f", "x", "y"])
    assert plan.linear
    gaps = forces(GAPS)
    assert not rescorer(gaps.prepared, gaps.scored, gaps.scenario, ["f"]).linear


def test_one_inner_parent_alone_may_vary() -> None:
    assessment = forces(GAPS)
    spaces = [one for one in weight_spaces(assessment.framework, levels="all") if one.parent == "x"]
    shares = draw_shares(spaces, 8)
    plan = rescorer(assessment.prepared, assessment.scored, assessment.scenario, ["x"])
    np.testing.assert_allclose(
        score_weightings(plan, shares), one_by_one(assessment, shares, 8)[0], atol=1e-9
    )


def test_units_that_are_alike_tie_in_every_draw() -> None:
    rng = np.random.default_rng(4)
    columns = {f"c{at}": rng.random(40).tolist() * 2 for at in range(6)}
    assessment = criteria({name: [100 * value for value in given] for name, given in columns.items()})
    shares = draw_shares(weight_spaces(assessment.framework), 3_000)
    plan = rescorer(assessment.prepared, assessment.scored, assessment.scenario, ["f"])
    ranks = rank_weightings(plan, shares)
    assert (ranks[:40] == ranks[40:]).all()
    assert set(np.unique(ranks % 2)) == {1}


def test_own_weights_of_every_unit_stand_below_what_varies_and_nowhere_else() -> None:
    data = REAL["practice"]
    assessment = assess(data, default_scenario(data, weighting="bod"))
    check_bod = rescorer(assessment.prepared, assessment.scored, assessment.scenario, ["four_forces"])
    equal = score_weightings(check_bod, {"four_forces": np.full((1, 4), 0.25)})
    at = [assessment.scored.at[name] for name in assessment.framework.dimensions]
    np.testing.assert_allclose(equal[0], assessment.scored.scores[:, at].mean(axis=1), atol=1e-9)
    with pytest.raises(MethodError, match=r"weights of 'four_forces': found a set of its own"):
        rescorer(assessment.prepared, assessment.scored, assessment.scenario, ["brand"])


@settings(max_examples=30)
@given(
    arrays(
        float,
        st.tuples(st.integers(1, 4), st.integers(1, 9)),
        elements=st.sampled_from([0.0, -3.5, 50, 50 + 4e-10, 50 + 2e-9, NAN, 100]),
    )
)
def test_rows_are_ranked_as_columns_are(scores: np.ndarray) -> None:
    assert (rank_rows(scores) == rank_scores(scores.T).T).all()


def test_scores_too_large_to_be_packed_are_ranked_all_the_same() -> None:
    assert rank_rows(np.array([[1e12, 3e12, NAN, 2e12]])).tolist() == [[3, 1, 0, 2]]
