"""What users say of chokepoint technologies in a workshop, in place of the register's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from cluster_core.errors import MethodError, RatingError, did_you_mean, one_of
from cluster_core.model.chokepoints import DOMESTIC_LEVELS, Chokepoints, Technology

RUBRIC = (0, 25, 50, 75, 100)
MOST_YEARS = 50
YEARS = (1990, 2100)
_WHOLE = re.compile(r"(-?[0-9]{1,9})(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Rating:
    """What one user says of one entry; None leaves the register's word. `category` "" takes it out of all lanes.

    criticality: of `RUBRIC`; gap_years and expected_years: whole years up to `MOST_YEARS`; window: years of `YEARS`.
    """

    criticality: int | None = None
    category: str | None = None
    domestic_level: str | None = None
    gap_years: int | None = None
    window_start: int | None = None
    window_end: int | None = None
    expected_years: int | None = None

    @property
    def given(self) -> dict[str, int | str]:
        """The fields that say something."""
        return {one: value for one in FIELDS if (value := getattr(self, one)) is not None}


FIELDS = tuple(field.name for field in fields(Rating))


def allowed(register: Chokepoints, field: str) -> tuple[int | str, ...]:
    """Return what may be said in one field of a rating."""
    if field == "criticality":
        return RUBRIC
    if field == "category":
        return ("", *(category.id for category in register.categories))
    if field == "domestic_level":
        return DOMESTIC_LEVELS
    first, last = YEARS if field.startswith("window") else (0, MOST_YEARS)
    return tuple(range(first, last + 1))


def rated(register: Chokepoints, ratings: Mapping[str, Rating]) -> Chokepoints:
    """Return the register with the ratings put over its entries.

    Parameters
    ----------
    ratings : entry -> what the user says of it

    Raises
    ------
    MethodError
        If a rating names no entry.
    RatingError
        If a value is not allowed (a criticality off the rubric, an unknown category), or a window ends before it
        starts. What was found and what is allowed is named.

    >>> from cluster_core.model.text import Text
    >>> known = Chokepoints("c", Text("c"), (), (Technology("x", Text("x"), Text("x")),))
    >>> rated(known, {"x": Rating(criticality=75)}).entries[0].criticality
    75
    """
    known = tuple(entry.id for entry in register.entries)
    for name, rating in ratings.items():
        if name not in known:
            hint = did_you_mean(name, known)
            raise MethodError(f"technology: found '{name}', allowed: {one_of(known[:20])}. {hint}".rstrip())
        for field, found, listed in refusals(register, name, rating):
            raise RatingError(name, field, found, listed)
    entries = tuple(
        _rated(entry, ratings[entry.id]) if entry.id in ratings else entry for entry in register.entries
    )
    return replace(register, entries=entries)


def refusals(register: Chokepoints, name: str, rating: Rating) -> list[tuple[str, str, str]]:
    """Return what may not be said of an entry: the field, what was found and what is allowed."""
    refused: list[tuple[str, str, str]] = []
    for field, value in rating.given.items():
        listed = allowed(register, field)
        if value not in listed:
            words = [str(one) for one in listed if one != ""]
            span = one_of(words) if len(words) < 12 else f"a whole number from {words[0]} to {words[-1]}"
            refused.append((field, f"'{value}'", span))
    entry = next(one for one in register.entries if one.id == name)
    start, end = rating.window_start or entry.window_start, rating.window_end or entry.window_end
    if not refused and start is not None and end is not None and end < start:
        refused.append(("window_end", f"'{end}'", f"a year from window_start ({start}) on"))
    return refused


def _rated(entry: Technology, rating: Rating) -> Technology:
    changed: dict[str, Any] = dict(rating.given)
    return replace(entry, **changed)


def read_field(field: str, text: str) -> int | str | None:
    """Return the value that a text stands for: None for nothing, a whole number where the field has numbers.

    A text that is no whole number stays a text, for `check` to refuse.

    >>> read_field("criticality", "75"), read_field("criticality", "75.0"), read_field("gap_years", "3.5")
    (75, 75, '3.5')
    """
    if text == "":
        return None
    whole = None if field in ("category", "domestic_level") else _WHOLE.fullmatch(text)
    return int(whole[1]) if whole else text
