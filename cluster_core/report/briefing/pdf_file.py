"""A briefing as PDF, made by LibreOffice of the Word document where it is installed."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import tempfile
import threading
from functools import cache
from pathlib import Path

from cluster_core.errors import OfficeError
from cluster_core.report.briefing.content import Briefing

PLACE = "SOFFICE"
PROGRAMS = ("soffice", "libreoffice")
WAIT_S = 90.0
AS_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
# LibreOffice writes when it made the file, and two hashes of that; each is put in its place at the same length.
_MADE = (
    (re.compile(rb"(/(?:CreationDate|ModDate)\()D:\d{14}[^)]*(\))"), b"D:20000101000000Z'"),
    (re.compile(rb"(/ID \[ <)[0-9A-F]+(>\s*<)[0-9A-F]+(> \])"), b"0"),
    (re.compile(rb"(/DocChecksum /)[0-9A-F]+()"), b"0"),
)
_turn = threading.Lock()  # two runs cannot share a profile


def office() -> str | None:
    """Return the path of LibreOffice: that of the variable SOFFICE, else the first on the PATH; None without one."""
    named = os.environ.get(PLACE)
    if named:
        return named if Path(named).is_file() else None
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def render_pdf(briefing: Briefing, template: bytes | None = None, *, wait: float = WAIT_S) -> bytes:
    """Write a briefing as PDF: the Word document, printed.

    Parameters
    ----------
    briefing, template
        As `render_docx` takes them.
    wait
        Seconds that LibreOffice is given.

    Returns
    -------
    bytes
        The same for the same briefing on the same machine: fonts and line breaks are those of the office suite.

    Raises
    ------
    OfficeError
        missing (no LibreOffice here), slow (it took longer than `wait`), failed.
    TemplateError
        If the template cannot be opened safely.
    """
    program = office()
    if program is None:
        raise OfficeError(
            "missing",
            f"pdf: found no LibreOffice, allowed: one on the PATH, or named by the variable {PLACE}. "
            "Take the Word document instead.",
        )
    from cluster_core.report.briefing.word_file import (
        render_docx,
    )  # late: who asks for `office` only needs no Word

    document = render_docx(briefing, template)
    with _turn, tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "briefing.docx")
        source.write_bytes(document)
        _convert(program, source, wait)
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise OfficeError(
                "failed", "pdf: LibreOffice made none, allowed: one. Take the Word document instead."
            )
        return _undated(made.read_bytes())


def _convert(program: str, source: Path, wait: float) -> None:
    command = [
        *(
            program,
            f"-env:UserInstallation={_profile().as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
        ),
        *("--convert-to", AS_TAGGED, "--outdir", str(source.parent), str(source)),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=wait, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - no part of it comes from a user
    except subprocess.TimeoutExpired as slow:
        raise OfficeError(
            "slow",
            f"pdf: LibreOffice took longer than {wait:g} s, allowed: less. Try again, or take the Word document.",
        ) from slow
    except OSError as refused:
        raise OfficeError(
            "failed", f"pdf: LibreOffice did not start ({refused.strerror}), allowed: that it does."
        ) from refused


@cache
def _profile() -> Path:
    """Return a folder of its own for LibreOffice's settings, gone when the process ends: nobody's own is touched."""
    folder = Path(tempfile.mkdtemp(prefix="briefing-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _undated(pdf: bytes) -> bytes:
    for pattern, told in _MADE:
        pdf = pattern.sub(lambda found, told=told: _at_length(found, told), pdf)
    return pdf


def _at_length(found: re.Match[bytes], told: bytes) -> bytes:
    """Return a match with what lies between its groups replaced, as long as it was: offsets in the file hold."""
    whole, begin = found.group(0), found.start()
    parts = list(whole)
    spans = [
        (found.start(group) - begin, found.end(group) - begin)
        for group in range(1, (found.lastindex or 0) + 1)
    ]
    for (_, end), (start, _) in zip(spans, [*spans[1:], (len(whole), 0)], strict=True):
        length = start - end
        parts[end:start] = list(told.ljust(length, told[-1:])[:length])
    return bytes(parts)
