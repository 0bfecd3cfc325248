"""Which workshop a page is about, and whose key opens it."""

from __future__ import annotations

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.userdata import sessions
from cluster_core.userdata.connection import Store
from tests.ui.workshop_rooms import lead, made
from ui import state, view_code, view_state, workshop_choice, workshop_state
from ui.widget_keys import Key

pytestmark = pytest.mark.usefixtures("session")


def test_the_wall_shows_what_was_picked_else_what_goes_on(desk: Store) -> None:
    assert workshop_choice.on_wall() is None
    one, other = made(desk, title="One"), made(desk, title="Other")
    lead(desk, other, "end")
    assert workshop_choice.picked() is None
    assert workshop_choice.on_wall() == one.session
    view_state.pick(Key.WORKSHOP, other.session.id)
    found = workshop_choice.on_wall()
    assert found is not None
    assert (found.title, found.state) == ("Other", "ended")
    assert set(workshop_choice.ids()) == {one.session.id, other.session.id}


def test_a_key_opens_its_workshop_until_somebody_takes_over(desk: Store) -> None:
    room = made(desk)
    assert workshop_choice.key_of(room.session) == ""
    workshop_state.hold({room.session.id: room.key})
    assert workshop_choice.key_of(room.session) == room.key
    taken = workshop_choice.take_over(room.session)
    assert workshop_choice.key_of(room.session) == taken != room.key
    assert not sessions.holds_key(desk, room.session.id, room.key)


def test_what_goes_wrong_is_kept_in_words(english: None, desk: Store) -> None:
    room = made(desk)
    assert not workshop_choice.attempt(lambda: sessions.advance(desk, room.session.id, "x", "open"))
    assert "Another browser leads" in workshop_state.take_problem()


def test_the_address_of_the_wall_names_the_workshop_and_no_key(
    english: None, desk: Store, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "scenario", lambda: scenario)
    room = made(desk)
    address = workshop_choice.wall_address(room.session)
    assert room.key not in address
    view = address.split("&v=")[1].split("&")[0]
    assert view_code.unpack(view) == {workshop_choice.WALL_MARK: [room.session.id]}
