"""The toolbox in words: the headline, how a measure or case is linked, and what stands about each."""

from __future__ import annotations

import math

import pandas as pd

from cluster_core.assess.answers import DIRECT, FAMILY, SHARED, Answer, Moved
from cluster_core.assess.fitting_cases import PRACTICE, FittingCase
from cluster_core.assess.toolbox import Chain
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import Policy
from cluster_core.search.entries import cited
from ui import sentences, shortfalls, toolbox
from ui.text import join, name, number, plain, quantity, t

_NAMED = 3  # shared indicators that are named


def headline(assessment: Assessment, chain: Chain, answer: Answer | None, cases: int) -> str:
    """Return the shortcoming that is looked at, what answers it and how many cases show how."""
    found = chain.shortcoming
    facts = {"place": sentences.region(assessment, chain.unit), "item": name(found.item.name)}
    if found.level == "insufficient":
        return t("toolbox.headline_untested", **facts)
    if found.level == "none":
        return t("toolbox.headline_none", **facts)
    facts["word"] = shortfalls.word(found.severity, found.level)
    if answer is None:
        return t("toolbox.headline_unanswered", **facts)
    return t("toolbox.headline", **facts, measure=name(answer.measure.name), count=cases)


def verdict(assessment: Assessment, chain: Chain) -> str:
    """Return level, tests and doubt of the shortcoming as Markdown on one line."""
    found = chain.shortcoming
    tests = shortfalls.tests_of(assessment, found.item.id)
    parts = (
        [t("shortfalls.assessed", known=int(tests["assessable"].sum()), total=len(tests))]
        if len(tests)
        else []
    )
    parts += [t("shortcomings.indicative")] if found.indicative else []
    cite = [sentences.citation(said)] if (said := cited(assessment.rules.source, found.item.cite)) else []
    word = shortfalls.word(found.severity, found.level)
    return " · ".join([f"**{plain(word)}**", *map(plain, [*parts, *cite])])


# ---- measures


def link(assessment: Assessment, answer: Answer) -> str:
    """Return by what a measure is linked to the shortcoming, so that a reader can follow it."""
    if answer.link == DIRECT:
        return t("toolbox.link_direct")
    if answer.link == FAMILY:
        return t("toolbox.link_family")
    if answer.link == SHARED:
        return t("toolbox.link_indicator", names=_shared(assessment, answer.shared))
    return t("toolbox.link_none")


def about(assessment: Assessment, answer: Answer) -> str:
    """Return the line below a measure: priority, link, whether it is general, document and section."""
    parts = [
        t("measures.priority", value=number(answer.priority, 0))
        if answer.link == DIRECT and math.isfinite(answer.priority)
        else "",
        link(assessment, answer),
        t("toolbox.general") if answer.general else "",
        toolbox.document(answer.measure.set),
        sentences.citation(answer.measure.cite),
    ]
    return plain(" · ".join(part for part in parts if part))


def _shared(assessment: Assessment, indicators: tuple[str, ...]) -> str:
    known = assessment.dataset.indicators
    names = [name(known[one].name) if one in known else one for one in indicators]
    rest = len(names) - _NAMED
    if rest <= 0:
        return join(names)
    return t("coverage.and_others", names=t("needs.and").join(names[:_NAMED]), count=rest)


# ---- what a measure moves


def moved_title(assessment: Assessment, moved: tuple[Moved, ...], unit: str) -> str:
    """Return how many indicators a measure moves and which of them is weakest in the region."""
    known = [one for one in moved if one.known]
    place = sentences.region(assessment, unit)
    if not known:
        return t("toolbox.moved_unknown", place=place, count=len(moved))
    rated = [one for one in known if math.isfinite(one.goodness)]
    if not rated:
        return t("toolbox.moved", place=place, known=len(known), count=len(moved))
    weakest = min(rated, key=lambda one: one.goodness)
    return t(
        "toolbox.moved_weakest",
        place=place,
        known=len(known),
        count=len(moved),
        name=name(assessment.dataset.indicators[weakest.indicator].name),
        rank=t("toolbox.place", rank=weakest.rank, ranked=weakest.ranked),
    )


def moved_table(assessment: Assessment, moved: tuple[Moved, ...]) -> pd.DataFrame:
    """Return the indicators with the region's value and its year, place and position; a missing value says so."""
    known = assessment.dataset.indicators
    return pd.DataFrame(
        {
            t("toolbox.column_indicator"): [name(known[one.indicator].name) for one in moved],
            t("toolbox.column_now"): [
                t("toolbox.now", value=quantity(one.value, known[one.indicator].unit), year=one.year)
                if one.known
                else t("toolbox.no_data")
                for one in moved
            ],
            t("toolbox.column_place"): [
                t("toolbox.place", rank=one.rank, ranked=one.ranked) if one.known else "" for one in moved
            ],
            t("toolbox.column_goodness"): [
                number(100 * one.goodness, 0) if math.isfinite(one.goodness) else "" for one in moved
            ],
        }
    )


# ---- cases and policies


def case_link(assessment: Assessment, fit: FittingCase) -> str:
    """Return by what a case fits the shortcoming, and the practice that it is filed under."""
    practice = toolbox.practices(assessment).get(fit.case.dimension, "")
    if fit.link == PRACTICE:
        return t("toolbox.case_practice", practice=practice)
    if fit.link == SHARED:
        return t("toolbox.case_indicator", practice=practice, names=_shared(assessment, fit.shared))
    said = {DIRECT: t("toolbox.case_direct"), FAMILY: t("toolbox.case_family")}.get(
        fit.link, t("toolbox.case_none")
    )
    return t("tray.dot").join(part for part in (said, practice) if part)


def case_lines(assessment: Assessment, fit: FittingCase) -> str:
    """Return a case as Markdown: name, place and trade, link, what was done, figures, document and section."""
    case = fit.case
    where = t("tray.dot").join(part for part in (name(case.province), name(case.industry)) if part)
    facts = t("toolbox.case_facts", facts=name(case.facts)) if name(case.facts) else ""
    lines = [
        f"**{plain(name(case.name))}**",
        f":gray[{plain(where)}]" if where else "",
        f":gray[{plain(case_link(assessment, fit))}]",
        plain(name(case.measures)),
        plain(facts),
        f":gray[{plain(sentences.citation(case.cite))}]" if case.cite else "",
    ]
    return "  \n".join(line for line in lines if line)


def policy_line(policy: Policy) -> str:
    """Return a policy as a line of a list: name, year, aim, means, document and place in it."""
    year = f" ({policy.year})" if policy.year else ""
    cites = [sentences.citation(one.strip()) for one in policy.cite.split(";") if one.strip()]
    means = t("toolbox.instruments", what=name(policy.instruments)) if policy.instruments else ""
    rest = " · ".join([part for part in (name(policy.aim), means, *cites) if part])
    return f"- **{plain(name(policy.name) + year)}** :gray[· {plain(rest)}]"
