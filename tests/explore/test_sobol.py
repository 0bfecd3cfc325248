"""Sobol indices: against closed forms, against scipy on the same points, and refused where they say nothing."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import qmc, sobol_indices

from cluster_core.errors import MethodError
from cluster_core.explore import sobol as module
from cluster_core.explore.methods import Methods
from cluster_core.explore.sobol import COLUMNS, SHIFT, estimate, sobol
from cluster_core.explore.weight_space import weight_spaces
from tests.explore.made import criteria

NAN = float("nan")
SCORES = {"c1": [90.0, 20, 40, 55], "c2": [10.0, 60, 45, 50], "c3": [50.0, 20, 70, 52]}
FEW = Methods(("minmax", "rank"), ("arithmetic", "min"), (), ("none",), ("none",))
Block = np.ndarray


def ishigami(x: Block) -> Block:
    """Ishigami & Homma (1990), a = 7, b = 0.1, on the cube of side 2 pi; rows are variables."""
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def design(power: int) -> tuple[Block, Block, Block]:
    """Values at A, at B and at A with each variable of B."""
    points = (qmc.Sobol(6, scramble=True, rng=np.random.default_rng(4)).random_base2(power) * 2 - 1) * np.pi
    a, b = points[:, :3].T, points[:, 3:].T
    mixed = [np.where(np.arange(3)[:, None] == at, b, a) for at in range(3)]
    return ishigami(a)[None], ishigami(b)[None], np.array([ishigami(one) for one in mixed])[:, None]


def test_the_indices_of_ishigami_are_those_of_the_closed_form() -> None:
    a, b = 7, 0.1
    whole = a**2 / 8 + b * np.pi**4 / 5 + b**2 * np.pi**8 / 18 + 0.5
    first = [0.5 * (1 + b * np.pi**4 / 5) ** 2 / whole, a**2 / 8 / whole, 0]
    shared = b**2 * np.pi**8 * 8 / 225 / whole
    found = estimate(*design(11))
    assert found.first[0] == pytest.approx(first, abs=0.02)
    assert found.total[0] == pytest.approx([first[0] + shared, first[1], shared], abs=0.02)
    for low, at, high in (
        (found.first_low, found.first, found.first_high),
        (found.total_low, found.total, found.total_high),
    ):
        assert (low <= at + 1e-12).all()
        assert (at <= high + 1e-12).all()
        assert ((high - low) < 0.15).all()


def test_scipy_finds_the_same_on_the_same_points() -> None:
    a, b, ab = design(8)
    centre = (a.mean() + b.mean()) / 2  # scipy leaves functions given by their values as they are
    peer = sobol_indices(func={"f_A": a - centre, "f_B": b - centre, "f_AB": ab - centre}, n=256)
    found = estimate(a, b, ab)
    np.testing.assert_allclose(found.first, np.atleast_2d(peer.first_order), atol=1e-12)
    np.testing.assert_allclose(found.total, np.atleast_2d(peer.total_order), atol=1e-12)


def test_weights_alone_explain_all_where_nothing_else_varies() -> None:
    only = Methods(("minmax",), ("arithmetic",), (), ("none",), ("none",))
    assessment = criteria({"c1": [100.0, 0], "c2": [0.0, 50]})
    found = sobol(assessment, weight_spaces(assessment.framework), only, power=10)
    assert found.table["factor"].unique().tolist() == ["weights"]
    assert found.table["first"].to_numpy() == pytest.approx(np.ones(3), abs=0.1)
    assert found.table["total"].to_numpy() == pytest.approx(np.ones(3), abs=0.1)
    assert list(found.table) == COLUMNS


def test_two_runs_are_equal_bit_for_bit_with_caps_as_well() -> None:
    assessment = criteria(SCORES)
    for space in ({}, {"cap": 0.5}):
        spaces = weight_spaces(assessment.framework, **space)
        one, two = (sobol(assessment, spaces, FEW, power=7, seed=3).table for _ in "12")
        assert one.equals(two)


def test_a_level_that_some_combination_refuses_is_left_out_and_named() -> None:
    assessment = criteria(SCORES)
    three = Methods(
        ("minmax", "zscore", "target"), ("arithmetic", "geometric"), (), ("none",), ("none", "winsorise")
    )
    found = sobol(assessment, weight_spaces(assessment.framework), three, power=5)
    assert [drop[:2] for drop in found.dropped] == [("normalise", "target"), ("normalise", "zscore")]
    assert "target above 0" in found.dropped[0][2]
    assert found.levels["normalise"] == ("minmax",)
    assert found.levels["treat"] == ("none", "winsorise")


def test_wide_bounds_are_refused_with_their_width() -> None:
    assessment = criteria(SCORES)
    rough = sobol(assessment, weight_spaces(assessment.framework), FEW, power=4).table
    assert rough["refused"].str.contains("wide, allowed 0.2: take more samples").any()
    refused = rough[rough["refused"] != ""]
    assert refused[COLUMNS[2:8]].isna().all().all()
    fine = sobol(assessment, weight_spaces(assessment.framework), FEW, power=12).table
    shown = fine[fine["refused"] == ""]
    assert set(shown["output"]) >= {SHIFT}
    assert ((shown["total_high"] - shown["total_low"]) <= module.WIDEST).all()
    assert ((shown["first_high"] - shown["first_low"]) <= module.WIDEST).all()


def test_what_never_changes_or_is_not_always_ranked_has_no_indices() -> None:
    assessment = criteria({"c1": [100.0, 60, 10, NAN], "c2": [90.0, 50, 20, NAN], "c3": [95.0, 55, 5, NAN]})
    table = sobol(assessment, weight_spaces(assessment.framework), FEW, power=4).table.set_index("output")
    assert set(table.loc["R1", "refused"]) == {"the rank never changes"}
    assert set(table.loc[SHIFT, "refused"]) == {"the rank never changes"}
    assert set(table.loc["R4", "refused"]) == {"not always ranked"}


def test_some_units_alone_may_be_asked_for_and_a_handful_of_samples_may_not() -> None:
    assessment = criteria(SCORES)
    spaces = weight_spaces(assessment.framework)
    every, some = (sobol(assessment, spaces, FEW, power=5, units=units).table for units in ((), ("R2",)))
    assert some["output"].unique().tolist() == [SHIFT, "R2"]
    assert some.equals(every[every["output"].isin([SHIFT, "R2"])].reset_index(drop=True))
    with pytest.raises(MethodError, match=r"at least 2\^4"):
        sobol(assessment, spaces, FEW, power=3)
