"""The sheets of what goes in: values, which of them are imputed, and what transforms and outliers make of them."""

from __future__ import annotations

import numpy as np
from xlsxwriter.worksheet import Worksheet

from cluster_core.model.stages import Treatment, Vintage
from cluster_core.report.workbook import formulas
from cluster_core.report.workbook.draft import WIDTH, Draft, known
from cluster_core.report.workbook.places import IMPUTED, INPUTS, TREATED, UNIT_COLUMNS, cell, here
from cluster_core.report.workbook.styles import Live, magnitude

MOST = 10**15  # more than any value; a rule for numbers needs two ends


def write_inputs(draft: Draft) -> None:
    """Write every indicator's values of its vintage, in its own unit, as cells to change; missing is empty."""
    words, places, pen, prepared = draft.words, draft.places, draft.pen, draft.assessment.prepared
    sheet = draft.numbers(INPUTS, words("note_inputs"), len(places.input_column), WIDTH)
    first, last = places.first(INPUTS), places.first(INPUTS) + len(places.units) - 1
    for name, column in places.input_column.items():
        indicator = draft.assessment.dataset.indicators[name]
        vintage = prepared.vintages.get(name, Vintage(name, None))
        draft.heads(
            sheet,
            INPUTS,
            column,
            (
                name,
                draft.indicator_name(name),
                indicator.unit.get(words.language),
                _year(vintage),
                words(indicator.direction),
                _source_numbers(draft, name),
            ),
        )
        values = prepared.imputed[:, prepared.at[name]]
        numbers = magnitude(values[~np.isnan(values)].tolist())
        for row, value in enumerate(values, first):
            pen.put(sheet, (row, column), known(value), "input", numbers)
        sheet.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -MOST,
                "maximum": MOST,
                "error_message": words("invalid_value"),
            },
        )
    _write_source_list(draft, sheet, last + 2)


def write_imputed(draft: Draft) -> None:
    """Mark the imputed values, leaf by leaf: 1 is no coverage."""
    places, prepared = draft.places, draft.assessment.prepared
    sheet = draft.numbers(IMPUTED, draft.words("note_imputed"), len(places.leaf_column), WIDTH)
    for leaf, column in places.leaf_column.items():
        draft.heads(sheet, IMPUTED, column, (leaf.indicator, draft.indicator_name(leaf.indicator)))
        for row, mark in enumerate(prepared.filled[:, prepared.at[leaf.indicator]], places.first(IMPUTED)):
            draft.pen.put(sheet, (row, column), 1 if mark else None, "input", "0")


def write_treated(draft: Draft) -> None:
    """Write the indicators that are transformed or treated, each value a formula of the input."""
    words, places, pen, prepared = draft.words, draft.places, draft.pen, draft.assessment.prepared
    sheet = draft.numbers(TREATED, words("note_treated"), len(draft.treated), WIDTH)
    for name, column in treated_columns(draft).items():
        treatment, transform = (
            prepared.treatments.get(name),
            draft.assessment.dataset.indicators[name].transform,
        )
        draft.heads(sheet, TREATED, column, (name, draft.indicator_name(name), _done(draft, name)))
        ends: list[str] = []
        for key, value in _ends(treatment).items():
            row = places.head(TREATED, key)
            pen.put(sheet, (row, column), value, "frozen" if value is not None else "head", "0.0000")
            ends.append(here(row, column, fixed=True))
        values = prepared.treated[:, prepared.at[name]]
        for at, value in enumerate(values):
            x = cell(INPUTS, places.first(INPUTS) + at, places.input_column[name])
            formula = formulas.treat(x, transform, treatment, (ends[0], ends[1], ends[2]))
            pen.put(
                sheet, (places.first(TREATED) + at, column), Live(formula, known(value)), "live", "0.0000"
            )


def treated_columns(draft: Draft) -> dict[str, int]:
    """Return the column on Treated of each indicator that stands there."""
    return {name: UNIT_COLUMNS + at for at, name in enumerate(draft.treated)}


def _done(draft: Draft, name: str) -> str:
    treatment, words = draft.assessment.prepared.treatments.get(name), draft.words
    parts = [words("log1p")] if draft.assessment.dataset.indicators[name].transform != "none" else []
    if treatment is not None and treatment.how != "left":
        parts.append(words(treatment.how))
    return " + ".join(parts)


def _ends(treatment: Treatment | None) -> dict[str, float | None]:
    if treatment is None or treatment.how == "left":
        return {"low": None, "high": None, "shift": None}
    shift = treatment.shift if treatment.how == "log" else None
    return {"low": treatment.low, "high": treatment.high, "shift": shift}


def _year(vintage: Vintage) -> str | int | None:
    return f"{vintage.year}/{vintage.denominator_year}" if vintage.mixed_years else vintage.year


def _source_numbers(draft: Draft, indicator: str) -> str:
    """Return the numbers of an indicator's sources, as they stand below the table and on the sheet of sources."""
    numbers = draft.lineage.numbers()
    used = sorted(numbers[one] for one in draft.lineage.sources_of(indicator, draft.places.units))
    return " ".join(f"[{number}]" for number in used)


def _write_source_list(draft: Draft, sheet: Worksheet, row: int) -> None:
    language = draft.words.language
    draft.pen.put(sheet, (row, 0), draft.words.both("source"), "label")
    for at, source in enumerate(draft.lineage.sources, 1):
        told = (source.title.get(language), source.issuer.get(language), source.year, source.address)
        draft.pen.put(sheet, (row + at, 0), f"[{at}] {' · '.join(part for part in told if part)}", "plain")
