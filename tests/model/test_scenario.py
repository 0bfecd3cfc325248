"""A scenario: what it refuses, its points, and its code."""

from __future__ import annotations

import math
import re
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import ScenarioError
from cluster_core.model.scenario import CODE_MAX, ID, Scenario, check_aggregation, check_points

PLAIN = Scenario("b", "f", 2023)
RICH = Scenario(
    "b.2",
    "f-1",
    2020,
    bundle_version="3",
    framework_version="1.1",
    rules="r",
    unit="cluster",
    max_age=0,
    pool="all",
    min_coverage=0.75,
    floor=0.5,
    normalise="target",
    aggregate="power:-1.5",
    focus="NA",
    peers=("007", "NA"),
    weighting="game:entropy+critic",
    impute="linear",
    treat="winsorise",
    share_low=0.1,
    share_high=0.5,
    points=(("f-1", (1000, 0, 250)), ("one", (1, 2))),
)
ids = st.from_regex(ID, fullmatch=True)


# --- what no data set could use ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bundle", ""),
        ("framework", "a b"),
        ("framework", "x" * 65),
        ("bundle_version", "1~2"),
        ("rules", "no/path"),
        ("focus", "盐城"),
        ("peers", ("R1", "")),
        ("unit", "county"),
        ("pool", "Vintage"),
        ("normalise", "log"),
        ("weighting", "entropi"),
        ("weighting", "game:entropy"),
        ("weighting", "game:entropy+entropy"),
        ("weighting", "linear:entropy+user"),
        ("weighting", "mean:entropy+critic"),
        ("impute", "zero"),
        ("treat", "clip"),
        ("share_low", 1.5),
        ("share_high", -0.1),
        ("aggregate", "mean"),
        ("year", 0),
        ("year", 10000),
        ("max_age", -1),
        ("max_age", 101),
        ("min_coverage", -0.1),
        ("min_coverage", 1.1),
        ("min_coverage", math.nan),
        ("floor", 0.0),
        ("floor", math.inf),
        ("points", (("f", (1.0, -1.0)),)),
        ("points", (("f", (1.0, math.nan)),)),
        ("points", (("f", (0.0, 0.0)),)),
        ("points", (("f", ()),)),
        ("points", (("no such", (1.0,)),)),
    ],
)
def test_a_value_that_no_data_set_could_use_is_refused(field: str, value: object) -> None:
    with pytest.raises(ScenarioError, match="found"):
        replace(PLAIN, **{field: value})


@pytest.mark.parametrize("field", ["year", "max_age"])
def test_a_whole_number_too_large_for_a_float_is_refused(field: str) -> None:
    with pytest.raises(ScenarioError, match=field):
        replace(PLAIN, **{field: 10**400})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", 1),
        ("year", 9999),
        ("max_age", 0),
        ("max_age", 100),
        ("min_coverage", 0.0),
        ("min_coverage", 1.0),
    ],
)
def test_limits_are_allowed(field: str, value: float) -> None:
    assert getattr(replace(PLAIN, **{field: value}), field) == value


def test_a_refusal_names_the_field_what_was_found_and_the_nearest_choice() -> None:
    with pytest.raises(ScenarioError) as refused:
        replace(PLAIN, normalise="minmx")
    assert str(refused.value) == (
        "normalise: found 'minmx', allowed: minmax, zscore, rank, percentile, target, best. Did you mean 'minmax'?"
    )


@pytest.mark.parametrize(
    "name", ["arithmetic", "geometric", "harmonic", "min", "power:2", "power:-0.5", "power:0"]
)
def test_aggregations(name: str) -> None:
    check_aggregation(name)


@pytest.mark.parametrize(
    "name",
    ["", "power", "power:", "power:P", "power:1e3", "power:+1", "power:1000", "power:nan", "Min", "power:2 "],
)
def test_other_aggregations_are_refused(name: str) -> None:
    with pytest.raises(ScenarioError, match=re.escape(f"found '{name}'")):
        check_aggregation(name)


@pytest.mark.parametrize("points", [(0.0, 0.0), (), (-1.0,), (math.inf,), (1.0, math.nan)])
def test_points_are_finite_not_negative_and_not_all_zero(points: tuple[float, ...]) -> None:
    with pytest.raises(ScenarioError, match="weights of 'f'"):
        check_points("f", points)
    check_points("f", (0.0, 1e-9))


