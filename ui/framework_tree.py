"""The tree of the framework editor: one list of all parts, set in by level, and what can be done to the chosen one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.framework_edit import (
    At,
    add_dimension,
    child_at,
    fresh_id,
    is_indicator,
    places,
    remove,
    share_of,
    shift,
)
from cluster_core.model.text import Text
from ui import framework_draft, framework_words, state
from ui.framework_state import Draft
from ui.text import percent, plain, t
from ui.widget_keys import Key

_INDENT = "\u3000"
_HEIGHT = 520
UP, DOWN, REMOVE, DIMENSION = "up", "down", "remove", "dimension"
NEW = Text("新维度", "New dimension")


def draw(dataset: Dataset, draft: Draft) -> None:
    """Draw the buttons and, below them, the list."""
    framework, chosen = draft.framework, framework_draft.chosen(draft)
    labels = {code(at): label(dataset, framework, at) for at in places(framework)}
    _buttons(dataset, framework, chosen)
    state.show(Key.FRAME_TREE, code(chosen))
    with st.container(height=_HEIGHT, key="framework_tree"):
        st.radio(
            t("framework_edit.tree"),
            list(labels),
            format_func=lambda one: labels.get(one, one),
            key=Key.FRAME_TREE,
            on_change=_on_choice,
            label_visibility="collapsed",
        )
    st.caption(plain(t("framework_edit.tree_hint")))


def code(at: At) -> str:
    """Return a place as the text that the list knows it by."""
    return f"{at.parent}/{at.id}"


def label(dataset: Dataset, framework: Framework, at: At) -> str:
    """Return a line of the list: set in by level, a dimension in bold, its weight among its siblings behind it."""
    level = framework.by_id[at.parent].level + 1 if at.parent else 0
    words = plain(framework_words.part_name(dataset, framework, at))
    if not is_indicator(framework, at):
        words = f"**{words}**"
    share = f" :gray[{percent(share_of(framework, at), 1)}]" if at.parent else ""
    return f"{_INDENT * level}{words}{share}"


def _on_choice() -> None:
    parent, _, part = str(state.widget(Key.FRAME_TREE) or "").partition("/")
    framework_draft.choose(At(parent, part))


def _buttons(dataset: Dataset, framework: Framework, at: At) -> None:
    child = child_at(framework, at)
    kind: list[str] = []
    if child is not None:
        siblings = framework.by_id[at.parent].children
        kind = [one.id for one in siblings if one.is_indicator == child.is_indicator]
    acts = {
        UP: (":material/arrow_upward:", not kind or kind[0] == at.id),
        DOWN: (":material/arrow_downward:", not kind or kind[-1] == at.id),
        REMOVE: (":material/delete:", child is None),
        DIMENSION: (":material/add:", False),
    }
    with st.container(horizontal=True, gap="xsmall"):
        for act, (icon, disabled) in acts.items():
            st.button(
                t(f"framework_edit.do_{act}"),
                key=Key.FRAME_ACT.of(act),
                icon=icon,
                disabled=disabled,
                on_click=_on_act,
                args=(dataset, framework, act, at),
            )


def _on_act(dataset: Dataset, framework: Framework, act: str, at: At) -> None:
    above = At(framework.by_id[at.parent].parent, at.parent) if at.parent else at
    if act == REMOVE:
        framework_draft.apply(partial(remove, at=at), above)
    elif act == DIMENSION:
        parent = at.parent if is_indicator(framework, at) else at.id
        made = fresh_id(NEW.en, {*framework.by_id, *dataset.indicators})
        edit = partial(add_dimension, parent=parent, node=made, name=NEW, taken=dataset.indicators)
        framework_draft.apply(edit, At(parent, made))
    else:
        framework_draft.apply(partial(shift, at=at, by=-1 if act == UP else 1))
