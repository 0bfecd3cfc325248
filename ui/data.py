"""The only cached functions: datasets, prepared stages and assessments, shared by all sessions."""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from cluster_core.assess.assessment import assess
from cluster_core.assess.shortcomings import diagnose
from cluster_core.index.prepare import prepare
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.diagnosis import Diagnosis
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Prepared
from cluster_core.model.text import Text
from cluster_core.store.build import BuildReport, ensure_built
from cluster_core.store.bundle import bundle_folders
from cluster_core.store.generation import POINTER, imports_of
from cluster_core.store.read import bundle_names, load_dataset
from ui import presenting_state

FOLDER = Path(os.environ.get("CLUSTER_DESK_DATA") or Path(__file__).parents[1] / "data")
FILE = FOLDER / "clusters.duckdb"
CHECK_EVERY_S = 3.0
RECENT_S = 600.0

_log = logging.getLogger(__name__)
_lock = threading.Lock()


@dataclass
class _Built:
    """What the process knows of the database file."""

    report: BuildReport | None = None
    stamps: frozenset[tuple[str, int, int]] = frozenset()
    checked: float = -CHECK_EVERY_S
    repaired: float = -RECENT_S
    reason: str = ""


_built = _Built()


@dataclass(frozen=True)
class Held:
    """All that the database file held at one moment, for a session that keeps to it whatever is built later."""

    fingerprint: str
    names: Mapping[str, Text]
    datasets: Mapping[str, Dataset]


# A session that holds on to data keeps them alive; what no session holds is forgotten.
_held: weakref.WeakValueDictionary[str, Held] = weakref.WeakValueDictionary()


def ready(progress: Callable[[str], None] | None = None) -> BuildReport:
    """Return the database file's report, built anew if a bundle changed; looks at the disk every few seconds."""
    with _lock:
        now = time.monotonic()
        if _built.report is None or now - _built.checked >= CHECK_EVERY_S:
            _built.report = _checked(now, progress)
        return _built.report


def _checked(now: float, progress: Callable[[str], None] | None) -> BuildReport:
    """Look at the files' sizes and times first: only a difference is worth reading them all."""
    report = _built.report
    if report is None or _stamps() != _built.stamps:
        report = ensure_built(FOLDER, FILE, progress)
        if report.rebuilt:
            _log.info("database rebuilt from the bundles (%s): %s", report.reason, report.path)
        for fault in report.faults:
            _log.error("bundle fault, the old database stays in use: %s", fault)
        if report.rebuilt and report.reason in {"missing", "damaged"}:
            _built.repaired, _built.reason = now, report.reason
        _built.stamps = _stamps()
    _built.checked = time.monotonic()
    return report


def _stamps() -> frozenset[tuple[str, int, int]]:
    """Return path, time and size of every bundle file and of the database."""
    files = [
        path
        for path in (
            *FOLDER.rglob("*.csv"),
            *FOLDER.rglob("*.y*ml"),
            *FOLDER.rglob("*.geojson"),
            *(imports_of(folder) / POINTER for folder in bundle_folders(FOLDER)),
            FILE,
        )
        if path.is_file()
    ]
    return frozenset((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


def look_again() -> None:
    """Let the next call of `ready` look at the disk, however short ago it did: something was just changed there."""
    with _lock:
        _built.checked = -CHECK_EVERY_S


def faulty() -> bool:
    """Tell whether the bundles have faults and the old database stays in use."""
    return bool(ready().faults)


def recently_repaired() -> str:
    """Return why the file was rebuilt within the last minutes ("missing", "damaged"), else an empty text."""
    return _built.reason if time.monotonic() - _built.repaired < RECENT_S else ""


def fingerprint() -> str:
    """Return the fingerprint of everything in the database file, or of what the session holds on to."""
    frozen = presenting_state.frozen()
    return frozen.held.fingerprint if frozen else ready().fingerprint


def hold() -> Held:
    """Return all that there is now; as long as the caller keeps it, its fingerprint leads to the same data."""
    now, names = fingerprint(), bundles()
    found = _held.get(now) or Held(now, names, {one: _dataset(now, one) for one in names})
    _held[now] = found
    return found


def bundles() -> dict[str, Text]:
    """Return the names of the bundles by id."""
    return _bundles(fingerprint())


def dataset(bundle: str) -> Dataset:
    """Return one bundle."""
    return _dataset(fingerprint(), bundle)


def assessment(scenario: Scenario) -> Assessment:
    """Return the answer to `scenario`."""
    return _assessment(fingerprint(), scenario)


def remember(key: tuple[Hashable, ...], build: Callable[[], Any]) -> Any:
    """Return what `build` gives, built once for all sessions per `key`."""
    return _remembered(repr(key), build)


def remember_large(key: tuple[Hashable, ...], build: Callable[[], Any]) -> Any:
    """Return what `build` gives as `remember` does, but keep a few only: for results of megabytes."""
    return _remembered_large(repr(key), build)


def _code(scenario: Scenario) -> str:
    return scenario.encode()


@st.cache_resource(show_spinner=False, max_entries=4)
def _bundles(fingerprint_of_file: str) -> dict[str, Text]:
    held = _held.get(fingerprint_of_file)
    return dict(held.names) if held else bundle_names(FILE)


@st.cache_resource(show_spinner=False, max_entries=16)
def _dataset(fingerprint_of_file: str, bundle: str) -> Dataset:
    held = _held.get(fingerprint_of_file)
    return held.datasets[bundle] if held else load_dataset(FILE, bundle)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs={Scenario: _code})
def _weightless(fingerprint_of_file: str, weightless: Scenario) -> tuple[Prepared, Diagnosis]:
    known = _dataset(fingerprint_of_file, weightless.bundle)
    prepared = prepare(known, weightless)
    return prepared, diagnose(known, weightless, prepared)


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={Scenario: _code})
def _assessment(fingerprint_of_file: str, scenario: Scenario) -> Assessment:
    ready = _weightless(fingerprint_of_file, scenario.without_weights())
    return assess(_dataset(fingerprint_of_file, scenario.bundle), scenario, *ready)


@st.cache_resource(show_spinner=False, max_entries=512)
def _remembered(key: str, _build: Callable[[], Any]) -> Any:
    return _build()


@st.cache_resource(show_spinner=False, max_entries=24)
def _remembered_large(key: str, _build: Callable[[], Any]) -> Any:
    return _build()
