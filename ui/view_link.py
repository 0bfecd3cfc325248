"""The view as it travels beside the scenario: what the reader chose on one page, as a short versioned code.

The table `FIELDS` has one line per choice. A choice travels as a text of its options and is looked up among the options
that the opening page has, so that nothing but what could be chosen there can come out of a link.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from typing import Any

from cluster_core.assess.importance import IMPORTANCES
from cluster_core.errors import ClusterError
from cluster_core.explore.levers import KINDS
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Notice
from cluster_core.model.typology import TypeRule
from ui import (
    agglomeration,
    audit,
    chokepoints,
    cluster_choices,
    comparison,
    comparison_level_figures,
    comparison_views,
    cultivation,
    data,
    disparities,
    goal,
    goal_view,
    map_clicks,
    map_clusters,
    map_measures,
    map_options,
    map_words,
    robustness,
    shortfalls,
    state,
    table_link,
    toolbox,
    view_state,
)
from ui.view_code import LONGEST, MARK, VERSION, UnreadableError, joined, pack, unpack
from ui.widget_keys import Key

Options = Mapping[str, Any]  # text in the code -> what the reader chose


@dataclass(frozen=True)
class Field:
    """One choice on one page: what can be chosen, what is chosen (empty before any choice), how to choose or forget."""

    mark: str
    page: str
    options: Callable[[Assessment], Options]
    read: Callable[[Assessment], Collection[Any]]
    keep: Callable[[Assessment, Sequence[Any]], None]
    forget: Callable[[Assessment], None]
    many: bool = False


# ---- to and from the address


def write_address() -> None:
    """Write scenario, view and language into the page's address where they are not there yet."""
    state.write_address(code())


def link() -> str:
    """Return the whole address that opens this page as it is now."""
    return state.link(code())


def code() -> str:
    """Return the code of the view of this page, empty where the reader chose nothing on it."""
    return encode(data.assessment(state.scenario()), state.page())


def complete() -> bool:
    """Tell whether every choice of this page fits into its link."""
    assessment = data.assessment(state.scenario())
    parts = [part for field in FIELDS if field.page == state.page() and (part := _part(assessment, field))]
    return not parts or len(joined(parts)) <= LONGEST


def open_view() -> None:
    """Choose what the address asks for, once, when the session has begun; say what of it is ignored."""
    if wanted := state.view_to_open():
        state.view_is_open()
        for notice in decode(wanted, data.assessment(state.scenario())):
            state.add_note(notice)


def open_saved(page: str, wanted: str) -> tuple[Notice, ...]:
    """Bring a page to a saved view: what the reader chose there before is gone; return notes on what is ignored."""
    assessment = data.assessment(state.scenario())
    for field in FIELDS:
        if field.page == page:
            field.forget(assessment)
    return decode(wanted, assessment) if wanted else ()


# ---- the code


def encode(assessment: Assessment, page: str) -> str:
    """Return the choices of a page: version, then mark, count and texts of each, then an end mark.

    Choices that would make the code longer than `LONGEST` are left out, the last of the table first.
    """
    parts: list[str] = []
    for field in FIELDS:
        part = _part(assessment, field) if field.page == page else ""
        if part and len(joined([*parts, part])) <= LONGEST:
            parts.append(part)
    return joined(parts) if parts else ""


def _part(assessment: Assessment, field: Field) -> str:
    chosen = field.read(assessment)
    if not chosen:
        return ""
    texts = {value: text for text, value in field.options(assessment).items() if MARK not in text}
    return pack(field.mark, [texts[value] for value in chosen if value in texts])


def decode(wanted: str, assessment: Assessment) -> tuple[Notice, ...]:
    """Choose what a code asks for, as far as it can be chosen; return notes on the rest."""
    try:
        found = unpack(wanted)
    except UnreadableError:
        version = wanted.partition(MARK)[0]
        newer = version.isascii() and version.isdigit() and len(version) < 9 and int(version) > int(VERSION)
        return (Notice("ignored", ("view_newer" if newer else "view",), wanted[:80]),)
    fields = {field.mark: field for field in FIELDS}
    refused = [mark for mark, texts in found.items() if not _kept(assessment, fields.get(mark), list(texts))]
    return (Notice("ignored", ("view_part",), " ".join(refused)[:80]),) if refused else ()


def _kept(assessment: Assessment, field: Field | None, texts: list[str]) -> bool:
    """Keep the texts that can be chosen; tell whether all of them can."""
    if field is None or (len(texts) > 1 and not field.many):
        return False
    options = field.options(assessment)
    values = [options[text] for text in dict.fromkeys(texts) if text in options]
    try:
        if values:
            field.keep(assessment, values)
    except ClusterError:
        return False
    return len(values) == len(texts)


# ---- kinds of choices


