"""Sentences about a room: camps, the focus, what all agree on, what went wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.errors import UserDataError, WorkshopError
from cluster_core.model.text import Language
from cluster_core.workshop.rankings import GroupRankings
from tests.ui.workshop_rooms import CAMPS, CLOSER, decided
from tests.workshop.rooms import room
from ui import workshop_words as words
from ui.workshop_results import Results

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(scope="module")
def found() -> Results:
    return decided(CAMPS)


def with_ranks(found: Results, *columns: list[int]) -> Results:
    """Give a room's rankings other ranks, the room's first."""
    units = found.assessment.units[: len(columns[0])]
    ranked = found.rankings
    assert ranked is not None
    ranks = np.array(columns).T
    return replace(found, rankings=GroupRankings(units, ranked.scenarios, ranks))


SAME = [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ((SAME, SAME, SAME), "The top 5 is the same in both camps"),
        ((SAME, SAME, [2, 1, 3, 4, 5, 6, 7]), "The same names are in the top 5 of both camps"),
        ((SAME, SAME, [7, 2, 3, 4, 5, 6, 1]), "are in the top 5 of both camps"),
        (
            ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [*SAME, 8, 9, 10], [6, 7, 8, 9, 10, 1, 2, 3, 4, 5]),
            "No name is in",
        ),
    ],
)
def test_the_headline_says_what_the_camps_share(
    english: None, found: Results, columns: tuple[list[int], ...], said: str
) -> None:
    rest = list(range(len(columns[0]) + 1, len(found.assessment.units) + 1))
    assert said in words.headline(with_ranks(found, *([*ranks, *rest] for ranks in columns)))


def test_the_focus_is_where_the_rankings_put_it(english: None, found: Results) -> None:
    ranked = found.rankings
    assert ranked is not None
    ranks = ranked.ranks[ranked.units.index("320900")]
    said = words.headline(found)
    assert "Yancheng" in said
    for rank in {ranks.min(), ranks.max()}:
        assert f"{rank}th" in said


def test_what_all_agree_on_is_counted(english: None, found: Results) -> None:
    other = with_ranks(found, SAME, SAME, [1, 3, 2, 4, 5, 6, 7])
    assert words.agreed_text(other).startswith("All agree on 5 of 7")
    assert words.agreed_text(with_ranks(found, [1, 2], [2, 1], [1, 2])) == "No rank is the same in all camps."


def test_camps_are_named_by_what_they_weigh_more(english: None, found: Results) -> None:
    assert words.group_names(found) == ["Innovation first", "Support first"]
    assert words.whose(found) == ["the whole room", "Innovation first", "Support first"]


def test_everyone_identical_and_everyone_opposed(language: Language) -> None:
    alike = decided(room(*[(40, 30, 20, 10)] * 6))
    assert words.groups_takeaway(alike) in {"意见相近，没有分出派别", "One opinion: no camps stand apart"}
    assert "100%" in words.consensus_takeaway(alike.shown)  # type: ignore[arg-type]
    assert words.agreed_text(alike) == ""
    corners = [tuple(100 if at == child else 0 for at in range(4)) for child in range(4)] * 2
    opposed = decided(room(*corners))
    assert words.consensus_takeaway(opposed.shown).split("%")[0].endswith(" 0")  # type: ignore[arg-type]
    assert words.headline(opposed)


def test_rounds_and_spread_say_numbers(english: None) -> None:
    found = decided(CAMPS, CLOSER)
    change = found.change
    assert change is not None
    assert f"rose from {change.before:.0%} to {change.after:.0%}" in words.change_takeaway(found)
    assert words.moved_text(found) == "Of 12 who voted in both rounds, 9 changed their mind."
    assert "less than 5 points" in words.weights_takeaway(found), "in round two all lie within two points"


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_small_room_is_told_why(language: Language, count: int) -> None:
    said = words.headline(decided(CAMPS[:count]))
    assert said == words.too_few(count)
    assert not count or str(count) in said


KINDS = ("question", "key", "step", "rounds", "ended", "gone", "hidden", "token")


@pytest.mark.parametrize("kind", KINDS)
def test_every_refusal_has_words(language: Language, kind: str) -> None:
    assert words.problem(WorkshopError(kind, "x"))
    assert words.problem(UserDataError("name", "x"))
    assert words.problem(UserDataError("full", "x"))


def test_a_code_is_read_in_halves() -> None:
    session = decided().session
    code = words.code(session)
    assert code.replace("-", "") == session.join_code
    assert code.index("-") == 4
