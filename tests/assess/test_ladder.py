"""Status from lists at their dates, readiness from gates, and what cannot be assessed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core import load_dataset
from cluster_core.assess.ladder import listings_of, stand
from cluster_core.errors import MethodError
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.fit import default_scenario
from cluster_core.model.ladder import Gate, Ladder, Listing, Rung, Standing
from cluster_core.model.text import Text
from tests.model.examples import NAN, dataset, facts, indicator, tidy, tree


def words(text: str) -> Text:
    return Text(text, text)


LOW = Rung("low", words("low"), (Gate("a", at_least=2.0), Gate("b", at_most=10.0)))
HIGH = Rung("high", words("high"), (Gate("a", percentile=50.0), Gate("gone", at_least=1.0)))
LADDER = Ladder("l", words("l"), (LOW, HIGH))
UNITS = ("R1", "R2", "R3", "R4")
VALUES = facts(units=UNITS, a=[1, 2, 3, NAN], b=[20, 10, 5, 15])


def data(ladder: Ladder | None = LADDER, **fields: Any) -> Dataset:
    return dataset(VALUES, [tree("f", {"f": {"a": 1}})], [indicator("b", "cost")], ladder=ladder, **fields)


def standing(known: Dataset | None = None, as_of: int | None = None, **choices: Any) -> Standing:
    known = known or data()
    return stand(known, default_scenario(known, year=2020, **choices), as_of)


def cluster(name: str, tier: str = "", date: str = "", *members: str) -> Unit:
    shares = tuple((member, 1.0) for member in members)
    return Unit(name, words(name), tier=tier, status_date=date, members=shares, source="s1")


# --- readiness ---------------------------------------------------------------------------------------------------


def test_readiness_is_the_share_of_gates_met_among_those_assessable() -> None:
    found = standing()
    # low: a >= 2 and b <= 10, closed on both sides. high: percentiles of a are 0, 50, 100; `gone` is unknown.
    np.testing.assert_array_equal(found.readiness, [[0, 0], [1, 1], [1, 1], [0, NAN]])
    assert [found.ready(1, rung) for rung in ("low", "high")] == [True, False]
    assert [gate.indicator for gate in found.not_assessable(3, "high")] == ["a", "gone"]


def test_distance_is_the_share_of_what_is_wanted_that_is_lacking() -> None:
    found = standing()
    table = found.gates_tidy.set_index(["region", "rung", "indicator"])
    # (2 - 1) / 2, (20 - 10) / 10 and (50 - 0) / 50.
    assert table.loc[("R1", "low", "a"), "distance"] == 0.5
    assert table.loc[("R1", "low", "b"), "distance"] == 1.0
    assert table.loc[("R1", "high", "a"), "distance"] == 1.0
    assert table.loc[("R2", "low", "b"), "distance"] == 0
    assert np.isnan(table.loc[("R4", "low", "a"), "distance"])
    assert [outcome.gate.indicator for outcome in found.gap_list(0, "low")] == ["a", "b"]


def test_percentiles_of_a_cost_run_from_the_greatest_value() -> None:
    ladder = Ladder("l", words("l"), (Rung("r", words("r"), (Gate("b", percentile=100.0),)),))
    found = standing(data(ladder))
    np.testing.assert_allclose(found.gates[0][0].value, [0, 200 / 3, 100, 100 / 3])
    assert found.gates[0][0].met.tolist() == [False, False, True, False]


def test_percentiles_are_of_the_peers() -> None:
    assert standing(peers=("R1", "R2")).gates[1][0].value.tolist() == [0, 100]


def test_where_all_peers_are_equal_a_percentile_tells_nothing_but_a_level_does() -> None:
    values = facts(units=UNITS, a=[3, 3, 3, 3], b=[1, 1, 1, 1])
    known = dataset(values, [tree("f", {"f": {"a": 1}})], [indicator("b", "cost")], ladder=LADDER)
    found = standing(known)
    assert not found.gates[1][0].assessable.any()
    assert found.gates[0][0].met.all()
    assert standing(known, peers=("R1",)).gates[1][0].value.tolist() == [50], "one alone stands in the middle"


def test_no_data_is_no_readiness_and_no_error() -> None:
    ladder = Ladder("l", words("l"), (Rung("r", words("r"), (Gate("gone", at_least=1.0),)),))
    found = standing(data(ladder))
    assert np.isnan(found.readiness).all()
    assert found.tidy["not_assessable"].tolist() == ["gone"] * 4
    assert found.skipped == ()


gates = st.builds(
    lambda kind, number: Gate("a", **{kind: number}),
    st.sampled_from(["at_least", "at_most", "percentile"]),
    st.floats(0.5, 100),
)


@given(
    st.lists(st.one_of(st.just(NAN), st.floats(-1e6, 1e6)), min_size=1, max_size=6),
    st.lists(gates, min_size=1),
)
def test_readiness_is_a_share_and_a_gap_is_what_is_not_met(values: list[float], tried: list[Gate]) -> None:
    units = tuple(f"R{place}" for place in range(len(values)))
    ladder = Ladder("l", words("l"), (Rung("r", words("r"), tuple(tried)),))
    known = dataset(
        facts(units=units, a=values, z=[1.0] * len(values)), [tree("f", {"f": {"a": 1}})], ladder=ladder
    )
    found = standing(known)
    assert (np.isnan(found.readiness) | ((found.readiness >= 0) & (found.readiness <= 1))).all()
    for row in range(len(units)):
        gaps, missing = found.gap_list(row, "r"), found.not_assessable(row, "r")
        met = sum(bool(outcome.met[row]) for outcome in found.gates[0])
        assert met + len(gaps) + len(missing) == len(tried)
        assert all(outcome.distance[row] > 0 for outcome in gaps)
        assert found.ready(row, "r") == (met == len(tried))


def test_a_higher_rung_ready_while_a_lower_is_not_is_told() -> None:
    low, high = (
        Rung("low", words("l"), (Gate("b", at_most=10.0),)),
        Rung("high", words("h"), (Gate("a", 1.0),)),
    )
    found = standing(data(Ladder("l", words("l"), (low, high))))
    told = [notice for notice in found.notices if notice.code == "rung_skipped"]
    assert [notice.ids for notice in told] == [("R1", "high", "low")]
    assert told[0].message == "R1: ready for high, but not for low below it"


# --- status ------------------------------------------------------------------------------------------------------

CLUSTERS = {
    one.id: one
    for one in (
        cluster("c1", "low", "2019", "R1"),
        cluster("c2", "high", "2021-06", "R1", "R2"),
        cluster("c3", "high", "", "R1"),
        cluster("c4", "nation", "2020", "R3"),
        cluster("c5", "", "", "R4"),
    )
}
LISTED = Ladder(
    "l",
    words("l"),
    (LOW, HIGH),
    (
        Listing("c2", words("again"), "high", "1999", ("R4",)),
        Listing("c2", words("before"), "low", "2018", ("R2",)),
        Listing("x1", words("x1"), "high", "2022-11-04", ("R3", "elsewhere")),
        Listing("x2", words("x2"), "high", "2022", ("elsewhere",)),
    ),
)


def test_the_status_of_a_region_is_that_of_the_clusters_it_is_a_member_of() -> None:
    found = standing(data(LISTED, clusters=CLUSTERS))
    assert [status.rung for status in found.status] == ["high", "high", "high", ""]
    assert [status.since for status in found.status] == ["2021-06", "2021-06", "2022-11-04", ""]
    assert [listing.cluster for listing in found.status[0].listings] == ["c1", "c2", "c3"]
    assert [listing.cluster for listing in found.status[0].on_rung] == ["c2", "c3"]
    assert found.tidy.loc[0, "shared"] == 1


def test_the_bundles_own_row_counts_where_both_name_a_cluster_on_a_rung() -> None:
    found = listings_of(data(LISTED, clusters=CLUSTERS), LISTED)
    assert [(one.cluster, one.rung, one.date) for one in found] == [
        ("c2", "low", "2018"),
        ("c1", "low", "2019"),
        ("c2", "high", "2021-06"),
        ("x1", "high", "2022-11-04"),
        ("c3", "high", ""),
    ], "x2 has no member here, nation is no rung"


def test_lists_up_to_a_year_and_then_none_without_a_date() -> None:
    known = data(LISTED, clusters=CLUSTERS)
    assert [status.rung for status in standing(known, 2017).status] == ["", "", "", ""]
    assert [status.rung for status in standing(known, 2020).status] == ["low", "low", "", ""]
    assert [status.rung for status in standing(known, 2021).status] == ["high", "high", "", ""]
    assert all(listing.date for status in standing(known, 2030).status for listing in status.listings)


def test_a_tier_that_is_no_rung_gives_no_status_and_is_told() -> None:
    notices = standing(data(LISTED, clusters=CLUSTERS)).notices
    assert [notice.message for notice in notices if notice.code == "unknown_tier"] == [
        "c4: the tier 'nation' is no rung of l; it gives no status"
    ]


def test_the_status_of_a_cluster_is_its_own() -> None:
    known = data(LISTED, clusters=CLUSTERS, cluster_observations=tidy(facts(units=("c1", "c2"), a=[1, 5])))
    found = standing(known, unit="cluster")
    assert found.units == tuple(CLUSTERS)
    assert [status.rung for status in found.status] == ["low", "high", "high", "", ""]
    assert [rung.id if (rung := found.next_rung(row)) else "" for row in range(5)] == [
        "high",
        "",
        "",
        "low",
        "low",
    ]


def test_status_never_follows_from_data() -> None:
    found = standing()
    assert found.ready(1, "low")
    assert [status.rung for status in found.status] == [""] * 4


def test_yancheng_had_none_in_2022_and_shares_one_since_2024() -> None:
    jiangsu = load_dataset("data/jiangsu")
    scenario = default_scenario(jiangsu)
    row = stand(jiangsu, scenario).units.index("320900")
    assert stand(jiangsu, scenario, 2022).status[row].rung == ""
    now = stand(jiangsu, scenario).status[row]
    assert (now.rung, now.since) == ("nation", "2024")
    assert [(one.cluster, len(one.regions)) for one in now.on_rung] == [("js_photovoltaics", 4)]


def test_without_a_ladder_there_is_nothing_to_stand_on() -> None:
    with pytest.raises(MethodError, match=r"^ladder: found none for 'demo', allowed: a file with the key"):
        standing(data(None))
