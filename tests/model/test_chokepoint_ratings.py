"""What users may say of a technology, and what is refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from cluster_core.errors import MethodError
from cluster_core.model.chokepoint_ratings import FIELDS, Rating, allowed, rated, read_field, refusals
from cluster_core.model.chokepoints import Category, Chokepoints, Technology
from cluster_core.model.text import Text

REGISTER = Chokepoints(
    "r",
    Text("r"),
    (Category("held", Text("h"), 1.0),),
    (
        Technology("x", Text("x"), Text("x"), category="held", window_start=2024, window_end=2030),
        Technology("y", Text("y"), Text("y")),
    ),
)


def test_a_rating_stands_in_for_the_registers_word() -> None:
    found = rated(REGISTER, {"x": Rating(criticality=75, category="", gap_years=4, window_end=2027)})
    x, y = found.entries
    assert (x.criticality, x.category, x.gap_years, x.window_start, x.window_end) == (75, "", 4, 2024, 2027)
    assert y == REGISTER.entries[1]
    assert rated(REGISTER, {}) == rated(REGISTER, {"x": Rating()}) == REGISTER


@pytest.mark.parametrize(
    ("rating", "told"),
    [
        ({"criticality": 60}, "criticality of x: found '60', allowed: 0, 25, 50, 75, 100"),
        ({"criticality": -25}, "criticality of x: found '-25', allowed: 0, 25"),
        ({"criticality": "high"}, "criticality of x: found 'high'"),
        ({"category": "gone"}, "category of x: found 'gone', allowed: held"),
        ({"domestic_level": "some"}, "domestic_level of x: found 'some', allowed: none, lab, pilot, mass"),
        ({"gap_years": 51}, "gap_years of x: found '51', allowed: a whole number from 0 to 50"),
        ({"expected_years": -1}, "expected_years of x: found '-1', allowed: a whole number from 0 to 50"),
        ({"window_end": 20300}, "window_end of x: found '20300', allowed: a whole number from 1990 to 2100"),
        ({"window_end": 2023}, "window_end of x: found '2023', allowed: a year from window_start .2024. on"),
        (
            {"window_start": 2031},
            "window_end of x: found '2030', allowed: a year from window_start .2031. on",
        ),
    ],
)
def test_what_is_off_the_rubric_is_refused_by_name(rating: dict[str, Any], told: str) -> None:
    with pytest.raises(MethodError, match=told):
        rated(REGISTER, {"x": Rating(**rating)})
    assert len(refusals(REGISTER, "x", Rating(**rating))) == 1


def test_an_unknown_entry_is_refused() -> None:
    with pytest.raises(MethodError, match="technology: found 'z', allowed: x, y"):
        rated(REGISTER, {"z": Rating(criticality=25)})


def test_every_field_lists_what_it_allows() -> None:
    assert all(allowed(REGISTER, field) for field in FIELDS)
    assert allowed(REGISTER, "category") == ("", "held")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        *(
            ("criticality", "", None),
            ("criticality", "50", 50),
            ("gap_years", "3.0", 3),
            ("gap_years", "3.5", "3.5"),
        ),
        *(("window_end", "soon", "soon"), ("window_end", "inf", "inf"), ("category", "7", "7")),
        ("domestic_level", "lab", "lab"),
    ],
)
def test_a_cell_becomes_a_value_or_stays_a_text(field: str, text: str, value: object) -> None:
    assert read_field(field, text) == value
