"""What drives the shortcomings of the focus, in a figure and in sentences."""

from __future__ import annotations

import pytest

from cluster_core.model.assessment import Assessment
from ui import figures, sensitivity, theme
from ui.charts.spec import DATASET


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "tokens", lambda: theme.LIGHT)


def test_the_strip_is_the_severities_and_its_middle_the_diagnosis(
    language: str, assessment: Assessment
) -> None:
    found = sensitivity.tried(assessment)
    figure = sensitivity.strips(assessment, found)
    rows = figure.chart["datasets"][DATASET]
    own = assessment.shortcomings[assessment.shortcomings["region"] == "320900"].set_index("item")
    now = {row["item"]: row["severity"] for row in rows if row["now"]}
    assert now == pytest.approx(own["severity"].dropna().to_dict())
    table = figure.table()
    assert table.shape == (len(now), 1 + len(found.scales))
    assert table[sensitivity.head(0.0)].tolist() == pytest.approx(list(now.values()))


def test_the_takeaway_counts_findings_that_hold(english: None, assessment: Assessment) -> None:
    found = sensitivity.tried(assessment)
    rows = found.summary[(found.summary["region"] == "320900") & (found.summary["level"] != "insufficient")]
    firm = int((~rows["flips"]).sum())
    assert sensitivity.takeaway(assessment, found).startswith(f"{firm} of {len(rows)} findings hold")


def test_turning_points_and_peers_in_words(language: str, assessment: Assessment) -> None:
    found = sensitivity.tried(assessment)
    lines = [*sensitivity.turning(assessment, found), *sensitivity.peers(assessment, found)]
    assert lines
    assert not any("{" in line for line in lines)
    if language == "en":
        assert any("no longer flagged with a threshold milder by" in line for line in lines)
        assert any("is left out of the comparison" in line for line in lines)
        assert any(line.startswith("Against the own group alone") for line in lines)


def test_the_heads_of_the_columns(english: None) -> None:
    assert [sensitivity.head(scale) for scale in (-0.5, 0.0, 0.2)] == ["−50%", "as is", "+20%"]