def test_a_scenario_is_frozen_and_hashable() -> None:
    assert len({PLAIN, Scenario("b", "f", 2023), RICH}) == 2
    with pytest.raises(FrozenInstanceError):
        PLAIN.year = 2024  # type: ignore[misc]


# --- points ------------------------------------------------------------------------------------------------------


def test_points_of_one_parent_are_set_replaced_and_dropped() -> None:
    one = PLAIN.with_points("one", (1.0, 2.0))
    assert (one.weighting, one.points) == ("user", (("one", (1.0, 2.0)),))
    two = one.with_points("f", (3.0,)).with_points("one", (5.0, 5.0))
    assert two.points == (("f", (3.0,)), ("one", (5.0, 5.0)))
    assert two.with_points("one", None).points == (("f", (3.0,)),)
    assert two.with_points("one", None).with_points("f", None) == PLAIN
    assert PLAIN.with_points("one", None) == PLAIN


def test_the_order_in_which_parents_were_weighted_does_not_matter() -> None:
    first = PLAIN.with_points("one", (1.0,)).with_points("two", (2.0,))
    assert first == PLAIN.with_points("two", (2.0,)).with_points("one", (1.0,))


def test_the_first_stage_does_not_depend_on_weights() -> None:
    other = replace(RICH, points=(), weighting="equal", aggregate="min", min_coverage=0.1, floor=1.0)
    assert other.without_weights() == RICH.without_weights()
    assert RICH.without_weights() == replace(
        RICH,
        points=(),
        weighting="default",
        aggregate="arithmetic",
        min_coverage=0.5,
        floor=0.01,
        share_low=0.0,
        share_high=1.0,
    )


@pytest.mark.parametrize(
    ("points", "quantised"),
    [
        ((1000, 0, 250), (1000, 0, 250)),
        ((90.0, 40.0), (90, 40)),  # integers up to 1000 stay
        ((0.5, 0.25), (1000, 500)),
        ((1001, 0), (1000, 0)),
        ((2000, 1000, 1), (1000, 500, 0)),  # 0.5 thousandths are rounded to the even 0
        ((1 / 3, 2 / 3), (500, 1000)),
        ((1e-9, 1e300), (0, 1000)),
    ],
)
def test_quantised_points(points: tuple[float, ...], quantised: tuple[int, ...]) -> None:
    assert replace(PLAIN, points=(("f", points),), weighting="user").quantised().points == (("f", quantised),)


@settings(max_examples=60)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=6).filter(any))
def test_quantising_twice_is_quantising_once_and_moves_no_share_far(points: list[float]) -> None:
    once = replace(PLAIN, points=(("f", tuple(points)),), weighting="user").quantised()
    assert once.quantised() == once
    found = once.points[0][1]
    assert all(isinstance(point, int) and 0 <= point <= 1000 for point in found)
    for point, given_point in zip(found, points, strict=True):
        assert point / max(found) == pytest.approx(given_point / max(points), abs=0.000501)


# --- the code ----------------------------------------------------------------------------------------------------


def test_the_code_of_a_plain_scenario_is_short_and_says_nothing_of_defaults() -> None:
    assert PLAIN.encode() == "2~b~1~f~1~~~2023~~~~~~~~~~~~0~~0~z"


def test_the_code_of_a_rich_scenario_holds_every_choice() -> None:
    assert RICH.encode() == (
        "2~b.2~3~f-1~1.1~r~cluster~2020~0~all~0.75~0.5~target~power_-1.5~NA~linear~winsorise~0.1~0.5~2~007~NA~"
        "game_entropy.critic~2~f-1~3~1000~0~250~one~2~1~2~z"
    )
    assert Scenario.decode(RICH.encode()) == RICH


def test_a_code_of_format_1_opens_and_is_written_in_the_current_format() -> None:
    old = "1~b~1~f~1~~~2023~~~~~~~R1~2~R1~R2~user~1~f~2~3~1~z"
    opened = Scenario.decode(old)
    assert (opened.focus, opened.peers, opened.points) == ("R1", ("R1", "R2"), (("f", (3, 1)),))
    assert (opened.impute, opened.treat, opened.share_low, opened.share_high) == ("none", "none", 0.0, 1.0)
    assert opened.encode() == "2~b~1~f~1~~~2023~~~~~~~R1~~~~~2~R1~R2~user~1~f~2~3~1~z"


