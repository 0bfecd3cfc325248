"""The search over everything of a data set: its index, hits by kind, marks in Markdown, and where a hit leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cluster_core.assess.answers import LINKS, answers, shortcomings_of
from cluster_core.assess.facts import FACT, fact
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.rules import Countermeasure
from cluster_core.search.entries import (
    CASE,
    CHOKEPOINT,
    CLUSTER,
    CONTEST,
    FOOTNOTE,
    INDICATOR,
    KINDS,
    MEASURE,
    NATIONAL,
    NODE,
    PLAN,
    POLICY,
    REGION,
    SHORTCOMING,
    SOURCE,
    STRENGTH,
    Entry,
    entries,
)
from cluster_core.search.fold import Pieces, excerpt, marked, words_of
from cluster_core.search.index import Hit, Index, find, index
from ui import data, framework_choice, sentences, state, view_state
from ui.subjects import PAGE, Subject, of_indicator
from ui.text import name, plain
from ui.widget_keys import Key

CARD = "search"  # who asks for evidence from the results
TOOLBOX, PROFILE, CLUSTERS, TYPES, METHOD = (
    f"../pages/{page}.py" for page in ("toolbox", "profile", "clusters", "types", "method")
)
TOOLS = (SHORTCOMING, MEASURE, CASE, POLICY)  # what the toolbox itself shows
DOCUMENTED = (
    CLUSTER,
    NATIONAL,
    PLAN,
    CONTEST,
    FOOTNOTE,
)  # what the page of clusters shows, with cards of figures
_PAGES = {REGION: PROFILE, STRENGTH: PROFILE, CHOKEPOINT: TYPES, SOURCE: METHOD}


def index_of(dataset: Dataset) -> Index:
    """Return the index of a data set, built once for all sessions."""
    return data.remember(("search", dataset.fingerprint, dataset.id), lambda: index(entries(dataset)))


def named(dataset: Dataset) -> Mapping[tuple[str, str, str], Entry]:
    """Return every entry of a data set by kind, id and what it is within."""
    return data.remember(
        ("entries", dataset.fingerprint, dataset.id),
        lambda: {
            (row.entry.kind, row.entry.id, row.entry.within): row.entry for row in index_of(dataset).rows
        },
    )


def by_kind(dataset: Dataset, query: str) -> dict[str, list[Hit]]:
    """Return the hits of a query by kind, the kind of the best hit first."""
    found: dict[str, list[Hit]] = {}
    for hit in find(index_of(dataset), query):
        found.setdefault(hit.entry.kind, []).append(hit)
    return dict(sorted(found.items(), key=lambda pair: not pair[1][0].in_name))


def bold(pieces: Pieces) -> str:
    """Return a text in pieces as Markdown on one line: hits bold, everything else as it is written.

    >>> bold((("打造", False), ("产业链", True), (" *a* ", False)))
    '打造**产业链** \\\\*a\\\\* '
    """
    return "".join(f"**{_kept(piece)}**" if is_hit else _kept(piece) for piece, is_hit in pieces)


def _kept(piece: str) -> str:
    """Escape a piece and keep one blank at each end that has some."""
    if not piece.strip():
        return " " if piece else ""
    return f"{' ' * piece[0].isspace()}{plain(piece)}{' ' * piece[-1].isspace()}"


def title(hit: Hit, query: str) -> str:
    """Return the name of a hit with what was looked for in bold."""
    words, text = words_of(query), name(hit.entry.name)
    return bold(excerpt(text, words) if hit.entry.kind == FOOTNOTE else marked(text, words))


def context(hit: Hit, query: str) -> str:
    """Return the passage that holds what was looked for, in the reader's language where that has it; else nothing."""
    words, text = words_of(query), hit.entry.text
    shown = name(text)
    for one in (shown, text.zh, text.en):
        pieces = excerpt(one, words)
        if any(is_hit for _, is_hit in pieces):
            return bold(pieces)
    return ""


# ---- where a hit leads


