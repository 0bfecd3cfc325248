"""Sessions to join, each in a store of its own, and a fresh count of what everybody sent."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cluster_core.model.ballot import question_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import sessions
from cluster_core.userdata.connection import Store
from cluster_core.workshop.rate_limit import RateLimit
from tests.ui.phone.asking import Answer, Phone
from ui import tray
from ui.phone import routes


@dataclass
class Room:
    """A session and its facilitator's key."""

    store: Store
    made: sessions.Created

    @property
    def id(self) -> str:
        return self.made.session.id

    @property
    def code(self) -> str:
        return self.made.session.join_code

    def step(self, *steps: str) -> Room:
        for one in steps:
            sessions.advance(self.store, self.id, self.made.key, one)
        return self

    def enter(self, phone: Phone) -> Answer:
        return phone.post(f"/j/{self.code}", {})


@dataclass
class Rooms:
    store: Store
    jiangsu: Dataset
    scenario: Scenario

    def make(self, method: str = "points", **changes: object) -> Room:
        regions = ("320900",) if method == "ratings" else ()
        asked = question_of(self.jiangsu, "four_forces", "four_forces", method, regions)
        given = {"rounds": 2, "title": "Spring <b>meeting</b>", "text": "What comes first?"} | changes
        return Room(
            self.store,
            sessions.create(
                self.store, sessions.Plan(question=asked, scenario=self.scenario, data_version="1", **given)
            ),
        )  # type: ignore[arg-type]


@pytest.fixture
def rooms(desk: Store, jiangsu: Dataset, scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> Rooms:
    monkeypatch.setattr(routes, "LIMIT", RateLimit())
    assert tray.store().place == desk.place
    return Rooms(desk, jiangsu, scenario)


@pytest.fixture
def room(rooms: Rooms) -> Room:
    """A session by points whose first round is open."""
    return rooms.make().step("open")


@pytest.fixture
def phone() -> Phone:
    return Phone()
