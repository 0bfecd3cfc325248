"""What the map says: names of measures, values in words, limits of classes, and the sentences over it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cluster_core.assess.measures import CLASSES, Measure
from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.text import join, name, number, ordinal, quantity, score, t


@dataclass(frozen=True)
class Choice:
    """What the reader wants to see.

    measure, second: a node of the framework or an indicator; show: "value", "rank" or "change" (since a year);
    view: "map", "outline" or "tiles"; overlay: "none", "bubbles" or "columns", sized by `second`.
    """

    measure: str
    show: str = "value"
    since: int | None = None
    view: str = "map"
    overlay: str = "none"
    second: str = ""


def title_of(assessment: Assessment, choice: Choice) -> str:
    """Return what the colours show, as it begins a sentence."""
    measure = sentences.node_name(assessment, choice.measure)
    if choice.show == "change":
        return t("map.change_of", measure=measure, year=choice.since)
    return measure


def short(assessment: Assessment, choice: Choice, value: float) -> str:
    """Return a value without its unit, as it stands on the map."""
    if not math.isfinite(value):
        return "–"
    in_framework = choice.measure in assessment.framework.by_id
    text = score(value) if in_framework else sentences.number_alone(value)
    return f"+{text}" if choice.show == "change" and value > 0 else text


def long(assessment: Assessment, choice: Choice, value: float) -> str:
    """Return a value with its unit."""
    if choice.measure in assessment.framework.by_id or not math.isfinite(value):
        return short(assessment, choice, value)
    text = quantity(value, assessment.dataset.indicators[choice.measure].unit)
    return f"+{text}" if choice.show == "change" and value > 0 else text


def placed(rank: int, total: int) -> str:
    """Return a place among those that have one."""
    return t("map.place", rank=ordinal(rank), total=total) if rank else t("ranking.not_ranked")


def class_texts(shown: Measure, show: str) -> list[str]:
    """Return the limits of each class; an empty text for a class that no value can be in."""
    known = shown.values[np.isfinite(shown.values)]
    if not known.size:
        return [""] * CLASSES
    if shown.low == shown.high:
        only = [""] * CLASSES
        only[CLASSES // 2] = _bound(shown.low, shown)
        return only
    pairs = list(zip(shown.limits, shown.limits[1:], strict=False))
    if show == "rank":
        return [_places(min(pair), max(pair)) for pair in pairs]
    return [f"{_bound(low, shown)} – {_bound(high, shown)}" for low, high in pairs]


def _places(low: float, high: float) -> str:
    first, last = math.ceil(low), math.floor(high)
    if first > last:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def _bound(value: float, shown: Measure) -> str:
    width = abs(shown.high - shown.low) / CLASSES
    digits = 0 if width >= 10 else 1 if width >= 0.5 else 2 if width >= 0.05 else 3
    return number(value, digits)


# ---- sentences


def headline(assessment: Assessment, choice: Choice, based: Measure) -> str:
    """Return how the groups of regions differ, and where the focus stands in its own."""
    known = {
        unit: float(value)
        for unit, value in zip(based.units, based.values, strict=True)
        if math.isfinite(value)
    }
    facts = {"measure": title_of(assessment, choice)}
    if not known:
        return t("map.headline_empty", year=assessment.scenario.year, **facts)
    means = _group_means(assessment, known)
    own = _standing(assessment, choice, based, known, among_groups=means if len(means) > 1 else {})
    if len(means) < 2:
        return t("map.headline_plain", own=own, **facts)
    ordered = sorted(means.items(), key=lambda pair: -pair[1])
    return t(
        "map.headline_groups",
        high=name(assessment.dataset.groups[ordered[0][0]]),
        most=long(assessment, choice, ordered[0][1]),
        low=name(assessment.dataset.groups[ordered[-1][0]]),
        least=long(assessment, choice, ordered[-1][1]),
        own=own,
        **facts,
    )


def _group_means(assessment: Assessment, known: dict[str, float]) -> dict[str, float]:
    """Return the mean of every group that is compared as a whole: a few of its members do not speak for it."""
    units = assessment.dataset.units(assessment.scenario.unit)
    left_out = {one.group for unit, one in units.items() if unit not in assessment.units}
    members: dict[str, list[float]] = {}
    for unit, value in known.items():
        if units[unit].group in assessment.dataset.groups and units[unit].group not in left_out:
            members.setdefault(units[unit].group, []).append(value)
    return {group: sum(values) / len(values) for group, values in members.items()}


def _standing(
    assessment: Assessment,
    choice: Choice,
    based: Measure,
    known: dict[str, float],
    *,
    among_groups: Mapping[str, float],
) -> str:
    focus = sentences.focus_of(assessment)
    if focus is None:
        return ""
    place = sentences.region(assessment, focus)
    if focus not in known:
        return t("map.own_missing", place=place)
    ranks = {unit: int(rank) for unit, rank in zip(based.units, based.ranks, strict=True) if rank > 0}
    units = assessment.dataset.units(assessment.scenario.unit)
    group = units[focus].group
    grouped = group in among_groups
    among = [unit for unit in ranks if not grouped or units[unit].group == group]
    if focus not in ranks or len(among) < 2:
        return t("map.own_value", place=place, value=long(assessment, choice, known[focus]))
    facts = {
        "place": place,
        "value": long(assessment, choice, known[focus]),
        "rank": ordinal(1 + sum(ranks[unit] < ranks[focus] for unit in among)),
    }
    if grouped:
        return t("map.own", where=name(assessment.dataset.groups[group]), **facts)
    every = sentences.regions(assessment.dataset, len(ranks), assessment.scenario.unit)
    return t("map.own_all", where=every, **facts)


def takeaway(assessment: Assessment, choice: Choice, shown: Measure) -> str:
    """Return which regions are in the highest class that holds any."""
    placed_in = dict(zip(shown.units, shown.classes.tolist(), strict=True))
    top = max(placed_in.values(), default=-1)
    if top < 0 or shown.low == shown.high:
        return t("map.title_plain", measure=title_of(assessment, choice))
    among = [unit for unit, at in placed_in.items() if at == top]
    names = [sentences.region(assessment, unit) for unit in among]
    listed = (
        join(names) if len(names) <= 4 else t("noun.and_others", names=join(names[:3]), count=len(names) - 3)
    )
    return t("map.title", limits=class_texts(shown, choice.show)[top], names=listed)


def subtitle(assessment: Assessment, choice: Choice) -> str:
    """Return what is drawn: measure, unit or scale, year, and which way is better."""
    parts = [title_of(assessment, choice)]
    if choice.show == "rank":
        parts.append(t("map.by_rank"))
    elif choice.measure in assessment.framework.by_id:
        parts.append(t("map.pooled") if choice.show == "change" else t("map.score"))
    else:
        indicator = assessment.dataset.indicators[choice.measure]
        vintage = assessment.prepared.vintages.get(choice.measure)
        parts += [name(indicator.unit)] if indicator.unit else []
        parts += [t("map.of_year", year=vintage.year)] if vintage and vintage.year else []
        parts += [t("map.less_is_better")] if indicator.sign < 0 else []
    return t("map.subtitle", parts=t("map.and").join(parts))
