"""`assess`: one pure function from data and scenario to everything that is shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cluster_core.assess.assessment import assess, baseline
from cluster_core.errors import MethodError, ScenarioError
from cluster_core.index.prepare import prepare
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})
DATA = dataset(facts(a=[10, 20, 30], b=[4, 2, 8], c=[7, 5, 1]), [FRAMEWORK])
PLAIN = Scenario("demo", "f", 2020)


def test_scores_ranks_shortcomings_and_coupling_of_one_scenario() -> None:
    found = assess(DATA, PLAIN)
    # a: 0 50 100; b: 1/3 0 1; c: 1 2/3 0. two: (b + 2 c)/3 = 7/9, 4/9, 1/3. root: (a + 3 two)/4 = 7/12, 11/24, 1/2.
    assert found.scores["f"].tolist() == pytest.approx([700 / 12, 1100 / 24, 50])
    assert found.ranks["f"].tolist() == [1, 3, 2]
    assert set(found.shortcomings["item"]) == {"one", "two"}
    assert found.coupled is not None
    assert found.coupling["C"][0] == 0  # U of `one` is 0


def test_equal_inputs_give_equal_results_and_stay_as_they_were() -> None:
    before = DATA.observations.copy()
    one, two = assess(DATA, PLAIN), assess(DATA, PLAIN)
    pd.testing.assert_frame_equal(one.tidy, two.tidy)
    pd.testing.assert_frame_equal(one.shortcomings, two.shortcomings)
    pd.testing.assert_frame_equal(DATA.observations, before)


def test_a_prepared_stage_is_used_and_changes_nothing() -> None:
    weighted = replace(PLAIN, weighting="user", points=(("f", (5.0, 1.0)),), aggregate="geometric")
    ready = prepare(DATA, weighted.without_weights())
    found = assess(DATA, weighted, ready)
    assert found.prepared is ready
    pd.testing.assert_frame_equal(found.tidy, assess(DATA, weighted).tidy)


def test_the_baseline_has_the_frameworks_weights_and_all_other_choices() -> None:
    weighted = Scenario("demo", "f", 2020, weighting="user", points=(("f", (5.0, 1.0)),), aggregate="min")
    assert baseline(weighted) == Scenario("demo", "f", 2020, aggregate="min")
    assert baseline(PLAIN) == PLAIN


@pytest.mark.parametrize("scale", ["zscore", "rank"])
def test_without_a_common_scale_there_is_no_coupling(scale: str) -> None:
    found = assess(DATA, replace(PLAIN, normalise=scale))
    assert found.coupled is None
    assert found.coupling.empty


def test_a_region_with_too_little_data_is_named_and_not_ranked() -> None:
    data = dataset(facts(a=[10, 20, 30], b=[4, 2, NAN], c=[7, 5, NAN]), [FRAMEWORK])
    found = assess(data, PLAIN)
    assert [(n.code, n.ids) for n in found.notices] == [("not_ranked", ("R3",))]
    assert found.ranks["f"].tolist()[:2] == [1, 2]  # 75 and 12.5: `two` is 100 and 0, `one` 0 and 50
    assert pd.isna(found.ranks["f"].iloc[2])


def test_notices_of_all_stages_are_told_once() -> None:
    data = dataset(facts(a=[7, 7, 7], b=[4, 2, 8]), [FRAMEWORK])
    notices = assess(data, replace(PLAIN, aggregate="geometric")).notices
    assert len(notices) == len(set(notices))
    assert [notice.code for notice in notices if notice.code != "floored"] == ["constant", "no_data"]
    assert [notice.ids for notice in notices if notice.code == "floored"] == [("two", "b", "R2")]


def test_what_the_data_lack_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"framework: found 'g', allowed: f"):
        assess(DATA, replace(PLAIN, framework="g"))
    with pytest.raises(ScenarioError, match="focus: found 'R9'"):
        assess(DATA, replace(PLAIN, focus="R9"))
    with pytest.raises(MethodError, match="geometric"):
        assess(DATA, replace(PLAIN, normalise="zscore", aggregate="geometric"))
    with pytest.raises(MethodError, match="target"):
        assess(DATA, replace(PLAIN, normalise="target"))


def test_the_peers_only_are_assessed() -> None:
    found = assess(DATA, replace(PLAIN, peers=("R3", "R1")))
    assert found.units == ("R1", "R3")
    np.testing.assert_allclose(found.scores["one"], [0, 100])
