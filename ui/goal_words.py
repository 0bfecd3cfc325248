"""A goal in sentences: what would lift the region, how sure that is, and what stands in the way."""

from __future__ import annotations

from typing import Any

from cluster_core.explore.goal_seek import GoalSeek, Step
from cluster_core.explore.levers import Levers
from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.text import join, name, number, ordinal, quantity, score, t

NAMED = 2
LISTED = 6


def headline(assessment: Assessment, found: GoalSeek) -> str:
    """Return what would lift the region to the target, in one sentence."""
    facts = _facts(assessment, found)
    if found.status == "met":
        return t(f"goal.headline_met_{_kind(found)}", **facts)
    if found.status == "out_of_reach":
        return t(f"goal.headline_out_{_kind(found)}", **facts)
    first = [move(assessment, step) for step in found.moved[:NAMED]]
    rest = len(found.moved) - len(first)
    return t(f"goal.headline_{_kind(found)}", **facts, moves=_and_more(first, rest))


def _facts(assessment: Assessment, found: GoalSeek) -> dict[str, Any]:
    return {
        "place": sentences.region(assessment, found.region),
        "before": ordinal(found.before[0]),
        "rank": ordinal(found.rank),
        "score": score(found.score),
        "wanted": ordinal(found.to_rank) if found.to_rank else score(found.target_score),
    }


def _kind(found: GoalSeek) -> str:
    return "rank" if found.to_rank else "score"


def move(assessment: Assessment, step: Step) -> str:
    """Return one step as a headline has it: the indicator, today and what is needed."""
    known = assessment.dataset.indicators[step.lever.indicator]
    return t(
        "goal.move",
        indicator=name(known.name),
        current=sentences.number_alone(step.lever.current),
        needed=quantity(step.needed, known.unit),
    )


def values(assessment: Assessment, step: Step) -> str:
    """Return "3.0 → 4.7%": today and what is needed, beside a lever's name."""
    unit = assessment.dataset.indicators[step.lever.indicator].unit
    return t(
        "goal.values", current=sentences.number_alone(step.lever.current), needed=quantity(step.needed, unit)
    )


def _and_more(first: list[str], rest: int) -> str:
    if rest:
        return t("goal.and_more", moves=t("goal.comma").join(first), count=rest)
    return t("goal.and").join(first)


def verdict(assessment: Assessment, found: GoalSeek) -> str:
    """Return how feasible the plan is, and how sure it is that no other costs less."""
    facts = _facts(assessment, found)
    if found.status == "met":
        return t("goal.verdict_met", before=facts["before"], score=score(found.before[1]))
    if found.status == "out_of_reach":
        count = len(found.moved)
        if not count:
            return t("goal.verdict_stuck", **facts)
        if not found.ahead:
            return t("goal.verdict_out_alone", **facts, count=count)
        ahead = found.ahead[0]
        gap = float(found.result.scored.scores[found.result.units.index(ahead), 0]) - found.score
        return t(
            "goal.verdict_out",
            **facts,
            count=count,
            ahead=sentences.region(assessment, ahead),
            gap=score(gap),
        )
    sure = t(f"goal.sure_{found.how}")
    return t("goal.verdict", count=len(found.moved), effort=number(found.effort, 0), sure=sure)


def takeaway(assessment: Assessment, found: GoalSeek) -> str:
    """Return what the chart shows: which lever goes the longest way."""
    first = found.moved[0]
    key = "takeaway" if len(found.moved) > 1 else "takeaway_alone"
    return t(
        "goal.takeaway_out" if found.status == "out_of_reach" else f"goal.{key}",
        indicator=name(assessment.dataset.indicators[first.lever.indicator].name),
        points=number(first.points, 0),
        count=len(found.moved),
    )


def left_out(assessment: Assessment, levers: Levers) -> list[str]:
    """Return which indicators are no levers and why, and whose bound is not the one asked for."""
    lines: list[str] = []
    for reason in ("missing", "imputed", "constant"):
        names = [indicator for indicator, why in levers.unusable if why == reason]
        if names:
            lines.append(t(f"goal.unusable_{reason}", names=_names(assessment, names)))
    if levers.no_pace:
        count, of = len(levers.no_pace), len(levers.usable)
        lines.append(t("goal.no_pace", count=count, of=of))
    return lines


def _names(assessment: Assessment, indicators: list[str]) -> str:
    names = [name(assessment.dataset.indicators[one].name) for one in indicators]
    if len(names) <= LISTED:
        return join(names)
    return t("coverage.and_others", names=join(names[:LISTED]), count=len(names) - LISTED)


def refused(assessment: Assessment) -> str:
    """Return why no goal can be set under the scenario's normalisation."""
    return t("goal.refused", method=t(f"normalise.{assessment.scenario.normalise}"))
