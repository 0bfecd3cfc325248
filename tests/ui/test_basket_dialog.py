"""The dialog: order, notes, taking out and undoing, all of it in the store; texts stay texts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.userdata import basket as saved
from cluster_core.userdata.connection import Store
from tests.pages.opening import open_with
from ui import basket, basket_dialog, state, tray, tray_state
from ui.widget_keys import Key

ODD = "<b>x</b> **y** 😀"


@pytest.fixture
def filled(desk: Store, session: SimpleNamespace, english: None, scenario: Scenario) -> Store:
    for subject in ("case_cz_carbon", "case_hz_security", "case_qd_rail"):
        saved.add(desk, "case", subject, scenario)
    return desk


def order() -> list[str]:
    return [one.subject for one in basket.items()]


def choose(act: str, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose something from the menu of the thing at a place."""
    monkeypatch.setattr(state, "widget", lambda _key: act)
    basket_dialog._on_menu(basket.items()[at])


def test_order_and_taking_out(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    choose("up", 1, monkeypatch)
    assert order() == ["case_hz_security", "case_cz_carbon", "case_qd_rail"]
    choose("down", 1, monkeypatch)
    assert order() == ["case_hz_security", "case_qd_rail", "case_cz_carbon"]
    choose("out", 0, monkeypatch)
    assert order() == ["case_qd_rail", "case_cz_carbon"]
    assert [one.subject for one in tray_state.taken_out()] == ["case_hz_security"]
    basket_dialog._on_undo()
    assert order()[0] == "case_hz_security"
    assert tray_state.taken_out() == ()
    basket_dialog._on_clear()
    assert order() == []
    assert len(tray_state.taken_out()) == 3
    basket_dialog._on_undo()
    assert len(order()) == 3


def test_a_note(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = basket.items()[0]
    choose("note", 0, monkeypatch)
    assert tray_state.noting() == first.id
    monkeypatch.setattr(state, "widget", lambda _key: ODD)
    basket_dialog._on_note(first, "key")
    assert basket.items()[0].note == ODD
    assert tray_state.noting() == ""
    monkeypatch.setattr(state, "widget", lambda _key: "x" * 501)
    basket_dialog._on_note(first, "key")
    assert "at most 500" in tray_state.take_problem()
    assert basket.items()[0].note == ODD


def test_what_another_tab_took_out(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = basket.items()[0]
    saved.remove(tray.store(), first)
    monkeypatch.setattr(state, "widget", lambda _key: "late")
    basket_dialog._on_note(first, "key")
    assert "Somebody else has taken this out" in tray_state.take_problem()


def test_the_button_counts_and_the_dialog_shows_texts_as_texts(desk: Store, scenario: Scenario) -> None:
    made = saved.add(desk, "case", "case_cz_carbon", scenario)
    saved.annotate(desk, made, ODD)
    page = open_with("overview", "en", "jiangsu")
    assert page.button(key=Key.BASKET).label == "Basket (1)"
    page.button(key=Key.BASKET).click().run()
    assert not page.exception
    told = "\n".join(str(one.value) for one in page.markdown)
    assert "1. Changzhou new carbon materials" in told
    assert r"\<b>x\</b> \*\*y\*\* 😀" in told
