"""Read a typology: criteria over indicators, three types, and the thresholds of the rule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from cluster_core.errors import MethodError
from cluster_core.model.framework import Child
from cluster_core.model.typology import (
    COLUMNS,
    STRATEGIES,
    UNCLASSIFIED,
    ClusterType,
    Criterion,
    Draws,
    TypeRule,
    Typology,
)
from cluster_core.store.entries import head_at, name_of, number_at, read_entries, whole_at
from cluster_core.store.faults import Faults, quote
from cluster_core.store.framework_file import parse_weight, text_of
from cluster_core.store.plain import Plain, is_mapping, list_at, mapping_at, place_of, text_at

TYPES = 3


def parse_typology(
    document: dict[str, Plain], faults: Faults, indicators: Collection[str] | None
) -> Typology | None:
    """Return the typology of a document; None after noting its faults.

    Indicators that are not among `indicators` (None: unchecked) are noted as dangling: they have no data, as others.
    """
    before = len(faults.found)
    identifier, name, head = head_at(document, "typology", faults)

    def criterion(criterion_id: str, entry: dict[str, Plain]) -> Criterion:
        if criterion_id in COLUMNS:
            faults.add(place_of(entry, "id"), quote(criterion_id), "an id that is no column of the table")
        children = _children(entry, faults, indicators)
        return Criterion(criterion_id, name_of(entry, criterion_id), children, text_at(entry, "cite", faults))

    def kind(type_id: str, entry: dict[str, Plain]) -> ClusterType:
        if type_id == UNCLASSIFIED:
            faults.add(
                place_of(entry, "id"), quote(type_id), "another id: this one stands for too little data"
            )
        strategies = mapping_at(entry, "strategy", faults)
        strategy = tuple((key, text_of(strategies[key])) for key in STRATEGIES if key in strategies)
        return ClusterType(type_id, name_of(entry, type_id), strategy, text_at(entry, "cite", faults))

    criteria = read_entries(document, "criteria", faults, criterion)
    types = read_entries(document, "types", faults, kind)
    if list_at(document, "types", Faults()) and len(types) != TYPES:
        faults.add(
            place_of(document, "types"), f"{len(types)} types", "three types, from the highest to the lowest"
        )
    rule = _rule(mapping_at(document, "rule", faults), len(criteria), faults)
    draws = _draws(mapping_at(document, "draws", faults), faults)
    if identifier is None or len(faults.found) > before:
        return None
    return Typology(
        identifier,
        name,
        criteria,
        types,
        rule,
        draws,
        text_of(document.get("origin", "")),
        text_at(head, "source", faults),
        text_at(head, "cite", faults),
        text_at(head, "version", faults) or "1",
    )


def _children(
    entry: dict[str, Plain], faults: Faults, indicators: Collection[str] | None
) -> tuple[Child, ...]:
    children: dict[str, Child] = {}
    for leaf in list_at(entry, "indicators", faults):
        place = place_of(leaf if is_mapping(leaf) else entry, "indicators")
        name = faults.identifier(
            place, text_at(leaf, "id", faults) if is_mapping(leaf) else str(leaf).strip()
        )
        weight = parse_weight(leaf, faults) if is_mapping(leaf) else 1.0
        if name is None:
            continue
        if indicators is not None:
            faults.known(place, name, indicators, "indicator", dangling=True)
        if name in children:
            faults.add(place, f"a duplicate {quote(name)}", "every indicator once under a criterion")
        children[name] = Child(name, weight, is_indicator=True)
    if not children:
        faults.add(place_of(entry, "indicators"), "nothing", "at least one indicator")
    elif not any(child.weight for child in children.values()):
        faults.add(place_of(entry, "indicators", "weight"), "all zero ('0')", "at least one weight above 0")
    return tuple(children.values())


def _rule(mapping: dict[str, Plain], criteria: int, faults: Faults) -> TypeRule:
    """Return the rule; thresholds left out keep their defaults, counts must not exceed the number of criteria."""
    rule = TypeRule()
    given: dict[str, float | int | None] = {
        **{name: number_at(mapping, name, faults, 0, 100) for name in ("t_high", "t_mid", "least")},
        "min_coverage": number_at(mapping, "min_coverage", faults, 0, 1),
    }
    for name in ("n_high", "n_mid", "min_criteria"):
        given[name] = whole_at(mapping, name, faults, 1, max(criteria, 1))
        if not text_at(mapping, name, Faults()):
            given[name] = min(getattr(rule, name), max(criteria, 1))
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return replace(rule, **chosen)
    except MethodError:
        allowed = f"at most t_high ({chosen.get('t_high', rule.t_high):g})"
        faults.add(place_of(mapping, "t_mid"), quote(f"{chosen.get('t_mid', rule.t_mid):g}"), allowed)
        return rule


def _draws(mapping: dict[str, Plain], faults: Faults) -> Draws:
    given = {
        "count": whole_at(mapping, "count", faults, 1, 100_000),
        "seed": whole_at(mapping, "seed", faults, 0, 999_999_999),
        "spread": number_at(mapping, "spread", faults, 0, 100),
        "concentration": number_at(mapping, "concentration", faults, 1, 10_000),
    }
    chosen = {name: value for name, value in given.items() if value is not None}
    return replace(Draws(), **chosen)
