"""Imports of the sizes that are promised: a million rows of CSV, a workbook of 100,000 cells; time and memory of each.

The peer is what most tools would do: pandas (with openpyxl for the workbook) reading the file into a frame in the same
process, without looking up, checking, comparing or writing anything.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd

from cluster_core.commands.importing import LIMITS
from cluster_core.intake.child import Limits
from cluster_core.intake.jobs import Request
from cluster_core.intake.mapping import Plan
from cluster_core.intake.steps import commit, look, prepare

REGIONS, INDICATORS, YEARS, FIRST = 340, 60, 49, 1975
LONG_S, WORKBOOK_S, PARENT_MB, CHILD_MB = 30.0, 15.0, 50, 1024


def main() -> None:
    """Make the files, import them and print."""
    with tempfile.TemporaryDirectory() as place:
        long_table(Path(place), bundle(Path(place, "long")))
        workbook(Path(place), bundle(Path(place, "wide")))


def bundle(folder: Path) -> Path:
    """Write a bundle of as many regions and indicators as a country has."""
    folder.mkdir()
    rows = {
        "bundle.yaml": "id: demo\nname: Made up\nsynthetic: true\n",
        "regions.csv": "region,name_en\n" + "".join(f"r{at:03d},Place {at}\n" for at in range(REGIONS)),
        "indicators.csv": "indicator,name_en,unit_en,direction\n"
        + "".join(f"i{at:02d},Thing number {at},CNY,benefit\n" for at in range(INDICATORS + 240)),
        "observations.csv": "region,indicator,year,value\n",
    }
    for name, text in rows.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def long_table(place: Path, folder: Path) -> None:
    """Import a long CSV file of a million rows."""
    path, made = place / "long.csv", random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("region,indicator,year,value\n")
        for region in range(REGIONS):
            for indicator in range(INDICATORS):
                for year in range(FIRST, FIRST + YEARS):
                    file.write(f"r{region:03d},i{indicator:02d},{year},{made.random() * 1000:.4f}\n")
    told = f"CSV, {REGIONS * INDICATORS * YEARS:,} rows, {path.stat().st_size / 1e6:.0f} MB"
    request = Request(str(path), str(folder), source="made_up")
    whole(told, folder, lambda: prepare(request, LIMITS), LONG_S)
    peer("pandas.read_csv alone", lambda: pd.read_csv(path, dtype=str, keep_default_na=False))


def workbook(place: Path, folder: Path) -> None:
    """Look at and import a workbook of 340 regions x 300 indicators."""
    path, made = place / "wide.xlsx", random.Random(2)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("2024")
    names = [f"Thing number {at}" for at in range(INDICATORS + 240)]
    sheet.append(["Region", *names])
    for at in range(REGIONS):
        sheet.append(
            [f"Place {at}", *(f"{made.randrange(10**6)}.{made.randrange(10**115):0115d}" for _ in names)]
        )
    book.save(path)
    told = f"XLSX, {REGIONS * len(names):,} cells, {path.stat().st_size / 1e6:.1f} MB"
    request = Request(str(path), str(folder), source="made_up", plan=Plan(year=2024))

    def both():
        look(request, Limits())
        return prepare(request, Limits())

    whole(f"{told}, looked at and imported", folder, both, WORKBOOK_S)
    peer(
        "pandas.read_excel alone",
        lambda: pd.read_excel(path, engine="openpyxl", dtype=str, keep_default_na=False),
    )


def whole(name: str, folder: Path, action: Callable, limit_s: float) -> None:
    """Import, and print the time and what parent and child took; stop the run where a promise is not kept."""
    before, begun, worked = resident(), time.perf_counter(), processor()
    with Watch() as watch:
        prepared = action()
        if prepared.faults:
            raise SystemExit(f"{name}: {prepared.findings[:3]}")
        commit(folder, prepared)
    took, grown = time.perf_counter() - begun, watch.most - before
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{name}, {prepared.counts['new']:,} new values")
    print(
        f"  {took:.1f} s, {processor() - worked:.1f} s of them work of the processor (held to {limit_s:g} s)"
    )
    print(
        f"  parent + {grown:.0f} MB (held to {PARENT_MB}), largest child so far {child:.0f} MB (held to {CHILD_MB})"
    )
    if min(took, processor() - worked) > limit_s or grown > PARENT_MB or child > CHILD_MB:
        raise SystemExit("a promise is not kept")


def peer(name: str, action: Callable) -> None:
    """Read the same file with a peer."""
    before, begun = resident(), time.perf_counter()
    with Watch() as watch:
        frame = action()
    print(
        f"  {name}: {time.perf_counter() - begun:.1f} s, this process + {watch.most - before:.0f} MB, {frame.shape}"
    )


class Watch(threading.Thread):
    """Follows the memory of this process."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.over = resident(), False

    def run(self) -> None:
        """Look every 20 ms."""
        while not self.over:
            self.most = max(self.most, resident())
            time.sleep(0.02)

    def __enter__(self) -> Watch:
        """Begin."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self.over = True
        self.join()


def processor() -> float:
    """Return the seconds that this process and its children worked: what can be held to on a shared machine."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def resident() -> float:
    """Return the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
