"""Errors as readers meet them: a short message in their language with an id; the details go to the log."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

import streamlit as st

from cluster_core.errors import BundleError, ClusterError, FaultsError, MethodError, ScenarioError, StoreError
from ui.text import t

_log = logging.getLogger(__name__)
_KINDS: tuple[tuple[type[ClusterError], str], ...] = (
    (BundleError, "bundle"),
    (FaultsError, "faults"),
    (StoreError, "store"),
    (ScenarioError, "scenario"),
    (MethodError, "method"),
    (ClusterError, "other"),
)
_FAULTS_SHOWN = 20


def guard(body: Callable[[], None]) -> None:
    """Run a page's body; an error becomes a message on the page, never a traceback."""
    try:
        body()
    except Exception as error:  # noqa: BLE001 - the last line of defence of every page
        show(error)


def show(error: Exception) -> str:
    """Write the error to the log and its message to the page; return the id that joins them."""
    error_id = secrets.token_hex(4)
    _log.error("error %s", error_id, exc_info=error)
    for kind, name in _KINDS:
        if isinstance(error, kind):
            st.error(t("failure.known", what=t(f"failure.{name}"), id=error_id))
            st.code(named_message(error), language=None, wrap_lines=True)
            return error_id
    st.error(t("failure.unknown", id=error_id))
    return error_id


def named_message(error: ClusterError) -> str:
    """Return the core's own words; of many faults the first twenty and the count of the rest."""
    if not isinstance(error, FaultsError):
        return str(error)
    shown = [str(fault) for fault in error.faults[:_FAULTS_SHOWN]]
    rest = len(error.faults) - len(shown)
    return "\n".join([*shown, t("failure.more", count=rest)] if rest else shown)
