"""Sizes of the wall: text from 24 pixels, words in charts from 18."""

from __future__ import annotations

import re

from ui import wall_style
from ui.charts import grid
from ui.theme import TEXT_SIZE


def test_text_can_be_read_from_the_last_row() -> None:
    sizes = {int(one) for one in re.findall(r"font-size: (\d+)px", wall_style.STYLE)}
    assert min(sizes - {wall_style.NOTE}) >= 24
    assert wall_style.NOTE >= 18


def test_charts_are_enlarged_as_a_whole() -> None:
    factor = float(re.findall(r"zoom: ([\d.]+)", wall_style.STYLE)[0])
    assert factor * TEXT_SIZE >= 18
    assert grid.TEXT_SIZE == TEXT_SIZE, "the size that the factor is reckoned from"


def test_nothing_of_the_frame_is_left() -> None:
    for part in ("stSidebar", "stHeader", "stToolbar"):
        assert f'[data-testid="{part}"]' in wall_style.STYLE
