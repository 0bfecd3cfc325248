"""Where a cluster stands on the cultivation ladder: rungs with gates, dated official lists, and the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.model.stages import Array, Notice
from cluster_core.model.text import Text

Flags = NDArray[np.bool_]
READY = 1.0


@dataclass(frozen=True, slots=True)
class Gate:
    """What an indicator must reach: one of `at_least` and `at_most` in its own unit, `percentile` among the peers."""

    indicator: str
    at_least: float | None = None
    at_most: float | None = None
    percentile: float | None = None

    @property
    def kind(self) -> str:
        """Which of the three it is, by the word of the file: min, max or percentile."""
        if self.percentile is not None:
            return "percentile"
        return "min" if self.at_least is not None else "max"

    @property
    def wanted(self) -> float:
        """The number to be reached."""
        given = (self.percentile, self.at_least, self.at_most)
        return next(number for number in given if number is not None)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung; `official_list` names the kind of list that gives this status."""

    id: str
    name: Text
    gates: tuple[Gate, ...]
    official_list: Text = Text()
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A cluster on an official list: its rung, the date of the list (empty where not stated) and its member regions."""

    cluster: str
    name: Text
    rung: str
    date: str
    regions: tuple[str, ...] = ()
    cite: str = ""

    @property
    def year(self) -> int | None:
        """The year of the list; None where no date is stated."""
        return int(self.date[:4]) if self.date else None


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of a graded list of `count` clusters, of which only `members` are named."""

    id: str
    name: Text
    count: int
    date: str
    members: tuple[Text, ...] = ()
    cite: str = ""

    @property
    def unknown(self) -> int:
        """How many members no document names."""
        return self.count - len(self.members)


