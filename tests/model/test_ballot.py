"""What may be asked, and what is an answer to it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import Ballot, Question, check_ballot, points_sum, question_of, rescaled
from tests.shipped import bundle

ASKED = Question("f", "f", "points", ("a", "b", "c"))
JUDGED = Question("f", "f", "ahp", ("a", "b", "c"))
RATED = Question("f", "f", "ratings", ("trust",), ("x", "y"))


def refused(question: Question, values: tuple[float | None, ...], group: str = "") -> str:
    with pytest.raises(WorkshopError) as error:
        check_ballot(question, Ballot(values, group))
    assert "found" in str(error.value)
    assert "allowed" in str(error.value)
    return error.value.kind


@pytest.mark.parametrize(
    "values", [(50.0, 30.0, 10.0), (50.0, 30.0, 21.0), (0.0, 0.0, 0.0), (99.9, 0.0, 0.0)]
)
def test_points_that_do_not_sum_to_100_are_refused(values: tuple[float, ...]) -> None:
    assert refused(ASKED, values) == "sum"


@pytest.mark.parametrize(
    "values",
    [
        (math.nan, 50.0, 50.0),
        (math.inf, 0.0, 0.0),
        (-1.0, 51.0, 50.0),
        (150.0, -50.0, 0.0),
        (50.0, 50.0),
        (None, 50.0, 50.0),
    ],
)
def test_points_off_the_scale_are_refused(values: tuple[float | None, ...]) -> None:
    assert refused(ASKED, values) == "ballot"


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3))
def test_rescaled_points_keep_their_proportions_and_are_an_answer(values: list[float]) -> None:
    if points_sum(values) < 1e-3:
        return
    found = rescaled(values)
    check_ballot(ASKED, Ballot(found))
    for one, was in zip(found, values, strict=True):
        assert one * points_sum(values) == pytest.approx(100 * was)


@pytest.mark.parametrize(
    "values", [(0.0, 0.0), (-1.0, 2.0), (math.inf, 1.0), (math.nan, 1.0), (1e308, 1e308)]
)
def test_what_has_no_proportions_is_not_rescaled(values: tuple[float, ...]) -> None:
    with pytest.raises(WorkshopError) as error:
        rescaled(values)
    assert error.value.kind == "ballot"


def test_judgements_run_from_a_ninth_to_nine() -> None:
    check_ballot(JUDGED, Ballot((1 / 9, 1.0, 9.0)))
    assert [
        refused(JUDGED, values) for values in ((1 / 10, 1.0, 1.0), (1.0, 1.0, 10.0), (0.0, 1.0, 1.0))
    ] == ["ballot"] * 3


def test_a_rating_may_be_left_out_but_not_all() -> None:
    check_ballot(RATED, Ballot((75.0, None), "public"))
    assert refused(RATED, (None, None), "public") == "ballot"
    assert refused(RATED, (60.0, None), "public") == "ballot"
    assert refused(RATED, (75.0, None), "press") == "ballot"
    assert refused(ASKED, (50.0, 50.0, 0.0), "public") == "ballot"


def test_what_a_room_can_be_asked() -> None:
    practice = bundle("practice")
    asked = question_of(practice, "four_forces", "four_forces", "ahp")
    assert asked.children == practice.framework("four_forces").dimensions
    assert len(asked.fields) == 6
    region = next(iter(practice.regions))
    rated = question_of(practice, "four_forces", "four_forces", "ratings", [region])
    assert all(practice.indicators[one].kind == "expert" for one in rated.children)
    assert rated.fields == tuple((one, region) for one in rated.children)


@pytest.mark.parametrize(
    ("framework", "parent", "method", "regions"),
    [
        ("nobody", "four_forces", "points", ()),
        ("four_forces", "nobody", "points", ()),
        ("four_forces", "four_forces", "show_of_hands", ()),
        ("four_forces", "four_forces", "ratings", ()),
        ("four_forces", "four_forces", "ratings", ("atlantis",)),
    ],
)
def test_what_it_cannot(framework: str, parent: str, method: str, regions: tuple[str, ...]) -> None:
    with pytest.raises(WorkshopError) as error:
        question_of(bundle("practice"), framework, parent, method, regions)
    assert error.value.kind == "question"
