"""The basket's button in the header of every page, and the dialog that shows, orders and empties it."""

from __future__ import annotations

import streamlit as st

from cluster_core.errors import ClusterError
from cluster_core.userdata import basket as saved
from cluster_core.userdata.basket import BasketItem
from cluster_core.userdata.record import NOTE_MAX
from ui import basket, data, failures, state, tables, tray, tray_state
from ui.text import isolated, plain, t
from ui.widget_keys import Key

UP, DOWN, NOTE, OUT = "up", "down", "note", "out"


def button() -> None:
    """Draw the button with the number of things in the basket; a click opens the dialog."""
    if st.button(
        t("basket.button", number=len(basket.items())), key=Key.BASKET, icon=":material/shopping_basket:"
    ):
        tray_state.set_taken_out(())
        tray_state.set_noting("")
        st.dialog(t("basket.title"), width="medium", on_dismiss="rerun")(lambda: failures.guard(_draw))()


def _draw() -> None:
    """Draw what went wrong, what can be put back, the things in their order, and what can be done with all."""
    if problem := tray_state.take_problem():
        st.warning(plain(problem))
    kept = _items()
    taken = tray_state.taken_out()
    if taken:
        with st.container(
            key="note_basket",
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
        ):
            st.markdown(plain(t("basket.taken_out", count=len(taken), name=basket.title(taken[0]))))
            st.button(t("tray.undo"), key=Key.BASKET.of("undo"), on_click=_on_undo, type="tertiary")
    if not kept:
        st.caption(t("basket.empty"))
        return
    with st.container(gap="xsmall"):
        for at, item in enumerate(kept, 1):
            _row(at, item)
    st.caption(t("basket.shared"))
    with st.container(horizontal=True, gap="xsmall"):
        basket.downloads(kept, tables.provenance(data.assessment(state.scenario())))
        st.button(
            t("basket.clear"),
            key=Key.BASKET.of("clear"),
            on_click=_on_clear,
            icon=":material/remove_shopping_cart:",
        )


def _items() -> tuple[BasketItem, ...]:
    try:
        return saved.items(tray.store())
    except ClusterError as failed:
        st.warning(plain(tray.problem(failed)))
        return ()


def _row(at: int, item: BasketItem) -> None:
    note = f"  \n{plain(isolated(item.note))}" if item.note else ""
    with st.container(key=f"basket_row_{item.id}", gap=None):
        with st.container(horizontal=True, vertical_alignment="top", horizontal_alignment="distribute"):
            said = f"**{at}. {plain(basket.title(item))}**  \n:gray[{plain(basket.line(item))}]{note}"
            st.markdown(said, width="stretch")
            st.menu_button(
                t("tray.menu"),
                (UP, DOWN, NOTE, OUT),
                format_func=lambda one: t(f"basket.do_{one}"),
                key=Key.BASKET_MENU.of(item.id),
                type="tertiary",
                on_click=_on_menu,
                args=(item,),
            )
        if tray_state.noting() == item.id:
            _note(item)


def _note(item: BasketItem) -> None:
    key = Key.BASKET_NOTE.of(item.id)
    with st.form(f"form_{item.id}", border=False):
        st.text_area(t("basket.note"), item.note, max_chars=NOTE_MAX, height=68, key=key)
        st.form_submit_button(t("basket.note_keep"), type="primary", on_click=_on_note, args=(item, key))


def _on_menu(item: BasketItem) -> None:
    act = state.widget(Key.BASKET_MENU.of(item.id))
    if act in {UP, DOWN}:
        tray.attempt(lambda: saved.move(tray.store(), item, -1 if act == UP else 1))
    elif act == NOTE:
        tray_state.set_noting(item.id)
    elif act == OUT and tray.attempt(lambda: saved.remove(tray.store(), item)):
        tray_state.set_taken_out([item])


def _on_note(item: BasketItem, key: str) -> None:
    if tray.attempt(lambda: saved.annotate(tray.store(), item, str(state.widget(key) or ""))):
        tray_state.set_noting("")


def _on_clear() -> None:
    taken: list[BasketItem] = []
    if tray.attempt(lambda: taken.extend(saved.clear(tray.store()))):
        tray_state.set_taken_out(taken)


def _on_undo() -> None:
    taken = tray_state.taken_out()
    if tray.attempt(lambda: saved.restore(tray.store(), taken)):
        tray_state.set_taken_out(())
