"""Files of stories: what was written is read back; what is wrong is named, step by step."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.model.scenario import Scenario
from cluster_core.userdata import stories
from cluster_core.userdata.connection import Store
from cluster_core.userdata.stories import STEPS_MOST
from cluster_core.userdata.story_file import SIZE_MAX, read_file, write
from cluster_core.userdata.tray import Draft

NOW = datetime(2026, 11, 26, 9, 12, tzinfo=UTC)
CODE = Scenario("jiangsu", "four_forces", 2023).encode()
GOOD = {"name": "Good", "code": CODE}


def file_of(*steps: Any, **top: Any) -> bytes:
    whole = {"format": "cluster-desk-story", "version": 1, "title": "T", "steps": list(steps), **top}
    return json.dumps(whole).encode()


def test_what_is_written_is_read_back_under_new_ids(
    store: Store, scenario: Scenario, other: Scenario
) -> None:
    saved = stories.add(
        store,
        "مجموعات <b>x</b>",
        [
            Draft("first", scenario, "say\nthis " + "y" * 1500),
            Draft("second", other, page="goal", view="1~gr~1~5~z"),
        ],
    )
    raw = write(saved, NOW)
    assert raw == write(saved, NOW)
    found = read_file(raw, "story.json")
    assert not found.faults
    again = stories.add(store, found.title, found.steps)
    assert again.title == f"{saved.title} (2)"
    for old, new in zip(saved.steps, again.steps, strict=True):
        assert new.id != old.id
        assert (new.title, new.note, new.code, new.page, new.view) == (
            old.title,
            old.note,
            old.code,
            old.page,
            old.view,
        )


BAD_FILES = {
    "empty": (b"", "something else than JSON"),
    "another encoding": ("名".encode("utf-16"), "another encoding"),
    "too large": (b" " * (SIZE_MAX + 1), "1,000,001 bytes"),
    "a list": (b"[]", "found list"),
    "saved scenarios": (b'{"format": "cluster-desk-scenarios"}', "allowed: 'cluster-desk-story'"),
    "a later version": (file_of(version=2), "found 2, allowed: 1, of this release"),
    "no list": (file_of(steps={}), "found dict, allowed: a list"),
    "too many": (file_of(steps=[0] * (STEPS_MOST + 1)), "61 entries, allowed: at most 60"),
}


@pytest.mark.parametrize(("raw", "told"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_one_fault(raw: bytes, told: str) -> None:
    found = read_file(raw, "story.json")
    assert not found.steps
    (fault,) = found.faults
    assert str(fault).startswith("story.json: ")
    assert told in str(fault)


BAD_STEPS: dict[str, tuple[Any, str]] = {
    "no object": (7, "entry: found 7"),
    "no name": ({"code": CODE}, "name: found None, allowed: a text"),
    "long notes": ({**GOOD, "note": "x" * 2001}, "allowed: at most 2000 characters"),
    "a broken code": ({"name": "x", "code": CODE[:-3]}, "damaged or incomplete"),
    "a page that is none": ({**GOOD, "page": "../x"}, "page: found '../x'"),
    "a view without a page": ({**GOOD, "view": "1~z"}, "view: found '1~z'"),
}


@pytest.mark.parametrize(("step", "told"), BAD_STEPS.values(), ids=BAD_STEPS)
def test_a_bad_step_is_named_and_the_good_ones_are_offered(step: Any, told: str) -> None:
    found = read_file(file_of(GOOD, step, GOOD), "story.json")
    assert [draft.name for draft in found.steps] == ["Good", "Good"]
    (fault,) = found.faults
    assert str(fault).startswith("story.json:2: ")
    assert told in str(fault)


@pytest.mark.parametrize("title", [None, 7, " ", "x" * 81])
def test_a_bad_title_is_named_and_the_steps_are_offered(title: Any) -> None:
    found = read_file(file_of(GOOD, title=title), "story.json")
    assert (found.title, len(found.steps), len(found.faults)) == ("", 1, 1)
    assert found.faults[0].column == "title"


@settings(max_examples=60)
@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5).map(
        lambda one: json.dumps(one).encode()
    )
)
def test_nothing_is_raised(raw: bytes) -> None:
    assert read_file(raw, "x").faults
