"""Which measure first: how severe the shortcomings are that each measure answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cluster_core.model.diagnosis import Diagnosis


@dataclass(frozen=True, slots=True)
class Priority:
    """One measure for one unit: `covered` of its `items` have a severity; value 0-100, NaN if none has."""

    measure: str
    items: tuple[str, ...]
    covered: int
    value: float


def priorities(
    diagnosis: Diagnosis, unit: str, weights: Mapping[str, float] | None = None
) -> tuple[Priority, ...]:
    """Rank the measures that the rule set links to its items, for one unit.

    Parameters
    ----------
    diagnosis
        Severities of indicative items are capped already.
    unit : one of ``diagnosis.units``
    weights : optional
        Item -> weight; 1 where not given.

    Returns
    -------
    tuple of Priority
        The highest first; of equal ones the one that answers more items, then by id; those without any assessable item
        last.

    Notes
    -----
    P(c) = sum w S / sum w over the linked items that have a severity (docs/methods.md). An item without
    enough evidence counts neither for nor against a measure; `covered` of `items` says how many took part.
    """
    row, given = diagnosis.units.index(unit), weights or {}
    linked: dict[str, list[int]] = {}
    for column, item in enumerate(diagnosis.rules.items):
        for measure in dict.fromkeys(item.countermeasures):
            linked.setdefault(measure, []).append(column)
    found = [_priority(diagnosis, row, measure, columns, given) for measure, columns in linked.items()]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                np.isnan(one.value),
                -round(np.nan_to_num(one.value), 9),
                -len(one.items),
                one.measure,
            ),
        )
    )


def _priority(
    diagnosis: Diagnosis, row: int, measure: str, columns: list[int], weights: Mapping[str, float]
) -> Priority:
    items = tuple(diagnosis.rules.items[column].id for column in columns)
    severity = diagnosis.severity[row, columns]
    shares = np.array([weights.get(item, 1.0) for item in items])
    known = ~np.isnan(severity)
    total = float(shares[known].sum())
    value = float((shares[known] * severity[known]).sum() / total) if total > 0 else float("nan")
    return Priority(measure, items, int(known.sum()), value)
