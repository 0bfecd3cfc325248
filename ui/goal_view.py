"""What of a goal travels in a view: levers chosen one by one, and the reader's own costs and bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from cluster_core.model.assessment import Assessment
from ui import goal, view_state
from ui.widget_keys import Key

Parts = tuple[
    Callable[[Assessment], Mapping[str, Any]],
    Callable[[Assessment], Collection[Any]],
    Callable[[Assessment, Sequence[Any]], None],
    Callable[[Assessment], None],
]
_NUMBER = re.compile(r"-?[0-9]{1,17}(p[0-9]{1,17})?(e-?[0-9]{1,3})?")


class Typed(Mapping[str, Any]):
    """Numbers that can be typed in, one an indicator: any is possible, so texts are read, and only held ones listed.

    >>> typed = Typed(("rd",), {"rd": 2.5})
    >>> list(typed), typed["0p1.rd"], "x.rd" in typed, "1.no" in typed
    (['2p5.rd'], ('rd', 0.1), False, False)
    """

    def __init__(self, known: Collection[str], held: Mapping[str, float]) -> None:
        """Keep what a number may be about, and what the reader has typed in."""
        self._known, self._held = set(known), dict(held)

    def __getitem__(self, text: str) -> tuple[str, float]:
        """Return indicator and number of a text."""
        number, _, indicator = text.partition(".")
        value = float(number.replace("p", ".")) if _NUMBER.fullmatch(number) else math.inf
        if indicator not in self._known or math.isinf(value):
            raise KeyError(text)
        return indicator, value

    def __iter__(self) -> Iterator[str]:
        """Walk the texts of the numbers held."""
        return (f"{_written(value)}.{name}" for name, value in self._held.items())

    def __len__(self) -> int:
        """Count the numbers held."""
        return len(self._held)


def _written(value: float) -> str:
    """Return a number without the signs that an address would have to escape."""
    return repr(value).replace("+", "").replace(".", "p")


def pin(assessment: Assessment, region: str) -> None:
    """Make the question on screen the reader's own choice, with the parts that were left at their defaults."""
    asked = goal.question(assessment, region)
    view_state.pick(Key.GOAL_KIND, goal.kind())
    if asked.rank is not None:
        view_state.pick(Key.GOAL_RANK, str(asked.rank))
    if asked.score is not None:
        view_state.pick(Key.GOAL_SCORE, str(asked.score))
    view_state.pick(Key.GOAL_LEVERS, goal.group())
    view_state.pick(Key.GOAL_BOUNDS, goal.bounds_kind())


def _chosen(assessment: Assessment) -> tuple[str, ...]:
    kept: Any = view_state.judged(goal.subject(assessment, "levers")).get("chosen") or ()
    return tuple(kept)


def _keep_levers(assessment: Assessment, levers: Sequence[str]) -> None:
    view_state.judge(goal.subject(assessment, "levers"), {"chosen": tuple(levers)})


def _forget(what: str) -> Callable[[Assessment], None]:
    return lambda assessment: view_state.judge(goal.subject(assessment, what), {})


LEVERS: Parts = (
    lambda assessment: {name: name for name in assessment.framework.indicators},
    _chosen,
    _keep_levers,
    _forget("levers"),
)


def numbers(what: str) -> Parts:
    """Return how the reader's own costs ("cost", held within 0-100) or bounds ("limit") travel."""

    def keep(assessment: Assessment, pairs: Sequence[tuple[str, float]]) -> None:
        most = goal.COST_MOST if what == "cost" else None
        held = {name: value if most is None else min(max(value, 0.0), most) for name, value in pairs}
        view_state.judge(goal.subject(assessment, what), held)

    return (
        lambda assessment: Typed(assessment.framework.indicators, goal.numbers(assessment, what)),
        lambda assessment: tuple(goal.numbers(assessment, what).items()),
        keep,
        _forget(what),
    )
