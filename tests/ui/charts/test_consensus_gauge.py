"""The scale of consensus: five bands that fill it, a marker a round."""

from __future__ import annotations

import itertools

import pytest

from ui.charts.consensus_gauge import gauge, gauge_rows
from ui.theme import DARK, LIGHT

LIMITS = (0, 50, 62.5, 75, 87.5, 100)
BANDS = [
    {"name": f"band {at}", "low": low, "high": high, "band": at}
    for at, (low, high) in enumerate(itertools.pairwise(LIMITS))
]
MARKS = [
    {"name": "Round 1", "value": 40.0, "value_text": "40%", "now": False},
    {"name": "Round 2", "value": 81.0, "value_text": "81%", "now": True},
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_bands_and_markers_share_one_scale(look, tokens):
    seen = look(gauge([*BANDS, *MARKS], labels={}, tokens=tokens))
    for field in ("low", "middle", "value"):
        assert all(layer["encoding"]["x"]["scale"]["domain"] == [0, 100] for layer in seen.using(field))
    for at, colour in enumerate(tokens.sequential):
        assert f'"{at}": "{colour}"' in seen.using("low")[0]["mark"]["fill"]["expr"]


def test_a_name_stands_in_the_middle_of_its_band():
    laid = gauge_rows([*BANDS, *MARKS], labels={})
    assert [row["middle"] for row in laid[:5]] == [25, 56.25, 68.75, 81.25, 93.75]
    assert [row["value"] for row in laid] == [None] * 5 + [40.0, 81.0]


def test_a_marker_speaks():
    assert gauge_rows(MARKS, labels={})[1]["spoken"] == "Round 2; 81%"
