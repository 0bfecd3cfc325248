"""Texts as they are searched: simplified, narrow, without case; and where in the original a hit lies."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

QUERY_MAX = 200  # characters that are looked at
_ELLIPSIS = "…"

Pieces = tuple[tuple[str, bool], ...]


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def folded(text: str) -> str:
    r"""Return a text as it is searched: full-width forms narrow, traditional characters simplified, without case.

    >>> folded("產業鏈 \uff21\uff29 Straße")
    '产业链 ai strasse'
    """
    return _simplifier().convert(unicodedata.normalize("NFKC", text)).casefold()


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of a query, folded, each once: what holds a letter or figure.

    Only the first 200 characters are looked at. Signs that cannot be seen or only steer the direction of writing part
    no words and are dropped; a word of punctuation, or of pictures, alone is none.

    >>> words_of("  Core TECHNOLOGY, 核心技術 … ")
    ('core', 'technology', '核心技术')
    >>> words_of("(.*)[+]?; --")
    ()
    """
    seen = "".join(
        one for one in query[:QUERY_MAX] if unicodedata.category(one) not in {"Cf", "Cs", "Cn", "Co"}
    )
    parts = (_trimmed(part) for part in folded(seen).split())
    return tuple(dict.fromkeys(part for part in parts if part))


def _trimmed(part: str) -> str:
    """Return a word without the signs around it; empty where it holds no letter or figure."""
    told = [at for at, one in enumerate(part) if unicodedata.category(one)[0] in "LN"]
    return part[told[0] : told[-1] + 1] if told else ""


def is_cut(query: str) -> bool:
    """Tell whether a query is longer than what is looked at."""
    return len(query) > QUERY_MAX


def marked(text: str, words: Sequence[str]) -> Pieces:
    """Return a text in pieces, each with whether it is a hit; the pieces joined are the text.

    words: folded, as `words_of` returns them. Hits that touch or overlap are one piece.

    >>> marked("打造卓越產業鏈", ["产业链"])
    (('打造卓越', False), ('產業鏈', True))
    """
    hit = [False] * len(text)
    shadow, origin = _traced(text)
    for word in words:
        at = shadow.find(word) if word else -1
        while at >= 0:
            first, last = origin[at], origin[at + len(word) - 1]
            hit[first : last + 1] = [True] * (last + 1 - first)
            at = shadow.find(word, at + len(word))
    pieces: list[tuple[str, bool]] = []
    for one, is_hit in zip(text, hit, strict=True):
        if pieces and pieces[-1][1] == is_hit:
            pieces[-1] = (pieces[-1][0] + one, is_hit)
        else:
            pieces.append((one, is_hit))
    return tuple(pieces)


def _traced(text: str) -> tuple[str, list[int]]:
    """Return a text folded, and for each of its characters the place in the original that it comes from."""
    narrow: list[str] = []
    origin: list[int] = []
    for at, one in enumerate(text):
        for made in unicodedata.normalize("NFKC", one):
            narrow.append(made)
            origin.append(at)
    simple = _simplifier().convert("".join(narrow))
    if len(simple) != len(narrow):  # a phrase that changes its length: sign by sign keeps the places
        simple = "".join(_simplifier().convert(one)[:1] or one for one in narrow)
    shadow: list[str] = []
    places: list[int] = []
    for one, at in zip(simple, origin, strict=True):
        small = one.casefold()
        shadow.append(small)
        places += [at] * len(small)
    return "".join(shadow), places


def excerpt(text: str, words: Sequence[str], around: int = 36) -> Pieces:
    """Return the part of a text with the most hits in pieces, `around` characters before the first, twice that after.

    The beginning of the text where nothing is hit; an ellipsis stands where something is left out.

    >>> "".join(piece for piece, _ in excerpt("word" * 50 + " the core " + "b" * 300, ["core"], around=6))
    '…the core…'
    """
    spans: list[tuple[int, int]] = []
    at = 0
    for piece, is_hit in marked(text, words):
        if is_hit:
            spans.append((at, at + len(piece)))
        at += len(piece)
    first, last = max(spans, key=lambda span: _within(spans, span[0], around), default=(0, 0))
    start, end = max(0, first - around), min(len(text), last + 2 * around)
    if (
        start and (blank := text.find(" ", start, first)) >= 0
    ):  # no word is cut where another begins before the hit
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", last, end)) >= 0:
        end = blank
    before = [(_ELLIPSIS, False)] if start else []
    after = [(_ELLIPSIS, False)] if end < len(text) else []
    return (*before, *marked(text[start:end], words), *after)


def _within(spans: Sequence[tuple[int, int]], start: int, around: int) -> int:
    """Return how many characters of hits an excerpt would show that begins with the hit at `start`."""
    return sum(last - first for first, last in spans if start <= first and last <= start + 2 * around)
