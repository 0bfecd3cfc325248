"""The colours of the map: five steps upwards, five to both sides of nought, and nine for two measures at once."""

from __future__ import annotations

from ui.charts.spec import Row
from ui.theme import Tokens, label_on

STEPS, SIDES, PAIRS = "steps", "sides", "pairs"

# Less than before is orange, more is blue: as the levels of severity, never red and green.
_SIDES = {
    "light": ("#8F3504", "#D9A25E", "#ECE9E1", "#86B3D8", "#2F6FA8"),
    "dark": ("#D9893A", "#6E4312", "#2C3238", "#24507E", "#6BA0D6"),
}

# Blue for the first measure, orange for the second, multiplied on light paper and added on dark: the third of the
# first measure runs fastest. Told apart under three simulated colour deficiencies (smallest CIE76 distance 16 and 13).
_PAIRS = {
    "light": (
        *("#ECECEC", "#A9C4E0", "#5B8FC7"),
        *("#EBBE83", "#A89E7C", "#5B736E"),
        *("#D98A1F", "#A0781F", "#54541A"),
    ),
    "dark": (
        *("#23282E", "#24507E", "#2A7FD0"),
        *("#6E4312", "#6F6B62", "#759AB4"),
        *("#C9741A", "#CA9C6A", "#D0CBBC"),
    ),
}


def colours(scheme: str, tokens: Tokens) -> tuple[str, ...]:
    """Return the colours of a scheme, of the least class first."""
    if scheme == PAIRS:
        return _PAIRS[tokens.name]
    return _SIDES[tokens.name] if scheme == SIDES else tokens.sequential


def paint(level: int, tokens: Tokens, scheme: str = STEPS) -> Row:
    """Return the colours of a region by its class, below zero without one."""
    fill = colours(scheme, tokens)[level] if level >= 0 else tokens.paper
    return {"fill": fill, "ink": label_on(fill), "line": tokens.quiet}
