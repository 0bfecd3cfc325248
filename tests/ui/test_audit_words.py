"""Every finding of the core in words, in both languages, and the page's sentence."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess import statistical_audit as core
from cluster_core.assess.leave_out import leave_one_out
from cluster_core.assess.reliability import STATED
from cluster_core.assess.statistical_audit import Finding, statistical_audit
from cluster_core.index.consistency import REASONS
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from tests.assess.test_leave_out import assessed
from tests.model.examples import NAN
from ui import audit_words as words
from ui import data

NUMBERS = {
    "n": 13.0,
    "critical": 0.553,
    "low": -0.07,
    "high": 0.82,
    "count": 2.0,
    "of": 33.0,
    "threshold": 0.92,
    "alpha": 0.8,
    "alpha_raw": 0.8,
    "items": 21.0,
    "mean": 0.77,
    "max": 2.0,
    "best": 6.0,
    "worst": 9.0,
}


def every_code() -> list[str]:
    """Return the codes that the core documents, by its own table."""
    rows = re.findall(r"^\s*\| ([a-z_, ]+) \|", inspect.getdoc(Finding) or "", re.MULTILINE)
    return [code for row in rows for code in row.split(", ") if code != "code"]


def made(code: str, assessment: Assessment) -> Finding:
    ids = {
        "moves_most": ("320900",),
        "alpha": (assessment.framework.id,),
        "alpha_undefined": (assessment.framework.id, "few_units"),
    }
    return Finding(code, ids.get(code, assessment.framework.indicators[:2]), NUMBERS)


def test_the_codes_are_those_of_the_core() -> None:
    assert len(every_code()) == 14
    assert {"negative", "weak", "redundant", "moves_most", "alpha_rises"} <= set(every_code())


@pytest.mark.parametrize("code", every_code())
def test_every_finding_has_words_and_a_meaning(code: str, language: Language, assessment: Assessment) -> None:
    found = replace(statistical_audit(assessment, rescore=False), findings=(made(code, assessment),))
    (said,) = [*words.findings(assessment, found), *words.alphas(assessment, found)]
    assert len(said.said) > 5
    assert len(said.meaning) > 5
    assert not re.search(r"[{}]|nan|None", said.said + said.meaning)


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason])
def test_every_reason_without_alpha_is_told(reason: str, language: Language, assessment: Assessment) -> None:
    found = statistical_audit(assessment, rescore=False)
    undefined = Finding("alpha_undefined", ("four_forces", reason), {"items": 1.0, "n": 1.0})
    (said,) = words.alphas(assessment, replace(found, findings=(undefined,)))
    assert said.meaning


def test_every_flag_and_code_is_known_to_the_core() -> None:
    source = inspect.getsource(core)
    assert all(f'"{code}"' in source for code in every_code())


@pytest.mark.parametrize(
    ("alpha", "word"), [(0.95, "Very high"), (0.75, "Good"), (0.5, "Low"), (-0.2, "Below 0")]
)
def test_alpha_is_explained(english: None, assessment: Assessment, alpha: float, word: str) -> None:
    found = statistical_audit(assessment, rescore=False)
    high = Finding("alpha", ("four_forces",), {"alpha": alpha, "alpha_raw": alpha, "items": 21.0, "n": 13.0})
    (said,) = words.alphas(assessment, replace(found, findings=(high,)))
    assert said.meaning.startswith(word)
    assert "21 indicators" in said.said


def test_the_headline_says_how_little_thirteen_prove(english: None, assessment: Assessment) -> None:
    audit = statistical_audit(assessment)
    said = words.headline(assessment, audit)
    assert said.startswith("With 13 regions, a correlation below 0.55 cannot be told from none; ")
    moved = next(one for one in audit.findings if one.code == "influential_indicator")
    assert f"{moved.numbers['mean']:.1f} places" in said


def headline(columns: dict[str, list[float]], **of: object) -> str:
    result = assessed(columns, {"f": dict.fromkeys(columns, 1)}, **of)
    return words.headline(result, statistical_audit(result))


def test_the_gravest_finding_comes_first(english: None) -> None:
    up = [0.0, 20.0, 40.0, 60.0, 80.0]
    assert "1 part runs against what it belongs to: c" in headline(
        {"a": up, "b": [10, 20, 40, 60, 90], "c": [30, 20, 25, 22, 10]}
    )
    assert "no region moves by more than one place" in headline({"a": up, "b": up})
    assert "3 of 3 parts are no clearer" in headline(
        {"a": [90, 10, 50, 20, 60], "b": [50, 10, 20, 70, 40], "c": [0, 30, 20, 10, 60]}
    )


@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_few_regions_are_told(language: Language, count: int) -> None:
    column = [50.0] * count + [NAN] * (3 - count)
    said = headline({"a": column, "b": column})
    assert said
    if count:
        assert str(count) in said


def test_without_rescoring_no_place_is_claimed(english: None, assessment: Assessment) -> None:
    audit = statistical_audit(assessment, rescore=False)
    assert "18 parts almost repeat" in words.headline(assessment, audit)
    assert not [one for one in words.findings(assessment, audit) if "place" in one.said + one.meaning]


def test_where_the_focus_stands(english: None, assessment: Assessment) -> None:
    left_out = leave_one_out(assessment)
    own = left_out.by_unit().set_index("region").loc["320900"]
    said = words.focus_range(assessment, left_out, "indicators")
    assert said.startswith("Yancheng")
    assert str(int(own["best"])) in said
    assert str(int(own["worst"])) in said


def test_without_a_focus_nothing_is_said_of_it(english: None, scenario: Scenario) -> None:
    nobody = data.assessment(replace(scenario, focus=""))
    assert words.focus_range(nobody, leave_one_out(nobody), "indicators") == ""


@pytest.mark.parametrize(
    ("names", "shift", "said"),
    [
        (["A"], 2.0, "A down 2"),
        (["A"], -1.0, "A up 1"),
        (["A", "B"], 1.0, "2 regions by 1"),
        ([], 0.0, "nobody"),
    ],
)
def test_who_moves_and_which_way(english: None, names: list[str], shift: float, said: str) -> None:
    assert words.mover(names, shift) == said


def test_limits_have_no_more_decimals_than_they_need(english: None) -> None:
    assert words.limits(STATED) == {"negative": "0", "weak": "0.3", "redundant": "0.92"}


def test_many_names_are_counted_and_repeated_ones_said_once(english: None) -> None:
    assert words.some_names(["a", "a", "b"]) == "a and b"
    assert words.some_names(list("abcde")) == "a and b and 3 others"


def test_nobody_moves_or_nobody_is_left(english: None, assessment: Assessment) -> None:
    still = leave_one_out(assessment)
    nobody = replace(still, after=np.full_like(still.after, np.nan))
    assert words.no_shifts(nobody).startswith("Nothing is left")
    assert words.no_shifts(replace(still, after=still.before)).startswith("Whichever")
