"""The live board: all sliders of one parent in one element that moves while it is dragged.

The browser reckons shares at once and tells the server at most every tenth of a second; what comes from there is
checked before anything is believed. `live_board.js` and `live_board.css` beside this file are its two other halves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import streamlit as st

Act = Literal["move", "rest", "undo", "reset"]  # "rest": the hand has stopped, whatever is left may follow

TOP = 100  # where a slider ends
_LARGEST = 2**53  # beyond it a browser cannot count
_HERE = Path(__file__)
_mounted = st.components.v2.component(
    "live_board",
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,  # in a shadow tree Streamlit's own keys would not see that a slider has the focus
)


@dataclass(frozen=True)
class Slider:
    """One child: where its slider stands (0-100), and its share in force."""

    name: str
    colour: str
    position: int
    share: float
    locked: bool


@dataclass(frozen=True)
class Asked:
    """What the browser asks for; all positions and locks, and which movement of a hand they are part of."""

    act: Act
    number: int
    positions: tuple[int, ...] = ()
    locked: tuple[bool, ...] = ()
    movement: int = 0


@dataclass(frozen=True)
class Answer:
    """What the server says beside the sliders; `answered` is the number of the last thing asked."""

    answered: int
    refused: bool = False
    can_undo: bool = False
    notes: Sequence[str] = ()


def draw(
    sliders: Sequence[Slider],
    words: Mapping[str, str],
    answer: Answer,
    *,
    key: str,
    on_ask: Callable[[], None],
) -> None:
    """Draw the board.

    `words`: title, hint, lock, locked, lock_one ({name}), undo, reset, points ({points}, {share}), weight ({weight}),
    all_zero, free_zero, all_locked, one_free.
    """
    _mounted(
        key=key,
        data={"rows": [asdict(one) for one in sliders], "words": dict(words), **asdict(answer)},
        default={"asked": None},
        on_asked_change=on_ask,
    )


def asked(value: object, count: int) -> Asked | None:
    """Return what a component's value asks for, None where it does not make sense for `count` sliders.

    Positions outside 0-100 are taken to the nearer end.

    >>> asked({"asked": {"act": "move", "number": 1, "points": [120, 40], "locked": [False, True]}}, 2)
    Asked(act='move', number=1, positions=(100, 40), locked=(False, True), movement=0)
    >>> asked({"asked": {"act": "move", "number": 1, "points": ["x", 40], "locked": [False, True]}}, 2) is None
    True
    """
    found = value.get("asked") if isinstance(value, Mapping) else None
    if not isinstance(found, Mapping):
        return None
    act, number = found.get("act"), _whole(found.get("number"))
    if act not in get_args(Act) or number is None:
        return None
    if act != "move":
        return Asked(act, number)
    positions, locked = _positions(found.get("points")), found.get("locked")
    if not isinstance(locked, Sequence) or not all(isinstance(one, bool) for one in locked):
        return None
    if positions is None or not len(positions) == len(locked) == count:
        return None
    return Asked(act, number, positions, tuple(locked), _whole(found.get("movement")) or 0)


def _whole(value: Any) -> int | None:
    return int(value) if _is_number(value) and 0 <= value < _LARGEST else None


def _positions(value: Any) -> tuple[int, ...] | None:
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(map(_is_number, value)):
        return None
    return tuple(round(min(max(one, 0), TOP)) for one in value)


def _is_number(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)
