"""Where sliders and locks of the lab stand."""

from __future__ import annotations

from typing import Any

from cluster_core.model.scenario import Scenario
from ui import data, lab_state, state


def test_a_board_lasts_while_its_points_are_in_force(session: Any, scenario: Scenario) -> None:
    state.begin(data.bundles(), data.dataset, "1")
    state.put(scenario.with_points("four_forces", (375, 250, 188, 188)))
    lab_state.set_board("four_forces", (100, 50, 50, 50))
    board = lab_state.board("four_forces")
    assert board is not None
    assert board.positions == (100, 50, 50, 50)
    state.put(scenario)
    assert lab_state.board("four_forces") is None


def test_locks_and_editions(session: Any) -> None:
    assert lab_state.locks("four_forces") == frozenset()
    lab_state.set_locks("four_forces", ["brand"])
    assert lab_state.locks("four_forces") == {"brand"}
    lab_state.clear_locks()
    assert lab_state.locks("four_forces") == frozenset()
    lab_state.refuse_edit(refused=True)
    assert lab_state.edit_refused()
    lab_state.renew_editor()
    assert (lab_state.editor_edition(), lab_state.edit_refused()) == (1, False)


def test_what_was_asked_last_is_remembered(session: Any) -> None:
    assert lab_state.answered() == 0
    lab_state.set_answered(7)
    assert lab_state.answered() == 7


def test_the_comparison_of_pairs_opens_once(session: Any) -> None:
    assert not lab_state.judgements_wanted()
    lab_state.ask_for_judgements()
    assert lab_state.judgements_wanted()
    assert not lab_state.judgements_wanted()


def test_the_label_of_the_last_full_run_is_remembered(session: Any) -> None:
    assert lab_state.shown_label() == ""
    lab_state.set_shown_label("Equal")
    assert lab_state.shown_label() == "Equal"
