"""A list that collects faults, so that a check can report every one of them at once."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from cluster_core.errors import BundleError, Fault, did_you_mean, one_of
from cluster_core.model.scenario import ID

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
INTEGER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
AN_ID = "1-64 letters, digits, '_', '.' or '-'"
LONGEST_LIST = 12


def quote(value: str) -> str:
    r"""Quote a value as it was found: control characters made visible, cut at 80 characters.

    >>> print(quote("a\tb"))
    'a\tb'
    """
    shown = value if len(value) <= 80 else f"{value[:79]}…"
    return "'" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown) + "'"


@dataclass(slots=True)
class Faults:
    """Faults found so far. Its readers return the value, or None after noting the fault."""

    found: list[Fault] = field(default_factory=list[Fault])

    def add(self, file: str, row: int | None, column: str, found: str, allowed: str, hint: str = "") -> None:
        """Note one fault; `found` is quoted by the caller where it is a value."""
        self.found.append(Fault(file, row, column, found, allowed, hint))

    def raise_if_any(self) -> None:
        """Raise `BundleError` with every fault noted."""
        if self.found:
            raise BundleError(self.found)

    def identifier(self, place: Place, value: str) -> str | None:
        """Read an id."""
        if ID.fullmatch(value):
            return value
        self.add(*place.at(), quote(value) if value else "nothing", f"an id of {AN_ID}")
        return None

    def number(self, place: Place, value: str, allowed: str = "a number, or empty for missing") -> float | None:
        """Read a finite number written with a decimal point; empty is None without a fault."""
        if value == "":
            return None
        if NUMBER.fullmatch(value) and math.isfinite(float(value)):
            return float(value)
        self.add(*place.at(), quote(value), allowed, _number_hint(value))
        return None

    def integer(self, place: Place, value: str, allowed: str = "a whole number") -> int | None:
        """Read an integer; empty is None without a fault."""
        if value == "":
            return None
        if INTEGER.fullmatch(value):
            return int(value)
        self.add(*place.at(), quote(value), allowed)
        return None

    def choice(self, place: Place, value: str, allowed: Sequence[str], default: str | None = None) -> str | None:
        """Read one of `allowed`; empty gives `default` where there is one."""
        if value == "" and default is not None:
            return default
        if value in allowed:
            return value
        self.add(*place.at(), quote(value) if value else "nothing", one_of(allowed), did_you_mean(value, allowed))
        return None

    def known(self, place: Place, value: str, known: Collection[str], what: str) -> str | None:
        """Read an id that must exist already."""
        if value in known:
            return value
        names = list(known)
        listed = one_of(names[:LONGEST_LIST]) + (", …" if len(names) > LONGEST_LIST else "")
        allowed = f"a known {what} ({listed})" if names else f"a known {what} (there is none)"
        self.add(*place.at(), quote(value) if value else "nothing", allowed, did_you_mean(value, names))
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file, row (1 is the first line) and column or key."""

    file: str
    row: int | None
    column: str

    def at(self) -> tuple[str, int | None, str]:
        """Return the three parts."""
        return self.file, self.row, self.column


def _number_hint(value: str) -> str:
    if "," in value:
        return "Write 1234.5, without separators of thousands and with a decimal point."
    if value.strip("%").strip() != value:
        return "Leave the percent sign out; the unit stands in indicators.csv."
    return ""
