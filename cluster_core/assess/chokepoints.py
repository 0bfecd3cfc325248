"""Chokepoint technologies in lanes: what is lacking most comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from cluster_core.errors import MethodError, did_you_mean, one_of
from cluster_core.model.chokepoints import (
    Category,
    Chokepoints,
    Conditions,
    Lane,
    Rated,
    Technology,
)
from cluster_core.model.dataset import Dataset

NAN = float("nan")


def lanes(
    register: Chokepoints,
    today: int,
    criticality: Mapping[str, float] | None = None,
    category: Mapping[str, str] | None = None,
) -> tuple[Lane, ...]:
    """Return the entries of a register in lanes, one per category in file order, then those without one.

    Parameters
    ----------
    today : the year from which the time to the end of a window is counted
    criticality, category : optional
        Entry -> rating 0-100, entry -> category of the user's, in place of the register's.

    Returns
    -------
    tuple of Lane
        Inside a lane by priority, then criticality, then (where there is no priority) lack, then English name. An entry
        without criticality, or without import dependence and category, has no priority and stands behind.

    Raises
    ------
    MethodError
        If a rating names no entry or is not within 0-100, or a category is not one of the register's.

    Notes
    -----
    priority = 100 x lack x criticality / 100 x feasibility: lack = import dependence / 100, else the category's;
    feasibility: solved in `expected_years` before the end of the window, after it, or not known. The principle and
    the categories are those of document 001, the numbers ours.
    """
    entries = tuple(_chosen(register, criticality or {}, category or {}))
    rated = [_rate(entry, register, today) for entry in entries]
    return tuple(
        Lane(kind, tuple(sorted((r for r in rated if r.entry.category == name), key=_place)))
        for kind, name in (*((kind, kind.id) for kind in register.categories), (None, ""))
    )


def chokepoints_of(dataset: Dataset) -> Chokepoints:
    """Return the register of a data set; `MethodError` where it has none."""
    if dataset.chokepoints is None:
        raise MethodError(
            f"chokepoints: found none for '{dataset.id}', allowed: a file with the key chokepoints under frameworks."
        )
    return dataset.chokepoints


def propose(entry: Technology, register: Chokepoints) -> str:
    """Return the category whose conditions an entry meets; "" if none does, or if a field that decides is empty."""
    verdicts = {category.id: _meets(entry, category.when) for category in register.categories}
    for category in register.categories:
        if _all((verdicts[category.id], *(_not(verdicts[name]) for name in category.when.unless))):
            return category.id
    return ""


def lack_of(entry: Technology, category: Category | None) -> float:
    """Return how much is lacking, 0-1: the import dependence, else the category's value, else NaN."""
    if entry.import_dependence is not None:
        return entry.import_dependence / 100
    return category.lack if category else NAN


def _rate(entry: Technology, register: Chokepoints, today: int) -> Rated:
    lack, feasible = lack_of(entry, register.category(entry.category)), register.feasibility.unknown
    if entry.expected_years is not None and entry.window_end is not None:
        in_time = entry.expected_years <= entry.window_end - today
        feasible = register.feasibility.in_time if in_time else register.feasibility.late
    criticality = NAN if entry.criticality is None else entry.criticality
    return Rated(entry, propose(entry, register), lack, feasible, lack * criticality * feasible)


def _place(rated: Rated) -> tuple[float, float, float, str, str]:
    """Return what orders the entries of a lane; what is not known stands behind."""
    unrated = np.isnan(rated.priority)
    priority = np.inf if unrated else -round(rated.priority, 9)
    criticality = np.inf if rated.entry.criticality is None else -rated.entry.criticality
    lack = (np.inf if np.isnan(rated.lack) else -rated.lack) if unrated else 0.0
    return priority, criticality, lack, rated.entry.name.get("en"), rated.entry.id


def _meets(entry: Technology, when: Conditions) -> bool | None:
    """Tell whether the conditions hold; None if that depends on a field that is empty, or if there are none."""
    dependence, level, gap = entry.import_dependence, entry.domestic_level, entry.gap_years
    verdicts: list[bool | None] = []
    if when.min_dependence is not None:
        verdicts.append(None if dependence is None else dependence >= when.min_dependence)
    if when.levels:
        verdicts.append(level in when.levels if level else None)
    if when.above_gap_years is not None:
        verdicts.append(None if gap is None else gap > when.above_gap_years)
    if when.max_gap_years is not None:
        verdicts.append(None if gap is None else gap <= when.max_gap_years)
    return _all(tuple(verdicts)) if verdicts else None


def _all(verdicts: tuple[bool | None, ...]) -> bool | None:
    """Combine verdicts by "and" in three values: one False decides, else one None leaves it open."""
    if any(verdict is False for verdict in verdicts):
        return False
    return None if any(verdict is None for verdict in verdicts) else True


def _not(verdict: bool | None) -> bool | None:
    return None if verdict is None else not verdict


def _chosen(
    register: Chokepoints, criticality: Mapping[str, float], category: Mapping[str, str]
) -> Iterator[Technology]:
    """Return the entries with the user's ratings and categories put over them."""
    _check("entry", (*criticality, *category), tuple(entry.id for entry in register.entries))
    _check(
        "category",
        tuple(name for name in category.values() if name),
        tuple(c.id for c in register.categories),
    )
    for entry_id, rating in criticality.items():
        if not 0 <= rating <= 100:
            raise MethodError(f"criticality of {entry_id}: found {rating:g}, allowed: 0 to 100.")
    for entry in register.entries:
        yield replace(
            entry,
            criticality=criticality.get(entry.id, entry.criticality),
            category=category.get(entry.id, entry.category),
        )


def _check(what: str, found: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in found:
        if name not in known:
            hint = did_you_mean(name, known)
            raise MethodError(f"{what}: found '{name}', allowed: {one_of(known[:20])}. {hint}".rstrip())
