"""Every word on the screen: one lookup `t("key")`; numbers, ordinals and lists as each language writes them."""

from __future__ import annotations

import logging
import math
import re
import unicodedata
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog

from cluster_core.model.text import Language, Text
from cluster_core.report import wording
from cluster_core.report.wording import LOCALES
from ui import state

NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}
_FOLDER = Path(__file__).with_name("locales")
# What Markdown and Streamlit's directives would read inside a line, and what they would read at its beginning.
_MARKDOWN = re.compile(r"[\\`*_\[\]<~$]|:(?=[\w/])|^[#+>=|-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_JOINERS = "\u200c\u200d"
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)
_log = logging.getLogger(__name__)

# Tests set this, so that a missing text fails there; users get the other language's text instead.
strict = False


class MissingTextError(KeyError):
    """A key, or a value that its text needs, is missing from a catalogue."""


@cache
def catalogues(language: Language) -> tuple[Catalog, ...]:
    """Return the catalogues of one language: `messages.po` for what pages share, and one file per page."""
    folder = _FOLDER / LOCALES[language] / "LC_MESSAGES"
    return tuple(wording.read_catalogue(path, language) for path in sorted(folder.glob("*.po")))


@cache
def _patterns(language: Language) -> dict[str, tuple[str, ...]]:
    """Return the texts by key: one, or one per plural form."""
    return wording.patterns_of(catalogues(language))


def warm() -> None:
    """Read both catalogues before the first visitor."""
    for language in LOCALES:
        _patterns(language)


def language() -> Language:
    """Return the reader's language: what `speaking` set for a page outside Streamlit, else the session's."""
    return _spoken.get() or state.language()


@contextmanager
def speaking(chosen: Language) -> Generator[None]:
    """Speak a language where there is no session: for the pages of plain HTML."""
    before = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(before)


def t(key: str, /, **values: object) -> str:
    """Return the text of `key` in the reader's language with its {named} places filled.

    A whole number called `count` chooses the plural form where the text has several.
    """
    spoken = language()
    try:
        return _fill(spoken, key, values)
    except (KeyError, IndexError) as missing:
        if strict:
            raise MissingTextError(f"{spoken}: {key}: {missing}") from missing
        _log.error("text missing: %s: %s (%s)", spoken, key, missing)
        return _other_language(spoken, key, values)


def has(key: str) -> bool:
    """Tell whether the reader's language has a text of this key."""
    return key in _patterns(language())


def _other_language(language: Language, key: str, values: dict[str, object]) -> str:
    try:
        return _fill("en" if language == "zh" else "zh", key, values)
    except (KeyError, IndexError):
        return ""


def _fill(language: Language, key: str, values: dict[str, object]) -> str:
    return wording.fill(_patterns(language), language, key, values)


def name(text: Text) -> str:
    """Return a name or sentence that came with the data."""
    return text.get(language())


def place(text: Text) -> str:
    """Return a region's name as it reads in a sentence: Chinese leaves the 市 of a prefecture away."""
    full = name(text)
    return full[:-1] if language() == "zh" and len(full) > 2 and full.endswith("市") else full


def number(value: float, digits: int = 1) -> str:
    """Return a number with a fixed count of decimals, thousands set apart and a true minus sign.

    Missing gives an en dash.
    """
    return wording.number(value, digits, language())


def score(value: float) -> str:
    """Return a score with one decimal."""
    return number(value, 1)


def quantity(value: float, unit: Text) -> str:
    """Return a value in its own unit: about three significant figures, the unit as the language sets it."""
    if value is None or not math.isfinite(value):
        return "–"
    text, label = number(value, wording.digits_of(value)), name(unit)
    if not label:
        return text
    if label.endswith("%"):  # as in 占GDP %, which the indicator's name says already
        return f"{text}%"
    return f"{text}{label}" if label.startswith("%") else t("number.with_unit", number=text, unit=label)


def percent(share: float, digits: int = 0) -> str:
    """Return a share 0-1 as a percentage."""
    if share is None or not math.isfinite(share):
        return "–"
    return f"{number(share * 100, digits)}%"


def ordinal(rank: int) -> str:
    """Return a place in a ranking: 13th in English; in Chinese the number, which the sentence dresses."""
    return t(f"ordinal.{wording.ordinal_form(rank, language())}", n=rank)


def join(items: Iterable[str]) -> str:
    """Return a list as a sentence has it: A、B和C; A, B and C."""
    return wording.join(items, language())


def series(items: Iterable[str]) -> str:
    """Return a list of counted things: Chinese joins them by 、 alone, as 和 before a figure reads badly."""
    return "、".join(items) if language() == "zh" else join(items)


def plain(text: str) -> str:
    """Return text of the data with every Markdown and Streamlit sign escaped, on one line."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))


def isolated(text: str) -> str:
    """Return text that somebody typed so that it cannot turn or hide what stands beside it.

    Signs that steer the direction of writing or are invisible commands are dropped; text that runs from right to left
    is set apart. Joiners stay, as emoji are made with them.
    """
    shown = "".join(
        one for one in text if one in _JOINERS or unicodedata.category(one) not in {"Cc", "Cf", "Cs"}
    )
    if any(unicodedata.bidirectional(one) in {"R", "AL", "AN"} for one in shown):
        return f"\u2068{shown}\u2069"
    return shown
