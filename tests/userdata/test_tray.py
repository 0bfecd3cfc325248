"""Saved scenarios: listed, found, changed by one at a time, never lost to a second writer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store
from cluster_core.userdata.record import ConflictError, SavedScenario
from cluster_core.userdata.tray import (
    Draft,
    add,
    delete,
    duplicate,
    known_or_gone,
    list_,
    read,
    rename,
    restore,
    save,
)


@pytest.fixture
def mine(store: Store, scenario: Scenario) -> SavedScenario:
    return add(store, [Draft("Mine", scenario, "why")])[0]


def names(store: Store, **options: object) -> list[str]:
    return [one.name for one in list_(store, **options).records]  # type: ignore[arg-type]


def test_a_record_is_the_scenario(store: Store, scenario: Scenario, mine: SavedScenario) -> None:
    assert read(store, [mine.id]) == {mine.id: mine}
    assert mine.scenario() == scenario
    assert (mine.bundle, mine.framework, mine.data_version) == ("jiangsu", "four_forces", "1")
    assert (mine.note, mine.revision, mine.space) == ("why", 1, "desk")
    assert abs((datetime.now(UTC) - mine.created).total_seconds()) < 60
    assert mine.created.tzinfo is UTC


def test_page_and_view_are_kept_until_others_are_saved(
    store: Store, scenario: Scenario, other: Scenario
) -> None:
    (goal,) = add(store, [Draft("Goal", scenario, page="goal", view="1~gr~1~5~z")])
    assert read(store, [goal.id])[goal.id] == goal
    assert (duplicate(store, goal).page, duplicate(store, goal).view) == ("goal", "1~gr~1~5~z")
    after = save(store, rename(store, goal, "Better"), other)
    assert (after.page, after.view) == ("goal", "1~gr~1~5~z")
    assert save(store, after, other, ("map", "")).page == "map"
    with pytest.raises(UserDataError, match="page: found"):
        add(store, [Draft("Bad", scenario, page="a b")])


def test_fractions_are_quantised_when_saved(store: Store, scenario: Scenario) -> None:
    halves = scenario.with_points("four_forces", (0.5, 0.25, 0.25, 0.25))
    assert add(store, [Draft("Mine", halves)])[0].scenario() == halves.quantised()


def test_the_last_changed_comes_first(store: Store, scenario: Scenario, other: Scenario) -> None:
    first, second, _ = add(store, [Draft(name, scenario) for name in "ABC"])
    save(store, first, other)
    rename(store, second, "B2")
    assert names(store) == ["B2", "A", "C"]
    assert names(store, start=1, limit=1) == ["A"]
    assert list_(store, limit=1).total == 3


def test_every_word_is_looked_for_in_name_and_note(store: Store, scenario: Scenario) -> None:
    add(
        store,
        [
            Draft("École 50%", scenario, "for the Mayor"),
            Draft("创新优先 盐城", scenario),
            Draft("50x", scenario),
        ],
    )
    assert names(store, search="éCOLE mayor") == ["École 50%"]
    assert names(store, search="盐城") == ["创新优先 盐城"]
    assert names(store, search="50%") == ["École 50%"], "a sign of the database's own is a sign"
    assert names(store, search="_") == []
    assert names(store, search="'; DROP TABLE saved_scenario; --") == []
    assert len(names(store, search=" ")) == 3


def test_frameworks_and_spaces_are_kept_apart(store: Store, scenario: Scenario) -> None:
    add(store, [Draft("A", scenario), Draft("B", replace(scenario, framework="two"))])
    add(store, [Draft("A", scenario)], space="another")
    assert names(store, framework="two") == ["B"]
    assert names(store, space="another") == ["A"]


def test_names_get_numbers(store: Store, scenario: Scenario, mine: SavedScenario) -> None:
    again = add(store, [Draft("Mine", scenario), Draft("Mine", scenario)])
    assert [one.name for one in again] == ["Mine (2)", "Mine (3)"]
    assert duplicate(store, mine).name == "Mine (4)"
    assert rename(store, again[0], "Mine").name == "Mine (2)"
    assert rename(store, mine, " Mine ").name == "Mine", "its own name is not taken"


def test_a_copy_is_a_record_of_its_own(store: Store, other: Scenario, mine: SavedScenario) -> None:
    copy = duplicate(store, mine)
    assert (copy.code, copy.note) == (mine.code, mine.note)
    assert copy.id != mine.id
    save(store, copy, other)
    assert read(store, [mine.id])[mine.id] == mine


def test_a_bad_name_changes_nothing(store: Store, scenario: Scenario, mine: SavedScenario) -> None:
    with pytest.raises(UserDataError):
        rename(store, mine, " ")
    with pytest.raises(UserDataError):
        add(store, [Draft("Good", scenario), Draft("", scenario)])
    assert names(store) == ["Mine"]


def test_the_second_of_two_writers_is_told(
    store: Store, scenario: Scenario, other: Scenario, mine: SavedScenario
) -> None:
    one_tab = other_tab = mine
    one_tab = save(store, one_tab, other)
    assert one_tab.revision == 2
    for attempt in (
        lambda: save(store, other_tab, scenario),
        lambda: rename(store, other_tab, "Yours"),
        lambda: delete(store, other_tab),
    ):
        with pytest.raises(ConflictError, match="found revision 2, allowed: revision 1") as told:
            attempt()
        assert told.value.stored == one_tab
        assert read(store, [mine.id])[mine.id] == one_tab
    assert told.value.stored is not None
    third = replace(scenario, year=2021)
    assert save(store, told.value.stored, third).scenario() == third, (
        "overwriting is saving over what is stored"
    )


def test_changing_what_is_gone_is_told(store: Store, other: Scenario, mine: SavedScenario) -> None:
    delete(store, mine)
    delete(store, mine)
    with pytest.raises(ConflictError, match="found deleted") as told:
        save(store, mine, other)
    assert told.value.stored is None
    assert read(store, [mine.id]) == {}
    with pytest.raises(UserDataError, match="found none of id") as gone:
        known_or_gone(read(store, [mine.id]), mine.id)
    assert gone.value.kind == "gone"


def test_what_was_deleted_comes_back(store: Store, scenario: Scenario, mine: SavedScenario) -> None:
    delete(store, mine)
    assert names(store) == []
    assert restore(store, mine) == mine == restore(store, mine)
    delete(store, mine)
    add(store, [Draft("Mine", scenario)])
    assert restore(store, mine).name == "Mine (2)"
    assert list_(store).total == 2


def test_a_long_tray_is_read_page_by_page(store: Store, scenario: Scenario) -> None:
    add(store, [Draft(f"Scenario {number}", scenario) for number in range(1000)])
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    found = list_(store, search="scenario", start=990, limit=8)
    assert (found.total, len(found.records)) == (1000, 8)
    assert sum(statement.startswith("SELECT count") for statement in asked) == 1
    assert sum("LIMIT" in statement for statement in asked) == 1, "no row is read that is not shown"


def test_pages_hold_everything_once(store: Store, scenario: Scenario) -> None:
    add(store, [Draft(f"N{number}", scenario) for number in range(120)])
    pages = [names(store, start=start, limit=50) for start in (0, 50, 100, 150)]
    assert [len(page) for page in pages] == [50, 50, 20, 0]
    assert len({name for page in pages for name in page}) == 120
