"""The files of the Data page's tables: what they tell beside their rows, and how each format is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from cluster_core.errors import ScenarioError, one_of
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from cluster_core.report.csv_file import render_csv
from cluster_core.report.holdings import Holdings, Places
from cluster_core.report.json_file import render_json
from cluster_core.report.observations import Selection
from cluster_core.report.parquet_file import render_parquet
from cluster_core.report.table import Provenance, Table, file_name
from cluster_core.report.table_request import BEHIND, COMPUTED, LONG, SCORES, SPOKEN, YEARS, Request, recipe
from cluster_core.report.table_words import word
from cluster_core.report.tables import (
    behind,
    frame,
    group_name,
    item_name,
    long_frame,
    places_of,
    ranked,
    ways_out,
    word_or,
)
from cluster_core.report.xlsx_file import render_xlsx

RENDERERS: Mapping[str, Callable[[Table], bytes]] = {
    ".xlsx": render_xlsx,
    ".csv": render_csv,
    ".json": render_json,
    ".parquet": render_parquet,
}


def provenance(assessment: Assessment) -> Provenance:
    """Return what every file says of itself."""
    scenario, dataset = assessment.scenario, assessment.dataset
    return Provenance(
        scenario.encode(), dataset.id, dataset.name, dataset.version, scenario.year, dataset.synthetic
    )


def file_of(assessment: Assessment, request: Request, suffix: str) -> str:
    """Return the name of a table's file."""
    kinds = [*([] if request.table == LONG else [request.table]), *(["sources"] if request.sources else [])]
    return file_name("-".join(["data", *kinds]), provenance(assessment), suffix.removeprefix("."))


def table_of(held: Holdings, request: Request, suffix: str) -> Table:
    """Return a table with all that a file of this ending tells of it.

    Raises
    ------
    ScenarioError
        If no row meets the filters: it names those that would leave some, were they not there.
    """
    places = places_of(held, request)
    if not len(places):
        raise _nothing(held, request)
    linked = request.table != LONG and not request.sources
    found = behind(held, request, places)
    table_behind = long_frame(held, replace(request, table=LONG), found, BEHIND) if linked else None
    notes = (*_notes(held, request, suffix), *_source_notes(held, request, found))
    return Table(frame(held, request, places), provenance(held.assessment), notes, table_behind)


def written(held: Holdings, request: Request, suffix: str) -> bytes:
    """Return the bytes of a table's file; the same for the same data, scenario and request."""
    return RENDERERS[suffix](table_of(held, request, suffix))


def _nothing(held: Holdings, request: Request) -> ScenarioError:
    ways = sorted(ways_out(held, request).items(), key=lambda way: -way[1])
    told = [f"{count} without --filter {SPOKEN.get(field, field)}" for field, count in ways]
    hint = f"There are {one_of(told)}." if told else "Leave out all filters and choose again."
    return ScenarioError(
        f"--table {request.table}: found no row that meets all filters, allowed: at least one. {hint}"
    )


def described(held: Holdings, selection: Selection, language: Language) -> str:
    """Return the choices in words, empty where there are none."""
    told = [
        word(
            "choice",
            language,
            field=word(SPOKEN.get(field, field), language),
            values=word("comma", language).join(
                _choice(held.assessment, field, one, language) for one in getattr(selection, field)
            ),
        )
        for field in selection.active
    ]
    return word("stop", language).join(told)


def _choice(assessment: Assessment, field: str, chosen: object, language: Language) -> str:
    dataset, one = assessment.dataset, str(chosen)
    if field in ("year", "value"):
        return _span_words(chosen, language)  # type: ignore[arg-type]
    names: dict[str, Callable[[], str]] = {
        "unit": lambda: dataset.units(assessment.scenario.unit)[one].name.get(language),
        "group": lambda: group_name(dataset, one, language),
        "indicator": lambda: item_name(assessment, language)(one),
        "dimension": lambda: assessment.framework.by_id[one].name.get(language),
        "source": lambda: dataset.sources[one].title.get(language) or one,
    }
    return names[field]() if field in names else word_or(f"{field}_{one}", one, language)


def _span_words(span: tuple[float | None, float | None], language: Language) -> str:
    low, high = ("" if end is None else f"{end:.15g}" for end in span)
    if low == high:
        return low
    return word("between" if low and high else "from" if low else "to", language, low=low, high=high)


def _notes(held: Holdings, request: Request, suffix: str) -> list[tuple[str, str]]:
    language, assessment = request.language, held.assessment

    def note(key: str, **values: object) -> tuple[str, str]:
        return word(f"note_{key}", language), word(f"note_{key}_text", language, **values)

    told = described(held, request.selection, language) or word("note_everything", language)
    notes = [(word("note_filters", language), told)]
    if request.table == YEARS:
        known = assessment.dataset.indicators[request.of]
        name, unit = known.name.get(language), known.unit.get(language)
        notes.append(
            (
                word("note_indicator", language),
                f"{name} [{known.id}], {unit}" if unit else f"{name} [{known.id}]",
            )
        )
    if not request.sources and (request.table == SCORES or set(request.shown) & set(COMPUTED)):
        notes.append(note("computed"))
    if "flags" in request.shown or request.table != LONG:
        notes.append(note("flags"))
    if ranked(request) and held.sure is not None:
        notes.append(note("ranks", draws=f"{held.sure.draws:,}", floor=f"{held.sure.floor * 100:.3g}"))
    line = recipe(assessment, request, file_of(assessment, request, suffix))
    return [*notes, (word("note_recipe", language), line)]


def _source_notes(held: Holdings, request: Request, observed: Places) -> list[tuple[str, str]]:
    """Return title, issuer, address and licence of every source of these observations."""
    sources, language = held.assessment.dataset.sources, request.language
    codes = held.observed.codes["source"][observed]
    _, first = np.unique(codes, return_index=True)
    ids = [held.observed.words["source"][code] for code in codes[np.sort(first)]]
    used = [sources[one] for one in ids if one in sources]
    return [
        (word("note_source", language), " · ".join(part for part in parts if part))
        for parts in (
            (one.title.get(language), one.issuer.get(language), one.address, one.licence) for one in used
        )
    ]
