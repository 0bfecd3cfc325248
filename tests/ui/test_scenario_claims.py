"""Who ranks above whom under two scenarios: the sentence says what the draws say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.explore.acceptability import acceptability
from cluster_core.explore.weight_space import weight_spaces
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from tests.ui.test_scenario_comparison_words import columns
from ui import scenario_claims
from ui.certainty import share_text
from ui.scenario_columns import Column


@pytest.fixture
def methods(scenario: Scenario) -> tuple[Column, ...]:
    """Two scenarios of which the second takes the geometric mean."""
    return columns(scenario, replace(scenario, aggregate="geometric"))


@pytest.fixture
def weights(scenario: Scenario) -> tuple[Column, ...]:
    return columns(scenario, scenario.with_points("four_forces", (70, 10, 10, 10)))


def held(column: Column, above: str, below: str, **options: object) -> object:
    """In which draws one ranks above the other."""
    mode = options.pop("mode", "any")
    spaces = weight_spaces(column.assessment.framework, **options)  # type: ignore[arg-type]
    found = acceptability(column.assessment, spaces, mode=mode)  # type: ignore[arg-type]
    mine, theirs = (found.ranks[found.units.index(unit)] for unit in (above, below))
    return (mine > 0) & (theirs > 0) & (mine < theirs)


def test_under_other_methods_the_weightings_are_the_same(
    language: Language, methods: tuple[Column, ...]
) -> None:
    first, other = methods
    one, two = (held(column, "320900", "321300", floor=0.1) for column in methods)
    said = scenario_claims.claim_text(first, other, "320900", "321300")
    for share in (one.mean(), two.mean(), (one & two).mean()):  # type: ignore[attr-defined]
        assert share_text(float(share)) in said
    assert first.title in said
    assert other.title in said
    assert "10" in scenario_claims.premise(first, other)


def test_where_weights_alone_differ_they_are_drawn_near_each_ones_own(
    language: Language, weights: tuple[Column, ...]
) -> None:
    first, other = weights
    one, two = (held(column, "320900", "321300", mode="mine") for column in weights)
    said = scenario_claims.claim_text(first, other, "320900", "321300")
    assert share_text(float(one.mean())) in said  # type: ignore[attr-defined]
    assert share_text(float(two.mean())) in said  # type: ignore[attr-defined]
    assert scenario_claims.premise(first, other) != scenario_claims.premise(
        *columns(first.scenario, replace(first.scenario, aggregate="geometric"))
    )
