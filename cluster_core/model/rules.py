"""How a shortcoming is told: rule sets of items with tests, and the measures and cases that answer them."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_core.model.text import Text

COMBINATIONS = ("mean", "worst", "at_least_k")
REFERENCES = ("peer_median", "frontier", "group_median", "target")
LEVELS = ("none", "mild", "moderate", "severe", "insufficient")


@dataclass(frozen=True, slots=True)
class RuleTest:
    """One comparison of an indicator with a reference; `proxy` marks a stand-in for the real thing."""

    indicator: str
    vs: str = "peer_median"
    target: float | None = None
    weight: float = 1.0
    proxy: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A shortcoming that the tests can show; `evidence` is what a document says of it."""

    id: str
    family: str
    name: Text
    cite: str = ""
    evidence: Text = Text()
    combine: str = "mean"
    k: int = 1
    tests: tuple[RuleTest, ...] = ()
    wanted: tuple[str, ...] = ()
    countermeasures: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """A group of items; `answers` names the nodes of a framework that answer it."""

    id: str
    name: Text
    cite: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One rule file."""

    id: str
    name: Text
    families: tuple[Family, ...]
    items: tuple[Item, ...]
    source: str = ""
    version: str = "1"

    @property
    def indicators(self) -> tuple[str, ...]:
        """The distinct indicators that the tests read, in file order."""
        return tuple(dict.fromkeys(test.indicator for item in self.items for test in item.tests))


@dataclass(frozen=True, slots=True)
class Advantage:
    """A strength that a document names; its tests fire where a value is better than the reference."""

    id: str
    name: Text
    cite: str = ""
    source: str = ""
    evidence: Text = Text()
    tests: tuple[RuleTest, ...] = ()


@dataclass(frozen=True, slots=True)
class Countermeasure:
    """A measure that a document proposes; `whatif` names the indicators that it is meant to move."""

    id: str
    name: Text
    set: str = ""
    family: str = ""
    cite: str = ""
    whatif: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A documented case of another place."""

    id: str
    name: Text
    province: Text = Text()
    industry: Text = Text()
    dimension: str = ""
    measures: Text = Text()
    facts: Text = Text()
    cite: str = ""
    source: str = ""
    regions: tuple[str, ...] = ()
