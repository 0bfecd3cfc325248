"""What the core says of types and ladder, with the reader's judgements put in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.typology import classify
from cluster_core.model.assessment import Assessment
from ui import cultivation


@pytest.fixture(autouse=True)
def kept(judgements):
    return judgements


def without(assessment: Assessment, **fields: None) -> Assessment:
    return replace(assessment, dataset=replace(assessment.dataset, **fields))  # type: ignore[arg-type]


def test_without_judgements_the_types_are_the_cores(clusters: Assessment) -> None:
    outcome = cultivation.classification(clusters)
    assert outcome is not None
    assert outcome.types == classify(clusters.dataset, clusters.scenario).types


def test_a_rating_moves_the_type_and_can_be_taken_back(clusters: Assessment) -> None:
    kept_as = cultivation.subject(clusters, "rating")
    at = clusters.units.index("c07")
    for criterion in ("ty_tech_control", "ty_leader_drive"):
        cultivation.judge(kept_as, ("c07", criterion), 75)
    outcome = cultivation.classification(clusters)
    assert outcome is not None
    assert outcome.types[at] == "breakthrough"
    assert outcome.overridden[at].sum() == 2
    cultivation.judge(kept_as, ("c07", "ty_tech_control"), None)
    assert cultivation.ratings(clusters) == {"c07": {"ty_leader_drive": 75.0}}
    cultivation.forget(kept_as)
    assert cultivation.ratings(clusters) == {}


def test_a_threshold_moves_the_types(clusters: Assessment) -> None:
    cultivation.judge(cultivation.subject(clusters, "rule"), "n_mid", 4)
    outcome = cultivation.classification(clusters)
    assert outcome is not None
    assert outcome.types[clusters.units.index("c02")] == "catching_up"


def test_judgements_of_what_is_not_there_are_left_aside(clusters: Assessment, kept) -> None:
    kept[cultivation.subject(clusters, "rating")] = {("gone", "ty_tech_control"): 50, ("c01", "gone"): 50}
    assert cultivation.ratings(clusters) == {}


def test_judgements_of_other_units_stay_apart(clusters: Assessment, assessment: Assessment) -> None:
    subjects = {cultivation.subject(one, "rating") for one in (clusters, assessment)}
    assert len(subjects) == 2


def test_a_data_set_without_any_of_it(clusters: Assessment) -> None:
    bare = without(clusters, typology=None, ladder=None)
    assert cultivation.classification(bare) is None
    assert cultivation.standing(bare) is None
    assert cultivation.without_value(bare) == frozenset()


def test_what_has_no_value(clusters: Assessment, assessment: Assessment) -> None:
    typology = assessment.dataset.typology
    assert typology is not None
    assert cultivation.without_value(assessment) == set(typology.indicators)
    assert cultivation.without_value(clusters) == frozenset()
