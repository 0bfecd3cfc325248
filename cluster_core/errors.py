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

    `kind` says why in one word: damaged, foreign, newer, locked, read_only, full, unreachable; gone, changed, name;
    basket_kind, basket_full, basket_gone.
    """

    def __init__(self, kind: str, message: str) -> None:
        """Keep the kind, by which a page finds its own words."""
        self.kind = kind
        super().__init__(message)


class IntakeError(ClusterError):
    """A file cannot be imported as it is, or an import not be carried out; nothing was changed.

    `kind` says why in one word, by which a page finds its own words: docs/formats.md section 7 lists them.
    """

    def __init__(self, kind: str, message: str) -> None:
        """Keep the kind."""
        self.kind = kind
        super().__init__(message)


class FrameworkEditError(ClusterError):
    """A framework cannot be changed as asked; it stays as it was.

    `kind` says why in one word, by which a page finds its own words: cycle, root, duplicate, unknown, id, name, weight,
    all_zero, aggregate, method, deep, large, at_root.
    """

    def __init__(self, kind: str, message: str) -> None:
        """Keep the kind."""
        self.kind = kind
        super().__init__(message)


class WorkshopError(ClusterError):
    """Something asked of a workshop cannot be; nothing of it was changed.

    `kind` says why in one word: question, ballot, sum; code, room, token, key; draft, closed, round, ended, hidden,
    step, rounds, gone. docs/workshop.md says what each means.
    """

    def __init__(self, kind: str, message: str) -> None:
        """Keep the kind, by which a page finds its own words."""
        self.kind = kind
        super().__init__(message)


class TemplateError(ClusterError):
    """A house's own Word or PowerPoint file cannot be used for a briefing.

    `kind` says why in one word: unreadable, size, package, encrypted, members, bomb, entities, macros, external.
    """

    def __init__(self, kind: str, message: str) -> None:
        """Keep the kind."""
        self.kind = kind
        super().__init__(message)


class OfficeError(ClusterError):
    """The office suite that makes a PDF is not there, takes too long or fails.

    `kind` says which in one word: missing, slow, failed.
    """

    def __init__(self, kind: str, message: str) -> None:
        """Keep the kind."""
        self.kind = kind
        super().__init__(message)


class ScenarioError(ClusterError):
    """A scenario, or the code of one, names or carries something that cannot be used."""


class MethodError(ClusterError):
    """A method was asked for something that it is not defined for."""


class RatingError(MethodError):
    """A value that may not be said in one field of an entry; a page says it in its own words by these three."""

    def __init__(self, entry: str, field: str, found: str, allowed: str) -> None:
        """Keep entry, field and what was found, quoted."""
        self.entry, self.field, self.found = entry, field, found
        super().__init__(f"{field} of {entry}: found {found}, allowed: {allowed}.")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing asked of the weights: `code` lets a page say it in the reader's language.

    Codes: `floor` and `cap` (a child's least and most share, 0-1, in `value`), `order` (the first of `children` weighs
    at least as much as the second), `sum` (the shares of all children sum to 1).

    >>> print(Constraint("floor", ("brand",), 0.6)), print(Constraint("order", ("innovation", "brand")))
    brand at least 60 %
    innovation at least as much as brand
    (None, None)
    """

    code: str
    children: tuple[str, ...] = ()
    value: float = 0.0

    def __str__(self) -> str:
        """Render in plain words."""
        if self.code == "sum":
            return "all shares sum to 100 %"
        if self.code == "order":
            return f"{self.children[0]} at least as much as {self.children[1]}"
        return f"{self.children[0]} at {'least' if self.code == 'floor' else 'most'} {self.value * 100:.6g} %"


class ConstraintError(ClusterError):
    """What is asked of the weights cannot be met, or names what is not there."""

    def __init__(self, message: str, parent: str = "", constraints: Iterable[Constraint] = ()) -> None:
        """Keep, where constraints contradict, whose children they bind and the fewest of them that do."""
        self.parent = parent
        self.constraints: tuple[Constraint, ...] = tuple(constraints)
        super().__init__(message)


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
