"""The shortest stave: what is weakest in a region's own profile, whatever the others do."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cluster_core.assess.goodness import stave_goodness
from cluster_core.assess.shortcomings import diagnose
from cluster_core.model.assessment import Assessment
from cluster_core.model.diagnosis import THRESHOLDS

SEVERE = THRESHOLDS[-1]
LEAST_STAVES = 2


@dataclass(frozen=True, slots=True)
class Stave:
    """One lowest node: its goodness 0-1 and severity 0-100 against the peers, NaN where not assessable."""

    node: str
    goodness: float
    severity: float
    weakest: bool = False


@dataclass(frozen=True, slots=True)
class Barrel:
    """A region's profile in the framework's order; `short` tells whether its weakest stave is flagged."""

    staves: tuple[Stave, ...]
    mean: float
    deviation: float
    short: bool

    @property
    def limit(self) -> float:
        """Goodness below which the weakest stave stands out from the own profile."""
        return self.mean - self.deviation

    @property
    def weakest(self) -> Stave | None:
        """The stave with the least goodness; of equal ones the first in the framework."""
        return next((stave for stave in self.staves if stave.weakest), None)


def weakest_link(assessment: Assessment, unit: str) -> Barrel:
    """Return the profile of one unit over the framework's lowest nodes, and its weakest stave.

    Parameters
    ----------
    assessment
        Its weights count inside a node only.
    unit : one of ``assessment.units``

    Returns
    -------
    Barrel
        Missing goodness takes no part. With fewer than two staves known there is no mean to stand out from: mean and
        deviation are NaN and only a severe stave is flagged.

    Notes
    -----
    g of a node is the weighted mean of its indicators' min-max goodness, NaN below the scenario's coverage. The lowest
    is flagged if g < mean - SD (population SD of the own profile) or if its severity against the peer median is 60 or
    more: docs/methods.md.
    """
    row = assessment.units.index(unit)
    own = diagnose(assessment.dataset, replace(assessment.scenario, rules=""), assessment.prepared)
    severities = {item.id: float(own.severity[row, at]) for at, item in enumerate(own.rules.items)}
    nodes = assessment.framework.lowest_nodes
    goodness = stave_goodness(assessment)[row]
    known = goodness[~np.isnan(goodness)]
    at = int(np.nanargmin(goodness)) if known.size else -1
    staves = tuple(
        Stave(node.id, float(goodness[place]), severities[node.id], weakest=place == at)
        for place, node in enumerate(nodes)
    )
    comparable = known.size >= LEAST_STAVES
    mean, deviation = (float(known.mean()), float(known.std())) if comparable else (np.nan, np.nan)
    short = bool(known.size) and bool(
        goodness[at] < mean - deviation - 1e-12 or staves[at].severity >= SEVERE
    )
    return Barrel(staves, mean, deviation, short)
