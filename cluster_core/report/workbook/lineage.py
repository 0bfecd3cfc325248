"""Where the values come from: the observations behind every indicator, and their sources by number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cluster_core.model.assessment import Assessment
from cluster_core.model.source import Source
from cluster_core.model.stages import Vintage
from cluster_core.model.text import Text


@dataclass(frozen=True, slots=True)
class Part:
    """An observed indicator of one year that a value is, or is made of; role: value, numerator or denominator."""

    indicator: str
    year: int | None
    role: str


@dataclass(frozen=True, eq=False, slots=True)
class Lineage:
    """Parts of each indicator of the framework, observations by unit, indicator and year, sources in their order."""

    parts: Mapping[str, tuple[Part, ...]]
    observations: Mapping[tuple[str, str, int], Mapping[str, Any]]
    sources: tuple[Source, ...]

    def numbers(self) -> dict[str, int]:
        """Return the number of each source, from 1."""
        return {source.id: at for at, source in enumerate(self.sources, 1)}

    def observed(self, unit: str, part: Part) -> Mapping[str, Any] | None:
        """Return the observation of a unit, None where it is missing."""
        return None if part.year is None else self.observations.get((unit, part.indicator, part.year))

    def sources_of(self, indicator: str, units: tuple[str, ...]) -> list[str]:
        """Return the ids of the sources behind the values of an indicator, in the order of first use."""
        found = [self.observed(unit, part) for part in self.parts[indicator] for unit in units]
        return list(dict.fromkeys(str(one["source"]) for one in found if one is not None))


def lineage(assessment: Assessment) -> Lineage:
    """Return what the values of an assessment's framework rest on.

    A source that the bundle does not list stands with its id as its title.

    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/jiangsu")
    >>> found = lineage(assess(dataset, default_scenario(dataset)))
    >>> [(part.indicator, part.role) for part in found.parts["rd_intensity"]]
    [('rd_expenditure', 'numerator'), ('gdp', 'denominator')]
    """
    parts = {name: _parts(assessment, name) for name in assessment.framework.indicators}
    wanted = {(part.indicator, part.year) for several in parts.values() for part in several}
    tidy = assessment.dataset.tidy(assessment.scenario.unit)
    observations: dict[tuple[str, str, int], Mapping[str, Any]] = {}
    if not tidy.empty:
        names = {name for name, _year in wanted}
        mine = tidy[tidy["unit"].isin(assessment.units) & tidy["indicator"].isin(names)]
        for one in mine.to_dict("records"):
            if (one["indicator"], int(one["year"])) in wanted:
                observations[str(one["unit"]), str(one["indicator"]), int(one["year"])] = {
                    str(key): value for key, value in one.items()
                }
    bare = Lineage(parts, observations, ())
    used = dict.fromkeys(source for name in parts for source in bare.sources_of(name, assessment.units))
    known = assessment.dataset.sources
    sources = tuple(known.get(source) or Source(source, Text(source, source)) for source in used)
    return Lineage(parts, observations, sources)


def _parts(assessment: Assessment, name: str) -> tuple[Part, ...]:
    indicator = assessment.dataset.indicators[name]
    vintage = assessment.prepared.vintages.get(name, Vintage(name, None))
    if not indicator.derived:
        return (Part(name, vintage.year, "value"),)
    parts = [Part(indicator.numerator, vintage.year, "numerator")]
    if indicator.denominator:
        parts.append(Part(indicator.denominator, vintage.denominator_year or vintage.year, "denominator"))
    return tuple(parts)
