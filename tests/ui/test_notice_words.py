"""Notices in words: one sentence a kind, few names, and none that the core makes is forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice, Treatment
from cluster_core.model.text import Language
from ui import data, notice_words

CORE = Path(__file__).resolve().parents[2] / "cluster_core"
# Codes that are told elsewhere than in the lists of notices.
ELSEWHERE = {
    "no_data": "the limits and the Data page count what has no data",
    "mixed_years": "the limits name the indicators",
    "not_ranked": "the headline of the Overview, and the note where nobody is",
    "ignored": "a note above the page; of sets of weights the audit leaves the set out",
    "synthetic": "the banner of practice data",
    "version": "the command line, of a code that was made on another version of the data",
    "unknown_tier": "about the ladder of clusters",
    "rung_skipped": "about the ladder of clusters",
    "refused": "about the rankings by other methods",
    "mean_weights": "about the rankings by other methods",
    "no_part": "about the rankings by other methods",
    "negative": "about the rankings by other methods",
    "incomplete": "about the rankings by other methods",
    "capped": "about random weightings: the page Robustness says how many were drawn",
    "sometimes_unranked": "about random weightings: the table of Robustness counts them",
    "certain_values": "about data drawn with their errors: the page Robustness says which",
    "sampled_bounds": "about random weightings: the page Robustness marks such ranges",
    "undefined_methods": "about other methods: the page Robustness lists them",
    "target_met": "the headline of Goal-seek",
    "out_of_reach": "the headline of Goal-seek",
    "no_lever": "below the plan of Goal-seek",
    "no_pace": "below the plan of Goal-seek",
}


def with_notices(assessment: Assessment, *notices: Notice) -> Assessment:
    return replace(assessment, notices=notices)


def with_treatment(assessment: Assessment, how: str) -> Assessment:
    treated = replace(assessment.prepared, treatments={"rd_intensity": Treatment(how)})
    return replace(assessment, prepared=treated)


def made() -> Iterator[str]:
    """The code of every `Notice(...)` in the core's source."""
    for path in CORE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Notice":
                (code, *_) = call.args
                assert isinstance(code, ast.Constant), f"{path}:{call.lineno}: a code that no test can read"
                yield str(code.value)


def test_every_code_that_the_core_makes_is_told() -> None:
    assert set(made()) == {*notice_words.CODES, *ELSEWHERE}


def test_the_codes_are_documented() -> None:
    assert not [code for code in {*made()} - {"synthetic"} if code not in str(Notice.__doc__)]


@pytest.mark.parametrize("code", notice_words.CODES)
def test_every_code_has_words(language: Language, assessment: Assessment, code: str) -> None:
    noticed = with_notices(with_treatment(assessment, "log"), Notice(code, ("rd_intensity",), ""))
    lines = notice_words.lines(noticed)
    assert len(lines) == 1
    assert lines[0]


def test_outliers_are_told_by_what_became_of_them(english: None, assessment: Assessment) -> None:
    notice = Notice("outliers", ("rd_intensity",), "")
    said = [
        notice_words.lines(with_notices(with_treatment(assessment, how), notice))[0]
        for how in ("winsorised", "log", "left")
    ]
    assert [
        words in line for words, line in zip(("pulled in", "log scale", "stay as they"), said, strict=True)
    ] == [True] * 3


def test_the_outliers_of_the_shipped_data(english: None, scenario: Scenario) -> None:
    treated = data.assessment(replace(scenario, treat="winsorise"))
    (line,) = notice_words.lines(treated)
    count = sum(notice.code == "outliers" for notice in treated.notices)
    assert count == len(treated.prepared.treatments) > 3
    assert line.endswith("extreme values were pulled in (winsorised).")


def test_what_happens_to_many_is_one_sentence(english: None, assessment: Assessment) -> None:
    many = [Notice("imputed", (one,), "") for one in assessment.framework.indicators[:5]]
    (line,) = notice_words.lines(with_notices(assessment, *many, many[0]))
    assert line.startswith("R&D intensity, ")
    assert "and 2 others: some missing values are estimates." in line


def test_sets_of_weights_are_called_by_their_names(english: None, assessment: Assessment) -> None:
    (line,) = notice_words.lines(with_notices(assessment, Notice("negative_alpha", ("entropy",), "")))
    assert "the part of Entropy came out negative" in line


def test_all_negative_loadings_are_named(english: None, assessment: Assessment) -> None:
    loaded = Notice("negative_loadings", ("rd_intensity", "loans_gdp"), "")
    (line,) = notice_words.lines(with_notices(assessment, loaded), notice_words.OF_WEIGHTS)
    assert " and " in line.split(":", maxsplit=1)[0]


def test_other_codes_have_their_own_places(assessment: Assessment) -> None:
    others = with_notices(assessment, Notice("not_ranked", ("320900",), ""), Notice("invented", ("x",), ""))
    assert notice_words.lines(others) == []
    imputed = with_notices(assessment, Notice("imputed", ("rd_intensity",), ""))
    assert notice_words.lines(imputed, notice_words.OF_WEIGHTS) == []
