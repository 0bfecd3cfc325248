"""What the map says: names of measures, values in words, limits of classes, and the sentences over it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cluster_core.assess.measures import CLASSES, Measure
from cluster_core.explore.certainty import TOP
from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.text import join, name, number, ordinal, percent, quantity, score, t

RANGE, TOP_SHARE = "range", "top"
SURES = (RANGE, TOP_SHARE)  # the two ways to say how sure a rank is


@dataclass(frozen=True)
class Choice:
    """What the reader wants to see.

    measure, second, across: a node of the framework or an indicator; show: "value", "rank", "change" (since a year),
    "scenario" (this one less `against`, called `rival`), "certainty" (`sure`: "range" or "top") or "pair" (with
    `across`); view: "map", "outline" or "tiles"; overlay: "none", "bubbles" or "columns", sized by `second`, or
    "clusters" of an industry and a tier (empty: all); near: outline the neighbours of the focus.
    """

    measure: str
    show: str = "value"
    since: int | None = None
    view: str = "map"
    overlay: str = "none"
    second: str = ""
    against: str = ""
    rival: str = ""
    sure: str = "range"
    across: str = ""
    industry: str = ""
    tier: str = ""
    near: bool = False

    @property
    def signed(self) -> bool:
        """Whether the numbers are differences."""
        return self.show in ("change", "scenario")


def title_of(assessment: Assessment, choice: Choice) -> str:
    """Return what the colours show, as it begins a sentence."""
    measure = sentences.node_name(assessment, choice.measure)
    if choice.show == "change":
        return t("map.change_of", measure=measure, year=choice.since)
    if choice.show == "scenario":
        return t("map.apart_from", measure=measure, other=choice.rival)
    return t(f"map.sure_{choice.sure}", count=TOP) if choice.show == "certainty" else measure


def valued(assessment: Assessment, choice: Choice) -> str:
    """Return what the colours show with the unit, as a column of values is headed."""
    indicator, measure = assessment.dataset.indicators.get(choice.measure), title_of(assessment, choice)
    if choice.show == "certainty" or indicator is None or not indicator.unit:
        return measure
    return t("map.with_unit", measure=measure, unit=name(indicator.unit))


def short(assessment: Assessment, choice: Choice, value: float) -> str:
    """Return a value without its unit, as it stands on the map."""
    if not math.isfinite(value):
        return "–"
    if choice.show == "certainty":
        return percent(value / 100) if choice.sure == "top" else number(value, 0 if value.is_integer() else 1)
    in_framework = choice.measure in assessment.framework.by_id
    text = score(value) if in_framework else sentences.number_alone(value)
    return f"+{text}" if choice.signed and value > 0 else text


def long(assessment: Assessment, choice: Choice, value: float) -> str:
    """Return a value with its unit."""
    if choice.show == "certainty" and choice.sure == "range" and math.isfinite(value):
        text = short(assessment, choice, value)
        return t("map.places", count=int(value)) if value.is_integer() else t("map.places_mean", value=text)
    plain_number = choice.show == "certainty" or choice.measure in assessment.framework.by_id
    if plain_number or not math.isfinite(value):
        return short(assessment, choice, value)
    text = quantity(value, assessment.dataset.indicators[choice.measure].unit)
    return f"+{text}" if choice.signed and value > 0 else text


def placed(rank: int, total: int) -> str:
    """Return a place among those that have one."""
    return t("map.place", rank=ordinal(rank), total=total) if rank else t("ranking.not_ranked")


def class_texts(shown: Measure, choice: Choice) -> list[str]:
    """Return the limits of each class; an empty text for a class that no value can be in."""
    known = shown.values[np.isfinite(shown.values)]
    if not known.size:
        return [""] * CLASSES
    counted = choice.show == "certainty" and choice.sure == "range"
    if shown.low == shown.high:
        only = [""] * CLASSES
        only[CLASSES // 2] = number(shown.low, 0) if counted else _bound(shown.low, shown)
        return only
    pairs = list(zip(shown.limits, shown.limits[1:], strict=False))
    if choice.show == "rank":
        return [_whole(math.ceil(min(pair)), math.floor(max(pair))) for pair in pairs]
    if counted:  # a limit belongs to the class above it
        return [_whole(math.ceil(low), math.ceil(high) - 1) for low, high in pairs[:-1]] + [
            _whole(math.ceil(pairs[-1][0]), math.floor(pairs[-1][1]))
        ]
    unit = "%" if choice.show == "certainty" else ""
    return [f"{_bound(low, shown)}{unit} – {_bound(high, shown)}{unit}" for low, high in pairs]


def _whole(first: int, last: int) -> str:
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
    key = f"map.title_{choice.sure}" if choice.show == "certainty" else "map.title"
    return t(key, limits=class_texts(shown, choice)[top], names=listed, count=TOP)


def signed_takeaway(assessment: Assessment, choice: Choice, based: Measure) -> str:
    """Return how many regions gained and lost, and which gained and lost most."""
    known = {
        unit: float(value)
        for unit, value in zip(based.units, based.values, strict=True)
        if math.isfinite(value) and value
    }
    gains, losses = sum(value > 0 for value in known.values()), sum(value < 0 for value in known.values())
    if not known:
        return t("map.signed_none", measure=title_of(assessment, choice))
    most, least = max(known, key=lambda unit: known[unit]), min(known, key=lambda unit: known[unit])
    facts = {
        "measure": title_of(assessment, choice),
        "up": gains,
        "down": losses,
        "most": sentences.region(assessment, most),
        "best": long(assessment, choice, known[most]),
        "least": sentences.region(assessment, least),
        "worst": long(assessment, choice, known[least]),
    }
    return t("map.signed_title" if most != least else "map.signed_one", **facts)


def subtitle(assessment: Assessment, choice: Choice) -> str:
    """Return what is drawn: measure, unit or scale, year, and which way is better."""
    parts = [title_of(assessment, choice)]
    if choice.show == "rank":
        parts.append(t("map.by_rank"))
    elif choice.show == "certainty":
        parts.append(t("map.sure_premise"))
    elif choice.show == "pair":
        parts += [sentences.node_name(assessment, choice.across), t("map.by_thirds")]
    elif choice.show == "scenario" and choice.measure in assessment.framework.by_id:
        parts.append(t("map.points"))
    elif choice.measure in assessment.framework.by_id:
        parts.append(t("map.pooled") if choice.show == "change" else t("map.score"))
    else:
        indicator = assessment.dataset.indicators[choice.measure]
        vintage = assessment.prepared.vintages.get(choice.measure)
        parts += [name(indicator.unit)] if indicator.unit else []
        parts += [t("map.of_year", year=vintage.year)] if vintage and vintage.year else []
        parts += [t("map.less_is_better")] if indicator.sign < 0 else []
    return t("map.subtitle", parts=t("map.and").join(parts))
