"""Report every fault of a bundle, of a framework file, or of all below a folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from cluster_core.errors import Fault, one_of
from cluster_core.model.nation import FOOTNOTES, TABLES
from cluster_core.store.bundle import (
    SHARED_FOLDER,
    Shared,
    bundle_folders,
    is_bundle,
    read_bundle,
    read_shared,
    shared_folder,
)
from cluster_core.store.documents import (
    LISTS,
    SINGLE,
    Document,
    Documents,
    parse_documents,
    read_document,
    read_documents,
)
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.indicators_file import read_indicators


def check_path(path: Path) -> list[Fault]:
    """Return every fault found at `path`: a bundle, a framework file, or a folder with bundles somewhere below.

    The list is empty if all is well.
    """
    faults = Faults()
    if path.is_file():
        _check_file(path, faults)
    elif is_bundle(path):
        read_bundle(path, _shared_of(path), faults)
    elif path.is_dir():
        _check_below(path, faults)
    else:
        faults.add(
            Place(str(path), None, "path"), "no such file or folder", "a bundle, a framework file or a folder"
        )
    return faults.every


def _shared_of(bundle: Path) -> Shared:
    """Return what a bundle shares; its faults are reported where the shared folder itself is checked."""
    return read_shared(shared_folder(bundle), Faults())


def _check_file(path: Path, faults: Faults) -> None:
    """Check one file; a document in a folder of documents beside the others there, which it may refer to."""
    if path.stem in (*TABLES, FOOTNOTES) and path.suffix == ".csv":
        _check_table(path.resolve(), faults)
        return
    if path.suffix == ".csv":
        read_indicators(path, faults, path.name)
        return
    document = read_document(path, faults, path.name)
    if document is None:
        return
    if document.kind == "other":
        found = quote(", ".join(document.content))
        faults.add(
            Place(path.name, 1, "top keys"),
            found,
            f"framework and nodes, rules, {one_of((*LISTS, *SINGLE))}",
        )
    folder, bundle = path.resolve().parent, path.resolve().parent.parent
    if is_bundle(bundle):
        shared = _shared_of(bundle)
        own, _ = read_indicators(bundle / "indicators.csv", Faults(), "indicators.csv")
        _check_beside(document, folder, {**shared.indicators, **own}, shared.parsed, faults)
    elif (folder / "indicators.csv").is_file():
        registry, _ = read_indicators(folder / "indicators.csv", Faults(), "indicators.csv")
        _check_beside(document, folder, {*registry, *_measured_beside(folder)}, Documents(), faults)
    else:
        parse_documents([document], faults, None, None)


def _check_table(path: Path, faults: Faults) -> None:
    """Check a table of the country beside the others of its folder, which it may refer to."""
    folder, everywhere = path.parent, Faults()
    if is_bundle(folder):
        read_bundle(folder, _shared_of(folder), everywhere)
    else:
        read_shared(folder, everywhere)
    faults.found += [fault for fault in everywhere.every if fault.file == f"{folder.name}/{path.name}"]


def _measured_beside(shared: Path) -> set[str]:
    """Return the indicators of the bundles that stand beside a shared folder."""
    folders = bundle_folders(shared.resolve().parent)
    return {
        name
        for folder in folders
        for name in read_indicators(folder / "indicators.csv", Faults(), "indicators.csv")[0]
    }


def _check_beside(
    document: Document, folder: Path, indicators: Collection[str], shared: Documents, faults: Faults
) -> None:
    everywhere = Faults()
    parse_documents(read_documents(folder, Faults()), everywhere, indicators, shared)
    faults.found += [fault for fault in everywhere.every if fault.file == document.file]


def _check_below(folder: Path, faults: Faults) -> None:
    bundles = sorted({path.parent for path in folder.rglob("bundle.yaml")})
    shared_folders = sorted(
        path.parent
        for path in folder.rglob(f"{SHARED_FOLDER}/indicators.csv")
        if not is_bundle(path.parent.parent)
    )
    if (folder / "indicators.csv").is_file() and not bundles:
        shared_folders.append(folder)
    for shared in shared_folders:
        read_shared(shared, faults, _measured_beside(shared))
    for bundle in bundles:
        read_bundle(bundle, _shared_of(bundle), faults)
    covered = {*bundles, *shared_folders}
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        if not covered & set(path.parents):
            document = read_document(path, faults, str(path.relative_to(folder)))
            if document is not None:
                parse_documents([document], faults, None, None)