def page_of(assessment: Assessment, entry: Entry) -> str:
    """Return the page that a hit leads to, empty where its evidence opens in place."""
    if entry.kind in TOOLS:
        return TOOLBOX
    if entry.kind in DOCUMENTED:
        return CLUSTERS
    if entry.kind == NODE and entry.within != assessment.framework.id:
        return METHOD
    return _PAGES.get(entry.kind, "")


def choose(assessment: Assessment, entry: Entry) -> None:
    """Choose what a hit is about, so that the page it leads to shows it; or ask for its evidence."""
    if entry.kind in TOOLS:
        _choose_tool(assessment, entry)
    elif entry.kind == REGION:
        _focus(assessment, entry.id)
    elif entry.kind in DOCUMENTED:
        if key := figure_of(assessment.dataset, entry):
            view_state.ask(PAGE, Subject(about=FACT + key))
    elif entry.kind == CHOKEPOINT:
        view_state.pick(Key.TECHNOLOGY, entry.id)
    elif entry.kind == NODE and entry.within != assessment.framework.id:
        if entry.within in framework_choice.fitting(assessment.dataset):
            framework_choice.change_framework(entry.within)
    elif entry.kind in {NODE, INDICATOR}:
        about = entry.id if entry.kind == NODE else of_indicator(entry.id)
        view_state.ask(CARD, Subject(sentences.focus_of(assessment) or "", about))


def figure_of(dataset: Dataset, entry: Entry) -> str:
    """Return the key of the documented figure that a hit is, or the first that a footnote is about; else nothing."""
    if entry.kind == FOOTNOTE:
        concerned = dataset.nation.footnotes[entry.id].concerns
        return next((key for key in concerned if fact(dataset, key)), "")
    table = {CLUSTER: "clusters", NATIONAL: "national_clusters", PLAN: "cluster_plans"}.get(entry.kind)
    return f"{table}:{entry.id}" if table else f"contest_results:{entry.within}:{entry.id}"


def can_be_put_aside(assessment: Assessment, entry: Entry) -> bool:
    """Tell whether the basket takes a hit: of shortcomings, those of the rule set that the scenario goes by."""
    return entry.kind in {*TOOLS, INDICATOR} and (
        entry.kind != SHORTCOMING or entry.within == assessment.rules.id
    )


def _focus(assessment: Assessment, region: str) -> None:
    if assessment.scenario.unit == "region" and region in assessment.units:
        state.put(replace(assessment.scenario, focus=region))


def _choose_tool(assessment: Assessment, entry: Entry) -> None:
    if entry.kind == SHORTCOMING:
        _use_rules(assessment, entry.within)
        view_state.pick(Key.ITEM, entry.id)
    elif entry.kind == MEASURE:
        view_state.pick(Key.TOOL_MEASURE, entry.id)
        _lead_to(assessment, assessment.dataset.countermeasures[entry.id])
    else:
        view_state.pick(Key.TOOL_CASE if entry.kind == CASE else Key.TOOL_POLICY, entry.id)


def _lead_to(assessment: Assessment, measure: Countermeasure) -> None:
    """Look at the shortcoming that a measure answers most firmly, in another rule set where the own one has none."""
    unit = sentences.focus_of(assessment)
    found = [
        (LINKS.index(one.link), place, shortcoming.item.id)
        for place, shortcoming in enumerate(shortcomings_of(assessment, unit) if unit else ())
        for one in answers(assessment, unit or "", shortcoming.item)
        if one.measure.id == measure.id
    ]
    if found:
        view_state.pick(Key.ITEM, min(found)[2])
        return
    direct = (
        (rules.id, item.id)
        for rules in assessment.dataset.rules.values()
        for item in rules.items
        if measure.id in item.countermeasures
    )
    if there := next(direct, None):
        _use_rules(assessment, there[0])
        view_state.pick(Key.ITEM, there[1])


def _use_rules(assessment: Assessment, rules: str) -> None:
    if rules != assessment.rules.id and rules in assessment.dataset.rules:
        state.put(replace(assessment.scenario, rules=rules))


def in_order(kinds: Iterable[str]) -> list[str]:
    """Return kinds in the order of `KINDS`."""
    return sorted(kinds, key=KINDS.index)
