"""Bars from best to worst rank: on one scale, missing ends left out, the focus in its colour."""

from __future__ import annotations

import pytest

from ui.charts.grid import STEP
from ui.charts.rank_bounds import HEAD, bound_rows, marked, rank_bars
from ui.theme import DARK, LIGHT

LABELS = {"first": 1, "last": 4, "bounds": "best–worst", "tooltip": {"rank_text": "Rank now"}}


def row(region: str, *ends: int | None, focus: bool = False) -> dict[str, object]:
    names = ("best", "worst", "free_best", "free_worst", "rank")
    texts = {"rank_text": str(ends[4]), "bounds_text": f"{ends[0]}–{ends[1]}"}
    return {"region": region, "name": region, "focus": focus, **texts, **dict(zip(names, ends, strict=True))}


@pytest.fixture
def rows():
    return [
        row("a", 1, 2, 1, 3, 1),
        row("b", 2, 2, 1, 4, 2),
        row("c", None, None, None, None, None, focus=True),
    ]


@pytest.mark.parametrize(("first", "last"), [(1, 1), (1, 2), (1, 13), (7, 9), (1, 340)])
def test_the_ends_of_the_scale_are_written(first, last):
    written = marked(first, last)
    assert (written[0], written[-1]) == (first, last)
    assert written == sorted(set(written))


def test_rows_stand_below_each_other(rows):
    laid = bound_rows(rows, labels=LABELS)
    assert [one["y"] for one in laid] == [HEAD + (at + 0.5) * STEP for at in range(3)]
    assert laid[0]["spoken"] == "a; Rank now 1"


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_missing_ends_are_not_drawn(look, rows, tokens):
    seen = look(rank_bars(rows, labels=LABELS, tokens=tokens))
    for field, known in (("best_x", "best"), ("free_best_x", "free_best"), ("rank_x", "rank")):
        for layer in seen.using(field):
            assert layer["transform"][0]["filter"] == f"isValid(datum.{known})"
    bar = seen.using("best_x")[0]["mark"]
    assert tokens.focus in bar["color"]["expr"]
    assert seen.rows[2]["best"] is None


def test_every_layer_has_an_encoding_or_is_text(look, rows):
    """A rule without any encoding makes the browser's compiler fail."""
    for layer in look(rank_bars(rows, labels=LABELS, tokens=LIGHT)).layers:
        assert layer["mark"]["type"] == "text" or layer["encoding"]
