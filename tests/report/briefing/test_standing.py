"""The ranking of a briefing: everybody, or the leaders and those around the region; ties, and no rank."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.report.briefing.standing import ROWS, certain, ranking, shown, standing, top_share
from tests.report.briefing.briefed import about, crowd, told_of
from tests.shipped import assessed, bundle


@settings(max_examples=40)
@given(st.integers(1, 400), st.data())
def test_the_region_is_always_among_the_rows(count: int, data: st.DataObject) -> None:
    focus = data.draw(st.integers(0, count - 1))
    kept = shown(list(range(count)), focus, ROWS)
    assert focus in kept
    assert len(kept) == min(count, ROWS) == len(set(kept))
    assert kept == sorted(kept)
    assert 0 in kept


def test_rows_are_the_assessment_s() -> None:
    result, rows = assessed("jiangsu"), ranking(about("jiangsu")).places
    scores = sorted(result.scores.iloc[:, 0], reverse=True)
    assert [one.score for one in rows] == scores
    assert [one.name for one in rows if one.focus] == ["Yancheng"]


def test_of_many_regions_the_rest_is_counted() -> None:
    told = ranking(told_of(crowd(40)))
    assert len(told.places) == ROWS
    assert told.more.startswith("27 more regions")


def test_a_share_of_never_is_a_word() -> None:
    assert top_share(about("jiangsu")) == "In none of the weightings is Yancheng among the first 5."


def test_weights_of_each_region_s_own_cannot_be_varied() -> None:
    one = told_of(bundle("practice"), weighting="bod")
    assert one.sure is None
    assert certain(one) == "Ranks cannot be tried under other weights in this setting."
    assert ranking(one).subtitle == "Score of Four forces (0–100)"


def test_scores_without_ends_are_not_called_0_to_100() -> None:
    assert "0–100" not in ranking(told_of(bundle("practice"), normalise="zscore")).subtitle


def test_equal_scores_share_a_place() -> None:
    one = told_of(bundle("jiangsu"), aggregate="min")
    assert "shares" in standing(one)
