"""Build the DuckDB file from bundles: checked, atomic, deterministic."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from cluster_core.errors import BundleError, Fault, StoreError
from cluster_core.model.dataset import Unit
from cluster_core.store.bundle import (
    Bundle,
    bundle_folders,
    is_bundle,
    read_bundle,
    read_shared,
    shared_folder,
)
from cluster_core.store.connection import reading, writing
from cluster_core.store.faults import Faults, Place
from cluster_core.store.generation import current
from cluster_core.store.geometry import geometry_files
from cluster_core.store.indicators_file import read_indicators
from cluster_core.store.nation_rows import nation_rows
from cluster_core.store.schema import CREATE, INSERT, SCHEMA_VERSION, SELECT_ALL, TABLES

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `ensure_built` found: the file to read, whether it was built anew and why, and what kept it from that.

    reason: "" (nothing to do), "missing", "changed" or "damaged". faults: the bundles are wrong, the file is the old
    one.
    """

    path: Path
    fingerprint: str
    rebuilt: bool
    reason: str
    faults: tuple[Fault, ...] = ()


def build(bundles: Sequence[Path], out: Path) -> str:
    """Check the bundles and build the DuckDB file from them; return its content fingerprint.

    The file is made beside `out` and moved into place when it is complete: a failed build leaves what was there.

    Raises
    ------
    BundleError
        With every fault of every bundle.
    StoreError
        If the file cannot be written.
    """
    if out.is_dir():
        raise StoreError(f"{out}: found a folder, allowed: the name of a file.")
    read = read_bundles(bundles)
    inputs = digest_of_inputs(bundles)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".building", dir=out.parent)
        os.close(handle)
    except OSError as unwritable:
        raise StoreError(
            f"{out}: found a folder that cannot be written ({unwritable.strerror})."
        ) from unwritable
    draft = Path(name)
    try:
        draft.unlink()
        with writing(draft) as connection:
            fingerprint = write_tables(connection, read, inputs)
            connection.execute("CHECKPOINT")
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(out)
    except (OSError, duckdb.Error) as broken:
        raise StoreError(
            f"{out}: the data file could not be written ({type(broken).__name__}). Is the disk full?"
        ) from broken
    finally:
        for leftover in (draft, draft.with_name(f"{draft.name}.wal")):
            leftover.unlink(missing_ok=True)
    return fingerprint


def ensure_built(data: Path, out: Path, progress: Progress | None = None) -> BuildReport:
    """Build the file if it is missing, damaged or older than the bundles below `data`; else leave it.

    The content of a file that stays is read in full and compared with its fingerprint.

    Raises
    ------
    BundleError
        If the bundles are wrong and there is no usable file to fall back on.
    """
    bundles = bundle_folders(data)
    reason, fingerprint = _state(out, digest_of_inputs(bundles))
    if not reason:
        return BuildReport(out, fingerprint, rebuilt=False, reason="")
    if progress is not None:
        progress(reason)
    try:
        return BuildReport(out, build(bundles, out), rebuilt=True, reason=reason)
    except BundleError as wrong:
        if reason != "changed":
            raise
        return BuildReport(out, fingerprint, rebuilt=False, reason=reason, faults=wrong.faults)


