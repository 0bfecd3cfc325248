"""Two regions of the reader's choice, of which one is asked to rank above the other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import sentences, state, view_state
from ui.select_box import select
from ui.text import name, t
from ui.widget_keys import Key

Keys = tuple[Key, Key]  # of the one above, and of the one below


def draw(assessment: Assessment, units: Sequence[str], keys: Keys) -> tuple[str, str] | None:
    """Draw the two choices among at least two units in the order of ranks; None, said, where both are the same."""
    pair = picked(assessment, units, keys)
    known = assessment.dataset.units(assessment.scenario.unit)
    names = {unit: name(known[unit].name) for unit in units}
    with st.container(horizontal=True, gap="small"):
        for key, unit, label in zip(keys, pair, ("sure.above", "sure.below"), strict=True):
            state.show(key, unit)
            with st.container(width=190):
                select(t(label), names, key, view_state.keep, args=(key,))
    if pair[0] == pair[1]:
        st.caption(t("sure.claims_same"))
        return None
    return pair


def picked(assessment: Assessment, units: Sequence[str], keys: Keys) -> tuple[str, str]:
    """Return the two regions picked; by default the focus, or the second, and the one just ahead of it."""
    focus = sentences.focus_of(assessment)
    at = units.index(focus) if focus in units else 1
    default = (units[at], units[at - 1] if at else units[1])
    found = (view_state.picked(key) for key in keys)
    above, below = (one if one in units else other for one, other in zip(found, default, strict=True))
    return str(above), str(below)
