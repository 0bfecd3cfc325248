"""What an import would change: new, changed and unchanged values, and what would be lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.intake.findings import Findings, cell_name
from cluster_core.intake.observations import Observations

FACTOR = 30.0  # between the medians of what is there and what comes, beyond which the unit is doubted
YEARS = (1990, 2035)  # values that are all whole numbers between these look like years

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Change:
    """One value: what is there (None: nothing) and its source, what comes (None: nothing) and from which cell."""

    region: str
    indicator: str
    year: int
    old: float | None
    new: float | None
    old_source: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Stored:
    """What the bundle holds; the `row` of an observation is the number of its source."""

    observations: Observations
    sources: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Difference:
    """A table beside what the bundle holds: places in `incoming` of what is new, and changed; in `stored`, lost.

    `before` holds the place in `stored` of each value that changes.
    """

    incoming: Observations
    stored: Stored
    new: Places
    changed: Places
    before: Places
    unchanged: int
    lost: Places

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        sizes = {"new": self.new.size, "changed": self.changed.size, "lost": self.lost.size}
        return {"unchanged": self.unchanged, **sizes}

    def first(self, kind: str, most: int) -> list[Change]:
        """Return at most so many changes of a kind (new, changed, lost), the relatively largest first where changed."""
        if kind == "lost":
            return [self._lost(int(at)) for at in self.lost[:most]]
        if kind == "new":
            return [self._came(int(at), None) for at in self.new[:most]]
        old = self.stored.observations.floats()[self.before]
        new = self.incoming.floats()[self.changed]
        moved = np.abs(new - old) / np.maximum(np.maximum(np.abs(old), np.abs(new)), 1e-300)
        order = np.argsort(-moved, kind="stable")[:most]
        return [self._came(int(self.changed[at]), int(self.before[at])) for at in order]

    def _came(self, at: int, before: int | None) -> Change:
        new, cell = self.incoming.value(at), cell_name(*self.incoming.cell(at))
        if before is None:
            return Change(*self.incoming.key(at), None, new, "", cell)
        held = self.stored.observations
        return Change(
            *self.incoming.key(at), held.value(before), new, self.stored.sources[held.row[before]], cell
        )

    def _lost(self, at: int) -> Change:
        held = self.stored.observations
        return Change(*held.key(at), held.value(at), None, self.stored.sources[held.row[at]])


def merge(observed: Observations, findings: Findings) -> Places:
    """Return the places of one observation a region, indicator and year: the first of each.

    The same value twice is merged with a note; another value, or a value beside a mark for missing, is a fault at the
    later cell.

    >>> from cluster_core.intake.observations import keys_of
    >>> table = Observations(keys_of(["a"], ["x"]))
    >>> for row, value in ((1, 1.0), (2, 1.0), (3, 2.0)):
    ...     table.add("a", "x", 2020, value, (row, 1))
    >>> found = Findings()
    >>> merge(table, found).tolist(), [one.kind for one in found.every], found.every[0].cell
    ([0], ['duplicate', 'repeated'], 'B4')
    """
    if not len(observed):
        return np.empty(0, np.intp)
    _, first, group = np.unique(observed.codes(), return_index=True, return_inverse=True)
    owner = first[group]
    values = observed.floats()
    for later in np.flatnonzero(owner != np.arange(owner.size)):
        before, at = int(owner[later]), int(later)
        where = f"{', '.join(map(str, observed.key(at)))} in {cell_name(*observed.cell(before))} and here"
        same = values[before] == values[at] or (np.isnan(values[before]) and np.isnan(values[at]))
        if same:
            findings.add("note", "repeated", observed.cell(at), f"the same value twice: {where}")
        else:
            found = f"{_told(values[before])} and {_told(values[at])}: {where}"
            findings.add(
                "fault", "duplicate", observed.cell(at), found, "one value", "Remove one of the two."
            )
    return np.sort(first)


def difference(incoming: Observations, kept: Places, stored: Stored, *, replace: bool = False) -> Difference:
    """Return what would change.

    Parameters
    ----------
    incoming : a table's observations
    kept : which of them, from `merge`
    stored : what the bundle holds, each key once
    replace : whether what the table lacks or marks as missing, of the indicators and years that it has, is to go. By
        default a missing mark leaves what is there.

    >>> from cluster_core.intake.observations import keys_of
    >>> keys = keys_of(["a", "b"], ["x"])
    >>> there, table = Observations(keys), Observations(keys)
    >>> there.add("a", "x", 2020, 1.0, (0, 0))
    >>> there.add("b", "x", 2020, 3.0, (0, 0))
    >>> table.add("a", "x", 2020, 2.0, (1, 1))
    >>> found = difference(table, merge(table, Findings()), Stored(there), replace=True)
    >>> found.counts, found.first("lost", 9)[0].region
    ({'unchanged': 0, 'new': 0, 'changed': 1, 'lost': 1}, 'b')
    """
    held = stored.observations
    codes, old = incoming.codes(), held.codes()
    values, before = incoming.floats(), held.floats()
    order = np.argsort(old, kind="stable")
    told = kept[~np.isnan(values[kept])]
    at = np.searchsorted(old, codes[told], sorter=order)
    inside = at < old.size
    place = order[np.where(inside, at, 0)] if old.size else np.zeros(told.size, np.intp)
    there = inside & (old[place] == codes[told]) if old.size else np.zeros(told.size, bool)
    same = np.zeros(told.size, bool)
    same[there] = before[place[there]] == values[told[there]]
    moved = there & ~same
    lost = np.empty(0, np.intp)
    if replace and kept.size and old.size:
        lost = np.flatnonzero(_covered(incoming, kept, held) & ~np.isin(old, codes[told]))
    return Difference(incoming, stored, told[~there], told[moved], place[moved], int(same.sum()), lost)


def doubts(incoming: Observations, kept: Places, stored: Stored, findings: Findings) -> None:
    """Warn where an indicator looks unlike itself: another order of magnitude, below 0 for the first time, years.

    Medians of the absolute values other than 0 are compared; from 30 times on the unit is doubted.
    """
    values, before = incoming.floats(), stored.observations.floats()
    named, held = np.asarray(incoming.indicator), np.asarray(stored.observations.indicator)
    told = kept[~np.isnan(values[kept])]
    for code in np.unique(named[told]):
        here = told[named[told] == code]
        new, old = values[here], before[held == code]
        at, name = incoming.cell(int(here[0])), incoming.keys.indicators[int(code)]
        sizes = [np.abs(part[part != 0]) for part in (new, old)]
        if sizes[0].size and sizes[1].size:
            ratio = float(np.median(sizes[0]) / np.median(sizes[1]))
            if not 1 / FACTOR < ratio < FACTOR:
                found = f"values {ratio:.3g} times those that are there ({name})"
                findings.add("warning", "scale", at, found, "the same unit", "Look at the unit.")
        if old.size and old.min() >= 0 > new.min():
            findings.add(
                "warning", "negative", at, f"values below 0 ({name})", "none so far", "Look at the signs."
            )
        if new.size > 2 and ((new >= YEARS[0]) & (new <= YEARS[1]) & (new == np.floor(new))).all():
            findings.add(
                "warning", "years", at, f"values that look like years ({name})", "", "Look at the column."
            )


def _covered(incoming: Observations, kept: Places, held: Observations) -> NDArray[np.bool_]:
    """Tell which stored values are of an indicator and year that the table has."""
    pairs = [
        np.asarray(one.indicator, np.int64) * 10_000_000_000 + np.asarray(one.year, np.int64)
        for one in (incoming, held)
    ]
    return np.isin(pairs[1], pairs[0][kept])


def _told(value: float) -> str:
    return "missing" if np.isnan(value) else f"{value:.12g}"
