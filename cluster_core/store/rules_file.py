"""Read rule sets, countermeasures, cases, advantages and policies (formats.md section 2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cluster_core.model.rules import (
    COMBINATIONS,
    POLICY_LEVELS,
    REFERENCES,
    Advantage,
    Case,
    Countermeasure,
    Family,
    Item,
    Policy,
    RuleSet,
    RuleTest,
)
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.framework_file import parse_weight, text_of
from cluster_core.store.plain import Plain, is_mapping, list_at, mapping_at, place_of, text_at

REFERENCED = {
    "answers": "node or family of measures",
    "wanted": "indicator",
    "whatif": "indicator",
    "countermeasures": "countermeasure",
    "cases": "case",
}
TRUE, FALSE = ("true", "yes", "on"), ("false", "no", "off")


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that references may name; None leaves a kind unchecked (a file without a bundle)."""

    indicators: Collection[str] | None = None
    wanted: Collection[str] | None = None
    countermeasures: Collection[str] | None = None
    cases: Collection[str] | None = None
    nodes: Collection[str] | None = None
    measure_families: Collection[str] = ()

    @property
    def answers(self) -> Collection[str] | None:
        """What may answer a family of items: nodes, and families of measures."""
        return None if self.nodes is None else [*self.nodes, *self.measure_families]


def parse_rules(document: dict[str, Plain], faults: Faults, known: Known) -> RuleSet | None:
    """Return the rule set of a document; None after noting its faults."""
    before = len(faults.found)
    head = mapping_at(document, "rules", faults)
    rules_id = faults.identifier(place_of(head, "rules.id"), text_at(head, "id", faults))
    families: dict[str, Family] = {}
    for entry in list_at(document, "families", faults):
        family_id = _new_id(entry, document, "families", families, faults)
        if family_id is not None:
            answers = _references(entry, "answers", faults, known.answers)
            name = text_of(entry.get("name", "")) or Text(family_id, family_id)
            families[family_id] = Family(family_id, name, text_at(entry, "cite", faults), answers)
    items: dict[str, Item] = {}
    entries = list_at(document, "items", faults)
    if "families" not in document:
        families = _families_of(entries, faults)
    for entry in entries:
        item_id = _new_id(entry, document, "items", items, faults)
        if item_id is not None:
            items[item_id] = _item(item_id, entry, families, faults, known)
    if rules_id is None or len(faults.found) > before:
        return None
    return RuleSet(
        rules_id,
        text_of(head.get("name", "")) or Text(rules_id, rules_id),
        tuple(families.values()),
        tuple(items.values()),
        text_at(head, "source", faults),
        text_at(head, "version", faults) or "1",
    )


def parse_countermeasures(
    document: dict[str, Plain], faults: Faults, known: Known
) -> dict[str, Countermeasure]:
    """Return the countermeasures of a document by id."""
    measures: dict[str, Countermeasure] = {}
    families = mapping_at(document, "families", faults)
    for entry in list_at(document, "countermeasures", faults):
        measure_id = _new_id(entry, document, "countermeasures", measures, faults)
        if measure_id is not None:
            family = text_at(entry, "family", faults)
            if families:
                faults.known(place_of(entry, "family"), family, families, "family", dangling=True)
            measures[measure_id] = Countermeasure(
                measure_id,
                text_of(entry.get("name", "")) or Text(measure_id, measure_id),
                text_at(entry, "set", faults),
                family,
                text_at(entry, "cite", faults),
                _references(entry, "whatif", faults, known.indicators),
            )
    return measures


def parse_cases(document: dict[str, Plain], faults: Faults, known: Known) -> dict[str, Case]:
    """Return the cases of a document by id."""
    cases: dict[str, Case] = {}
    for entry in list_at(document, "cases", faults):
        case_id = _new_id(entry, document, "cases", cases, faults)
        if case_id is not None:
            dimension = text_at(entry, "dimension", faults)
            if dimension and known.nodes is not None:
                faults.known(place_of(entry, "dimension"), dimension, known.nodes, "node", dangling=True)
            cases[case_id] = Case(
                case_id,
                text_of(entry.get("name", "")) or Text(case_id, case_id),
                text_of(entry.get("province", "")),
                text_of(entry.get("industry", "")),
                dimension,
                text_of(entry.get("measures", "")),
                text_of(entry.get("facts", "")),
                text_at(entry, "cite", faults),
                text_at(entry, "source", faults),
                tuple(str(code) for code in list_at(entry, "regions", faults)),
            )
    return cases


def parse_advantages(document: dict[str, Plain], faults: Faults, known: Known) -> dict[str, Advantage]:
    """Return the advantages of a document by id."""
    head = mapping_at(document, "advantages", faults)
    set_id = faults.identifier(place_of(head, "advantages.id"), text_at(head, "id", faults)) or ""
    advantages: dict[str, Advantage] = {}
    for entry in list_at(document, "items", faults):
        advantage_id = _new_id(entry, document, "items", advantages, faults)
        if advantage_id is not None:
            advantages[advantage_id] = Advantage(
                advantage_id,
                text_of(entry.get("name", "")) or Text(advantage_id, advantage_id),
                text_at(entry, "cite", faults),
                text_at(head, "source", faults),
                text_of(entry.get("evidence", "")),
                _tests(entry, faults, known),
                _references(entry, "wanted", faults, known.wanted),
                set_id,
            )
    return advantages


