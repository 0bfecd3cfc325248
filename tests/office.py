"""LibreOffice, without a window, opens what the desk exports. Its absence is a failure, never a skip."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

SOFFICE = os.environ.get("SOFFICE", "/usr/bin/soffice")
# Two processes cannot share a profile, and making one takes seconds: one for each worker of the tests.
PROFILE = Path(tempfile.gettempdir(), f"office-of-tests-{os.environ.get('PYTEST_XDIST_WORKER', os.getpid())}")
WAIT_S = 120
# LibreOffice trusts the numbers that a workbook keeps beside its formulas unless it is told to compute (0: always).
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def converted(path: Path, suffix: str, folder: Path) -> Path:
    """Return the file that LibreOffice makes of `path`, recalculated, in another format: pdf, xlsx, csv, png."""
    return all_converted([path], suffix, folder)[0]


def all_converted(paths: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """Return what `converted` would of each path; LibreOffice, which takes seconds to start, starts once."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = PROFILE / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
    done = subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation=file://{PROFILE}", "--headless", "--norestore"),
            *("--convert-to", suffix, "--outdir", str(folder), *map(str, paths)),
        ],
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=False,
    )
    made = [folder / f"{path.stem}.{suffix.partition(':')[0]}" for path in paths]
    for path, found in zip(paths, made, strict=True):
        assert found.exists(), f"{path.name} was not converted: {done.stdout} {done.stderr}"
    return made


def text_of(pdf: Path) -> str:
    """Return the text of a PDF, page after page."""
    return subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, timeout=WAIT_S, check=True
    ).stdout


def pages_of(pdf: Path) -> int:
    """Return how many pages a PDF has."""
    told = subprocess.run(
        ["pdfinfo", str(pdf)], capture_output=True, text=True, timeout=WAIT_S, check=True
    ).stdout
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pages:"))


def pictured(pdf: Path, page: int, picture: Path, dpi: int = 80) -> None:
    """Write one page of a PDF as a PNG."""
    subprocess.run(
        [
            *("pdftoppm", "-r", str(dpi), "-png", "-singlefile", "-f", str(page), "-l", str(page)),
            *(str(pdf), str(picture.with_suffix(""))),
        ],
        timeout=WAIT_S,
        check=True,
    )
