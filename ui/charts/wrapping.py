"""Long names on two lines: broken between words, shortened where even two do not hold them."""

from __future__ import annotations

from ui.charts import grid, picture
from ui.theme import TEXT_SIZE

LEADING = 14  # pixels from one line to the next
BREAK = "\n"


def wrapped(text: str, width: float, *, most: int = 2, bold: bool = False) -> str:
    """Break a name into at most so many lines of a width in pixels, joined by line breaks.

    >>> wrapped("Collaborative innovation", 110)
    'Collaborative\\ninnovation'
    >>> wrapped("one two three four", 40)
    'one\\ntwo…'
    """
    lines = picture.wrap(text, TEXT_SIZE, width, bold=bold)
    if len(lines) <= most:
        return BREAK.join(_shortened(line, width, bold=bold) for line in lines)
    return BREAK.join(
        [_shortened(line, width, bold=bold) for line in lines[: most - 1]]
        + [_shortened(f"{lines[most - 1]}…", width, bold=bold)]
    )


def _shortened(line: str, width: float, *, bold: bool) -> str:
    """Cut one line that no break makes shorter."""
    if grid.text_width(line, bold=bold) <= width:
        return line
    kept = line.rstrip("…")
    while kept and grid.text_width(f"{kept}…", bold=bold) > width:
        kept = kept[:-1]
    return f"{kept}…"


def lines_of(text: str) -> int:
    """Return on how many lines a wrapped text stands."""
    return text.count(BREAK) + 1


def raised(text: str) -> float:
    """Return how far above its place the first line begins, so that all lines together are centred there."""
    return (lines_of(text) - 1) * LEADING / 2
