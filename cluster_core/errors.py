"""The errors that the core raises: each says what, where, what was found, what is allowed and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class ClusterError(Exception):
    """Parent of every error that a user of the core can cause or meet."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one place of one file.

    >>> print(Fault("observations.csv", 4, "value", "'n/a'", "a number, or empty for missing"))
    observations.csv:4: value: found 'n/a', allowed: a number, or empty for missing
    """

    file: str
    row: int | None
    column: str
    found: str
    allowed: str
    hint: str = ""

    def __str__(self) -> str:
        """Render as `file:row: column: found, allowed`, the hint behind it."""
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        text = f"{place}: {self.column}: found {self.found}, allowed: {self.allowed}"
        return f"{text}. {self.hint}" if self.hint else text


class FaultsError(ClusterError):
    """An input with one or more faults, all of them reported at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in `faults`; the message lists them one a line."""
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class BundleError(FaultsError):
    """A bundle, or a file in it, cannot be used as it is."""


class StoreError(ClusterError):
    """The DuckDB file is missing, damaged, foreign or of another schema version."""


class UserDataError(ClusterError):
    """What users saved cannot be read or written as asked; nothing of it was changed.

    `kind` says why in one word: damaged, foreign, newer, locked, read_only, full, unreachable; gone, changed, name.
    """

    def __init__(self, kind: str, message: str) -> None:
        """Keep the kind, by which a page finds its own words."""
        self.kind = kind
        super().__init__(message)


class ScenarioError(ClusterError):
    """A scenario, or the code of one, names or carries something that cannot be used."""


class MethodError(ClusterError):
    """A method was asked for something that it is not defined for."""


def one_of(names: Iterable[str]) -> str:
    """List what is allowed, in the order given.

    >>> one_of(["benefit", "cost"])
    'benefit, cost'
    """
    return ", ".join(names)


def did_you_mean(found: str, allowed: Sequence[str]) -> str:
    """Hint at the nearest allowed name; empty if none is near.

    >>> did_you_mean("inovation", ["innovation", "brand"])
    "Did you mean 'innovation'?"
    >>> did_you_mean("zzz", ["innovation"])
    ''
    """
    near = get_close_matches(found, allowed, n=1)
    return f"Did you mean '{near[0]}'?" if near else ""
