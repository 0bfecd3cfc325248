"""The look in one place: colour tokens for both themes, the font stack and the chart configuration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

FONT = (
    "'Noto Sans SC', 'Source Han Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
)
TEXT_SIZE = 13
TITLE_SIZE = 15
SMALLEST = 11  # of what a chart writes into cells


class Presented(NamedTuple):
    """Sizes in presenter mode, in pixels; charts are enlarged by a factor."""

    text: int
    takeaway: int
    heading: int
    enlarged: float


PRESENTED = Presented(text=24, takeaway=28, heading=40, enlarged=1.65)  # on a screen of 1920 by 1080
PRESENTED_SMALL = Presented(text=17, takeaway=20, heading=28, enlarged=1.18)  # in proportion, on one of 1366
DARK_INK = "#0D1116"
WHITE = "#FFFFFF"

# After the four forces: told apart from them and from each other under three simulated colour deficiencies
# (smallest CIE76 distance 13, with the last four 11, the forces themselves 17) and at least 3:1 on both papers.
FURTHER = ("#846030", "#7884A8", "#9C9048", "#CC6060", "#9C84D8", "#9C4860", "#0090F0", "#A87890")

# Regions compared with each other: after the focus colour these, each with a shape of its own.
COMPARED = (
    *("#C2693F", "#2E8C94", "#8A63B8", "#9C9048", "#846030"),
    *("#0090F0", "#CC6060", "#7884A8", "#A87890"),
)
# The last two are drawn by hand, in a square from -1 to 1: an hourglass and a slanted cross.
SHAPES = (
    *(
        "circle",
        "diamond",
        "square",
        "triangle-up",
        "triangle-down",
        "cross",
        "triangle-left",
        "triangle-right",
    ),
    "M-1,-1L1,-1L-1,1L1,1Z",
    "M-1,-0.6L-0.6,-1L0,-0.4L0.6,-1L1,-0.6L0.4,0L1,0.6L0.6,1L0,0.4L-0.6,1L-1,0.6L-0.4,0Z",
)


class Severity(NamedTuple):
    """One colour per severity level. Blue to orange, never red to green."""

    none: str
    mild: str
    moderate: str
    severe: str
    insufficient: str


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme.

    `context_share` is the share of paper in the colour of a row that is not the focus; `sequential` runs from
    the least to the most in both themes, `forces` in the order of the framework's dimensions.
    """

    name: str
    paper: str
    ink: str
    muted: str
    line: str
    primary: str
    sidebar: str
    field: str
    track: str
    tint: str
    quiet: str
    focus: str
    forces: tuple[str, str, str, str]
    severity: Severity
    sequential: tuple[str, str, str, str, str]
    context_share: float


LIGHT = Tokens(
    name="light",
    paper="#FBFAF7",
    ink="#1B1F24",
    muted="#5B6470",
    line="#E3E0D8",
    primary="#1F4E79",
    sidebar="#F3F1EA",
    field="#FFFFFF",
    track="#ECE9E1",
    tint="#E8EEF4",
    quiet="#8B9197",
    focus="#0B3A63",
    forces=("#0072B2", "#D55E00", "#009E73", "#AA3377"),
    severity=Severity("#2F6FA8", "#6291BE", "#C8812E", "#8F3504", "#C9C6BE"),
    sequential=("#E6EEF5", "#BFD5E8", "#86B3D8", "#4487BF", "#14568F"),
    context_share=0.50,
)

# Two colours differ from the light theme because they would fall below 3:1 on dark paper: the fourth force
# (2.95 as printed on light) by an amount nobody sees, "severe" (2.29) by a clearly lighter brown.
DARK = Tokens(
    name="dark",
    paper="#14171B",
    ink="#E8E6E1",
    muted="#9AA3AD",
    line="#2C3238",
    primary="#8AB4E8",
    sidebar="#1A1E23",
    field="#20252B",
    track="#2C3238",
    tint="#1E2A38",
    quiet="#6A737D",
    focus="#B9D4F5",
    forces=("#0072B2", "#D55E00", "#009E73", "#AC3579"),
    severity=Severity("#2F6FA8", "#6291BE", "#C8812E", "#B0480F", "#4A525A"),
    sequential=("#1E2A38", "#24476B", "#2F6FA8", "#6BA0D6", "#B9D4F5"),
    context_share=0.55,
)

THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK)}


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """Blend two colours in sRGB; `share` of `other`.

    >>> mix("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{int((1 - share) * a + share * b + 0.5):02X}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 black to 1 white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _unit(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _unit(colour: str) -> tuple[float, ...]:
    return tuple(channel / 255 for channel in _channels(colour))


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), 1 to 21.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def context(colour: str, tokens: Tokens) -> str:
    """Quieten a colour for a row that is not the focus, by mixing it with paper."""
    return mix(colour, tokens.paper, tokens.context_share)


def label_on(colour: str) -> str:
    """Text colour for a label on a fill: white or near-black, whichever contrasts more.

    >>> label_on("#0072B2"), label_on("#BFD5E8")
    ('#FFFFFF', '#0D1116')
    """
    return max((WHITE, DARK_INK), key=lambda ink: contrast(ink, colour))


def dimension_colours(count: int, tokens: Tokens) -> tuple[str, ...]:
    """Colours for `count` dimensions: the four forces, then eight more; beyond twelve they repeat."""
    palette = (*tokens.forces, *FURTHER)
    return tuple(palette[i % len(palette)] for i in range(count))


def region_colours(tokens: Tokens) -> tuple[str, ...]:
    """Colours for regions compared with each other, in the order of `SHAPES`."""
    return (tokens.focus, *COMPARED)


def severity_colour(level: str, tokens: Tokens) -> str:
    """Colour of a severity level; a level nobody knows counts as no evidence."""
    return getattr(tokens.severity, level, tokens.severity.insufficient)


def ramp(colours: Sequence[str], count: int) -> tuple[str, ...]:
    """Stretch a sequence of colours to `count` even steps."""
    if count == 1:
        return (colours[0],)
    positions = [i * (len(colours) - 1) / (count - 1) for i in range(count)]
    last = len(colours) - 2
    return tuple(
        mix(colours[min(int(p), last)], colours[min(int(p), last) + 1], p - min(int(p), last))
        for p in positions
    )


def chart_config(tokens: Tokens, font: str = FONT) -> dict[str, Any]:
    """Build the Vega-Lite `config` that every chart carries; `font` is replaced for a picture file only."""
    return {
        "font": font,
        "background": tokens.paper,
        "view": {"stroke": None, "fill": None},
        "mark": {"tooltip": None},
        "text": {"fontSize": TEXT_SIZE, "color": tokens.ink},
        "axis": {
            "domain": False,
            "ticks": False,
            "labelColor": tokens.muted,
            "labelFontSize": TEXT_SIZE,
            "labelFontWeight": "normal",
            "labelPadding": 6,
            "gridColor": tokens.line,
            "title": None,
        },
        "legend": {"labelColor": tokens.muted, "labelFontSize": TEXT_SIZE, "title": None},
        "title": {
            "anchor": "start",
            "frame": "group",
            "fontSize": TITLE_SIZE,
            "fontWeight": "bold",
            "color": tokens.ink,
            "subtitleFontSize": TEXT_SIZE,
            "subtitleColor": tokens.muted,
            "offset": 12,
        },
        "range": {
            "category": list(dimension_colours(8, tokens)),
            "ordinal": list(tokens.sequential),
            "heatmap": list(tokens.sequential),
            "ramp": list(tokens.sequential),
        },
    }