def read_bundles(bundles: Sequence[Path]) -> list[Bundle]:
    """Return the bundles; `BundleError` with every fault of all of them."""
    faults = Faults()
    if not bundles:
        faults.add(Place("data", None, "bundle"), "no bundle", "at least one folder with a bundle.yaml")
    for folder in bundles:
        if not is_bundle(folder):
            faults.add(Place(str(folder), None, "bundle"), "no bundle.yaml", "a folder with a bundle.yaml")
    folders = [folder for folder in bundles if is_bundle(folder)]
    measured = {
        name
        for folder in folders
        for name in read_indicators(current(folder) / "indicators.csv", Faults(), "indicators.csv")[0]
    }
    shared = {
        folder: read_shared(folder, faults, measured)
        for folder in dict.fromkeys(shared_folder(bundle) for bundle in folders)
    }
    read = [read_bundle(folder, shared[shared_folder(folder)], faults) for folder in folders]
    seen: dict[str, Path] = {}
    for folder, bundle in zip(folders, read, strict=True):
        if bundle is not None and bundle.id in seen:
            found = f"a duplicate '{bundle.id}' (also in {seen[bundle.id].name})"
            faults.add(Place(f"{folder.name}/bundle.yaml", None, "id"), found, "every bundle id once")
        elif bundle is not None:
            seen[bundle.id] = folder
    if faults.every:
        raise BundleError(faults.every)
    return [bundle for bundle in read if bundle is not None]


def read_one(folder: Path) -> Bundle:
    """Return one bundle for use in memory; dangling references that no number depends on are let pass.

    Raises
    ------
    BundleError
        With every fault that makes the numbers unusable.
    """
    faults = Faults()
    if not is_bundle(folder):
        faults.add(Place(str(folder), None, "bundle"), "no bundle.yaml", "a folder with a bundle.yaml")
        raise BundleError(faults.found)
    beside = Faults()  # what dangles there is for `check` to report, and no concern of this bundle
    shared = read_shared(shared_folder(folder), beside)
    faults.found += beside.found
    bundle = read_bundle(folder, shared, faults)
    if bundle is None or faults.found:
        raise BundleError(faults.every)
    return bundle


