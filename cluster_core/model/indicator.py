"""What is measured: one indicator with its unit, direction and the way it is derived."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_core.model.text import Text

DIRECTIONS = ("benefit", "cost")
TRANSFORMS = ("none", "log1p")
KINDS = ("objective", "derived", "expert")
STATUSES = ("observed", "estimated", "imputed", "rating")
QUALITIES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of `indicators.csv`.

    `numerator` (and `denominator`) name observed indicators; a row with a numerator is derived and has no
    observations of its own: its value is scale * numerator / denominator. `target` and the goalposts are in the
    indicator's own unit, before `transform`. `breaks_before` is the first year of the present definition. `proxy` marks
    a stand-in for something that has no open data. `error` is the standard error of a value, in percent of it; None
    where nobody states one.
    """

    id: str
    name: Text
    direction: str
    unit: Text = Text()
    numerator: str = ""
    denominator: str = ""
    scale: float = 1.0
    transform: str = "none"
    kind: str = "objective"
    unit_of_analysis: str = ""
    target: float | None = None
    goalpost_low: float | None = None
    goalpost_high: float | None = None
    breaks_before: int | None = None
    description: Text = Text()
    typical_source: Text = Text()
    proxy: bool = False
    error: float | None = None

    @property
    def derived(self) -> bool:
        """Whether the value is computed from other indicators."""
        return bool(self.numerator)

    @property
    def sign(self) -> int:
        """+1 where more is better, -1 where less is better."""
        return 1 if self.direction == "benefit" else -1
