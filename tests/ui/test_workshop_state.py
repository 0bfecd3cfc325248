"""What the session keeps of a workshop."""

from __future__ import annotations

from types import SimpleNamespace

from ui import workshop_state

ONE, OTHER = "one", "other"


def test_keys_are_held_and_forgotten(session: SimpleNamespace) -> None:
    assert workshop_state.keys() == {}
    workshop_state.hold({ONE: "a", OTHER: "b"})
    workshop_state.hold({ONE: "c"})
    assert workshop_state.keys() == {ONE: "c", OTHER: "b"}
    workshop_state.forget(ONE)
    assert workshop_state.keys() == {OTHER: "b"}
    assert workshop_state.forgotten() == {ONE}
    workshop_state.hold({ONE: "d"})
    assert workshop_state.forgotten() == frozenset()


def test_results_are_reckoned_once_and_go_with_their_workshop(session: SimpleNamespace) -> None:
    built: list[str] = []
    for _ in range(2):
        workshop_state.remember((ONE, 1), lambda: built.append("x"))
    assert built == ["x"]
    workshop_state.forget(ONE)
    workshop_state.remember((ONE, 1), lambda: built.append("y"))
    assert built == ["x", "y"]


def test_a_problem_is_said_once(session: SimpleNamespace) -> None:
    workshop_state.set_problem("locked")
    assert [workshop_state.take_problem(), workshop_state.take_problem()] == ["locked", ""]
    assert not workshop_state.rewrite_due()
    workshop_state.set_rewrite_due(due=True)
    assert workshop_state.rewrite_due()
