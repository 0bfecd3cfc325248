"""Method in five lines, and all sources that the scores rest on."""

from __future__ import annotations

from cluster_core.model.framework import NORMALISATIONS
from cluster_core.model.scenario import COMBINED, FIXED, OBJECTIVE
from cluster_core.report.briefing.origins import origins, used
from cluster_core.report.briefing.shortfalls import Numbered
from cluster_core.report.briefing.words import patterns
from tests.report.briefing.briefed import about, told_of
from tests.shipped import assessed, bundle


def test_every_source_of_the_years_in_use_is_named_once() -> None:
    result = assessed("jiangsu")
    wanted: set[str] = set()
    rows = result.dataset.observations
    for name in result.framework.indicators:
        known, vintage = result.dataset.indicators[name], result.prepared.vintages[name]
        for part, year in (
            (known.numerator or name, vintage.year),
            (known.denominator, vintage.denominator_year or vintage.year),
        ):
            wanted |= set(rows[(rows["indicator"] == part) & (rows["year"] == year)]["source"])
    assert set(used(about("jiangsu"))) == wanted
    made = origins(about("jiangsu"), Numbered())
    assert len(made.sources) == len(wanted)
    assert len(made.method) == 5


def test_the_method_says_what_is_in_force() -> None:
    made = origins(told_of(bundle("practice"), aggregate="power:2", weighting="equal"), Numbered())
    assert "exponent 2" in made.method[2]
    assert "weights: equal" in made.method[2]


def test_every_method_has_a_name() -> None:
    for key in (
        *(f"normalise.{one}" for one in NORMALISATIONS),
        *(f"weights.{one}" for one in (*FIXED, *OBJECTIVE, *COMBINED)),
    ):
        assert key in patterns("zh"), key
