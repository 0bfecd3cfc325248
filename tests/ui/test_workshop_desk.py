"""What the console says of a workshop while it goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cluster_core.userdata import sessions
from cluster_core.userdata.connection import Store
from tests.ui.workshop_rooms import CAMPS, cast, join, lead, made
from ui import workshop_desk


def test_counts_tell_how_many_and_nothing_else(english: None, desk: Store) -> None:
    room = made(desk)
    assert workshop_desk.counts_text(room.session) == "Nobody has joined yet"
    tokens = join(desk, room, 3)
    assert workshop_desk.counts_text(room.session) == "3 people have joined"
    session = lead(desk, room, "open")
    cast(desk, room, tokens, CAMPS[:2])
    assert workshop_desk.counts_text(session) == "2 of 3 answered"


@pytest.mark.parametrize(
    ("passed", "said"), [(0, "2:00 left"), (61, "0:59 left"), (-90_000, "2:00 left"), (90_000, "Time is up")]
)
def test_the_timer_is_the_server_s_and_survives_a_jump(
    english: None, desk: Store, monkeypatch: pytest.MonkeyPatch, passed: int, said: str
) -> None:
    room = made(desk)
    assert workshop_desk.timer_text(room.session) == ""
    session = lead(desk, room, "open")
    real = sessions.remaining_s
    now = datetime.now(UTC) + timedelta(seconds=passed)
    monkeypatch.setattr(sessions, "remaining_s", lambda one, opened: real(one, opened, now=opened and now))
    assert workshop_desk.timer_text(session).startswith(said)


def test_without_a_timer_none_is_shown(desk: Store) -> None:
    room = made(desk, timer_s=0)
    assert workshop_desk.timer_text(lead(desk, room, "open")) == ""
