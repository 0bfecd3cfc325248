"""What can be coloured."""

from __future__ import annotations

from cluster_core.model.assessment import Assessment
from ui import map_options


def test_the_whole_every_node_and_every_indicator_can_be_coloured(
    english: None, assessment: Assessment
) -> None:
    found = map_options.measures(assessment)
    framework = assessment.framework
    assert set(found) == {*framework.by_id, *framework.indicators}
    assert next(iter(found.items())) == ("four_forces", "Four forces")
    assert found["innovation"] == "\u3000Collaborative innovation"
    assert (
        list(found).index("innovation") < list(found).index("rd_intensity") < list(found).index("resilience")
    )
