"""Rankings side by side: which methods, on which weights, who is left out, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.rankings import AGGREGATIONS, agreement, leaf_weights, rankings
from cluster_core.index.ranking.grey_relational import grey_relational
from cluster_core.index.ranking.promethee import promethee
from cluster_core.index.ranking.topsis import topsis
from cluster_core.index.ranking.vikor import vikor
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, indicator, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})
A, B, C = [10.0, 20, 30, 15], [4.0, 2, 8, 5], [7.0, 5, 1, 2]
OTHERS = ("topsis", "topsis_minmax", "vikor", "promethee", "grey")


def found(*columns: Sequence[float], framework: Framework = FRAMEWORK, **choices: Any) -> Assessment:
    units = tuple(f"R{k}" for k in range(1, len(columns[0]) + 1))
    values = facts(units=units, **dict(zip("abc", columns, strict=True)))
    data = dataset(values, [framework], [indicator("c", "cost")], groups=dict.fromkeys(units, ""))
    return assess(data, Scenario("demo", framework.id, 2020, **choices))


def test_the_methods_that_compare_pairs_can_be_left_out() -> None:
    whole, without = rankings(found(A, B, C)), rankings(found(A, B, C), pairwise=False)
    assert set(whole.scores) - set(without.scores) == {"promethee"}
    assert without.notices == whole.notices


def codes(assessment: Assessment) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for notice in rankings(assessment).notices:
        told.setdefault(notice.code, []).append(notice.ids[0])
    return told


def test_every_method_gets_the_values_the_directions_and_the_weights_in_the_whole() -> None:
    result = rankings(found(A, B, C))
    values, weights, sign = np.column_stack([A, B, C]), np.array([1, 1, 2]) / 4, np.array([1.0, 1, -1])
    scaled = (values - values.min(axis=0)) / np.ptp(values, axis=0)
    scaled[:, 2] = 1 - scaled[:, 2]
    expected = {
        "topsis": topsis(values, weights, sign),
        "topsis_minmax": topsis(scaled, weights, np.ones(3), "none"),
        "vikor": vikor(values, weights, sign),
        "promethee": promethee(values, weights, sign),
        "grey": grey_relational(scaled, weights),
        "arithmetic": 100 * scaled @ weights,
    }
    for name, scores in expected.items():
        np.testing.assert_allclose(result.scores[name], scores, atol=1e-9, err_msg=name)
    assert [notice.code for notice in result.notices] == ["floored"]


@pytest.mark.parametrize("aggregate", AGGREGATIONS)
def test_the_scenario_is_the_mean_that_it_names(aggregate: str) -> None:
    result = rankings(found(A, B, C, aggregate=aggregate, floor=1.0))
    np.testing.assert_array_equal(result.scores["scenario"], result.scores[aggregate])


def test_the_table_has_a_row_a_method_and_unit_with_1_for_the_best() -> None:
    result = rankings(found(A, B, C))
    assert list(result.tidy.columns) == ["region", "method", "score", "rank"]
    assert len(result.tidy) == 9 * 4
    for name, rows in result.tidy.groupby("method"):
        best = rows["score"].min() if name == "vikor" else rows["score"].max()
        assert (rows.loc[rows["rank"] == 1, "score"] == best).all()
        assert rows["rank"].min() == 1


def test_twins_share_the_lowest_number() -> None:
    result = rankings(found([1, 3, 3, 2], [1, 3, 3, 2], [9, 1, 1, 5]))
    for name, ranks in result.ranks.items():
        assert ranks.tolist() == [4, 1, 1, 3], name


def test_a_unit_with_a_gap_is_left_out_of_the_other_methods_and_named() -> None:
    assessment = found(A, [4, NAN, 8, 5], C)
    result = rankings(assessment)
    for name, ranks in result.ranks.items():
        assert (ranks[1] == 0) == (name in OTHERS), name
        assert sorted(ranks[[0, 2, 3]]) == ([1, 2, 3] if name in OTHERS else sorted(ranks[[0, 2, 3]]))
    assert codes(assessment)["incomplete"] == ["R2"]
    rows = result.tidy[(result.tidy["region"] == "R2") & (result.tidy["method"] == "topsis")]
    assert rows["rank"].isna().all()
    assert rows["score"].isna().all()


def test_an_indicator_without_any_value_is_dropped_as_in_the_tree() -> None:
    assessment = found(A, [NAN] * 4, C)
    # b's quarter stays below its parent: c weighs 3/4 as in the score.
    np.testing.assert_allclose(leaf_weights(assessment), [0.25, 0, 0.75])
    assert codes(assessment)["no_part"] == ["b"]
    result = rankings(assessment)
    np.testing.assert_allclose(result.scores["arithmetic"], assessment.scored.scores[:, 0])
    assert all((ranks > 0).all() for ranks in result.ranks.values())


def test_a_dimension_withheld_for_too_little_data_takes_no_part() -> None:
    assessment = found(A, B, [NAN] * 4, min_coverage=0.5)
    assert np.isnan(assessment.scored.scores[:, assessment.scored.at["two"]]).all()
    np.testing.assert_allclose(leaf_weights(assessment), [1, 0, 0])  # the root's coverage is just one half
    assert codes(assessment)["no_part"] == ["b", "c"]
    strict = found(A, B, [NAN] * 4, min_coverage=0.6)
    assert not leaf_weights(strict).any()
    assert all((ranks == 0).all() for ranks in rankings(strict).ranks.values())
    assert "incomplete" not in codes(strict)  # it is not their values that lack
    lenient = found(A, B, [NAN] * 4, min_coverage=0.25)
    np.testing.assert_allclose(leaf_weights(lenient), [0.25, 0.75, 0])


def test_a_constant_indicator_and_one_of_weight_0_are_named() -> None:
    still = tree("f", {"f": {"a": 1, "b": 1, "c": 0}})
    assessment = found(A, [5, 5, 5, 5], C, framework=still)
    assert codes(assessment)["no_part"] == ["b", "c"]
    result = rankings(assessment)
    assert result.ranks["topsis"].tolist() == result.ranks["promethee"].tolist() == [4, 2, 1, 3]


def test_an_indicator_under_two_nodes_counts_with_both() -> None:
    twice = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"a": 1, "c": 3}})
    np.testing.assert_allclose(leaf_weights(found(A, B, C, framework=twice)), [3 / 8, 1 / 4, 3 / 8])


def test_negative_values_are_ranked_and_named() -> None:
    assessment = found([-1, 20, 30, 15], B, C)
    assert codes(assessment)["negative"] == ["a"]
    assert (rankings(assessment).ranks["topsis"] > 0).all()


def test_a_mean_that_the_scale_does_not_allow_is_left_out_with_its_reason() -> None:
    assessment = found(A, B, C, normalise="zscore")
    result = rankings(assessment)
    assert "geometric" not in result.scores
    assert codes(assessment) == {"refused": ["geometric"]}
    assert "needs a scale that starts at 0" in result.notices[0].message
    plain = rankings(found(A, B, C))
    for name in OTHERS:
        np.testing.assert_array_equal(result.scores[name], plain.scores[name])


def test_cells_raised_to_the_floor_are_counted() -> None:
    notices = rankings(
        found([0, 1, 2, 3], B, C, framework=tree("f", {"f": {"a": 1, "b": 1, "c": 1}}))
    ).notices
    assert [notice.message for notice in notices] == ["geometric: 3 values were raised to the floor of 0.01"]


def test_one_unit_is_first_everywhere() -> None:
    result = rankings(found([1.0], [2.0], [3.0]))
    assert all(ranks.tolist() == [1] for ranks in result.ranks.values())
    assert result.agreement["units"].tolist() == [1] * 8
    assert result.agreement[["kendall", "spearman", "ws"]].isna().all(axis=None)


def test_agreement_is_with_the_scenario() -> None:
    result = rankings(found(A, B, C))
    table = result.agreement.set_index("method")
    assert table.loc["arithmetic"].tolist() == [4, pytest.approx(1), pytest.approx(1), 1]
    assert list(table.index) == [name for name in result.scores if name != "scenario"]


def test_tau_b_of_ties_and_rho_by_hand() -> None:
    # Places 1, 2.5, 2.5, 4 and 1, 2, 3, 4: five concordant pairs, one tied on one side.
    count, tau, rho, _ = agreement(np.array([1, 2, 2, 4]), np.array([1, 2, 3, 4]))
    assert (count, tau) == (4, pytest.approx(5 / np.sqrt(5 * 6)))
    assert rho == pytest.approx(pd.Series([1, 2.5, 2.5, 4]).corr(pd.Series([1.0, 2, 3, 4])))


def test_ws_weighs_the_top_and_is_of_the_units_in_common() -> None:
    """Two at the top exchanged, and two at the bottom; N = 4, worked out from the formula."""
    base = np.array([1, 2, 3, 5, 4])
    gone = 0
    top = agreement(base, np.array([2, 1, 3, 4, gone]))[3]
    bottom = agreement(base, np.array([1, 2, 4, 3, gone]))[3]
    assert top == pytest.approx(1 - (1 / 2 * 1 / 3 + 1 / 4 * 1 / 2))
    assert bottom == pytest.approx(1 - (1 / 8 * 1 / 2 + 1 / 16 * 1 / 3))


def test_all_on_one_rank_has_no_correlation() -> None:
    count, tau, rho, ws = agreement(np.array([1, 1, 1]), np.array([1, 2, 3]))
    assert (count, np.isnan(tau), np.isnan(rho)) == (3, True, True)
    assert 0 <= ws <= 1


def test_weights_of_each_unit_are_averaged_and_said_so() -> None:
    assessment = found(A, B, C)
    own = {**assessment.scored.weights, "f": np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])}
    assessment = replace(assessment, scored=replace(assessment.scored, weights=own))
    np.testing.assert_allclose(leaf_weights(assessment), [1 / 2, 1 / 6, 1 / 3])
    assert "mean_weights" in codes(assessment)
