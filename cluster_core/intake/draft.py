"""Read and rewrite the tables of a draft: what an import does not touch stays as it stands, column by column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cluster_core.errors import IntakeError
from cluster_core.intake.additions import NewIndicator, NewSource
from cluster_core.intake.difference import Difference, Stored
from cluster_core.intake.numbers import plain
from cluster_core.intake.observations import Keys, Observations
from cluster_core.store.faults import INTEGER, NUMBER
from cluster_core.store.generation import current

OBSERVATIONS = ("region", "indicator", "year", "value", "source", "note", "status", "quality")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written beside every new or changed value."""

    source: str = ""
    note: str = ""
    status: str = "observed"
    quality: str = ""


def stored_values(bundle: Path, keys: Keys) -> Stored:
    """Return every observation that the bundle holds now; rows without a value are left out."""
    found, sources = Observations(keys), {"": 0}
    with (current(bundle) / "observations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = _header(next(rows, []))
        at = {name: header.index(name) for name in OBSERVATIONS if name in header}
        if not {"region", "indicator", "year", "value"} <= set(at):
            raise IntakeError("bundle", "observations.csv: found columns missing. Run the command check.")
        for row in rows:
            cells = [cell.strip() for cell in row]
            if len(cells) != len(header) or not NUMBER.fullmatch(cells[at["value"]]):
                continue
            region, indicator, year = cells[at["region"]], cells[at["indicator"]], cells[at["year"]]
            if region in keys.region_at and indicator in keys.indicator_at and INTEGER.fullmatch(year):
                source = sources.setdefault(cells[at["source"]] if "source" in at else "", len(sources))
                found.add(region, indicator, int(year), float(cells[at["value"]]), (source, 0))
    return Stored(found, tuple(sources))


def write_observations(draft: Path, changes: Difference, entry: Entry) -> None:
    """Rewrite observations.csv: changed rows in their place, new ones behind, lost ones left out."""
    path = draft / "observations.csv"
    incoming, held = changes.incoming, changes.stored.observations
    values = {incoming.key(int(at)): incoming.values[at] for at in changes.changed}
    fresh = {incoming.key(int(at)) for at in changes.new} if _holes(path) else set[tuple[str, str, int]]()
    lost = {held.key(int(at)) for at in changes.lost}
    beside = path.with_name(".observations.csv")
    with (
        path.open(encoding="utf-8-sig", newline="") as old,
        beside.open("w", encoding="utf-8", newline="") as new,
    ):
        reader = csv.reader(old)
        header = _header(next(reader, []))
        header += [name for name in OBSERVATIONS if name not in header]
        at = {name: header.index(name) for name in (*OBSERVATIONS, "error") if name in header}
        writer = csv.writer(new, lineterminator="\n")
        writer.writerow(header)
        for cells in reader:
            row = [*cells, *[""] * (len(header) - len(cells))]
            key = (row[at["region"]].strip(), row[at["indicator"]].strip(), _year(row[at["year"]]))
            if not any(cells) or key in lost or key in fresh:
                continue
            if key in values:
                _fill(row, at, values[key], entry)
            writer.writerow(row)
        row = [""] * len(header)
        for place in changes.new:
            region, indicator, year = incoming.key(int(place))
            row[at["region"]], row[at["indicator"]], row[at["year"]] = region, indicator, str(year)
            _fill(row, at, incoming.values[place], entry)
            writer.writerow(row)
    beside.replace(path)


def _holes(path: Path) -> bool:
    """Tell whether a table has rows without a value, which a new value takes the place of."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = _header(next(rows, []))
        at = header.index("value")
        return any(len(row) > at and not row[at].strip() for row in rows if any(row))


def write_indicators(draft: Path, new: Sequence[NewIndicator]) -> None:
    """Add rows to indicators.csv."""
    if new:
        _append(draft / "indicators.csv", [one.row() for one in new])


def write_source(draft: Path, new: NewSource) -> None:
    """Add a row to sources.csv; a bundle without that file names its sources freely and stays as it is."""
    path = draft / "sources.csv"
    if path.is_file():
        _append(path, [new.row()])


def _fill(row: list[str], at: dict[str, int], value: float, entry: Entry) -> None:
    row[at["value"]] = plain(value)
    row[at["source"]], row[at["note"]] = entry.source, entry.note
    row[at["status"]], row[at["quality"]] = entry.status, entry.quality
    if "error" in at:
        row[at["error"]] = ""  # it was the error of another value


def _append(path: Path, rows: Iterable[dict[str, str]]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        old = [row for row in csv.reader(file) if any(row)]
    header = _header(old[0])
    added = [name for one in rows for name in one if name not in header]
    header += list(dict.fromkeys(added))
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([*row, *[""] * (len(header) - len(row))] for row in old[1:])
    writer.writerows([one.get(name, "") for name in header] for one in rows)
    path.write_text(made.getvalue(), encoding="utf-8")


def _header(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row]


def _year(text: str) -> int:
    bare = text.strip()
    return int(bare) if INTEGER.fullmatch(bare) else 0
