"""Rule sets, measures, cases, advantages, policies: what comes out, what is refused, and what only dangles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cluster_core.model.rules import Advantage, Case, Countermeasure, Family, Item, Policy, RuleSet, RuleTest
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults
from cluster_core.store.plain import Located, read_plain
from cluster_core.store.rules_file import (
    Known,
    parse_advantages,
    parse_cases,
    parse_countermeasures,
    parse_policies,
    parse_rules,
)
from tests.store.samples import told, write

HEAD = "rules: {id: r}\nfamilies: [{id: fam}]\n"
KNOWN = Known(["a", "b"], ["a", "b"], ["m1"], ["k1"], ["one"])


def document(tmp_path: Path, text: str) -> Located:
    found = read_plain(write(tmp_path, {"r.yaml": text}) / "r.yaml", Faults())
    assert found is not None
    return found


def parse(tmp_path: Path, text: str, known: Known = KNOWN) -> tuple[RuleSet | None, list[str]]:
    faults = Faults()
    return parse_rules(document(tmp_path, text), faults, known), told(faults)


def item(**fields: Any) -> Item:
    return Item("i", "fam", Text("i", "i"), **fields)


def test_a_rule_set_with_everything(tmp_path: Path) -> None:
    text = """
rules: {id: r, name: {en: Rules}, source: a report, version: 2}
families: [{id: fam, name: {zh: 族, en: Family}, cite: p. 1, answers: [one]}]
items:
  - id: i
    family: fam
    name: {en: Item}
    cite: p. 2
    evidence: {zh: 据称, en: It is said}
    combine: at_least_k
    k: 2
    tests:
      - {indicator: a, vs: target, target: -1.5, weight: 2, proxy: true}
      - {indicator: b}
    wanted: [a]
    countermeasures: [m1]
    cases: [k1]
