"""The picture of priorities: every part a bar, the reader's own marked."""

from __future__ import annotations

import pytest

from cluster_core.model.assessment import Assessment
from ui import chokepoint_figures as drawings
from ui import chokepoints, figures, theme
from ui.charts.spec import DATASET


@pytest.fixture(autouse=True)
def kept(judgements, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(figures, "tokens", lambda: theme.LIGHT)
    return judgements


def test_every_part_is_drawn_and_what_is_not_known_is_empty(english: None, assessment: Assessment) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    chokepoints.rate(assessment, {("cp_wind_core", "criticality"): 100})
    figure = drawings.priorities(assessment, register, chokepoints.lanes(assessment), {"cp_wind_core"})
    assert figure is not None
    rows = figure.chart["datasets"][DATASET]
    assert len(rows) == 12 * 4
    assert [row["value_text"] for row in rows[:4]] == ["90%", "100", "75% ?", "68"]
    assert [row["marked"] for row in rows[:5]] == [True] * 4 + [False]
    unrated = [row for row in rows if row["line"] == "cp_engines"]
    assert [row["filled"] for row in unrated] == [True, False, True, False]
    assert rows[0]["about"] == "technology:cp_wind_core"
    assert len(figure.listed) == 12


def test_the_table_has_every_entry(english: None, assessment: Assessment) -> None:
    table = drawings.table(chokepoints.lanes(assessment))
    assert len(table) == 12
    assert table["Lane"].iloc[-1] == "Not classified by a document"
    claimed = table.set_index("Technology")["Imports as claimed (%)"]
    assert claimed["Servo motors for industrial robots"] == 75
    assert set(table["Year of the claim"]) == {""}


def test_nothing_shown_is_no_figure(assessment: Assessment) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    assert drawings.priorities(assessment, register, [], set()) is None
