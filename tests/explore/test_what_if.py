"""Other values, everything that they are compared with held still."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.errors import MethodError, ScenarioError
from cluster_core.explore.what_if import what_if
from tests.model.examples import NAN, assessed, indicator, tree

TREE = tree("t", {"t": {"a": 3, "b": 1}})
COLUMNS = {"a": [0.0, 5.0, 10.0], "b": [4.0, 2.0, 0.0]}


def test_only_the_region_that_changed_moves() -> None:
    before = assessed(TREE, COLUMNS)
    after = what_if(before, {("R1", "a"): 20.0})
    # 0.75 * 200 + 0.25 * 100: the goalposts 0 and 10 stay, and values beyond them are not held.
    assert after.scores["t"].tolist() == pytest.approx([175.0, *before.scores["t"].tolist()[1:]])
    assert after.ranks["t"].tolist() == [1, 3, 2]
    assert before.scores["t"].tolist() == pytest.approx([25.0, 50.0, 75.0])


def test_nothing_changed_is_the_same_assessment() -> None:
    before = assessed(TREE, COLUMNS, normalise="zscore")
    after = what_if(before, {("R2", "a"): 5.0})
    np.testing.assert_array_equal(after.prepared.normalised, before.prepared.normalised)
    np.testing.assert_array_equal(after.scored.scores, before.scored.scores)


def test_weights_from_the_data_stay_what_they_were() -> None:
    before = assessed(TREE, {**COLUMNS, "a": [0.0, 1.0, 10.0]}, weighting="entropy")
    after = what_if(before, {("R2", "a"): 9.0})
    np.testing.assert_array_equal(after.scored.weights["t"], before.scored.weights["t"])
    again = assessed(TREE, {**COLUMNS, "a": [0.0, 9.0, 10.0]}, weighting="entropy")
    assert not np.allclose(again.scored.weights["t"], before.scored.weights["t"])


def test_goalposts_of_the_indicator_still_hold_scores_within_them() -> None:
    held = [indicator("a", goalpost_low=0.0, goalpost_high=10.0)]
    after = what_if(assessed(TREE, COLUMNS, held), {("R1", "a"): 20.0})
    assert after.prepared.normalised[0, 0] == 100.0


def test_a_missing_value_may_be_given_and_then_counts_as_coverage() -> None:
    before = assessed(TREE, {**COLUMNS, "a": [NAN, 5.0, 10.0]}, impute="peer_mean")
    after = what_if(before, {("R1", "a"): 10.0})
    assert before.coverage.loc["R1", "t"] == 0.25
    assert after.coverage.loc["R1", "t"] == 1.0
    assert after.prepared.low[0] == before.prepared.low[0]


def test_a_ratio_changes_without_a_numerator() -> None:
    made = indicator("a", numerator="n", denominator="d", kind="derived")
    before = assessed(TREE, {"n": [1.0, 2.0, 3.0], "d": [2.0, 2.0, 2.0], "b": COLUMNS["b"]}, [made])
    after = what_if(before, {("R1", "a"): 1.5})
    assert after.prepared.denominated[0, 0] == 1.5
    assert np.isnan(after.prepared.raw[0, 0])
    assert after.scores.loc["R1", "t"] == 100.0


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({("RR1", "a"): 1.0}, ScenarioError, "region: found 'RR1', allowed: R1, R2, R3. Did you mean 'R1'"),
        ({("R1", "aa"): 1.0}, ScenarioError, "indicator: found 'aa', allowed: a, b"),
        ({("R1", "a"): NAN}, MethodError, "a of R1: found nan, allowed: a finite number"),
    ],
)
def test_what_cannot_be_changed_is_said(changes, error, said: str) -> None:
    with pytest.raises(error, match=said):
        what_if(assessed(TREE, COLUMNS), changes)
