"""What the session keeps of an import."""

from __future__ import annotations

from types import SimpleNamespace

from ui import importing_state
from ui.importing_state import STEPS, Work


def test_an_import_begins_with_the_choice_of_a_table(session: SimpleNamespace) -> None:
    work = importing_state.work()
    assert (work.step, work.table, work.plan.regions) == (STEPS[0], None, {})
    assert work.weights == {"enterprise": 0.6, "public": 0.2, "third_party": 0.2}


def test_a_change_keeps_the_rest(session: SimpleNamespace) -> None:
    importing_state.put(Work(bundle="demo", step="match"))
    importing_state.change(sheet="1-2")
    assert importing_state.work() == Work(bundle="demo", step="match", sheet="1-2")


def test_marks_stand_beside_it(session: SimpleNamespace) -> None:
    assert importing_state.mark("new") is None
    importing_state.set_mark("new", "产值")
    importing_state.put(Work())
    assert importing_state.mark("new") == "产值"
