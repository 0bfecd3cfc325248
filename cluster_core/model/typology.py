"""Which type a cluster is of: criteria, rule and types of a typology file, and the outcome for all units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.model.framework import Child
from cluster_core.model.stages import Array, Notice
from cluster_core.model.text import Text

UNCLASSIFIED = "unclassified"
STRATEGIES = ("technology", "brand", "governance")
COLUMNS = (
    *("region", "type", "criteria", "overridden", "margin_criterion", "margin", "margin_way"),
    *("binding", "binding_rise", "robustness"),
)
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: a weighted mean of indicators' goodness."""

    id: str
    name: Text
    children: tuple[Child, ...]
    cite: str = ""


@dataclass(frozen=True, slots=True)
class ClusterType:
    """One type and the strategies that go with it, by the names of `STRATEGIES`."""

    id: str
    name: Text
    strategy: tuple[tuple[str, Text], ...] = ()
    cite: str = ""


@dataclass(frozen=True, slots=True)
class TypeRule:
    """The thresholds of the rule; `MethodError` where they cannot be used.

    Highest type: at least `n_high` criteria reach `t_high` and none is below `least`; middle type: at least `n_mid`
    reach `t_mid`; lowest type: the rest. No type with fewer than `min_criteria` criteria scored. A criterion is scored
    if at least `min_coverage` of its weight has data.

    >>> TypeRule(t_mid=80)
    Traceback (most recent call last):
    cluster_core.errors.MethodError: t_mid: found 80, allowed: at most t_high (75).
    """

    t_high: float = 75.0
    t_mid: float = 60.0
    n_high: int = 3
    n_mid: int = 2
    least: float = 60.0
    min_criteria: int = 3
    min_coverage: float = 0.5

    def __post_init__(self) -> None:
        """Refuse thresholds that no criterion could be held against."""
        for name, found, allowed in misfits(self):
            raise MethodError(f"{name}: found {found}, allowed: {allowed}.")


def misfits(rule: TypeRule) -> Iterator[tuple[str, str, str]]:
    """Return what is wrong with a rule's thresholds: field, found, allowed."""
    for name in ("t_high", "t_mid", "least"):
        if not 0 <= getattr(rule, name) <= 100:
            yield name, f"{getattr(rule, name):g}", "a number from 0 to 100"
    if rule.t_mid > rule.t_high:
        yield "t_mid", f"{rule.t_mid:g}", f"at most t_high ({rule.t_high:g})"
    for name in ("n_high", "n_mid", "min_criteria"):
        if getattr(rule, name) < 1:
            yield name, f"{getattr(rule, name)}", "a whole number from 1 up"
    if not 0 <= rule.min_coverage <= 1:
        yield "min_coverage", f"{rule.min_coverage:g}", "a number from 0 to 1"


@dataclass(frozen=True, slots=True)
class Draws:
    """How the firmness of a type is tried: `count` random draws from `seed`.

    spread: an expert rating varies by up to so many points; concentration: the parameters of the Dirichlet
    distribution of a criterion's weights are their shares times this number.
    """

    count: int = 2000
    seed: int = 1
    spread: float = 5.0
    concentration: float = 20.0


@dataclass(frozen=True, slots=True)
class Typology:
    """One typology file; `types` from the highest to the lowest, three of them."""

    id: str
    name: Text
    criteria: tuple[Criterion, ...]
    types: tuple[ClusterType, ...]
    rule: TypeRule = field(default_factory=TypeRule)
    draws: Draws = field(default_factory=Draws)
    origin: Text = Text()
    source: str = ""
    cite: str = ""
    version: str = "1"

    @property
    def indicators(self) -> tuple[str, ...]:
        """The distinct indicators of the criteria, in file order."""
        return tuple(dict.fromkeys(child.id for criterion in self.criteria for child in criterion.children))

    @property
    def codes(self) -> tuple[str, ...]:
        """What the numbers 0-3 of `assess.typology.types_of` stand for: unclassified, lowest, middle, highest."""
        return (UNCLASSIFIED, *(kind.id for kind in reversed(self.types)))


@dataclass(frozen=True, eq=False)
class Classification:
    """The types of all units. Arrays are units x criteria, NaN where missing, unless said otherwise.

    scores 0-100; coverage: the weight share with data, 0-1; overridden: set by a rating of the user's.
    rise, fall: the smallest change of that one criterion alone that lifts, or lowers, the type; NaN if there is none.
    kept: per unit, the share of random draws that keep the type.
    """

    typology: Typology
    rule: TypeRule
    units: tuple[str, ...]
    scores: Array
    coverage: Array
    overridden: Flags
    types: tuple[str, ...]
    rise: Array
    fall: Array
    kept: Array
    notices: tuple[Notice, ...] = ()

    @cached_property
    def binding(self) -> tuple[tuple[str, float], ...]:
        """Per unit, the criterion whose rise lifts the type with the least change, and that change; else "" and NaN."""
        return tuple(self._least(rises) for rises in self.rise)

    @cached_property
    def margins(self) -> tuple[tuple[str, float, str], ...]:
        """Per unit, the smallest change of one criterion that changes the type: criterion, change, up or down.

        Up where the two ways are equally near; "", NaN and "" where no single criterion can change the type.
        """
        return tuple(self._margin(row) for row in range(len(self.units)))

    @cached_property
    def tidy(self) -> pd.DataFrame:
        """One row a unit: type, the scores of the criteria, what is near the boundary, and how firm the type is."""
        criteria = [criterion.id for criterion in self.typology.criteria]
        names = np.array(criteria, dtype=object)
        table = pd.DataFrame({"region": list(self.units), "type": list(self.types)})
        table[criteria] = self.scores
        table["criteria"] = np.count_nonzero(~np.isnan(self.scores), axis=1)
        table["overridden"] = [";".join(names[flags]) for flags in self.overridden]
        table[["margin_criterion", "margin", "margin_way"]] = pd.DataFrame(list(self.margins))
        table[["binding", "binding_rise"]] = pd.DataFrame(list(self.binding))
        return table.assign(robustness=self.kept)

    def _least(self, changes: Array) -> tuple[str, float]:
        if np.isnan(changes).all():
            return "", float("nan")
        at = int(np.nanargmin(changes))
        return self.typology.criteria[at].id, float(changes[at])

    def _margin(self, row: int) -> tuple[str, float, str]:
        up, down = self._least(self.rise[row]), self._least(self.fall[row])
        if not up[0] and not down[0]:
            return "", float("nan"), ""
        if not down[0] or (up[0] and up[1] <= down[1]):
            return (*up, "up")
        return (*down, "down")
