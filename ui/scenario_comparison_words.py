"""Scenarios side by side, in words: what moves, what else differs, and what makes a score change."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from cluster_core.assess.across import common_units
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import certainty, method_words, sentences, weight_board
from ui.scenario_columns import Column
from ui.text import has, join, name, number, ordinal, percent, score, series, t

_METHODS = ("normalise", "aggregate", "impute", "treat", "min_coverage", "max_age", "pool")
_UNSEEN = ("floor", "share_low", "share_high")
Ranks = Sequence[Mapping[str, int]]


# ---- whether they can be compared


def refusal(columns: Sequence[Column]) -> str:
    """Return why scenarios cannot be compared at all; empty if they can."""
    if len({column.scenario.bundle for column in columns}) > 1:
        names = dict.fromkeys(name(column.assessment.dataset.name) for column in columns)
        return t("scenarios.refuse_bundle", names=join(names))
    if len({column.scenario.unit for column in columns}) > 1:
        return t("scenarios.refuse_unit")
    if len(common_units([column.assessment for column in columns])) < 2:
        return t("scenarios.refuse_nobody")
    return ""


def same_framework(columns: Sequence[Column]) -> bool:
    """Tell whether all scenarios are under one framework, so that weights and scores can be compared."""
    return all(column.assessment.framework == columns[0].assessment.framework for column in columns)


def differences(columns: Sequence[Column]) -> list[str]:
    """Return one sentence for everything but weights that differs, so that nobody takes apples for oranges."""
    said: list[str] = []
    scenarios = [column.scenario for column in columns]
    if not same_framework(columns):
        said.append(t("scenarios.other_framework", each=_each(columns, [_framework(one) for one in columns])))
    if _differ(scenarios, "year"):
        said.append(t("scenarios.other_year", each=_each(columns, [str(one.year) for one in scenarios])))
    peers = [frozenset(column.assessment.units) for column in columns]
    if len(set(peers)) > 1:
        counts = [
            sentences.regions(column.assessment.dataset, len(column.assessment.units), column.scenario.unit)
            for column in columns
        ]
        common = common_units([column.assessment for column in columns])
        alike = sentences.regions(columns[0].assessment.dataset, len(common), columns[0].scenario.unit)
        said.append(t("scenarios.other_peers", each=_each(columns, counts), common=alike))
    for field in _METHODS:
        if _differ(scenarios, field):
            values = [method_words.value_text(field, getattr(one, field)) for one in scenarios]
            said.append(t("scenarios.other_method", what=t(f"methods.{field}"), each=_each(columns, values)))
    if any(_differ(scenarios, field) for field in _UNSEEN):
        said.append(t("scenarios.other_unseen"))
    return said


def gone(columns: Sequence[Column]) -> list[str]:
    """Return one sentence for every saved scenario of which the data lack something by now."""
    return [
        t("scenarios.partly", name=column.title, what=series(_missing(column)))
        for column in columns
        if column.notices
    ]


def _missing(column: Column) -> list[str]:
    known = [notice.ids[0] for notice in column.notices if notice.ids]
    return [t(f"scenarios.gone_{one}") for one in known if has(f"scenarios.gone_{one}")]


def _differ(scenarios: Sequence[Scenario], field: str) -> bool:
    return len({getattr(one, field) for one in scenarios}) > 1


def _framework(column: Column) -> str:
    return name(column.assessment.framework.name)


def _each(columns: Sequence[Column], values: Sequence[str]) -> str:
    return series(
        t("scenarios.each", letter=column.letter, value=value)
        for column, value in zip(columns, values, strict=True)
    )


# ---- ranks


def movers(ranks: Ranks) -> list[str]:
    """Return the regions whose rank is not the same in all scenarios, the widest span first."""
    spans = {
        unit: max(one[unit] for one in ranks) - min(one[unit] for one in ranks)
        for unit in (ranks[0] if ranks else {})
    }
    return sorted((unit for unit, span in spans.items() if span), key=lambda unit: -spans[unit])


def headline(columns: Sequence[Column], ranks: Ranks) -> str:
    """Return what the other scenarios change for the region in focus, and how many regions move."""
    first, last = columns[0], columns[-1]
    moved = movers(ranks)
    if not moved:
        return t("scenarios.headline_still", first=first.name, last=last.name)
    count = sentences.regions(first.assessment.dataset, len(moved), first.scenario.unit)
    unit = sentences.focus_of(first.assessment)
    unit = unit if unit in ranks[0] else moved[0]
    place = sentences.region(first.assessment, unit)
    places = [one[unit] for one in ranks]
    if len(columns) > 2:
        key = "scenarios.headline_same" if min(places) == max(places) else "scenarios.headline_span"
        return t(
            key,
            place=place,
            scenarios=len(columns),
            best=ordinal(min(places)),
            worst=ordinal(max(places)),
            moved=count,
        )
    key = "stays" if places[0] == places[1] else "rises" if places[1] < places[0] else "falls"
    return t(
        f"scenarios.headline_{key}",
        first=first.name,
        last=last.name,
        place=place,
        before=ordinal(places[0]),
        after=ordinal(places[1]),
        moved=count,
    )


def sure(columns: Sequence[Column], ranks: Ranks) -> str:
    """Return how sure each scenario's rank of the headline's region is; empty where that cannot be told for all.

    Ranks among other regions than a scenario's own have no range.
    """
    unit = sentences.focus_of(columns[0].assessment)
    unit = unit if unit in ranks[0] else next(iter(movers(ranks)), None)
    known = [ranges(column, ranks).get(unit or "", "") for column in columns]
    if not all(known):
        return ""
    place = sentences.region(columns[0].assessment, str(unit))
    if len(set(known)) == 1:  # as where only the weights of dimensions differ, which certainty leaves open
        return t("scenarios.sure_same", place=place, range=known[0])
    return t("scenarios.sure", place=place, each=_each(columns, known))


def ranges(column: Column, ranks: Ranks) -> dict[str, str]:
    """Return the ranges of a scenario's ranks by region; none where its ranks are taken anew among fewer."""
    standings = certainty.standings(column.assessment)
    if set(sentences.rank_by_unit(column.assessment)) != set(ranks[0]):
        return {}
    return {unit: certainty.range_text(one) for unit, one in standings.items()}


