"""From step to step: what was said of the last change goes, the decisions stay."""

from __future__ import annotations

from types import SimpleNamespace

from ui import importing_state, importing_steps
from ui.importing_state import Done, Work


def test_going_on_keeps_the_decisions(session: SimpleNamespace) -> None:
    importing_state.put(Work(bundle="demo", step="match", sheet="1-2", done=Done("g000001")))
    importing_steps.go("source")
    assert importing_state.work() == Work(bundle="demo", step="source", sheet="1-2")
