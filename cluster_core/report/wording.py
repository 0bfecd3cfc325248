"""Words by key and numbers as each language writes them: catalogues read once, no session and no screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from babel import Locale
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from cluster_core.model.text import Language

LOCALES: dict[Language, str] = {"zh": "zh_CN", "en": "en"}
# Lists and numbers follow British habits ("A, B and C"); the catalogue itself serves every English reader.
_REGIONAL: dict[Language, str] = {"zh": "zh_CN", "en": "en_GB"}
MISSING = "–"

Patterns = Mapping[str, tuple[str, ...]]


def read_catalogue(path: Path, language: Language) -> Catalog:
    """Return one catalogue file."""
    with path.open("rb") as file:
        return read_po(file, locale=LOCALES[language])


def patterns_of(catalogues: Iterable[Catalog]) -> dict[str, tuple[str, ...]]:
    """Return the texts of catalogues by key: one, or one per plural form."""
    texts: dict[str, tuple[str, ...]] = {}
    for catalogue in catalogues:
        for message in catalogue:
            if message.id:
                key, said = cast("tuple[Any, Any]", (message.id, message.string))
                texts[key if isinstance(key, str) else key[0]] = (
                    (said,) if isinstance(said, str) else tuple(said)
                )
    return texts


def fill(patterns: Patterns, language: Language, key: str, values: Mapping[str, object]) -> str:
    """Return the text of a key with its {named} places filled.

    A whole number called `count` chooses the plural form where the text has several. `KeyError` if the key, its text
    or a value that it needs is missing.

    >>> fill({"a": ("{count} case", "{count} cases")}, "en", "a", {"count": 2})
    '2 cases'
    """
    forms = patterns[key]
    at = _plural_index(language, values.get("count")) if len(forms) > 1 else 0
    form = forms[at]
    if not form:
        raise KeyError(key)
    return form.format(**values)


def _plural_index(language: Language, count: object) -> int:
    if not isinstance(count, int):
        raise KeyError("count")
    return 0 if _locale(language).plural_form(count) == "one" else 1


def number(value: float | None, digits: int, language: Language) -> str:
    """Return a number with a fixed count of decimals, thousands set apart and a true minus sign; missing an en dash.

    >>> number(-1234.56, 1, "en"), number(float("nan"), 1, "en")
    ('−1,234.6', '–')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    return _number(round(float(value), digits) + 0.0, digits, language)  # no negative zero


@lru_cache(maxsize=8192)
def _number(rounded: float, digits: int, language: Language) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(rounded, format=pattern, locale=_locale(language)).replace("-", "−")


def digits_of(value: float, *, small: int = 2) -> int:
    """Return how many decimals show about three significant figures, `small` below ten; none of a whole number.

    >>> [digits_of(one) for one in (8418.3, 50, 16.71, 5.717)]
    [0, 0, 1, 2]
    """
    size = abs(value)
    return 0 if size >= 1000 or size == int(size) else 1 if size >= 10 else small


def ordinal_form(rank: int, language: Language) -> str:
    """Return the class of a place in a ranking, by which a catalogue finds its ending.

    >>> [ordinal_form(one, "en") for one in (1, 2, 3, 13)]
    ['one', 'two', 'few', 'other']
    """
    return _locale(language).ordinal_form(int(rank))


def join(items: Iterable[str], language: Language) -> str:
    """Return a list as a sentence has it.

    >>> join(["A", "B", "C"], "en"), join(["甲", "乙"], "zh")
    ('A, B and C', '甲和乙')
    """
    return format_list(list(items), locale=_locale(language))


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_REGIONAL[language])
