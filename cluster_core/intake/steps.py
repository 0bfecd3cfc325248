"""An import step by step, as a page or a command takes them: look, prepare, commit; or undo.

Only `look` and `prepare` touch a foreign file, both in a child process; what they return is bounded in size.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cluster_core.errors import IntakeError
from cluster_core.intake.child import Limits, Progress, in_child
from cluster_core.intake.generations import About, Generation, discard, discard_all
from cluster_core.intake.generations import commit as commit_draft
from cluster_core.intake.jobs import Look, Prepared, Request
from cluster_core.intake.wire import from_text, to_text
from cluster_core.report.table import FILE_NAME_MAX

SHOWN_LOST = 10


def look(request: Request, limits: Limits | None = None, progress: Progress | None = None) -> Look:
    """Return what a file holds and what it is taken for.

    Raises
    ------
    IntakeError
        What is wrong with the file, or what reading it would have taken; see docs/formats.md section 7.
    BundleError
        If the bundle's regions or indicators cannot be read.
    """
    return from_text(Look, in_child("look", to_text(_absolute(request)), limits, progress))


def prepare(request: Request, limits: Limits | None = None, progress: Progress | None = None) -> Prepared:
    """Return the import as it would be: every fault by cell, the difference, and the draft of the new generation.

    Raises
    ------
    IntakeError, BundleError
        As `look`; BundleError also with what a check of the draft found.
    """
    token = secrets.token_hex(8)
    asked = replace(_absolute(request), token=token)
    try:
        return from_text(Prepared, in_child("prepare", to_text(asked), limits, progress))
    except BaseException:
        discard_all(Path(asked.bundle), token)
        raise


def commit(bundle: Path, prepared: Prepared, *, allow_loss: bool = False) -> Generation:
    """Make a prepared import the data in use.

    Raises
    ------
    IntakeError
        faults, nothing (there is no draft), loss (values would be lost and `allow_loss` is not given: the message
        names them), and what `generations.commit` raises.
    """
    if prepared.faults:
        raise IntakeError(
            "faults", f"{prepared.file}: found {prepared.faults} faults, allowed: none. Correct them first."
        )
    if not prepared.draft:
        raise IntakeError("nothing", f"{prepared.file}: found nothing that is new or changed.")
    lost = prepared.counts.get("lost", 0)
    if lost and not allow_loss:
        named = ", ".join(f"{one.region} {one.indicator} {one.year}" for one in prepared.lost[:SHOWN_LOST])
        more = ", …" if lost > SHOWN_LOST else ""
        raise IntakeError(
            "loss", f"{prepared.file}: {lost} values would be lost: {named}{more}. Allow it, or keep them."
        )
    about = About(prepared.file, prepared.sheet, prepared.source, prepared.counts)
    return commit_draft(bundle, Path(prepared.draft), prepared.parent, about)


def drop(prepared: Prepared) -> None:
    """Remove the draft of an import that is not wanted."""
    if prepared.draft:
        discard(Path(prepared.draft))


@contextmanager
def kept_upload(content: bytes, name: str) -> Generator[Path]:
    """Keep uploaded bytes, or pasted cells in UTF-8, as a file for the steps; removed at the end.

    >>> with kept_upload(b"a,b", "../../table.csv") as path:
    ...     path.name
    'table.csv'
    """
    bare = Path(name.replace("\\", "/")).name[-FILE_NAME_MAX:].lstrip(".") or "table"
    with tempfile.TemporaryDirectory(prefix="intake-") as folder:
        path = Path(folder, "".join(character if character.isprintable() else "_" for character in bare))
        path.write_bytes(content)
        yield path


def _absolute(request: Request) -> Request:
    return replace(
        request, path=str(Path(request.path).absolute()), bundle=str(Path(request.bundle).absolute())
    )
