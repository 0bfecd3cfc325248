"""From where a unit is weak to what has worked elsewhere: shortcoming, measures, what they move, cases, policies."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cluster_core.assess.answers import Answer, Moved, Shortcoming, answers, moves, shortcomings_of
from cluster_core.assess.fitting_cases import FittingCase, fitting_cases
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.rules import POLICY_LEVELS, Policy

COLUMNS = (
    *("region", "item", "severity", "level", "measure", "set", "link", "general", "priority", "shared"),
    *("moves", "with_data", "cases", "case_links"),
)


@dataclass(frozen=True, slots=True)
class Chain:
    """One shortcoming of one unit with all that answers it; `moved` by measure."""

    unit: str
    shortcoming: Shortcoming
    answers: tuple[Answer, ...]
    moved: dict[str, tuple[Moved, ...]]
    cases: tuple[FittingCase, ...]


def chain(assessment: Assessment, unit: str, item: str = "") -> Chain | None:
    """Return the chain from a shortcoming of a unit to what answers it.

    Parameters
    ----------
    unit : one of ``assessment.units``
    item : an item of the rule set in use; the gravest where it is empty or not known

    Returns
    -------
    Chain or None
        None where the rule set has no items, or the unit is not compared. What has too little evidence has a chain as
        well: links do not depend on severities.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.assess.assessment import assess
    >>> dataset = load_dataset("data/jiangsu")
    >>> found = chain(assess(dataset, default_scenario(dataset)), "320900")
    >>> found.shortcoming.item.id, found.answers[0].measure.id, found.cases[0].case.id
    ('inn_core_tech', 'cm_js20_2_chokepoint', 'case_cz_carbon')
    """
    found = shortcomings_of(assessment, unit)
    if not found:
        return None
    return _chain(assessment, unit, next((one for one in found if one.item.id == item), found[0]))


def _chain(assessment: Assessment, unit: str, shortcoming: Shortcoming) -> Chain:
    answering = answers(assessment, unit, shortcoming.item)
    moved = moves(assessment, unit, [one.measure for one in answering])
    cases = fitting_cases(assessment.dataset, assessment.rules, shortcoming.item)
    return Chain(unit, shortcoming, answering, moved, cases)


def policies_by_level(dataset: Dataset) -> dict[str, tuple[Policy, ...]]:
    """Return the policies by level of government, from the nation down, the latest first, those without a year last.

    A level without a policy is left out; levels of a name of their own follow.
    """
    levels = dict.fromkeys((*POLICY_LEVELS, *(one.level for one in dataset.policies.values())))
    by_level = {
        level: tuple(
            sorted(
                (one for one in dataset.policies.values() if one.level == level),
                key=lambda one: -(one.year or 0),
            )
        )
        for level in levels
    }
    return {level: found for level, found in by_level.items() if found}


def chain_table(assessment: Assessment, unit: str) -> pd.DataFrame:
    """Return the chains of all shortcomings of a unit as a table.

    Returns
    -------
    frame, one row an item and measure, the gravest item first
        region, item, severity (NaN where insufficient), level; measure, its document set, link, general, priority (NaN
        where there is none), shared; moves and with_data: the indicators that it is meant to move, and those of them
        that the unit has a value of; cases and case_links: the cases that fit the item, and how. Several ids are joined
        by ";". An item that nothing answers has one row without a measure.
    """
    rows: list[dict[str, object]] = []
    moved = moves(assessment, unit, assessment.dataset.countermeasures.values())
    for one in shortcomings_of(assessment, unit):
        cases = fitting_cases(assessment.dataset, assessment.rules, one.item)
        head: dict[str, object] = {
            "region": unit,
            "item": one.item.id,
            "severity": one.severity,
            "level": one.level,
            "general": False,
            "cases": ";".join(fit.case.id for fit in cases),
            "case_links": ";".join(fit.link for fit in cases),
        }
        answering = answers(assessment, unit, one.item)
        rows += [head | _cells(answer, moved[answer.measure.id]) for answer in answering] or [head]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _cells(answer: Answer, moved: tuple[Moved, ...]) -> dict[str, object]:
    return {
        "measure": answer.measure.id,
        "set": answer.measure.set,
        "link": answer.link,
        "general": answer.general,
        "priority": answer.priority,
        "shared": ";".join(answer.shared),
        "moves": ";".join(one.indicator for one in moved),
        "with_data": ";".join(one.indicator for one in moved if one.known),
    }
