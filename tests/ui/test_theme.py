"""The tokens: contrast on both papers, mixing and the palettes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import FrozenInstanceError, fields
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from ui.theme import (
    COMPARED,
    DARK,
    DARK_INK,
    FURTHER,
    LIGHT,
    SHAPES,
    WHITE,
    Tokens,
    chart_config,
    context,
    contrast,
    dimension_colours,
    label_on,
    mix,
    ramp,
    region_colours,
    severity_colour,
)

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
SERVER = tomllib.loads(
    Path(__file__).parents[2].joinpath(".streamlit/config.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    # The last two are the thresholds' own examples of the WCAG contrast technique: greys on white.
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#949494", "#FFFFFF", 3.03),
    ],
)
def test_contrast_follows_wcag(first, second, ratio):
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


@THEMES
@pytest.mark.parametrize("text", ["ink", "muted", "primary", "focus"])
@pytest.mark.parametrize("ground", ["paper", "tint", "sidebar", "field"])
def test_text_reads_on_every_ground(tokens: Tokens, text, ground):
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@THEMES
def test_the_words_of_a_chosen_tag_read_on_it(tokens: Tokens):
    assert contrast(tokens.paper, tokens.primary) >= 4.5


@THEMES
def test_marks_stand_out_from_paper(tokens: Tokens):
    tested = tokens.severity._asdict()
    del tested["insufficient"]  # never a mark: the word stands alone
    marks = [
        *tokens.forces,
        *FURTHER,
        *COMPARED,
        *tested.values(),
        tokens.quiet,
        tokens.focus,
        tokens.primary,
    ]
    assert {mark: contrast(mark, tokens.paper) for mark in marks if contrast(mark, tokens.paper) < 3} == {}


@THEMES
def test_every_label_reads_on_its_fill(tokens: Tokens):
    full = dimension_colours(12, tokens)
    cells = [
        *ramp(tokens.sequential, 5),
        *ramp(tokens.sequential, 9),
        *tokens.severity,
        tokens.track,
        tokens.tint,
    ]
    fills = [*full, *(context(colour, tokens) for colour in full), *region_colours(tokens), *cells]
    assert {fill for fill in fills if contrast(label_on(fill), fill) < 4.5} == set()


@pytest.mark.parametrize("fill", ["#000000", "#FFFFFF", "#777777", "#D55E00", "#86B3D8"])
def test_label_takes_the_higher_contrast(fill):
    other = WHITE if label_on(fill) == DARK_INK else DARK_INK
    assert contrast(label_on(fill), fill) >= contrast(other, fill)


def test_tokens_are_frozen_and_hashable_colours():
    assert hash(LIGHT) != hash(DARK)
    with pytest.raises(FrozenInstanceError):
        LIGHT.paper = "#000000"  # type: ignore[misc]
    for tokens in (LIGHT, DARK):
        for field in fields(Tokens):
            value = getattr(tokens, field.name)
            colours = [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
            assert all(re.fullmatch("#[0-9A-F]{6}", c) for c in colours) or field.name == "name"


def test_the_server_theme_shows_the_same_tokens():
    theme = SERVER["theme"]
    assert tuple(theme["chartCategoricalColors"]) == LIGHT.forces
    for tokens in (LIGHT, DARK):
        part = theme[tokens.name]
        shown = (part["primaryColor"], part["backgroundColor"], part["textColor"], part["borderColor"])
        assert shown == (tokens.primary, tokens.paper, tokens.ink, tokens.line)


def test_the_forces_look_the_same_in_both_themes():
    """Equal, but for the last, which is lifted on dark paper by less than anyone sees."""
    assert LIGHT.forces[:3] == DARK.forces[:3]
    pairs = zip(bytes.fromhex(LIGHT.forces[3][1:]), bytes.fromhex(DARK.forces[3][1:]), strict=True)
    assert max(abs(a - b) for a, b in pairs) <= 2


def test_context_is_closer_to_paper():
    assert context("#0072B2", LIGHT) == mix("#0072B2", LIGHT.paper, 0.5) == "#7EB6D5"
    for tokens in (LIGHT, DARK):
        for colour in tokens.forces:
            assert contrast(context(colour, tokens), tokens.paper) < contrast(colour, tokens.paper)


@pytest.mark.parametrize("count", [0, 1, 4, 6, 9, 12])
def test_dimension_colours_start_with_the_forces_and_differ(count):
    colours = dimension_colours(count, LIGHT)
    assert colours[:4] == LIGHT.forces[:count]
    assert len(set(colours)) == count


# Machado, Oliveira & Fernandes (2009), severity 1: protan, deutan, tritan; on linear sRGB.
SIMULATED = (
    np.eye(3),
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
)


def lab(colour: str, sight: object) -> np.ndarray:
    """Return CIE L*a*b* (D65) of a colour as a reader of that sight sees it."""
    given = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(given <= 0.04045, given / 12.92, ((given + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(sight) @ linear, 0, 1)
    x, y, z = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]] @ seen
    fx, fy, fz = (
        np.cbrt(ratio) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in (x / 0.9505, y, z / 1.089)
    )
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


@THEMES
def test_dimensions_are_told_apart_by_every_eye(tokens: Tokens):
    pairs = list(combinations(dimension_colours(12, tokens), 2))
    apart = {
        pair: min(float(np.linalg.norm(lab(pair[0], sight) - lab(pair[1], sight))) for sight in SIMULATED)
        for pair in pairs
    }
    assert {pair: distance for pair, distance in apart.items() if distance < 11} == {}


def test_more_dimensions_than_colours_repeat():
    assert dimension_colours(13, DARK)[12] == DARK.forces[0]


@THEMES
def test_every_region_compared_has_a_colour_and_a_shape_of_its_own(tokens: Tokens):
    colours = region_colours(tokens)
    assert colours[0] == tokens.focus
    assert len(set(colours)) == len(colours) == len(set(SHAPES)) == len(SHAPES)


def test_an_unknown_level_counts_as_no_evidence():
    assert severity_colour("severe", LIGHT) == "#8F3504"
    assert severity_colour("?", LIGHT) == LIGHT.severity.insufficient


@pytest.mark.parametrize("count", [1, 2, 5, 10])
def test_ramp_keeps_both_ends(count):
    steps = ramp(LIGHT.sequential, count)
    assert len(set(steps)) == count
    assert steps[0] == LIGHT.sequential[0]
    assert count == 1 or steps[-1] == LIGHT.sequential[-1]


@THEMES
def test_config_holds_the_theme(tokens: Tokens):
    config = chart_config(tokens, font="Some Font")
    assert config["background"] == tokens.paper
    assert config["font"] == "Some Font"
    assert config["range"]["category"][:4] == list(tokens.forces)
    assert config["mark"]["tooltip"] is None
