"""What the session keeps of the framework editor."""

from __future__ import annotations

from types import SimpleNamespace

from cluster_core.model.framework_edit import At, identify, weigh
from tests.model.framework_edits import BASE
from ui import framework_state
from ui.framework_state import MOST_STEPS, Draft, Saved

DRAFT = Draft("f", BASE, (BASE,))
HEAVY = weigh(BASE, At("f", "one"), 2)


def test_a_step_on_forgets_what_was_taken_back() -> None:
    one = DRAFT.changed(HEAVY)
    assert (one.framework, one.can_undo, one.can_redo) == (HEAVY, True, False)
    back = Draft(one.origin, one.start, one.steps, 0)
    assert (back.framework, back.can_undo, back.can_redo) == (BASE, False, True)
    assert back.changed(BASE).steps == (BASE, BASE)


def test_the_last_steps_are_kept() -> None:
    draft = DRAFT
    for weight in range(1, MOST_STEPS + 20):
        draft = draft.changed(weigh(BASE, At("f", "one"), weight))
    assert len(draft.steps) == MOST_STEPS
    assert draft.framework == weigh(BASE, At("f", "one"), MOST_STEPS + 19)


def test_one_draft_for_each_data_set_and_start(session: SimpleNamespace) -> None:
    assert framework_state.draft("b") is None
    other = Draft("g", identify(BASE, "g", "1"), (HEAVY,))
    framework_state.set_draft("b", DRAFT)
    framework_state.set_draft("b", other)
    assert framework_state.draft("b") == other
    assert framework_state.draft("c") is None
    assert framework_state.reopen("b", "f")
    assert framework_state.draft("b") == DRAFT
    framework_state.drop("b", "f")
    assert framework_state.draft("b") is None
    assert framework_state.reopen("b", "g")
    framework_state.change("b", lambda kept: kept.changed(BASE))
    assert framework_state.draft("b") == other.changed(BASE)
    framework_state.change("c", lambda kept: kept.changed(BASE))
    assert framework_state.draft("c") is None


def test_what_went_wrong_and_what_was_saved(session: SimpleNamespace) -> None:
    framework_state.set_problem("locked")
    assert [framework_state.take_problem(), framework_state.take_problem()] == ["locked", ""]
    assert framework_state.saved() is None
    framework_state.set_saved(Saved("b", "g000001", DRAFT))
    assert framework_state.saved() == Saved("b", "g000001", DRAFT)
    before = framework_state.edition()
    framework_state.renew()
    assert framework_state.edition() == before + 1