def _texts(values: Iterable[Any]) -> Options:
    return {str(value): value for value in values}


def _picked(mark: str, page: str, key: Key, options: Callable[[Assessment], Iterable[str]]) -> Field:
    """Return a choice that is kept as the reader's pick from a list."""
    return Field(
        mark,
        page,
        lambda assessment: _texts(options(assessment)),
        lambda _: [one for one in (view_state.picked(key),) if one is not None],
        lambda _, values: view_state.pick(key, values[0]),
        lambda _: view_state.unpick(key),
    )


def _widget(mark: str, page: str, key: Key, options: Callable[[Assessment], Iterable[Any]]) -> Field:
    """Return a choice that its widget keeps itself."""
    return Field(
        mark,
        page,
        lambda assessment: _texts(options(assessment)),
        lambda _: [one for one in (state.widget(key),) if one is not None],
        lambda _, values: state.show(key, values[0]),
        lambda _: state.unset(key),
    )


def _filter(mark: str, name: str, options: Callable[[Assessment], Iterable[Any]], page: str) -> Field:
    """Return a filter of a page."""
    return Field(
        mark,
        page,
        lambda assessment: _texts(options(assessment)),
        lambda _: view_state.filtered(name) or (),
        lambda _, values: view_state.set_filter(name, values),
        lambda _: view_state.clear_filters((name,)),
        many=True,
    )


def _judged(
    mark: str,
    kind: str,
    options: Callable[[Assessment], Options],
    usable: Callable[[Assessment, dict[Any, Any]], object] = lambda _assessment, _numbers: None,
) -> Field:
    """Return the reader's own numbers of one kind, each a pair: what it is about, and the number.

    `usable` raises `ClusterError` where the numbers do not go together.
    """

    def keep(assessment: Assessment, values: Sequence[Any]) -> None:
        numbers = dict(values)
        usable(assessment, numbers)
        view_state.judge(cultivation.subject(assessment, kind), numbers)

    def read(assessment: Assessment) -> Collection[Any]:
        return view_state.judged(cultivation.subject(assessment, kind)).items()

    def forget(assessment: Assessment) -> None:
        view_state.judge(cultivation.subject(assessment, kind), {})

    return Field(mark, "types", options, read, keep, forget, many=True)


def _rated(mark: str, *fields: str) -> Field:
    """Return the reader's ratings of chokepoint technologies in some fields."""
    return Field(
        mark,
        "chokepoints",
        lambda one: chokepoints.options(one, fields),
        lambda one: chokepoints.given(one, fields),
        chokepoints.keep_given,
        lambda one: chokepoints.forget_given(one, fields),
        many=True,
    )


# ---- what can be chosen


def _nodes(assessment: Assessment) -> Iterable[str]:
    return assessment.framework.dimensions


def _items(assessment: Assessment) -> Iterable[str]:
    return shortfalls.items_of(assessment)["item"]


def _places(assessment: Assessment) -> Iterable[str]:
    """Return every indicator's place in the framework as the page of methods names it."""
    nodes = assessment.framework.nodes
    return (f"{node.id}/{child.id}" for node in nodes for child in node.children if child.is_indicator)


def _spans(assessment: Assessment) -> Iterable[str]:
    years = assessment.dataset.years(assessment.scenario.unit)
    return (f"{first}-{last}" for first, last in combinations_with_replacement(sorted(years), 2))


def _criteria(assessment: Assessment) -> list[str]:
    known = assessment.dataset.typology
    return [criterion.id for criterion in known.criteria] if known else []


def _thresholds(assessment: Assessment) -> Options:
    limits = {f"{one}.{limit}": (one, float(limit)) for one in ("t_high", "t_mid") for limit in range(101)}
    most = range(1, len(_criteria(assessment)) + 1)
    return limits | {f"{one}.{count}": (one, count) for one in ("n_high", "n_mid") for count in most}


def _goes_together(assessment: Assessment, thresholds: dict[Any, Any]) -> TypeRule:
    known = assessment.dataset.typology
    return replace(known.rule if known else TypeRule(), **thresholds)


def _ratings(assessment: Assessment) -> Options:
    return {
        f"{unit}.{criterion}.{rating}": ((unit, criterion), rating)
        for unit in assessment.units
        for criterion in _criteria(assessment)
        for rating in cultivation.RATINGS
    }


def _rivals(assessment: Assessment) -> Iterable[str]:
    # Asked for late: the tray, which keeps them, opens views itself.
    return map_measures.others(assessment)


def _fixed(*values: str) -> Callable[[Assessment], Iterable[str]]:
    return lambda _assessment: values


# ---- the table: a new choice is a new line; a mark that has been in use is not used again for another choice

