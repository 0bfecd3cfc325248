"""The dimensions of the region of a briefing beside the median of the others: where it is strongest and weakest."""

from __future__ import annotations

import math

import numpy as np

from cluster_core.assess.references import median_of_others
from cluster_core.report.briefing.content import Force, Profile
from cluster_core.report.briefing.standing import Told, dimensions

MOST = 8


def profile(one: Told) -> Profile:
    """Return the root's children that are dimensions, in the framework's order; at most eight."""
    words, assessment = one.words, one.assessment
    at = {node.id: column for column, node in enumerate(assessment.framework.nodes)}
    children = [child for child in assessment.framework.dimensions if child in at]
    forces = tuple(_force(one, child, at[child]) for child in children[:MOST])
    notes: list[str] = []
    if len(children) > MOST:
        notes.append(words.t("forces.more", count=len(children) - MOST))
    if missing := [force.name for force in forces if math.isnan(force.score)]:
        notes.append(words.t("forces.missing", names=words.some(missing)))
    others, alone = one.regions(len(assessment.units) - 1), len(assessment.units) == 1
    return Profile(
        _title(one, forces),
        words.t("forces.subtitle_alone" if alone else "forces.subtitle", others=others, scale=one.scale),
        words.t("forces.subtitle_alone" if alone else "forces.subtitle_bars", others=others, scale=one.scale),
        one.place,
        words.t("forces.median"),
        words.t("forces.mark"),
        forces,
        tuple(notes),
    )


def _force(one: Told, child: str, column: int) -> Force:
    words = one.words
    scores = one.assessment.scored.scores[:, column]
    own, median = float(scores[one.row]), float(median_of_others(scores)[one.row])
    rank = int(one.assessment.scored.ranks[one.row, column])
    gap = own - median
    known = math.isfinite(gap)
    count = int(np.isfinite(scores).sum())
    return Force(
        one.child(child, 28),
        own,
        median,
        words.number(own) if math.isfinite(own) else words.t("no_data"),
        words.number(median),
        words.number(gap) if not known or round(gap, 1) <= 0 else f"+{words.number(gap)}",
        words.t("forces.rank", rank=rank, count=count) if rank > 0 else words.t("no_data"),
    )


def extremes(forces: tuple[Force, ...]) -> tuple[Force, Force] | None:
    """Return the dimension furthest above the median and the one furthest below; None where none can be compared."""
    known = [one for one in forces if math.isfinite(one.score - one.median)]
    if not known:
        return None
    ordered = sorted(known, key=lambda one: round(one.score - one.median, 9))
    return ordered[-1], ordered[0]


def strong_and_weak(one: Told, forces: tuple[Force, ...]) -> str:
    """Return the strongest and the weakest dimension against the median of the others, in one sentence."""
    words, found = one.words, extremes(forces)
    if found is None:
        return words.t("forces.unknown")
    best, worst = found
    facts = {"others": one.regions(len(one.assessment.units) - 1), "best": best.name}
    if best.name == worst.name:
        return words.t("forces.only", **facts, gap=_apart(one, best))
    return words.t(
        "forces.strong_weak", **facts, gap=_apart(one, best), worst=worst.name, worst_gap=_apart(one, worst)
    )


def _apart(one: Told, force: Force) -> str:
    gap = round(force.score - force.median, 9)
    if round(gap, 1) == 0:
        return one.words.t("forces.level")
    return one.words.t("forces.above" if gap > 0 else "forces.below", gap=one.words.number(abs(gap)))


def _title(one: Told, forces: tuple[Force, ...]) -> str:
    words, found = one.words, extremes(forces)
    if found is None:
        return words.t("forces.unknown")
    names = dimensions(words, one.assessment.framework)
    best, worst = found
    known = [force for force in forces if math.isfinite(force.score - force.median)]
    below = [force.name for force in known if round(force.score - force.median, 9) < 0]
    if len(below) == len(known):
        key = "forces.title_all_below" if len(known) > 1 else "forces.title_one_below"
        return words.t(key, place=one.place, dimensions=names, worst=worst.name)
    if not below:
        return words.t("forces.title_none_below", place=one.place, dimensions=names, best=best.name)
    return words.t("forces.title_some_below", place=one.place, names=words.some(below), best=best.name)
