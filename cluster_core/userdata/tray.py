"""The tray of saved scenarios: list, read, save, rename, duplicate, delete, restore."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store, reading, writing
from cluster_core.userdata.record import (
    SHARED,
    ConflictError,
    SavedScenario,
    clean_name,
    clean_note,
    clean_place,
    folded,
    numbered,
)
from cluster_core.userdata.schema import scenarios

_COLUMNS = [scenarios.c[field.name] for field in fields(SavedScenario)]  # in its order


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the tray: `total` counts all that match."""

    records: tuple[SavedScenario, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario to be saved, before it has an id; `page` and `view` as in `SavedScenario`."""

    name: str
    scenario: Scenario
    note: str = ""
    created: datetime | None = None
    page: str = ""
    view: str = ""


def list_(
    store: Store,
    *,
    search: str = "",
    framework: str = "",
    start: int = 0,
    limit: int = 50,
    space: str = SHARED,
) -> Listing:
    """Return saved scenarios, those changed last first.

    Parameters
    ----------
    store
    search
        Words that name or note must all contain, whatever their case; empty for all.
    framework
        Only those of this framework; empty for all.
    start, limit
        Which of those that match: from the one at `start`, at most `limit`.

    Raises
    ------
    UserDataError
        If the store cannot be read.
    """
    wanted = [scenarios.c.space == space]
    wanted += [scenarios.c.sought.contains(word, autoescape=True) for word in folded(search).split()]
    if framework:
        wanted.append(scenarios.c.framework == framework)
    with reading(store) as connection:
        if connection is None:
            return Listing()
        total = connection.execute(select(func.count()).select_from(scenarios).where(*wanted)).scalar_one()
        rows = connection.execute(
            select(*_COLUMNS)
            .where(*wanted)
            .order_by(scenarios.c.changed.desc(), scenarios.c.id)
            .offset(start)
            .limit(limit)
        )
        return Listing(tuple(_record(row) for row in rows), total)


def read(store: Store, ids: Sequence[str]) -> dict[str, SavedScenario]:
    """Return the saved scenarios of these ids as they stand now; those that are gone are left out."""
    with reading(store) as connection:
        if connection is None or not ids:
            return {}
        rows = connection.execute(select(*_COLUMNS).where(scenarios.c.id.in_(list(ids))))
        found = {record.id: record for record in map(_record, rows)}
        return {one: found[one] for one in ids if one in found}


def known_or_gone(found: dict[str, SavedScenario], record_id: str) -> SavedScenario:
    """Return one of what `read` found; `UserDataError` of kind gone where it is not there."""
    if record_id not in found:
        raise UserDataError(
            "gone", f"saved scenario: found none of id '{record_id}', allowed: one of the tray. Reload it."
        )
    return found[record_id]


def add(store: Store, drafts: Sequence[Draft], *, space: str = SHARED) -> tuple[SavedScenario, ...]:
    """Save new scenarios, all or none; a name that is taken gets a number behind it.

    Raises
    ------
    UserDataError
        If a name or note cannot be kept, or the store cannot be written.
    """
    cleaned = [(clean_name(draft.name), clean_note(draft.note), draft) for draft in drafts]
    with writing(store) as connection:
        taken = _names(connection, space)
        made: list[SavedScenario] = []
        for name, note, draft in cleaned:
            now = datetime.now(UTC)
            free = numbered(name, taken)
            taken.add(free)
            record = SavedScenario(
                str(uuid.uuid4()), free, note, "", "", "", "", draft.created or now, now, space=space
            )
            page, view = clean_place(draft.page, draft.view)
            made.append(_with(replace(record, page=page, view=view), draft.scenario))
        if made:
            connection.execute(scenarios.insert(), [_cells(record) for record in made])
    return tuple(made)


def save(
    store: Store, known: SavedScenario, scenario: Scenario, place: tuple[str, str] | None = None
) -> SavedScenario:
    """Put another scenario in the place of a saved one.

    Parameters
    ----------
    store
    known
        The saved scenario as the caller read it last.
    scenario
    place
        Page and view that it opens with; as before if None.

    Raises
    ------
    ConflictError
        If somebody changed or deleted it since; nothing is written.
    UserDataError
        If the store cannot be written.
    """
    page, view = clean_place(*place) if place is not None else (known.page, known.view)
    with writing(store) as connection:
        return _update(connection, known, replace(_with(known, scenario), page=page, view=view))


def rename(store: Store, known: SavedScenario, name: str, note: str | None = None) -> SavedScenario:
    """Give a saved scenario another name and, unless None, another note; raises as `save` does, and for bad names."""
    wanted, text = clean_name(name), known.note if note is None else clean_note(note)
    with writing(store) as connection:
        free = numbered(wanted, _names(connection, known.space) - {known.name})
        return _update(connection, known, replace(known, name=free, note=text))


def duplicate(store: Store, known: SavedScenario) -> SavedScenario:
    """Save a copy with a number behind the name; raises `UserDataError`."""
    return add(
        store,
        [Draft(known.name, known.scenario(), known.note, page=known.page, view=known.view)],
        space=known.space,
    )[0]


def delete(store: Store, known: SavedScenario) -> None:
    """Delete a saved scenario; `ConflictError` if somebody changed it since, nothing if it is gone already."""
    with writing(store) as connection:
        gone = connection.execute(
            scenarios.delete().where(scenarios.c.id == known.id, scenarios.c.revision == known.revision)
        )
        if not gone.rowcount and (stored := _stored(connection, known.id)):
            raise ConflictError(known, stored)


def restore(store: Store, record: SavedScenario) -> SavedScenario:
    """Bring a deleted scenario back under its id; nothing happens where it is there; raises `UserDataError`."""
    with writing(store) as connection:
        if stored := _stored(connection, record.id):
            return stored
        back = replace(record, name=numbered(record.name, _names(connection, record.space)))
        connection.execute(scenarios.insert(), [_cells(back)])
    return back


# ---- rows


def _record(row: Row[Any]) -> SavedScenario:
    return SavedScenario(*row)


def _with(record: SavedScenario, scenario: Scenario) -> SavedScenario:
    whole = scenario.quantised()
    return replace(
        record,
        code=whole.encode(),
        bundle=whole.bundle,
        framework=whole.framework,
        data_version=whole.bundle_version,
    )


def _update(connection: Connection, known: SavedScenario, wanted: SavedScenario) -> SavedScenario:
    """Write where the revision is still the known one: whoever comes second is told."""
    after = replace(wanted, changed=datetime.now(UTC), revision=known.revision + 1)
    done = connection.execute(
        scenarios.update()
        .where(scenarios.c.id == known.id, scenarios.c.revision == known.revision)
        .values(_cells(after))
    )
    if not done.rowcount:
        raise ConflictError(known, _stored(connection, known.id))
    return after


def _cells(record: SavedScenario) -> dict[str, Any]:
    cells = {column.name: getattr(record, column.name) for column in _COLUMNS}
    return {**cells, "sought": folded(f"{record.name}\n{record.note}")}


def _stored(connection: Connection, record_id: str) -> SavedScenario | None:
    row = connection.execute(select(*_COLUMNS).where(scenarios.c.id == record_id)).first()
    return _record(row) if row else None


def _names(connection: Connection, space: str) -> set[str]:
    return set(connection.execute(select(scenarios.c.name).where(scenarios.c.space == space)).scalars())
