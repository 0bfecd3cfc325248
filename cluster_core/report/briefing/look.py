"""The look of a briefing: the colours of the pages on white paper, the fonts of both scripts, and sizes in points."""

from __future__ import annotations

LATIN, EAST_ASIAN = (
    "Arial",
    "Microsoft YaHei",
)  # what offices have; another system puts its own in their place
DRAWN = "Noto Sans CJK SC"  # of pictures, which are drawn here

INK, MUTED, LINE, PAPER, TINT = "1B1F24", "5B6470", "E3E0D8", "FFFFFF", "E8EEF4"
PRIMARY, FOCUS, QUIET, PALE = "1F4E79", "0B3A63", "8B9197", "A9B4BF"
FORCES = ("0072B2", "D55E00", "009E73", "AA3377")
SEQUENTIAL = ("E6EEF5", "BFD5E8", "86B3D8", "4487BF", "14568F")
SEVERITY = {
    "none": "2F6FA8",
    "mild": "6291BE",
    "moderate": "C8812E",
    "severe": "8F3504",
    "insufficient": "C9C6BE",
}
WARNING = "8F3504"
EMU_INCH, EMU_POINT = 914_400, 12_700


def ink_on(fill: str) -> str:
    """Return the colour of a text on a fill: ink or white, whichever contrasts more (WCAG 2 relative luminance).

    >>> ink_on("14568F"), ink_on("E6EEF5")
    ('FFFFFF', '1B1F24')
    """
    paper, ink, own = _luminance(PAPER), _luminance(INK), _luminance(fill)
    return PAPER if (paper + 0.05) / (own + 0.05) > (own + 0.05) / (ink + 0.05) else INK


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
