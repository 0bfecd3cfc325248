"""Types by the published decision table, margins that really flip, and draws that repeat."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cluster_core.assess.typology import becomes, changes, classify, types_of
from cluster_core.errors import MethodError
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.fit import default_scenario
from cluster_core.model.framework import Child
from cluster_core.model.stages import Array
from cluster_core.model.text import Text
from cluster_core.model.typology import Classification, ClusterType, Criterion, Draws, TypeRule, Typology
from tests.model.examples import NAN, dataset, facts, indicator, tidy, tree

CODES = {"leading": 3, "breakthrough": 2, "catching_up": 1, "unclassified": 0}
# The decision table that the domain paper gives for the 75/60 rule.
ORACLE = [
    ([80, 78, 76, 60], "leading"),
    ([80, 78, 76, 59.9], "breakthrough"),
    ([90, 90, 74.9, 90], "leading"),
    ([75, 75, 74.9, 74.9], "breakthrough"),
    ([60, 60, 10, 10], "breakthrough"),
    ([60, 59.9, 59.9, 59.9], "catching_up"),
    ([NAN, 80, 80, 80], "leading"),
    ([NAN, NAN, 80, 80], "unclassified"),
]

a_score = st.one_of(
    st.sampled_from([0.0, 59.9, 60.0, 74.9, 75.0, 100.0, NAN]), st.floats(0, 100, allow_nan=False)
)
tables = arrays(np.float64, st.tuples(st.integers(1, 5), st.just(4)), elements=a_score)
levels = st.integers(0, 100).map(float)
rules = st.builds(
    lambda low, high, least, counts, criteria: TypeRule(
        max(low, high), min(low, high), counts[0], counts[1], least, criteria
    ),
    levels,
    levels,
    levels,
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.integers(1, 4),
)


@pytest.mark.parametrize(("scores", "kind"), ORACLE)
def test_the_decision_table(scores: list[float], kind: str) -> None:
    assert int(types_of(np.array(scores), TypeRule())) == CODES[kind]


def test_a_score_a_rounding_error_below_a_threshold_reaches_it() -> None:
    assert int(types_of(np.array([0.1 + 0.2, 0.3, 0.0, 0.0]) * 200, TypeRule())) == 2
    assert int(types_of(np.array([60 - 1e-12, 60, 0, 0]), TypeRule())) == 2


@given(tables, rules, st.integers(0, 3), st.floats(0, 100))
def test_raising_a_criterion_never_lowers_the_type(
    scores: Array, rule: TypeRule, column: int, rise: float
) -> None:
    raised = scores.copy()
    raised[:, column] = np.minimum(100, raised[:, column] + rise)
    assert (types_of(raised, rule) >= types_of(scores, rule)).all()


@given(tables, rules)
def test_the_margin_flips_the_type_and_a_little_less_does_not(scores: Array, rule: TypeRule) -> None:
    now = types_of(scores, rule)
    rise, fall = changes(scores, rule)
    for row, column in np.ndindex(*scores.shape):
        moved = scores[row].copy()
        up, down = rise[row, column], fall[row, column]
        if not np.isnan(up):
            moved[column] = scores[row, column] + up
            assert types_of(moved, rule) > now[row]
            moved[column] = scores[row, column] + up - 1e-6
            assert types_of(moved, rule) <= now[row]
        if not np.isnan(down):
            moved[column] = scores[row, column] - down - 1e-6
            assert types_of(moved, rule) < now[row]
            moved[column] = scores[row, column] - down
            assert types_of(moved, rule) >= now[row]


@given(tables, rules)
def test_without_a_margin_no_value_of_that_criterion_changes_the_type(scores: Array, rule: TypeRule) -> None:
    now = types_of(scores, rule)
    rise, fall = changes(scores, rule)
    for row, column in np.ndindex(*scores.shape):
        if np.isnan(scores[row, column]):
            assert np.isnan([rise[row, column], fall[row, column]]).all()
            continue
        for missing, end in ((rise, 100.0), (fall, 0.0)):
            moved = scores[row].copy()
            moved[column] = end
            if np.isnan(missing[row, column]):
                assert types_of(moved, rule) == now[row]


def test_margins_by_hand() -> None:
    # Breakthrough with 78 76 70 65: a third score of 75 would lead; no single fall leaves fewer than two at 60.
    rise, fall = changes(np.array([[78.0, 76.0, 70.0, 65.0], [80.0, 78.0, 76.0, 62.0]]), TypeRule())
    np.testing.assert_array_equal(rise, [[NAN, NAN, 5, 10], [NAN] * 4])
    # Leading with 80 78 76 62: each may fall to its threshold, the fourth to 60.
    np.testing.assert_array_equal(fall, [[NAN] * 4, [5, 3, 1, 2]])


def outcome_of(scores: Array, rule: TypeRule) -> Classification:
    """Return a classification of these scores by four criteria, without draws."""
    criteria = tuple(criterion(str(column), x=1) for column in range(scores.shape[1]))
    typology = Typology("t", Text("t", "t"), criteria, KINDS)
    given, nothing = ~np.isnan(scores), np.full(scores.shape, NAN)
    types = tuple(typology.codes[code] for code in types_of(scores, rule))
    units = tuple(f"u{row}" for row in range(len(scores)))
    return Classification(
        typology, rule, units, scores, nothing, given, types, *changes(scores, rule), nothing[:, 0]
    )


@given(tables, rules)
def test_a_margin_leads_to_another_type_in_its_own_direction(scores: Array, rule: TypeRule) -> None:
    outcome = outcome_of(scores, rule)
    for row, kind in enumerate(outcome.types):
        criterion_id, _, way = outcome.margins[row]
        after = becomes(outcome, row)
        assert (after == "") == (criterion_id == "")
        if after:
            assert (CODES[after] > CODES[kind]) == (way == "up")
            assert after != kind


def test_the_type_that_a_margin_leads_to_by_hand() -> None:
    scores = np.array([[78.0, 76.0, 70.0, 65.0], [80.0, 78.0, 76.0, 62.0], [10.0, 10.0, 10.0, 10.0]])
    outcome = outcome_of(scores, TypeRule())
    assert [becomes(outcome, row) for row in range(3)] == ["leading", "breakthrough", ""]


# --- from indicators to criteria ---------------------------------------------------------------------------------

RATING = indicator("er", kind="expert", goalpost_low=0.0, goalpost_high=100.0)
KINDS = tuple(ClusterType(name, Text(name, name)) for name in ("leading", "breakthrough", "catching_up"))


def criterion(name: str, **weights: float) -> Criterion:
    return Criterion(
        name, Text(name, name), tuple(Child(i, w, is_indicator=True) for i, w in weights.items())
    )


TYPOLOGY = Typology(
    "t",
    Text("t", "t"),
    (
        criterion("one", er=2, x=1, gone=1),
        criterion("two", x=1),
        criterion("three", y=1),
        criterion("four", y=3, x=1),
    ),
    KINDS,
    draws=Draws(200, 7),
)
VALUES = facts(er=[80, 40, NAN], x=[0, 5, 10], y=[10, 10, 20])


def data(**fields: Any) -> Dataset:
    framework = tree("f", {"f": {"x": 1}})
    return dataset(VALUES, [framework], [RATING], typology=TYPOLOGY, **fields)


def classified(rule: TypeRule | None = None, known: Dataset | None = None, **options: Any) -> Classification:
    known = known or data()
    return classify(known, default_scenario(known, year=2020), rule, **options)


def test_a_criterion_is_the_weighted_mean_of_the_goodness_present() -> None:
    found = classified()
    # one: er has 2/4 of the weight, x 1/4, an unknown indicator 1/4; goodness of x is 0, 0.5, 1.
    np.testing.assert_allclose(found.scores[:, 0], [100 * 2 * 0.8 / 3, 100 * (2 * 0.4 + 0.5) / 3, NAN])
    np.testing.assert_allclose(found.coverage[:, 0], [0.75, 0.75, 0.25])
    np.testing.assert_allclose(found.scores[:, 1], [0, 50, 100])
    np.testing.assert_allclose(found.scores[:, 3], [0, 12.5, 100])
    assert found.types[2] == "leading", "three criteria are scored and all reach the top"
    assert found.types[:2] == ("catching_up", "catching_up")


def test_less_weight_with_data_than_asked_for_is_no_score() -> None:
    assert np.isnan(classified(TypeRule(min_coverage=0.8)).scores[:, 0]).all()
    assert not np.isnan(classified(TypeRule(min_coverage=0.25)).scores[:, 0]).any()


def test_a_constant_indicator_and_a_data_set_without_any_leave_all_unclassified() -> None:
    flat = dataset(
        facts(er=[NAN, NAN, NAN], x=[3, 3, 3], y=[NAN, NAN, NAN]),
        [tree("f", {"f": {"x": 1}})],
        [RATING],
        typology=TYPOLOGY,
    )
    found = classified(known=flat)
    assert set(found.types) == {"unclassified"}
    assert np.isnan(found.kept).all()
    assert np.isnan(found.rise).all()
    assert found.margins[0][0] == found.binding[0][0] == ""
    assert found.tidy["criteria"].tolist() == [0, 0, 0]


def test_the_scenarios_framework_and_weights_do_not_matter_but_its_peers_do() -> None:
    known = data()
    scenario = default_scenario(known, year=2020)
    other = replace(scenario, normalise="rank", aggregate="geometric")
    np.testing.assert_array_equal(classify(known, other).scores, classified().scores)
    fewer = classify(known, replace(scenario, peers=("R1", "R2")))
    assert fewer.units == ("R1", "R2")
    np.testing.assert_allclose(fewer.scores[:, 1], [0, 100])


def test_clusters_are_classified_like_regions() -> None:
    clusters = {name: Unit(name, Text(name, name)) for name in ("R1", "R2", "R3")}
    known = data(clusters=clusters, cluster_observations=tidy(VALUES))
    found = classify(known, default_scenario(known, year=2020, unit="cluster"))
    np.testing.assert_array_equal(found.scores, classified().scores)


def test_a_rating_takes_the_place_of_a_score_and_is_marked() -> None:
    found = classified(ratings={"R1": {"one": 90, "two": 61.5}})
    assert found.scores[0].tolist()[:2] == [90, 61.5]
    assert found.types[0] == "breakthrough"
    assert found.overridden.tolist() == [[True, True, False, False], [False] * 4, [False] * 4]
    assert found.tidy["overridden"].tolist() == ["one;two", "", ""]
    np.testing.assert_array_equal(found.scores[1:], classified().scores[1:])


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ({"R9": {"one": 5}}, "rating: found the region 'R9', allowed: R1, R2, R3."),
        (
            {"R1": {"thre": 5}},
            "rating: found the criterion 'thre', allowed: one, two, three, four. Did you mean 'three'?",
        ),
        ({"R1": {"one": 101}}, "rating of R1, one: found 101, allowed: 0 to 100."),
        ({"R1": {"one": NAN}}, "rating of R1, one: found nan, allowed: 0 to 100."),
    ],
)
def test_a_rating_that_cannot_be_used(ratings: dict[str, dict[str, float]], said: str) -> None:
    with pytest.raises(MethodError) as refused:
        classified(ratings=ratings)
    assert str(refused.value).startswith(said)


def test_without_a_typology_there_is_nothing_to_classify_by() -> None:
    known = dataset(VALUES, [tree("f", {"f": {"x": 1}})])
    with pytest.raises(MethodError, match=r"^typology: found none for 'demo', allowed: a file with the key"):
        classify(known, default_scenario(known, year=2020))


# --- how firm a type is ------------------------------------------------------------------------------------------


def test_two_runs_are_equal_to_the_last_bit_and_another_seed_is_not() -> None:
    rule = TypeRule(t_high=70, t_mid=45)
    first, again = (classified(rule).kept.tobytes() for _ in range(2))
    assert first == again
    others = [classified(rule, draws=Draws(200, seed)).kept.tobytes() for seed in range(8, 12)]
    assert any(other != first for other in others)


def test_far_from_every_threshold_all_draws_keep_the_type() -> None:
    found = classified(TypeRule(t_high=99, t_mid=99, least=99))
    assert found.types[0] == "catching_up"
    assert found.kept[0] == 1


def test_a_rating_on_the_threshold_is_kept_by_half_of_the_draws() -> None:
    # Three criteria of 100 and one rating of exactly 60 = `least`: a shift uniform on both sides keeps it in half.
    ratings = {"R3": {"one": 60.0, "two": 100.0, "three": 100.0, "four": 100.0}}
    found = classified(ratings=ratings, draws=Draws(4000, 1))
    assert found.types[2] == "leading"
    assert found.kept[2] == pytest.approx(0.5, abs=4 / (2 * 4000**0.5))
    # Two points above, of a spread of five: (5 + 2) / 10 of the draws; beyond the spread all.
    for least, share in ((58.0, 0.7), (54.0, 1.0)):
        held = classified(TypeRule(least=least, t_mid=50), ratings=ratings, draws=Draws(4000, 1)).kept[2]
        assert held == pytest.approx(share, abs=4 * (share * (1 - share) / 4000) ** 0.5 + 1e-12)


def test_weights_are_drawn_around_their_defaults() -> None:
    # one indicator at 100 and one at 0 with equal weights: the score is 100 times a Beta(10, 10), even about 50.
    halves = replace(TYPOLOGY, criteria=tuple(criterion(name, p=1, q=1) for name in ("one", "two", "three")))
    known = dataset(
        facts(p=[10, 0], q=[0, 10], units=("R1", "R2")), [tree("f", {"f": {"p": 1}})], typology=halves
    )
    rule = TypeRule(t_high=100, t_mid=50, n_mid=1, n_high=3, least=0)
    found = classified(rule, known, draws=Draws(4000, 3))
    # The type stays if any of three independent scores is at 50 or above: 1 - 1/8.
    np.testing.assert_allclose(found.kept, 0.875, atol=4 * (0.875 * 0.125 / 4000) ** 0.5)


def test_without_spread_and_with_one_indicator_a_criterion_nothing_moves() -> None:
    single = replace(
        TYPOLOGY, criteria=(criterion("one", er=1), criterion("two", x=1), criterion("three", y=1))
    )
    found = classified(known=replace(data(), typology=single), draws=Draws(50, 1, spread=0))
    assert found.kept[:2].tolist() == [1, 1]


@pytest.mark.parametrize("count", [1, 99, 100, 101, 250])
def test_draws_are_made_in_portions_that_add_up(count: int) -> None:
    found = classified(TypeRule(t_high=99, t_mid=99, least=99), draws=Draws(count, 1))
    assert found.kept[0] == 1
