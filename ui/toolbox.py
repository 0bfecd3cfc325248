"""What the reader chose on the toolbox, and what of the chain it leaves: measures, cases, policies."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cluster_core.assess import toolbox
from cluster_core.assess.answers import Answer, Moved, general_measures, moves
from cluster_core.assess.compare import indicators_below
from cluster_core.assess.fitting_cases import FittingCase, practice_nodes
from cluster_core.assess.toolbox import Chain
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import POLICY_LEVELS, Countermeasure, Policy
from ui import data, sentences, view_state
from ui.text import has, name, t
from ui.widget_keys import Key

MEASURES_SHOWN, CASES_SHOWN = 4, 3
UNLINKED = "none"  # a measure or case that the reader looked for and that nothing links to the shortcoming
YES = "yes"


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; empty for all."""

    document: str = ""
    force: str = ""
    only_data: bool = False
    practice: str = ""
    level: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.document or self.force or self.only_data or self.practice or self.level)


FILTER_KEYS = (Key.TOOL_SET, Key.TOOL_FORCE, Key.TOOL_DATA, Key.TOOL_PRACTICE, Key.TOOL_LEVEL)


# ---- the chain


def chain_of(assessment: Assessment) -> Chain | None:
    """Return the chain of the shortcoming that the reader looks at; None without a region in focus or without rules."""
    focus, item = sentences.focus_of(assessment), view_state.picked(Key.ITEM) or ""
    if focus is None:
        return None
    key = ("toolbox", assessment.dataset.fingerprint, assessment.scenario.encode(), focus, item)
    return data.remember(key, lambda: toolbox.chain(assessment, focus, item))


def answers_shown(assessment: Assessment, chain: Chain, chosen: Filters) -> list[Answer]:
    """Return the measures that the filters leave, in the order of the chain."""
    below = set(indicators_below(assessment.framework, chosen.force)) if chosen.force else set()
    return [
        one
        for one in chain.answers
        if chosen.document in {"", one.measure.set}
        and (not chosen.force or below & {*one.measure.whatif})
        and (not chosen.only_data or any(moved.known for moved in chain.moved[one.measure.id]))
    ]


def answer_chosen(assessment: Assessment, chain: Chain, shown: Iterable[Answer]) -> Answer | None:
    """Return the measure that the reader picked, else the first; one that answers nothing here only if looked for."""
    listed = list(shown)
    picked = view_state.picked(Key.TOOL_MEASURE)
    if found := next((one for one in (*listed, *chain.answers) if one.measure.id == picked), None):
        return found
    known = assessment.dataset.countermeasures.get(picked or "")
    if known and known.id in {one.id for one in unlinked(assessment)}:
        return Answer(known, UNLINKED, general=True)
    return listed[0] if listed else None


def unlinked(assessment: Assessment) -> tuple[Countermeasure, ...]:
    """Return the general measures that no item of the rule set in use is linked to, directly or not."""
    rules = assessment.rules
    families = {one for family in rules.families for one in family.answers}
    read = {test.indicator for item in rules.items for test in item.tests}
    read |= {one for item in rules.items for one in item.wanted}
    return tuple(
        one
        for one in general_measures(assessment.dataset, rules)
        if one.family not in families and not read & {*one.whatif}
    )


def moved_of(assessment: Assessment, chain: Chain, answer: Answer) -> tuple[Moved, ...]:
    """Return what a measure moves in the region of the chain, the weakest first, those without data last."""
    found = chain.moved.get(answer.measure.id)
    if found is None:
        found = moves(assessment, chain.unit, [answer.measure])[answer.measure.id]
    return tuple(sorted(found, key=lambda one: (not one.known, math.isnan(one.goodness), one.goodness)))


def cases_shown(assessment: Assessment, chain: Chain, chosen: Filters) -> list[FittingCase]:
    """Return the cases that the filters leave; the one that the reader looked for stands first."""
    picked = view_state.picked(Key.TOOL_CASE)
    fitting = [one for one in chain.cases if chosen.practice in {"", one.case.dimension}]
    first = [one for one in chain.cases if one.case.id == picked]
    if not first and (known := assessment.dataset.cases.get(picked or "")):
        first = [FittingCase(known, UNLINKED)]
    return [*first, *(one for one in fitting if one.case.id != picked)]


def policies_shown(assessment: Assessment, chosen: Filters) -> dict[str, tuple[Policy, ...]]:
    """Return the policies by level of government that the filters leave."""
    found = toolbox.policies_by_level(assessment.dataset)
    return {level: policies for level, policies in found.items() if chosen.level in {"", level}}


# ---- what can be chosen, by name


def filters(assessment: Assessment) -> Filters:
    """Return what the reader filters by, as far as this data set has it."""

    def kept(key: Key, names: Mapping[str, str]) -> str:
        picked = view_state.picked(key) or ""
        return picked if picked in names else ""

    return Filters(
        kept(Key.TOOL_SET, documents(assessment)),
        kept(Key.TOOL_FORCE, forces(assessment)),
        view_state.picked(Key.TOOL_DATA) == YES,
        kept(Key.TOOL_PRACTICE, practices(assessment)),
        kept(Key.TOOL_LEVEL, levels(assessment)),
    )


def documents(assessment: Assessment) -> dict[str, str]:
    """Return the document sets of measures by id."""
    return {
        one: document(one)
        for one in dict.fromkeys(m.set for m in assessment.dataset.countermeasures.values())
    }


def document(one: str) -> str:
    """Return what a document set is called."""
    return t(f"toolbox.set_{one}") if has(f"toolbox.set_{one}") else one


def forces(assessment: Assessment) -> dict[str, str]:
    """Return the dimensions of the framework in use by id."""
    return {one: sentences.node_name(assessment, one) for one in assessment.framework.dimensions}


def practices(assessment: Assessment) -> dict[str, str]:
    """Return the practice dimensions that cases are filed under by id."""
    nodes = practice_nodes(assessment.dataset)
    filed = dict.fromkeys(one.dimension for one in assessment.dataset.cases.values() if one.dimension)
    return {one: name(nodes[one].name) if one in nodes else one for one in filed}


def levels(assessment: Assessment) -> dict[str, str]:
    """Return the levels of government that have policies by id."""
    return {
        one: t(f"toolbox.level_{one}") if one in POLICY_LEVELS else one
        for one in toolbox.policies_by_level(assessment.dataset)
    }


def _items(assessment: Assessment) -> Iterable[str]:
    return (one.id for one in assessment.rules.items)


Options = Callable[[Assessment], Iterable[str]]
# What travels in the link of the page: mark, the reader's pick, what can be picked.
CHOICES: tuple[tuple[str, Key, Options], ...] = (
    ("ti", Key.ITEM, _items),
    ("tm", Key.TOOL_MEASURE, lambda one: one.dataset.countermeasures),
    ("tc", Key.TOOL_CASE, lambda one: one.dataset.cases),
    ("tp", Key.TOOL_POLICY, lambda one: one.dataset.policies),
    ("ts", Key.TOOL_SET, documents),
    ("tf", Key.TOOL_FORCE, forces),
    ("td", Key.TOOL_DATA, lambda _: (YES,)),
    ("tw", Key.TOOL_PRACTICE, practices),
    ("tl", Key.TOOL_LEVEL, levels),
)