"""
    found, faults = parse(tmp_path, text)
    assert faults == []
    assert found == RuleSet(
        "r",
        Text("Rules", "Rules"),
        (Family("fam", Text("族", "Family"), "p. 1", ("one",)),),
        (
            Item(
                "i",
                "fam",
                Text("Item", "Item"),
                "p. 2",
                Text("据称", "It is said"),
                "at_least_k",
                2,
                (RuleTest("a", "target", -1.5, 2.0, proxy=True), RuleTest("b")),
                ("a",),
                ("m1",),
                ("k1",),
            ),
        ),
        "a report",
        "2",
    )


def test_the_least_that_is_a_rule_set(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, HEAD + "items: [{id: i, family: fam}]\n")
    assert faults == []
    assert found == RuleSet("r", Text("r", "r"), (Family("fam", Text("fam", "fam")),), (item(),))


def test_families_may_follow_from_the_items(tmp_path: Path) -> None:
    text = "rules: {id: r}\nitems: [{id: i, family: two}, {id: j, family: one}, {id: k, family: two}]\n"
    found, faults = parse(tmp_path, text)
    assert faults == []
    assert found is not None
    assert [family.id for family in found.families] == ["two", "one"]


@pytest.mark.parametrize(
    ("word", "proxy"), [("true", True), ("YES", True), ("on", True), ("false", False), ("no", False)]
)
def test_a_proxy_is_marked_by_yes_or_no(tmp_path: Path, word: str, proxy: bool) -> None:
    found, faults = parse(
        tmp_path, HEAD + f"items: [{{id: i, family: fam, tests: [{{indicator: a, proxy: {word}}}]}}]\n"
    )
    assert faults == []
    assert found is not None
    assert found.items[0].tests[0].proxy is proxy


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("family: other", "family: found 'other', allowed: a known family (fam)"),
        ("", "family: found nothing, allowed: a known family (fam)"),
        ("family: fam, combine: all", "combine: found 'all', allowed: mean, worst, at_least_k"),
        ("family: fam, k: 0", "k: found '0', allowed: a whole number from 1 up"),
        ("family: fam, k: 1.5", "k: found '1.5', allowed: a whole number from 1 up"),
        ("family: fam, tests: [a]", "tests: found 'a', allowed: a mapping {indicator, vs, …} for each test"),
        ("family: fam, tests: [{indicator: z}]", "indicator: found 'z', allowed: a known indicator (a, b)"),
        (
            "family: fam, tests: [{vs: frontier}]",
            "indicator: found nothing, allowed: an id of 1-64 letters, digits, '_', '.' or '-'",
        ),
        (
            "family: fam, tests: [{indicator: a, vs: median}]",
            "vs: found 'median', allowed: peer_median, frontier, group_median, target. Did you mean 'peer_median'?",
        ),
        ("family: fam, tests: [{indicator: a, target: x}]", "target: found 'x', allowed: a finite number"),
        (
            "family: fam, tests: [{indicator: a, proxy: maybe}]",
            "proxy: found 'maybe', allowed: true or false",
        ),
        (
            "family: fam, tests: [{indicator: a, weight: -1}]",
            "weight: found '-1', allowed: a finite number from 0 up",
        ),
        (
            "family: fam, tests: [{indicator: a, weight: 0}]",
            "weight: found all zero ('0'), allowed: at least one test weight above 0",
        ),
    ],
)
def test_an_item_with_a_fault(tmp_path: Path, fields: str, said: str) -> None:
    found, faults = parse(tmp_path, HEAD + f"items: [{{id: i, {fields}}}]\n".replace(", }", "}"))
    assert found is None
    assert faults == [f"r.yaml:3: {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "rules: {name: x}\nfamilies: []\nitems: []\n",
            "r.yaml:1: rules.id: found nothing, allowed: an id of 1-64 letters, digits, '_', '.' or '-'",
        ),
        (
            "rules: {id: r}\nfamilies: [x]\n",
            "r.yaml:2: families: found 'x', allowed: a mapping {id, name, …}",
        ),
        (
            "rules: {id: r}\nfamilies: [{id: x}, {id: x}]\n",
            "r.yaml:2: id: found a duplicate 'x', allowed: every id once in families",
        ),
        (
            HEAD + "items: [{id: i, family: fam}, {id: i, family: fam}]\n",
            "r.yaml:3: id: found a duplicate 'i', allowed: every id once in items",
        ),
        (HEAD + "items: {i: fam}\n", "r.yaml:3: items: found '{'i': 'fam'}', allowed: a list […]"),
    ],
)
def test_a_rule_set_with_a_fault(tmp_path: Path, text: str, said: str) -> None:
    assert parse(tmp_path, text) == (None, [said])


def test_references_to_nothing_dangle_and_the_rule_set_stands(tmp_path: Path) -> None:
    text = (
        "rules: {id: r}\nfamilies: [{id: fam, answers: [x1]}]\n"
        "items: [{id: i, family: fam, wanted: [x2], countermeasures: [x3], cases: [x4]}]\n"
    )
    faults = Faults()
    found = parse_rules(document(tmp_path, text), faults, KNOWN)
    assert found is not None
    assert faults.found == []
    assert [(f.column, f.found) for f in faults.dangling] == [
        ("answers", "'x1'"),
        ("wanted", "'x2'"),
        ("countermeasures", "'x3'"),
        ("cases", "'x4'"),
    ]
    assert parse(tmp_path, text, Known())[1] == [], "nothing is known outside a bundle, and nothing asked for"


def test_measures(tmp_path: Path) -> None:
    faults = Faults()
    text = "countermeasures:\n  - {id: m1, name: {en: Do}, set: s, whatif: [a, z]}\n  - {id: m1}\n"
    found = parse_countermeasures(document(tmp_path, text), faults, KNOWN)
    assert found["m1"].id == "m1"
    assert [fault.found for fault in faults.found] == ["a duplicate 'm1'"]
    assert [fault.found for fault in faults.dangling] == ["'z'"]
    alone = "countermeasures: [{id: m2, name: Do, set: s, family: fam, cite: p. 1, whatif: [a]}]\n"
    assert parse_countermeasures(document(tmp_path, alone), Faults(), KNOWN) == {
        "m2": Countermeasure("m2", Text("Do", "Do"), "s", "fam", "p. 1", ("a",))
    }


def test_cases(tmp_path: Path) -> None:
    text = """
cases:
  - {id: k1, name: {en: There}, province: P, industry: {zh: 风, en: Wind}, dimension: one, measures: M, facts: F,
     cite: p. 1, source: s, regions: [007, 320900]}
  - {id: k2}
