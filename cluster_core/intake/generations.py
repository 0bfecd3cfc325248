"""Generations of a bundle: written beside, checked, made durable, then pointed at; undone by pointing back.

Whatever happens before the pointer moves leaves the old data in use, untouched. `store.generation` reads the pointer.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from cluster_core.errors import BundleError, ClusterError, IntakeError, one_of
from cluster_core.store.build import build
from cluster_core.store.bundle import bundle_folders, read_bundle, read_shared, shared_folder
from cluster_core.store.faults import Faults
from cluster_core.store.generation import BASE, POINTER, current, current_name, imports_of

KEPT = 10
MANIFEST = "generation.json"
BUILT = "clusters.duckdb"
DRAFT = ".draft-"
STALE_S = 24 * 3600  # a draft that nobody took after a day was left by a process that died
_LOCK = "lock"
_KINDS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}
_NEXT = {
    "full": "The disk is full: make room.",
    "read_only": "It cannot be written: allow this program to write there, or set CLUSTER_DESK_IMPORTS.",
    "unreachable": "Look at that folder.",
}


@dataclass(frozen=True, slots=True)
class About:
    """What an import was: from which file and sheet, which source, how many values it brought."""

    file: str = ""
    sheet: str = ""
    source: str = ""
    counts: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of a bundle. `parent` is what it was made from; `files` the SHA-256 of each file below it."""

    name: str
    parent: str
    made: str
    about: About
    files: dict[str, str]
    base: str  # digest of the bundle's own folder when it was made


def history(bundle: Path) -> list[Generation]:
    """Return the generations that are kept, the latest first; what has no readable manifest is left out."""
    place = imports_of(bundle)
    found = (_manifest(folder) for folder in sorted(place.glob("g??????"), reverse=True))
    return [one for one in found if one is not None]


