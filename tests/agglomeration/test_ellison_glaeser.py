"""Ellison-Glaeser: with plants, without, and where gamma is not defined."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.agglomeration.ellison_glaeser import ellison_glaeser
from cluster_core.errors import MethodError
from tests.agglomeration.tables import scaled, tidy

WHOLE = tidy(a={"x": 30, "y": 20}, b={"x": 10, "y": 40})


def plants(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["region", "industry", "value"])


def of(industry: str, found: pd.DataFrame) -> dict[str, Any]:
    return found.set_index("industry").loc[industry].to_dict()


def test_by_hand() -> None:
    found = of("x", ellison_glaeser(WHOLE, plants(("a", "x", 2), ("a", "x", 1), ("b", "x", 1))))
    raw, room = 2 * 0.25**2, 1 - 0.5
    assert found["G"] == pytest.approx(raw)
    assert found["H"] == pytest.approx(6 / 16)
    assert found["gamma"] == pytest.approx((raw - room * 6 / 16) / (room * 10 / 16))
    assert (found["plants"], found["basis"], found["reading"]) == (3, "gamma", "weak")


def test_without_plants_there_is_g_only_and_it_says_so() -> None:
    found = of("x", ellison_glaeser(WHOLE))
    assert found["G"] == pytest.approx(2 * 0.25**2)
    assert (found["plants"], found["basis"], found["reading"]) == (0, "G", None)
    assert np.isnan(found["gamma"])


def test_an_industry_known_by_its_plants_alone_is_added() -> None:
    found = ellison_glaeser(WHOLE, plants(("a", "mills", 1), ("b", "mills", 1)))
    assert found["industry"].tolist() == ["x", "y", "mills"]
    assert of("mills", found)["gamma"] == pytest.approx((0 - 0.5 * 0.5) / (0.5 * 0.5))


def test_a_single_plant_is_undefined() -> None:
    found = of("x", ellison_glaeser(WHOLE, plants(("a", "x", 5))))
    assert (found["H"], found["basis"], found["reading"]) == (1, "gamma", None)
    assert np.isnan(found["gamma"])


def test_one_region_with_everything_is_undefined() -> None:
    found = of("x", ellison_glaeser(tidy(a={"x": 3}), plants(("a", "x", 1), ("a", "x", 2))))
    assert found["G"] == 0
    assert np.isnan(found["gamma"])


def test_zeros_only_are_undefined() -> None:
    found = ellison_glaeser(
        tidy(a={"x": 0, "y": 1}, b={"x": 0, "y": 1}), plants(("a", "z", 0), ("b", "z", 0))
    )
    assert np.isnan(of("x", found)["G"])
    assert np.isnan(of("z", found)["gamma"])
    assert np.isnan(ellison_glaeser(tidy(a={"x": 0}, b={"x": 0}))["G"]).all()


def test_a_plant_without_a_size_takes_no_part() -> None:
    known = plants(("a", "x", 2), ("a", "x", 1), ("b", "x", 1))
    more = pd.concat([known, plants(("b", "x", float("nan")))], ignore_index=True)
    assert of("x", ellison_glaeser(WHOLE, more)) == of("x", ellison_glaeser(WHOLE, known))


def test_a_plant_in_a_region_that_is_not_there_is_refused() -> None:
    with pytest.raises(MethodError, match=r"found the region 'A1', allowed: a region of the table \(a, b\)"):
        ellison_glaeser(WHOLE, plants(("A1", "x", 2)))


def test_plants_spread_as_everything_else_are_more_dispersed_than_chance() -> None:
    found = of("x", ellison_glaeser(WHOLE, plants(("a", "x", 1), ("b", "x", 1))))
    assert found["G"] == pytest.approx(0)
    assert found["gamma"] == pytest.approx(-1)


SIZES = st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 30)), min_size=2, max_size=8)


@given(SIZES, st.floats(1e-3, 1e3))
def test_at_most_1_and_the_unit_does_not_matter(rows: list[tuple[str, int]], factor: float) -> None:
    own = plants(*((region, "x", float(size)) for region, size in rows))
    found = ellison_glaeser(WHOLE, own)
    assert of("x", found)["gamma"] <= 1 + 1e-9
    again = ellison_glaeser(scaled(WHOLE, 7), scaled(own, factor))
    np.testing.assert_allclose(again["gamma"], found["gamma"], atol=1e-9)
