"""Names as people type them: kept whole, on one line, told apart, refused when there is nothing to see."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import ClusterError, UserDataError
from cluster_core.userdata.record import (
    NAME_MAX,
    ConflictError,
    SavedScenario,
    clean_name,
    clean_note,
    folded,
    numbered,
)

KEPT = {
    "markup": "<script>alert(1)</script> **bold** [x](y) `code`",
    "emoji": "Cluster \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e8\U0001f1f3",
    "right to left": "مجموعات التصنيع ובעברית",
    "Chinese": "创新优先 盐城 2023",
    "formula": "=1+1",
    "longest": "宽" * NAME_MAX,
}
REFUSED = {
    "empty": "",
    "blank": " \t\n\u3000",
    "only control characters": "\x00\x07\x1b",
    "only what cannot be seen": "\u200b\u202e\u2066\ufeff",
    "half a character": "\ud83d",
    "too long": "x" * (NAME_MAX + 1),
}


@pytest.mark.parametrize("name", KEPT.values(), ids=KEPT)
def test_a_name_is_kept_as_it_is(name: str) -> None:
    assert clean_name(f"  {name}\n") == name


@pytest.mark.parametrize("name", REFUSED.values(), ids=REFUSED)
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    with pytest.raises(UserDataError, match=r"^name: found .*, allowed: 1 to 80") as refused:
        clean_name(name)
    assert refused.value.kind == "name"


@given(st.text(st.characters(codec=None), max_size=100))
@settings(max_examples=60)
def test_what_is_kept_is_one_line_that_a_database_takes(text: str) -> None:
    try:
        name = clean_name(text)
    except UserDataError:
        return
    assert 1 <= len(name) <= NAME_MAX
    assert name == name.strip() == clean_name(name)
    assert not {unicodedata.category(one) for one in name} & {"Cc", "Cs", "Zl", "Zp"}
    name.encode()


def test_composed_and_decomposed_names_are_one() -> None:
    assert clean_name("e\u0301te\u0301") == clean_name("été")


def test_a_note_has_lines_and_an_end() -> None:
    assert clean_note(" a\x00b \r\n\r\n c  d ") == "a b\n\nc d"
    assert clean_note("") == ""
    with pytest.raises(UserDataError, match="found 501 characters, allowed: at most 500"):
        clean_note("x" * 501)


def test_a_taken_name_gets_the_first_free_number() -> None:
    assert numbered("A", []) == "A"
    assert numbered("A", {"A"}) == "A (2)"
    assert numbered("A (2)", {"A", "A (2)", "A (3)"}) == "A (4)"
    long = numbered("x" * NAME_MAX, {"x" * NAME_MAX})
    assert (len(long), long[-4:]) == (NAME_MAX, " (2)")


def test_search_knows_no_case() -> None:
    assert folded("ÉCOLE") == folded("école")


def test_a_conflict_says_what_stands_there(record: SavedScenario) -> None:
    assert "found deleted, allowed: revision 1" in str(ConflictError(record, None))
    assert issubclass(ConflictError, ClusterError)


def test_a_record_gives_its_scenario_back(record: SavedScenario) -> None:
    assert record.scenario().focus == "320900"
    assert record.scenario().encode() == record.code


@pytest.fixture
def record(store, scenario) -> SavedScenario:
    from cluster_core.userdata.tray import Draft, add

    return add(store, [Draft("A", scenario)])[0]
