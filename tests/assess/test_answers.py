"""Measures of all documents for a shortcoming: the kind of each link, held against the files themselves."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from cluster_core.assess.answers import (
    DIRECT,
    FAMILY,
    LINKS,
    SHARED,
    Answer,
    answers,
    directly_named,
    general_measures,
    indicators_of,
    moves,
    sets_of,
    shortcomings_of,
)
from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import Item
from tests.shipped import assessed

YANCHENG = "320900"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assessed("jiangsu")


def item(assessment: Assessment, item_id: str) -> Item:
    return next(one for one in assessment.rules.items if one.id == item_id)


def by_id(found: tuple[Answer, ...]) -> dict[str, Answer]:
    return {one.measure.id: one for one in found}


def test_the_gravest_comes_first_and_insufficient_last(assessment: Assessment) -> None:
    found = shortcomings_of(assessment, YANCHENG)
    known = [one.severity for one in found if not isnan(one.severity)]
    assert len(found) == len(assessment.rules.items)
    assert known == sorted(known, reverse=True)
    assert all(isnan(one.severity) and one.level == "insufficient" for one in found[len(known) :])
    assert shortcomings_of(assessment, "nowhere") == ()


def test_every_item_has_all_the_measures_that_the_links_give_and_no_other(assessment: Assessment) -> None:
    """Brute force: every measure against every item, by the words of the files alone."""
    families = {one.id: set(one.answers) for one in assessment.rules.families}
    for one in assessment.rules.items:
        found = by_id(answers(assessment, YANCHENG, one))
        for measure in assessment.dataset.countermeasures.values():
            shared = {*indicators_of(one)} & {*measure.whatif}
            named, kin = measure.id in one.countermeasures, measure.family in families[one.family]
            assert (measure.id in found) == bool(named or kin or shared), (one.id, measure.id)
            if measure.id in found:
                answer = found[measure.id]
                assert answer.link == (DIRECT if named else FAMILY if kin else SHARED)
                assert set(answer.shared) == shared


def test_direct_links_come_first_by_priority(assessment: Assessment) -> None:
    for one in assessment.rules.items:
        found = answers(assessment, YANCHENG, one)
        places = [LINKS.index(answer.link) for answer in found]
        assert places == sorted(places)
        direct = [answer.priority for answer in found if answer.link == DIRECT]
        known = [priority for priority in direct if not isnan(priority)]
        assert known == sorted(known, reverse=True)
        assert not any(isnan(priority) for priority in direct[: len(known)])


def test_measures_of_several_documents_answer_one_shortcoming(assessment: Assessment) -> None:
    """The item on core technology names a measure of the 2020 report, and shares patents with one of 2025."""
    found = answers(assessment, YANCHENG, item(assessment, "inn_core_tech"))
    assert {"yancheng", "jiangsu_2020", "city_six", "jiangsu_2025"} <= set(
        sets_of([one.measure for one in found])
    )
    assert by_id(found)["cm_js20_2_chokepoint"].link == DIRECT
    assert by_id(found)["cm_js25_consortia"].link == SHARED


def test_general_measures_are_those_that_no_item_names(assessment: Assessment) -> None:
    """The study of the documents names three that answer no single item of their own papers."""
    general = {one.id for one in general_measures(assessment.dataset, assessment.rules)}
    assert {"cm_yc_digital", "cm_yc_environment", "cm_js20_5_services"} <= general
    assert not general & directly_named(assessment.dataset, assessment.rules)
    for one in assessment.rules.items:
        for answer in answers(assessment, YANCHENG, one):
            assert answer.general == (answer.measure.id in general)
            assert not (answer.general and answer.link == DIRECT)


def test_what_a_measure_moves_stands_as_observed(assessment: Assessment) -> None:
    measure = assessment.dataset.countermeasures["cm_js20_2_chokepoint"]
    moved = {one.indicator: one for one in moves(assessment, YANCHENG, [measure])[measure.id]}
    assert tuple(moved) == measure.whatif
    patents = moved["invention_patents_per_10k"]
    column = assessment.prepared.at["invention_patents_per_10k"]
    row = assessment.units.index(YANCHENG)
    assert patents.value == pytest.approx(assessment.prepared.denominated[row, column])
    assert patents.goodness == pytest.approx(assessment.prepared.goodness[row, column])
    assert (patents.known, patents.lever, patents.ranked) == (True, True, 13)
    missing = moved["core_import_dependence"]
    assert (missing.known, missing.rank, missing.year) == (False, 0, None)
    assert isnan(missing.value)
    assert isnan(missing.goodness)


def test_what_imputation_fills_is_no_value(assessment: Assessment) -> None:
    known = assessment.dataset.observations
    counted = assessment.dataset.indicators["invention_patents_per_10k"].numerator
    gone = (known["unit"] == YANCHENG) & (known["indicator"] == counted)
    assert gone.any()
    dataset = replace(assessment.dataset, observations=known[~gone], fingerprint="less")
    filled = assess(dataset, replace(assessment.scenario, impute="peer_mean"))
    measure = dataset.countermeasures["cm_js20_2_chokepoint"]
    moved = {one.indicator: one for one in moves(filled, YANCHENG, [measure])[measure.id]}
    assert not moved["invention_patents_per_10k"].known


def test_a_data_set_without_measures_answers_nothing(assessment: Assessment) -> None:
    bare = replace(assessment.dataset, countermeasures={}, fingerprint="bare")
    found = assess(bare, assessment.scenario)
    assert answers(found, YANCHENG, item(found, "inn_core_tech")) == ()
    assert general_measures(bare, found.rules) == ()
