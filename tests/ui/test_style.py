"""The style sheet takes every colour from the tokens and fetches nothing."""

from __future__ import annotations

import re

from ui import theme
from ui.style import STYLE


def test_every_colour_is_a_token() -> None:
    known = {
        value
        for tokens in theme.THEMES.values()
        for field in vars(tokens).values()
        for value in ([field] if isinstance(field, str) else field if isinstance(field, tuple) else [])
    } | set(theme.FURTHER)
    used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", STYLE))
    assert used
    assert used <= known


def test_nothing_is_fetched_and_no_place_is_left_empty() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "$" not in STYLE.replace("$=", "")
    assert STYLE.count("{") == STYLE.count("}")


def test_whoever_asks_for_less_motion_gets_none() -> None:
    rule = STYLE.partition("@media (prefers-reduced-motion: reduce) {")[2].partition("}\n}")[0]
    assert {"*", "::before", "::after"} <= set(re.split(r"[,\s{]+", rule))
    for motion in ("transition: none", "animation: none", "scroll-behavior: auto"):
        assert f"{motion} !important" in rule