"""
    faults = Faults()
    found = parse_cases(document(tmp_path, text), faults, KNOWN)
    assert told(faults) == []
    assert found["k1"] == Case(
        "k1",
        Text("There", "There"),
        Text("P", "P"),
        Text("风", "Wind"),
        "one",
        Text("M", "M"),
        Text("F", "F"),
        "p. 1",
        "s",
        ("007", "320900"),
    )
    assert found["k2"] == Case("k2", Text("k2", "k2"))


def test_a_case_that_is_filed_under_no_node_dangles(tmp_path: Path) -> None:
    text = "cases: [{id: k1, dimension: nowhere}]\n"
    faults = Faults()
    assert list(parse_cases(document(tmp_path, text), faults, KNOWN)) == ["k1"]
    assert (faults.found, [fault.found for fault in faults.dangling]) == ([], ["'nowhere'"])
    unchecked = Faults()
    parse_cases(document(tmp_path, text), unchecked, Known())
    assert told(unchecked) == []


def test_a_family_may_be_answered_by_a_family_of_measures(tmp_path: Path) -> None:
    text = "rules: {id: r}\nfamilies: [{id: fam, answers: [one, care]}]\nitems: []\n"
    faults = Faults()
    known = Known(nodes=["one"], measure_families=["care"])
    found = parse_rules(document(tmp_path, text), faults, known)
    assert found is not None
    assert (told(faults), found.families[0].answers) == ([], ("one", "care"))


def test_a_measure_of_a_family_that_its_file_does_not_list_dangles(tmp_path: Path) -> None:
    text = "countermeasures: [{id: m1, family: care}, {id: m2, family: cure}]\n"
    free, listed = Faults(), Faults()
    parse_countermeasures(document(tmp_path, text), free, KNOWN)
    parse_countermeasures(document(tmp_path, text + "families: {care: {name: Care}}\n"), listed, KNOWN)
    assert told(free) == []
    assert [(fault.column, fault.found) for fault in listed.dangling] == [("family", "'cure'")]


def test_advantages(tmp_path: Path) -> None:
    text = """
advantages: {id: best, name: {en: Best}, source: a report, version: 1}
items:
  - id: a1
    name: {zh: 强, en: Strong}
    cite: p. 1
    evidence: {zh: 据称, en: It is said}
    tests: [{indicator: a, vs: group_median, proxy: true}]
    wanted: [b]
  - {id: a2}
"""
    faults = Faults()
    found = parse_advantages(document(tmp_path, text), faults, KNOWN)
    assert told(faults) == []
    assert found["a1"] == Advantage(
        "a1",
        Text("强", "Strong"),
        "p. 1",
        "a report",
        Text("据称", "It is said"),
        (RuleTest("a", "group_median", proxy=True),),
        ("b",),
        "best",
    )
    assert found["a2"] == Advantage("a2", Text("a2", "a2"), source="a report", set="best")


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("[{id: x}, {id: x}]", "id: found a duplicate 'x', allowed: every id once in items"),
        ("[{id: x, tests: [{indicator: z}]}]", "indicator: found 'z', allowed: a known indicator (a, b)"),
        ("[{id: x, wanted: [z]}]", "wanted: found 'z', allowed: a known indicator (a, b)"),
        (
            "[{id: x, tests: [{indicator: a, weight: 0}]}]",
            "weight: found all zero ('0'), allowed: at least one test weight above 0",
        ),
    ],
)
def test_an_advantage_with_a_fault(tmp_path: Path, items: str, said: str) -> None:
    faults = Faults()
    parse_advantages(document(tmp_path, f"advantages: {{id: s}}\nitems: {items}\n"), faults, KNOWN)
    assert told(faults) == [f"r.yaml:2: {said}"]


def test_policies(tmp_path: Path) -> None:
    text = """
policies:
  - {id: p1, level: nation, name: {zh: 意见, en: Opinions}, year: 2023, cite: "004", aim: {zh: 引领, en: Lead},
     tasks: {zh: 标准, en: Standards}, instruments: {zh: 基金；人才, en: Funds; talent}}
  - {id: p2, level: city}
"""
    faults = Faults()
    found = parse_policies(document(tmp_path, text), faults)
    assert told(faults) == []
    told_of = (Text("引领", "Lead"), Text("标准", "Standards"), Text("基金；人才", "Funds; talent"))
    assert found["p1"] == Policy("p1", Text("意见", "Opinions"), "nation", 2023, "004", *told_of)
    assert found["p2"] == Policy("p2", Text("p2", "p2"), "city")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{id: p}", "level: found nothing, allowed: nation, province, city"),
        ("{id: p, level: county}", "level: found 'county', allowed: nation, province, city."),
        (
            "{id: p, level: city, year: soon}",
            "year: found 'soon', allowed: a year as a whole number, or empty",
        ),
    ],
)
def test_a_policy_with_a_fault(tmp_path: Path, entry: str, said: str) -> None:
    faults = Faults()
    parse_policies(document(tmp_path, f"policies: [{entry}]\n"), faults)
    assert len(told(faults)) == 1
    assert told(faults)[0].startswith(f"r.yaml:1: {said}")
