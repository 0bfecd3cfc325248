"""Read and check a bundle: a folder of plain files that holds one data set (formats.md section 1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cluster_core.model.dataset import Unit
from cluster_core.model.indicator import Indicator
from cluster_core.model.nation import Nation
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.store.documents import Document, Documents, parse_documents, read_documents
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.framework_file import text_of
from cluster_core.store.generation import PROJECT_DATA, current
from cluster_core.store.geometry import read_geometry
from cluster_core.store.indicators_file import check_derived, read_indicators
from cluster_core.store.industries_file import IndustryRow, read_bundle_industries
from cluster_core.store.nation_file import Known, read_nation
from cluster_core.store.plain import Located, Plain, mapping_at, place_of, read_plain, text_at
from cluster_core.store.units_file import (
    Keys,
    Observation,
    read_clusters,
    read_observations,
    read_regions,
    read_sources,
)

BUNDLE_FILE = "bundle.yaml"
SHARED_FOLDER = "frameworks"
REQUIRED_FILES = ("regions", "indicators", "observations")
FILES = (*REQUIRED_FILES, "sources", "clusters", "cluster_observations", "industries")


@dataclass(frozen=True, slots=True)
class Shared:
    """What bundles share: the registry of indicators, the documents and the tables of the whole country."""

    indicators: dict[str, Indicator] = field(default_factory=dict[str, Indicator])
    documents: tuple[Document, ...] = ()
    parsed: Documents = field(default_factory=Documents)
    nation: Nation = field(default_factory=Nation)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as read; `indicators` holds the registry's rows too, the bundle's own win."""

    id: str
    name: Text
    version: str
    default_framework: str
    default_rules: str
    default_year: int | None
    default_focus: str
    licence: str
    synthetic: bool
    groups: dict[str, Text]
    regions: dict[str, Unit]
    clusters: dict[str, Unit]
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    observations: list[Observation]
    cluster_observations: list[Observation]
    documents: tuple[Document, ...]
    shared_documents: tuple[Document, ...]
    outlines: str = ""
    industries: tuple[IndustryRow, ...] = ()
    nation: Nation = field(default_factory=Nation)


def is_bundle(folder: Path) -> bool:
    """Tell whether a folder is a bundle."""
    return (folder / BUNDLE_FILE).is_file()


def bundle_folders(data: Path) -> list[Path]:
    """Return the bundles right below a folder, by name."""
    return sorted(path.parent for path in data.glob(f"*/{BUNDLE_FILE}"))


def shared_folder(bundle: Path) -> Path:
    """Return the folder that the bundle shares with others: `frameworks` beside it, else the project's own."""
    beside = bundle.resolve().parent / SHARED_FOLDER
    return beside if (beside / "indicators.csv").is_file() else PROJECT_DATA / SHARED_FOLDER


def read_shared(folder: Path, faults: Faults, measured: Collection[str] = ()) -> Shared:
    """Return what bundles share; `measured` are indicators of bundles that its documents may name as well.

    What the documents name and nothing defines is noted as dangling: a bundle leaves out the document that cannot serve
    it, and no bundle is refused for it.
    """
    label = f"{folder.name}/"
    registry = folder / "indicators.csv"
    indicators: dict[str, Indicator] = {}
    if registry.is_file():
        indicators, rows = read_indicators(registry, faults, f"{label}indicators.csv")
        check_derived(rows, indicators, faults)
    documents = read_documents(folder, faults, label)
    parsed = parse_documents(documents, faults, None, None)
    references = Faults()
    if registry.is_file():
        parse_documents(documents, references, {**indicators, **dict.fromkeys(measured)}, Documents())
    faults.dangling += [fault for fault in references.every if fault not in faults.found]
    nation = read_nation(folder, faults, label, Known(counts=_counts(parsed)))
    return Shared(indicators, tuple(documents), parsed, nation)


