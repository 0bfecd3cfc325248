"""Read rule sets, countermeasures and cases (formats.md section 2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cluster_core.model.rules import (
    COMBINATIONS,
    REFERENCES,
    Case,
    Countermeasure,
    Family,
    Item,
    RuleSet,
    RuleTest,
)
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.framework_file import parse_weight, text_of
from cluster_core.store.plain import Plain, is_mapping, line_of, list_at, mapping_at, text_at

TRUE, FALSE = ("true", "yes", "on"), ("false", "no", "off")


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that references may name; None leaves a kind unchecked (a file without a bundle)."""

    indicators: Collection[str] | None = None
    wanted: Collection[str] | None = None
    countermeasures: Collection[str] | None = None
    cases: Collection[str] | None = None
    nodes: Collection[str] | None = None


def parse_rules(document: dict[str, Plain], file: str, faults: Faults, known: Known) -> RuleSet | None:
    """Return the rule set of a document; None after noting its faults."""
    before = len(faults.found)
    head = mapping_at(document, "rules", file, faults)
    rules_id = faults.identifier(Place(file, line_of(head), "rules.id"), text_at(head, "id", file, faults))
    families: dict[str, Family] = {}
    for entry in list_at(document, "families", file, faults):
        family_id = _new_id(entry, families, file, faults, "families")
        if family_id is not None:
            answers = _references(entry, "answers", file, faults, known.nodes, "node")
            name = text_of(entry.get("name", "")) or Text(family_id, family_id)
            families[family_id] = Family(family_id, name, text_at(entry, "cite", file, faults), answers)
    items: dict[str, Item] = {}
    for entry in list_at(document, "items", file, faults):
        item_id = _new_id(entry, items, file, faults, "items")
        if item_id is not None:
            items[item_id] = _item(item_id, entry, families, file, faults, known)
    if rules_id is None or len(faults.found) > before:
        return None
    return RuleSet(
        rules_id,
        text_of(head.get("name", "")) or Text(rules_id, rules_id),
        tuple(families.values()),
        tuple(items.values()),
        text_at(head, "source", file, faults),
        text_at(head, "version", file, faults) or "1",
    )


def parse_countermeasures(
    document: dict[str, Plain], file: str, faults: Faults, known: Known
) -> dict[str, Countermeasure]:
    """Return the countermeasures of a document by id."""
    measures: dict[str, Countermeasure] = {}
    for entry in list_at(document, "countermeasures", file, faults):
        measure_id = _new_id(entry, measures, file, faults, "countermeasures")
        if measure_id is not None:
            measures[measure_id] = Countermeasure(
                measure_id,
                text_of(entry.get("name", "")) or Text(measure_id, measure_id),
                text_at(entry, "set", file, faults),
                text_at(entry, "family", file, faults),
                text_at(entry, "cite", file, faults),
                _references(entry, "whatif", file, faults, known.indicators, "indicator"),
            )
    return measures


def parse_cases(document: dict[str, Plain], file: str, faults: Faults) -> dict[str, Case]:
    """Return the cases of a document by id."""
    cases: dict[str, Case] = {}
    for entry in list_at(document, "cases", file, faults):
        case_id = _new_id(entry, cases, file, faults, "cases")
        if case_id is not None:
            cases[case_id] = Case(
                case_id,
                text_of(entry.get("name", "")) or Text(case_id, case_id),
                text_of(entry.get("province", "")),
                text_of(entry.get("industry", "")),
                text_at(entry, "dimension", file, faults),
                text_of(entry.get("measures", "")),
                text_of(entry.get("facts", "")),
                text_at(entry, "cite", file, faults),
                text_at(entry, "source", file, faults),
                tuple(str(code) for code in list_at(entry, "regions", file, faults)),
            )
    return cases


def _item(
    item_id: str, entry: dict[str, Plain], families: dict[str, Family], file: str, faults: Faults, known: Known
) -> Item:
    family = text_at(entry, "family", file, faults)
    faults.known(Place(file, line_of(entry, "family"), "family"), family, families, "family")
    combine = faults.choice(
        Place(file, line_of(entry, "combine"), "combine"), text_at(entry, "combine", file, faults), COMBINATIONS, "mean"
    )
    tests = tuple(
        test
        for tried in list_at(entry, "tests", file, faults)
        if (test := _test(tried, line_of(entry, "tests"), file, faults, known)) is not None
    )
    if tests and not any(test.weight for test in tests):
        faults.add(file, line_of(entry, "tests"), "weight", "all zero ('0')", "at least one test weight above 0")
    k_text = text_at(entry, "k", file, faults)
    k = faults.integer(Place(file, line_of(entry, "k"), "k"), k_text, "a whole number from 1 up")
    if k is not None and k < 1:
        faults.add(file, line_of(entry, "k"), "k", quote(k_text), "a whole number from 1 up")
    return Item(
        id=item_id,
        family=family,
        name=text_of(entry.get("name", "")) or Text(item_id, item_id),
        cite=text_at(entry, "cite", file, faults),
        evidence=text_of(entry.get("evidence", "")),
        combine=combine or "mean",
        k=k or 1,
        tests=tests,
        wanted=_references(entry, "wanted", file, faults, known.wanted, "indicator"),
        countermeasures=_references(
            entry, "countermeasures", file, faults, known.countermeasures, "countermeasure"
        ),
        cases=_references(entry, "cases", file, faults, known.cases, "case"),
    )


def _test(entry: Plain, row: int | None, file: str, faults: Faults, known: Known) -> RuleTest | None:
    if not is_mapping(entry):
        faults.add(file, row, "tests", quote(str(entry)), "a mapping {indicator, vs, …} for each test")
        return None
    place = Place(file, line_of(entry, "indicator"), "indicator")
    indicator = faults.identifier(place, text_at(entry, "indicator", file, faults))
    if indicator is not None and known.indicators is not None:
        faults.known(place, indicator, known.indicators, "indicator")
    vs = faults.choice(
        Place(file, line_of(entry, "vs"), "vs"), text_at(entry, "vs", file, faults), REFERENCES, "peer_median"
    )
    target = faults.number(
        Place(file, line_of(entry, "target"), "target"), text_at(entry, "target", file, faults), "a finite number"
    )
    proxy = text_at(entry, "proxy", file, faults).lower()
    if proxy and proxy not in (*TRUE, *FALSE):
        faults.add(file, line_of(entry, "proxy"), "proxy", quote(proxy), "true or false")
    weight = parse_weight(entry, file, faults)
    return None if indicator is None else RuleTest(indicator, vs or "peer_median", target, weight, proxy in TRUE)


def _new_id(entry: Plain, taken: Collection[str], file: str, faults: Faults, list_name: str) -> str | None:
    if not is_mapping(entry):
        faults.add(file, None, list_name, quote(str(entry)), "a mapping {id, name, …}")
        return None
    place = Place(file, line_of(entry, "id"), "id")
    new = faults.identifier(place, text_at(entry, "id", file, faults))
    if new is not None and new in taken:
        faults.add(*place.at(), f"a duplicate {quote(new)}", f"every id once in {list_name}")
        return None
    return new


def _references(
    entry: dict[str, Plain], key: str, file: str, faults: Faults, known: Collection[str] | None, what: str
) -> tuple[str, ...]:
    place = Place(file, line_of(entry, key), key)
    names = [str(name).strip() for name in list_at(entry, key, file, faults)]
    for name in names:
        if known is not None:
            faults.known(place, name, known, what)
    return tuple(names)
