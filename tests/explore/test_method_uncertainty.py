"""The full factorial of methods, and methods and weights at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.errors import MethodError
from cluster_core.explore.acceptability import acceptability
from cluster_core.explore.method_uncertainty import acceptability_over_methods, method_uncertainty
from cluster_core.explore.methods import Methods
from cluster_core.explore.weight_space import weight_spaces
from cluster_core.model.fit import default_scenario
from cluster_core.store.read import load_dataset
from tests.explore.made import criteria, forces

NAN = float("nan")
ONLY = Methods(("minmax",), ("arithmetic",), ("equal",), ("none",), ("none",))
FEW = Methods(("minmax", "rank"), ("arithmetic", "min"), ("default",), ("none",), ("none",))
SCORES = {"c1": [90.0, 20, 40, 55], "c2": [10.0, 60, 45, 50], "c3": [50.0, 20, 70, 55]}


def test_each_run_ranks_as_a_scenario_of_its_own() -> None:
    data = load_dataset("data/practice")
    result = assess(data, default_scenario(data))
    some = Methods(("minmax", "zscore"), ("arithmetic", "geometric"), ("critic",), ("none",), ("none",))
    found = method_uncertainty(result, some)
    assert (len(found.runs), len(found.refused)) == (6, 2)
    assert list(found.reasons.values()) == [2]
    assert (found.ranks[:, 0] == found.own).all()
    for at, run in enumerate(found.runs.itertuples(index=False)):
        again = assess(data, default_scenario(data, **run._asdict()))
        assert again.scored.ranks[:, 0].tolist() == found.ranks[:, at].tolist()


def test_shift_and_variance_by_hand() -> None:
    """Runs: minmax or rank, arithmetic or min, the criteria alike. The shift is the mean |rank - own rank|."""
    found = method_uncertainty(criteria(SCORES), FEW)
    by = {
        (run.normalise, run.aggregate): found.ranks[:, at] for at, run in enumerate(found.runs.itertuples())
    }
    own = by["minmax", "arithmetic"]
    assert found.shift.tolist() == [np.abs(ranks - own).mean() for ranks in by.values()]
    # Two factors of two levels, balanced: the share of a factor is (difference of its level means / 2)^2 / variance.
    shift = pd.Series(found.shift, index=pd.MultiIndex.from_tuples(by))
    means = shift.groupby(level=0).mean()
    expected = ((means["minmax"] - means["rank"]) / 2) ** 2 / shift.var(ddof=0)
    table = found.variance.set_index("factor")
    assert table.loc["normalise", "shift"] == pytest.approx(expected)
    assert (table.loc[["weighting", "impute", "treat"], "shift"] == 0).all()


def test_one_method_leaves_no_doubt() -> None:
    found = method_uncertainty(criteria(SCORES), ONLY)
    summary = found.distribution.summary
    assert (summary["rank_p05"] == summary["rank"]).all()
    assert (summary["rank_p95"] == summary["rank"]).all()
    assert found.distribution.central() == {}
    assert (found.variance.drop(columns="factor") == 0).all().all()


def test_a_region_without_data_stays_without_a_rank() -> None:
    gap = {name: [*scores, NAN] for name, scores in SCORES.items()}
    found = method_uncertainty(criteria(gap), FEW)
    assert (found.ranks[4] == 0).all()
    assert found.distribution.summary["share_top5"].isna().tolist() == [False] * 4 + [True]
    assert found.shift.tolist() == method_uncertainty(criteria(SCORES), FEW).shift.tolist()


def test_methods_and_weights_at_once_mix_what_each_method_gives() -> None:
    """With as many draws for each, the shares are the mean of those under each method alone, but for chance."""
    below = {"x": {"a": [90.0, 20, 40], "b": [10.0, 60, 45]}, "y": {"c": [5.0, 95, 60]}}
    spaces = weight_spaces(forces(below).framework)
    two = Methods(("minmax",), ("arithmetic", "min"), (), ("none",), ("none",))
    mixed = acceptability_over_methods(forces(below), spaces, two, draws=20_000, seed=1)
    alone = [
        acceptability(forces(below, aggregate=rule), spaces, draws=20_000, seed=1) for rule in two.aggregate
    ]
    mean = sum(one.acceptance for one in alone) / 2
    assert mixed.acceptance == pytest.approx(mean, abs=4 * 0.5 / np.sqrt(20_000))
    # Draws take turns: the even ones are those of the scenario's own rule.
    assert (mixed.ranks[:, ::2] == alone[0].ranks[:, ::2]).all()
    assert (mixed.ranks[:, 1::2] == alone[1].ranks[:, 1::2]).all()
    assert set(mixed.confidence[~np.isnan(mixed.confidence)]) <= {0.0, 0.5, 1.0}


def test_undefined_combinations_take_no_part_and_are_told() -> None:
    some = Methods(("minmax", "zscore"), ("arithmetic", "geometric"), (), ("none",), ("none",))
    found = acceptability_over_methods(
        criteria(SCORES), weight_spaces(criteria(SCORES).framework), some, draws=30
    )
    (notice,) = found.notices
    assert notice.code == "undefined_methods"
    assert "1 of 4" in notice.message


def test_no_defined_method_is_an_error() -> None:
    from cluster_core.explore.method_uncertainty import plans_of
    from cluster_core.explore.methods import Variant

    scenario = criteria(SCORES).scenario
    with pytest.raises(MethodError, match=r"found none that is defined for the data.*because"):
        plans_of([Variant(("minmax",), scenario, reason="because")], ["f"])
