"""Read a register of chokepoint technologies: categories with their conditions, and the entries."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.model.chokepoints import (
    DOMESTIC_LEVELS,
    NO_LANE,
    Category,
    Chokepoints,
    Conditions,
    Feasibility,
    Technology,
)
from cluster_core.store.entries import entries_at, head_at, name_of, number_at, read_entries, whole_at
from cluster_core.store.faults import Faults, quote
from cluster_core.store.framework_file import text_of
from cluster_core.store.plain import Plain, list_at, mapping_at, place_of, text_at

YEARS = (1, 9999)


def parse_chokepoints(document: dict[str, Plain], faults: Faults) -> Chokepoints | None:
    """Return the register of a document; None after noting its faults."""
    before = len(faults.found)
    identifier, name, head = head_at(document, "chokepoints", faults)
    known = tuple(entries_at(document, "categories", Faults()))
    categories = read_entries(
        document, "categories", faults, lambda key, entry: _category(key, entry, known, faults)
    )
    entries = tuple(
        _technology(key, entry, known, faults)
        for key, entry in entries_at(document, "entries", faults).items()
    )
    feasibility = _feasibility(mapping_at(document, "feasibility", faults), faults)
    if identifier is None or len(faults.found) > before:
        return None
    principle, origin = text_of(head.get("principle", "")), text_of(head.get("origin", ""))
    source, cite, version = (text_at(head, key, faults) for key in ("source", "cite", "version"))
    return Chokepoints(
        identifier, name, categories, entries, feasibility, principle, origin, source, cite, version or "1"
    )


def _category(category_id: str, entry: dict[str, Plain], known: tuple[str, ...], faults: Faults) -> Category:
    if category_id == NO_LANE:
        faults.add(place_of(entry, "id"), quote(category_id), "another id: this lane is for entries without")
    lack = number_at(entry, "lack", faults, 0, 1)
    if not text_at(entry, "lack", Faults()):
        faults.add(place_of(entry, "lack"), "nothing", "a number from 0 to 1")
    when = mapping_at(entry, "when", faults)
    unless = tuple(str(name).strip() for name in list_at(when, "unless", faults))
    for name in unless:
        faults.known(place_of(when, "unless"), name, [k for k in known if k != category_id], "category")
    conditions = Conditions(
        number_at(when, "min_dependence", faults, 0, 100),
        _levels(when, faults),
        number_at(when, "above_gap_years", faults, 0, 1000),
        number_at(when, "max_gap_years", faults, 0, 1000),
        unless,
    )
    return Category(
        category_id, name_of(entry, category_id), lack or 0.0, conditions, text_at(entry, "cite", faults)
    )


def _levels(when: dict[str, Plain], faults: Faults) -> tuple[str, ...]:
    place = place_of(when, "levels")
    levels = [str(level).strip() for level in list_at(when, "levels", faults)]
    return tuple(level for level in levels if faults.choice(place, level, DOMESTIC_LEVELS) is not None)


def _technology(entry_id: str, entry: dict[str, Plain], known: tuple[str, ...], faults: Faults) -> Technology:
    category = text_at(entry, "category", faults)
    if category:
        faults.known(place_of(entry, "category"), category, known, "category")
    evidence = text_of(entry.get("evidence", ""))
    if not evidence:
        faults.add(place_of(entry, "evidence"), "nothing", "what a document says, in own words")
    start, end = (whole_at(entry, key, faults, *YEARS) for key in ("window_start", "window_end"))
    if start is not None and end is not None and end < start:
        faults.add(place_of(entry, "window_end"), quote(str(end)), f"a year from window_start ({start}) on")
    level = text_at(entry, "domestic_level", faults)
    return Technology(
        id=entry_id,
        name=name_of(entry, entry_id),
        evidence=evidence,
        cluster=text_of(entry.get("cluster", "")),
        regions=tuple(str(region) for region in list_at(entry, "regions", faults)),
        category=category,
        import_dependence=number_at(entry, "import_dependence", faults, 0, 100),
        dependence_year=whole_at(entry, "dependence_year", faults, *YEARS),
        domestic_level=faults.choice(place_of(entry, "domestic_level"), level, DOMESTIC_LEVELS, "") or "",
        gap_years=number_at(entry, "gap_years", faults, 0, 1000),
        window_start=start,
        window_end=end,
        expected_years=number_at(entry, "expected_years", faults, 0, 1000),
        criticality=number_at(entry, "criticality", faults, 0, 100),
        actors=tuple(str(actor) for actor in list_at(entry, "actors", faults)),
        cite=text_at(entry, "cite", faults),
    )


def _feasibility(mapping: dict[str, Plain], faults: Faults) -> Feasibility:
    given = {key: number_at(mapping, key, faults, 0, 1) for key in ("in_time", "late", "unknown")}
    return replace(Feasibility(), **{key: value for key, value in given.items() if value is not None})
