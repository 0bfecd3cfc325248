"""What is found in a table on its way in: faults that stop an import, warnings and notes, each at its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from cluster_core.store.faults import quote

KEPT = 500  # of each severity; the rest is counted
Severity = Literal["fault", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("fault", "warning", "note")


def cell_name(row: int, column: int) -> str:
    """Return a cell's name in a spreadsheet; row and column count from 0.

    >>> cell_name(0, 0), cell_name(6, 27)
    ('A1', 'AB7')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing at one place. `kind` is a word by which a page finds its own sentence; `row`, `column` count from 1.

    Row 0 is the table as a whole. `found` is shown as it was found, `allowed` and `next_step` in plain English.
    """

    severity: Severity
    kind: str
    row: int
    column: int
    found: str
    allowed: str = ""
    next_step: str = ""

    @property
    def cell(self) -> str:
        """The cell's name in a spreadsheet; empty for the table as a whole."""
        return cell_name(self.row - 1, self.column - 1) if self.row and self.column else ""

    def __str__(self) -> str:
        """Render as `cell: found, allowed`, the next step behind it.

        >>> print(Finding("fault", "number", 4, 2, "'many'", "a number", "Correct the cell."))
        B4: found 'many', allowed: a number. Correct the cell.
        """
        place = self.cell or (f"row {self.row}" if self.row else "table")
        text = f"{place}: found {self.found}" + (f", allowed: {self.allowed}" if self.allowed else "")
        return f"{text}. {self.next_step}" if self.next_step else text


@dataclass(slots=True)
class Findings:
    """Findings so far: the first of each severity are kept, all of them counted by severity and kind."""

    kept: dict[Severity, list[Finding]] = field(default_factory=lambda: {one: [] for one in SEVERITIES})
    counts: Counter[tuple[Severity, str]] = field(default_factory=Counter[tuple[Severity, str]])

    def add(self, severity: Severity, kind: str, at: tuple[int, int], found: str, *then: str) -> None:
        """Note one; `at` is row and column from 0 (-1: the whole row, or table), `then` what is allowed, and next."""
        self.counts[severity, kind] += 1
        if len(self.kept[severity]) < KEPT:
            allowed, next_step = (*then, "", "")[:2]
            self.kept[severity].append(
                Finding(severity, kind, at[0] + 1, at[1] + 1, found, allowed, next_step)
            )

    def add_value(self, severity: Severity, kind: str, at: tuple[int, int], value: str, *then: str) -> None:
        """Note one about a value, quoted."""
        self.add(severity, kind, at, quote(value), *then)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take over findings that were noted elsewhere."""
        for one in findings:
            self.counts[one.severity, one.kind] += 1
            if len(self.kept[one.severity]) < KEPT:
                self.kept[one.severity].append(one)

    def count(self, severity: Severity) -> int:
        """Return how many there are of a severity."""
        return sum(number for (one, _), number in self.counts.items() if one == severity)

    @property
    def every(self) -> list[Finding]:
        """Those that were kept, faults first."""
        return [one for severity in SEVERITIES for one in self.kept[severity]]