FIELDS: tuple[Field, ...] = (
    Field(
        "c",
        "compare",
        lambda assessment: _texts(assessment.units),
        lambda _: view_state.compared() or (),
        lambda _, units: view_state.set_compared(units[: comparison.MOST]),
        lambda _: view_state.forget_compared(),
        many=True,
    ),
    _picked("d", "compare", Key.COMPARED_PART, _nodes),
    _picked("cv", "compare", Key.COMPARED_VIEW, _fixed(*comparison_views.VIEWS)),
    _picked("cl", "compare", Key.COMPARED_LEVEL, _fixed(*comparison_level_figures.DEPTHS)),
    _picked("z", "sure", Key.SURE, robustness.choices),
    _picked("w", "profile", Key.IMPORTANCE, _fixed(*IMPORTANCES)),
    _picked("i", "shortcomings", Key.ITEM, _items),
    *(_picked(mark, "toolbox", key, options) for mark, key, options in toolbox.CHOICES),
    _picked("ks", "clusters", Key.CONTEST_SHOWN, cluster_choices.shows),
    *(_filter(f"k{one[:2]}", *cluster_choices.linked(one), "clusters") for one in cluster_choices.FIELDS),
    _picked("a", "types", Key.ACROSS, _criteria),
    _picked("u", "types", Key.UPWARDS, _criteria),
    _judged("t", "rule", _thresholds, _goes_together),
    _judged("r", "rating", _ratings),
    _rated("k", "criticality"),
    _rated("l", "category"),
    _rated("kd", *chokepoints.DETAILS),
    _picked("kc", "chokepoints", Key.CHOKE_CLUSTER, chokepoints.cluster_keys),
    _picked("kr", "chokepoints", Key.CHOKE_REGION, _fixed(*chokepoints.REGIONS)),
    replace(_picked("ni", "agglomeration", Key.INDUSTRY, _nodes), options=agglomeration.in_link),
    _picked("ny", "agglomeration", Key.INDUSTRY_YEAR, agglomeration.years),
    _picked("ns", "agglomeration", Key.INDUSTRY_SINCE, agglomeration.years),
    _picked("na", "agglomeration", Key.INDUSTRY_AREA, _fixed(*agglomeration.AREAS)),
    _picked("nv", "agglomeration", Key.INDUSTRY_VIEW, _fixed(*agglomeration.VIEWS)),
    _widget("m", "map", Key.MAP_MEASURE, map_options.measures),
    _widget("s", "map", Key.MAP_SHOW, _fixed(*map_options.SHOWS)),
    _widget("y", "map", Key.MAP_SINCE, lambda one: one.dataset.years(one.scenario.unit)),
    _widget("v", "map", Key.MAP_VIEW, _fixed(*map_options.VIEWS)),
    _widget("o", "map", Key.MAP_OVERLAY, _fixed(*map_options.OVERLAYS)),
    _widget("e", "map", Key.MAP_SECOND, map_options.measures),
    _widget("ma", "map", Key.MAP_AGAINST, _rivals),
    _widget("mc", "map", Key.MAP_SURE, _fixed(*map_words.SURES)),
    _widget("mp", "map", Key.MAP_ACROSS, map_options.measures),
    _widget("mi", "map", Key.MAP_INDUSTRY, map_clusters.industries),
    _widget("mt", "map", Key.MAP_TIER, map_clusters.tiers),
    _widget("mn", "map", Key.MAP_NEAR, _fixed(*map_options.NEARS)),
    _widget("mk", "map", Key.MAP_CLICK, _fixed(*map_clicks.CLICKS)),
    _picked("x", "audit", Key.LEFT_OUT, audit.kinds_of),
    _picked("q", "audit", Key.DISPARITY, disparities.subjects),
    _picked("p", "audit", Key.DISPARITY_YEARS, _spans),
    _picked("n", "method", Key.INDICATOR, _places),
    _picked("gk", "goal", Key.GOAL_KIND, _fixed(goal.RANK, goal.SCORE)),
    _picked("gr", "goal", Key.GOAL_RANK, lambda one: map(str, range(1, len(one.units) + 1))),
    _picked("gs", "goal", Key.GOAL_SCORE, lambda _: (str(tenth / 10) for tenth in range(1001))),
    _picked("gg", "goal", Key.GOAL_LEVERS, lambda one: (goal.ALL, goal.OWN, *one.framework.dimensions)),
    _picked("gb", "goal", Key.GOAL_BOUNDS, _fixed(*KINDS)),
    Field("gl", "goal", *goal_view.LEVERS, many=True),
    Field("gc", "goal", *goal_view.numbers("cost"), many=True),
    Field("gx", "goal", *goal_view.numbers("limit"), many=True),
    *(Field(mark, "data", *parts, many=True) for mark, parts in table_link.CHOICES),
)
