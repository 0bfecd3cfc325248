"""Minutes: every table with its columns, numbers as on the wall, times to the minute, nobody named."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from cluster_core.model.ballot import Question
from cluster_core.model.scenario import Scenario
from cluster_core.workshop.minutes import COLUMNS, Facts, Round, minutes
from cluster_core.workshop.outcome import outcome
from tests.shipped import assessed
from tests.workshop.rooms import POINTS, camp, room

AT = datetime(2026, 11, 4, 12, 30, 59, tzinfo=UTC)
FACTS = Facts("Spring meeting", "What matters most?", AT, "1")
FIRST = [*camp((70, 10, 10, 10), 6, 1), *camp((10, 10, 10, 70), 5, 2)]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    rounds = [Round(1, FIRST, AT, AT, AT), Round(2, camp((40, 30, 20, 10), 11, 3), AT)]
    return minutes(FACTS, POINTS, rounds, assessed("practice"))


def test_every_table_has_its_columns(tables: dict[str, pd.DataFrame]) -> None:
    assert {name: list(frame.columns) for name, frame in tables.items()} == COLUMNS
    assert tables["ratings"].empty
    assert all(len(frame) for name, frame in tables.items() if name != "ratings")


def test_numbers_are_those_of_the_wall(tables: dict[str, pd.DataFrame]) -> None:
    found = outcome(POINTS, FIRST)
    first = tables["weights"].query("round == 1")
    assert tuple(first["weight"]) == found.weights
    assert tuple(first["low"]) == tuple(one.low for one in found.summaries)
    assert found.consensus is not None
    assert tables["consensus"]["homogeneity"][0] == found.consensus.homogeneity
    assert sorted(tables["opinion_groups"].query("round == 1")["participants"].unique()) == [5, 6]
    ranked = tables["rankings"]
    units = len(assessed("practice").units)
    assert len(ranked) == units * (3 + 2), "the room and two groups, then the room and one group"
    assert ranked.query("group != 'room'")["again_low"].isna().all()
    for code in tables["scenarios"]["code"]:
        assert dict(Scenario.decode(code).points)["four_forces"]


def test_times_are_to_the_minute(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["rounds"].to_numpy().tolist() == [
        [1, "2026-11-04 12:30", "2026-11-04 12:30", "2026-11-04 12:30", 11],
        [2, "2026-11-04 12:30", "", "", 11],
    ]
    said = dict(tables["session"].to_numpy().tolist())
    assert (said["created"], said["data_version"], said["title"]) == (
        "2026-11-04 12:30",
        "1",
        "Spring meeting",
    )


def test_a_round_of_few_leaves_only_its_count() -> None:
    found = minutes(FACTS, POINTS, [Round(1, room(*[(33, 33, 33, 1)] * 4))], assessed("practice"))
    assert list(found["rounds"]["ballots"]) == [4]
    assert all(found[name].empty for name in set(COLUMNS) - {"session", "rounds"})


def test_ratings_have_a_row_a_rater_group() -> None:
    from cluster_core.model.ballot import Ballot

    asked = Question("four_forces", "four_forces", "ratings", ("er_promotion_org",), ("p01",))
    ballots = [Ballot((75.0,), group) for group in ("enterprise", "public", "third_party") for _ in range(5)]
    found = minutes(FACTS, asked, [Round(1, ballots)], assessed("practice"))["ratings"]
    assert list(found["value"]) == [75.0] * 3
    assert list(found["ratings"]) == [5] * 3
