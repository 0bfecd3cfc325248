"""How far regions are apart in sentences, refusals included."""

from __future__ import annotations

import re

import numpy as np
import pytest

from cluster_core.assess.convergence import REASONS, VERDICTS, Beta, Convergence, convergence
from cluster_core.assess.disparity import disparity_table
from cluster_core.assess.series import Series
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import disparity_words as words

NAN = float("nan")
UNITS = ("320100", "320500", "320900")
GROUPS = ("Sunan", "Sunan", "Subei")


def series(*columns: list[float], groups: tuple[str, ...] = GROUPS, years: tuple[int, ...] = ()) -> Series:
    known = years or tuple(range(2020, 2020 + len(columns)))
    return Series("", UNITS, groups, known, np.array(columns, dtype=float).T)


def titled(assessment: Assessment, given: Series) -> str:
    return words.takeaway(assessment, given, disparity_table(given))


def test_the_title_names_the_groups_and_the_change(english: None, assessment: Assessment) -> None:
    wide, narrow = [1.0, 1.0, 3.0], [1.0, 1.0, 2.0]
    said = titled(assessment, series(wide, narrow))
    assert said.startswith("2021: 100% of the differences lie between Southern Jiangsu and Northern Jiangsu")
    assert "smaller than in 2020" in said
    assert "larger than in 2020" in titled(assessment, series(narrow, wide))
    assert "as large as in 2020" in titled(assessment, series(wide, wide))
    assert titled(assessment, series([2.0, 2.0, 2.0])) == "2020: all regions are alike"
    assert titled(assessment, series(wide, groups=("Sunan", "", "Subei"))).startswith(
        "2020: Theil's T is 0.1"
    )


def test_a_year_that_lacks_a_region_is_not_compared(english: None, assessment: Assessment) -> None:
    given = series([1.0, 1.0, 3.0], [1.0, NAN, 9.0])
    assert titled(assessment, given).startswith("2020: ")
    assert any("2021" in note for note in words.notes(assessment, given, disparity_table(given)))


def test_groups_are_counted_in_the_order_of_the_data(english: None, assessment: Assessment) -> None:
    given = series([1.0, 2.0, 3.0], groups=("Subei", "Sunan", "Subei"))
    notes = words.notes(assessment, given, disparity_table(given))
    assert "Groups: Southern Jiangsu (1) and Northern Jiangsu (2)" in notes
    bare = series([1.0, 2.0, 3.0], groups=("", "", ""))
    assert any("belongs to a group" in note for note in words.notes(assessment, bare, disparity_table(bare)))


def test_years_between_without_values_are_named(english: None, assessment: Assessment) -> None:
    given = series([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], years=(2021, 2023))
    assert "No comparable values in 2022" in words.notes(assessment, given, disparity_table(given))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_a_sentence(verdict: str, language: Language, assessment: Assessment) -> None:
    beta = Beta(13, -0.03, 0.1, 0.01, 0.01, 0.5, -0.05, -0.01, 0.031, 22.4, verdict, "")
    said = words._beta(assessment, beta)
    assert "−0.030" in said
    assert ("22" in said) == (verdict == "converging")


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason])
def test_every_reason_is_told(reason: str, language: Language, assessment: Assessment) -> None:
    found = {
        "one_year": series([1.0, 2.0, 3.0]),
        "few_units": series([1.0, 2.0, NAN], [1.0, 2.0, NAN]),
        "no_spread": series([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]),
        "not_converging": series([1.0, 2.0, 3.0], [1.0, 3.0, 6.0]),
        "overshoot": series([1.0, 2.0, 4.0], [4.001, 2.0, 1.0]),
    }[reason]
    measured = convergence(found)
    assert measured.beta.reason == reason
    said = words.drift(assessment, found, measured)
    assert said
    assert not re.search(r"nan|None|[{}]", " ".join(said))


def test_one_year_says_nothing_about_drift(english: None, assessment: Assessment) -> None:
    given = series([1.0, 2.0, 3.0])
    assert words.drift(assessment, given, convergence(given)) == [
        "Only 2020 can be compared: one year says nothing about drifting apart"
    ]


def test_a_value_of_zero_is_refused_in_words(language: Language, assessment: Assessment) -> None:
    (said,) = words.drift(assessment, series([0.0, 1.0, 2.0]), None)
    assert "0" in said


def test_sigma_rises_falls_or_stays(english: None, assessment: Assessment) -> None:
    def said(first: float, last: float) -> str:
        beta = Beta(3, reason="no_spread")
        return words.drift(
            assessment,
            series([1, 2, 3], [1, 2, 3]),
            Convergence("", UNITS, (2020, 2021), (first, last), (0.1, 0.1), beta),
        )[0]

    assert "drawn together" in said(0.5, 0.4)
    assert "drifted apart" in said(0.4, 0.5)
    assert "as far apart" in said(0.4, 0.4)
    assert "at least two regions" in said(NAN, NAN)


def test_a_short_span_and_what_is_left_out_are_told(english: None, assessment: Assessment) -> None:
    given = series([1, 2, 3], [NAN, 2, 3], [1, 2, 3.5])
    said = words.drift(assessment, given, convergence(given))
    assert any(one.startswith("Only 2 years of growth") for one in said)
    assert "Left out between, as regions lack a value: 2021" in said
    other = series([1, 2, 3], [1, 2, 4])
    gone = Convergence(
        "", UNITS[:2], (2020, 2021), (0.4, 0.3), (0.1, 0.1), Beta(2, reason="few_units"), (), UNITS[2:]
    )
    assert "Without Yancheng, which lacks a value at the start or the end" in words.drift(
        assessment, other, gone
    )


def test_a_subject_has_its_unit(english: None, assessment: Assessment) -> None:
    assert words.subject(assessment, "") == "Four forces (total score)"
    assert "%" in words.subject(assessment, "export_gdp")
