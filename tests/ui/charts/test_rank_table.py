"""Ranks under other choices: colours by how far they differ, ties, narrow pictures."""

from __future__ import annotations

import json

import pytest

from ui.charts.rank_table import rank_table, table_rows, tone, tones
from ui.theme import DARK, LIGHT, contrast, label_on

LABELS = {"span": "Best–worst", "agreement": "Tau", "tooltip": {"head": "Under", "rank_text": "Rank"}}


@pytest.fixture
def rows():
    return [
        {
            "region": region,
            "name": region.title(),
            "column": column,
            "group": int(column > 0),
            "head": ("In force", "Equal", "Entropy")[column],
            "group_head": "Weights" if column else "",
            "rank_text": f"{place + column}=",
            "rank_short": str(place + column),
            "shift": float(column * 2) if column else None,
            "span_text": "1–4",
            "agreement_text": "0.92" if column else "",
            "focus": region == "b",
        }
        for place, region in enumerate(("a", "b"), 1)
        for column in range(3)
    ]


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (None, "near"),
        (0, "near"),
        (1, "near"),
        (-1, "near"),
        (2, "down"),
        (-3, "up"),
        (4, "down_far"),
        (-9, "up_far"),
    ],
)
def test_a_shift_of_two_places_is_coloured_and_of_four_strongly(shift, expected):
    assert tone(shift) == expected


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_ranks_are_readable_on_every_colour(tokens):
    for colour in tones(tokens).values():
        assert contrast(colour, label_on(colour)) >= 4.5


def test_rows_and_columns_keep_their_order(rows):
    laid = table_rows(rows, labels=LABELS)
    assert [(row["region"], row["row"], row["column"]) for row in laid[:4]] == [
        ("a", 0, 0), ("a", 0, 1), ("a", 0, 2), ("b", 1, 0),
    ]  # fmt: skip
    assert [row["opens"] for row in laid[:3]] == [True, True, False]
    assert laid[4]["spoken"] == "B; Under Equal; Rank 3="


def test_what_does_not_differ_has_no_colour(look, rows):
    seen = look(rank_table(rows, labels=LABELS, tokens=LIGHT))
    cells = next(
        layer for layer in seen.drawn("rect") if "cornerRadius" in layer["mark"] and "x" in layer["encoding"]
    )
    assert cells["transform"][0]["filter"] == "datum.tone !== 'near'"


def test_narrow_cells_show_the_bare_rank_and_no_agreement(look, rows):
    seen = look(rank_table(rows, labels=LABELS, tokens=LIGHT))
    text = json.dumps(seen.spec)
    assert "< 26 ? datum.rank_short : datum.rank_text" in text
    assert any(
        ">= 26" in step["filter"] for layer in seen.drawn("text") for step in layer.get("transform", [])
    )


def test_no_layer_is_without_an_encoding_or_text(look, rows):
    """Vega-Lite fails at a rule that encodes nothing, and its schema allows it."""
    for layer in look(rank_table(rows, labels=LABELS, tokens=LIGHT)).drawn("rule"):
        assert layer["encoding"]


def test_words_with_quotes_stay_words(look, rows):
    seen = look(rank_table(rows, labels={**LABELS, "span": 'a"b'}, tokens=LIGHT))
    texts = [layer["mark"].get("text") for layer in seen.drawn("text")]
    assert any(r'"a\"b"' in text["expr"] for text in texts if isinstance(text, dict))


def test_nothing_at_all_is_a_chart_too(look):
    assert look(rank_table([], labels={}, tokens=LIGHT)).rows == []