@dataclass(frozen=True, slots=True)
class DatedCount:
    """A number that a document prints, with its date."""

    id: str
    name: Text
    value: float
    unit: Text
    date: str
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """One ladder file; `rungs` from the lowest to the highest."""

    id: str
    name: Text
    rungs: tuple[Rung, ...]
    listed: tuple[Listing, ...] = ()
    tiers: tuple[Tier, ...] = ()
    counts: tuple[DatedCount, ...] = ()
    note: Text = Text()
    origin: Text = Text()
    source: str = ""
    cite: str = ""
    version: str = "1"

    @property
    def indicators(self) -> tuple[str, ...]:
        """The distinct indicators of the gates, in file order."""
        return tuple(dict.fromkeys(gate.indicator for rung in self.rungs for gate in rung.gates))

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the rungs, from the lowest to the highest."""
        return tuple(rung.id for rung in self.rungs)


@dataclass(frozen=True, eq=False, slots=True)
class GateOutcome:
    """One gate tried on all units; `value` in the indicator's own unit, or the percentile. NaN where not assessable.

    distance: the share of what the gate wants that is still lacking, 0 where it is met.
    """

    gate: Gate
    value: Array
    assessable: Flags
    met: Flags
    distance: Array


@dataclass(frozen=True, slots=True)
class Status:
    """What the official lists say of a unit: the highest rung, and every listing that counts, oldest first.

    since: the earliest date at which that rung is stated; both are empty without a listing.
    """

    rung: str = ""
    since: str = ""
    listings: tuple[Listing, ...] = ()

    @property
    def on_rung(self) -> tuple[Listing, ...]:
        """The listings on the highest rung."""
        return tuple(listing for listing in self.listings if listing.rung == self.rung)


@dataclass(frozen=True, eq=False)
class Standing:
    """Where all units stand: status from lists, readiness (units x rungs) from gates.

    readiness: share of gates met among those assessable, 0-1, NaN where none is.
    """

    ladder: Ladder
    units: tuple[str, ...]
    status: tuple[Status, ...]
    gates: tuple[tuple[GateOutcome, ...], ...]
    readiness: Array
    notices: tuple[Notice, ...] = ()

    def next_rung(self, row: int) -> Rung | None:
        """Return the lowest rung above a unit's status; None on the highest."""
        order, rung = self.ladder.order, self.status[row].rung
        above = order.index(rung) + 1 if rung in order else 0
        return self.ladder.rungs[above] if above < len(order) else None

    def gap_list(self, row: int, rung: str) -> tuple[GateOutcome, ...]:
        """Return the gates of a rung that a unit fails, the nearest first; those not assessable are left out."""
        tried = self.gates[self.ladder.order.index(rung)]
        unmet = [outcome for outcome in tried if outcome.assessable[row] and not outcome.met[row]]
        return tuple(sorted(unmet, key=lambda outcome: round(float(outcome.distance[row]), 9)))

    def not_assessable(self, row: int, rung: str) -> tuple[Gate, ...]:
        """Return the gates of a rung that cannot be tried for a unit, for want of data."""
        tried = self.gates[self.ladder.order.index(rung)]
        return tuple(outcome.gate for outcome in tried if not outcome.assessable[row])

    def ready(self, row: int, rung: str) -> bool:
        """Tell whether every gate of a rung is assessable and met."""
        return bool(self.gates[self.ladder.order.index(rung)]) and not (
            self.gap_list(row, rung) or self.not_assessable(row, rung)
        )

    @cached_property
    def skipped(self) -> tuple[tuple[str, str, str], ...]:
        """Where a unit is ready for a rung but fails a gate of a lower one: unit, rung, the lowest such lower rung."""
        found: list[tuple[str, str, str]] = []
        for row, unit in enumerate(self.units):
            failed = [rung for rung in self.ladder.order if self.gap_list(row, rung)]
            for place, rung in enumerate(self.ladder.order):
                lower = [name for name in failed if self.ladder.order.index(name) < place]
                if lower and self.ready(row, rung):
                    found.append((unit, rung, lower[0]))
        return tuple(found)

    @cached_property
    def tidy(self) -> pd.DataFrame:
        """One row a unit and rung: status with date and clusters, readiness, gates met, unmet and not assessable."""
        return pd.DataFrame(
            [
                {
                    "region": unit,
                    "status": self.status[row].rung,
                    "status_date": self.status[row].since,
                    "clusters": ";".join(listing.cluster for listing in self.status[row].on_rung),
                    "shared": sum(len(listing.regions) > 1 for listing in self.status[row].on_rung),
                    "rung": rung.id,
                    "next": rung == self.next_rung(row),
                    "readiness": self.readiness[row, place],
                    "ready": self.ready(row, rung.id),
                    "gates": len(rung.gates),
                    "unmet": ";".join(o.gate.indicator for o in self.gap_list(row, rung.id)),
                    "not_assessable": ";".join(g.indicator for g in self.not_assessable(row, rung.id)),
                }
                for row, unit in enumerate(self.units)
                for place, rung in enumerate(self.ladder.rungs)
            ],
            columns=RUNG_COLUMNS,
        )

    @cached_property
    def gates_tidy(self) -> pd.DataFrame:
        """One row a unit, rung and gate: what is wanted, the value, whether it is met, and the distance."""
        return pd.DataFrame(
            [
                {
                    "region": unit,
                    "rung": rung.id,
                    "indicator": outcome.gate.indicator,
                    "gate": outcome.gate.kind,
                    "wanted": outcome.gate.wanted,
                    "value": outcome.value[row],
                    "assessable": bool(outcome.assessable[row]),
                    "met": bool(outcome.met[row]),
                    "distance": outcome.distance[row],
                }
                for row, unit in enumerate(self.units)
                for rung, tried in zip(self.ladder.rungs, self.gates, strict=True)
                for outcome in tried
            ],
            columns=GATE_COLUMNS,
        )


RUNG_COLUMNS = (
    *("region", "status", "status_date", "clusters", "shared", "rung", "next"),
    *("readiness", "ready", "gates", "unmet", "not_assessable"),
)
GATE_COLUMNS = (*("region", "rung", "indicator", "gate", "wanted", "value", "assessable", "met", "distance"),)
