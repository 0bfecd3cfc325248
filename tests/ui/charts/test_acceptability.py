"""The heat map of ranks: where cells stand, which are numbered and framed, and that text can be read on them."""

from __future__ import annotations

import pytest

from ui.charts.acceptability import HEAD, HEADS, cell_rows, heads, light_text_from, rank_cells
from ui.charts.grid import STEP
from ui.theme import DARK, LIGHT, contrast, label_on, ramp

LABELS = {"columns": ["1", "2", "3"], "tooltip": {"rank_text": "Rank", "share_text": "Share"}}


@pytest.fixture
def rows():
    shares = {"a": (0.9, 0.1, 0.0), "b": (0.1, 0.86, 0.04), "c": (0.0, 0.04, 0.96)}
    return [
        {
            "region": region,
            "name": region.upper(),
            "column": column,
            "share": share,
            "text": f"{share:.0%}" if share >= 0.05 else "",
            "now": region == "abc"[column],
            "focus": region == "c",
            "rank_text": str(column + 1),
            "share_text": f"{share:.0%}",
            "spoken": region,
        }
        for region, three in shares.items()
        for column, share in enumerate(three)
    ]


def test_regions_keep_their_order(rows):
    laid = cell_rows(rows, labels=LABELS)
    assert [row["row"] for row in laid] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert laid[3]["y"] == HEAD + 1.5 * STEP
    assert [row["leads"] for row in laid] == [True, False, False] * 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_share_is_a_shade_and_the_rank_now_a_frame(look, rows, tokens):
    seen = look(rank_cells(rows, labels=LABELS, tokens=tokens))
    (cells,) = [layer for layer in seen.layers if "fill" in layer["encoding"]]
    assert cells["encoding"]["fill"]["scale"]["range"] == list(tokens.sequential)
    assert cells["encoding"]["fill"]["scale"]["domain"] == [0.0, 0.25, 0.5, 0.75, 1.0]
    (frame,) = [layer for layer in seen.drawn("rect") if layer["mark"].get("stroke") == tokens.ink]
    assert frame["transform"][0]["filter"] == "datum.now"
    assert seen.spec["height"] == HEAD + 3 * STEP + 2


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_numbers_can_be_read_on_every_shade(tokens):
    limit = light_text_from(tokens)
    first, last = label_on(tokens.sequential[0]), label_on(tokens.sequential[-1])
    for at, colour in enumerate(ramp(tokens.sequential, 101)):
        assert contrast(first if at / 100 < limit else last, colour) >= 4.3


def test_of_very_many_ranks_some_heads_are_written():
    written = heads({"columns": [str(rank) for rank in range(1, 41)]})
    assert len(written) == 40
    assert [head for head in written if head] == [str(rank) for rank in range(1, 41, 3)]
    assert len([head for head in written if head]) <= HEADS
