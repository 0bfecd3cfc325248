"""How far weights are from changing the focus region's place, in one to three sentences. No number is made here."""

from __future__ import annotations

import math

from cluster_core.explore.stability import Crossing, RankInterval, crossings, rank_interval
from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.text import number, ordinal, percent, t
from ui.weight_board import child_name

_STEPS = 1000  # what is shown: tenths of a point
_EXACT = 1e-6


def flip_lines(assessment: Assessment) -> tuple[str, ...]:
    """Return whom the region in focus passes and by whom it is passed first, and where its rank holds.

    Without a region in focus the first one is meant. Empty where nothing is to be said: no rank, nobody beside it, one
    dimension only. Every figure shown is rounded to where the sentence is true.
    """
    ranks = sentences.rank_by_unit(assessment)
    unit = sentences.focus_of(assessment) or min(ranks, key=lambda one: ranks[one], default=None)
    if unit not in ranks or len(ranks) < 2 or len(assessment.framework.root.children) < 2:
        return ()
    if (assessment.framework.root.aggregate or assessment.scenario.aggregate) == "min":
        return (t("flips.minimum"),)
    if assessment.scored.weights[assessment.framework.id].ndim > 1:
        return (t("flips.own_weights"),)
    found = crossings(assessment, unit)
    lines = [
        _crossing(
            assessment, unit, next((one for one in found if one.passes == passes and _shown(one)), None)
        )
        for passes in (True, False)
    ]
    spans = rank_interval(assessment, unit)
    if all(span.low <= 0 and span.high >= 1 for span in spans):
        place, rank = sentences.region(assessment, unit), ordinal(ranks[unit])
        return (*filter(None, lines), t("flips.never", place=place, rank=rank))
    lines.append(_keeps(assessment, unit, min(spans, key=_room)))
    return tuple(filter(None, lines))


def _steps(one: Crossing) -> int:
    """Return by how many tenths of a point the weight must move so that the places have changed."""
    return math.floor(abs(one.points) * 10 + _EXACT) + 1


def _then(one: Crossing) -> int:
    """Return the first weight, in tenths of a point, at which the places have changed."""
    if one.points > 0:
        return math.floor(one.at * _STEPS + _EXACT) + 1
    return math.ceil(one.at * _STEPS - _EXACT) - 1


def _shown(one: Crossing) -> bool:
    moved = one.now + math.copysign(_steps(one), one.points) / _STEPS
    return 0 <= moved <= 1 and 0 <= _then(one) <= _STEPS


def _crossing(assessment: Assessment, unit: str, one: Crossing | None) -> str:
    if one is None:
        return ""
    way = "gain" if one.points > 0 else "loss"
    return t(
        f"flips.passes_{way}" if one.passes else f"flips.passed_{way}",
        place=sentences.region(assessment, unit),
        other=sentences.region(assessment, one.other),
        name=child_name(assessment, one.child),
        points=number(_steps(one) / 10),
        now=percent(one.now, 1),
        then=percent(_then(one) / _STEPS, 1),
    )


def _room(span: RankInterval) -> float:
    """Return how far the nearer end is at which the rank changes."""
    below = span.now - span.low if span.low > 0 else math.inf
    return min(below, span.high - span.now if span.high < 1 else math.inf)


def _keeps(assessment: Assessment, unit: str, span: RankInterval) -> str:
    low = math.floor(span.low * _STEPS + _EXACT) + 1 if span.low > 0 else 0
    high = math.ceil(span.high * _STEPS - _EXACT) - 1 if span.high < 1 else _STEPS
    if low > high:
        return ""
    ends = "between" if low > 0 and high < _STEPS else "most" if low == 0 else "least"
    return t(
        f"flips.keeps_{ends}",
        place=sentences.region(assessment, unit),
        rank=ordinal(span.rank),
        name=child_name(assessment, span.child),
        low=percent(low / _STEPS, 1),
        high=percent(high / _STEPS, 1),
    )
