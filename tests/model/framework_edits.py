"""A tree with two levels of dimensions, and random changes of it, for the tests of editing, writing and comparing."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from cluster_core.errors import FrameworkEditError
from cluster_core.model import framework_edit as edit
from cluster_core.model.framework import Framework, Method
from cluster_core.model.text import Text
from tests.model.examples import tree

KNOWN = ("a", "b", "c", "d", "e", "320900", "NA", "no")
BASE = tree(
    "f",
    {
        "f": {"one": 1, "two": 3},
        "one": {"deep": 1, "a": 1, "b": 2},
        "deep": {"a": 1},
        "two": {"c": 1, "d": 1},
    },
)
NAMES = (
    "Plain",
    "两 语",
    "a: b # c",
    "- 'x' \"y\"",
    "null",
    "~",
    "x" * 121,
    " \t",
    "\u202eabc",
    "😀 {z}",
    "*a &b !c",
    "1e3",
    "\x07\x00",
)
RULES = (None, "geometric", "power:2", "median")
WEIGHTS = (0.0, 0.5, 1.0, 2.0, 1 / 3, 1e100, -1.0, float("nan"), float("inf"))


def one_edit(rng: random.Random, framework: Framework) -> Framework:
    """Return the framework after a random change, or as it was where the change is refused."""
    at = rng.choice(edit.places(framework))
    node = rng.choice(list(framework.by_id))
    name = Text(rng.choice(NAMES), rng.choice(NAMES))
    changes = [
        lambda: edit.move(framework, at, node, rng.choice([None, 0, 1])),
        lambda: edit.shift(framework, at, rng.choice([-1, 1])),
        lambda: edit.remove(framework, at),
        lambda: edit.weigh(framework, at, rng.choice(WEIGHTS)),
        lambda: edit.bind(framework, at, rng.choice(KNOWN), KNOWN),
        lambda: edit.add_indicator(framework, node, rng.choice(KNOWN), KNOWN),
        lambda: edit.add_dimension(framework, node, f"n{rng.randrange(9)}", name),
        lambda: edit.rename(framework, node, name),
        lambda: edit.describe(framework, node, name),
        lambda: edit.set_aggregate(framework, node, rng.choice(RULES)),
        lambda: edit.set_method(framework, Method("rank", "min", rng.choice([0.25, 1.0]))),
        lambda: edit.identify(framework, rng.choice(["f", "g", "h"]), "2", rng.choice([None, *NAMES])),
    ]
    try:
        return rng.choice(changes)()
    except FrameworkEditError:
        return framework


@st.composite
def edited(draw: st.DrawFn) -> Framework:
    """Trees that come out of up to twenty random changes."""
    rng, framework = random.Random(draw(st.integers(0, 2**32))), BASE
    for _ in range(draw(st.integers(0, 20))):
        framework = one_edit(rng, framework)
    return framework
