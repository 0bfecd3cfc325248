"""Colours of the map: readable, and told apart by every eye."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tests.ui.test_theme import SIMULATED, lab
from ui.map_colours import PAIRS, SIDES, STEPS, colours, paint
from ui.theme import DARK, LIGHT, Tokens, contrast

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def apart(first: str, second: str) -> float:
    return min(float(np.linalg.norm(lab(first, sight) - lab(second, sight))) for sight in SIMULATED)


@THEMES
@pytest.mark.parametrize(("scheme", "count"), [(STEPS, 5), (SIDES, 5), (PAIRS, 9)])
def test_every_class_has_a_colour_on_which_words_read(tokens: Tokens, scheme: str, count: int) -> None:
    assert len(set(colours(scheme, tokens))) == count
    for level in range(count):
        painted = paint(level, tokens, scheme)
        assert contrast(painted["fill"], painted["ink"]) >= 4.5


@THEMES
def test_the_nine_fields_are_told_apart_by_every_eye(tokens: Tokens) -> None:
    found = {pair: apart(*pair) for pair in combinations(colours(PAIRS, tokens), 2)}
    assert {pair: distance for pair, distance in found.items() if distance < 13} == {}


@THEMES
def test_more_and_less_are_told_apart_by_every_eye(tokens: Tokens) -> None:
    least, less, same, more, most = colours(SIDES, tokens)
    for pair in ((least, most), (less, more), (least, less), (less, same), (same, more), (more, most)):
        assert apart(*pair) >= 13


def test_a_region_without_a_value_is_paper() -> None:
    assert paint(-1, LIGHT)["fill"] == LIGHT.paper
