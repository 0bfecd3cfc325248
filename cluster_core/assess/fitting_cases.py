"""Which documented cases fit a shortcoming, and how: named, same family, same practice, a shared indicator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cluster_core.assess.answers import DIRECT, FAMILY, SHARED, indicators_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Node
from cluster_core.model.rules import Case, Item, RuleSet

PRACTICE = "practice"
CASE_LINKS = (DIRECT, FAMILY, PRACTICE, SHARED)  # the firmest first


@dataclass(frozen=True, slots=True)
class FittingCase:
    """A case that fits an item.

    link: `direct` if the item names the case, `family` if another item of its family does, `practice` if the case is of
    the practice dimension of a case that the item names, `indicator` if its practice dimension reads an indicator that
    the item tests or wants. shared: those indicators, whatever the link.
    """

    case: Case
    link: str
    shared: tuple[str, ...] = ()


def fitting_cases(dataset: Dataset, rules: RuleSet, item: Item) -> tuple[FittingCase, ...]:
    """Return the cases that fit an item of a rule set.

    Returns
    -------
    tuple of FittingCase
        By link in the order of `CASE_LINKS`, then the number of indicators shared, then the order of the file; a case
        stands once, at its firmest link. Cases that the data set does not know are left out.

    Examples
    --------
    >>> from cluster_core import load_dataset
    >>> dataset = load_dataset("data/jiangsu")
    >>> rules = dataset.rules["shortcomings_yancheng"]
    >>> core = next(one for one in rules.items if one.id == "inn_core_tech")
    >>> [one.case.id for one in fitting_cases(dataset, rules, core) if one.link == "direct"]
    ['case_cz_carbon', 'case_cd_dy_energy']
    """
    siblings = {
        case for one in rules.items if one.family == item.family and one.id != item.id for case in one.cases
    }
    practices = {dataset.cases[one].dimension for one in item.cases if one in dataset.cases} - {""}
    read, nodes = indicators_of(item), practice_nodes(dataset)
    found: list[FittingCase] = []
    for case in dataset.cases.values():
        node = nodes.get(case.dimension)
        shared = tuple(one for one in read if node and one in _leaves(node))
        links = {
            DIRECT: case.id in item.cases,
            FAMILY: case.id in siblings,
            PRACTICE: case.dimension in practices,
            SHARED: bool(shared),
        }
        if link := next((one for one in CASE_LINKS if links[one]), ""):
            found.append(FittingCase(case, link, shared))
    return tuple(sorted(found, key=lambda one: (CASE_LINKS.index(one.link), -len(one.shared))))


def practice_nodes(dataset: Dataset) -> dict[str, Node]:
    """Return the practice dimensions under which cases are filed, by id, in the order of their framework."""
    filed = {case.dimension for case in dataset.cases.values()}
    every = (node for framework in dataset.frameworks.values() for node in framework.nodes)
    return {node.id: node for node in every if node.id in filed}


def _leaves(node: Node) -> Iterable[str]:
    return {child.id for child in node.children if child.is_indicator}
