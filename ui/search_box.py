"""The field that searches everything, and its hits by kind: each is a button that leads to what it names."""

from __future__ import annotations

import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.search.entries import Entry
from cluster_core.search.fold import QUERY_MAX, is_cut, words_of
from cluster_core.search.index import Hit
from ui import basket, evidence_card, figures, search, state, view_state
from ui.text import isolated, plain, t
from ui.widget_keys import Key

FEW, MANY = 3, 24  # hits shown of each kind, and of one kind that was chosen
_QUERY_SHOWN = 40
ALL = "all"


def field() -> str:
    """Draw the field; return what stands in it."""
    return (
        st.text_input(
            t("search.label"),
            key=Key.SEARCH,
            placeholder=t("search.placeholder"),
            icon=":material/search:",
        )
        or ""
    )


def results(assessment: Assessment, query: str) -> None:
    """Draw the hits of a query; nothing for an empty one."""
    if not query.strip():
        return
    with st.container(key="search_results", gap="xsmall"):
        if is_cut(query):
            st.caption(plain(t("search.cut", most=QUERY_MAX, count=len(query))))
        if not words_of(query):
            st.caption(t("search.no_word"))
            return
        found = search.by_kind(assessment.dataset, query)
        shown = isolated(query.strip())
        shown = shown if len(shown) <= _QUERY_SHOWN else f"{shown[:_QUERY_SHOWN]}…"
        if not found:
            st.caption(plain(t("search.nothing", query=shown)))
            return
        total = sum(map(len, found.values()))
        figures.heading(t("search.found", count=total, query=shown), t("search.how"))
        chosen = _kind(found)
        most = FEW if chosen == ALL else MANY
        held = basket.held()
        columns = st.columns(2 if chosen == ALL else 1, gap="large")
        for at, kind in enumerate(found if chosen == ALL else [chosen]):
            with columns[at % len(columns)].container(gap=None):
                _group(assessment, found[kind], query, most, held)
        st.divider()
    evidence_card.open_asked(search.CARD, figures.tokens())


def _kind(found: dict[str, list[Hit]]) -> str:
    """Draw the choice of a kind where there are several; return it."""
    if len(found) < 2:
        return next(iter(found))
    names = {ALL: t("search.all"), **{kind: t(f"search.kind_{kind}") for kind in search.in_order(found)}}
    kept = view_state.picked(Key.SEARCH_KIND)
    chosen = kept if kept in names else ALL
    state.show(Key.SEARCH_KIND, chosen)
    st.segmented_control(
        t("search.kinds"),
        list(names),
        format_func=lambda one: names[one] if one == ALL else f"{names[one]} {len(found[one])}",
        key=Key.SEARCH_KIND,
        required=True,
        label_visibility="collapsed",
        on_change=view_state.keep,
        args=(Key.SEARCH_KIND,),
    )
    return str(chosen)


def _group(assessment: Assessment, hits: list[Hit], query: str, most: int, held: basket.Held) -> None:
    kind, rest = hits[0].entry.kind, len(hits) - most
    more = f" :gray[{plain(t('search.more', count=rest))}]" if rest > 0 else ""
    st.markdown(f"**{plain(t(f'search.kind_{kind}'))}**{more}")
    for at, hit in enumerate(hits[:most]):
        key = Key.SEARCH_HIT.of(f"{kind}:{hit.entry.within}:{hit.entry.id}:{at}")
        page = search.page_of(assessment, hit.entry)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            pressed = st.button(
                search.title(hit, query),
                key=key,
                type="tertiary",
                on_click=_on_hit,
                args=(assessment, hit.entry),
            )
            if search.can_be_put_aside(assessment, hit.entry):
                by = f"hit:{hit.entry.within}:"
                basket.button(kind, hit.entry.id, assessment.scenario, inside=held, by=by, short=True)
        if not hit.in_name and (passage := search.context(hit, query)):
            st.caption(passage)
        if pressed and page:
            st.switch_page(page)


def _on_hit(assessment: Assessment, entry: Entry) -> None:
    """Choose what a hit is about; what the toolbox shows takes the place of the hits."""
    search.choose(assessment, entry)
    if search.page_of(assessment, entry) == search.TOOLBOX:
        state.show(Key.SEARCH, "")
        st.rerun()
