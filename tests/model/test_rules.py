"""Rule sets: what they read, and what a test and an item are unless said otherwise."""

from __future__ import annotations

from cluster_core.model.rules import Advantage, Family, Item, Policy, RuleSet, RuleTest
from cluster_core.model.text import Text

NAME = Text("x", "x")


def test_the_indicators_of_a_rule_set_are_those_of_its_tests_once_and_in_order() -> None:
    items = (
        Item("i", "fam", NAME, tests=(RuleTest("b"), RuleTest("a", "frontier"))),
        Item("j", "fam", NAME, wanted=("never_measured",)),
        Item("k", "fam", NAME, tests=(RuleTest("a"), RuleTest("c"))),
    )
    assert RuleSet("r", NAME, (Family("fam", NAME),), items).indicators == ("b", "a", "c")


def test_a_rule_set_without_items_reads_nothing() -> None:
    assert RuleSet("r", NAME, (), ()).indicators == ()


def test_a_test_is_against_the_peers_with_weight_1_and_no_proxy() -> None:
    test = RuleTest("a")
    assert (test.vs, test.target, test.weight, test.proxy) == ("peer_median", None, 1.0, False)


def test_an_item_takes_the_mean_of_its_tests() -> None:
    assert (Item("i", "fam", NAME).combine, Item("i", "fam", NAME).k) == ("mean", 1)


def test_an_advantage_and_a_policy_say_nothing_that_was_not_given() -> None:
    strength, policy = Advantage("a", NAME), Policy("p", NAME)
    assert (strength.tests, strength.wanted, strength.source, strength.set) == ((), (), "", "")
    assert (policy.level, policy.year, bool(policy.aim)) == ("", None, False)
