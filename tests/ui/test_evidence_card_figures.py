"""One strip of the peers, each dot with the way to its own card."""

from __future__ import annotations

from cluster_core.model.assessment import Assessment
from ui import evidence_card_figures, subjects, theme
from ui.subjects import Subject
from ui.text import score


def test_the_strip_has_all_peers_and_marks_the_own(english: None, assessment: Assessment) -> None:
    scores = assessment.scores["innovation"]
    subject = Subject("320900", "innovation", 2023)
    chart = evidence_card_figures.strip(assessment, subject, list(scores.items()), score, theme.LIGHT)
    assert chart is not None
    rows = chart["datasets"]["rows"]
    assert {row["region"]: row["value"] for row in rows} == scores.to_dict()
    assert [row["region"] for row in rows if row["mark"]] == ["320900"]
    asked = [subjects.read(row["subject"]) for row in rows]
    assert {(one.about, one.year) for one in asked} == {("innovation", 2023)}


def test_alone_there_is_no_strip(english: None, assessment: Assessment) -> None:
    peers = [("320900", 1.0), ("320100", float("nan"))]
    assert evidence_card_figures.strip(assessment, Subject("320900", "x"), peers, score, theme.LIGHT) is None


def test_the_title_names_both_ends(english: None, assessment: Assessment) -> None:
    peers = list(assessment.scores["four_forces"].items())
    said = evidence_card_figures.strip_title(assessment, "320900", peers)
    assert said == "Yancheng among all: lowest Yancheng, highest Suzhou"
    assert "All 2 are equal" in evidence_card_figures.strip_title(
        assessment, "320900", [("320900", 1.0), ("320100", 1.0)]
    )
