"""What is said of scenarios side by side is re-derived from their assessments."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from ui import certainty, data, scenario_comparison_words, sentences
from ui.scenario_columns import LETTERS, Column
from ui.scenario_comparison_figures import ranks_of
from ui.scenario_comparison_words import (
    bumps_takeaway,
    differences,
    drivers_takeaway,
    gone,
    headline,
    movers,
    refusal,
    same_framework,
    shares,
    weights_takeaway,
    why_weights,
)

POINTS = st.tuples(*[st.integers(0, 9)] * 4).filter(any)


def columns(*scenarios: Scenario) -> tuple[Column, ...]:
    return tuple(
        Column(letter, letter, f"Plan {letter}", data.assessment(one))
        for letter, one in zip(LETTERS, scenarios, strict=False)
    )


@pytest.fixture
def pair(scenario: Scenario) -> tuple[Column, ...]:
    return columns(scenario, scenario.with_points("four_forces", (80, 40, 40, 40)))


@given(POINTS, POINTS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_headline_holds_whatever_the_weights(english: None, scenario: Scenario, one, other) -> None:
    both = columns(*(scenario.with_points("four_forces", points) for points in (one, other)))
    ranks = ranks_of(both)
    said = headline(both, ranks)
    before, after = (int(column.assessment.ranks.loc["320900", "four_forces"]) for column in both)
    moved = int((both[0].assessment.ranks["four_forces"] != both[1].assessment.ranks["four_forces"]).sum())
    assert len(movers(ranks)) == moved
    if not moved:
        assert "no region changes place" in said
        return
    assert re.search(rf"; {moved} regions? move", said)
    if before == after:
        assert f"Yancheng stays {sentences.ordinal(before)}" in said
    else:
        verb = "rises" if after < before else "falls"
        assert f"{verb} from {sentences.ordinal(before)} to {sentences.ordinal(after)}" in said


@given(POINTS, POINTS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_takeaways_hold_whatever_the_weights(english: None, scenario: Scenario, one, other) -> None:
    both = columns(*(scenario.with_points("four_forces", points) for points in (one, other)))
    gaps = {
        child: 100 * (share - shares(both[0].assessment)[child])
        for child, share in shares(both[1].assessment).items()
    }
    widest = max(abs(gap) for gap in gaps.values())
    said = weights_takeaway(both)
    if widest < 0.05:
        assert said == "The weights are the same under all scenarios"
    else:
        points = float(re.findall(r"([\d.]+) points (?:more|less)", said)[0])
        assert points == pytest.approx(widest, abs=0.051)
    ranks = ranks_of(both)
    if moved := movers(ranks):
        spans = {unit: abs(ranks[0][unit] - ranks[1][unit]) for unit in moved}
        assert spans[moved[0]] == max(spans.values())
        assert sentences.region(both[0].assessment, moved[0]) in bumps_takeaway(both, ranks)


def test_more_than_two_give_the_best_and_the_worst_place(english: None, scenario: Scenario) -> None:
    points = [(1, 1, 1, 1), (80, 40, 40, 40), (40, 80, 40, 40)]
    three = columns(*(scenario.with_points("four_forces", one) for one in points))
    places = [int(column.assessment.ranks.loc["320900", "four_forces"]) for column in three]
    said = headline(three, ranks_of(three))
    best, worst = (sentences.ordinal(end(places)) for end in (min, max))
    assert best != worst
    assert f"Yancheng is {best} at best and {worst} at worst" in said
    suzhou = replace(scenario, focus="320500")
    leader = columns(*(suzhou.with_points("four_forces", one) for one in (*points[:2], (40, 40, 80, 40))))
    assert "Under all 3 scenarios Suzhou is 1st" in headline(leader, ranks_of(leader))


def test_only_weights_differing_is_nothing_else(language, pair) -> None:
    assert differences(pair) == []
    assert refusal(pair) == ""
    assert gone(pair) == []


OTHER = {
    "year": ({"year": 2021}, "Year: A 2023 and B 2021."),
    "peers": ({"peers": ("320900", "320500", "320100")}, "among the 3 regions in all of them"),
    "normalise": ({"normalise": "percentile"}, "Scale of the indicators: A "),
    "aggregate": ({"aggregate": "geometric"}, "How scores are combined: A "),
    "floor": ({"floor": 1.0}, "The floor of scores"),
}


@pytest.mark.parametrize(("change", "told"), OTHER.values(), ids=OTHER)
def test_everything_else_that_differs_is_told(
    english: None, scenario: Scenario, change: dict[str, object], told: str
) -> None:
    said = differences(columns(scenario, replace(scenario, **change)))  # type: ignore[arg-type]
    assert len(said) == 1
    assert told in said[0]


def test_apples_and_oranges_are_refused(language, scenario: Scenario) -> None:
    practice = data.dataset("practice")
    from cluster_core.model.fit import default_scenario

    other = default_scenario(practice)
    clusters = replace(other, unit="cluster", focus="c03", peers=())
    nobody = replace(scenario, year=2018)
    for wrong in ((scenario, other), (other, clusters), (scenario, nobody)):
        assert refusal(columns(*wrong))


def test_another_framework_leaves_ranks_alone(english: None, pair) -> None:
    other = replace(pair[1].assessment, framework=replace(pair[1].assessment.framework, version="2"))
    mixed = (pair[0], replace(pair[1], assessment=other))
    assert same_framework(pair)
    assert not same_framework(mixed)
    assert differences(mixed)[0].startswith("Framework: A ")


def test_what_is_gone_is_said_in_words(english: None, pair) -> None:
    old = replace(pair[1], notices=(Notice("ignored", ("year",), "x"), Notice("ignored", ("focus",), "y")))
    (said,) = gone([pair[0], old])
    assert said.startswith("B Plan B: ")
    assert "its year has no data" in said
    assert "its focus region is gone" in said


def test_weights_below_the_dimensions_are_noticed(english: None, scenario: Scenario) -> None:
    node = data.assessment(scenario).framework.by_id["innovation"]
    points = tuple(range(1, len(node.children) + 1))
    assert weights_takeaway(columns(scenario, scenario.with_points("innovation", points))) == (
        "Dimensions weigh the same; weights below them differ"
    )


def test_what_drives_a_score_names_the_most_and_the_least(english: None, pair) -> None:
    first, other = pair
    totals = [float(one.assessment.scores.loc["320900", "four_forces"]) for one in pair]
    parts = {"innovation": 2.7, "resilience": -0.6, "brand": -0.7, "support": -0.9}
    said = drivers_takeaway(first, other, "320900", parts)
    assert f"from {totals[0]:.1f} to {totals[1]:.1f}" in said
    assert said.endswith("Innovation contributes 2.7 more and Support contributes 0.9 less")
    alone = drivers_takeaway(first, other, "320900", {"innovation": 2.7, "brand": 0.4})
    assert "Innovation contributes 2.7 more" in alone
    assert "Brand" not in alone
    assert "no dimension" in drivers_takeaway(
        first, other, "320900", {"innovation": 0.01, "brand": float("nan")}
    )


def test_why_is_two_weights_and_the_score(english: None, pair) -> None:
    score = pair[0].assessment.scores.loc["320900", "innovation"]
    said = why_weights(*pair, "320900", "innovation")
    assert said == f"Innovation weighs 40.0% instead of 25.0%, and Yancheng scores {score:.1f} in it."


def test_a_difference_has_its_sign(english: None) -> None:
    points = scenario_comparison_words.points
    assert [points(gap) for gap in (1.26, -1.26, 0.01, -0.01)] == ["+1.3", "−1.3", "0.0", "0.0"]


def test_how_sure_each_rank_is(english: None, pair, scenario: Scenario) -> None:
    ranks = ranks_of(pair)
    known = certainty.standings(pair[0].assessment)["320900"]
    said = scenario_comparison_words.sure(pair, ranks)
    # The root's own weights do not matter to certainty: both have the same range.
    assert f"Yancheng ranks {certainty.range_text(known)} in either case" in said
    other = columns(scenario, replace(scenario, normalise="rank", aggregate="geometric"))
    each = [certainty.range_text(certainty.standings(one.assessment)["320900"]) for one in other]
    assert len(set(each)) == 2
    assert all(
        f"{one.letter} {known}" in scenario_comparison_words.sure(other, ranks_of(other))
        for one, known in zip(other, each, strict=True)
    )
    fewer = columns(scenario, replace(scenario, peers=("320100", "320200", "320300")))
    assert scenario_comparison_words.ranges(fewer[0], ranks_of(fewer)) == {}
    assert scenario_comparison_words.sure(fewer, ranks_of(fewer)) == ""
