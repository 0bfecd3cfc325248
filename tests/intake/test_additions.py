"""New indicators and sources: complete, new, and nothing that a spreadsheet would run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.additions import NewIndicator, NewSource, check_source, indicators_of
from tests.report.test_table import FORMULAS

WHOLE = NewIndicator("robots", "benefit", "台", name_zh="机器人数")
SOURCE = NewSource("book", "年鉴")


def test_a_whole_one() -> None:
    made = indicators_of([WHOLE, replace(WHOLE, id="trust", kind="expert", unit_zh="")], ["gdp"])
    assert [(one.id, one.direction, one.kind, one.name.en) for one in made] == [
        ("robots", "benefit", "objective", "机器人数"),
        ("trust", "benefit", "expert", "机器人数"),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        *(
            {"id": "a b"},
            {"id": ""},
            {"id": "gdp"},
            {"direction": "more"},
            {"direction": ""},
            {"unit_zh": ""},
        ),
        *(
            {"name_zh": ""},
            {"kind": "derived"},
            {"name_zh": "x" * 501},
            {"name_zh": "a\u202eb"},
            {"unit_en": "=1+1"},
        ),
    ],
)
def test_what_is_not_whole(changes: dict[str, Any]) -> None:
    with pytest.raises(IntakeError, match="allowed") as wrong:
        indicators_of([replace(WHOLE, **changes)], ["gdp"])
    assert wrong.value.kind == "addition"


def test_twice_the_same() -> None:
    with pytest.raises(IntakeError, match="there already"):
        indicators_of([WHOLE, WHOLE], [])


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_source_is_a_formula(text: str) -> None:
    with pytest.raises(IntakeError):
        check_source(replace(SOURCE, title_en=text), [])


def test_a_source_needs_a_new_id_and_a_title() -> None:
    check_source(SOURCE, [])
    for wrong in (replace(SOURCE, id="s1"), replace(SOURCE, id="a,b"), replace(SOURCE, title_zh="")):
        with pytest.raises(IntakeError):
            check_source(wrong, ["s1"])
