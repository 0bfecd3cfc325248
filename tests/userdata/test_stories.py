"""Stories: pinned, ordered, edited, removed and brought back; nobody's step is lost to somebody else's change."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import stories
from cluster_core.userdata.connection import Store
from cluster_core.userdata.stories import STEPS_MOST, Step, Story
from cluster_core.userdata.tray import Draft

ODD = '<img src=x onerror="alert(1)"> **x** مجموعات \U0001f600'


def drafts(scenario: Scenario, *names: str) -> list[Draft]:
    return [Draft(name, scenario, f"say {name}", page="compare", view="1~cv~1~radar~z") for name in names]


def titles(story: Story | None) -> list[str]:
    assert story is not None
    return [one.title for one in story.steps]


@pytest.fixture
def known(store: Store, scenario: Scenario) -> Story:
    return stories.add(store, "Mine", drafts(scenario, "a", "b", "c", "d"))


def test_nothing_is_there_before_anything_is_saved(store: Store) -> None:
    assert stories.list_(store) == ()
    assert stories.read(store, "x") is None
    assert store.path is not None
    assert not store.path.exists()


def test_a_story_is_read_as_it_was_saved(store: Store, known: Story, scenario: Scenario) -> None:
    found = stories.read(store, known.id)
    assert found == known
    first = known.steps[0]
    assert (first.title, first.note, first.page, first.view) == ("a", "say a", "compare", "1~cv~1~radar~z")
    assert first.scenario() == scenario.quantised()
    assert len({one.id for one in known.steps}) == 4


def test_pins_come_last_and_the_story_changed_last_comes_first(
    store: Store, known: Story, other: Scenario
) -> None:
    second = stories.add(store, "Mine")
    assert second.title == "Mine (2)"
    assert [one.id for one in stories.list_(store)] == [second.id, known.id]
    after = stories.pin(store, known.id, Draft(ODD, other))
    assert titles(after) == ["a", "b", "c", "d", ODD]
    assert (after.steps[-1].page, after.steps[-1].scenario()) == ("", other.quantised())
    assert [one.id for one in stories.list_(store)] == [known.id, second.id]


def test_any_order_is_kept(store: Store, known: Story) -> None:
    order = [one.id for one in known.steps]
    for seed in range(8):
        random.Random(seed).shuffle(order)
        assert [one.id for one in stories.arrange(store, known.id, order).steps] == order


def test_an_order_that_is_out_of_date_loses_nothing(store: Store, known: Story) -> None:
    a, b, c, d = (one.id for one in known.steps)
    stories.remove(store, known.id, c)
    assert titles(stories.arrange(store, known.id, [d, "nobody", c, b, b])) == ["d", "b", "a"]
    assert titles(stories.read(store, known.id)) == ["d", "b", "a"]
    assert a


def test_a_step_is_edited_removed_and_brought_back_to_its_place(store: Store, known: Story) -> None:
    b = known.steps[1]
    edited = stories.edit(store, known.id, b.id, title="  two\tsteps ", note="one\n\nthree  words")
    assert (edited.steps[1].title, edited.steps[1].note) == ("two steps", "one\n\nthree words")
    assert edited.steps[1].code == b.code
    assert titles(stories.remove(store, known.id, b.id)) == ["a", "c", "d"]
    assert titles(stories.remove(store, known.id, b.id)) == ["a", "c", "d"]
    assert stories.put_back(store, known.id, edited.steps[1], 1).steps == edited.steps
    assert stories.put_back(store, known.id, edited.steps[1], 3).steps == edited.steps


def test_a_story_is_deleted_with_its_steps_and_comes_back_whole(store: Store, known: Story) -> None:
    beside = stories.add(store, "Other")
    stories.delete(store, known.id)
    stories.delete(store, known.id)
    assert stories.list_(store) == (beside,)
    taken = stories.add(store, "Mine")
    back = stories.restore(store, known)
    assert (back.id, back.title, back.steps) == (known.id, "Mine (2)", known.steps)
    assert stories.restore(store, known) == stories.read(store, known.id)
    assert len(stories.list_(store)) == 3
    assert taken.title == "Mine"


def test_a_title_that_is_taken_gets_a_number_and_ones_own_does_not(store: Store, known: Story) -> None:
    assert stories.rename(store, known.id, "Mine").title == "Mine"
    stories.add(store, "Other")
    assert stories.rename(store, known.id, "Other").title == "Other (2)"


def test_what_is_gone_or_too_much_is_named_and_changes_nothing(
    store: Store, known: Story, scenario: Scenario
) -> None:
    gone = [
        lambda: stories.pin(store, "x", Draft("a", scenario)),
        lambda: stories.rename(store, "x", "a"),
        lambda: stories.arrange(store, "x", []),
        lambda: stories.edit(store, known.id, "x", title="a", note=""),
        lambda: stories.edit(store, "x", known.steps[0].id, title="a", note=""),
    ]
    for attempt in gone:
        with pytest.raises(UserDataError) as refused:
            attempt()
        assert refused.value.kind == "story_gone"
    many = stories.add(store, "Many", drafts(scenario, *map(str, range(STEPS_MOST))))
    with pytest.raises(UserDataError, match=f"found {STEPS_MOST + 1} steps, allowed: {STEPS_MOST}") as full:
        stories.pin(store, many.id, Draft("a", scenario))
    assert full.value.kind == "story_full"
    for title, note in ((" ", ""), ("x" * 81, ""), ("x", "y" * 2001)):
        with pytest.raises(UserDataError):
            stories.edit(store, known.id, known.steps[0].id, title=title, note=note)
    assert stories.read(store, known.id) == known
    assert stories.read(store, many.id) == many


def test_too_many_stories_are_refused(store: Store, known: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "STORIES_MOST", 1)
    with pytest.raises(UserDataError, match="found 1, allowed: 1"):
        stories.add(store, "Other")
    assert stories.list_(store) == (known,)


def test_a_step_is_found_by_its_id() -> None:
    step = Step("s", "a", "", "", "", "")
    now = datetime.now(UTC)
    assert Story("x", "t", now, now, steps=(step,)).step("s") is step
    assert Story("x", "t", now, now).step("s") is None
