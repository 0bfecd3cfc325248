"""`assess(dataset, scenario)`: the pure function from which everything shown comes."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.assess.coupling import SCALES, couple
from cluster_core.assess.shortcomings import diagnose
from cluster_core.index.composite import score
from cluster_core.index.prepare import prepare
from cluster_core.index.weighting.weigh import Weighed
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.diagnosis import Diagnosis
from cluster_core.model.fit import check_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice, Prepared, Scores


def assess(
    dataset: Dataset,
    scenario: Scenario,
    prepared: Prepared | None = None,
    diagnosis: Diagnosis | None = None,
    weighed: Weighed | None = None,
) -> Assessment:
    """Score, rank and diagnose the units of a data set under a scenario.

    Parameters
    ----------
    dataset, scenario
        The only inputs: equal ones give equal results.
    prepared, diagnosis : optional
        `prepare(dataset, weightless)` and `diagnose(dataset, weightless, prepared)` with `scenario.without_weights()`,
        where the caller has them already: neither depends on weights.
    weighed : optional
        Weights that stand in for those of the scenario: in a what-if those of the baseline.

    Returns
    -------
    Assessment
        Missing scores are NaN and not ranked.

    Raises
    ------
    ScenarioError
        If the scenario names what the data set does not have.
    MethodError
        If a method is asked for something that it is not defined for.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> int(result.ranks["four_forces"].min()), len(result.units)
    (1, 12)
    """
    check_scenario(scenario, dataset)
    framework = dataset.framework(scenario.framework)
    ready = prepared or prepare(dataset, scenario)
    scored = score(ready, framework, scenario, weighed)
    found = diagnosis or diagnose(dataset, scenario, ready)
    notices = (*ready.notices, *scored.notices, *found.notices, *_not_ranked(scored))
    coupled = couple(scored, ready, scenario.normalise) if scenario.normalise in SCALES else None
    return Assessment(
        dataset, scenario, framework, ready, scored, found, coupled, tuple(dict.fromkeys(notices))
    )


def baseline(scenario: Scenario) -> Scenario:
    """Return the same scenario with the framework's own weights: what a what-if is compared with."""
    return replace(scenario, weighting="default", points=())


def _not_ranked(scored: Scores) -> list[Notice]:
    return [
        Notice("not_ranked", (unit,), f"{unit}: not ranked, too little data")
        for unit, place in zip(scored.units, scored.ranks[:, 0], strict=True)
        if place == 0
    ]
