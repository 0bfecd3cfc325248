"""Figures of a workshop: nothing of fewer than five, nothing clickable, tables as the core has it."""

from __future__ import annotations

import json

import pytest

from cluster_core.model.ballot import Ballot
from cluster_core.model.text import Language
from tests.ui.workshop_rooms import CAMPS, CLOSER, decided
from ui import subjects, workshop_figures
from ui import workshop_words as words
from ui.charts.spec import DATASET

pytestmark = pytest.mark.usefixtures("session")
ALL = (
    workshop_figures.spread,
    workshop_figures.consensus,
    workshop_figures.certainty,
    workshop_figures.rounds,
)


@pytest.mark.parametrize("count", [0, 4])
def test_a_small_room_has_no_figure(count: int) -> None:
    found = decided(CAMPS[:count])
    assert [draw(found) for draw in (*ALL, workshop_figures.ratings)] == [None] * 5


def test_dots_come_with_eight(english: None) -> None:
    for count, dotted in ((7, False), (8, True)):
        figure = workshop_figures.spread(decided(CLOSER[:count]))
        assert figure is not None
        places = [row["place"] for row in figure.chart["datasets"][DATASET]]
        assert any(place is not None for place in places) == dotted
        assert all(place is None or place % 5 == 0 for place in places), (
            "rounded, so that no ballot can be rebuilt"
        )
        assert len([place for place in places if place is not None]) == (4 * count if dotted else 0)


def test_figures_say_what_the_core_found(language: Language) -> None:
    found = decided(CAMPS, CLOSER)
    assert found.shown is not None
    figures = [draw(found) for draw in ALL]
    for figure in figures:
        assert figure is not None
        assert figure.title
        assert figure.alt
        assert subjects.selectable(figure.chart) is None, "behind it are ballots, which nobody opens"
        assert "form-" not in json.dumps(figure.chart)
    spread, consensus, certainty, rounds = figures
    assert spread is not None
    assert consensus is not None
    assert certainty is not None
    assert rounds is not None
    medians = spread.table().iloc[:, 2]
    assert list(medians) == [one.median for one in found.shown.summaries]
    agreed = found.shown.consensus
    assert agreed is not None
    assert consensus.table().iloc[-1, 1] == pytest.approx(100 * agreed.homogeneity)
    assert len(certainty.table()) == len(found.assessment.units)
    assert rounds.table().iloc[:, 3].sum() == pytest.approx(
        sum(one.change for one in found.change.children)  # type: ignore[union-attr]
    )


def test_ratings_show_groups_of_five_and_the_value(language: Language) -> None:
    groups = ["enterprise"] * 6 + ["public"] * 5 + ["third_party"] * 3
    ballots = [Ballot((75.0, 50.0, None, 25.0), group) for group in groups]
    figure = workshop_figures.ratings(decided(ballots, method="ratings"))
    assert figure is not None
    table = figure.table()
    assert list(table.iloc[0, 1:4]) == [75.0, 75.0, 75.0]
    assert table.isna().iloc[0, 4], "three raters are not shown alone"
    assert table.isna().iloc[2, 1], "nobody rated it"


def test_many_children_on_little_room_have_boxes_alone(english: None) -> None:
    found = decided(CAMPS)
    for room, dotted in ((400, True), (200, False)):
        figure = workshop_figures.spread(found, room=room)
        assert figure is not None
        assert any(row["place"] is not None for row in figure.chart["datasets"][DATASET]) == dotted
        assert ("dots" in figure.subtitle) == dotted


def test_pairs_are_told_apart_from_points(english: None) -> None:
    found = decided([Ballot((3.0, 5.0, 7.0, 2.0, 3.0, 2.0))] * 6, method="ahp")
    figure = workshop_figures.spread(found)
    assert figure is not None
    assert "compared pairs" in figure.subtitle
    assert found.shown is not None
    assert "Consistency ratio" in words.consensus_note(found.shown)
