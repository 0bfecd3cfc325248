"""What a table brings beside its values: complete, in the language that it is written in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.additions import NewIndicator, NewSource, indicators_of
from cluster_core.model.dataset import Dataset
from ui import importing_additions
from ui.importing_state import Work


def test_a_source_is_kept_in_the_language_that_it_is_written_in(jiangsu: Dataset) -> None:
    texts = (" 江苏统计年鉴  2025 ", "Bureau of Statistics", "2025-11", "stats.example")
    made = importing_additions.new_source(jiangsu, texts)
    assert (made.title_zh, made.title_en, made.issuer_en) == ("江苏统计年鉴 2025", "", "Bureau of Statistics")
    assert made.accessed == datetime.now(UTC).date().isoformat()
    assert made.id not in jiangsu.sources


def test_a_source_needs_a_title_and_harmless_text(english: None, jiangsu: Dataset) -> None:
    known = next(iter(jiangsu.sources))
    assert importing_additions.lacking(Work(source=known), jiangsu) == ""
    assert importing_additions.lacking(Work(), jiangsu) == "Give the title of the source."
    named = NewSource("import_1", title_en="Yearbook")
    assert importing_additions.lacking(Work(new_source=named), jiangsu) == ""
    formula = replace(named, issuer_en='=HYPERLINK("x")')
    assert importing_additions.lacking(Work(new_source=formula), jiangsu).startswith("Use plain text")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name_zh": ""}, "Give a name"),
        ({"unit_zh": ""}, "Give a unit"),
        ({"name_en": "=1+1"}, "Use plain text"),
    ],
)
def test_what_an_indicator_lacks_is_said(english: None, changes: dict[str, str], said: str) -> None:
    whole = NewIndicator("own_1", "benefit", "台", name_zh="机器人")
    with pytest.raises(IntakeError) as wrong:
        indicators_of((replace(whole, **changes),), ())
    assert importing_additions.incomplete(wrong.value).startswith(said)
