"""Observations in columns, as a million of them must fit: keys as codes, values as floats, NaN for missing."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

_YEARS = 10_000_000_000  # room for any year in a key


@dataclass(frozen=True)
class Keys:
    """The regions and indicators that codes stand for."""

    regions: tuple[str, ...]
    indicators: tuple[str, ...]
    region_at: dict[str, int] = field(default_factory=dict[str, int])
    indicator_at: dict[str, int] = field(default_factory=dict[str, int])


def keys_of(regions: Sequence[str], indicators: Sequence[str]) -> Keys:
    """Return the codes of a bundle's regions and indicators, by their order."""
    return Keys(
        tuple(regions),
        tuple(indicators),
        {name: at for at, name in enumerate(regions)},
        {name: at for at, name in enumerate(indicators)},
    )


@dataclass(frozen=True)
class Observations:
    """Region, indicator, year, value, and two columns of whole numbers that say where each is from.

    From a table these are row and column of its cell, from 0; from a bundle the number of its source, and 0.

    >>> made = Observations(keys_of(["a", "b"], ["x"]))
    >>> made.add("b", "x", 2020, 1.5, (4, 2))
    >>> len(made), made.key(0), made.value(0)
    (1, ('b', 'x', 2020), 1.5)
    """

    keys: Keys
    region: array[int] = field(default_factory=lambda: array("i"))
    indicator: array[int] = field(default_factory=lambda: array("i"))
    year: array[int] = field(default_factory=lambda: array("i"))
    values: array[float] = field(default_factory=lambda: array("d"))
    row: array[int] = field(default_factory=lambda: array("i"))
    column: array[int] = field(default_factory=lambda: array("i"))

    def add(self, region: str, indicator: str, year: int, value: float, cell: tuple[int, int]) -> None:
        """Add one; both ids must be known."""
        self.region.append(self.keys.region_at[region])
        self.indicator.append(self.keys.indicator_at[indicator])
        self.year.append(year)
        self.values.append(value)
        self.row.append(cell[0])
        self.column.append(cell[1])

    def __len__(self) -> int:
        """Tell how many there are."""
        return len(self.values)

    def key(self, at: int) -> tuple[str, str, int]:
        """Return region, indicator and year of one."""
        return self.keys.regions[self.region[at]], self.keys.indicators[self.indicator[at]], self.year[at]

    def value(self, at: int) -> float | None:
        """Return the value of one; None for missing."""
        value = self.values[at]
        return None if value != value else value  # noqa: PLR0124 - NaN alone differs from itself

    def cell(self, at: int) -> tuple[int, int]:
        """Return the place of one."""
        return self.row[at], self.column[at]

    def codes(self) -> NDArray[np.int64]:
        """Return one whole number a key: equal for equal keys."""
        pairs = np.asarray(self.region, np.int64) * len(self.keys.indicators) + np.asarray(
            self.indicator, np.int64
        )
        return pairs * _YEARS + np.asarray(self.year, np.int64)

    def floats(self) -> NDArray[np.float64]:
        """Return the values."""
        return np.asarray(self.values, np.float64)
