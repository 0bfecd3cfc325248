"""A look at a workbook's zip directory before anything in it is opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from cluster_core.errors import IntakeError

MEMBERS, PART, TOTAL, RATIO = 2_000, 50_000_000, 100_000_000, 100
SMALL = 1_000_000  # parts below it may be compressed as much as they like
_CHUNK = 1 << 20
_BOMB = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_SAVE_AGAIN = "Open it in the program that made it, save it as a new XLSX file and try again."


@dataclass(frozen=True, slots=True)
class Archive:
    """What a workbook's container holds. Links and macros are told, and never followed or run."""

    members: int
    size: int
    macros: bool
    external_links: bool


def look_inside(data: bytes) -> Archive:
    """Return what a zip container holds; every part is inflated once, so that no stated size is believed.

    Raises
    ------
    IntakeError
        workbook (no sound zip), encrypted, members (too many, twice the same, or a path that leads outside), bomb
        (too large when unpacked, or too strongly compressed), entities (an XML part that declares any).

    Examples
    --------
    >>> made = io.BytesIO()
    >>> with zipfile.ZipFile(made, "w") as container:
    ...     container.writestr("xl/workbook.xml", "<workbook/>")
    >>> look_inside(made.getvalue())
    Archive(members=1, size=11, macros=False, external_links=False)
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = container.infolist()
            _check_names(parts)
            _check_stated(parts)
            size = 0
            for part in parts:
                size += _inflated(container, part)
                if size > TOTAL:
                    raise _bomb(
                        f"more than {TOTAL // 1_000_000} MB when unpacked", f"{TOTAL // 1_000_000} MB"
                    )
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error) as broken:
        found = f"file: found a damaged zip container ({type(broken).__name__}), allowed: a workbook."
        raise IntakeError("workbook", f"{found} {_SAVE_AGAIN}") from broken
    names = [part.filename for part in parts]
    macros = any(PurePosixPath(name).name == "vbaProject.bin" or name.startswith("Basic/") for name in names)
    return Archive(len(names), size, macros, any("externalLinks/" in name for name in names))


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MEMBERS:
        raise _members(f"{len(parts)} parts", f"at most {MEMBERS}")
    names = [part.filename for part in parts]
    for name in names:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in name:
            raise _members(f"the path {name[:80]!r}", "paths inside the container")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise _members(f"two parts named {twice[:80]!r}", "every part once")


def _check_stated(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.flag_bits & 1:
            raise IntakeError(
                "encrypted",
                "file: found an encrypted workbook, allowed: one without a password. Remove the password.",
            )
        if part.file_size > PART:
            raise _bomb(f"a part of {part.file_size} bytes when unpacked", f"{PART // 1_000_000} MB a part")
        if part.file_size > SMALL and part.file_size > RATIO * max(1, part.compress_size):
            found = f"a part compressed {part.file_size // max(1, part.compress_size)} times"
            raise _bomb(found, f"{RATIO} times")
    if sum(part.file_size for part in parts) > TOTAL:
        raise _bomb(f"more than {TOTAL // 1_000_000} MB when unpacked", f"{TOTAL // 1_000_000} MB")


def _inflated(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how large a part really is; Python's reader stops at the stated size, and checks the sum after it."""
    size, tail = 0, b""
    with container.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if part.filename.endswith((".xml", ".rels")) and _BOMB.search(tail + chunk):
                raise IntakeError(
                    "entities",
                    f"file: found entities declared in {part.filename[:80]!r}, allowed: none. {_SAVE_AGAIN}",
                )
            tail = chunk[-16:]
    return size


def _members(found: str, allowed: str) -> IntakeError:
    return IntakeError("members", f"file: found {found} in the container, allowed: {allowed}. {_SAVE_AGAIN}")


def _bomb(found: str, allowed: str) -> IntakeError:
    return IntakeError(
        "bomb", f"file: found {found}, allowed: at most {allowed}. Split the table into smaller files."
    )
