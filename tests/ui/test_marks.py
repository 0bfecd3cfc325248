"""Drawings are well-formed, escape words and keep their measures."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from ui import marks, theme


@pytest.mark.parametrize("tokens", theme.THEMES.values(), ids=theme.THEMES)
def test_the_name_plate_escapes_the_name(tokens: theme.Tokens) -> None:
    plate = ET.fromstring(marks.name_plate('A & B "<x>"', tokens))
    assert plate.findtext("text") == 'A & B "<x>"'
    assert len(ET.fromstring(marks.icon(tokens)).findall("rect")) == 4


def test_the_strip_is_as_wide_as_the_shares() -> None:
    strip = ET.fromstring(marks.weight_strip([0.4, 0.2, 0.39, 0.01], theme.LIGHT))
    bars = strip.findall("rect")
    widths = [float(bar.get("width", 0)) for bar in bars]
    assert widths == pytest.approx([79, 39, 77, 2])
    assert [bar.get("fill") for bar in bars] == list(theme.LIGHT.forces)
    assert [word.text for word in strip.findall("text")] == ["40", "20", "39"]


def test_a_share_of_nothing_is_not_drawn() -> None:
    assert len(ET.fromstring(marks.weight_strip([1.0, 0.0], theme.LIGHT)).findall("rect")) == 1
