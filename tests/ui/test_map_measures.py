"""What the map colours, held to the assessment."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.userdata import tray as saved
from cluster_core.userdata.tray import Draft
from ui import certainty, data, map_measures, scenario_columns, tray
from ui.map_words import SURES, Choice


def test_years_with_something_to_compare(assessment: Assessment) -> None:
    assert map_measures.years(assessment, "four_forces") == [2022, 2021]
    assert 2022 not in map_measures.years(assessment, "rd_intensity"), "its values are of 2021 in both years"
    assert map_measures.years(assessment, "er_planning_fit") == []


def test_a_change_is_on_one_scale(assessment: Assessment) -> None:
    found = map_measures.change(assessment, Choice("four_forces", "change", 2022))
    assert np.isfinite(found.values).all()
    still = map_measures.change(assessment, Choice("four_forces", "change", None))
    assert set(still.values.tolist()) == {0.0}


def test_how_sure_is_the_width_of_the_range_and_the_share_of_top_fives(assessment: Assessment) -> None:
    known = certainty.standings(assessment)
    wide = map_measures.sureness(assessment, "range")
    assert dict(zip(wide.units, wide.values.tolist(), strict=True)) == {
        unit: one.high - one.low for unit, one in known.items()
    }
    assert wide.values[wide.ranks == 1].max() == wide.values.min()
    top = map_measures.sureness(assessment, "top")
    assert top.values.tolist() == pytest.approx([known[unit].share * 100 for unit in top.units])
    assert (top.low, top.high) == (0, 100)
    assert top.values[top.ranks == 1].min() == top.values.max()


def test_nobody_is_sure_where_weights_mean_nothing(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certainty, "standings", lambda _assessment: {})
    for sure in SURES:
        found = map_measures.sureness(assessment, sure)
        assert np.isnan(found.values).all()
        assert set(found.ranks.tolist()) == {0}


def test_a_saved_scenario_and_the_frameworks_own_weights_can_be_set_against(
    english: None, assessment: Assessment
) -> None:
    root = assessment.framework.id
    moved = data.assessment(assessment.scenario.with_points(root, (70, 10, 10, 10)))
    (kept,) = saved.add(tray.store(), [Draft("Ours & <b>", assessment.scenario)])
    try:
        names = map_measures.others(moved)
        assert names == {"baseline": "Baseline", kept.id: "Ours & <b>"}
        assert kept.id not in map_measures.others(assessment), "a scenario is not set against itself"
        expected = (moved.scores[root] - assessment.scores[root]).tolist()
        for other in names:
            found = map_measures.measured(moved, Choice(root, "scenario", against=other))
            assert found.values.tolist() == pytest.approx(expected)
    finally:
        saved.delete(tray.store(), kept)
    assert map_measures.is_same(assessment, scenario_columns.BASELINE)
    assert not map_measures.is_same(moved, scenario_columns.BASELINE)


def test_a_scenario_that_is_gone_leaves_nothing_to_show(assessment: Assessment) -> None:
    for other in ("", "nowhere"):
        found = map_measures.measured(assessment, Choice("four_forces", "scenario", against=other))
        assert np.isnan(found.values).all()
