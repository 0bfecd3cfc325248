"""What can be coloured, and the years to which it can be compared."""

from __future__ import annotations

import numpy as np

from cluster_core.model.assessment import Assessment
from ui import map_controls
from ui.map_words import Choice


def test_the_whole_every_node_and_every_indicator_can_be_coloured(
    english: None, assessment: Assessment
) -> None:
    found = map_controls.measures(assessment)
    framework = assessment.framework
    assert set(found) == {*framework.by_id, *framework.indicators}
    assert next(iter(found.items())) == ("four_forces", "Four forces")
    assert found["innovation"] == "\u3000Collaborative innovation"
    assert (
        list(found).index("innovation") < list(found).index("rd_intensity") < list(found).index("resilience")
    )


def test_years_with_something_to_compare(assessment: Assessment) -> None:
    assert map_controls.years(assessment, "four_forces") == [2022, 2021]
    assert 2022 not in map_controls.years(assessment, "rd_intensity"), "its values are of 2021 in both years"
    assert map_controls.years(assessment, "er_planning_fit") == []


def test_a_change_is_on_one_scale(assessment: Assessment) -> None:
    found = map_controls.change(assessment, Choice("four_forces", "change", 2022))
    assert np.isfinite(found.values).all()
    still = map_controls.change(assessment, Choice("four_forces", "change", None))
    assert set(still.values.tolist()) == {0.0}
