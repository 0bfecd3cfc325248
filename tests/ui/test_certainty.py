"""How sure a rank is: the words follow from the numbers, and nothing is worked out twice."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_core.explore.certainty import Certainty
from cluster_core.explore.certainty import certainty as counted
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from tests.pages.conftest import with_odd_frameworks
from ui import certainty, data
from ui.certainty import Standing


@st.composite
def standings(draw) -> Standing:
    total = draw(st.integers(2, 400))
    low, high = sorted(draw(st.tuples(*[st.integers(1, total)] * 2)))
    return Standing(draw(st.integers(1, total)), low, high, draw(st.floats(0, 1)), total)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(one=standings())
def test_the_words_say_the_numbers(language: Language, one: Standing) -> None:
    said = f"{certainty.rank_text(one)} | {certainty.support(one)}"
    numbers = [float(found) for found in re.findall(r"\d+", said)]
    bounds = [one.low, one.high] if one.low < one.high else [] if one.low == one.rank else [one.low]
    assert numbers[: 1 + len(bounds)] == [one.rank, *bounds]
    share = numbers[1 + len(bounds) :]
    assert len(share) == (one.total > 5)
    if share:
        assert abs(share[0] - one.share * 100) <= 1
        assert (share[0] == 0) == (one.share == 0)
        assert (share[0] == 100) == (one.share == 1)
    rises = {"en": "room to rise", "zh": "上升空间"}[language]
    assert (rises in said) == (one.rank > one.total * 3 / 4)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("one", "rank", "support"),
    [
        (
            Standing(12, 11, 13, 0.0, 13),
            "Rank 12, with room to rise",
            "11–13 in nine of ten weightings; top five in 0%",
        ),
        (Standing(5, 5, 5, 0.97, 13), "Rank 5", "the same in nine of ten weightings; top five in 97%"),
        (Standing(2, 1, 1, 1.0, 4), "Rank 2", "rank 1 in nine of ten weightings"),
        (
            Standing(6, 5, 6, 0.0001, 13),
            "Rank 6",
            "5–6 in nine of ten weightings; top five in less than 1%",
        ),
    ],
)
def test_in_plain_words(one: Standing, rank: str, support: str) -> None:
    assert (certainty.rank_text(one), certainty.support(one)) == (rank, support)


def test_a_chip_is_the_core_answer(language: Language, assessment: Assessment) -> None:
    found: Certainty = counted(assessment)
    for row, unit in enumerate(found.units):
        one = certainty.standings(assessment)[unit]
        assert (one.rank, one.low, one.high) == (found.own[row], found.rank_p05[row], found.rank_p95[row])
        assert one.share == found.share_top5[row]
        said = certainty.chip(assessment, unit)
        assert said.startswith(certainty.rank_text(one))
        assert said.endswith(certainty.support(one))
    assert "10,000" in certainty.premise(assessment)
    assert "10%" in certainty.premise(assessment)


def test_moves_of_the_roots_weights_and_the_focus_are_not_counted_anew(
    monkeypatch: pytest.MonkeyPatch, assessment: Assessment
) -> None:
    calls = []
    monkeypatch.setattr(certainty, "certainty", lambda found: calls.append(1) or counted(found))
    fresh = replace(assessment, dataset=replace(assessment.dataset, fingerprint="moves"))
    before = certainty.of(fresh)
    ranks = [before.own.tolist()]
    for points in ((1000, 0, 0, 0), (0, 1000, 0, 0)):
        moved = data.assessment(
            replace(assessment.scenario.with_points("four_forces", points), focus="320100")
        )
        found = certainty.of(replace(moved, dataset=fresh.dataset))
        assert found.own.tolist() == moved.scored.ranks[:, 0].tolist()
        assert found.rank_p05 is before.rank_p05
        ranks.append(found.own.tolist())
    assert len({tuple(one) for one in ranks}) == 3
    assert len(calls) == 1
    below = assessment.framework.root.children[0].id
    other = data.assessment(
        assessment.scenario.with_points(below, (1000, *[0] * 20)[: _children(assessment)])
    )
    certainty.of(replace(other, dataset=fresh.dataset))
    assert len(calls) == 2


def _children(assessment: Assessment) -> int:
    return len(assessment.framework.by_id[assessment.framework.root.children[0].id].children)


def test_the_peers_count(assessment: Assessment) -> None:
    few = data.assessment(replace(assessment.scenario, peers=("320100", "320200")))
    assert set(certainty.standings(few)) == {"320100", "320200", "320900"}
    assert certainty.standings(few)["320900"].total == 3


@pytest.mark.usefixtures("english")
def test_where_other_weights_mean_nothing_it_is_said_or_nothing_is(assessment: Assessment) -> None:
    scenario = assessment.scenario
    own = data.assessment(replace(scenario, weighting="bod"))
    assert certainty.standings(own) == {}
    assert certainty.chip(own, "320900").startswith("Each region has weights of its own")
    alone = data.assessment(replace(scenario, peers=("320900",)))
    assert certainty.chip(alone, "320900") == ""
    assert certainty.columns(own, own.units) == certainty.labels(certainty.standings(own)) == {}


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("framework", "said"), [("single", "One part alone"), ("bare", ""), ("empty", ""), ("half_empty", "")]
)
def test_unusual_frameworks(
    monkeypatch: pytest.MonkeyPatch, assessment: Assessment, framework: str, said: str
) -> None:
    from cluster_core.assess.assessment import assess

    odd = assess(
        with_odd_frameworks("jiangsu"),
        replace(assessment.scenario, framework=framework, framework_version="1", rules=""),
    )
    chips = {certainty.chip(odd, unit) for unit in odd.units}
    assert chips == {said} if not said else all(one.startswith(said) or not one for one in chips)
    assert not said or any(chips)


def test_columns_for_tables(language: Language, assessment: Assessment) -> None:
    units = ["320900", "nowhere", "320500"]
    columns = certainty.columns(assessment, units)
    assert len(columns) == 3
    assert set(certainty.formats()) <= set(columns)
    known = certainty.standings(assessment)
    low, high, share = (list(column) for column in columns.values())
    for row, unit in ((0, "320900"), (2, "320500")):
        one = known[unit]
        assert (low[row], high[row], share[row]) == (one.low, one.high, one.share * 100)
    assert all(column.isna().tolist() == [False, True, False] for column in columns.values())


@pytest.mark.usefixtures("english")
def test_the_range_alone() -> None:
    assert certainty.range_text(Standing(3, 2, 4, 0.5, 9)) == "2–4"
    assert certainty.range_text(Standing(3, 2, 2, 0.5, 9)) == "2"
    assert certainty.range_text(None) == certainty.fields(None)["certainty_text"] == ""


@pytest.mark.usefixtures("english")
def test_a_link_only_where_the_page_is(monkeypatch: pytest.MonkeyPatch) -> None:
    linked = []
    monkeypatch.setattr(certainty.st, "page_link", lambda page, **_: linked.append(page))
    monkeypatch.setattr(certainty, "ROBUSTNESS", "../pages/nowhere.py")
    certainty.link()
    assert linked == []
    monkeypatch.setattr(certainty, "ROBUSTNESS", "../pages/overview.py")
    certainty.link()
    assert [Path(one).name for one in linked] == ["overview.py"]
