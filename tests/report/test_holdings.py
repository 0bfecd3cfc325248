"""What stands behind the rows: the observations that a computed row is made of, their sources, flags and status."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.evidence import INDICATOR, evidence
from cluster_core.assess.quality_flags import FLAGS
from cluster_core.explore.certainty import certainty
from cluster_core.model.fit import default_scenario
from cluster_core.report.holdings import Holdings, holdings
from cluster_core.report.observations import LIST
from ui import data


@pytest.fixture(scope="module")
def held() -> Holdings:
    return holdings(data.assessment(default_scenario(data.dataset("jiangsu"))))


def test_parts_are_those_of_the_evidence_card(held: Holdings) -> None:
    assessment, tidy = held.assessment, held.observed.rows
    own = held.computed[held.computed["is_indicator"]]
    for at in own.sample(25, random_state=3).index:
        row = held.computed.loc[at]
        card = evidence(assessment, row["unit"], INDICATOR + row["item"])
        found = [
            (tidy["indicator"].iloc[place], tidy["year"].iloc[place], tidy["value"].iloc[place])
            for place in held.parts[at]
            if place >= 0
        ]
        assert found == [(one.indicator.id, one.year, one.value) for one in card.observations]
        scored = held.scored.rows.loc[at]
        assert scored["status"] == card.status
        assert set(scored["source"].split(LIST)) - {""} == {
            one.source.id for one in card.observations if one.source
        }


def test_a_row_has_the_flags_of_its_parts(held: Holdings) -> None:
    bits = held.observed.flags
    for at, (first, second) in enumerate(held.parts):
        expected = (bits[first] if first >= 0 else 0) | (bits[second] if second >= 0 else 0)
        assert held.scored.flags[at] == expected
    assert held.scored.flags.max() < 1 << len(FLAGS)


def test_nodes_rest_on_no_observation_of_their_own(held: Holdings) -> None:
    nodes = ~held.computed["is_indicator"].to_numpy()
    assert (held.parts[nodes] == -1).all()
    assert set(held.scored.rows["status"][nodes]) == {""}


def test_imputed_and_missing_are_told_apart(held: Holdings) -> None:
    dataset, tidy = held.assessment.dataset, held.assessment.dataset.observations
    taken = (tidy["unit"] == "320900") & (tidy["indicator"] == "rd_expenditure")
    gap = replace(dataset, observations=tidy[~taken].reset_index(drop=True), fingerprint="gap")
    told = {}
    for method in ("none", "peer_median"):
        rows = holdings(assess(gap, replace(held.assessment.scenario, impute=method))).scored.rows
        cell = rows[(rows["unit"] == "320900") & (rows["indicator"] == "rd_intensity")].iloc[0]
        told[method] = (cell["status"], bool(np.isnan(cell["value"])), bool(np.isnan(cell["score"])))
    assert told == {"none": ("missing", True, True), "peer_median": ("imputed", True, False)}


def test_how_sure_ranks_are_is_the_core_s_word(
    held: Holdings,
) -> None:
    expected = certainty(held.assessment)
    assert held.sure is not None
    np.testing.assert_array_equal(held.sure.rank_p05, expected.rank_p05)
    own = replace(held.assessment.scenario, weighting="bod")
    assert holdings(data.assessment(own)).sure is None


def test_a_data_set_without_observations_has_tables_without_rows(held: Holdings) -> None:
    bare = replace(
        held.assessment.dataset, observations=held.assessment.dataset.observations.head(0), fingerprint="bare"
    )
    none = holdings(assess(bare, held.assessment.scenario))
    assert len(none.observed.rows) == 0
    assert (none.parts == -1).all()
    assert set(none.scored.rows["status"]) == {"", "missing"}
