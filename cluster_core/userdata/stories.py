"""Stories: pinned views in an order, each with the speaker's notes; every change names what it is about by its id.

Two people who work on one story change different things, or the last one is kept: nothing waits for anybody.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store, reading, writing
from cluster_core.userdata.record import SHARED, clean_name, clean_note, clean_place, numbered
from cluster_core.userdata.schema import STORY_NOTE_MAX, stories, story_steps
from cluster_core.userdata.tray import Draft

STEPS_MOST = 60
STORIES_MOST = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One pinned view: a title, notes for whoever speaks, and what is shown.

    `code` is the scenario; `page` the last part of the page's address, empty for the first page; `view` what is chosen
    on it (the parameter `v`).
    """

    id: str
    title: str
    note: str
    code: str
    page: str
    view: str

    def scenario(self) -> Scenario:
        """Return the scenario; `ScenarioError` where this release cannot read its code."""
        return Scenario.decode(self.code)


@dataclass(frozen=True, slots=True)
class Story:
    """Steps in their order under one title; times are UTC."""

    id: str
    title: str
    created: datetime
    changed: datetime
    space: str = SHARED
    steps: tuple[Step, ...] = ()

    def step(self, step_id: str) -> Step | None:
        """Return one step, None where it is gone."""
        return next((one for one in self.steps if one.id == step_id), None)


_STORY = [stories.c[name] for name in ("id", "title", "created", "changed", "space")]
_STEP = [story_steps.c[field.name] for field in fields(Step)]


def list_(store: Store, *, space: str = SHARED) -> tuple[Story, ...]:
    """Return the stories, those changed last first; empty where nothing was ever saved.

    Raises `UserDataError` if the store cannot be read.
    """
    with reading(store) as connection:
        if connection is None:
            return ()
        found = connection.execute(
            select(*_STORY)
            .where(stories.c.space == space)
            .order_by(stories.c.changed.desc(), stories.c.id)
            .limit(STORIES_MOST)
        ).all()
        return tuple(_with_steps(connection, Story(*row)) for row in found)


def read(store: Store, story_id: str) -> Story | None:
    """Return one story as it stands now, None where it is gone; raises `UserDataError`."""
    with reading(store) as connection:
        return None if connection is None else _stored(connection, story_id)


def add(store: Store, title: str, steps: Sequence[Draft] = (), *, space: str = SHARED) -> Story:
    """Begin a story; a title that is taken gets a number behind it.

    Parameters
    ----------
    store
    title
    steps
        As saved scenarios are drafted: the name is the title of the step, the note is for the speaker.

    Raises
    ------
    UserDataError
        If a title or note cannot be kept, there are too many stories or steps (kind `story_full`), or the store cannot
        be written.
    """
    now = datetime.now(UTC)
    made = Story(str(uuid.uuid4()), clean_name(title), now, now, space, tuple(map(_step, steps)))
    with writing(store) as connection:
        return _put(connection, made)


def rename(store: Store, story_id: str, title: str) -> Story:
    """Give a story another title; raises as `add` does, and kind `story_gone` where the story is gone."""
    wanted = clean_name(title)
    with writing(store) as connection:
        known = _known(connection, story_id)
        free = numbered(wanted, _titles(connection, known.space) - {known.title})
        connection.execute(stories.update().where(stories.c.id == story_id).values(title=free))
        return _touched(connection, story_id)


def delete(store: Store, story_id: str) -> None:
    """Delete a story with its steps; nothing happens where it is gone; raises `UserDataError`."""
    with writing(store) as connection:
        connection.execute(story_steps.delete().where(story_steps.c.story == story_id))
        connection.execute(stories.delete().where(stories.c.id == story_id))


def restore(store: Store, story: Story) -> Story:
    """Bring a deleted story back under its id; nothing happens where it is there; raises as `add` does."""
    with writing(store) as connection:
        return _stored(connection, story.id) or _put(connection, story)


def pin(store: Store, story_id: str, draft: Draft) -> Story:
    """Put one view at the end of a story; raises as `add` and `rename` do."""
    made = _step(draft)
    with writing(store) as connection:
        known = _known(connection, story_id)
        _arranged(connection, known, (*known.steps, made))
        return _touched(connection, story_id)


