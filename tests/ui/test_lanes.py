"""The lanes of chokepoint technologies in words and as a table."""

from __future__ import annotations

import pytest

from cluster_core.model.assessment import Assessment
from ui import cultivation, lanes


@pytest.fixture(autouse=True)
def kept(judgements):
    return judgements


def entries(assessment: Assessment):
    return [rated for lane in cultivation.lanes(assessment) for rated in lane.entries]


def test_without_ratings_there_is_no_priority(english: None, assessment: Assessment) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    assert "none of the 12 technologies" in lanes.takeaway(entries(assessment), register)
    assert {lanes.priority_text(one) for one in entries(assessment)} == {"criticality not rated"}


def test_the_first_is_named(english: None, assessment: Assessment) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    kept_as = cultivation.subject(assessment, "criticality")
    for one, criticality in (("cp_wind_core", 100), ("cp_engines", 100), ("cp_operating_system", 100)):
        cultivation.judge(kept_as, one, criticality)
    found = {one.entry.id: one for one in entries(assessment)}
    # 90 % imported, criticality 100, whether in time not known: 0.9 x 100 x 0.75.
    assert lanes.priority_text(found["cp_wind_core"]) == "priority 68"
    assert lanes.priority_text(found["cp_operating_system"]).startswith("lack not known")
    said = lanes.takeaway(list(found.values()), register)
    assert "Core technology of wind turbines first (priority 68; 2 of 12 entries rated)" in said
    assert "with your rating" in lanes._entry(assessment, found["cp_engines"])


def test_a_claim_is_shown_as_a_claim(english: None, assessment: Assessment) -> None:
    wind = next(one for one in entries(assessment) if one.entry.id == "cp_wind_core")
    said = lanes._entry(assessment, wind)
    assert "The article says that over 90 %" in said
    assert "document 000" in said


def test_the_table_has_every_entry(english: None, assessment: Assessment) -> None:
    table = lanes.table(cultivation.lanes(assessment))
    assert len(table) == 12
    assert table["Lane"].iloc[-1] == "Not classified by a document"
    claimed = table.set_index("Technology")["Imports as claimed (%)"]
    assert claimed["Servo motors for industrial robots"] == 75
