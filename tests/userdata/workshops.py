"""A session to vote in."""

from __future__ import annotations

from cluster_core.model.ballot import Ballot, Question
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store
from cluster_core.userdata.sessions import Created, Plan, advance, create, join
from cluster_core.userdata.votes import Submission

ASKED = Question("four_forces", "four_forces", "points", ("innovation", "resilience", "brand", "support"))
PLAN = Plan(
    "Spring meeting", "What matters most?", ASKED, Scenario("jiangsu", "four_forces", 2023), "1", rounds=2
)


def opened(store: Store) -> Created:
    """A session whose first round is open."""
    made = create(store, PLAN)
    return Created(advance(store, made.session.id, made.key, "open"), made.key)


def joined(store: Store, made: Created) -> str:
    return join(store, made.session.join_code).token


def sent(*points: float, sequence: int = 1, form: str = "", round_: int = 1) -> Submission:
    return Submission(round_, sequence, form or f"form-{sequence}", Ballot(points))
