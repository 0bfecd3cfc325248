"""A list that collects faults, so that a check can report every one of them at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from cluster_core.errors import Fault, did_you_mean, one_of
from cluster_core.model.scenario import ID

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
INTEGER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
LARGEST = 1e100  # far beyond any indicator, and its square is still a number
A_WEIGHT = "a finite number from 0 up"
AN_ID = "1-64 letters, digits, '_', '.' or '-'"
LONGEST_LIST = 12


def quote(value: str) -> str:
    r"""Quote a value as it was found: control characters made visible, cut at 80 characters.

    >>> print(quote("a\tb"))
    'a\tb'
    """
    shown = value if len(value) <= 80 else f"{value[:79]}…"
    return "'" + "".join(_visible(character) for character in shown) + "'"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file, row (1 is the first line) and column or key."""

    file: str
    row: int | None
    column: str

    def column_of(self, column: str) -> Place:
        """Return the same row in another column."""
        return Place(self.file, self.row, column)


@dataclass(slots=True)
class Faults:
    """Faults noted so far. Its readers return the value, or None after noting the fault.

    `found` makes numbers unusable; `dangling` are references to nothing that no number depends on (a neighbour, a
    source, a measure): a check and a build refuse both, a bundle that is only read in memory passes with the latter.
    """

    found: list[Fault] = field(default_factory=list[Fault])
    dangling: list[Fault] = field(default_factory=list[Fault])

    @property
    def every(self) -> list[Fault]:
        """All faults, each once."""
        return list(dict.fromkeys((*self.found, *self.dangling)))

    def add(self, place: Place, found: str, allowed: str, hint: str = "") -> None:
        """Note one fault; `found` is quoted by the caller where it is a value."""
        self.found.append(Fault(place.file, place.row, place.column, found, allowed, hint))

    def identifier(self, place: Place, value: str) -> str | None:
        """Read an id."""
        if ID.fullmatch(value):
            return value
        self.add(place, quote(value) if value else "nothing", f"an id of {AN_ID}")
        return None

    def number(
        self, place: Place, value: str, allowed: str = "a number, or empty for missing"
    ) -> float | None:
        """Read a finite number written with a decimal point; empty is None without a fault."""
        if value == "":
            return None
        if NUMBER.fullmatch(value) and abs(float(value)) <= LARGEST:
            return float(value)
        self.add(place, quote(value), allowed, _number_hint(value))
        return None

    def weight(self, place: Place, value: str) -> float | None:
        """Read a weight: a finite number from 0 up; empty is None without a fault."""
        return self.least_zero(place, value, A_WEIGHT)

    def least_zero(self, place: Place, value: str, allowed: str) -> float | None:
        """Read a finite number from 0 up; empty is None without a fault."""
        number = self.number(place, value, allowed)
        if number is not None and number < 0:
            self.add(place, quote(value), allowed)
            return None
        return number

    def integer(self, place: Place, value: str, allowed: str = "a whole number") -> int | None:
        """Read an integer; empty is None without a fault."""
        if value == "":
            return None
        if INTEGER.fullmatch(value):
            return int(value)
        self.add(place, quote(value), allowed)
        return None

    def choice(
        self, place: Place, value: str, allowed: Sequence[str], default: str | None = None
    ) -> str | None:
        """Read one of `allowed`; empty gives `default` where there is one."""
        if value == "" and default is not None:
            return default
        if value in allowed:
            return value
        self.add(place, quote(value) if value else "nothing", one_of(allowed), did_you_mean(value, allowed))
        return None

    def known(
        self, place: Place, value: str, known: Collection[str], what: str, *, dangling: bool = False
    ) -> str | None:
        """Read an id that must exist already."""
        if value in known:
            return value
        names = list(known)
        listed = one_of(names[:LONGEST_LIST]) + (", …" if len(names) > LONGEST_LIST else "")
        allowed = f"a known {what} ({listed})" if names else f"a known {what} (there is none)"
        found = quote(value) if value else "nothing"
        fault = Fault(place.file, place.row, place.column, found, allowed, did_you_mean(value, names))
        (self.dangling if dangling else self.found).append(fault)
        return None


def _visible(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return character.encode("unicode_escape").decode() if hidden else character


def _number_hint(value: str) -> str:
    if NUMBER.fullmatch(value):
        return f"Its size must not exceed {LARGEST:g}."
    if "," in value:
        return "Write 1234.5, without separators of thousands and with a decimal point."
    if value.strip("%").strip() != value:
        return "Leave the percent sign out; the unit stands in indicators.csv."
    return ""
