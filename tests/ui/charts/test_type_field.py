"""All units in the field of two criteria."""

from __future__ import annotations

import itertools

import pytest

from ui.charts.type_field import SHAPES, field_rows, type_field
from ui.theme import DARK, LIGHT

LABELS = {"across": "Technology", "upwards": "Brands", "types": {"3": "Leading 1", "1": "Catching up 2"}}


def unit(name: str, x: float | None, y: float | None, place: int = 1, **more: object) -> dict[str, object]:
    return {"name": name, "x": x, "y": y, "place": place, "focus": False, "mid": 60, "high": 75, **more}


@pytest.fixture
def units():
    return [
        unit("Ash", 80, 90, 3),
        unit("Birch", 20, 30, focus=True),
        unit("Cedar", 25, 31),
        unit("Dogwood", None, 50, 0),
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_units_without_both_criteria_are_left_out_and_the_focus_is_painted_last(look, units, tokens):
    seen = look(type_field(units, labels=LABELS, tokens=tokens))
    assert [row["name"] for row in seen.rows] == ["Ash", "Cedar", "Birch"]


def test_higher_is_further_up(units):
    rows = {row["name"]: row for row in field_rows(units, labels=LABELS)}
    assert rows["Ash"]["y"] < rows["Ash"]["high_y"] < rows["Ash"]["mid_y"] < rows["Cedar"]["y"]


def test_every_type_has_a_shape_and_a_colour(look, units):
    seen = look(type_field(units, labels=LABELS, tokens=LIGHT))
    points = [layer for layer in seen.drawn("point") if "x" in layer["encoding"]]
    shapes = points[-1]["mark"]["shape"]["expr"]
    fills = points[-1]["mark"]["fill"]["expr"]
    assert len(set(SHAPES)) == 4
    assert all(f'"{place}": "{shape}"' in shapes for place, shape in enumerate(SHAPES))
    assert len(set(fills.split('"')[3::4])) == 4


def test_the_words_of_the_types_stand_over_the_field(look, units):
    texts = [
        layer["mark"].get("text")
        for layer in look(type_field(units, labels=LABELS, tokens=LIGHT)).drawn("text")
    ]
    assert {"Leading 1", "Catching up 2", "Technology", "Brands"} <= set(texts)


def test_a_name_that_would_run_into_another_is_left_away_but_the_focus_keeps_its_own():
    crowd = [unit(f"A rather long name {i}", 50 + i / 50, 50) for i in range(60)]
    crowd.append(unit("The focus of all", 50, 50, focus=True))
    rows = field_rows(crowd, labels=LABELS)
    named = [row for row in rows if row["text"]]
    assert "The focus of all" in [row["text"] for row in named]
    assert len(named) < 10


def test_names_do_not_cover_each_other(units):
    spread = [unit(f"Name {i}", 10 * (i % 10), 12 * (i // 10)) for i in range(60)]
    rows = [row for row in field_rows(spread, labels=LABELS) if row["text"]]
    same = [
        (a, b)
        for a, b in itertools.combinations(rows, 2)
        if a["left"] == b["left"] and a["x"] == b["x"] and abs(a["text_y"] - b["text_y"]) < 14
    ]
    assert rows
    assert not same


@pytest.mark.parametrize("count", [0, 1, 340])
def test_any_number_of_units(look, count):
    many = [unit(f"u{i}", i % 100, (i * 7) % 100, i % 4) for i in range(count)]
    assert len(look(type_field(many, labels=LABELS, tokens=LIGHT)).rows) == count
