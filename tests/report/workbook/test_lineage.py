"""Where the values come from."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.assess.assessment import assess
from cluster_core.model.fit import default_scenario
from cluster_core.report.workbook.lineage import Part, lineage
from tests.report.workbook.samples import mixed
from tests.shipped import assessed, bundle


def test_numerator_and_denominator_form_the_value() -> None:
    for assessment in (assessed("jiangsu"), assessed("practice"), mixed()):
        found, prepared = lineage(assessment), assessment.prepared
        for name in assessment.framework.indicators:
            indicator, parts = assessment.dataset.indicators[name], found.parts[name]
            for row, unit in enumerate(assessment.units):
                values = [found.observed(unit, part) for part in parts]
                cell = prepared.denominated[row, prepared.at[name]]
                assert (cell != cell) == any(one is None for one in values)
                if cell == cell:
                    told = [float(one["value"]) for one in values if one is not None]
                    formed = told[0] if not indicator.derived else indicator.scale * told[0]
                    formed = formed / told[1] if len(told) > 1 else formed
                    assert abs(formed - cell) <= 1e-12 * abs(cell)


def test_sources_are_numbered_in_the_order_of_first_use() -> None:
    found = lineage(assessed("jiangsu"))
    first = next(iter(found.parts))
    assert found.sources_of(first, assessed("jiangsu").units)[0] == found.sources[0].id
    assert sorted(found.numbers().values()) == list(range(1, len(found.sources) + 1))


def test_a_source_that_is_not_listed_stands_with_its_id() -> None:
    dataset = replace(bundle("practice"), sources={})
    found = lineage(assess(dataset, default_scenario(dataset)))
    assert [source.title.en for source in found.sources] == [source.id for source in found.sources]
    assert found.sources


def test_nothing_observed_is_no_error() -> None:
    practice = bundle("practice")
    empty = replace(practice, observations=practice.observations.iloc[:0])
    assessment = assess(empty, default_scenario(practice))
    found = lineage(assessment)
    assert found.sources == ()
    assert found.observed("p01", Part("gdp", None, "value")) is None