def digest_of_inputs(bundles: Sequence[Path]) -> str:
    """Return a digest of the names and bytes of every file that a build of these bundles reads."""
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    for folder in [*bundles, *dict.fromkeys(shared_folder(bundle) for bundle in bundles)]:
        files = current(folder)
        for path in sorted([*files.rglob("*.csv"), *files.rglob("*.yaml"), *files.rglob("*.yml")]):
            digest.update(f"\n{folder.name}/{path.relative_to(files)}\n".encode())
            digest.update(path.read_bytes())
    for path in dict.fromkeys(path for folder in bundles for path in geometry_files(folder)):
        digest.update(f"\n{path.parent.name}/{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_tables(connection: duckdb.DuckDBPyConnection, bundles: Sequence[Bundle], inputs: str = "") -> str:
    """Create and fill every table; return the content fingerprint of the whole."""
    for statement in CREATE:
        connection.execute(statement)
    for order, bundle in enumerate(bundles):
        for table, rows in _rows(bundle, order).items():
            _insert(connection, table, rows)
    whole = fingerprint_of(connection, [bundle.id for bundle in bundles])
    connection.execute("INSERT INTO meta VALUES (?, ?, ?)", [SCHEMA_VERSION, whole, inputs])
    return whole


def fingerprint_of(connection: duckdb.DuckDBPyConnection, bundles: Iterable[str]) -> str:
    """Return a hash of the content of the tables for these bundles, whatever the file looks like."""
    digest = hashlib.sha256()
    for bundle in sorted(bundles):
        for table in TABLES:
            digest.update(f"\n{table}\n".encode())
            for row in connection.execute(SELECT_ALL[table], [bundle]).fetchall():
                digest.update(repr(row).encode())
    return digest.hexdigest()


def _state(out: Path, inputs: str) -> tuple[str, str]:
    """Return why the file must be built ("" if not), and its fingerprint where it is sound."""
    if not out.exists():
        return "missing", ""
    try:
        with reading(out) as cursor:
            meta = cursor.execute("SELECT schema_version, fingerprint, inputs FROM meta").fetchall()
            if len(meta) != 1 or meta[0][0] != SCHEMA_VERSION:
                return "damaged", ""
            if out.stat().st_size < _expected_size(cursor):
                return "damaged", ""
            bundles = [row[0] for row in cursor.execute("SELECT bundle FROM bundles").fetchall()]
            if fingerprint_of(cursor, bundles) != meta[0][1]:
                return "damaged", ""
            return ("" if meta[0][2] == inputs else "changed"), str(meta[0][1])
    except StoreError:
        return "damaged", ""


def _expected_size(cursor: duckdb.DuckDBPyConnection) -> int:
    """Return the least size in bytes of a whole file: three headers of 4096 bytes and its blocks."""
    found = cursor.execute("SELECT block_size, total_blocks FROM pragma_database_size()").fetchall()
    return 3 * 4096 + found[0][0] * found[0][1] if found else 0


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    if not rows:
        return
    columns = {
        f"c{k}": pa.array(values, from_pandas=True) for k, values in enumerate(zip(*rows, strict=True))
    }
    connection.register("incoming", pa.table(columns))
    connection.execute(INSERT[table])
    connection.unregister("incoming")


def _rows(bundle: Bundle, order: int) -> dict[str, list[tuple[object, ...]]]:
    """Return a bundle's rows per table, in the column order of the schema."""
    b = bundle.id
    head = (b, order, bundle.name.zh, bundle.name.en, bundle.version, bundle.default_framework)
    head = (*head, bundle.default_rules)
    return {
        "bundles": [(*head, bundle.default_year, bundle.default_focus, bundle.licence, bundle.synthetic)],
        "groups": [(b, group, k, name.zh, name.en) for k, (group, name) in enumerate(bundle.groups.items())],
        "regions": [_region(b, k, unit) for k, unit in enumerate(bundle.regions.values())],
        "clusters": [
            (
                *(b, unit.id, k, unit.name.zh, unit.name.en, unit.industry, unit.tier, _members(unit)),
                *(unit.status_date, unit.source, unit.industry_name.zh, unit.industry_name.en),
            )
            for k, unit in enumerate(bundle.clusters.values())
        ],
        "indicators": [
            (
                *(
                    b,
                    i.id,
                    k,
                    i.name.zh,
                    i.name.en,
                    i.direction,
                    i.unit.zh,
                    i.unit.en,
                    i.numerator,
                    i.denominator,
                ),
                *(
                    i.scale,
                    i.transform,
                    i.kind,
                    i.unit_of_analysis,
                    i.target,
                    i.goalpost_low,
                    i.goalpost_high,
                ),
                *(
                    i.breaks_before,
                    i.description.zh,
                    i.description.en,
                    i.typical_source.zh,
                    i.typical_source.en,
                    i.proxy,
                    i.error,
                ),
            )
            for k, i in enumerate(bundle.indicators.values())
        ],
        "sources": [
            (
                b,
                s.id,
                k,
                s.title.zh,
                s.title.en,
                s.issuer.zh,
                s.issuer.en,
                s.year,
                s.address,
                s.accessed,
                s.licence,
            )
            for k, s in enumerate(bundle.sources.values())
        ],
        "observations": [(b, *row) for row in bundle.observations],
        "cluster_observations": [(b, *row) for row in bundle.cluster_observations],
        "industries": [(b, k, *row) for k, row in enumerate(bundle.industries)],
        "documents": [
            (b, document.file, k, own, document.kind, json.dumps(document.content, ensure_ascii=False))
            for k, (own, document) in enumerate(
                [(True, d) for d in bundle.documents] + [(False, d) for d in bundle.shared_documents]
            )
        ],
        "outlines": [(b, bundle.outlines)] if bundle.outlines else [],
        **nation_rows(b, bundle.nation),
    }


def _region(bundle: str, order: int, unit: Unit) -> tuple[object, ...]:
    place = (unit.lat, unit.lon, unit.tile_x, unit.tile_y)
    neighbours = ";".join(unit.neighbours)
    return (bundle, unit.id, order, unit.name.zh, unit.name.en, unit.group, unit.parent, neighbours, *place)


def _members(unit: Unit) -> str:
    return ";".join(f"{region}:{share!r}" for region, share in unit.members)
