"""From scores back to values: the inverse of the prepare stage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import MethodError
from cluster_core.index.restore import RESTORABLE, value_at, value_of_goodness
from tests.model.examples import assessed, indicator, tree

TREE = tree("t", {"t": {"more": 1, "less": 1, "logged": 1, "fixed": 1}})
KNOWN = [
    indicator("more", target=9.0),
    indicator("less", "cost", target=1.0),
    indicator("logged", transform="log1p", target=50.0),
    indicator("fixed", goalpost_low=0.0, goalpost_high=20.0, target=12.0),
]
COLUMNS = {
    "more": [1.0, 4.0, 7.0, 2.0],
    "less": [2.0, 8.0, 5.0, 3.0],
    "logged": [0.5, 40.0, 3.0, 9.0],
    "fixed": [2.0, 11.0, 5.0, 6.0],
}


@pytest.mark.parametrize("method", RESTORABLE)
@pytest.mark.parametrize("name", COLUMNS)
def test_a_score_leads_back_to_its_value(method: str, name: str) -> None:
    ready = assessed(TREE, COLUMNS, KNOWN, normalise=method).prepared
    known = next(one for one in KNOWN if one.id == name)
    for row, value in enumerate(COLUMNS[name]):
        found = value_at(ready, known, method, float(ready.normalised[row, ready.at[name]]))
        assert found == pytest.approx(value, rel=1e-9)


def test_an_expert_rating_without_goalposts_has_the_goalposts_that_scores_use() -> None:
    rated = indicator("x", kind="expert")
    ready = assessed(tree("t", {"t": {"x": 1}}), {"x": [40.0, 80.0]}, [rated]).prepared
    assert value_at(ready, rated, "minmax", 50.0) == 60.0
    assert value_of_goodness(ready, rated, 0.5) == 50.0


@settings(max_examples=25)
@given(st.lists(st.floats(0.1, 1e4), min_size=6, max_size=12, unique=True), st.floats(0.01, 0.99))
def test_treated_outliers_lead_back_too(values: list[float], share: float) -> None:
    columns = {"x": [*values, 1e6, 3e6]}
    ready = assessed(tree("t", {"t": {"x": 1}}), columns, treat="winsorise").prepared
    inside = value_at(ready, indicator("x"), "minmax", 100 * share)
    assert min(values) <= inside <= max(columns["x"])
    kept = np.delete(
        ready.normalised[:, 0],
        ready.treatments["x"].rows
        if "x" in ready.treatments and ready.treatments["x"].how == "winsorised"
        else [],
    )
    assert [value_at(ready, indicator("x"), "minmax", one) for one in kept] == pytest.approx(
        np.delete(
            columns["x"],
            ready.treatments["x"].rows
            if "x" in ready.treatments and ready.treatments["x"].how == "winsorised"
            else [],
        ),
        rel=1e-6,
    )


def test_what_has_no_inverse_has_none() -> None:
    ready = assessed(tree("t", {"t": {"flat": 1}}), {"flat": [3.0, 3.0]}).prepared
    assert np.isnan(value_at(ready, indicator("flat"), "minmax", 60.0))
    assert np.isnan(value_of_goodness(ready, indicator("flat"), 0.5))
    with pytest.raises(MethodError, match="found 'rank', allowed for goals: minmax, zscore, target, best"):
        value_at(ready, indicator("flat"), "rank", 1.0)


def test_a_frontier_has_a_goodness_of_one() -> None:
    ready = assessed(TREE, COLUMNS, KNOWN).prepared
    assert value_of_goodness(ready, KNOWN[0], 1.0) == 7.0
    assert value_of_goodness(ready, KNOWN[1], 1.0) == 2.0
    assert value_of_goodness(ready, KNOWN[2], 1.0) == pytest.approx(40.0)
