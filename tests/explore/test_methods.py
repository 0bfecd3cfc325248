"""The combinations of methods, and why some are refused."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.explore.methods import FACTORS, Methods, variants
from cluster_core.explore.progress import CancelledError
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.store.read import load_dataset
from tests.explore.made import criteria

FEW = Methods(("minmax", "zscore", "target"), ("arithmetic", "geometric"), ("equal",), ("none",), ("none",))
SCORES = {"c1": [90.0, 20, 40], "c2": [10.0, 60, 45]}


def test_every_combination_comes_once_the_own_first() -> None:
    assessment = criteria(SCORES, normalise="rank", weighting="user", points=(("f", (3, 1)),))
    tried = list(variants(assessment, FEW))
    expected = product(
        ("rank", "minmax", "zscore", "target"),
        ("arithmetic", "geometric"),
        ("user", "equal"),
        ("none",),
        ("none",),
    )
    assert [one.choice for one in tried] == list(expected)
    assert tried[0].scenario == assessment.scenario
    assert tried[0].scored is not None
    assert (tried[0].scored.ranks == assessment.scored.ranks).all()


def test_a_variant_is_the_assessment_of_its_scenario() -> None:
    assessment = criteria(SCORES, weighting="user", points=(("f", (3, 1)),))
    for one in variants(assessment, FEW):
        if one.scored is None:
            continue
        again = assess(assessment.dataset, one.scenario)
        np.testing.assert_allclose(one.scored.scores, again.scored.scores, atol=1e-12)
        assert (again.scored.ranks == one.scored.ranks).all()
        assert bool(one.scenario.points) == (one.choice[FACTORS.index("weighting")] == "user")


def test_weights_of_every_unit_its_own_stay_so() -> None:
    data = load_dataset("data/practice")
    result = assess(data, default_scenario(data, weighting="bod"))
    (one,) = variants(result, Methods(treat=("none",)), ("treat",))
    assert one.scored is not None
    assert (one.scored.scores == result.scored.scores).all()


def test_what_is_not_defined_is_refused_with_its_reason() -> None:
    reasons = {one.choice[:2]: one.reason for one in variants(criteria(SCORES), FEW) if one.reason}
    assert set(reasons) == {("zscore", "geometric"), ("target", "arithmetic"), ("target", "geometric")}
    assert "with zscore" in reasons["zscore", "geometric"]
    assert "c1 (none)" in reasons["target", "arithmetic"]


def test_some_factors_alone() -> None:
    tried = list(variants(criteria(SCORES), Methods(), ("treat",)))
    assert [one.choice for one in tried] == [("none",), ("winsorise",)]
    assert Methods().levels(Scenario("b", "f", 2020, aggregate="power:2"), "aggregate")[0] == "power:2"


def test_it_tells_and_stops() -> None:
    told: list[float] = []
    walk = variants(criteria(SCORES), FEW, progress=told.append, cancelled=lambda: len(told) > 3)
    with pytest.raises(CancelledError):
        list(walk)
    assert told == [0.0, 1 / 12, 2 / 12, 3 / 12]
