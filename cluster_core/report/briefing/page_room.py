"""What the second page of a briefing has room for: its height is estimated, and what it holds cut until it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cluster_core.report.briefing.content import Briefing, Remedy
from cluster_core.report.briefing.words import lines_of

HEIGHT = 795.0  # points between the margins, less a little: fonts differ from office to office
POINTS_CM = 28.35
SHORTFALL_WIDTHS = (3.6, 2.1, 11.5)  # centimetres
WIDE, EVEN = (4.2, 9.2, 3.8), (6.2, 7.2, 3.8)
LONG = 60  # half-width signs of a text that needs the wider column
SOURCE_CELLS = 116
_ROW, _HEAD, _HEADING, _LINE = 12.5, 17.0, 27.0, 14.5
_METHOD, _METHOD_CELLS, _SOURCE = 12.0, 112, 10.5


@dataclass(frozen=True, slots=True)
class Room:
    """How many rows of each part are shown."""

    shortfalls: int
    measures: int
    cases: int
    sources: int


# What gives way first: a part, and what of it is kept at least in that round.
_ORDER = (
    *(("sources", 8), ("sources", 5), ("cases", 2), ("measures", 3), ("shortfalls", 3), ("sources", 3)),
    *(("cases", 1), ("measures", 2), ("shortfalls", 2), ("measures", 1), ("shortfalls", 1), ("sources", 1)),
)


def room_for(briefing: Briefing) -> Room:
    """Return how many rows the second page can show; all but the sources where it has room for them."""
    found = briefing.remedies
    room = Room(
        len(briefing.shortfalls.rows),
        len(found.measures),
        len(found.cases),
        min(12, len(briefing.origins.sources)),
    )
    for part, least in _ORDER:
        while height(briefing, room) > HEIGHT and getattr(room, part) > least:
            room = replace(room, **{part: getattr(room, part) - 1})
    return room


def height(briefing: Briefing, room: Room) -> float:
    """Return about how high the second page is, in points."""
    short, found = briefing.shortfalls, briefing.remedies
    total = 4 * _HEADING + 2 * _LINE + 3 * _SOURCE
    rows = [([one.name], [one.word, one.count], one.tests) for one in short.rows[: room.shortfalls]]
    total += _HEAD + sum(_row(cells, SHORTFALL_WIDTHS) for cells in rows)
    for part in (found.measures[: room.measures], found.cases[: room.cases]):
        if part:
            widths = remedy_widths(part)
            total += _HEAD + 6 + sum(_row(([one.name], [one.text], [one.cite]), widths) for one in part)
    total += _METHOD * sum(lines_of(text, _METHOD_CELLS) for text in briefing.origins.method)
    return total + _SOURCE * room.sources


def _row(cells: Sequence[Sequence[str]], widths: Sequence[float]) -> float:
    lines = (
        sum(max(1, lines_of(text, cells_in(wide))) for text in texts)
        for texts, wide in zip(cells, widths, strict=True)
    )
    return max(lines) * _ROW + 3


def cells_in(wide: float) -> int:
    """Return how many half-width signs stand on a line of a column of so many centimetres.

    >>> cells_in(11.5)
    71
    """
    return int((wide * POINTS_CM - 5) / 4.5)


def remedy_widths(rows: Sequence[Remedy]) -> tuple[float, float, float]:
    """Return the widths of name, text and citation, by how long the texts are."""
    return WIDE if any(len(one.text) > LONG for one in rows) else EVEN
