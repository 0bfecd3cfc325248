"""What the reader asks of a goal (target, levers, bounds, effort) and the answer that the core gives to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.assess.compare import indicators_below
from cluster_core.explore.goal_seek import GoalSeek, goal_seek
from cluster_core.explore.levers import KINDS, BoundKind, Bounds, Levers, levers_of
from cluster_core.index.restore import RESTORABLE
from cluster_core.model.assessment import Assessment
from ui import data, sentences, view_state
from ui.widget_keys import Key

RANK, SCORE = "rank", "score"
ALL, OWN = "all", "own"
MILESTONES = (10, 5, 3, 1)
COST_MOST = 100.0

Numbers = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Question:
    """One goal: `rank` or `score` is the target; `costs` and `limits` are the reader's own, by indicator."""

    rank: int | None
    score: float | None
    levers: tuple[str, ...]
    bounds: BoundKind
    costs: Numbers
    limits: Numbers


def asked_of(assessment: Assessment) -> str | None:
    """Return the region that a goal can be set for: the focus, where it has a score; else None."""
    focus = sentences.focus_of(assessment)
    return focus if focus in sentences.rank_by_unit(assessment) else None


def possible(assessment: Assessment) -> bool:
    """Tell whether a value alone decides a score under the scenario's normalisation."""
    return assessment.scenario.normalise in RESTORABLE


def milestone(rank: int) -> int:
    """Return the rank that a region of this rank would aim for: the next of 10, 5, 3 and 1.

    >>> [milestone(rank) for rank in (13, 10, 4, 2, 1)]
    [10, 5, 3, 1, 1]
    """
    return next((step for step in MILESTONES if step < rank), 1)


def question(assessment: Assessment, region: str) -> Question:
    """Return the goal as the controls stand, brought within what the assessment has."""
    ranks = sentences.rank_by_unit(assessment)
    picked = view_state.picked(Key.GOAL_RANK)
    rank = int(picked) if picked else milestone(ranks[region])
    known = available(assessment, region)
    own = numbers(assessment, "limit")
    return Question(
        min(rank, len(ranks)) if kind() == RANK else None,
        target_score(assessment, region) if kind() == SCORE else None,
        levers_chosen(assessment, known),
        bounds_kind(),
        tuple((name, value) for name, value in numbers(assessment, "cost").items() if name in known),
        tuple(
            (one.indicator, own[one.indicator])
            for one in available_levers(assessment, region).usable
            if one.indicator in own and _better(assessment, one.indicator, own[one.indicator], one.current)
        ),
    )


def kind() -> str:
    """Return whether the target is a rank or a score."""
    return SCORE if view_state.picked(Key.GOAL_KIND) == SCORE else RANK


def bounds_kind() -> BoundKind:
    """Return what bounds the levers."""
    kept = view_state.picked(Key.GOAL_BOUNDS)
    return next((kind for kind in KINDS if kind == kept), KINDS[0])


def target_score(assessment: Assessment, region: str) -> float:
    """Return the score aimed for, to one decimal: as picked, else that of the best region."""
    kept = view_state.picked(Key.GOAL_SCORE)
    scores = assessment.scored.scores[:, 0]
    own = float(scores[assessment.units.index(region)])
    return float(kept) if kept else round(max(own, float(np.fmax.reduce(scores))), 1)


def group() -> str:
    """Return which levers are chosen: all, own (one by one), or the id of a dimension."""
    return view_state.picked(Key.GOAL_LEVERS) or ALL


def levers_chosen(assessment: Assessment, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the levers in use; all that there are where the choice leaves none."""
    chosen = set(known)
    if group() == OWN:
        chosen = {str(name) for name in view_state.judged(subject(assessment, "levers")).get("chosen", known)}  # type: ignore[attr-defined]
    elif group() in assessment.framework.dimensions:
        chosen = set(indicators_below(assessment.framework, group()))
    return tuple(name for name in known if name in chosen) or known


def available_levers(assessment: Assessment, region: str) -> Levers:
    """Return every lever of a region, bounded as chosen, at a cost of 1."""
    bounds = bounds_kind()
    return data.remember(
        ("levers", assessment.dataset.fingerprint, assessment.scenario.encode(), region, bounds),
        lambda: levers_of(assessment, region, bounds=bounds),
    )


def available(assessment: Assessment, region: str) -> tuple[str, ...]:
    """Return the indicators that can be levers of a region."""
    return tuple(lever.indicator for lever in available_levers(assessment, region).usable)


def answer(assessment: Assessment, region: str, asked: Question) -> GoalSeek:
    """Return the least effort that reaches the target."""
    return data.remember(
        ("goal", assessment.dataset.fingerprint, assessment.scenario.encode(), region, asked),
        lambda: goal_seek(
            assessment,
            region,
            to_rank=asked.rank,
            to_score=asked.score,
            levers=asked.levers or None,
            costs=dict(asked.costs),
            bounds=_bounds(assessment, region, asked),
        ),
    )


def _bounds(assessment: Assessment, region: str, asked: Question) -> Bounds:
    """Return the kind of bounds, or, where the reader set some by hand, those of the kind with these put over them."""
    if not asked.limits:
        return asked.bounds
    usable = available_levers(assessment, region).usable
    return {one.indicator: one.bound for one in usable} | dict(asked.limits)


def _better(assessment: Assessment, indicator: str, bound: float, current: float) -> bool:
    sign = assessment.dataset.indicators[indicator].sign
    return sign * bound > sign * current


# ---- what the reader types in


def subject(assessment: Assessment, what: str) -> str:
    """Return what numbers on levers are kept under: those of one region of one framework."""
    scenario = assessment.scenario
    return f"goal:{what}:{scenario.bundle}:{scenario.framework}:{scenario.unit}:{scenario.focus}"


def numbers(assessment: Assessment, what: str) -> dict[str, float]:
    """Return the reader's own costs ("cost") or bounds ("limit") by indicator."""
    return {
        str(name): float(str(value)) for name, value in view_state.judged(subject(assessment, what)).items()
    }


def keep(assessment: Assessment, what: str, indicator: str, value: float | None) -> None:
    """Keep one cost or bound; None forgets it."""
    kept = {name: number for name, number in numbers(assessment, what).items() if name != indicator}
    view_state.judge(subject(assessment, what), kept if value is None else {**kept, indicator: value})
