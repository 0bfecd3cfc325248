"""The first sheet: what the workbook is, how to change it, what is fixed in it and why, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from cluster_core.model.scenario import weighting_parts
from cluster_core.report.workbook.draft import Draft
from cluster_core.report.workbook.places import READ_ME
from cluster_core.report.workbook.styles import LINE_POINTS, lines_of, set_page

_WIDTHS = (34.0, 110.0)
_FITTING = 1.1  # characters of running text to one of a column's width, which counts in digits
_SAMPLES = ("input", "live", "frozen")


def write_read_me(draft: Draft, sheets: Sequence[tuple[str, str]]) -> None:
    """Write the sheet; `sheets` are name and key of the words of every other one."""
    words, pen = draft.words, draft.pen
    sheet = draft.sheet(READ_ME, words("title"))
    row = _write_lines(draft, sheet, 3, _uses(draft))
    for at, style in enumerate(_SAMPLES):
        pen.put(sheet, (row + at, 0), words.both("legend") if at == 0 else "", "label")
        pen.put(sheet, (row + at, 1), words(style), style)
    _write_lines(draft, sheet, row + len(_SAMPLES), _rests_on(draft, sheets))
    set_page(sheet, draft.provenance, _WIDTHS, None)
    sheet.fit_to_pages(1, 1)


def _write_lines(draft: Draft, sheet: Worksheet, row: int, lines: Iterable[tuple[str, str]]) -> int:
    """Write labels and texts from a row on, each as high as its text needs; return the row after them."""
    for label, text in lines:
        draft.pen.put(sheet, (row, 0), label, "label")
        draft.pen.put(sheet, (row, 1), text, "text")
        needed = max(lines_of(text, _WIDTHS[1] * _FITTING), lines_of(label, _WIDTHS[0]))
        sheet.set_row(row, LINE_POINTS * needed + 2)
        row += 1
    return row


def _uses(draft: Draft) -> Iterator[tuple[str, str]]:
    words = draft.words
    yield words.both("abouts"), words("what")
    yield words("how_weight_label"), words("how_weight")
    yield words("how_value_label"), words("how_value")


def _rests_on(draft: Draft, sheets: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    words = draft.words
    yield words.both("rank"), words("rank_rule")
    for at, key in enumerate(frozen(draft)):
        yield words("limits") if at == 0 else "", words(key, set=_weighting(draft), unit=draft.one_unit)
    for at, (name, key) in enumerate(sheets):
        yield words.both("sheets") if at == 0 else "", f"{name}: {words(key)}"
    yield from _facts(draft)


def frozen(draft: Draft) -> list[str]:
    """Return the keys of what this workbook has as numbers that do not follow, in the order told."""
    assessment = draft.assessment
    scenario, indicators = assessment.scenario, assessment.dataset.indicators
    leaves = [indicators[name] for name in assessment.framework.indicators]
    stated = scenario.normalise == "minmax" and any(
        one.goalpost_low is not None or one.goalpost_high is not None for one in leaves
    )
    held = [assessment.prepared.treatments.get(one.id) for one in leaves]
    told = {
        "frozen_values": True,
        "frozen_imputed": draft.imputed,
        "frozen_treated": any(one is not None and one.how != "left" for one in held),
        "frozen_pool": scenario.pool == "all" and scenario.normalise in ("minmax", "zscore", "best"),
        "frozen_stated": stated or scenario.normalise == "target",
        "frozen_weights": scenario.objective,
        "frozen_own": bool(draft.own_weights),
        "refused_best": scenario.normalise == "best",
        "code_rounded": scenario.quantised() != scenario,
        "frozen_rest": True,
    }
    return [key for key, holds in told.items() if holds]


def _weighting(draft: Draft) -> str:
    """Return the words for the weights in force."""
    words, weighting = draft.words, draft.assessment.scenario.weighting
    parts = " + ".join(words(part) for part in weighting_parts(weighting))
    method, mark, _ = weighting.partition(":")
    return f"{method}: {parts}" if mark else parts


def _facts(draft: Draft) -> Iterator[tuple[str, str]]:
    words, assessment = draft.words, draft.assessment
    scenario, framework = assessment.scenario, assessment.framework
    yield from draft.provenance.facts()
    both = f"{framework.name.get('zh')} / {framework.name.get('en')}"
    yield words.both("framework"), f"{both} ({framework.id}), {words('version')} {framework.version}"
    yield words.both("scenario_year"), str(scenario.year)
    yield words.both("weighting"), _weighting(draft)
    yield words.both("normalise"), words(f"normalise_{scenario.normalise}")
    yield words.both("pool"), words(f"pool_{scenario.pool}")
    yield words.both("aggregate"), draft.rule(framework.root)
    if scenario.focus:
        yield words.both("focus"), draft.unit_name(scenario.focus)
