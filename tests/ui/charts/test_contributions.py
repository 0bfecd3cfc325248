"""Stacked contributions: the right-hand half of the weights laboratory."""

from __future__ import annotations

import pytest

from ui.charts import contributions
from ui.charts.contributions import bar_layers, part_rows
from ui.theme import DARK, LIGHT, context, contrast, label_on

SHARES = {"innovation": 0.4, "resilience": 0.3, "brand": 0.2, "support": 0.1}


@pytest.fixture
def regions(region_rows):
    def make(count=13, shift=0.0):
        return [
            {
                "id": row["region"],
                "row": place,
                "y": 28 * place,
                "name": row["name"],
                "focus": row["focus"],
                "ranked": True,
                "total_text": f"{row['score'] - 4 * shift:.1f}",
                "spoken": row["name"],
                "parts": [
                    (dimension, share * row["score"] - shift, f"{share * row['score'] - shift:.0f}")
                    for dimension, share in SHARES.items()
                ],
            }
            for place, row in enumerate(sorted(region_rows(count), key=lambda row: row["rank"]))
        ]

    return make


@pytest.fixture
def labels(forces):
    return {"dimensions": forces, "dimension": "Force", "contribution": "Contribution", "total": "Score"}


@pytest.fixture
def layers(labels):
    def make(tokens=LIGHT, ends=(0, 100)):
        built = bar_layers(list(SHARES), left="left", ends=ends, labels=labels, tokens=tokens)
        return [layer.to_dict() for layer in built]

    return make


def test_parts_join_end_to_end_and_add_up(regions, labels):
    first = part_rows(regions(), labels=labels)[:4]
    assert first[0]["x0"] == 0
    assert [row["x0"] for row in first[1:]] == [row["x1"] for row in first[:-1]]
    assert first[-1]["x1"] == first[0]["end"] == pytest.approx(79.3)
    assert [row["dimension_name"] for row in first] == list(labels["dimensions"].values())


def test_every_part_has_a_name_of_its_own(regions, labels):
    laid = part_rows(regions(60), labels=labels)
    assert len({row["id"] for row in laid}) == len(laid) == 240


def test_negative_parts_stack_to_the_left(regions, labels):
    shifted = regions(shift=9)
    values = [value for row in shifted for _, value, _ in row["parts"]]
    for row, value in zip(part_rows(shifted, labels=labels), values, strict=True):
        ends = sorted((row["x0"], row["x1"]))
        assert ends[1] - ends[0] == pytest.approx(abs(value))
        assert ends[1] <= 0 if value < 0 else ends[0] >= 0
        assert row["end"] >= 0


def test_a_region_without_score_has_no_parts(regions, labels):
    (row, *_) = regions()
    nothing = {**row, "ranked": False, "parts": [(one, None, "") for one in SHARES]}
    laid = part_rows([nothing], labels=labels)
    assert {(row["x0"], row["x1"], row["contribution_text"]) for row in laid} == {(0, 0, "")}


@pytest.mark.parametrize(("ends", "domain"), [((0, 100), [0, 100]), (None, None)])
def test_the_scale_keeps_still_while_weights_move(layers, ends, domain):
    scales = [
        layer["encoding"]["x"]["scale"] for layer in layers(ends=ends) if "x" in layer.get("encoding", {})
    ]
    assert scales
    assert {str(scale.get("domain")) for scale in scales} == {str(domain)}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_focus_full_context_half_and_numbers_readable(regions, labels, layers, tokens):
    laid = part_rows(regions(), labels=labels)
    assert {row["tone"] for row in laid if row["focus"]} == {f"{dimension}*" for dimension in SHARES}
    bar, _, numbers, *_ = layers(tokens)
    fills, colours = bar["mark"]["fill"]["expr"], numbers["mark"]["color"]["expr"]
    for dimension, colour in zip(SHARES, tokens.forces, strict=True):
        quiet = context(colour, tokens)
        assert f'"{dimension}*": "{colour}"' in fills
        assert f'"{dimension}": "{quiet}"' in fills
        assert f'"{dimension}": "{label_on(quiet)}"' in colours
        assert contrast(label_on(quiet), quiet) >= 4.5


def test_a_number_shows_only_where_it_fits(layers):
    numbers = layers()[2]["mark"]["text"]["expr"]
    assert "abs(scale('x', datum.x1) - scale('x', datum.x0)) >= 24" in numbers
    assert numbers.endswith("? datum.contribution_text : ''")


def test_names_that_have_no_room_are_left_out(layers):
    *_, swatch, name = layers()
    assert "width - (left) >= " in swatch["mark"]["opacity"]["expr"]
    assert name["mark"]["text"]["expr"].endswith("? datum.dimension_name : ''")


def test_every_layer_hangs_on_the_parts_and_only_one_row_speaks(layers):
    assert {layer["data"]["name"] for layer in layers()} == {contributions.DATASET}
    assert not any(layer["mark"].get("aria", True) for layer in layers())


def test_the_tooltip_is_for_people(layers):
    for layer in (layers()[0], layers()[2]):
        titles = [tip["title"] for tip in layer["encoding"]["tooltip"]]
        assert titles == ["title", "Force", "Contribution", "Score"]
