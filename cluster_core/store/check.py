"""Report every fault of a bundle, of a framework file, or of all below a folder."""

from __future__ import annotations

from pathlib import Path

from cluster_core.errors import Fault
from cluster_core.model.indicator import Indicator
from cluster_core.store.bundle import (
    SHARED_FOLDER,
    Shared,
    bundle_folders,
    is_bundle,
    read_bundle,
    read_shared,
    shared_folder,
)
from cluster_core.store.documents import Document, Documents, parse_documents, read_document
from cluster_core.store.faults import Faults
from cluster_core.store.indicators_file import read_indicators


def check_path(path: Path) -> list[Fault]:
    """Return every fault found at `path`: a bundle, a framework file, or a folder with bundles somewhere below.

    The list is empty if all is well.
    """
    faults = Faults()
    if path.is_file():
        _check_file(path, faults)
    elif is_bundle(path):
        read_bundle(path, _shared_of(path), faults, faults)
    elif path.is_dir():
        _check_below(path, faults)
    else:
        faults.add(str(path), None, "path", "no such file or folder", "a bundle, a framework file or a folder")
    return list(dict.fromkeys(faults.found))


def _shared_of(bundle: Path) -> Shared:
    """Return what a bundle shares; its faults are reported where the shared folder itself is checked."""
    return read_shared(shared_folder(bundle), Faults(), Faults())


def _check_file(path: Path, faults: Faults) -> None:
    if path.suffix == ".csv":
        read_indicators(path, faults, path.name)
        return
    document = read_document(path, faults, path.name)
    if document is None:
        return
    bundle, folder = path.resolve().parent.parent, path.resolve().parent
    if is_bundle(bundle):
        shared = _shared_of(bundle)
        own, _ = read_indicators(bundle / "indicators.csv", Faults(), "indicators.csv")
        _check_document(document, faults, {**shared.indicators, **own}, shared.parsed)
    elif folder.name == SHARED_FOLDER and (folder / "indicators.csv").is_file():
        registry, _ = read_indicators(folder / "indicators.csv", Faults(), "indicators.csv")
        _check_document(document, faults, registry, read_shared(folder, Faults(), Faults()).parsed)
    else:
        _check_document(document, faults, None, None)


def _check_document(
    document: Document, faults: Faults, indicators: dict[str, Indicator] | None, beside: Documents | None
) -> None:
    parse_documents([document], faults, faults if beside else Faults(), indicators, beside or Documents())
    if document.kind == "other":
        found = ", ".join(document.content) or "nothing"
        allowed = "framework and nodes, rules, countermeasures or cases"
        faults.add(document.file, 1, "top keys", f"'{found}'", allowed)


def _check_below(folder: Path, faults: Faults) -> None:
    bundles = sorted({path.parent for path in folder.rglob("bundle.yaml")})
    shared_folders = sorted(
        path.parent for path in folder.rglob(f"{SHARED_FOLDER}/indicators.csv") if not is_bundle(path.parent.parent)
    )
    if (folder / "indicators.csv").is_file() and not bundles:
        shared_folders.append(folder)
    for shared in shared_folders:
        measured: set[str] = set()
        for bundle in bundle_folders(shared.parent):
            measured |= set(read_indicators(bundle / "indicators.csv", Faults(), "indicators.csv")[0])
        read_shared(shared, faults, faults, measured)
    for bundle in bundles:
        read_bundle(bundle, _shared_of(bundle), faults, faults)
    covered = {*bundles, *shared_folders}
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        if not covered & set(path.parents):
            document = read_document(path, faults, str(path.relative_to(folder)))
            if document is not None:
                parse_documents([document], faults, Faults(), None, Documents())
