"""Which measure first, by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from cluster_core.assess.priority import Priority, priorities
from cluster_core.model.diagnosis import Diagnosis
from cluster_core.model.rules import Item, RuleSet
from cluster_core.model.text import Text
from tests.model.examples import NAN


def diagnosed(links: dict[str, tuple[str, ...]], severities: list[float]) -> Diagnosis:
    items = tuple(Item(name, "fam", Text(name, name), countermeasures=given) for name, given in links.items())
    rows = np.array([severities, [0.0] * len(items)])
    return Diagnosis(
        RuleSet("r", Text("r", "r"), (), items),
        ("R1", "R2"),
        ((),) * len(items),
        rows,
        rows,
        rows,
        rows > 0,
        rows[:, :0],
    )


def ranked(
    links: dict[str, tuple[str, ...]], severities: list[float], **options: Any
) -> tuple[Priority, ...]:
    return priorities(diagnosed(links, severities), "R1", **options)


def test_the_mean_severity_of_what_a_measure_answers() -> None:
    found = ranked({"i": ("m", "n"), "j": ("n",)}, [60.0, 20.0])
    assert found == (Priority("m", ("i",), 1, 60.0), Priority("n", ("i", "j"), 2, 40.0))


def test_an_item_without_evidence_counts_neither_way_and_is_told() -> None:
    assert ranked({"i": ("m",), "j": ("m",)}, [50.0, NAN]) == (Priority("m", ("i", "j"), 1, 50.0),)


def test_without_any_evidence_a_measure_comes_last() -> None:
    found = ranked({"i": ("a",), "j": ("b",)}, [NAN, 0.0])
    assert [one.measure for one in found] == ["b", "a"]
    assert math.isnan(found[1].value)
    assert found[1].covered == 0


def test_ties_go_to_the_measure_that_answers_more_then_by_id() -> None:
    found = ranked({"i": ("c", "b", "a"), "j": ("c",)}, [30.0, 30.0])
    assert [one.measure for one in found] == ["c", "a", "b"]


def test_weights_of_items() -> None:
    # (3 * 60 + 1 * 20) / 4 = 50
    assert ranked({"i": ("m",), "j": ("m",)}, [60.0, 20.0], weights={"i": 3.0})[0].value == 50


def test_weights_of_zero_leave_nothing_to_divide_by() -> None:
    assert math.isnan(ranked({"i": ("m",)}, [60.0], weights={"i": 0.0})[0].value)


def test_a_link_named_twice_counts_once_and_no_links_give_nothing() -> None:
    assert ranked({"i": ("m", "m")}, [60.0]) == (Priority("m", ("i",), 1, 60.0),)
    assert ranked({"i": ()}, [60.0]) == ()


def test_another_unit_has_its_own() -> None:
    assert priorities(diagnosed({"i": ("m",)}, [60.0]), "R2")[0].value == 0
