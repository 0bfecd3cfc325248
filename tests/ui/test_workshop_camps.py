"""Opinion groups side by side: first places and the focus, bold where the room has another rank."""

from __future__ import annotations

import pytest

from tests.ui.workshop_rooms import CAMPS, decided
from ui import sentences, workshop_camps
from ui.workshop_results import Results


@pytest.fixture(scope="module")
def found() -> Results:
    return decided(CAMPS)


def test_a_list_has_the_first_places_and_the_focus(english: None, found: Results) -> None:
    ranked = found.rankings
    assert ranked is not None
    for column in range(3):
        lines = workshop_camps.lines(found, column)
        assert len(lines) == 6
        assert lines[-1].startswith(":primary[**")
        assert "Yancheng" in lines[-1]
        for line in lines[:-1]:
            rank, name = line.strip("*").split("\u2003")
            unit = next(one for one in ranked.units if sentences.region(found.assessment, one) == name)
            at = ranked.units.index(unit)
            assert int(rank) == ranked.ranks[at, column]
            assert line.startswith("**") == (ranked.ranks[at, column] != ranked.ranks[at, 0])


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_numbers_below_a_strip_are_large_enough_for_a_wall(columns: int) -> None:
    size, width = workshop_camps.size_of(columns)
    assert size * width / 200 >= 18


def test_a_small_room_has_no_list() -> None:
    assert workshop_camps.lines(decided(CAMPS[:4]), 0) == []
