"""What a browser sends is believed only where it makes sense; drawing and clicking are tried in tests/pages and e2e."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui import live_board

FINE: dict[str, Any] = {
    "act": "move",
    "number": 3,
    "points": [80, 40],
    "locked": [False, True],
    "movement": 2,
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_a_move_is_understood() -> None:
    assert live_board.asked({"asked": FINE}, 2) == live_board.Asked("move", 3, (80, 40), (False, True), 2)


@pytest.mark.parametrize("act", ["undo", "reset", "rest"])
def test_other_acts_need_no_positions(act: str) -> None:
    assert live_board.asked({"asked": {"act": act, "number": 0}}, 4) == live_board.Asked(act, 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": "delete"}, {"act": None}, {"act": ["move"]},
        {"number": "3"}, {"number": -1}, {"number": True}, {"number": None},
        {"points": [80]}, {"points": [80, 40, 0]}, {"points": "80"}, {"points": [80, None]},
        {"points": [80, float("nan")]}, {"points": [80, True]}, {"points": {"0": 80, "1": 40}},
        {"locked": [False]}, {"locked": [0, 1]}, {"locked": "no"}, {"locked": None},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_nothing(wrong: dict[str, Any]) -> None:
    assert live_board.asked({"asked": {**FINE, **wrong}}, 2) is None


@pytest.mark.parametrize("value", [None, "x", 3, [], {}, {"asked": None}, {"asked": "move"}])
def test_no_value_is_nothing(value: object) -> None:
    assert live_board.asked(value, 2) is None


@given(
    value=st.fixed_dictionaries({"asked": st.fixed_dictionaries({}, optional=dict.fromkeys(FINE, JSON))})
    | JSON,
    count=st.integers(0, 3),
)
@settings(max_examples=60)
def test_whatever_comes_is_nothing_or_in_range(value: object, count: int) -> None:
    found = live_board.asked(value, count)
    if found is not None and found.act == "move":
        assert len(found.positions) == len(found.locked) == count
        assert all(0 <= position <= live_board.TOP for position in found.positions)


def test_the_browsers_half_asks_nobody_and_parses_no_words() -> None:
    script, style = (live_board._HERE.with_suffix(end).read_text(encoding="utf-8") for end in (".js", ".css"))
    assert not re.search(r"https?:|fetch\(|import |eval\(|new Function|XMLHttp|localStorage", script)
    assert not re.search(r"url\(|@import|https?:", style)
    # Only the icons are markup: what is set as such holds nothing that came with the data.
    assert [line.strip() for line in script.splitlines() if "innerHTML" in line] == [
        'made.innerHTML = `<svg viewBox="0 0 14 14" aria-hidden="true"><path d="${path}"/></svg>`;'
    ]


def test_targets_are_large_enough() -> None:
    style = live_board._HERE.with_suffix(".css").read_text(encoding="utf-8")
    buttons = re.findall(r"min-(?:height|width): (\d+)px", style)
    sliders = re.findall(r'input\[type="range"\] \{[^}]*?[ ;]height: (\d+)px', style)
    assert (len(buttons), len(sliders)) == (2, 2)
    assert min(map(int, [*buttons, *sliders])) >= 24
