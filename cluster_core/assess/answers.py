"""What answers a shortcoming: the measures of every document, each with its kind of link, and what a measure moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from cluster_core.assess.evidence import INDICATOR, IndicatorEvidence, evidence
from cluster_core.assess.priority import priorities
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.rules import Countermeasure, Item, RuleSet

DIRECT, FAMILY, SHARED = "direct", "family", "indicator"
LINKS = (DIRECT, FAMILY, SHARED)  # the firmest first
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One item of the rule set in use for one unit; severity 0-100, NaN where the evidence does not suffice."""

    item: Item
    severity: float
    level: str
    indicative: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A measure that answers an item.

    link: `direct` if the item names the measure, `family` if the item's family names the measure's, `indicator` if the
    measure is meant to move an indicator that the item tests or wants. shared: those indicators, whatever the link.
    general: no item of any rule set names the measure. priority: 0-100, NaN where the rule set in use names the measure
    nowhere or none of its items has a severity; `covered` of `items` took part.
    """

    measure: Countermeasure
    link: str
    shared: tuple[str, ...] = ()
    general: bool = False
    priority: float = NAN
    covered: int = 0
    items: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator that a measure is meant to move: the unit's value in the indicator's unit, NaN where missing.

    goodness: 0-1 on the scale of the peers, NaN where neither framework nor rules read the indicator. rank: 1 is best
    among `ranked`, 0 without a value. lever: whether the framework counts it, so that goal-seek can move it.
    """

    indicator: str
    value: float
    goodness: float
    rank: int
    ranked: int
    year: int | None
    lever: bool

    @property
    def known(self) -> bool:
        """Whether the unit has a value."""
        return not np.isnan(self.value)


def shortcomings_of(assessment: Assessment, unit: str) -> tuple[Shortcoming, ...]:
    """Return the items of the rule set in use for one unit: the gravest first, then none at all, then insufficient.

    Of equal severities the one that was capped from the higher goes first, then the order of the rules. An unknown unit
    has none.
    """
    rows = assessment.shortcomings
    rows = rows[rows["region"] == unit].sort_values(
        ["severity", "severity_raw"], ascending=False, kind="stable", na_position="last"
    )
    items = {item.id: item for item in assessment.rules.items}
    return tuple(
        Shortcoming(items[row.item], float(row.severity), str(row.level), bool(row.indicative))  # type: ignore[arg-type]
        for row in rows.itertuples()
    )


def answers(assessment: Assessment, unit: str, item: Item) -> tuple[Answer, ...]:
    """Return every measure that answers an item of the rule set in use, over all document sets.

    Parameters
    ----------
    unit : one of ``assessment.units``
        Its severities give the priorities.

    Returns
    -------
    tuple of Answer
        Direct links first, then by family, then by a shared indicator. Direct ones by priority (missing last), the
        others by the number of indicators shared; then in the order of the files. A measure stands once, at its
        firmest link.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.assess.assessment import assess
    >>> dataset = load_dataset("data/jiangsu")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> worst = shortcomings_of(result, "320900")[0].item
    >>> [(one.measure.id, one.link) for one in answers(result, "320900", worst)][:2]
    [('cm_js20_2_chokepoint', 'direct'), ('cm_yc_platforms', 'direct')]
    """
    dataset, rules = assessment.dataset, assessment.rules
    ranked = {one.measure: one for one in priorities(assessment.diagnosis, unit)}
    families = next((one.answers for one in rules.families if one.id == item.family), ())
    read, named = indicators_of(item), directly_named(dataset, rules)
    found: list[Answer] = []
    for measure in dataset.countermeasures.values():
        shared = tuple(one for one in read if one in measure.whatif)
        if measure.id in item.countermeasures:
            link = DIRECT
        elif measure.family and measure.family in families:
            link = FAMILY
        elif shared:
            link = SHARED
        else:
            continue
        first = ranked.get(measure.id)
        found.append(
            Answer(
                measure,
                link,
                shared,
                measure.id not in named,
                first.value if first else NAN,
                first.covered if first else 0,
                len(first.items) if first else 0,
            )
        )
    return tuple(sorted(found, key=_order))


def _order(one: Answer) -> tuple[int, float, int]:
    pressing = -np.nan_to_num(one.priority, nan=-1.0) if one.link == DIRECT else 0.0
    return LINKS.index(one.link), round(float(pressing), 9), -len(one.shared)


def indicators_of(item: Item) -> tuple[str, ...]:
    """Return the indicators that an item tests, then those that it wants, each once."""
    return tuple(dict.fromkeys((*(test.indicator for test in item.tests), *item.wanted)))


def directly_named(dataset: Dataset, rules: RuleSet) -> frozenset[str]:
    """Return the measures that an item of any rule set of the data set, or of `rules`, names."""
    every = (*dataset.rules.values(), rules)
    return frozenset(one for known in every for item in known.items for one in item.countermeasures)


def general_measures(dataset: Dataset, rules: RuleSet) -> tuple[Countermeasure, ...]:
    """Return the measures that no item names: they serve in general, in the order of the files."""
    named = directly_named(dataset, rules)
    return tuple(one for one in dataset.countermeasures.values() if one.id not in named)


def moves(
    assessment: Assessment, unit: str, measures: Iterable[Countermeasure]
) -> dict[str, tuple[Moved, ...]]:
    """Return, by measure, the indicators that it is meant to move, as they stand for a unit, in the order of the file.

    That a measure moves an indicator is an assumption of sign; no document states a size. Indicators that the data set
    does not know are left out. An imputed value is no value.
    """
    listed = {one.id: tuple(dict.fromkeys(one.whatif)) for one in measures}
    known = assessment.dataset.indicators
    every = dict.fromkeys(one for whatif in listed.values() for one in whatif if one in known)
    standing = {one: _moved(assessment, unit, one) for one in every}
    return {
        measure: tuple(standing[one] for one in whatif if one in standing)
        for measure, whatif in listed.items()
    }


def _moved(assessment: Assessment, unit: str, indicator: str) -> Moved:
    found = cast("IndicatorEvidence", evidence(assessment, unit, INDICATOR + indicator))
    column = assessment.prepared.at.get(indicator)
    good = (
        NAN if column is None else float(assessment.prepared.goodness[assessment.units.index(unit), column])
    )
    missing = found.imputed or np.isnan(found.value)
    return Moved(
        indicator,
        NAN if missing else found.value,
        NAN if missing else good,
        0 if missing else found.rank,
        found.ranked,
        None if missing else found.vintage.year,
        indicator in assessment.framework.indicators,
    )


def sets_of(measures: Sequence[Countermeasure]) -> tuple[str, ...]:
    """Return the document sets of measures, each once, in their order."""
    return tuple(dict.fromkeys(one.set for one in measures))
