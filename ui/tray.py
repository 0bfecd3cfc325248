"""The tray as pages use it: where it is, what a new entry is called, opening one, and its errors in words."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from cluster_core.errors import ClusterError, UserDataError
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from cluster_core.model.weights import check_points_fit
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store, open_store
from cluster_core.userdata.record import NAME_MAX, ConflictError, SavedScenario
from ui import data, lab_state, sentences, state, tray_state, view_link, weight_board
from ui.text import isolated, t

PLACE = "CLUSTER_DESK_USERDATA"
FOLDER = Path(__file__).parents[1] / "userdata"
_SETS = 50  # saved sets that a list of presets can hold


def store() -> Store:
    """Return where this desk keeps what its users save."""
    return _store(os.environ.get(PLACE) or str(FOLDER))


@cache
def _store(place: str) -> Store:
    return open_store(place)


def suggested_name(assessment: Assessment) -> str:
    """Return what a new entry could be called: its weights, region and year."""
    scenario, focus = assessment.scenario, sentences.focus_of(assessment)
    parts = [
        weight_board.preset_label(assessment.framework, scenario),
        sentences.region(assessment, focus) if focus else "",
        str(scenario.year),
    ]
    return " ".join(part for part in parts if part)[:NAME_MAX].strip()


def saved_sets(framework: Framework) -> Mapping[str, Scenario]:
    """Return the saved scenarios whose weights fit a framework, by name, those changed last first.

    Empty where the tray cannot be read: weights can be set without it.
    """
    try:
        records = saved.list_(store(), framework=framework.id, limit=_SETS).records
    except UserDataError:
        return {}
    found: dict[str, Scenario] = {}
    for record in records:
        try:
            scenario = record.scenario()
            check_points_fit(framework, scenario.points)
        except ClusterError:
            continue
        found.setdefault(isolated(record.name), scenario)
    return found


def fitted(record: SavedScenario) -> state.Fitted:
    """Return a saved scenario as far as the data still have it, and what of it is gone.

    Raises `ScenarioError` where this release cannot read it.
    """
    return state.fitted(record.scenario(), data.bundles(), data.dataset)


def open_(record: SavedScenario) -> None:
    """Make a saved scenario the session's, with what is chosen on its page, and notes on all that is gone."""
    scenario, notices = fitted(record)
    begin(scenario)
    seen = view_link.open_saved(record.page, record.view) if record.page else ()
    for notice in (*notices, *seen):
        state.add_note(notice)
    tray_state.set_opened(record)


def begin(scenario: Scenario) -> None:
    """Make a scenario the session's; sliders, locks and edits of other weights end."""
    lab_state.clear_locks()
    lab_state.clear_boards()
    lab_state.renew_editor()
    state.set_peer_mode(None)
    state.put(scenario)


def local_time(moment: datetime) -> str:
    """Return a moment on the reader's clock, as text."""
    return f"{on_clock(moment):%Y-%m-%d %H:%M}"


def on_clock(moment: datetime) -> datetime:
    """Return a moment on the reader's clock, as far as the browser tells where that is."""
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, ZoneInfoNotFoundError):
        zone = ZoneInfo("UTC")
    return moment.astimezone(zone)


def attempt(action: Callable[[], object]) -> bool:
    """Do something to the tray; what goes wrong is kept in words and the page goes on."""
    try:
        action()
    except ClusterError as failed:
        tray_state.set_problem(problem(failed))
        return False
    return True


def problem(failed: ClusterError) -> str:
    """Return in the reader's language what went wrong with the tray and what to do."""
    if isinstance(failed, ConflictError):
        key = "tray.changed_meanwhile" if failed.stored else "tray.gone"
        return t(key)
    if isinstance(failed, UserDataError):
        return t(f"tray.fault_{failed.kind}", file=_place())
    return t("tray.fault_code")


def _place() -> str:
    try:
        return store().place
    except UserDataError:
        return PLACE
