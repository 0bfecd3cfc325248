"""How shortcomings and strengths are told: items with tests, the measures and cases that answer them, policies."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_core.model.text import Text

COMBINATIONS = ("mean", "worst", "at_least_k")
REFERENCES = ("peer_median", "frontier", "group_median", "target")
LEVELS = ("none", "mild", "moderate", "severe", "insufficient")
POLICY_LEVELS = ("nation", "province", "city")


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
    """A group of items; `answers` names the nodes of a framework, or the families of measures, that answer it."""

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


@dataclass(frozen=True, slots=True)
class Advantage:
    """A strength that a document names: a unit shows it where it is better than the references of the tests.

    The grammar is that of an item with the sign reversed. `set` is the id of the file's head; `wanted` names better
    indicators than those that `tests` read.
    """

    id: str
    name: Text
    cite: str = ""
    source: str = ""
    evidence: Text = Text()
    tests: tuple[RuleTest, ...] = ()
    wanted: tuple[str, ...] = ()
    set: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy document that the sources name: context without numbers; no year where the sources give none.

    `tasks` is what it sets out to do and `instruments` by what means, parts separated by semicolons; empty where the
    sources tell neither.
    """

    id: str
    name: Text
    level: str = ""
    year: int | None = None
    cite: str = ""
    aim: Text = Text()
    tasks: Text = Text()
    instruments: Text = Text()