def base_changed(bundle: Path) -> bool:
    """Tell whether the bundle's own folder is another than the one the generation in use rests on."""
    now = current_name(bundle)
    one = next((one for one in history(bundle) if one.name == now), None)
    return one is not None and one.base != _whole(digests(bundle))


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder by its path there, but for the manifest and hidden files."""
    return {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and not path.name.startswith(".")
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def damaged(bundle: Path, name: str) -> list[str]:
    """Return the files of a generation that are not what they were when it was made; all is well if there are none."""
    folder = imports_of(bundle) / name
    made = _manifest(folder)
    if made is None:
        return [MANIFEST]
    found = digests(folder)
    return sorted({path for path in {*found, *made.files} if found.get(path) != made.files.get(path)})


def new_draft(bundle: Path, token: str = "") -> Path:
    """Return a copy of the bundle's data in a new folder among its imports, to be changed and committed.

    `token`, of letters and digits, becomes part of its name.

    Raises
    ------
    IntakeError
        full, read_only, unreachable.
    """
    place = imports_of(bundle)
    with _named(place):
        place.mkdir(parents=True, exist_ok=True)
        for left in place.glob(f"{DRAFT}*"):
            if time.time() - left.stat().st_mtime > STALE_S:
                shutil.rmtree(left, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix=f"{DRAFT}{token if token.isalnum() else ''}-", dir=place))
        draft.chmod(0o755)  # as other folders; mkdtemp's are for one user only
        try:
            shutil.copytree(
                current(bundle), draft, dirs_exist_ok=True, ignore=shutil.ignore_patterns(MANIFEST, ".*")
            )
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    return draft


def check_draft(bundle: Path, draft: Path) -> None:
    """Read a draft as the bundle that it is to be; `BundleError` with every fault, dangling references among them."""
    faults = Faults()
    read_bundle(bundle, read_shared(shared_folder(bundle), Faults()), faults, draft)
    if faults.every:
        raise BundleError(faults.every)


def commit(bundle: Path, draft: Path, parent: str, about: About) -> Generation:
    """Make a draft the data in use, and build the data file beside the bundle where there is one.

    Parameters
    ----------
    bundle : the bundle's own folder
    draft : from `new_draft`, changed and checked by `check_draft`
    parent : the generation that it was copied from
    about : what it was

    Returns
    -------
    generation
        Durable: what this function returned survives a power cut.

    Raises
    ------
    IntakeError
        locked (another import is being written), moved (the data changed since the draft was made), full, read_only,
        unreachable. The old data stay in use.
    StoreError, BundleError
        If the data file cannot be built; the pointer is set back.
    """
    place = imports_of(bundle)
    with _locked(place), _named(place):
        if current_name(bundle) != parent:
            raise IntakeError(
                "moved", f"{bundle.name}: found data that changed since the preview. Look at it again."
            )
        numbers = [int(folder.name[1:]) for folder in place.glob("g??????") if folder.name[1:].isdigit()]
        name = f"g{max(numbers, default=0) + 1:06d}"
        made = datetime.now(UTC).isoformat(timespec="seconds")
        one = Generation(name, parent, made, about, digests(draft), _whole(digests(bundle)))
        (draft / MANIFEST).write_text(json.dumps(asdict(one), ensure_ascii=False, indent=1), encoding="utf-8")
        _sync_tree(draft)
        os.rename(draft, place / name)  # noqa: PTH104 - the steps that a test stops at are calls of os
        _sync(place)
        _point(bundle, name, parent)
        _forget(bundle)
    return one


def undo(bundle: Path, to: str = "") -> str:
    """Point back to what the generation in use was made from, or to `to`; return the name of what is in use then.

    Raises
    ------
    IntakeError
        nothing (the base is in use already), gone (that generation is not kept any more), damaged (its files are not
        what they were), locked, full, read_only, unreachable.
    """
    place = imports_of(bundle)
    if not place.is_dir():
        raise _nothing(bundle)
    with _locked(place), _named(place):
        now = current_name(bundle)
        if not to and now == BASE:
            raise _nothing(bundle)
        kept = {one.name: one for one in history(bundle)}
        wanted = to or (kept[now].parent if now in kept else "")
        if wanted != BASE and wanted not in kept:
            raise IntakeError("gone", f"generation: found {wanted!r}, allowed: {one_of([*kept, BASE])}.")
        if wanted != BASE and (changed := damaged(bundle, wanted)):
            raise IntakeError(
                "damaged",
                f"{wanted}: found other files than were written: {one_of(changed[:5])}. Choose another.",
            )
        _point(bundle, wanted, now)
    return wanted


def discard(draft: Path) -> None:
    """Remove a draft that is not wanted."""
    if draft.name.startswith(DRAFT):
        shutil.rmtree(draft, ignore_errors=True)


def discard_all(bundle: Path, token: str) -> None:
    """Remove the drafts with a token: of a child that was ended before it could say what it made."""
    for left in imports_of(bundle).glob(f"{DRAFT}{token}-*") if token.isalnum() else ():
        shutil.rmtree(left, ignore_errors=True)


def _point(bundle: Path, name: str, before: str) -> None:
    """Move the pointer, build, and move it back if the build fails."""
    _write_pointer(imports_of(bundle), name)
    built = bundle.resolve().parent / BUILT
    if not built.is_file():
        return
    try:
        build(bundle_folders(bundle.resolve().parent), built)
    except ClusterError:
        _write_pointer(imports_of(bundle), before)
        raise


def _write_pointer(place: Path, name: str) -> None:
    handle, draft = tempfile.mkstemp(prefix=".pointer-", dir=place)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, place / POINTER)  # noqa: PTH105
    finally:
        Path(draft).unlink(missing_ok=True)
    _sync(place)


def _forget(bundle: Path) -> None:
    """Remove all but the last generations; never the one in use."""
    place, now = imports_of(bundle), current_name(bundle)
    for folder in sorted(place.glob("g??????"), reverse=True)[KEPT:]:
        if folder.name != now:
            shutil.rmtree(folder, ignore_errors=True)


def _manifest(folder: Path) -> Generation | None:
    try:
        content = cast("dict[str, Any]", json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        about = About(**content.pop("about"))
        return Generation(about=about, **content)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _whole(files: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(place: Path) -> Generator[None]:
    """Hold the lock of a bundle's imports; the system lets go of it however the process ends."""
    with _named(place):
        place.mkdir(parents=True, exist_ok=True)
        handle = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            raise IntakeError(
                "locked", f"{place}: another import is being written. Wait until it is done."
            ) from held
        yield
    finally:
        os.close(handle)


@contextmanager
def _named(place: Path) -> Generator[None]:
    """Turn what the file system refuses into a named error."""
    try:
        yield
    except OSError as refused:
        kind = _KINDS.get(refused.errno or 0, "unreachable")
        raise IntakeError(
            kind, f"{place}: found a place that refuses ({refused.strerror}). {_NEXT[kind]}"
        ) from refused


def _nothing(bundle: Path) -> IntakeError:
    return IntakeError("nothing", f"{bundle.name}: found no import to undo.")
