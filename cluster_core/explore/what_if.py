"""What if values were others: the same assessment, re-scored with everything that it compares with held still."""

from __future__ import annotations

import math
from collections.abc import Mapping

from cluster_core.assess.assessment import assess
from cluster_core.errors import MethodError, ScenarioError, did_you_mean, one_of
from cluster_core.index.prepare import prepare
from cluster_core.index.weighting.weigh import Weighed
from cluster_core.model.assessment import Assessment

LISTED = 20


def what_if(assessment: Assessment, changes: Mapping[tuple[str, str], float]) -> Assessment:
    """Assess the same scenario with some values changed.

    Parameters
    ----------
    assessment : the baseline
    changes : (region, indicator) -> value
        In the indicator's own unit, after ratios are formed. A value that is missing in the baseline may be given.

    Returns
    -------
    Assessment
        Of the same units. Goalposts (and the mean and deviation of z-scores, and bests), the treatment of outliers,
        imputed values, vintages and weights are those of the baseline, also where they came from the data. Ranks and
        percentiles as normalisations are places among the others and move with the values; so do the medians that
        shortcomings are held against.

    Raises
    ------
    ScenarioError
        If a region or an indicator is not among those assessed.
    MethodError
        If a value is not finite, or one that a transform or a normalisation is not defined for.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> before = assess(dataset, default_scenario(dataset))
    >>> after = what_if(before, {("p09", "rd_intensity"): 3.0})
    >>> bool(after.scores.loc["p09", "innovation"] > before.scores.loc["p09", "innovation"])
    True
    >>> bool((after.scores.drop("p09") == before.scores.drop("p09")).all(axis=None))
    True
    """
    for (unit, indicator), value in changes.items():
        check_known("region", unit, assessment.units)
        check_known("indicator", indicator, assessment.prepared.indicators)
        if not math.isfinite(value):
            raise MethodError(f"what-if: {indicator} of {unit}: found {value}, allowed: a finite number.")
    dataset, scenario = assessment.dataset, assessment.scenario
    weighed = Weighed(assessment.scored.weights)
    return assess(dataset, scenario, prepare(dataset, scenario, changes), weighed=weighed)


def check_known(what: str, found: str, known: tuple[str, ...]) -> None:
    """Raise `ScenarioError`, with the nearest name, unless `found` is among those known."""
    if found not in known:
        listed = one_of(known[:LISTED]) + (", …" if len(known) > LISTED else "")
        hint = did_you_mean(found, known)
        raise ScenarioError(f"{what}: found '{found[:80]}', allowed: {listed}. {hint}".rstrip())
