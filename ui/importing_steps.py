"""The four steps of an import in their order, and the ways from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from ui import (
    data,
    importing,
    importing_additions,
    importing_check,
    importing_choose,
    importing_mapping,
    importing_match,
    importing_state,
)
from ui.importing_state import STEPS, Work
from ui.text import join, plain, t
from ui.widget_keys import Key


def draw(work: Work) -> None:
    """Draw where the reader is, and that step."""
    _strip(work)
    {"table": _table, "match": _match, "source": _source, "check": _check}[work.step](work)


def _strip(work: Work) -> None:
    """Draw the steps, the one that the reader is at in bold."""
    words = [
        f"**{place} {t(f'importing.step_{one}')}**"
        if one == work.step
        else f"{place} {t(f'importing.step_{one}')}"
        for place, one in enumerate(STEPS, 1)
    ]
    st.markdown("　→　".join(words))


def _table(work: Work) -> None:
    """Draw the ways in."""
    importing_check.problem(work)
    importing_choose.draw(data.dataset(work.bundle))


def _match(work: Work) -> None:
    """Draw what was read and what its names stand for."""
    dataset = data.dataset(work.bundle)
    seen = importing.look(work)
    importing_check.problem(importing_state.work())
    if seen is not None:
        importing_match.draw(work, seen, dataset)
        work = importing_state.work()
        lacks = importing_mapping.missing(seen, work, dataset, importing_match.amended())
        said = join(t(f"importing.missing_{one}") for one in lacks)
        _forward("source", t("importing.missing", what=said) if lacks else "")
    else:
        _forward("")


def _source(work: Work) -> None:
    """Draw where the values are from."""
    dataset = data.dataset(work.bundle)
    importing_additions.source(work, dataset)
    _forward("check", importing_additions.lacking(importing_state.work(), dataset))


def _check(work: Work) -> None:
    """Draw the report, the difference and the decision."""
    prepared = importing.prepare(work)
    importing_check.problem(importing_state.work())
    if prepared is not None:
        allowed = importing_check.draw(prepared, importing.with_new(data.dataset(work.bundle), work))
        _forward("", first=partial(importing_check.take_over, prepared, allowed))
    else:
        _forward("")


def _forward(to: str, lacks: str = "", first: Callable[[], object] = bool) -> None:
    """Draw the ways on, back and out; what is still lacking is said, and keeps the reader here."""
    before = STEPS[max(0, STEPS.index(importing_state.work().step) - 1)]
    pressed = False
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        first()
        if to:
            pressed = st.button(t(f"importing.to_{to}"), type="primary", key=Key.IMPORT_STEP.of(to))
        if before != "table":
            st.button(t("importing.back"), key=Key.IMPORT_STEP.of("back"), on_click=go, args=(before,))
        st.button(t("importing.other_table"), key=Key.IMPORT_STEP.of("leave"), on_click=importing.leave)
    if lacks:
        (st.warning if pressed else st.caption)(plain(lacks))
    elif pressed:
        go(to)
        st.rerun()


def go(to: str) -> None:
    """Go to a step."""
    importing_state.change(step=to, done=None)
