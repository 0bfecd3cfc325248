"""Tables and warnings on their way out: standard output, standard error or a file."""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd

from cluster_core.errors import BundleError, Fault
from cluster_core.model.stages import Notice

FORMATS = ("csv", "json", "parquet")


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where a table goes, and how."""
    parser.add_argument("--format", choices=FORMATS, default="csv")
    parser.add_argument("--out", type=Path, metavar="FILE")


def warn(notices: Sequence[Notice]) -> None:
    """Print every notice to standard error."""
    for notice in notices:
        sys.stderr.write(f"warning: {notice.message}\n")


@contextmanager
def foreign_text_aside() -> Generator[None]:
    """Send what libraries print by themselves to standard error: a solver in C knows nothing of Python's streams.

    Descriptor 1 points to descriptor 2 meanwhile. Where Python's standard output has no descriptor, nothing is done.
    """
    try:
        out, err = sys.stdout.fileno(), sys.stderr.fileno()
        sys.stdout.flush()
        kept = os.dup(out)
    except (AttributeError, OSError, ValueError):
        yield
        return
    try:
        os.dup2(err, out)
        yield
    finally:
        sys.stdout.flush()
        _flush_c()
        os.dup2(kept, out)
        os.close(kept)


def _flush_c() -> None:
    """Empty the buffers of C's own streams, or they would follow once the descriptor is back."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)


def write(table: pd.DataFrame, arguments: argparse.Namespace) -> None:
    """Write a table as csv, json or parquet to standard output or to `--out`."""
    content = render_table(table, arguments.format)
    if arguments.out is None:
        sys.stdout.flush()
        _write_out(content)
        return
    with writable(arguments.out, "--out"):
        arguments.out.write_bytes(content)


def render_table(table: pd.DataFrame, form: str) -> bytes:
    """Return a table as the bytes of one of `FORMATS`: empty or null = missing, flags are true and false."""
    texts: dict[str, Callable[[], bytes]] = {
        "csv": lambda: _lower_flags(table).to_csv(index=False, lineterminator="\n").encode(),
        "json": lambda: (
            (table.to_json(orient="records", force_ascii=False, double_precision=15) or "").encode() + b"\n"
        ),
        "parquet": lambda: table.to_parquet(index=False),
    }
    return texts[form]()


@contextmanager
def writable(path: Path, option: str) -> Generator[None]:
    """Turn what the file system refuses into a named error."""
    try:
        yield
    except OSError as refused:
        found = f"a place that cannot be written ({refused.strerror})"
        raise BundleError([Fault(str(path), None, option, found, "a writable place")]) from refused


def _write_out(content: bytes) -> None:
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(content.decode())
        return
    buffer.write(content)
    buffer.flush()


def _lower_flags(table: pd.DataFrame) -> pd.DataFrame:
    written = table.copy()
    for name in table.select_dtypes("bool"):
        written[name] = table[name].map({True: "true", False: "false"})
    return written
