"""Which shortcomings are shown, and how a severity is written."""

from __future__ import annotations

import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from ui import cards


def test_the_worst_come_first_and_the_unproven_not_at_all() -> None:
    rows = pd.DataFrame(
        {
            "item": ["a", "b", "c", "d"],
            "severity": [39.9, float("nan"), 70.0, 0.0],
            "severity_raw": [80.0, float("nan"), 70.0, 0.0],
            "level": ["mild", "insufficient", "severe", "none"],
        }
    )
    assert list(cards.worst_of(rows, 3)["item"]) == ["c", "a"]


@pytest.mark.parametrize(
    ("severity", "text"), [(59.9, "59.9"), (60.0, "60"), (69.2, "69"), (39.6, "39.6"), (54.3, "54")]
)
def test_number_and_word_agree(english: None, severity: float, text: str) -> None:
    assert cards.severity_text(severity) == text


def test_balance_never_stands_alone(english: None, assessment: Assessment) -> None:
    line = cards.coupling_line(assessment)
    row = assessment.coupling.set_index("region").loc[assessment.scenario.focus]
    assert line == f"Coupling C {row['C']:.2f} · level T {row['T']:.2f} · coordination D {row['D']:.2f}"


@pytest.mark.parametrize(
    ("severity", "level", "said"), [(0.0, "none", False), (float("nan"), "insufficient", True)]
)
def test_no_shortcoming_is_not_called_unknown(
    english: None,
    assessment: Assessment,
    monkeypatch: pytest.MonkeyPatch,
    severity: float,
    level: str,
    said: bool,
) -> None:
    rows = assessment.shortcomings.assign(severity=severity, level=level)
    written: list[str] = []
    monkeypatch.setattr(cards.st, "markdown", written.append)
    monkeypatch.setattr(cards.st, "caption", written.append)
    monkeypatch.setattr(Assessment, "shortcomings", rows)
    cards.shortcomings(assessment, count=3)
    assert len(written) == 1 + said
