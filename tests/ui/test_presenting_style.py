"""Presenter mode is large enough: 24 pixels of text, 18 of the smallest label of a chart."""

from __future__ import annotations

import re

from ui import theme
from ui.presenting_style import STYLE
from ui.theme import PRESENTED


def test_sizes_keep_what_is_promised() -> None:
    assert min(PRESENTED.text, PRESENTED.takeaway, PRESENTED.heading) >= 24
    assert theme.SMALLEST * PRESENTED.enlarged >= 18
    sizes = [float(one) for one in re.findall(r"font-size: ([\d.]+)px", STYLE)]
    assert sizes
    assert min(sizes) >= 24


def test_nothing_is_fetched_and_no_place_is_left_empty() -> None:
    assert "url(" not in STYLE
    assert "$" not in STYLE
    assert STYLE.count("{") == STYLE.count("}")
    assert STYLE.count("<style>") == STYLE.count("</style>") == 1
