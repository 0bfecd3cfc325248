"""The sentences about chokepoint technologies: what comes first, what documents claim, what an entry lacks."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cluster_core.errors import ClusterError, Fault, RatingError
from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoint_ratings import FIELDS, MOST_YEARS, YEARS
from cluster_core.model.chokepoints import DOMESTIC_LEVELS, NO_LANE, Chokepoints, Rated, Technology
from cluster_core.model.rules import Countermeasure
from cluster_core.store.ratings_file import LARGEST, TECHNOLOGY, TWICE
from ui import chokepoints, sentences
from ui.text import isolated, join, name, number, percent, t

_HEADS = dict(zip(FIELDS, ("criticality", "lane", "level", "gap", "start", "end", "expected"), strict=True))


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


# ---- ratings that are not taken


def refused(register: Chokepoints, wrong: ClusterError) -> str:
    """Return why a rating in the table is not taken."""
    if not isinstance(wrong, RatingError):
        return t("choke.refused", why=isolated(str(wrong)))
    entry = next(name(one.name) for one in register.entries if one.id == wrong.entry)
    why = _not_allowed(register, wrong.field, wrong.found)
    return t("choke.refused", why=t("choke.fault_at", place=entry, why=why))


def fault(register: Chokepoints, wrong: Fault) -> str:
    """Return what is wrong in one place of a file of ratings, and what is allowed there."""
    is_value = wrong.found.startswith("'")
    if wrong.column == "file":
        return t("choke.fault_size", most=number(LARGEST / 1000, 0))
    if wrong.column == "encoding":
        said = t("choke.fault_encoding")
    elif wrong.allowed == TWICE:
        said = t("choke.fault_twice", found=isolated(wrong.found.partition(" duplicate ")[2]))
    elif wrong.column == TECHNOLOGY and (is_value or wrong.found == "nothing"):
        said = t("choke.fault_unknown", found=isolated(wrong.found) if is_value else "–")
    elif wrong.column in FIELDS and is_value:
        said = _not_allowed(register, wrong.column, wrong.found)
    else:
        said = t("choke.fault_table", column=TECHNOLOGY)
    return said if wrong.row is None else t("choke.fault_at", place=t("choke.row", row=wrong.row), why=said)


def _not_allowed(register: Chokepoints, field: str, found: str) -> str:
    head = t(f"choke.column_{_HEADS[field]}")
    listed = _allowed(register, field, found.strip("'"))
    return t("choke.not_allowed", field=head, found=isolated(found), allowed=listed)


def _allowed(register: Chokepoints, field: str, found: str) -> str:
    if field == "criticality":
        return t("choke.rubric")
    if field in ("category", "domestic_level"):
        coded = {one: t(f"choke.level_{one}") for one in DOMESTIC_LEVELS}
        if field == "category":
            coded = {one.id: name(one.name) for one in register.categories}
            coded[NO_LANE] = t("choke.unclassified")
        return join(t("choke.coded", code=code, name=said) for code, said in coded.items())
    first, last = YEARS if field.startswith("window") else (0, MOST_YEARS)
    # A year that is allowed by itself is refused only where the window would end before it starts.
    if field == "window_end" and found.isdigit() and first <= int(found) <= last:
        return t("choke.allowed_after")
    return t("choke.allowed_whole", first=first, last=last)
