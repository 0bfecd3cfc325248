"""The words of a briefing in one language, and texts of the data made fit for a line of it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cluster_core.model.text import Language, Text
from cluster_core.report import wording
from cluster_core.report.table import CUT, visible

FOLDER = Path(__file__).with_name("locales")
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Words:
    """One language: `t` looks a text up, the rest write numbers, lists and texts of the data."""

    language: Language

    def t(self, key: str, /, **values: object) -> str:
        """Return the text of a key with its places filled; `KeyError` where it is not in the catalogue."""
        return wording.fill(patterns(self.language), self.language, key, values)

    def has(self, key: str) -> bool:
        """Tell whether there is a text of this key."""
        return key in patterns(self.language)

    def text(self, text: Text, most: int = 80) -> str:
        """Return a text of the data on one line, cut to `most` half-width signs."""
        return line(text.get(self.language), most)

    def text_of(self, text: object, most: int = 60) -> str:
        """Return a text that has one language only on one line; anything else as nothing."""
        return line(text, most) if isinstance(text, str) else ""

    def place(self, text: Text, most: int = 32) -> str:
        """Return a region's name as it reads in a sentence: Chinese leaves the 市 of a prefecture away."""
        full = self.text(text, most)
        return full[:-1] if self.language == "zh" and len(full) > 2 and full.endswith("市") else full

    def number(self, value: float, digits: int = 1) -> str:
        """Return a number; missing an en dash."""
        return wording.number(value, digits, self.language)

    def alone(self, value: float) -> str:
        """Return a value of the data without its unit."""
        return self.number(value, wording.digits_of(value)) if math.isfinite(value) else wording.MISSING

    def quantity(self, value: float, unit: Text) -> str:
        """Return a value of the data in its unit."""
        number, label = self.alone(value), self.text(unit, 40)
        if not label or not math.isfinite(value):
            return number
        if label.endswith("%"):
            return f"{number}%"
        return f"{number}{label}" if label.startswith("%") else f"{number} {label}"

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share 0-1 as a percentage."""
        return f"{self.number(share * 100, digits)}%" if math.isfinite(share) else wording.MISSING

    def share(self, share: float) -> str:
        """Return a share that says never and always only where that is so."""
        if 0 < share < 0.005:
            return self.t("share.least")
        return self.t("share.most") if 0.995 <= share < 1 else self.percent(share)

    def ordinal(self, rank: int) -> str:
        """Return a place: 13th in English, the number in Chinese."""
        return self.t(f"ordinal.{wording.ordinal_form(rank, self.language)}", n=rank)

    def join(self, items: Iterable[str]) -> str:
        """Return a list as a sentence has it."""
        return wording.join(items, self.language)

    def some(self, names: list[str]) -> str:
        """Return a few names, the rest as a count."""
        if len(names) <= MOST_NAMES:
            return self.join(names)
        return self.t("noun.and_others", names=self.t("comma").join(names[:2]), count=len(names) - 2)

    def cite(self, cite: str) -> str:
        """Return a citation such as "000 四(一)1" in words; an unknown form as it is."""
        document, _, section = cite.partition(" ")
        if not document.isdigit():
            return line(cite, 40)
        key = "cite.section" if section else "cite.document"
        return line(self.t(key, document=document, section=section), 48)


def clauses(text: str, most: int) -> str:
    """Return as many of the clauses between semicolons as fit whole, with an ellipsis for the rest.

    >>> clauses("first; second; third", 16), clauses("one", 16)
    ('first; second…', 'one')
    """
    whole = " ".join(visible(text).split())
    if width(whole) <= most:
        return whole
    kept = whole
    while width(kept) > most - 1 and (at := max(kept.rfind(";"), kept.rfind("；"))) > 0:
        kept = kept[:at]
    return kept + CUT if width(kept) < most else line(whole, most)


def lines_of(text: str, cells: int) -> int:
    """Return how many lines a text takes where one holds so many half-width signs; words break a little early.

    >>> lines_of("盐城" * 10, 22), lines_of("", 22)
    (2, 0)
    """
    return math.ceil(width(text) * 1.06 / cells)


def fitting(texts: Iterable[str], cells: int, most: int) -> list[str]:
    """Return as many texts as fit into `most` lines, the first one cut if it alone does not.

    >>> fitting(["one", "two", "three"], 10, 2)
    ['one', 'two']
    """
    kept: list[str] = []
    for text in texts:
        left = most - sum(lines_of(one, cells) for one in kept)
        if lines_of(text, cells) > left:
            return kept or [line(text, int(cells * most / 1.06))]
        kept.append(text)
    return kept


def one_line(texts: Iterable[str], language: Language) -> str:
    """Return remarks on one line, empty ones left out.

    >>> one_line(["two more", "", "one unknown"], "en")
    'two more; one unknown'
    """
    return ("；" if language == "zh" else "; ").join(text for text in texts if text)


@cache
def patterns(language: Language) -> wording.Patterns:
    """Return the catalogue of a language."""
    return wording.patterns_of([wording.read_catalogue(FOLDER / f"{language}.po", language)])


def width(text: str) -> int:
    """Return how wide a text is in half-width signs; a Chinese character counts as two.

    >>> width("盐城 13")
    7
    """
    return sum(_cells(sign) for sign in text)


def _cells(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def line(text: str, most: int) -> str:
    """Return a text on one line with unseen signs marked, cut to `most` half-width signs with an ellipsis.

    >>> line("a long name", 7), line("盐城市", 6)
    ('a long…', '盐城市')
    """
    whole = " ".join(visible(text[: 4 * most + 400]).split())
    if width(whole) <= most:
        return whole
    room, kept = most - 1, ""
    for sign in whole:
        room -= _cells(sign)
        if room < 0:
            break
        kept += sign
    return kept.rstrip() + CUT
