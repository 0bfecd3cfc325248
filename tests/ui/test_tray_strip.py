"""The cards below the lab: baseline first, then what was saved last under the same framework."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.assessment import baseline
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store
from cluster_core.userdata.tray import Draft
from ui import certainty, data, scenario_columns, sentences, tray_state, tray_strip


def weighted(scenario: Scenario, *points: int) -> Scenario:
    return scenario.with_points("four_forces", points)


def test_an_empty_tray_has_the_baseline(language, desk: Store, assessment: Assessment) -> None:
    (card,) = tray_strip.cards(assessment, scenario_columns.newest(assessment.scenario))
    assert (card.id, card.current) == ("baseline", True)
    assert card.shares == pytest.approx((0.25,) * 4)


def test_four_cards_at_most_and_the_newest_of_them(english: None, desk: Store, scenario: Scenario) -> None:
    saved.add(desk, [Draft(f"N{k}", weighted(scenario, 90 - k, 40, 40, 40)) for k in range(6)])
    saved.add(desk, [Draft("other framework", replace(scenario, framework="two"))])
    saved.add(desk, [Draft("other bundle", replace(scenario, bundle="practice"))])
    now = data.assessment(weighted(scenario, 85, 40, 40, 40))
    cards = tray_strip.cards(now, scenario_columns.newest(now.scenario))
    assert [card.name for card in cards] == ["Baseline", "N5", "N4", "N3"]
    assert [card.current for card in cards] == [False, True, False, False]


def test_a_card_says_rank_score_and_how_many_move(english: None, desk: Store, scenario: Scenario) -> None:
    chosen = weighted(scenario, 80, 40, 40, 40)
    saved.add(desk, [Draft("<b>Mine</b>", chosen)])
    now = data.assessment(scenario)
    card = tray_strip.cards(now, scenario_columns.newest(now.scenario))[1]
    then, before = data.assessment(chosen), data.assessment(baseline(chosen))
    rank, score = int(then.ranks.loc["320900", "four_forces"]), then.scores.loc["320900", "four_forces"]
    moved = int((then.ranks["four_forces"] != before.ranks["four_forces"]).sum())
    sure = certainty.range_text(certainty.standings(now)["320900"])
    assert card.line == f"Yancheng {sentences.ordinal(rank)} ({sure}) · {score:.1f} · {moved} move"
    assert card.shares == pytest.approx((0.4, 0.2, 0.2, 0.2))
    assert card.name == "<b>Mine</b>", "a component writes it as text"
    assert "Collaborative innovation 40%" in card.weights


def test_what_cannot_be_read_has_no_card(
    english: None, desk: Store, assessment: Assessment, scenario: Scenario
) -> None:
    record = saved.add(desk, [Draft("Mine", scenario)])[0]
    assert len(tray_strip.cards(assessment, (replace(record, code="99~x"),))) == 1
    old = replace(record, code=replace(scenario, focus="999999").encode())
    assert "Yancheng" in tray_strip.cards(assessment, (old,))[1].line


def test_without_the_tray_the_baseline_stays(
    english: None, session, desk: Store, assessment: Assessment
) -> None:
    assert desk.path is not None
    desk.path.mkdir(parents=True)
    assert scenario_columns.newest(assessment.scenario) == ()
    assert str(desk.path) in tray_state.take_problem()
    assert len(tray_strip.cards(assessment, ())) == 1
