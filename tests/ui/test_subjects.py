"""Marks and cells know what they are about, and a click on them asks for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.model.assessment import Assessment
from ui import figures, state, subjects, view_state
from ui.subjects import Subject

IDS = st.from_regex(r"[A-Za-z0-9_.:~+-]{0,12}", fullmatch=True)


@given(IDS, IDS, st.integers(0, 9999), st.booleans())
def test_a_subject_survives_its_code(region: str, about: str, year: int, exact: bool) -> None:
    one = Subject(region, about, year, exact)
    assert subjects.read(one.code) == one


def test_a_row_fills_what_its_column_leaves_open() -> None:
    assert Subject(about="a") | Subject("R1", year=2021) == Subject("R1", "a", 2021)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"region": "R1", "name": "x"}, Subject("R1")),
        ({"about": "a", "region": None}, Subject("", "a")),
        ({"about": "a", "about_year": 2021.0, "about_exact": True}, Subject("", "a", 2021, exact=True)),
        ({"name": "x", "node": "a"}, None),
    ],
)
def test_a_row_says_what_it_is_about(row: dict[str, Any], found: Subject | None) -> None:
    assert subjects.of_row(row) == found


def test_every_mark_of_a_clickable_chart_carries_its_subject(english: None, assessment: Assessment) -> None:
    drawn = figures.ranking(assessment).chart
    chart = subjects.selectable(drawn)
    assert chart is not None
    params = [one for layer in chart["layer"] for one in layer.get("params", ())]
    assert [one["name"] for one in params] == [subjects.PICK]
    rows = chart["datasets"]["rows"]
    assert {subjects.read(row["subject"]).region for row in rows} == set(assessment.units)
    assert not any(layer.get("params") for layer in drawn["layer"])
    assert "subject" not in drawn["datasets"]["rows"][0]


def test_a_chart_about_nothing_cannot_be_clicked() -> None:
    assert subjects.selectable({"layer": [{}], "datasets": {"rows": [{"name": "x"}]}}) is None


@pytest.fixture
def widget(monkeypatch: pytest.MonkeyPatch, session: SimpleNamespace) -> dict[str, Any]:
    """What the widgets hold, by key."""
    held: dict[str, Any] = {}
    monkeypatch.setattr(state, "widget", held.get)
    return held


def test_a_click_on_a_mark_asks_for_it(widget: dict[str, Any]) -> None:
    subjects.on_mark("ranking", "k")()
    assert view_state.asked() is None
    widget["k"] = {"selection": {subjects.PICK: [{"subject": Subject("R1", "a").code}]}}
    subjects.on_mark("ranking", "k")()
    assert view_state.asked() == ("ranking", Subject("R1", "a"))
    widget["k"] = {"selection": {}}
    view_state.close_card()
    subjects.on_mark("ranking", "k")()
    assert view_state.asked() is None


def test_a_click_on_a_cell_joins_row_and_column(widget: dict[str, Any]) -> None:
    click = subjects.on_cell("t", "k", [Subject(about="a"), Subject(about="b")], {"Suzhou": Subject("R2")})
    widget["k"] = {"selection": {"cells": [(1, "Suzhou")]}}
    click()
    assert view_state.asked() == ("t", Subject("R2", "b"))
    widget["k"] = {"selection": {"cells": [(0, "Unit")]}}
    click()
    assert view_state.asked() == ("t", Subject("", "a"))


def test_a_row_beyond_those_that_are_about_something_asks_for_nothing(widget: dict[str, Any]) -> None:
    widget["k"] = {"selection": {"cells": [(1, "x")]}}
    subjects.on_cell("t", "k", [Subject("R1")], {})()
    assert view_state.asked() is None
