"""What a room can be asked about, by method."""

from __future__ import annotations

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.ballot import MOST_JUDGED, question_of
from ui import workshop_setup


@pytest.mark.parametrize("method", ["points", "ahp", "ratings"])
def test_every_node_offered_makes_a_question(english: None, assessment: Assessment, method: str) -> None:
    offered = workshop_setup.nodes(assessment, method)
    assert next(iter(offered)) == "four_forces"
    for node, name in offered.items():
        regions = ["320900"] if method == "ratings" else []
        asked = question_of(assessment.dataset, "four_forces", node, method, regions)
        assert f"({len(asked.children)} items)" in name
        assert method != "ahp" or len(asked.children) <= MOST_JUDGED
    single = [node.id for node in assessment.framework.nodes if len(node.children) < 2]
    assert method == "ratings" or not set(single) & offered.keys()


def test_a_timer_is_told_in_minutes(english: None) -> None:
    assert [workshop_setup.timer_text(seconds) for seconds in (0, 60, 120)] == [
        "none",
        "1 minute",
        "2 minutes",
    ]
    assert set(workshop_setup.TIMERS_S) >= {0, 60}
