"""The default scenario, what does not fit a data set, and what is kept of a link made for other data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cluster_core.errors import ScenarioError
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import check_scenario, default_scenario, fit_scenario
from cluster_core.model.framework import Method
from cluster_core.model.rules import RuleSet
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from tests.model.examples import dataset, facts, tree

ONE = tree("one", {"one": {"x": 1, "y": 3}, "x": {"a": 1}, "y": {"b": 1}})
OTHER = tree("other", {"other": {"a": 1}}, method=Method("percentile", "geometric", 0.8))
RULES = {name: RuleSet(name, Text(name, name), (), ()) for name in ("r", "s")}
VALUES = facts(2019, a=[1, 2, 3], b=[1, 2, 3]) | facts(2021, a=[1, 2, 3], b=[1, 2, 3])


def data(**fields: Any) -> Dataset:
    return dataset(VALUES, [ONE, OTHER], rules=RULES, **fields)


def with_clusters(**fields: Any) -> Dataset:
    made = dataset(facts(2018, units=("C1", "C2"), a=[1, 2], b=[3, 4]))
    return replace(data(**fields), clusters=made.regions, cluster_observations=made.observations)


def ignored(scenario: Scenario, known: Dataset) -> tuple[Scenario, dict[str, str]]:
    fitted, notices = fit_scenario(scenario, known)
    assert {notice.code for notice in notices} <= {"ignored"}
    return fitted, {notice.ids[0]: notice.message for notice in notices}


# --- the default -------------------------------------------------------------------------------------------------


def test_the_default_is_the_bundles_and_the_frameworks() -> None:
    known = data(
        default_framework="other", default_year=2019, default_focus="R2", own_rules=("s",), version="4"
    )
    assert default_scenario(known) == Scenario(
        "demo",
        "other",
        2019,
        bundle_version="4",
        rules="s",
        focus="R2",
        normalise="percentile",
        aggregate="geometric",
        min_coverage=0.8,
    )


def test_without_defaults_it_is_the_first_framework_and_the_latest_year() -> None:
    assert default_scenario(data()) == Scenario("demo", "one", 2021)


def test_of_two_own_rule_sets_none_is_chosen_unless_the_bundle_states_one() -> None:
    assert default_scenario(data(own_rules=("r", "s"))).rules == ""
    assert default_scenario(data(own_rules=("r", "s"), default_rules="s")).rules == "s"


def test_choices_win_and_a_framework_brings_its_methods() -> None:
    chosen = default_scenario(data(), framework="other", year=2019, min_coverage=0.1)
    assert (chosen.framework, chosen.year, chosen.min_coverage, chosen.normalise) == (
        "other",
        2019,
        0.1,
        "percentile",
    )


def test_peers_are_put_in_order_once_and_all_is_none() -> None:
    assert default_scenario(data(), peers=("R3", "R1", "R3")).peers == ("R1", "R3")
    assert default_scenario(data(), peers=("R3", "R2", "R1")).peers == ()


def test_clusters_have_their_own_years_and_focus() -> None:
    chosen = default_scenario(with_clusters(default_focus="R2"), unit="cluster")
    assert (chosen.unit, chosen.year, chosen.focus) == ("cluster", 2018, "C1")


def test_without_observations_there_is_still_a_scenario() -> None:
    assert default_scenario(dataset({}, [ONE], groups={"R1": ""})).year == 1


def test_without_a_framework_there_is_none() -> None:
    with pytest.raises(ScenarioError, match="found none in the bundle 'demo'"):
        default_scenario(dataset(VALUES))


# --- what does not fit -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"focus": "R11"}, r"focus: found 'R11', allowed: R1, R2, R3\. Did you mean 'R1'\?"),
        ({"peers": ("R1", "zzz")}, r"peers: found 'zzz', allowed: R1, R2, R3\.$"),
        ({"framework": "on"}, r"framework: found 'on', allowed: one, other\. Did you mean 'one'\?"),
        ({"rules": "q"}, r"rules: found 'q', allowed: r, s\."),
        ({"unit": "cluster"}, r"unit: found 'cluster', allowed: a kind that the bundle 'demo' has"),
        ({"points": (("x", (1.0, 2.0)),), "weighting": "user"}, r"2 weights of 'x', allowed: 1 weights"),
    ],
)
def test_what_the_data_lack_is_refused(choices: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        default_scenario(data(), **choices)


def test_a_scenario_that_fits_passes() -> None:
    check_scenario(Scenario("demo", "one", 2021, focus="R1", peers=("R2",), rules="r"), data())


# --- a link made for other data ----------------------------------------------------------------------------------


def test_what_fits_is_kept_without_a_word() -> None:
    made = default_scenario(
        data(),
        year=2019,
        focus="R3",
        peers=("R1", "R3"),
        rules="r",
        normalise="rank",
        max_age=1,
        pool="all",
        weighting="user",
        points=(("one", (1, 1)),),
    )
    assert ignored(made, data()) == (made, {})


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("year", 2020, "year: found 2020, allowed: 2019, 2021."),
        ("focus", "R9", "focus: found 'R9'"),
        ("peers", ("R1", "R9"), "peers: found 'R9'"),
        ("rules", "q", "rules: found 'q'"),
        ("framework", "gone", "framework: found 'gone'"),
    ],
)
def test_one_thing_that_is_gone_falls_back_and_the_rest_stays(field: str, value: Any, said: str) -> None:
    made = replace(default_scenario(data(), focus="R2", normalise="rank", max_age=1), **{field: value})
    fitted, told = ignored(made, data())
    assert list(told) == [field]
    assert told[field].startswith(said)
    assert fitted == replace(made, **{field: getattr(default_scenario(data()), field)})


def test_weights_made_for_another_version_of_the_framework_are_dropped() -> None:
    made = default_scenario(data(), weighting="user", points=(("one", (1, 1)),))
    newer = replace(data(), frameworks={"one": replace(ONE, version="2")})
    fitted, told = ignored(made, newer)
    assert (fitted.weighting, fitted.points, fitted.framework_version) == ("default", (), "2")
    assert list(told) == ["points"]
    assert "made for one version 1, now one version 2" in told["points"]


def test_weights_that_no_longer_fit_are_dropped() -> None:
    made = Scenario("demo", "one", 2021, weighting="user", points=(("one", (1, 1, 1)),))
    fitted, told = ignored(made, data())
    assert fitted.points == ()
    assert "3 weights of 'one'" in told["points"]


def test_weights_of_a_framework_that_is_gone_are_dropped_with_it() -> None:
    made = Scenario("demo", "gone", 2021, weighting="user", points=(("gone", (1, 1)),))
    fitted, told = ignored(made, data())
    assert set(told) == {"framework", "points"}
    assert (fitted.framework, fitted.points) == ("one", ())


def test_equal_weights_need_no_version() -> None:
    newer = replace(data(), frameworks={"one": replace(ONE, version="2")})
    fitted, told = ignored(Scenario("demo", "one", 2021, weighting="equal"), newer)
    assert (fitted.weighting, told) == ("equal", {})


def test_a_newer_version_of_the_data_is_told() -> None:
    fitted, told = ignored(Scenario("demo", "one", 2021), data(version="2"))
    assert list(told) == ["bundle_version"]
    assert "made with version 1, the data are now version 2" in told["bundle_version"]
    assert fitted.bundle_version == "2"


def test_a_kind_of_unit_that_is_gone_falls_back_with_what_hung_on_it() -> None:
    made = Scenario("demo", "one", 2019, unit="cluster", focus="C1", peers=("C2",))
    fitted, told = ignored(made, data())
    assert set(told) == {"unit", "focus", "peers"}
    assert fitted == Scenario("demo", "one", 2019)


def test_clusters_are_fitted_to_clusters() -> None:
    made = Scenario("demo", "one", 2018, unit="cluster", focus="C2", peers=("C2",))
    assert ignored(made, with_clusters()) == (made, {})


def test_the_years_of_clusters_are_named_where_a_year_of_theirs_is_gone() -> None:
    _, told = ignored(Scenario("demo", "one", 2021, unit="cluster", focus="C1"), with_clusters())
    assert told["year"] == "year: found 2021, allowed: 2018."


def test_another_bundle_is_named_by_the_fitted_scenario() -> None:
    fitted, _ = ignored(Scenario("elsewhere", "one", 2021), data())
    assert fitted.bundle == "demo"


def test_peers_are_put_in_the_bundles_order() -> None:
    fitted, told = ignored(Scenario("demo", "one", 2021, peers=("R3", "R1")), data())
    assert (fitted.peers, told) == (("R1", "R3"), {})
