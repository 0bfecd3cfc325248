"""One indicator of one region worked through: from what was observed to the points that it brings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.assess.audit import Step, audit
from cluster_core.assess.scaling import Scaling, scaling
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Panel
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Treatment, Vintage

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Worked:
    """The numbers between the stages; NaN where missing, or where a stage does not apply.

    observed, divisor: numerator and denominator as observed (divisor NaN without one); value: in the indicator's unit;
    treated: after transform and outlier treatment; scaling: how that became the score, with the numbers in use.
    treatment: what was done to the indicator's outliers, None for nothing; changed: whether that changed this unit's
    value. way: the steps from the root's child down to the indicator.
    """

    indicator: Indicator
    vintage: Vintage
    observed: float
    divisor: float
    value: float
    treated: float
    scaling: Scaling
    way: tuple[Step, ...]
    treatment: Treatment | None = None
    changed: bool = False

    @property
    def low(self) -> float:
        """The lower goalpost of min-max, on the treated scale."""
        return self.scaling.first

    @property
    def high(self) -> float:
        """The upper goalpost of min-max, on the treated scale."""
        return self.scaling.second

    @property
    def imputed(self) -> bool:
        """Whether `value` was not observed but filled by the scenario's imputation."""
        return self.step.imputed

    @property
    def step(self) -> Step:
        """The indicator's own step: score, weights, contribution."""
        return self.way[-1]


def work(assessment: Assessment, unit: str, indicator: str, parent: str = "") -> Worked:
    """Return the numbers of one indicator of the framework for one unit.

    Parameters
    ----------
    unit : one of ``assessment.units``
    indicator : an indicator of the framework
    parent : the node under which it is looked at; without one the first that it stands under

    Returns
    -------
    Worked
        value = scale x observed / divisor for an indicator with a denominator, unless it is imputed; score (min-max) =
        100 (treated - low) / (high - low), reversed for a cost.
    """
    prepared, row = assessment.prepared, assessment.units.index(unit)
    column, known = prepared.at[indicator], assessment.dataset.indicators[indicator]
    vintage = prepared.vintages.get(indicator, Vintage(indicator, None))
    steps = audit(assessment, unit)
    at = next(
        place
        for place, step in enumerate(steps)
        if step.is_indicator and step.id == indicator and parent in ("", step.parent)
    )
    way = [steps[at]]
    for step in reversed(steps[:at]):
        if step.id == way[0].parent and step.parent:
            way.insert(0, step)
    panel = assessment.dataset.panels[assessment.scenario.unit]
    treatment = prepared.treatments.get(indicator)
    return Worked(
        indicator=known,
        vintage=vintage,
        observed=float(prepared.raw[row, column]),
        divisor=_observed(panel, unit, known.denominator, vintage.denominator_year or vintage.year),
        value=float(prepared.imputed[row, column]),
        treated=float(prepared.treated[row, column]),
        scaling=scaling(assessment, unit, indicator),
        way=tuple(way),
        treatment=treatment,
        changed=treatment is not None and row in treatment.rows,
    )


def _observed(panel: Panel, unit: str, indicator: str, year: int | None) -> float:
    if not indicator or year not in panel.years or unit not in panel.units:
        return NAN
    return float(np.asarray(panel.of(indicator))[panel.units.index(unit), panel.years.index(year)])
