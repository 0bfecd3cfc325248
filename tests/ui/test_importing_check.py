"""The decision: offered only for what can be taken over."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from cluster_core.intake.jobs import Prepared
from ui import importing, importing_check

READY = Prepared(
    "a", "", "", "/draft", "base", {"new": 2, "changed": 1, "lost": 1}, {}, (), (), (), (), {}, ""
)


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Press every button; keep its label and whether it was closed, and what was committed."""
    seen: list[tuple[str, bool]] = []

    def button(label: str, *, disabled: bool, **_: object) -> bool:
        seen.append((label, disabled))
        return not disabled

    class Spinner:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(
        importing_check, "st", SimpleNamespace(button=button, spinner=lambda _: Spinner(), rerun=lambda: None)
    )
    monkeypatch.setattr(
        importing, "commit", lambda prepared, *, allow_loss: seen.append(("commit", allow_loss))
    )
    return seen


def test_loss_is_agreed_to_before_anything_is_taken_over(
    english: None, pressed: list[tuple[str, bool]]
) -> None:
    importing_check.take_over(READY, allowed=False)
    assert pressed == [("Take over 3 values", True)]
    importing_check.take_over(READY, allowed=True)
    assert pressed[1:] == [("Take over 3 values", False), ("commit", True)]


def test_what_has_faults_or_no_draft_is_not_offered(english: None, pressed: list[tuple[str, bool]]) -> None:
    importing_check.take_over(replace(READY, draft=""), allowed=True)
    importing_check.take_over(replace(READY, finding_counts={"fault:text": 1}), allowed=True)
    assert pressed == []
