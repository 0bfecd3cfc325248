"""Read a data set from the DuckDB file, or from a bundle through the same loader in memory."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from cluster_core.errors import StoreError, did_you_mean, one_of
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.indicator import Indicator
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.store.build import fingerprint_of, read_one, write_tables
from cluster_core.store.connection import reading, writing
from cluster_core.store.documents import Document, Documents, parse_documents
from cluster_core.store.faults import Faults
from cluster_core.store.nation_rows import nation_of
from cluster_core.store.schema import SELECT_ALL, SELECT_IN_ORDER, SELECT_VALUES


def bundle_names(path: Path) -> dict[str, Text]:
    """Return the bundles of a DuckDB file by id, in the order of the build."""
    with reading(path) as cursor:
        rows = cursor.execute("SELECT bundle, name_zh, name_en FROM bundles ORDER BY ord").fetchall()
    return {row[0]: Text(row[1], row[2]) for row in rows}


def load_dataset(path: Path | str, bundle: str | None = None) -> Dataset:
    """Return one bundle as a data set.

    Parameters
    ----------
    path : a DuckDB file, or a bundle's folder
    bundle : which bundle of the file; may be left out where there is only one

    Raises
    ------
    BundleError
        If a folder's files are wrong: every fault at once.
    StoreError
        If the file cannot be read, or does not hold the bundle.

    Examples
    --------
    >>> load_dataset("data/jiangsu").regions["320900"].name.en
    'Yancheng'
    """
    path = Path(path)
    if path.is_file():
        with reading(path) as cursor:
            return _read(cursor, bundle)
    with writing(None) as memory:
        write_tables(memory, [read_one(path)])
        return _read(memory, bundle)


def _read(cursor: duckdb.DuckDBPyConnection, bundle: str | None) -> Dataset:
    known = [row[0] for row in cursor.execute("SELECT bundle FROM bundles ORDER BY ord").fetchall()]
    if bundle is None and len(known) == 1:
        bundle = known[0]
    if bundle is None or bundle not in known:
        hint = did_you_mean(bundle or "", known)
        raise StoreError(f"bundle: found '{bundle or ''}', allowed: {one_of(known)}. {hint}".rstrip())
    head = _records(cursor, "SELECT * FROM bundles WHERE bundle = ?", bundle)[0]
    sources = _records(cursor, SELECT_IN_ORDER["sources"], bundle)
    indicators = {
        row["indicator"]: _indicator(row) for row in _records(cursor, SELECT_IN_ORDER["indicators"], bundle)
    }
    own, shared, own_rules = _documents(cursor, bundle, indicators)
    return Dataset(
        id=bundle,
        name=Text(head["name_zh"], head["name_en"]),
        version=head["version"],
        fingerprint=fingerprint_of(cursor, [bundle]),
        regions={row["region"]: _region(row) for row in _records(cursor, SELECT_IN_ORDER["regions"], bundle)},
        clusters={
            row["cluster"]: _cluster(row) for row in _records(cursor, SELECT_IN_ORDER["clusters"], bundle)
        },
        indicators=indicators,
        observations=_tidy(cursor, "region", bundle),
        cluster_observations=_tidy(cursor, "cluster", bundle),
        sources={row["source"]: _source(row) for row in sources},
        frameworks={
            **own.frameworks,
            **shared.frameworks,
            **own.frameworks,
        },  # the bundle's own first, and it wins
        rules={**own.rules, **shared.rules, **own.rules},
        own_rules=own_rules,
        countermeasures={**shared.countermeasures, **own.countermeasures},
        cases={**shared.cases, **own.cases},
        advantages={**shared.advantages, **own.advantages},
        policies={**shared.policies, **own.policies},
        typology=own.typology or shared.typology,
        ladder=own.ladder or shared.ladder,
        chokepoints=own.chokepoints or shared.chokepoints,
        nation=nation_of(lambda table: _records(cursor, SELECT_IN_ORDER[table], bundle)),
        groups={
            row["group"]: Text(row["name_zh"], row["name_en"])
            for row in _records(cursor, SELECT_IN_ORDER["groups"], bundle)
        },
        default_framework=head["default_framework"],
        default_rules=head["default_rules"],
        default_year=head["default_year"],
        default_focus=head["default_focus"],
        licence=head["licence"],
        synthetic=head["synthetic"],
        industries=cursor.execute(SELECT_IN_ORDER["industries"], [bundle]).df(),
        outlines="".join(row["geojson"] for row in _records(cursor, SELECT_ALL["outlines"], bundle)),
    )


def _records(cursor: duckdb.DuckDBPyConnection, query: str, bundle: str) -> list[dict[str, Any]]:
    result = cursor.execute(query, [bundle])
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _tidy(cursor: duckdb.DuckDBPyConnection, unit: str, bundle: str) -> pd.DataFrame:
    tidy = cursor.execute(SELECT_VALUES[unit], [bundle]).df()
    if not all(math.isfinite(value) for value in tidy["value"]):
        raise StoreError(f"{bundle}: found a value that is not finite. Run the command build.")
    return tidy


def _documents(
    cursor: duckdb.DuckDBPyConnection, bundle: str, indicators: dict[str, Indicator]
) -> tuple[Documents, Documents, tuple[str, ...]]:
    """Return the bundle's own documents, the shared ones that its indicators can serve, and its own rule sets."""
    rows = _records(cursor, SELECT_IN_ORDER["documents"], bundle)
    own, shared = (
        [
            Document(row["file"], row["kind"], json.loads(row["content"]))
            for row in rows
            if row["own"] is wanted
        ]
        for wanted in (True, False)
    )
    faults = (
        Faults()
    )  # checked when the bundle was read: here they only tell which shared documents do not fit
    beside = parse_documents(shared, faults, indicators, None)
    parsed = parse_documents(own, faults, indicators, beside)
    return parsed, beside, tuple(parsed.rules)


def _indicator(row: dict[str, Any]) -> Indicator:
    texts = {name: Text(row[f"{name}_zh"], row[f"{name}_en"]) for name in ("name", "unit", "description")}
    plain = {
        name: row[name]
        for name in (
            *("direction", "numerator", "denominator", "scale", "transform", "kind", "unit_of_analysis"),
            *("target", "goalpost_low", "goalpost_high", "breaks_before", "proxy", "error"),
        )
    }
    typical = Text(row["typical_source_zh"], row["typical_source_en"])
    return Indicator(id=row["indicator"], **texts, **plain, typical_source=typical)


def _region(row: dict[str, Any]) -> Unit:
    neighbours = tuple(part for part in row["neighbours"].split(";") if part)
    place = {name: row[name] for name in ("lat", "lon", "tile_x", "tile_y")}
    name = Text(row["name_zh"], row["name_en"])
    return Unit(row["region"], name, row["group"], row["parent"], neighbours, **place)


def _cluster(row: dict[str, Any]) -> Unit:
    members = [part.partition(":") for part in row["members"].split(";") if part]
    shares = tuple((region, float(share)) for region, _, share in members)
    name = Text(row["name_zh"], row["name_en"])
    given = {key: row[key] for key in ("industry", "tier", "status_date", "source")}
    industry = Text(row["industry_zh"], row["industry_en"])
    return Unit(row["cluster"], name, members=shares, industry_name=industry, **given)


def _source(row: dict[str, Any]) -> Source:
    title, issuer = Text(row["title_zh"], row["title_en"]), Text(row["issuer_zh"], row["issuer_en"])
    return Source(row["source"], title, issuer, row["year"], row["address"], row["accessed"], row["licence"])