@pytest.mark.parametrize(
    "weighting", ["entropy", "critic", "pca", "bod", "linear:equal+entropy", "game:entropy+critic"]
)
def test_a_weight_set_travels_in_the_code_and_keeps_its_place_below_the_users_points(weighting: str) -> None:
    scenario = replace(PLAIN, weighting=weighting)
    assert scenario.objective
    assert Scenario.decode(scenario.encode()) == scenario
    own = scenario.with_points("f", (1, 2))
    assert own.weighting == weighting
    assert own.with_points("f", None) == scenario


@settings(max_examples=60)
@given(
    st.builds(
        Scenario,
        bundle=ids,
        framework=ids,
        year=st.integers(1, 9999),
        rules=st.just("") | ids,
        max_age=st.integers(0, 100),
        pool=st.sampled_from(["vintage", "all"]),
        impute=st.sampled_from(["none", "peer_median", "linear"]),
        share_high=st.floats(0.2, 1),
        weighting=st.sampled_from(["default", "user", "bod", "multiplicative:equal+critic+pca"]),
        min_coverage=st.floats(0, 1),
        floor=st.floats(1e-9, 100),
        aggregate=st.sampled_from(["arithmetic", "min", "power:2", "power:-0.25"]),
        peers=st.lists(ids, max_size=4).map(tuple),
        points=st.dictionaries(
            ids, st.lists(st.integers(0, 1000), min_size=1, max_size=4).filter(any).map(tuple), max_size=3
        ).map(lambda named: tuple(named.items())),
    )
)
def test_decoding_turns_encoding_round(scenario: Scenario) -> None:
    code = scenario.encode()
    assert Scenario.decode(code) == scenario
    assert Scenario.decode(code).encode() == code
    assert re.fullmatch(r"[A-Za-z0-9_.~+-]*", code)


@pytest.mark.parametrize("field", ["min_coverage", "floor"])
def test_a_whole_number_where_a_fraction_may_stand_comes_back_too(field: str) -> None:
    whole = replace(PLAIN, **{field: 1})
    assert Scenario.decode(whole.encode()) == whole


def test_points_with_fractions_have_no_code() -> None:
    weighted = PLAIN.with_points("f", (0.5, 1.0))
    with pytest.raises(ScenarioError, match="Quantise first"):
        weighted.encode()
    assert Scenario.decode(weighted.quantised().encode()) == weighted.quantised()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("", "no known version"),
        ("hello", "no known version"),
        ("3~b~1~f~1", "version 3, allowed: versions 1 to 2"),
        ("0123456789~b", "no known version"),
        ("1", "damaged or incomplete"),
        ("1~b~1~f~1~~~2023~~~~~~~~0~~0", "damaged or incomplete"),  # the end is missing
        ("1~b~1~f~1~~~2023~~~~~~~~0~~0~z~z", "damaged or incomplete"),
        ("1~b~1~f~1~~~year~~~~~~~~0~~0~z", "damaged or incomplete"),
        ("1~b~1~f~1~~~2023~~~~~~~~-1~~0~z", "damaged or incomplete"),
        ("1~b~1~f~1~~~2023~~~~~~~~9999~~0~z", "damaged or incomplete"),
        ("1~b~1~f~1~~~" + "9" * 400 + "~~~~~~~~0~~0~z", "year: found 999"),
        ("1~~1~f~1~~~2023~~~~~~~~0~~0~z", "bundle: found ''"),
        ("1~b~1~f~1~~~2023~~~nan~~~~~0~~0~z", "min_coverage"),
        ("1~b~1~f~1~~~2023~~~1e308~~~~~0~~0~z", "min_coverage"),
        ("1~b~1~f~1~~~2023~3~~~~~~~0~~0~z", "canonical"),  # a default that is written out
        ("1~b~1~f~1~~~02023~~~~~~~~0~~0~z", "canonical"),
        ("1~b~1~f~1~~~٢٠٢٣~~~~~~~~0~~0~z", "canonical"),
        ("1~b~1~f~1~~~2023~~~~~~~~0~~1~f~2~1.5~1~z", "Quantise first"),
        ("1~b~1~f~1~~~2023~~~~~~~~0~~1~f~2~0~0~z", "all zero"),
        ("1~b~1~f~1~~~2023~~~~~~~~0~~1~f~2~inf~0~z", "finite"),
    ],
)
def test_other_codes_are_refused_and_say_why(code: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        Scenario.decode(code)


def test_a_code_is_bounded_before_it_is_read() -> None:
    with pytest.raises(ScenarioError, match=rf"found {CODE_MAX + 1} characters"):
        Scenario.decode("1" * (CODE_MAX + 1))
