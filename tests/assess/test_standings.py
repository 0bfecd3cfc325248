"""Places under other choices: what a tie counts as, shifts and ranges."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.assess.standings import standings
from cluster_core.index.composite import rank_scores

BASE = np.array([1, 2, 3, 4, 5])


def test_a_place_of_its_own_counts_as_it_is() -> None:
    found = standings(BASE, {"a": np.array([2, 1, 5, 4, 3])})
    assert found.shared[:, 0].tolist() == [1] * 5
    assert found.shifts[:, 0].tolist() == [1, -1, 2, 0, -2]
    assert found.span().tolist() == [[1, 2], [1, 2], [3, 5], [4, 4], [3, 5]]


def test_a_shared_place_counts_as_the_nearest_one() -> None:
    """Places 2 to 5 are shared: whoever is there already has not moved, and the first moves by one place."""
    found = standings(BASE, {"min": np.array([2, 2, 2, 2, 1])})
    assert found.shared[:, 0].tolist() == [4, 4, 4, 4, 1]
    assert found.shifts[:, 0].tolist() == [1, 0, 0, 0, -4]


def test_who_is_not_ranked_has_no_shift_but_may_have_a_range() -> None:
    found = standings(np.array([1, 0, 0]), {"a": np.array([0, 1, 0]), "b": np.array([1, 2, 0])})
    assert np.isnan(found.shifts[:, 0]).tolist() == [True, True, True]
    assert found.span()[:2].tolist() == [[1, 1], [1, 2]]
    assert np.isnan(found.span()[2]).all()
    assert found.shared[:, 0].tolist() == [0, 1, 0]


def test_a_range_over_some_choices() -> None:
    found = standings(BASE, {"a": BASE[::-1], "b": BASE})
    assert found.span(("b",)).tolist() == [[k, k] for k in BASE]
    assert found.span(("a", "b"))[0].tolist() == [1, 5]
    assert standings(BASE, {}).span().tolist() == [[k, k] for k in BASE]


scores = st.lists(st.integers(0, 4), min_size=6, max_size=6)


@given(scores, scores)
def test_identities(first: list[int], second: list[int]) -> None:
    """Nobody moves against the same ranking; a place counted is one of those shared; a range holds the own place."""
    base, other = (rank_scores(np.array(one, dtype=np.float64)[:, None])[:, 0] for one in (first, second))
    assert (standings(base, {"same": base}).shifts == 0).all()
    found = standings(base, {"other": other})
    low, high = found.span().T
    assert (low <= base).all()
    assert (base <= high).all()
    assert ((found.nearest[:, 0] >= other) & (found.nearest[:, 0] < other + found.shared[:, 0])).all()
