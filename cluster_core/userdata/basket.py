"""The basket for the briefing: what somebody put aside, in an order of its own, each thing once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store, reading, writing
from cluster_core.userdata.record import SHARED, clean_note
from cluster_core.userdata.schema import basket

KINDS = ("shortcoming", "measure", "case", "policy", "indicator")
MOST = 100  # things that one basket holds
SUBJECT_MAX = 64


@dataclass(frozen=True, slots=True)
class BasketItem:
    """One thing put aside.

    `subject` is its id in the data set `bundle`, `region` the unit that it was put aside for (empty for none), `code`
    the scenario that was on screen, times are UTC. What the data set knows of it is looked up anew whenever it is
    shown.
    """

    id: str
    kind: str
    subject: str
    bundle: str
    region: str
    code: str
    note: str
    place: int
    created: datetime
    space: str = SHARED

    def scenario(self) -> Scenario:
        """Return the scenario that was on screen; `ScenarioError` where this release cannot read its code."""
        return Scenario.decode(self.code)

    @property
    def about(self) -> tuple[str, str, str, str]:
        """What it is, whoever put it aside when: kind, subject, bundle and region."""
        return (self.kind, self.subject, self.bundle, self.region)


_COLUMNS = [basket.c[field.name] for field in fields(BasketItem)]  # in its order


def items(store: Store, *, space: str = SHARED) -> tuple[BasketItem, ...]:
    """Return what is in the basket, in its order; empty where nothing was ever saved.

    Raises `UserDataError` if the store cannot be read.
    """
    with reading(store) as connection:
        return () if connection is None else _items(connection, space)


def add(store: Store, kind: str, subject: str, scenario: Scenario, *, space: str = SHARED) -> BasketItem:
    """Put one thing at the end of the basket, or return it where it is in there already.

    Parameters
    ----------
    store
    kind : one of `KINDS`
    subject
        Its id: of an item of the rule set, a measure, a case, a policy or an indicator.
    scenario
        What is on screen; its bundle and focus say where the thing belongs. The same thing for another region is
        another one.

    Raises
    ------
    UserDataError
        If it is no thing that a basket holds, the basket is full (kind `basket_full`), or the store cannot be written.
    """
    if kind not in KINDS or not 0 < len(subject) <= SUBJECT_MAX:
        raise UserDataError(
            "basket_kind",
            f"basket: found {kind!r} {subject[:SUBJECT_MAX]!r}, allowed: the id of a {', '.join(KINDS)}.",
        )
    whole = scenario.quantised()
    made = BasketItem(
        str(uuid.uuid4()),
        kind,
        subject,
        whole.bundle,
        whole.focus or "",
        whole.encode(),
        "",
        0,
        datetime.now(UTC),
        space,
    )
    with writing(store) as connection:
        return _put(connection, made)


def remove(store: Store, item: BasketItem) -> None:
    """Take one thing out; nothing happens where it is gone already. Raises `UserDataError`."""
    with writing(store) as connection:
        connection.execute(basket.delete().where(basket.c.id == item.id))
        _number(connection, _items(connection, item.space))


def clear(store: Store, *, space: str = SHARED) -> tuple[BasketItem, ...]:
    """Take everything out; return what was in there, so that it can be put back. Raises `UserDataError`."""
    with writing(store) as connection:
        taken = _items(connection, space)
        connection.execute(basket.delete().where(basket.c.space == space))
    return taken


def restore(store: Store, taken: Sequence[BasketItem]) -> None:
    """Put things back at the places that they had, with their notes; what is there again stays as it is.

    Raises `UserDataError`, as `add` does.
    """
    with writing(store) as connection:
        for item in taken:
            _put(connection, item, place=item.place)


def move(store: Store, item: BasketItem, by: int) -> None:
    """Move one thing towards the beginning (`by` -1) or the end (+1); at either end, or where it is gone, it stays.

    Raises `UserDataError`.
    """
    with writing(store) as connection:
        order = list(_items(connection, item.space))
        at = next((place for place, one in enumerate(order) if one.id == item.id), -1)
        if at < 0 or not 0 <= at + by < len(order):
            return
        order.insert(at + by, order.pop(at))
        _number(connection, order)


def annotate(store: Store, item: BasketItem, note: str) -> BasketItem:
    """Give one thing another note, at most 500 characters; the last one who writes is kept.

    Raises
    ------
    UserDataError
        If the note is longer, the thing is gone, or the store cannot be written.
    """
    kept = clean_note(note)
    with writing(store) as connection:
        connection.execute(basket.update().where(basket.c.id == item.id).values(note=kept))
        after = next((one for one in _items(connection, item.space) if one.id == item.id), None)
        if after is None:
            raise UserDataError(
                "basket_gone",
                f"basket: found no '{item.subject}' any more, allowed: what is in it. Reload it.",
            )
        return after


# ---- rows


def _items(connection: Connection, space: str) -> tuple[BasketItem, ...]:
    rows = connection.execute(_of(space).order_by(basket.c.place, basket.c.created, basket.c.id))
    return tuple(_item(row) for row in rows)


def _of(space: str) -> Select[Any]:
    return select(*_COLUMNS).where(basket.c.space == space)


def _item(row: Row[Any]) -> BasketItem:
    return BasketItem(*row)


def _put(connection: Connection, made: BasketItem, place: int | None = None) -> BasketItem:
    """Write one thing at a place, at the end without one; return what is there already of the same."""
    order = list(_items(connection, made.space))
    if there := next((one for one in order if one.about == made.about), None):
        return there
    if len(order) >= MOST:
        raise UserDataError(
            "basket_full", f"basket: found {len(order)} things, allowed: {MOST}. Take something out first."
        )
    at = len(order) if place is None else min(place, len(order))
    kept = replace(made, place=at)
    connection.execute(
        basket.insert().values({column.name: getattr(kept, column.name) for column in _COLUMNS})
    )
    _number(connection, [*order[:at], kept, *order[at:]])
    return kept


def _number(connection: Connection, order: Sequence[BasketItem]) -> None:
    """Write the places of an order where they are others than those stored."""
    for place, one in enumerate(order):
        if one.place != place:
            connection.execute(basket.update().where(basket.c.id == one.id).values(place=place))
