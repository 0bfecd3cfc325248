"""Presenter mode is large enough: 24 pixels of text, 18 of the smallest label of a chart."""

from __future__ import annotations

import re

import pytest

from ui import theme
from ui.presenting_style import STYLE
from ui.theme import PRESENTED, PRESENTED_SMALL


def test_sizes_keep_what_is_promised() -> None:
    assert min(PRESENTED.text, PRESENTED.takeaway, PRESENTED.heading) >= 24
    assert theme.SMALLEST * PRESENTED.enlarged >= 18
    on_a_wall = STYLE.partition("(min-width: 1600px)")[2].partition("@media")[0]
    sizes = [float(one) for one in re.findall(r"font-size: ([\d.]+)px", on_a_wall)]
    assert sizes
    assert min(sizes) >= 24


def test_a_smaller_screen_gets_the_same_in_proportion() -> None:
    share = 1366 / 1920
    for large, small in zip(PRESENTED, PRESENTED_SMALL, strict=True):
        assert small / large == pytest.approx(share, abs=0.02)


def test_nothing_is_fetched_and_no_place_is_left_empty() -> None:
    assert "url(" not in STYLE
    assert "$" not in STYLE
    assert STYLE.count("{") == STYLE.count("}")
    assert STYLE.count("<style>") == STYLE.count("</style>") == 1
