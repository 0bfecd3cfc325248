"""Technologies with the reader's ratings: the lanes, undo, what moved, the filters, and the link."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.chokepoints import lanes as lanes_of
from cluster_core.errors import MethodError
from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoint_ratings import Rating, rated
from ui import chokepoints, view_state
from ui.widget_keys import Key


@pytest.fixture(autouse=True)
def kept(judgements):
    return judgements


@pytest.fixture(autouse=True)
def picks(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    found: dict[str, str] = {}
    monkeypatch.setattr(view_state, "picked", found.get)
    return found


def places(assessment: Assessment) -> dict[str, list[str]]:
    return {lane.id: [one.entry.id for one in lane.entries] for lane in chokepoints.lanes(assessment)}


def test_ratings_order_the_lanes_as_the_core_does(clusters: Assessment) -> None:
    register = clusters.dataset.chokepoints
    assert register is not None
    said = {
        ("cp_cnc_machine_tools", "criticality"): 100,
        ("cp_operating_system", "category"): "cp_controlled",
    }
    chokepoints.rate(clusters, said)
    ratings = {
        "cp_cnc_machine_tools": Rating(criticality=100),
        "cp_operating_system": Rating(category="cp_controlled"),
    }
    assert chokepoints.ratings(clusters) == ratings
    assert repr(chokepoints.lanes(clusters)) == repr(lanes_of(rated(register, ratings), 2024))
    assert places(clusters)["unclassified"][0] == "cp_cnc_machine_tools"


def test_the_focus_comes_first_among_those_without_priority(
    assessment: Assessment, clusters: Assessment
) -> None:
    assert places(assessment)["unclassified"][:2] == ["cp_wind_core", "cp_industrial_software"]
    assert places(clusters)["unclassified"][:2] == ["cp_wind_core", "cp_test_instruments"]
    chokepoints.rate(assessment, {("cp_cnc_machine_tools", "criticality"): 25})
    assert places(assessment)["unclassified"][0] == "cp_cnc_machine_tools"


def test_a_rating_can_be_taken_back_and_undone(assessment: Assessment) -> None:
    assert not chokepoints.can_undo(assessment)
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 50})
    chokepoints.rate(assessment, {("cp_engines", "criticality"): None, ("cp_engines", "gap_years"): 4})
    assert chokepoints.ratings(assessment) == {"cp_engines": Rating(gap_years=4)}
    chokepoints.undo(assessment)
    assert chokepoints.ratings(assessment) == {"cp_engines": Rating(criticality=50)}
    chokepoints.undo(assessment)
    assert chokepoints.ratings(assessment) == {}
    chokepoints.undo(assessment)
    assert not chokepoints.can_undo(assessment)


def test_what_the_register_says_itself_is_no_rating(assessment: Assessment) -> None:
    chokepoints.rate(assessment, {("cp_engines", "category"): "cp_gap"})
    assert chokepoints.ratings(assessment) == {}
    assert not chokepoints.can_undo(assessment)


@pytest.mark.parametrize(
    "said",
    [
        {("cp_engines", "criticality"): 60},
        {("gone", "criticality"): 50},
        {("cp_engines", "window_start"): 2030, ("cp_engines", "window_end"): 2025},
    ],
)
def test_a_rating_off_the_rubric_changes_nothing(
    assessment: Assessment, said: dict[tuple[str, str], int]
) -> None:
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 50})
    with pytest.raises(MethodError, match="found '"):
        chokepoints.rate(assessment, said)
    assert chokepoints.ratings(assessment) == {"cp_engines": Rating(criticality=50)}


def test_what_another_release_kept_is_left_aside(assessment: Assessment, kept) -> None:
    kept["technology:jiangsu"] = {
        ("gone", "criticality"): 50,
        ("cp_engines", "category"): "gone",
        ("x", "y"): 1,
    }
    assert chokepoints.ratings(assessment) == {}
    kept["technology:jiangsu"] = {("cp_engines", "window_start"): 2030, ("cp_engines", "window_end"): 2025}
    assert len(chokepoints.lanes(assessment)) == 4


def test_how_far_the_last_change_moved_an_entry(assessment: Assessment) -> None:
    assert chokepoints.moved(assessment) == {}
    chokepoints.rate(assessment, {("cp_wind_core", "criticality"): 25})
    assert chokepoints.moved(assessment) == {}, "it was first already"
    chokepoints.rate(assessment, {("cp_test_instruments", "criticality"): 100})
    # 0.8 x 100 before 0.9 x 25.
    assert chokepoints.moved(assessment) == {"cp_test_instruments": 2, "cp_wind_core": -1}


def test_all_lanes_in_one_order(assessment: Assessment) -> None:
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 50, ("cp_wind_core", "criticality"): 100})
    ordered = chokepoints.ordered(chokepoints.lanes(assessment))
    assert [one.entry.id for one in ordered][:2] == ["cp_wind_core", "cp_engines"]
    assert len(ordered) == 12


def test_filters_by_cluster_and_region(assessment: Assessment, picks: dict[str, str]) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    assert next(iter(chokepoints.cluster_keys(assessment))) == "cp_wind_core", (
        "the focus region's cluster first"
    )

    def shown() -> list[str]:
        return [one.id for one in register.entries if chokepoints.shown(assessment, one)]

    assert len(shown()) == 12
    picks[Key.CHOKE_CLUSTER] = "cp_cnc_machine_tools"
    assert shown() == ["cp_cnc_machine_tools", "cp_test_instruments", "cp_servo_motors"]
    del picks[Key.CHOKE_CLUSTER]
    counts = {}
    for kind in chokepoints.REGIONS:
        picks[Key.CHOKE_REGION] = kind
        counts[kind] = len(shown())
    assert counts == {"all": 12, "focus": 2, "other": 3, "none": 7}


def test_ratings_travel_in_a_link_and_join_those_that_are_there(assessment: Assessment) -> None:
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 0, ("cp_engines", "window_end"): 2030})
    options = chokepoints.options(assessment, ("criticality",))
    assert options["cp_engines.0"] == (("cp_engines", "criticality"), 0)
    assert chokepoints.given(assessment, ("criticality",)) == [(("cp_engines", "criticality"), 0)]
    details = chokepoints.options(assessment, chokepoints.DETAILS)
    assert details["cp_engines.window_end.2030"] == (("cp_engines", "window_end"), 2030)
    chokepoints.keep_given(assessment, [options["cp_wind_core.75"]])
    assert chokepoints.ratings(assessment) == {
        "cp_engines": Rating(criticality=0, window_end=2030),
        "cp_wind_core": Rating(criticality=75),
    }
    chokepoints.forget_given(assessment, ("criticality",))
    assert chokepoints.ratings(assessment) == {"cp_engines": Rating(window_end=2030)}


def test_a_file_takes_the_place_of_all_ratings(assessment: Assessment) -> None:
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 50})
    chokepoints.replace_all(assessment, {"cp_wind_core": Rating(criticality=75)})
    assert chokepoints.ratings(assessment) == {"cp_wind_core": Rating(criticality=75)}


def test_a_data_set_without_a_register(assessment: Assessment) -> None:
    bare = replace(assessment, dataset=replace(assessment.dataset, chokepoints=None))
    assert chokepoints.lanes(bare) == ()
    assert chokepoints.options(bare, ("criticality",)) == {}
    assert chokepoints.cluster_keys(bare) == {}
