"""What is known: regions, clusters, indicators, observations and sources of one bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.errors import ScenarioError, did_you_mean, one_of
from cluster_core.model.chokepoints import Chokepoints
from cluster_core.model.framework import Framework
from cluster_core.model.indicator import Indicator
from cluster_core.model.ladder import Ladder
from cluster_core.model.nation import Nation
from cluster_core.model.rules import Advantage, Case, Countermeasure, Policy, RuleSet
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.model.typology import Typology


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that is compared: a region, or a cluster. `group` is empty for clusters and ungrouped regions.

    `industry` is the word by which a cluster's industry is known, `industry_name` its name where the file gives one.

    `tier` is a cluster's status on an official list of `status_date` (empty: not stated), `source` where the list is.
    """

    id: str
    name: Text
    group: str = ""
    parent: str = ""
    neighbours: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    tile_x: int | None = None
    tile_y: int | None = None
    industry: str = ""
    tier: str = ""
    members: tuple[tuple[str, float], ...] = ()
    status_date: str = ""
    source: str = ""
    industry_name: Text = Text()


@dataclass(frozen=True, eq=False)
class Panel:
    """The observed values of one kind of unit as a cube: `values[unit, indicator, year]`, NaN where missing."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    values: NDArray[np.float64]

    def of(self, indicator: str) -> NDArray[np.float64]:
        """Return units x years of one indicator; all NaN if nothing of it was observed."""
        if indicator not in self.at:
            return np.full((len(self.units), len(self.years)), np.nan)
        return self.values[:, self.at[indicator], :]

    @cached_property
    def at(self) -> dict[str, int]:
        """Place of each indicator."""
        return {indicator: place for place, indicator in enumerate(self.indicators)}


@dataclass(frozen=True, eq=False)
class Dataset:
    """One bundle with what bundles share (registry, document frameworks, measures, cases, strengths, policies).

    `observations` and `cluster_observations` are tidy frames with the columns unit, indicator, year, value,
    source, note, status, quality, error (standard error in the value's unit, NaN where none is stated): one observed
    value a row, no row for a missing one.
    `indicators` holds the bundle's own rows and, for the rest, the shared registry's.
    `industries` is one measure by region, industry and year (`model.industries`), one value a row; empty for no table.
    `nation` is what the documents tell of the whole country; a bundle's own table takes the place of the shared one.
    `outlines` is GeoJSON text: one MultiPolygon a region, its id as `properties.code`; empty where there is no map.
    """

    id: str
    name: Text
    version: str
    fingerprint: str
    regions: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    observations: pd.DataFrame
    sources: Mapping[str, Source]
    clusters: Mapping[str, Unit] = field(default_factory=dict[str, Unit])
    cluster_observations: pd.DataFrame = field(default_factory=pd.DataFrame)
    frameworks: Mapping[str, Framework] = field(default_factory=dict[str, Framework])
    rules: Mapping[str, RuleSet] = field(default_factory=dict[str, RuleSet])
    own_rules: tuple[str, ...] = ()
    countermeasures: Mapping[str, Countermeasure] = field(default_factory=dict[str, Countermeasure])
    cases: Mapping[str, Case] = field(default_factory=dict[str, Case])
    advantages: Mapping[str, Advantage] = field(default_factory=dict[str, Advantage])
    policies: Mapping[str, Policy] = field(default_factory=dict[str, Policy])
    typology: Typology | None = None
    ladder: Ladder | None = None
    chokepoints: Chokepoints | None = None
    nation: Nation = field(default_factory=Nation)
    groups: Mapping[str, Text] = field(default_factory=dict[str, Text])
    default_framework: str = ""
    default_rules: str = ""
    default_year: int | None = None
    default_focus: str = ""
    licence: str = ""
    synthetic: bool = False
    outlines: str = ""
    industries: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def default_rule_set(self) -> str:
        """The rule set where none is chosen: the one the bundle states, else its only one; empty for none."""
        return self.default_rules or (self.own_rules[0] if len(self.own_rules) == 1 else "")

    def units(self, unit: str) -> Mapping[str, Unit]:
        """Return the regions, or the clusters, by id in file order."""
        return self.clusters if unit == "cluster" else self.regions

    def tidy(self, unit: str) -> pd.DataFrame:
        """Return the observations of regions, or of clusters."""
        return self.cluster_observations if unit == "cluster" else self.observations

    @cached_property
    def panels(self) -> dict[str, Panel]:
        """The observed values as cubes, one per kind of unit."""
        return {unit: _panel(tuple(self.units(unit)), self.tidy(unit)) for unit in ("region", "cluster")}

    def years(self, unit: str = "region") -> tuple[int, ...]:
        """Return the years with any observation, ascending."""
        return self.panels[unit].years

    def framework(self, framework_id: str) -> Framework:
        """Return a framework by id; `ScenarioError` names those that exist."""
        if framework_id not in self.frameworks:
            raise _unknown("framework", framework_id, tuple(self.frameworks))
        return self.frameworks[framework_id]

    def rule_set(self, rules_id: str) -> RuleSet:
        """Return a rule set by id; `ScenarioError` names those that exist."""
        if rules_id not in self.rules:
            raise _unknown("rules", rules_id, tuple(self.rules))
        return self.rules[rules_id]

    def with_framework(self, framework: Framework) -> Dataset:
        """Return a copy that also knows `framework` (a file of the user's own)."""
        return replace(self, frameworks={**self.frameworks, framework.id: framework})

    def with_rules(self, rules: RuleSet) -> Dataset:
        """Return a copy that also knows `rules` (a file of the user's own)."""
        return replace(self, rules={**self.rules, rules.id: rules})


def _unknown(what: str, found: str, known: tuple[str, ...]) -> ScenarioError:
    allowed = one_of(known) or "none is there"
    return ScenarioError(
        f"{what}: found '{found}', allowed: {allowed}. {did_you_mean(found, known)}".rstrip()
    )


def _panel(units: tuple[str, ...], tidy: pd.DataFrame) -> Panel:
    if tidy.empty:
        return Panel(units, (), (), np.empty((len(units), 0, 0)))
    indicators = tuple(sorted(set(tidy["indicator"])))
    years = tuple(sorted({int(year) for year in tidy["year"]}))
    values = np.full((len(units), len(indicators), len(years)), np.nan)
    unit_at = pd.Index(units).get_indexer(pd.Index(tidy["unit"]))
    indicator_at = pd.Index(indicators).get_indexer(pd.Index(tidy["indicator"]))
    year_at = pd.Index(years).get_indexer(pd.Index(tidy["year"]))
    values[unit_at, indicator_at, year_at] = tidy["value"].to_numpy(dtype=np.float64)
    return Panel(units, indicators, years, values)
