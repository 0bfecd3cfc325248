"""The sentences about chokepoint technologies: what comes first, what documents claim, what an entry lacks."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoints import Chokepoints, Rated, Technology
from cluster_core.model.rules import Countermeasure
from ui import chokepoints, sentences
from ui.text import name, number, percent, t


def takeaway(entries: Sequence[Rated], register: Chokepoints) -> str:
    """Return what comes first; without a single priority, that nothing has been rated."""
    known = [rated for rated in entries if math.isfinite(rated.priority)]
    if not known:
        return t("choke.takeaway_unrated", principle=name(register.principle), number=len(entries))
    first = max(known, key=lambda rated: rated.priority)
    return t(
        "choke.takeaway",
        principle=name(register.principle),
        first=name(first.entry.name),
        priority=number(first.priority, 0),
        rated=len(known),
        number=len(entries),
    )


def priority(rated: Rated) -> str:
    """Return the priority of an entry, or what it lacks to have one."""
    if math.isfinite(rated.priority):
        return t("choke.priority", priority=number(rated.priority, 0))
    return t("choke.unrated" if rated.entry.criticality is None else "choke.no_lack")


def parts(rated: Rated) -> str:
    """Return the three parts of a priority as a product; a part that is not known is a question mark.

    Where nobody knows whether it can be solved in time, the factor that stands in is told as such.
    """
    return t(
        "choke.parts" if in_time_known(rated.entry) else "choke.parts_assumed",
        lack=_part(rated.lack),
        criticality=_part(math.nan if rated.entry.criticality is None else rated.entry.criticality / 100),
        feasible=_part(rated.feasible),
    )


def in_time_known(entry: Technology) -> bool:
    """Tell whether it is known how long an entry takes and when its window closes."""
    return entry.expected_years is not None and entry.window_end is not None


def _part(share: float) -> str:
    return percent(share) if math.isfinite(share) else "?"


def feasibility(rated: Rated, year: int) -> str:
    """Return whether an entry can be solved before its window closes, or what is not known about that."""
    entry = rated.entry
    if entry.expected_years is None or entry.window_end is None:
        return t("choke.window_unknown", share=percent(rated.feasible))
    key = "choke.in_time" if entry.expected_years <= entry.window_end - year else "choke.late"
    return t(key, years=number(entry.expected_years, 0), end=entry.window_end, year=year)


def claim(entry: Technology) -> str:
    """Return the import dependence as what it is, a document's claim; or that none is claimed."""
    if entry.import_dependence is None:
        return t("choke.claims_nothing")
    share = number(entry.import_dependence, 0)
    if entry.dependence_year is None:
        return t("choke.claim_without_year", share=share)
    return t("choke.claim", share=share, year=entry.dependence_year)


def cited(entry: Technology) -> str:
    """Return the document and section of an entry."""
    return sentences.citation(entry.cite) if entry.cite else t("choke.no_cite")


def moved(steps: int) -> str:
    """Return in words how far the last change moved an entry within its lane."""
    return t("choke.up" if steps > 0 else "choke.down", count=abs(steps))


def measures(assessment: Assessment) -> list[Countermeasure]:
    """Return the measures that answer import dependence, by what their document or the rules say."""
    rules = {
        measure
        for rules in assessment.dataset.rules.values()
        for item in rules.items
        if chokepoints.INDICATOR in (*(one.indicator for one in item.tests), *item.wanted)
        for measure in item.countermeasures
    }
    known = assessment.dataset.countermeasures.values()
    return [one for one in known if chokepoints.INDICATOR in one.whatif or one.id in rules]
