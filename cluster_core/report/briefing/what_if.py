"""What would change the place of the region of a briefing: its values, and the weights."""

from __future__ import annotations

from contextlib import suppress

from cluster_core.errors import MethodError
from cluster_core.explore.goal_seek import GoalSeek, Step, goal_seek
from cluster_core.explore.levers import BoundKind
from cluster_core.explore.stability import crossings, rank_interval
from cluster_core.report.briefing.content import WhatIf
from cluster_core.report.briefing.shortfalls import failed, found
from cluster_core.report.briefing.standing import Told, certain, top_share

STEPS, ROWS = 3, 6
WHOLE = 1e-9


def what_if(one: Told) -> WhatIf:
    """Return what would lift the region, and between which weights of each dimension its rank holds."""
    words = one.words
    lines = [line for line in (certain(one), top_share(one), by_values(one), by_weights(one)) if line]
    rows = _intervals(one)
    return WhatIf(
        _title(one),
        tuple(lines) or (words.t("what_if.nothing"),),
        tuple(words.t(f"what_if.{column}") for column in ("dimension", "now", "holds", "next"))
        if rows
        else (),
        rows,
        words.t("what_if.note") if rows else "",
    )


def by_values(one: Told) -> str:
    """Return the least improvement of failing indicators that gains the next place, in a sentence; empty if unknown.

    For the first, how far ahead it is.
    """
    words = one.words
    if not one.rank or one.ranked < 2:
        return ""
    if one.rank == 1:
        scores, ranks = one.assessment.scored.scores[:, 0], one.assessment.scored.ranks[:, 0]
        behind = [float(score) for score, rank in zip(scores, ranks, strict=True) if rank > 1]
        return (
            words.t("what_if.ahead", gap=words.number(float(scores[one.row]) - max(behind))) if behind else ""
        )
    goal = _goal(one)
    if goal is None:
        return ""
    if goal.status == "out_of_reach":
        return words.t("what_if.out_of_reach", rank=words.ordinal(one.rank - 1))
    steps = [_step(one, step) for step in goal.moved[:STEPS]]
    if not steps:
        return ""
    more = len(goal.moved) - len(steps)
    said = words.join(steps) if not more else words.t("what_if.and_more", steps=words.join(steps), count=more)
    return words.t("what_if.reached", steps=said, rank=words.ordinal(goal.rank))


def _goal(one: Told) -> GoalSeek | None:
    """Return the goal of the next place, no indicator further than halfway to the best region where that does.

    First by the indicators that fail, then by all of them.
    """
    counted = set(one.assessment.framework.indicators)
    failing = dict.fromkeys(
        str(test.indicator)
        for item in found(one)
        for test in failed(one, item.item.id)
        if str(test.indicator) in counted
    )
    goal: GoalSeek | None = None
    ways: list[tuple[list[str] | None, BoundKind]] = [(None, "halfway"), (None, "best_peer")]
    if failing:
        ways.insert(0, ([*failing], "halfway"))
    for levers, bounds in ways:
        with suppress(MethodError):  # none has a value, or the normalisation places values among the others
            goal = goal_seek(one.assessment, one.unit, to_rank=one.rank - 1, levers=levers, bounds=bounds)
            if goal.status != "out_of_reach":
                return goal
    return goal


def _step(one: Told, step: Step) -> str:
    words, indicator = one.words, one.assessment.dataset.indicators[step.lever.indicator]
    return words.t(
        "what_if.step_up" if step.change > 0 else "what_if.step_down",
        indicator=words.text(indicator.name, 48),
        now=words.quantity(step.lever.current, indicator.unit),
        needed=words.quantity(step.needed, indicator.unit),
    )


def by_weights(one: Told) -> str:
    """Return the smallest change of one dimension's weight that changes the rank, in a sentence; empty if none can."""
    words = one.words
    if not _shared_weights(one):
        return ""
    nearest = next(iter(crossings(one.assessment, one.unit)), None)
    if nearest is None:
        return words.t("what_if.no_weight", place=one.place)
    return words.t(
        "what_if.gains" if nearest.passes else "what_if.loses",
        place=one.place,
        dimension=one.child(nearest.child),
        now=words.percent(nearest.now),
        at=words.percent(nearest.at),
        other=one.name(nearest.other),
    )


def _shared_weights(one: Told) -> bool:
    return bool(one.rank) and one.ranked > 1 and one.sure is not None


def _intervals(one: Told) -> tuple[tuple[str, ...], ...]:
    if not _shared_weights(one):
        return ()
    words = one.words
    nearest = crossings(one.assessment, one.unit)
    rows: list[tuple[str, ...]] = []
    for interval in rank_interval(one.assessment, one.unit)[:ROWS]:
        first = next((cross for cross in nearest if cross.child == interval.child), None)
        whole = interval.low <= WHOLE and interval.high >= 1 - WHOLE
        holds = words.t("span", low=words.percent(interval.low), high=words.percent(interval.high))
        other = "–"
        if first is not None:
            key = "what_if.passes" if first.passes else "what_if.passed"
            other = words.t(key, other=one.name(first.other), at=words.percent(first.at))
        rows.append(
            (
                one.child(interval.child, 28),
                words.percent(interval.now),
                words.t("what_if.always") if whole else holds,
                other,
            )
        )
    return tuple(rows)


def _title(one: Told) -> str:
    words = one.words
    if one.sure is None or not one.rank or not one.sure.rank_p05[one.row]:
        return words.t("what_if.title_plain")
    low, high = int(one.sure.rank_p05[one.row]), int(one.sure.rank_p95[one.row])
    if low == high:
        return words.t("what_if.title_firm", place=one.place, rank=words.ordinal(low))
    return words.t("what_if.title", place=one.place, low=words.ordinal(low), high=words.ordinal(high))