def read_bundle(folder: Path, shared: Shared, faults: Faults, files: Path | None = None) -> Bundle | None:
    """Return a bundle; None after noting faults that make its numbers unusable.

    `files` is where its files are, by default the generation in use; faults are told under the bundle's own name.
    """
    before = len(faults.found)
    folder = folder.resolve()  # so that it has a name, however it was given
    files = current(folder) if files is None else files
    head = read_plain(files / BUNDLE_FILE, faults, f"{folder.name}/{BUNDLE_FILE}") or Located()
    paths = {name: path for name in FILES if (path := files / f"{name}.csv").is_file()}
    label = {name: f"{folder.name}/{name}.csv" for name in FILES}
    for name in REQUIRED_FILES:
        if name not in paths:
            faults.add(Place(label[name], None, "file"), "no such file", "a file of a bundle")
    regions = read_regions(paths["regions"], faults, label["regions"]) if "regions" in paths else {}
    own, rows = (
        read_indicators(paths["indicators"], faults, label["indicators"])
        if "indicators" in paths
        else ({}, [])
    )
    indicators = _with_registry(own, shared.indicators)
    check_derived(rows, indicators, faults)
    sources = read_sources(paths["sources"], faults, label["sources"]) if "sources" in paths else None
    clusters = (
        read_clusters(paths["clusters"], regions, faults, label["clusters"], sources)
        if "clusters" in paths
        else {}
    )
    observed = {
        name: read_observations(paths[name], Keys(unit, units, indicators, sources), faults, label[name])
        for name, unit, units in (
            ("observations", "region", regions),
            ("cluster_observations", "cluster", clusters),
        )
        if name in paths
    }
    industries = (
        read_bundle_industries(paths["industries"], regions, sources, faults, label["industries"])
        if "industries" in paths
        else ()
    )
    outlines = read_geometry(folder, regions, faults)
    documents = read_documents(files / SHARED_FOLDER, faults, f"{folder.name}/{SHARED_FOLDER}/")
    sound = len(faults.found)
    parsed = parse_documents(documents, faults, indicators, shared.parsed)
    known = Documents(
        frameworks={**shared.parsed.frameworks, **parsed.frameworks},
        rules={**shared.parsed.rules, **parsed.rules},
    )
    counts = _counts(parsed) or _counts(shared.parsed)
    nation = read_nation(
        folder, faults, f"{folder.name}/", Known(regions, sources or {}, counts), shared.nation
    )
    identity = _identity(head, folder.name, faults)
    defaults = _defaults(head, faults, regions, known if len(faults.found) == sound else None)
    groups = {str(key): text_of(value) for key, value in mapping_at(head, "groups", faults).items()}
    if len(faults.found) > before:
        return None
    return Bundle(
        **identity,
        **defaults,
        groups=groups,
        regions=regions,
        clusters=clusters,
        indicators=indicators,
        sources=sources or {},
        observations=observed.get("observations", []),
        cluster_observations=observed.get("cluster_observations", []),
        documents=tuple(documents),
        shared_documents=shared.documents,
        outlines=outlines,
        industries=industries,
        nation=nation,
    )


def _counts(documents: Documents) -> list[str]:
    """Return the ids of the dated counts of a ladder, which footnotes may concern."""
    return [one.id for one in documents.ladder.counts] if documents.ladder else []


def _with_registry(own: dict[str, Indicator], registry: dict[str, Indicator]) -> dict[str, Indicator]:
    """Return a bundle's own rows, then the registry's others; a typical source left out is the registry's."""
    known = {**own, **{name: row for name, row in registry.items() if name not in own}}
    return {
        name: replace(row, typical_source=registry[name].typical_source)
        if name in registry and not row.typical_source
        else row
        for name, row in known.items()
    }


def _identity(head: dict[str, Plain], folder: str, faults: Faults) -> dict[str, Any]:
    bundle_id = text_at(head, "id", faults) or folder
    version = text_at(head, "version", faults) or "1"
    faults.identifier(place_of(head, "id"), bundle_id)
    faults.identifier(place_of(head, "version"), version)
    synthetic = text_at(head, "synthetic", faults).lower()
    if synthetic not in ("", "true", "false"):
        faults.add(place_of(head, "synthetic"), quote(synthetic), "true or false")
    return {
        "id": bundle_id,
        "name": text_of(head.get("name", "")) or Text(bundle_id, bundle_id),
        "version": version,
        "licence": text_at(head, "licence", faults),
        "synthetic": synthetic == "true",
    }


def _defaults(
    head: dict[str, Plain], faults: Faults, regions: Collection[str], known: Documents | None
) -> dict[str, Any]:
    """Read the defaults; frameworks and rule sets are looked up unless faults of their files made them unknown."""
    focus, framework = text_at(head, "default_focus", faults), text_at(head, "default_framework", faults)
    rules = text_at(head, "default_rules", faults)
    if focus:
        focus = faults.known(place_of(head, "default_focus"), focus, regions, "region", dangling=True) or ""
    if framework and known is not None:
        place = place_of(head, "default_framework")
        framework = faults.known(place, framework, known.frameworks, "framework", dangling=True) or ""
    if rules and known is not None:
        place = place_of(head, "default_rules")
        rules = faults.known(place, rules, known.rules, "rule set", dangling=True) or ""
    year = text_at(head, "default_year", faults)
    return {
        "default_framework": framework,
        "default_rules": rules,
        "default_focus": focus,
        "default_year": faults.integer(place_of(head, "default_year"), year, "a year as a whole number"),
    }