def bumps_takeaway(columns: Sequence[Column], ranks: Ranks) -> str:
    """Return who moves farthest between the scenarios."""
    moved = movers(ranks)
    if not moved:
        return t("scenarios.bumps_still")
    far = moved[0]
    places = [one[far] for one in ranks]
    return t(
        "scenarios.bumps_title",
        moved=sentences.regions(columns[0].assessment.dataset, len(moved), columns[0].scenario.unit),
        place=sentences.region(columns[0].assessment, far),
        best=ordinal(min(places)),
        worst=ordinal(max(places)),
    )


# ---- weights


def shares(assessment: Assessment) -> dict[str, float]:
    """Return the weight of every dimension in the whole."""
    framework = assessment.framework
    found = assessment.scored.mean_weights.get(framework.id, ())
    return {child: float(share) for child, share in zip(framework.dimensions, found, strict=True)}


def weights_takeaway(columns: Sequence[Column]) -> str:
    """Return the widest difference of a dimension's weight from the first scenario, or that there is none."""
    first = shares(columns[0].assessment)
    gaps = [
        (share - first[child], child, column)
        for column in columns[1:]
        for child, share in shares(column.assessment).items()
    ]
    widest = max(gaps, key=lambda gap: round(abs(gap[0]), 9), default=None)
    if widest is None or abs(widest[0]) < 5e-4:
        below = any(
            not np.allclose(column.assessment.scored.mean_weights[parent], own, atol=5e-4)
            for column in columns[1:]
            for parent, own in columns[0].assessment.scored.mean_weights.items()
        )
        return t("scenarios.weights_below" if below else "scenarios.weights_same")
    gap, child, column = widest
    return t(
        "scenarios.weights_more" if gap > 0 else "scenarios.weights_less",
        name=column.name,
        dimension=weight_board.child_name(column.assessment, child),
        points=number(abs(gap) * 100),
        before=percent(first[child], 1),
        after=percent(first[child] + gap, 1),
    )


def points(gap: float) -> str:
    """Return a difference with its sign."""
    return f"+{number(gap)}" if round(gap, 1) > 0 else number(gap)


# ---- what makes a score change


def drivers_takeaway(first: Column, other: Column, unit: str, parts: Mapping[str, float]) -> str:
    """Return how a region's score changes and which dimensions bring most of it, up and down."""
    row = {column.id: column.assessment.units.index(unit) for column in (first, other)}
    before, after = (float(one.assessment.scored.scores[row[one.id], 0]) for one in (first, other))
    known = {child: part for child, part in parts.items() if math.isfinite(part)}
    facts = {
        "place": sentences.region(first.assessment, unit),
        "before": score(before),
        "after": score(after),
    }
    told = [
        t(
            "scenarios.brings_more" if known[child] > 0 else "scenarios.brings_less",
            dimension=weight_board.child_name(first.assessment, child),
            points=number(abs(known[child])),
        )
        for child in _ends(known)
    ]
    if not told:
        return t("scenarios.drivers_none", **facts)
    return t("scenarios.drivers_title", **facts, change=points(after - before), parts=series(told))


def _ends(known: Mapping[str, float]) -> list[str]:
    """Return the part that adds most and the one that takes most, the wider first; none below a twentieth point."""
    if not known:
        return []
    ends = dict.fromkeys((max(known, key=known.__getitem__), min(known, key=known.__getitem__)))
    seen = [child for child in ends if abs(known[child]) >= 0.05]
    both = len({known[child] > 0 for child in seen}) == len(seen)
    ordered = sorted(seen, key=lambda child: -abs(known[child]))
    return ordered if both else ordered[:1]


def why_weights(first: Column, other: Column, unit: str, child: str) -> str:
    """Return, where only weights differ, the dimension's two weights and the region's score in it."""
    score_in = (
        float(first.assessment.scores.loc[unit, child]) if child in first.assessment.scores else math.nan
    )
    return t(
        "scenarios.why",
        dimension=weight_board.child_name(first.assessment, child),
        before=percent(shares(first.assessment)[child], 1),
        after=percent(shares(other.assessment)[child], 1),
        place=sentences.region(first.assessment, unit),
        score=score(score_in),
    )
