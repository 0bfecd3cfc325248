"""The chosen part of a framework, field by field: every field changes the draft at once, and can be taken back."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import AGGREGATIONS, NORMALISATIONS, Framework
from cluster_core.model.framework_edit import (
    DESCRIPTION_MAX,
    ID_MAX,
    NAME_MAX,
    At,
    add_indicator,
    below,
    bind,
    child_at,
    describe,
    identify,
    is_indicator,
    move,
    rename,
    set_aggregate,
    set_method,
    weigh,
)
from cluster_core.model.text import Language, Text
from ui import framework_draft, framework_state, framework_words, select_box, state
from ui.framework_draft import Edit
from ui.framework_state import Draft
from ui.method_switches import COVERAGES
from ui.method_words import aggregate_text, value_text
from ui.text import isolated, name, plain, t
from ui.widget_keys import Key

POINTS_MAX = 1000.0
OF_WHOLE = ""
_RULES = tuple(rule for rule in AGGREGATIONS if not rule.startswith("power"))
_BOTH: tuple[Language, ...] = ("zh", "en")


def draw(dataset: Dataset, draft: Draft) -> None:
    """Draw the fields of the chosen part."""
    framework, at = draft.framework, framework_draft.chosen(draft)
    framework_state.set_drawn(at)
    with st.container(gap="small", key="framework_part"):
        st.markdown(f"**{plain(framework_words.part_name(dataset, framework, at))}**")
        if is_indicator(framework, at):
            _indicator(dataset, framework, at)
        else:
            _names(framework, at)
            if not at.parent:
                _whole(dataset, framework)
            else:
                _dimension(framework, at)
        if at.parent:
            _standing(framework, at)
        if not is_indicator(framework, at) and at.parent:
            _add(dataset, at)


def _key(at: At, field: str) -> str:
    return Key.FRAME_FIELD.of(f"{at.parent}/{at.id}:{field}")


# ---- where it stands and what it weighs


def _standing(framework: Framework, at: At) -> None:
    child = child_at(framework, at)
    if child is None:
        return
    key, parents = _key(at, "weight"), Key.FRAME_TO.of(f"{at.parent}/{at.id}")
    state.show(key, float(child.weight))
    state.show(parents, at.parent)
    left, right = st.columns([2, 3], gap="small")
    with left:
        st.number_input(
            t("framework_edit.weight"),
            min_value=0.0,
            max_value=max(POINTS_MAX, child.weight),
            step=0.5,
            format="%g",
            key=key,
            on_change=_on_weight,
            args=(key, at),
        )
    with right:
        select_box.select(
            t("framework_edit.parent"), _parents(framework, at), parents, _on_parent, args=(parents, at)
        )
    st.caption(plain(framework_words.weight_line(framework, at)))


def _parents(framework: Framework, at: At) -> dict[str, str]:
    """Return the dimensions that a part may stand under, each with those above it before its name."""
    leaf = is_indicator(framework, at)
    barred = set[str]() if leaf else below(framework, at.id)
    return {
        node.id: framework_words.path(framework, node.id)
        for node in framework.nodes
        if node.id not in barred and not (leaf and not node.parent)
    }


def _on_weight(key: str, at: At) -> None:
    points = state.widget(key)
    if isinstance(points, int | float):
        framework_draft.apply_to(at, partial(weigh, at=at, weight=float(points)))


def _on_parent(key: str, at: At) -> None:
    to = state.widget(key)
    if isinstance(to, str) and to != at.parent:
        framework_draft.apply_to(at, partial(move, at=at, parent=to), At(to, at.id))


# ---- an indicator


def _indicator(dataset: Dataset, framework: Framework, at: At) -> None:
    known = dataset.indicators.get(at.id)
    if known is not None:
        count, total = (
            framework_draft.counts(dataset).get(at.id, 0),
            len(dataset.units(state.scenario().unit)),
        )
        way = t("framework_edit.cost" if known.sign < 0 else "framework_edit.benefit")
        unit = name(known.unit) or "–"
        st.caption(plain(t("framework_edit.indicator_line", way=way, unit=unit, count=count, total=total)))
    key = _key(at, "indicator")
    state.show(key, at.id)
    names = {at.id: at.id} if known is None else {}
    select_box.select(
        t("framework_edit.bound"), names | _offered(dataset), key, _on_bind, args=(dataset, key, at)
    )


def _offered(dataset: Dataset) -> dict[str, str]:
    """Return the indicators of the data set, those with most values first, each with how many have one."""
    counts, total = framework_draft.counts(dataset), len(dataset.units(state.scenario().unit))
    return {
        one: t(
            "framework_edit.offered", name=isolated(name(known.name)), count=counts.get(one, 0), total=total
        )
        for one, known in sorted(dataset.indicators.items(), key=lambda pair: -counts.get(pair[0], 0))
    }


def _on_bind(dataset: Dataset, key: str, at: At) -> None:
    wanted = state.widget(key)
    if isinstance(wanted, str) and wanted != at.id:
        edit = partial(bind, at=at, indicator=wanted, known=dataset.indicators)
        framework_draft.apply_to(at, edit, At(at.parent, wanted))


def _add(dataset: Dataset, at: At) -> None:
    key = Key.FRAME_ADD.of(at.id)
    state.show(key, None)
    select_box.select(
        t("framework_edit.add_indicator"), _offered(dataset), key, _on_add, args=(dataset, key, at)
    )


def _on_add(dataset: Dataset, key: str, at: At) -> None:
    wanted = state.widget(key)
    if isinstance(wanted, str):
        edit = partial(add_indicator, parent=at.id, indicator=wanted, known=dataset.indicators)
        framework_draft.apply_to(at, edit, at)


# ---- a dimension


def _names(framework: Framework, at: At) -> None:
    node = framework.by_id[at.id]
    for column, language in zip(st.columns(2, gap="small"), _BOTH, strict=True):
        with column:
            _words(at, f"name_{language}", node.name.get(language), NAME_MAX, _renaming(at.id, language))


def _words(at: At, field: str, words: str, most: int, edit: Callable[[str], Edit]) -> None:
    key = _key(at, field)
    state.show(key, words)
    st.text_input(
        t(f"framework_edit.{field}"),
        max_chars=max(most, len(words)),
        key=key,
        on_change=_on_words,
        args=(key, at, edit),
    )


def _on_words(key: str, at: At, edit: Callable[[str], Edit]) -> None:
    words = state.widget(key)
    framework_draft.apply_to(at, edit(words if isinstance(words, str) else ""))


def _renaming(node: str, language: Language) -> Callable[[str], Edit]:
    def edit(words: str) -> Edit:
        return lambda framework: rename(framework, node, _with(framework.by_id[node].name, language, words))

    return edit


def _with(text: Text, language: Language, words: str) -> Text:
    return replace(text, zh=words) if language == "zh" else replace(text, en=words)


def _dimension(framework: Framework, at: At) -> None:
    node = framework.by_id[at.id]
    rules = {OF_WHOLE: t("framework_edit.rule_of_whole")}
    rules |= {rule: aggregate_text(rule) for rule in dict.fromkeys((*_RULES, node.aggregate)) if rule}
    key = _key(at, "rule")
    state.show(key, node.aggregate or OF_WHOLE)
    select_box.select(t("framework_edit.rule"), rules, key, _on_rule, args=(key, at))
    language = state.language()
    _words(
        at,
        "description",
        node.description.get(language),
        DESCRIPTION_MAX,
        lambda words: lambda now: describe(now, at.id, _with(now.by_id[at.id].description, language, words)),
    )


def _on_rule(key: str, at: At) -> None:
    rule = state.widget(key)
    if isinstance(rule, str):
        framework_draft.apply_to(at, partial(set_aggregate, node=at.id, rule=rule or None))


# ---- the whole


def _whole(dataset: Dataset, framework: Framework) -> None:
    at, method = At("", framework.id), framework.method
    left, right = st.columns(2, gap="small")
    with left:
        key = _key(at, "id")
        state.show(key, framework.id)
        st.text_input(
            t("framework_edit.id"),
            max_chars=ID_MAX,
            key=key,
            on_change=_on_id,
            args=(dataset, key, at),
            help=t("framework_edit.id_help"),
        )
    with right:
        _words(
            at,
            "source",
            framework.source,
            DESCRIPTION_MAX,
            lambda words: lambda now: identify(now, now.id, now.version, words),
        )
    choices: dict[str, tuple[object, ...]] = {
        "normalise": NORMALISATIONS,
        "aggregate": tuple(dict.fromkeys((*_RULES, method.aggregate))),
        "min_coverage": tuple(sorted({*COVERAGES, method.min_coverage})),
    }
    for column, (field, options) in zip(st.columns(3, gap="small"), choices.items(), strict=True):
        with column:
            key = _key(at, field)
            state.show(key, getattr(method, field))
            names = {one: value_text(field, one) for one in options}
            select_box.select(t(f"methods.{field}"), names, key, _on_method, args=(key, at, field))
    st.caption(plain(t("framework_edit.version", version=framework.version)))


def _on_id(dataset: Dataset, key: str, at: At) -> None:
    wanted = str(state.widget(key) or "").strip()
    draft = framework_state.draft(dataset.id)
    if draft is None or wanted == draft.framework.id or framework_state.drawn() != at:
        return
    if wanted in dataset.frameworks and wanted != draft.start.id:
        framework_state.set_problem(t("framework_edit.refused_duplicate"))
        return
    framework_draft.apply_to(at, lambda now: identify(now, wanted, now.version), At("", wanted))


def _on_method(key: str, at: At, field: str) -> None:
    value = state.widget(key)
    if value is not None and not (isinstance(value, float) and math.isnan(value)):
        framework_draft.apply_to(at, lambda now: set_method(now, replace(now.method, **{field: value})))
