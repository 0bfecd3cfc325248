"""Judgements as a phone sends them: consistent ones stay, of others the one that spoils them is found."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.errors import MethodError
from cluster_core.workshop.judgements import STEPS, judged, matrix_of, reconsider


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=6))
def test_consistent_judgements_give_back_their_weights(weights: list[float]) -> None:
    values = [one / other for one, other in combinations(weights, 2)]
    found = judged(values)
    np.testing.assert_allclose(found.weights, np.array(weights) / sum(weights), rtol=1e-6)
    assert found.ratio == pytest.approx(0, abs=1e-6)
    assert reconsider(values) is None


def test_one_judgement_turned_round_is_found() -> None:
    # 8 : 4 : 2 : 1, the pair (first, last) said the other way round: Saaty's ratio rises above 0.1.
    values = [one / other for one, other in combinations((8, 4, 2, 1), 2)]
    values[2] = 1 / 8
    found = reconsider(values)
    assert found is not None
    assert (found.field, found.row, found.column, found.given) == (2, 0, 3, 1 / 8)
    assert found.suggested == 8
    assert found.ratio_then == pytest.approx(0, abs=1e-9)


@given(st.lists(st.sampled_from(STEPS), min_size=6, max_size=6))
def test_a_hint_always_helps(values: list[float]) -> None:
    if hint := reconsider(values):
        then = list(values)
        then[hint.field] = hint.suggested
        assert judged(then).ratio == pytest.approx(hint.ratio_then)
        assert hint.ratio_then < judged(values).ratio


@pytest.mark.parametrize("values", [[], [1.0, 2.0], [1.0] * 4])
def test_other_numbers_of_pairs_are_refused(values: list[float]) -> None:
    with pytest.raises(MethodError, match="one a pair"):
        matrix_of(values)
