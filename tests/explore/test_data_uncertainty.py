"""Ranks over values drawn with their errors: what theory says, and every draw scored the ordinary way."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.errors import MethodError
from cluster_core.explore.acceptability import MOST_DRAWS, acceptability, standard_error
from cluster_core.explore.data_errors import Drawing, data_errors
from cluster_core.explore.data_uncertainty import data_uncertainty
from cluster_core.explore.method_uncertainty import method_uncertainty
from cluster_core.explore.methods import Methods
from cluster_core.explore.progress import CancelledError
from cluster_core.explore.weight_space import weight_spaces
from cluster_core.explore.what_if import what_if
from cluster_core.model.assessment import Assessment
from tests.explore.test_data_errors import with_rows
from tests.model.examples import NAN, assessed, indicator, tree

ONE = tree("t", {"t": {"a": 1}})
TWO = tree("t", {"t": {"a": 1, "b": 1}})
DEEP = tree("t", {"t": {"p": 2, "b": 1}, "p": {"a": 1, "c": 3}})
VALUES = {"a": [10.0, 20.0, 15.0, 40.0], "b": [4.0, 1.0, 3.0, 2.0], "c": [5.0, 9.0, NAN, 1.0]}
UNSURE = [indicator("a", error=20.0), indicator("b", error=10.0), indicator("c")]
NORMALISED = ["minmax", "zscore", "percentile", "rank", "best"]
DRAWS = 40_000


def pair(difference: float, error: float) -> Assessment:
    """Two regions whose one value differs, both with the same standard error, far from the goalposts."""
    scale = [indicator("a", goalpost_low=0.0, goalpost_high=100.0)]
    found = assessed(ONE, {"a": [50.0 + difference, 50.0]}, scale)
    return with_rows(found, {("R1", "a"): error, ("R2", "a"): error})


@pytest.mark.parametrize(("difference", "error"), [(0.0, 2.0), (1.0, 1.0), (2.0, 1.0), (-3.0, 4.0)])
def test_two_regions_one_indicator(difference: float, error: float) -> None:
    """A ranks above B where d + s (e1 - e2) > 0: with probability Phi(d / (s sqrt 2))."""
    found = data_uncertainty(pair(difference, error), draws=DRAWS)
    above = 0.5 * (1 + math.erf(difference / (error * math.sqrt(2)) / math.sqrt(2)))
    assert found.pairwise[0, 1] == pytest.approx(above, abs=4 * float(standard_error(above, DRAWS)))


def test_up_and_down_are_alike() -> None:
    """Three regions at equal distances: what the first does upside down is what the last does."""
    scale = [indicator("a", goalpost_low=0.0, goalpost_high=100.0, error=4.0)]
    found = assessed(ONE, {"a": [51.0, 50.0, 49.0]}, scale)
    ranks = data_uncertainty(with_rows(found, {(f"R{row}", "a"): 1.0 for row in (1, 2, 3)}), draws=DRAWS)
    error = 4 * math.sqrt(2) * 0.5 / math.sqrt(DRAWS)
    assert ranks.acceptance[0] == pytest.approx(ranks.acceptance[2][::-1], abs=error)
    assert ranks.acceptance[1, 0] == pytest.approx(ranks.acceptance[1, 2], abs=error)


def test_errors_that_no_rank_depends_on_leave_the_ranks_as_they_are() -> None:
    unsure = [indicator("a", error=50.0)]
    found = assessed(tree("t", {"t": {"a": 0, "b": 1}}), VALUES, unsure)
    ranks = data_uncertainty(found, draws=200).ranks
    assert (ranks == found.scored.ranks[:, [0]]).all()
    tiny = assessed(TWO, VALUES, [indicator("a", error=1e-9)])
    assert (data_uncertainty(tiny, draws=200).ranks == tiny.scored.ranks[:, [0]]).all()


@pytest.mark.parametrize("normalise", NORMALISED)
@pytest.mark.parametrize("aggregate", ["arithmetic", "min"])
def test_every_draw_is_what_a_what_if_with_its_values_says(normalise: str, aggregate: str) -> None:
    choices: dict[str, Any] = {"normalise": normalise, "aggregate": aggregate, "impute": "peer_mean"}
    before = assessed(DEEP, VALUES, UNSURE, min_coverage=0.2, **choices)
    found = data_uncertainty(before, draws=12, seed=5)
    errors = data_errors(before)
    values = list(Drawing(errors, 5).block(12))
    for draw in range(12):
        changes = {
            (unit, one.id): float(drawn[draw, row])
            for one, drawn in values
            for row, unit in enumerate(before.units)
            if not np.isnan(drawn[draw, row])
        }
        after = what_if(before, changes)
        assert found.ranks[:, draw].tolist() == after.scored.ranks[:, 0].tolist()


def test_with_goalposts_of_its_own_a_value_scores_no_more_than_100() -> None:
    """Both far above the goalpost whatever is drawn: level in every draw."""
    scale = [indicator("a", goalpost_low=0.0, goalpost_high=10.0, error=1.0)]
    found = data_uncertainty(assessed(ONE, {"a": [50.0, 60.0]}, scale), draws=100)
    assert (found.ranks == 1).all()


def test_a_region_without_data_has_no_rank_in_any_draw() -> None:
    gaps = {"a": [10.0, NAN, 20.0], "b": [1.0, NAN, 2.0]}
    found = assessed(TWO, gaps, [indicator("a", error=30.0)], ["g", "g", "g"])
    ranks = data_uncertainty(found, draws=300)
    assert (ranks.ranks[1] == 0).all()
    assert ranks.summary["rank_p50"].isna().tolist() == [False, True, False]


def test_one_region_stays_first() -> None:
    assert (
        data_uncertainty(assessed(ONE, {"a": [3.0]}, [indicator("a", error=30.0)]), draws=50).ranks == 1
    ).all()


def test_data_and_weights_together() -> None:
    before = assessed(TWO, VALUES, UNSURE)
    spaces = weight_spaces(before.framework, floor=0.1)
    both = data_uncertainty(before, spaces, draws=2_000, seed=3)
    weights = acceptability(before, spaces, draws=2_000, seed=3)
    np.testing.assert_array_equal(both.shares["t"], weights.shares["t"])
    # Certain values under the same weights: the weights alone.
    sure = assessed(TWO, VALUES, [indicator("a", error=1e-9)])
    np.testing.assert_array_equal(data_uncertainty(sure, spaces, draws=2_000, seed=3).ranks, weights.ranks)
    # A draw of both, the ordinary way.
    values = {one.id: drawn for one, drawn in Drawing(data_errors(before), 3).block(2_000)}
    for draw in (0, 7, 1_999):
        scenario = before.scenario.with_points("t", tuple(both.shares["t"][draw].tolist()))
        weighted = assess(before.dataset, scenario)
        changes = {
            (unit, name): float(drawn[draw, row])
            for name, drawn in values.items()
            for row, unit in enumerate(before.units)
        }
        assert both.ranks[:, draw].tolist() == what_if(weighted, changes).scored.ranks[:, 0].tolist()


def test_units_with_weights_of_their_own_keep_them() -> None:
    before = assessed(TWO, VALUES, UNSURE, weighting="bod", share_low=0.2, share_high=0.8)
    assert before.scored.weights["t"].ndim == 2
    found = data_uncertainty(before, draws=4, seed=2)
    values = {one.id: drawn for one, drawn in Drawing(data_errors(before), 2).block(4)}
    changes = {
        (unit, name): float(v[3, row]) for name, v in values.items() for row, unit in enumerate(before.units)
    }
    assert found.ranks[:, 3].tolist() == what_if(before, changes).scored.ranks[:, 0].tolist()


def test_methods_take_turns_with_the_data() -> None:
    """With errors too small to matter, the mean over equal turns of single methods."""
    few = Methods(normalise=("minmax", "rank"), aggregate=("arithmetic",), impute=("none",), treat=("none",))
    before = assessed(TWO, VALUES, [indicator("a", error=1e-9)])
    found = data_uncertainty(before, methods=few, draws=100)
    alone = method_uncertainty(before, replace(few, weighting=("default",)))
    assert found.acceptance == pytest.approx(alone.distribution.acceptance)


def test_two_runs_are_equal_bit_for_bit_and_the_capped_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    before = assessed(TWO, VALUES, UNSURE)
    first = data_uncertainty(before, draws=500, seed=9)
    monkeypatch.setattr("cluster_core.explore.data_uncertainty.CELLS", 64)
    np.testing.assert_array_equal(data_uncertainty(before, draws=500, seed=9).ranks, first.ranks)
    assert not np.array_equal(data_uncertainty(before, draws=500, seed=8).ranks, first.ranks)
    monkeypatch.undo()
    many = data_uncertainty(before, draws=1_000_000)
    assert many.draws == MOST_DRAWS
    assert "capped" in {notice.code for notice in many.notices}


def test_what_states_no_error_is_named_and_without_any_the_question_is_refused() -> None:
    found = data_uncertainty(assessed(TWO, VALUES, [indicator("a", error=1.0)]), draws=10)
    told = [notice for notice in found.notices if notice.code == "certain_values"]
    assert [notice.ids for notice in told] == [("b",)]
    assert told[0].message == "errors: 1 of 2 indicators state none and are taken as certain: b"
    with pytest.raises(MethodError, match="no value states an error"):
        data_uncertainty(assessed(TWO, VALUES), draws=10)


def test_cancelled_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cluster_core.explore.data_uncertainty.CELLS", 64)
    told: list[float] = []
    with pytest.raises(CancelledError):
        data_uncertainty(
            assessed(TWO, VALUES, UNSURE),
            draws=1_000,
            progress=told.append,
            cancelled=lambda: len(told) > 5,
        )
    assert 0 < told[-1] < 1
