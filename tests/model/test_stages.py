"""What the stages hand on: columns by name, and years that are mixed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.model.stages import Scores, Vintage
from tests.model.examples import prepared, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"b": 1}, "two": {"a": 1}})


@pytest.mark.parametrize(
    ("year", "denominator_year", "mixed"),
    [(2020, None, False), (2020, 2020, False), (2020, 2019, True), (2020, 2021, True), (None, None, False)],
)
def test_years_are_mixed_where_a_denominator_is_of_another(
    year: int | None, denominator_year: int | None, mixed: bool
) -> None:
    assert Vintage("a", year, denominator_year).mixed_years is mixed


def test_columns_of_indicators_and_nodes_by_name() -> None:
    ready = prepared(FRAMEWORK, [[1, 2]])
    assert ready.at == {"b": 0, "a": 1}
    empty = np.zeros((1, 3))
    scored = Scores(FRAMEWORK, ready.units, empty, empty, empty.astype(np.int64), {}, {})
    assert scored.at == {"f": 0, "one": 1, "two": 2}


def test_what_is_imputed_is_not_covered() -> None:
    ready = prepared(FRAMEWORK, [[1, 2], [float("nan"), 3]])
    filled = replace(ready, filled=np.array([[True, False], [False, False]]))
    assert ready.covered.tolist() == [[1, 1], [0, 1]]
    assert filled.covered.tolist() == [[0, 1], [0, 1]]
