"""An assessment as a workbook with live formulas: inputs, normalised values, weights, scores and ranks."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from xlsxwriter.workbook import Workbook

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from cluster_core.report.table import Provenance
from cluster_core.report.workbook.draft import Draft
from cluster_core.report.workbook.formulas import COVERAGE_NAME, FLOOR_NAME
from cluster_core.report.workbook.inputs_sheet import write_imputed, write_inputs, write_treated
from cluster_core.report.workbook.lineage import lineage
from cluster_core.report.workbook.normalised_sheet import write_normalised
from cluster_core.report.workbook.places import (
    COVERAGE,
    COVERAGE_MIN,
    IMPUTED,
    INPUTS,
    NORMALISED,
    RANKING,
    RANKS,
    SCORE_FLOOR,
    SCORES,
    SOURCES,
    TREATED,
    UNIT_COLUMNS,
    UNIT_WEIGHTS,
    WEIGHTS,
    cell,
    plan,
)
from cluster_core.report.workbook.ranking_sheet import write_ranking
from cluster_core.report.workbook.read_me_sheet import write_read_me
from cluster_core.report.workbook.scores_sheet import write_coverage, write_ranks, write_scores
from cluster_core.report.workbook.sources_sheet import write_sources
from cluster_core.report.workbook.styles import Pen
from cluster_core.report.workbook.weights_sheet import write_own_weights, write_weights
from cluster_core.report.workbook.words import Words
from cluster_core.report.xlsx_file import CREATED, OPTIONS

Write = Callable[[Draft], None]


def render_workbook(assessment: Assessment, language: Language) -> bytes:
    """Write an assessment as a workbook that computes it again.

    Parameters
    ----------
    assessment
        Of regions or clusters, under any scenario.
    language : zh or en
        Of names and sentences; short labels stand in both.

    Returns
    -------
    bytes
        An .xlsx file, the same for the same assessment. Every formula stands with its present value. Missing values
        are empty. Weights computed from the data, imputed values, the bounds of outliers and the parameters of a pool
        of all years are numbers; the sheet "Read me" names those that are.

    Notes
    -----
    Formulas reproduce the assessment to 1e-9, also after weights or values are changed in the file
    (tests/report/workbook/test_render.py). No text is ever a formula.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> render_workbook(assess(dataset, default_scenario(dataset)), "zh")[:2]
    b'PK'
    """
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        draft = draft_of(assessment, language, book)
        writers = _sheets(draft)
        write_read_me(draft, [(name, key) for name, key, _write in writers])
        for _name, _key, write in writers:
            write(draft)
        _name_ranges(book, draft)
    return buffer.getvalue()


def draft_of(assessment: Assessment, language: Language, book: Workbook | None = None) -> Draft:
    """Return what the writers of the sheets share, for a workbook that is open or for one that is only asked about."""
    pen = Pen(book if book is not None else Workbook(BytesIO(), OPTIONS))
    return Draft(
        assessment, plan(assessment), Words(language), pen, _provenance(assessment), lineage(assessment)
    )


def _sheets(draft: Draft) -> list[tuple[str, str, Write]]:
    """Return name, key of its words and writer of every sheet that this assessment needs."""
    needed: list[tuple[str, str, Write, bool]] = [
        (RANKING, "sheet_ranking", write_ranking, True),
        (WEIGHTS, "sheet_weights", write_weights, True),
        (INPUTS, "sheet_inputs", write_inputs, True),
        (TREATED, "sheet_treated", write_treated, bool(draft.treated)),
        (IMPUTED, "sheet_imputed", write_imputed, draft.imputed),
        (NORMALISED, "sheet_normalised", write_normalised, True),
        (UNIT_WEIGHTS, "sheet_own", write_own_weights, bool(draft.own_weights)),
        (SCORES, "sheet_scores", write_scores, True),
        (COVERAGE, "sheet_coverage", write_coverage, True),
        (RANKS, "sheet_ranks", write_ranks, True),
        (SOURCES, "sheet_sources", write_sources, True),
    ]
    return [(name, key, write) for name, key, write, holds in needed if holds]


def _provenance(assessment: Assessment) -> Provenance:
    dataset, scenario = assessment.dataset, assessment.scenario
    code = scenario.quantised().encode()
    return Provenance(code, dataset.id, dataset.name, dataset.version, scenario.year, dataset.synthetic)


def _name_ranges(book: Workbook, draft: Draft) -> None:
    """Name the settings, which formulas use, and the ranges that somebody who goes on computing looks for."""
    places = draft.places
    names = {
        COVERAGE_NAME: cell(WEIGHTS, *COVERAGE_MIN, fixed=True),
        FLOOR_NAME: cell(WEIGHTS, *SCORE_FLOOR, fixed=True),
        "input_values": places.block(INPUTS, len(places.input_column)),
        "normalised_values": places.block(NORMALISED, len(places.leaves)),
        "all_scores": places.block(SCORES, len(places.nodes)),
        "whole_scores": places.column(SCORES, UNIT_COLUMNS),
        "whole_ranks": places.column(RANKS, UNIT_COLUMNS),
    }
    for name, reference in names.items():
        book.define_name(name, f"={reference}")
