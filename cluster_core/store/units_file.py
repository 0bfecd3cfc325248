"""Read `regions.csv`, `clusters.csv`, `sources.csv` and the observations of a bundle."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cluster_core.model.dataset import Unit
from cluster_core.model.indicator import QUALITIES, STATUSES, Indicator
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.store.entries import check_date
from cluster_core.store.faults import INTEGER, Faults, Place, quote
from cluster_core.store.tables import Row, check_named, read_table

Observation = tuple[str, str, int, float, str, str, str, str, float | None]
AN_ERROR = "a standard error in the unit of the value, from 0 up, or empty"


def read_regions(path: Path, faults: Faults, label: str) -> dict[str, Unit]:
    """Return the regions by code, in file order; unknown neighbours are noted as dangling."""
    rows = read_table(path, faults, required=("region",), label=label)
    check_named(rows, label, faults)
    if not rows:
        faults.add(Place(label, 1, "region"), "no rows", "at least one region")
    regions: dict[str, Unit] = {}
    for row in rows:
        code = new_id(row, "region", regions, faults)
        if code is not None:
            regions[code] = Unit(
                id=code,
                name=Text(*row.text("name")),
                group=row.get("group"),
                parent=row.get("parent"),
                neighbours=parts(row.get("neighbours")),
                lat=faults.number(row.place("lat"), row.get("lat"), "degrees, or empty"),
                lon=faults.number(row.place("lon"), row.get("lon"), "degrees, or empty"),
                tile_x=faults.integer(row.place("tile_x"), row.get("tile_x"), "a whole number, or empty"),
                tile_y=faults.integer(row.place("tile_y"), row.get("tile_y"), "a whole number, or empty"),
            )
    for row in rows:
        for neighbour in parts(row.get("neighbours")):
            faults.known(row.place("neighbours"), neighbour, regions, "region", dangling=True)
    return regions


def read_clusters(
    path: Path, regions: Collection[str], faults: Faults, label: str, sources: Collection[str] | None = None
) -> dict[str, Unit]:
    """Return the clusters by id; a member is a region, or region:share with a share above 0 and at most 1.

    A date that is written otherwise than 2022, 2022-11 or 2022-11-04, or lies in the future, and an unknown source
    (None: unchecked) dangle.
    """
    rows = read_table(path, faults, required=("cluster",), label=label)
    check_named(rows, label, faults)
    clusters: dict[str, Unit] = {}
    for row in rows:
        cluster = new_id(row, "cluster", clusters, faults)
        members: list[tuple[str, float]] = []
        for member in parts(row.get("members")):
            region, _, share_text = member.partition(":")
            faults.known(row.place("members"), region, regions, "region", dangling=True)
            share = faults.number(row.place("members"), share_text, "a share above 0 and at most 1")
            if share is not None and not 0 < share <= 1:
                faults.add(row.place("members"), quote(member), "a share above 0 and at most 1")
            members.append((region, 1.0 if share is None else share))
        if cluster is not None:
            name = Text(*row.text("name"))
            industry, source = row.get("industry") or row.text("industry")[0], row.get("source")
            if source and sources is not None:
                faults.known(row.place("source"), source, sources, "source", dangling=True)
            clusters[cluster] = Unit(
                id=cluster,
                name=name,
                industry=industry,
                tier=row.get("tier"),
                members=tuple(members),
                status_date=check_date(row.place("status_date"), row.get("status_date"), faults),
                source=source,
                industry_name=Text(row.get("industry_zh"), row.get("industry_en")),
            )
    return clusters


def read_sources(path: Path, faults: Faults, label: str) -> dict[str, Source]:
    """Return the sources by id."""
    sources: dict[str, Source] = {}
    for row in read_table(path, faults, required=("source",), label=label):
        source = new_id(row, "source", sources, faults)
        if source is not None:
            sources[source] = Source(
                source,
                Text(*row.text("title")),
                Text(*row.text("issuer")),
                row.get("year"),
                row.get("address"),
                row.get("accessed"),
                row.get("licence"),
            )
    return sources


@dataclass(frozen=True, slots=True)
class Keys:
    """What observations may refer to: the units of one kind, the indicators and (None: unchecked) the sources."""

    unit: str
    units: Collection[str]
    indicators: Mapping[str, Indicator]
    sources: Collection[str] | None = None


def read_observations(path: Path, keys: Keys, faults: Faults, label: str) -> list[Observation]:
    """Return one tuple per observed value: unit, indicator, year, value, source, note, status, quality, error.

    The first key column is named by the kind of unit (region or cluster). An error not stated is None. A row with an
    empty value is a missing value: it is checked like the others and left out.
    """
    rows = read_table(path, faults, required=(keys.unit, "indicator", "year", "value"), label=label)
    first_line: dict[tuple[str, str, str], int] = {}
    observations: list[Observation] = []
    for row in rows:
        year = row.get("year")
        key = (row.get(keys.unit), row.get("indicator"), str(int(year)) if INTEGER.fullmatch(year) else year)
        if key in first_line:
            found = f"a duplicate {quote(','.join(key))} with the value {quote(row.get('value'))}"
            allowed = f"each ({keys.unit}, indicator, year) once; see line {first_line[key]}"
            faults.add(row.place("key"), found, allowed)
        first_line.setdefault(key, row.line)
        observation = _observation(row, keys, faults)
        if observation is not None:
            observations.append(observation)
    return observations


def _observation(row: Row, keys: Keys, faults: Faults) -> Observation | None:
    name, indicator, source = row.get(keys.unit), row.get("indicator"), row.get("source")
    if name not in keys.units:
        faults.known(row.place(keys.unit), name, keys.units, keys.unit)
    if indicator not in keys.indicators:
        faults.known(row.place("indicator"), indicator, keys.indicators, "indicator")
    elif keys.indicators[indicator].derived:
        faults.add(row.place("indicator"), quote(indicator), "an observed indicator; this one is derived")
    year = faults.integer(row.place("year"), row.get("year"), "a year as a whole number")
    if not row.get("year"):
        faults.add(row.place("year"), "nothing", "a year as a whole number")
    value = faults.number(row.place("value"), row.get("value"))
    defined_above = (
        -1 if indicator in keys.indicators and keys.indicators[indicator].transform == "log1p" else None
    )
    if value is not None and defined_above is not None and value <= defined_above:
        faults.add(
            row.place("value"), quote(row.get("value")), "a number above -1, for the transform is log1p"
        )
    if source and keys.sources is not None and source not in keys.sources:
        faults.known(row.place("source"), source, keys.sources, "source", dangling=True)
    status = faults.choice(row.place("status"), row.get("status"), STATUSES, "observed")
    quality = faults.choice(row.place("quality"), row.get("quality"), ("", *QUALITIES), "")
    error = faults.least_zero(row.place("error"), row.get("error"), AN_ERROR)
    if value is None or year is None:
        return None
    return name, indicator, year, value, source, row.get("note"), status or "observed", quality or "", error


def new_id(row: Row, column: str, taken: Collection[str], faults: Faults) -> str | None:
    """Return the id in a column; None after noting one that is none, or taken."""
    identifier = faults.identifier(row.place(column), row.get(column))
    if identifier is not None and identifier in taken:
        faults.add(row.place(column), f"a duplicate {quote(identifier)}", f"every {column} once")
        return None
    return identifier


def parts(cell: str) -> tuple[str, ...]:
    """Return the parts of a list in one cell, separated by semicolons."""
    return tuple(part for piece in cell.split(";") if (part := piece.strip()))
