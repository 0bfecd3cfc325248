"""The select box as every page draws it: names for ids, and a placeholder in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

import streamlit as st

from ui import state
from ui.text import t


def select(
    label: str,
    names: Mapping[Hashable, str],
    key: str,
    on_change: Callable[..., None],
    *,
    args: Sequence[object] = (),
    explained: str | None = None,
    hint: str = "",
) -> None:
    """Draw a choice among the ids of `names`; what it shows was set with `state.show` before.

    `hint` stands in an empty one.
    """
    st.selectbox(
        label,
        list(names),
        index=None if state.widget(key) is None else 0,
        format_func=lambda option: names.get(option, str(option)),
        key=key,
        on_change=on_change,
        args=tuple(args),
        help=explained,
        placeholder=hint or t("widget.choose"),
    )
