"""Deleting: for good, at this desk without the key too, and honest where the file could not be written anew."""

from __future__ import annotations

import pytest

from cluster_core.errors import UserDataError
from cluster_core.userdata import sessions
from cluster_core.userdata.connection import Store
from tests.ui.workshop_rooms import made
from ui import view_state, workshop_list, workshop_state
from ui.widget_keys import Key

pytestmark = pytest.mark.usefixtures("session", "english")


def test_a_workshop_is_deleted_and_forgotten(desk: Store) -> None:
    room, other = made(desk), made(desk)
    workshop_state.hold({room.session.id: room.key})
    view_state.pick(Key.WORKSHOP, room.session.id)
    workshop_list.delete(room.session)
    assert [one.id for one in sessions.list_(desk)] == [other.session.id]
    assert workshop_state.keys() == {}
    assert view_state.picked(Key.WORKSHOP) is None
    workshop_list.delete(other.session)
    assert sessions.list_(desk) == (), "at this desk the key is not needed"
    assert workshop_state.take_problem() == ""
    workshop_list.delete(other.session)
    assert "was deleted" in workshop_state.take_problem()


def test_a_file_in_use_is_said(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    room = made(desk)
    real = sessions.delete

    def busy(store: Store, session_id: str, key: str) -> None:
        real(store, session_id, key)
        raise UserDataError("locked", "x")

    monkeypatch.setattr(sessions, "delete", busy)
    workshop_list.delete(room.session)
    assert workshop_state.rewrite_due()
    assert workshop_state.take_problem() == ""


def test_what_could_not_be_deleted_is_still_there(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise UserDataError("locked", "x")

    room = made(desk)
    monkeypatch.setattr(sessions, "delete", locked)
    workshop_list.delete(room.session)
    assert not workshop_state.rewrite_due()
    assert workshop_state.take_problem()