def parse_policies(document: dict[str, Plain], faults: Faults) -> dict[str, Policy]:
    """Return the policies of a document by id."""
    policies: dict[str, Policy] = {}
    for entry in list_at(document, "policies", faults):
        policy_id = _new_id(entry, document, "policies", policies, faults)
        if policy_id is not None:
            level = text_at(entry, "level", faults)
            year = text_at(entry, "year", faults)
            policies[policy_id] = Policy(
                policy_id,
                text_of(entry.get("name", "")) or Text(policy_id, policy_id),
                faults.choice(place_of(entry, "level"), level, POLICY_LEVELS) or "",
                faults.integer(place_of(entry, "year"), year, "a year as a whole number, or empty"),
                text_at(entry, "cite", faults),
                text_of(entry.get("aim", "")),
                text_of(entry.get("tasks", "")),
                text_of(entry.get("instruments", "")),
            )
    return policies


def _families_of(items: list[Plain], faults: Faults) -> dict[str, Family]:
    """Return the families that items name, for a file that lists none."""
    named = [text_at(item, "family", faults) for item in items if is_mapping(item)]
    return {family: Family(family, Text(family, family)) for family in named if family}


def _item(
    item_id: str,
    entry: dict[str, Plain],
    families: dict[str, Family],
    faults: Faults,
    known: Known,
) -> Item:
    family = text_at(entry, "family", faults)
    faults.known(place_of(entry, "family"), family, families, "family")
    combine = faults.choice(
        place_of(entry, "combine"),
        text_at(entry, "combine", faults),
        COMBINATIONS,
        "mean",
    )
    k_text = text_at(entry, "k", faults)
    k = faults.integer(place_of(entry, "k"), k_text, "a whole number from 1 up")
    if k is not None and k < 1:
        faults.add(place_of(entry, "k"), quote(k_text), "a whole number from 1 up")
    return Item(
        id=item_id,
        family=family,
        name=text_of(entry.get("name", "")) or Text(item_id, item_id),
        cite=text_at(entry, "cite", faults),
        evidence=text_of(entry.get("evidence", "")),
        combine=combine or "mean",
        k=k or 1,
        tests=_tests(entry, faults, known),
        wanted=_references(entry, "wanted", faults, known.wanted),
        countermeasures=_references(entry, "countermeasures", faults, known.countermeasures),
        cases=_references(entry, "cases", faults, known.cases),
    )


def _tests(entry: dict[str, Plain], faults: Faults, known: Known) -> tuple[RuleTest, ...]:
    tests = tuple(
        test
        for tried in list_at(entry, "tests", faults)
        if (test := _test(tried, place_of(entry, "tests"), faults, known)) is not None
    )
    if tests and not any(test.weight for test in tests):
        faults.add(place_of(entry, "tests", "weight"), "all zero ('0')", "at least one test weight above 0")
    return tests


def _test(entry: Plain, place: Place, faults: Faults, known: Known) -> RuleTest | None:
    if not is_mapping(entry):
        faults.add(place, quote(str(entry)), "a mapping {indicator, vs, …} for each test")
        return None
    place = place_of(entry, "indicator")
    indicator = faults.identifier(place, text_at(entry, "indicator", faults))
    if indicator is not None and known.indicators is not None:
        faults.known(place, indicator, known.indicators, "indicator")
    vs = faults.choice(place_of(entry, "vs"), text_at(entry, "vs", faults), REFERENCES, "peer_median")
    target = faults.number(
        place_of(entry, "target"),
        text_at(entry, "target", faults),
        "a finite number",
    )
    proxy = text_at(entry, "proxy", faults).lower()
    if proxy and proxy not in (*TRUE, *FALSE):
        faults.add(place_of(entry, "proxy"), quote(proxy), "true or false")
    weight = parse_weight(entry, faults)
    return (
        None if indicator is None else RuleTest(indicator, vs or "peer_median", target, weight, proxy in TRUE)
    )


def _new_id(
    entry: Plain, document: dict[str, Plain], list_name: str, taken: Collection[str], faults: Faults
) -> str | None:
    if not is_mapping(entry):
        faults.add(place_of(document, list_name), quote(str(entry)), "a mapping {id, name, …}")
        return None
    place = place_of(entry, "id")
    new = faults.identifier(place, text_at(entry, "id", faults))
    if new is not None and new in taken:
        faults.add(place, f"a duplicate {quote(new)}", f"every id once in {list_name}")
    return new


def _references(
    entry: dict[str, Plain], key: str, faults: Faults, known: Collection[str] | None
) -> tuple[str, ...]:
    place = place_of(entry, key)
    names = [str(name).strip() for name in list_at(entry, key, faults)]
    for name in names:
        if known is not None:
            faults.known(place, name, known, REFERENCED[key], dangling=True)
    return tuple(names)
