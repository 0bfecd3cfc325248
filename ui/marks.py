"""Small drawings as SVG: the name plate of the product and the strip of weights. Numbers and our own words only."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from ui.theme import FONT, Tokens, dimension_colours

STRIP_WIDTH, STRIP_HEIGHT = 200, 34


def name_plate(product: str, tokens: Tokens) -> str:
    """Draw four squares in the colours of the forces and the product's name beside them."""
    places = ((0, 0), (12, 0), (0, 12), (12, 12))
    squares = "".join(
        f'<rect x="{x}" y="{y + 3}" width="10" height="10" rx="2" fill="{colour}"/>'
        for (x, y), colour in zip(places, tokens.forces, strict=True)
    )
    words = (
        f'<text x="32" y="20" font-family="{_font()}" font-size="15" font-weight="700" fill="{tokens.ink}">'
        f"{escape(product)}</text>"
    )
    return f'<svg viewBox="0 0 196 28" width="196" height="28">{squares}{words}</svg>'


def icon(tokens: Tokens) -> str:
    """Draw the four squares alone."""
    places = ((0, 0), (12, 0), (0, 12), (12, 12))
    squares = "".join(
        f'<rect x="{x + 1}" y="{y + 1}" width="10" height="10" rx="2" fill="{colour}"/>'
        for (x, y), colour in zip(places, tokens.forces, strict=True)
    )
    return f'<svg viewBox="0 0 24 24" width="24" height="24">{squares}</svg>'


def weight_strip(shares: Sequence[float], tokens: Tokens, size: int = 13) -> str:
    """Draw shares as one strip, whole percent below each part that has room for it in type of a size."""
    colours = dimension_colours(len(shares), tokens)
    parts, x = [], 0.0
    for share, colour in zip(shares, colours, strict=True):
        width = share * STRIP_WIDTH
        if width > 0:
            gap = 1 if width > 2 else 0
            parts.append(f'<rect x="{x:.2f}" y="2" width="{width - gap:.2f}" height="10" fill="{colour}"/>')
        if width >= 16 * size / 13:
            parts.append(
                f'<text x="{x + width / 2:.2f}" y="{16 + size}" text-anchor="middle" font-family="{_font()}" '
                f'font-size="{size}" fill="{tokens.muted}">{share * 100:.0f}</text>'
            )
        x += width
    height = STRIP_HEIGHT + size - 13
    box = f'viewBox="0 0 {STRIP_WIDTH} {height}" width="{STRIP_WIDTH}" height="{height}"'
    return f"<svg {box}>{''.join(parts)}</svg>"


def _font() -> str:
    return escape(FONT, {'"': "&quot;"})
