"""Ratings of a room: the import's formula, and the room's privacy on top."""

from __future__ import annotations

import pytest

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import Ballot, Question
from cluster_core.workshop.ratings import rated
from tests.workshop.rooms import POINTS

ASKED = Question("f", "f", "ratings", ("trust", "planning"), ("x", "y"))


def cast(group: str, *ratings: float | None) -> list[Ballot]:
    """One ballot a rating: of trust in x; planning in y gets 100 from everyone."""
    return [Ballot((rating, None, None, 100.0), group) for rating in ratings]


ROOM = [
    *cast("enterprise", 75, 50, 100),
    *cast("public", 25, 25, 50, 100, None),
    *cast("third_party", 100, 100, 0),
]


def test_values_by_hand() -> None:
    trust, none, nobody, planning = rated(ASKED, ROOM)
    assert (trust.indicator, trust.region) == ("trust", "x")
    assert trust.value == pytest.approx(0.6 * 75 + 0.2 * 37.5 + 0.2 * 100)
    assert dict(trust.counts) == {"enterprise": 3, "public": 4, "third_party": 3}
    assert (none.value, nobody.value, planning.value) == (None, None, 100)


def test_a_group_under_five_shows_no_median_of_its_own() -> None:
    trust, *_, planning = rated(ASKED, ROOM)
    assert dict(trust.medians) == {"enterprise": None, "public": None, "third_party": None}
    assert dict(planning.medians) == {"enterprise": None, "public": 100, "third_party": None}


def test_three_of_one_group_are_enough_for_the_import_but_not_to_be_shown() -> None:
    alone = {"enterprise": 1.0}
    assert rated(ASKED, cast("enterprise", 75, 75, 75), alone)[0].value is None
    assert rated(ASKED, cast("enterprise", 75, 75, 75, 50, 50), alone)[0].value == 75
    assert rated(ASKED, cast("enterprise", 75, 75, 75, 50, 50))[0].value is None, "two groups are missing"


def test_points_are_no_ratings() -> None:
    with pytest.raises(WorkshopError, match="a question by ratings"):
        rated(POINTS, [])
