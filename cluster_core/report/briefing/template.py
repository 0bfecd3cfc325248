"""The house's own Word or PowerPoint file, looked at before it is opened: no macros, nothing fetched, no bombs."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TypeVar

from cluster_core.errors import TemplateError

WORD, SLIDES = ".docx", ".pptx"
SIZE, MEMBERS, PART, TOTAL, RATIO = 20_000_000, 2_000, 50_000_000, 100_000_000, 100
SMALL = 1_000_000  # parts below it may be compressed as much as they like
_MAIN = {WORD: "word/document.xml", SLIDES: "ppt/presentation.xml"}
_ACTIVE = ("vbaProject.bin", "vbaData.xml", "activeX", "oleObject", "externalLinks")
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_CHUNK = 1 << 20

Made = TypeVar("Made")


def read_template(path: Path) -> bytes:
    """Return the bytes of a template; `TemplateError` where it cannot be read or is larger than 20 MB."""
    try:
        size = path.stat().st_size
        if size > SIZE:
            raise TemplateError(
                "size", f"--template: found {size} bytes, allowed: at most {SIZE // 1_000_000} MB."
            )
        return path.read_bytes()
    except OSError as refused:
        raise TemplateError(
            "unreadable",
            f"--template: found '{path}', which cannot be read ({refused.strerror}), allowed: a file.",
        ) from refused


def opened(data: bytes, kind: str, load: Callable[[io.BytesIO], Made]) -> Made:
    """Look at a template, then open it.

    Parameters
    ----------
    data : its bytes
    kind : `.docx` or `.pptx`
    load : python-docx's or python-pptx's own function

    Raises
    ------
    TemplateError
        size, package (no sound file of this kind), encrypted, members (too many, twice the same, a path that leads
        outside), bomb (too large when unpacked, or too strongly compressed), entities, macros (or anything else that
        is active), external (a link to something outside that is no hyperlink).
    """
    check(data, kind)
    try:
        return load(io.BytesIO(data))
    except Exception as broken:  # the libraries raise whatever they stumble over
        raise _package(kind, type(broken).__name__) from broken


def check(data: bytes, kind: str) -> None:
    """Raise `TemplateError` for what may not be opened.

    Every part is inflated once, so that no stated size is believed.
    """
    if len(data) > SIZE:
        raise TemplateError(
            "size", f"template: found {len(data)} bytes, allowed: at most {SIZE // 1_000_000} MB."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = container.infolist()
            _check_directory(parts, kind)
            total = 0
            for part in parts:
                total += _check_part(container, part)
                if total > TOTAL:
                    raise _bomb(f"more than {TOTAL // 1_000_000} MB when unpacked")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error) as broken:
        raise _package(kind, type(broken).__name__) from broken


def _check_directory(parts: list[zipfile.ZipInfo], kind: str) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise TemplateError("encrypted", "template: found a password on it, allowed: a file without one.")
    if len(parts) > MEMBERS or len(set(names)) < len(names):
        raise TemplateError(
            "members",
            f"template: found {len(parts)} parts, or one twice, allowed: at most {MEMBERS}, each once.",
        )
    for name in names:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in name:
            raise TemplateError(
                "members", f"template: found the path {name[:80]!r}, allowed: paths inside the file."
            )
        if any(active in name for active in _ACTIVE):
            raise TemplateError(
                "macros", f"template: found {name[:80]!r}, allowed: no macros, controls or embedded objects."
            )
    if _MAIN[kind] not in names:
        raise _package(kind, f"no {_MAIN[kind]}")
    for part in parts:
        small = part.file_size <= SMALL
        if part.file_size > PART or (not small and part.file_size > RATIO * max(1, part.compress_size)):
            raise _bomb(f"a part of {part.file_size} bytes from {part.compress_size}")


def _check_part(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how large a part really is; look for entities, links outside and macros by their content type."""
    size, tail = 0, b""
    marked = part.filename.endswith((".xml", ".rels", ".vml"))
    with container.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            seen = tail + chunk
            if marked and _DECLARES.search(seen):
                raise TemplateError(
                    "entities", f"template: found entities in {part.filename[:80]!r}, allowed: none."
                )
            if part.filename.endswith(".rels"):
                _check_links(seen, part.filename)
            if part.filename == "[Content_Types].xml" and b"macroEnabled" in seen:
                raise TemplateError("macros", "template: found a file with macros, allowed: one without.")
            tail = chunk[-2048:]
    return size


def _check_links(text: bytes, name: str) -> None:
    for link in _OUTSIDE.findall(text):
        if b"/hyperlink" not in link:
            raise TemplateError(
                "external",
                f"template: found a link to something outside in {name[:80]!r}, allowed: hyperlinks only.",
            )


def _bomb(found: str) -> TemplateError:
    return TemplateError(
        "bomb",
        f"template: found {found}, allowed: {PART // 1_000_000} MB a part, {TOTAL // 1_000_000} MB in all.",
    )


def _package(kind: str, found: str) -> TemplateError:
    return TemplateError(
        "package",
        f"template: found no sound {kind} file ({found}), allowed: a {kind} file saved by an office program.",
    )