def edit(store: Store, story_id: str, step_id: str, *, title: str, note: str) -> Story:
    """Give one step another title and other notes; raises as `rename` does, also where the step is gone."""
    title, note = clean_name(title), clean_note(note, most=STORY_NOTE_MAX)
    with writing(store) as connection:
        done = connection.execute(
            story_steps.update()
            .where(story_steps.c.story == story_id, story_steps.c.id == step_id)
            .values(title=title, note=note)
        )
        if not done.rowcount:
            raise _gone(step_id)
        return _touched(connection, story_id)


def remove(store: Store, story_id: str, step_id: str) -> Story:
    """Take one step out; nothing happens where it is gone already; raises as `rename` does."""
    with writing(store) as connection:
        known = _known(connection, story_id)
        _arranged(connection, known, [one for one in known.steps if one.id != step_id])
        return _touched(connection, story_id)


def put_back(store: Store, story_id: str, step: Step, place: int) -> Story:
    """Put a step that was taken out back at its place; it stays where it is if it is there; raises as `pin` does."""
    with writing(store) as connection:
        known = _known(connection, story_id)
        if known.step(step.id) is None:
            _arranged(connection, known, (*known.steps[:place], step, *known.steps[place:]))
        return _touched(connection, story_id)


def arrange(store: Store, story_id: str, order: Sequence[str]) -> Story:
    """Put the steps into another order; raises as `rename` does.

    Ids of no step are left out; steps that the order does not name, as somebody else pinned them meanwhile, come last.
    """
    with writing(store) as connection:
        known = _known(connection, story_id)
        place = {one: at for at, one in enumerate(dict.fromkeys(order))}
        _arranged(connection, known, sorted(known.steps, key=lambda one: place.get(one.id, len(place))))
        return _touched(connection, story_id)


# ---- rows


def _step(draft: Draft) -> Step:
    title, note = clean_name(draft.name), clean_note(draft.note, most=STORY_NOTE_MAX)
    page, view = clean_place(draft.page, draft.view)
    return Step(str(uuid.uuid4()), title, note, draft.scenario.quantised().encode(), page, view)


def _put(connection: Connection, made: Story) -> Story:
    titles = _titles(connection, made.space)
    if len(titles) >= STORIES_MOST:
        raise UserDataError(
            "story_full", f"stories: found {len(titles)}, allowed: {STORIES_MOST}. Delete one first."
        )
    kept = replace(made, title=numbered(made.title, titles), steps=())
    cells = {column.name: getattr(kept, column.name) for column in _STORY}
    connection.execute(stories.insert().values(cells))
    _arranged(connection, kept, made.steps)
    return replace(kept, steps=made.steps)


def _arranged(connection: Connection, known: Story, steps: Sequence[Step]) -> None:
    """Write the steps of a story as they are to stand: what differs from `known` in being there or in its place."""
    if len(steps) > STEPS_MOST:
        raise UserDataError(
            "story_full", f"story: found {len(steps)} steps, allowed: {STEPS_MOST}. Begin another story."
        )
    before = {one.id: at for at, one in enumerate(known.steps)}
    for gone in before.keys() - {one.id for one in steps}:
        connection.execute(story_steps.delete().where(story_steps.c.id == gone))
    for at, one in enumerate(steps):
        if one.id not in before:
            cells: dict[str, Any] = {column.name: getattr(one, column.name) for column in _STEP}
            connection.execute(story_steps.insert().values(story=known.id, place=at, **cells))
        else:
            connection.execute(story_steps.update().where(story_steps.c.id == one.id).values(place=at))


def _touched(connection: Connection, story_id: str) -> Story:
    connection.execute(stories.update().where(stories.c.id == story_id).values(changed=datetime.now(UTC)))
    return _known(connection, story_id)


def _known(connection: Connection, story_id: str) -> Story:
    found = _stored(connection, story_id)
    if found is None:
        raise _gone(story_id)
    return found


def _gone(wanted: str) -> UserDataError:
    return UserDataError(
        "story_gone", f"story: found none of id '{wanted[:40]}', allowed: one that is saved. Reload the page."
    )


def _stored(connection: Connection, story_id: str) -> Story | None:
    row = connection.execute(select(*_STORY).where(stories.c.id == story_id)).first()
    return _with_steps(connection, Story(*row)) if row else None


def _with_steps(connection: Connection, story: Story) -> Story:
    rows = connection.execute(
        select(*_STEP).where(story_steps.c.story == story.id).order_by(story_steps.c.place, story_steps.c.id)
    )
    return replace(story, steps=tuple(Step(*row) for row in rows))


def _titles(connection: Connection, space: str) -> set[str]:
    return set(connection.execute(select(stories.c.title).where(stories.c.space == space)).scalars())
