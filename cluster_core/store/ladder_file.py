"""Read a cultivation ladder: rungs with gates, dated official lists, tiers and dated counts."""

from __future__ import annotations

from collections.abc import Collection

from cluster_core.model.ladder import DatedCount, Gate, Ladder, Listing, Rung, Tier
from cluster_core.store.entries import (
    date_at,
    entries_at,
    head_at,
    name_of,
    number_at,
    read_entries,
    whole_at,
)
from cluster_core.store.faults import LARGEST, Faults, quote
from cluster_core.store.framework_file import text_of
from cluster_core.store.plain import Plain, is_mapping, list_at, place_of, text_at

GATES = ("min", "max", "percentile")


def parse_ladder(
    document: dict[str, Plain], faults: Faults, indicators: Collection[str] | None
) -> Ladder | None:
    """Return the ladder of a document; None after noting its faults.

    Indicators that are not among `indicators` (None: unchecked) are noted as dangling: their gates are not assessable.
    """
    before = len(faults.found)
    identifier, name, head = head_at(document, "ladder", faults)
    rungs = read_entries(
        document, "rungs", faults, lambda rung_id, entry: _rung(rung_id, entry, faults, indicators)
    )
    order = [rung.id for rung in rungs]
    listed = tuple(
        _listing(key, entry, order, faults) for key, entry in entries_at(document, "listed", faults).items()
    )
    tiers = tuple(_tier(key, entry, faults) for key, entry in entries_at(document, "tiers", faults).items())
    counts = tuple(
        _count(key, entry, faults) for key, entry in entries_at(document, "counts", faults).items()
    )
    if identifier is None or len(faults.found) > before:
        return None
    note, origin = text_of(head.get("note", "")), text_of(head.get("origin", ""))
    source, cite, version = (text_at(head, key, faults) for key in ("source", "cite", "version"))
    return Ladder(identifier, name, rungs, listed, tiers, counts, note, origin, source, cite, version or "1")


def _rung(rung_id: str, entry: dict[str, Plain], faults: Faults, indicators: Collection[str] | None) -> Rung:
    gates: dict[str, Gate] = {}
    for written in list_at(entry, "gates", faults):
        gate = _gate(written, entry, faults, indicators)
        if gate is not None and gate.indicator in gates:
            place = place_of(written, "indicator")
            faults.add(place, f"a duplicate {quote(gate.indicator)}", "every indicator once on a rung")
        elif gate is not None:
            gates[gate.indicator] = gate
    if not list_at(entry, "gates", Faults()):
        faults.add(place_of(entry, "gates"), "nothing", "at least one gate {indicator, min}")
    official, cite = text_of(entry.get("list", "")), text_at(entry, "cite", faults)
    return Rung(rung_id, name_of(entry, rung_id), tuple(gates.values()), official, cite)


def _gate(
    written: Plain, entry: dict[str, Plain], faults: Faults, indicators: Collection[str] | None
) -> Gate | None:
    if not is_mapping(written):
        faults.add(place_of(entry, "gates"), quote(str(written)), "a mapping {indicator, min}")
        return None
    place = place_of(written, "indicator")
    indicator = faults.identifier(place, text_at(written, "indicator", faults))
    if indicator is not None and indicators is not None:
        faults.known(place, indicator, indicators, "indicator", dangling=True)
    kinds = [kind for kind in GATES if text_at(written, kind, Faults())]
    if len(kinds) != 1:
        found = quote(", ".join(kinds)) if kinds else "nothing"
        faults.add(place_of(written, "gate"), found, "one of min, max or percentile")
        return None
    low, high = (0.0, 100.0) if kinds == ["percentile"] else (-LARGEST, LARGEST)
    wanted = number_at(written, kinds[0], faults, low, high)
    if wanted == 0:
        allowed = "a number other than 0, for distances are shares of it"
        faults.add(place_of(written, kinds[0]), quote(text_at(written, kinds[0], Faults())), allowed)
    if indicator is None or not wanted:
        return None
    field = {"min": "at_least", "max": "at_most", "percentile": "percentile"}[kinds[0]]
    return Gate(indicator, **{field: wanted})


def _listing(cluster: str, entry: dict[str, Plain], order: list[str], faults: Faults) -> Listing:
    rung = text_at(entry, "rung", faults)
    faults.known(place_of(entry, "rung"), rung, order, "rung")
    date, cite = date_at(entry, "date", faults), text_at(entry, "cite", faults)
    regions = tuple(str(region) for region in list_at(entry, "regions", faults))
    return Listing(cluster, name_of(entry, cluster), rung, date, regions, cite)


def _tier(tier_id: str, entry: dict[str, Plain], faults: Faults) -> Tier:
    members = tuple(text_of(member) for member in list_at(entry, "members", faults))
    count = whole_at(entry, "count", faults, 1, 100_000)
    if not text_at(entry, "count", Faults()):
        faults.add(place_of(entry, "count"), "nothing", "a whole number from 1 up")
    if count is not None and len(members) > count:
        found = f"{len(members)} members of {quote(tier_id)}"
        faults.add(place_of(entry, "members"), found, f"at most {count}")
    date, cite = date_at(entry, "date", faults), text_at(entry, "cite", faults)
    return Tier(tier_id, name_of(entry, tier_id), count or 1, date, members, cite)


def _count(count_id: str, entry: dict[str, Plain], faults: Faults) -> DatedCount:
    value = number_at(entry, "value", faults, 0, LARGEST)
    if not text_at(entry, "value", Faults()):
        faults.add(place_of(entry, "value"), "nothing", "a number from 0 up")
    date, cite = date_at(entry, "date", faults), text_at(entry, "cite", faults)
    return DatedCount(
        count_id, name_of(entry, count_id), value or 0.0, text_of(entry.get("unit", "")), date, cite
    )
