"""Which values state an error, and what is drawn with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.explore.data_errors import DataErrors, Drawing, data_errors
from cluster_core.model.assessment import Assessment
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Array
from tests.model.examples import NAN, assessed, indicator, tree

TREE = tree("t", {"t": {"a": 1, "b": 1}})
COLUMNS = {"a": [10.0, 20.0, NAN], "b": [4.0, 2.0, 1.0]}


def with_rows(found: Assessment, errors: dict[tuple[str, str], float]) -> Assessment:
    """The same with errors of single observations."""
    tidy = found.dataset.observations
    keys = zip(tidy["unit"], tidy["indicator"], strict=True)
    told = tidy.assign(error=[errors.get(key, NAN) for key in keys])
    return assess(replace(found.dataset, observations=told), found.scenario)


def drawn(errors: DataErrors, count: int = 20_000, seed: int = 1) -> dict[str, Array]:
    return {one.id: values for one, values in Drawing(errors, seed).block(count)}


def ratio(**fields: Any) -> Indicator:
    return indicator("a", numerator="n", denominator="d", scale=100.0, kind="derived", **fields)


def test_a_percentage_of_every_value_and_a_row_that_beats_it() -> None:
    found = assessed(TREE, COLUMNS, [indicator("a", error=5.0)])
    stated = data_errors(with_rows(found, {("R2", "a"): 3.0})).stated["a", 2020]
    assert stated.errors.tolist() == [0.5, 3.0, 0.0]
    assert data_errors(with_rows(found, {("R2", "a"): 0.0})).stated["a", 2020].errors.tolist() == [0.5, 0, 0]


def test_only_what_states_an_error_is_uncertain() -> None:
    assert data_errors(assessed(TREE, COLUMNS)).names == ()
    assert data_errors(assessed(TREE, COLUMNS, [indicator("a", error=0.0)])).names == ()
    one = data_errors(with_rows(assessed(TREE, COLUMNS), {("R3", "b"): 0.2}))
    assert one.names == ("b",)
    assert one.uncertain("b").tolist() == [False, False, True]


def test_drawn_values_have_the_mean_and_the_error_that_are_stated() -> None:
    found = drawn(data_errors(assessed(TREE, COLUMNS, [indicator("a", error=5.0)])))["a"]
    # Four standard errors of a mean, s/sqrt(N), and of a deviation, s/sqrt(2 N).
    assert found[:, 0].mean() == pytest.approx(10, abs=4 * 0.5 / np.sqrt(20_000))
    assert found[:, 0].std() == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(40_000))
    assert found[:, 1].std() == pytest.approx(1.0, abs=4 * 1.0 / np.sqrt(40_000))
    assert abs(np.corrcoef(found[:, 0], found[:, 1])[0, 1]) < 4 / np.sqrt(20_000)
    assert np.isnan(found[:, 2]).all()


def test_a_ratio_is_formed_from_what_is_drawn() -> None:
    """Of numerator and denominator with 1 % and 2 %: sqrt(1 + 4) % for small errors."""
    parts = [ratio(), indicator("n", error=1.0), indicator("d", error=2.0)]
    columns = {"n": [1.0, 2.0], "d": [4.0, 4.0], "b": [1.0, 2.0]}
    found = drawn(data_errors(assessed(TREE, columns, parts)))["a"]
    assert found.std(axis=0) / found.mean(axis=0) == pytest.approx([np.sqrt(5) / 100] * 2, rel=0.04)


def test_two_ratios_share_what_is_drawn_of_their_denominator() -> None:
    both = [
        indicator("a", numerator="n", denominator="d", kind="derived"),
        indicator("b", numerator="m", denominator="d", kind="derived"),
        indicator("d", error=10.0),
    ]
    found = drawn(data_errors(assessed(TREE, {"n": [1.0, 2.0], "m": [3.0, 5.0], "d": [4.0, 4.0]}, both)), 50)
    assert found["b"][:, 0] == pytest.approx(3 * found["a"][:, 0])


def test_the_error_of_a_ratio_itself_stands_in_for_those_of_its_parts() -> None:
    parts = [ratio(error=3.0), indicator("n", error=50.0)]
    errors = data_errors(assessed(TREE, {"n": [1.0, 2.0], "d": [4.0, 4.0], "b": [1.0, 2.0]}, parts))
    assert list(errors.stated) == [("a", 2020)]
    assert errors.stated["a", 2020].errors == pytest.approx([0.03 * 25, 0.03 * 50])


def test_what_nobody_has_below_0_is_not_drawn_below_0_and_keeps_a_meaning() -> None:
    parts = [ratio(), indicator("d", error=100.0), indicator("b", error=200.0)]
    found = drawn(data_errors(assessed(TREE, {"n": [1.0, 2.0], "d": [4.0, 4.0], "b": [1.0, 2.0]}, parts)))
    assert found["b"].min() == 0
    # Over 0 a ratio has no meaning: the stated value, 100 * 1/4, stands where a denominator was drawn there.
    assert (found["a"][:, 0] == 25).any()
    assert np.isfinite(found["a"]).all()
    below = drawn(
        data_errors(assessed(TREE, {"a": [-1.0, 2.0], "b": [1.0, 2.0]}, [indicator("a", error=90.0)]))
    )
    assert below["a"][:, 1].min() < 0


def test_a_logarithm_is_asked_of_nothing_that_has_none() -> None:
    one = indicator("a", transform="log1p", error=300.0)
    found = drawn(data_errors(assessed(TREE, {"a": [-0.9, 2.0], "b": [1.0, 2.0]}, [one])))["a"]
    assert found.min() > -1


def test_equal_seeds_give_equal_bits_however_the_draws_are_cut() -> None:
    errors = data_errors(assessed(TREE, COLUMNS, [indicator("a", error=5.0), indicator("b", error=2.0)]))
    whole = drawn(errors, 30)
    cut = Drawing(errors, 1)
    blocks = [{one.id: values for one, values in cut.block(count)} for count in (7, 1, 22)]
    for name, values in whole.items():
        np.testing.assert_array_equal(np.concatenate([block[name] for block in blocks]), values)
    assert (drawn(errors, 30, seed=2)["a"][:, 0] != whole["a"][:, 0]).all()
