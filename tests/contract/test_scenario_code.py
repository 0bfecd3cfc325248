"""The scenario's code (formats.md section 5): it travels in addresses, so whatever comes in must end well."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core import Scenario
from cluster_core.errors import ScenarioError

ids = st.text("ABCxyz0189_.-", min_size=1, max_size=64)
short = st.text("ABCxyz0189_.-", min_size=1, max_size=12)
points = st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any).map(tuple)
powers = st.sampled_from(["power:2", "power:0.5", "power:-1", "power:0", "power:-2.5"])
REFUSED = "~`!@#$%^&*()+={}[]|\\:;\"'<>,?/ \t\né盐"


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    chosen = draw(st.dictionaries(short, points, max_size=4))
    peers = draw(st.lists(short, max_size=6, unique=True))
    return Scenario(
        bundle=draw(ids),
        framework=draw(ids),
        year=draw(st.integers(1, 9999)),
        bundle_version=draw(short),
        framework_version=draw(short),
        rules=draw(st.just("") | short),
        unit=draw(st.sampled_from(["region", "cluster"])),
        max_age=draw(st.integers(0, 100)),
        pool=draw(st.sampled_from(["vintage", "all"])),
        min_coverage=draw(st.floats(0, 1)),
        floor=draw(st.floats(1e-9, 100)),
        normalise=draw(st.sampled_from(["minmax", "zscore", "rank", "percentile", "target"])),
        aggregate=draw(st.sampled_from(["arithmetic", "geometric", "harmonic", "min"]) | powers),
        focus=draw(st.just("") | short),
        peers=tuple(peers),
        weighting="user" if chosen else draw(st.sampled_from(["default", "equal"])),
        points=tuple(sorted(chosen.items())),
    )


@settings(max_examples=200)
@given(scenarios())
def test_decoding_gives_the_scenario_back(scenario: Scenario) -> None:
    code = scenario.encode()
    assert Scenario.decode(code) == scenario
    assert Scenario.decode(code).encode() == code
    assert hash(Scenario.decode(code)) == hash(scenario)
    assert re.fullmatch(r"[A-Za-z0-9_.~-]*", code), "only characters that an address carries unescaped"


@settings(max_examples=300)
@given(st.text(max_size=300))
def test_any_text_is_a_scenario_or_a_scenario_error(text: str) -> None:
    try:
        scenario = Scenario.decode(text)
    except ScenarioError:
        return
    assert scenario.encode() == text


@settings(max_examples=300)
@given(scenarios(), st.data())
def test_a_damaged_code_is_a_scenario_or_a_scenario_error(scenario: Scenario, data: st.DataObject) -> None:
    code = scenario.encode()
    at = data.draw(st.integers(0, len(code)))
    kind = data.draw(st.sampled_from(["cut", "swap", "insert", "token"]))
    piece = data.draw(
        st.sampled_from(
            ["nan", "inf", "-inf", "-1", "1e308", "9" * 30, "", "٣", "1_0", " 1", "+1", "~", "\x00"]
        )
    )
    if kind == "cut":
        code = code[:at]
    elif kind == "swap":
        code = code[:at] + piece + code[at + 1 :]
    elif kind == "insert":
        code = code[:at] + piece + code[at:]
    else:
        tokens = code.split("~")
        tokens[data.draw(st.integers(0, len(tokens) - 1))] = piece
        code = "~".join(tokens)
    try:
        decoded = Scenario.decode(code)
    except ScenarioError:
        return
    assert decoded.encode() == code, "what is accepted is written in its one form"


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "~",
        "1",
        "1~",
        "0" * 200_000,
        "~" * 100_000,
        "nan",
        "1~" + "9~" * 2000,
        "\ud800",
        "1~a~1~b~1~~~٢٠٢٣~~~~~~~~0~~0~z",
    ],
)
def test_garbage_is_refused(garbage: str) -> None:
    with pytest.raises(ScenarioError):
        Scenario.decode(garbage)


def test_a_future_version_is_refused_by_name() -> None:
    code = Scenario("jiangsu", "four_forces", 2023).encode()
    newer = re.sub(r"^\d+", lambda found: str(int(found[0]) + 1), code)
    assert newer != code, "the code starts with its version"
    with pytest.raises(ScenarioError, match=r"(?i)version \d+"):
        Scenario.decode(newer)


def test_four_forces_fit_into_200_characters() -> None:
    scenario = Scenario(
        bundle="jiangsu",
        framework="four_forces",
        year=2023,
        rules="shortcomings_yancheng",
        focus="320900",
        weighting="user",
        points=(("four_forces", (1000, 999, 998, 997)),),
    )
    assert len(scenario.encode()) <= 200


@settings(max_examples=100)
@given(
    st.dictionaries(
        short,
        st.lists(st.floats(0, 1e6), min_size=1, max_size=5).filter(lambda p: max(p) > 1e-3).map(tuple),
        max_size=3,
    )
)
def test_quantised_points_are_integers_up_to_1000(chosen: dict[str, tuple[float, ...]]) -> None:
    scenario = Scenario(
        "b", "f", 2020, weighting="user" if chosen else "default", points=tuple(sorted(chosen.items()))
    )
    quantised = scenario.quantised()
    assert quantised.quantised() == quantised
    assert Scenario.decode(quantised.encode()) == quantised
    for _parent, values in quantised.points:
        assert all(value == int(value) and 0 <= value <= 1000 for value in values)
        assert any(values)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf"), -1, -0.2])
def test_weights_that_are_no_weights_are_refused(bad: float) -> None:
    with pytest.raises(ScenarioError, match=re.escape(str(bad))):
        Scenario("b", "f", 2020, weighting="user", points=(("f", (1, bad)),))


def test_all_zero_weights_are_refused_with_the_way_out() -> None:
    with pytest.raises(ScenarioError, match="zero"):
        Scenario("b", "f", 2020, weighting="user", points=(("f", (0, 0)),))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "galaxy"),
        ("pool", "ocean"),
        ("normalise", "softmax"),
        ("aggregate", "mode"),
        ("aggregate", "power:"),
        ("aggregate", "power:x"),
        ("min_coverage", float("nan")),
        ("min_coverage", 1.5),
        ("floor", 0.0),
        ("floor", float("inf")),
        ("max_age", -1),
        ("bundle", "a b"),
        ("bundle", ""),
        ("framework", "../x"),
        ("focus", "a~b"),
        ("rules", "x" * 65),
    ],
)
def test_a_field_that_no_data_set_could_use_is_refused(field: str, value: object) -> None:
    choices = {"bundle": "b", "framework": "f", "year": 2020} | {field: value}
    with pytest.raises(ScenarioError, match=field if field != "points" else None):
        Scenario(**choices)  # type: ignore[arg-type]


@given(st.sampled_from(REFUSED), ids)
def test_ids_keep_to_their_alphabet(character: str, name: str) -> None:
    with pytest.raises(ScenarioError):
        Scenario(name[:30] + character + name[:30], "f", 2020)
