"""Structure similarity of pairs, and its mean over neighbours."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.agglomeration.similarity import similarity_to_neighbours, structure_similarity
from tests.agglomeration.tables import complete, scaled, tidy

TABLE = tidy(a={"x": 3, "y": 4}, b={"x": 4, "y": 3}, c={"x": 0, "y": 9}, d={"x": 6, "y": 8})


def test_pairs_by_hand() -> None:
    found = structure_similarity(TABLE).set_index(["region", "other"])["similarity"]
    assert found.to_dict() == pytest.approx(
        {
            ("a", "b"): 24 / 25,
            ("a", "c"): 4 / 5,
            ("a", "d"): 1,
            ("b", "c"): 3 / 5,
            ("b", "d"): 24 / 25,
            ("c", "d"): 4 / 5,
        }
    )


def test_the_mean_over_the_neighbours_that_are_there() -> None:
    beside = {"a": ("b", "c", "nowhere"), "b": ("a",), "c": ()}
    found = similarity_to_neighbours(TABLE, beside).set_index("region")
    assert found["neighbours"].to_dict() == {"a": 2, "b": 1, "c": 0, "d": 0}
    assert found.loc["a", "similarity"] == pytest.approx((24 / 25 + 4 / 5) / 2)
    assert found.loc["b", "similarity"] == pytest.approx(24 / 25)
    assert found.loc[["c", "d"], "similarity"].isna().all()


def test_a_neighbour_without_a_structure_is_not_counted() -> None:
    table = tidy(a={"x": 1, "y": 1}, b={"x": 0, "y": 0}, c={"x": 1, "y": 1})
    found = similarity_to_neighbours(table, {"a": ("b", "c")}).set_index("region")
    assert found.loc["a"].tolist() == [1, pytest.approx(1)]


def test_one_region_alone_has_no_pair_and_no_neighbour() -> None:
    assert structure_similarity(tidy(a={"x": 1})).empty
    assert similarity_to_neighbours(tidy(a={"x": 1}), {"a": ("b",)})["similarity"].isna().all()


@given(complete(), st.floats(1e-3, 1e3))
def test_bounds_and_units(table: pd.DataFrame, factor: float) -> None:
    found = structure_similarity(table)["similarity"]
    assert found.dropna().between(0, 1).all()
    np.testing.assert_allclose(structure_similarity(scaled(table, factor))["similarity"], found, atol=1e-9)


@given(complete(least=1), st.floats(1e-3, 1e3))
def test_proportional_structures_are_alike(table: pd.DataFrame, factor: float) -> None:
    first = table[table["region"] == "r0"]
    twin = scaled(first, factor).assign(region="twin")
    both = structure_similarity(pd.concat([first, twin], ignore_index=True))
    assert both["similarity"].tolist() == pytest.approx([1])
