"""Read and check a bundle: a folder of plain files that holds one data set (formats.md section 1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from cluster_core.model.dataset import Source, Unit
from cluster_core.model.indicator import Indicator
from cluster_core.model.text import Text
from cluster_core.store.documents import Document, Documents, parse_documents, read_documents
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.framework_file import text_of
from cluster_core.store.indicators_file import check_derived, read_indicators
from cluster_core.store.plain import Located, Plain, line_of, mapping_at, read_plain, text_at
from cluster_core.store.units_file import Observation, read_clusters, read_observations, read_regions, read_sources

BUNDLE_FILE = "bundle.yaml"
SHARED_FOLDER = "frameworks"
PROJECT_DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class Shared:
    """What bundles share: the registry of indicators and the documents of `data/frameworks`."""

    indicators: dict[str, Indicator] = field(default_factory=dict[str, Indicator])
    documents: tuple[Document, ...] = ()
    parsed: Documents = field(default_factory=Documents)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as read; `indicators` holds the registry's rows too, the bundle's own win."""

    id: str
    name: Text
    version: str
    default_framework: str
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


def read_shared(folder: Path, faults: Faults, loose: Faults, measured: Collection[str] = ()) -> Shared:
    """Return what bundles share; `measured` are indicators of bundles that its documents may name as well."""
    label = f"{folder.name}/"
    registry = folder / "indicators.csv"
    indicators: dict[str, Indicator] = {}
    if registry.is_file():
        indicators, rows = read_indicators(registry, faults, f"{label}indicators.csv")
        check_derived(rows, indicators, faults)
    documents = read_documents(folder, faults, label)
    parsed = parse_documents(documents, faults, loose, None, Documents())
    for measure in parsed.countermeasures.values():
        for indicator in measure.whatif:
            place = Place(f"{label}countermeasures.yaml", None, f"{measure.id}.whatif")
            loose.known(place, indicator, {**indicators, **dict.fromkeys(measured)}, "indicator")
    return Shared(indicators, tuple(documents), parsed)


def read_bundle(folder: Path, shared: Shared, faults: Faults, loose: Faults) -> Bundle | None:
    """Return a bundle; None after noting its faults.

    `faults` takes what makes the numbers unusable, `loose` dangling references that no number depends on (neighbours,
    sources, measures, cases): a check and a build refuse both.
    """
    before = len(faults.found)
    label = f"{folder.name}/"
    head = read_plain(folder / BUNDLE_FILE, faults, f"{label}{BUNDLE_FILE}") or Located()
    for name in ("regions.csv", "indicators.csv", "observations.csv"):
        if not (folder / name).is_file():
            faults.add(f"{label}{name}", None, "file", "no such file", "a file of a bundle")
    regions = read_regions(folder / "regions.csv", faults, loose, f"{label}regions.csv") if _has(folder, "regions") else {}
    own, rows = (
        read_indicators(folder / "indicators.csv", faults, f"{label}indicators.csv") if _has(folder, "indicators") else ({}, [])
    )
    indicators = {**own, **{name: row for name, row in shared.indicators.items() if name not in own}}
    check_derived(rows, indicators, faults)
    sources = read_sources(folder / "sources.csv", faults, f"{label}sources.csv") if _has(folder, "sources") else None
    clusters = (
        read_clusters(folder / "clusters.csv", regions, faults, loose, f"{label}clusters.csv")
        if _has(folder, "clusters")
        else {}
    )
    observed = [
        read_observations(
            folder / f"{name}.csv", unit, units, indicators, sources, faults, loose, f"{label}{name}.csv"
        )
        if _has(folder, name)
        else []
        for name, unit, units in (
            ("observations", "region", regions),
            ("cluster_observations", "cluster", clusters),
        )
    ]
    documents = read_documents(folder / SHARED_FOLDER, faults, f"{label}{SHARED_FOLDER}/")
    parsed = parse_documents(documents, faults, loose, indicators, shared.parsed)
    bundle = _head(head, folder, faults, loose, regions, {**shared.parsed.frameworks, **parsed.frameworks})
    if bundle is None or len(faults.found) > before:
        return None
    identity, groups = bundle
    return Bundle(
        **identity,
        groups=groups,
        regions=regions,
        clusters=clusters,
        indicators=indicators,
        sources=sources or {},
        observations=observed[0],
        cluster_observations=observed[1],
        documents=tuple(documents),
        shared_documents=shared.documents,
    )


def _has(folder: Path, name: str) -> bool:
    return (folder / f"{name}.csv").is_file()


def _head(
    head: dict[str, Plain],
    folder: Path,
    faults: Faults,
    loose: Faults,
    regions: Collection[str],
    frameworks: Collection[str],
) -> tuple[dict[str, Plain], dict[str, Text]] | None:
    file = f"{folder.name}/{BUNDLE_FILE}"

    def text(key: str) -> str:
        return text_at(head, key, file, faults)

    def place(key: str) -> Place:
        return Place(file, line_of(head, key), key)

    bundle_id = faults.identifier(place("id"), text("id") or folder.name)
    version = faults.identifier(place("version"), text("version") or "1")
    year = faults.integer(place("default_year"), text("default_year"), "a year as a whole number")
    synthetic = text("synthetic").lower()
    if synthetic not in ("", "true", "false"):
        faults.add(*place("synthetic").at(), quote(synthetic), "true or false")
    groups = {str(key): text_of(value) for key, value in mapping_at(head, "groups", file, faults).items()}
    focus, framework = text("default_focus"), text("default_framework")
    if focus and loose.known(place("default_focus"), focus, regions, "region") is None:
        focus = ""
    if framework and loose.known(place("default_framework"), framework, frameworks, "framework") is None:
        framework = ""
    if bundle_id is None or version is None:
        return None
    name = text_of(head.get("name", "")) or Text(bundle_id, bundle_id)
    return {
        "id": bundle_id,
        "name": name,
        "version": version,
        "default_framework": framework,
        "default_year": year,
        "default_focus": focus,
        "licence": text("licence"),
        "synthetic": synthetic == "true",
    }, groups
