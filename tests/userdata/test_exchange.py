"""Files of saved scenarios: what was written is read back; what is wrong is named, entry by entry."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store
from cluster_core.userdata.exchange import ENTRIES_MAX, SIZE_MAX, read_file, write
from cluster_core.userdata.tray import Draft, add, list_

NOW = datetime(2026, 11, 4, 9, 12, tzinfo=UTC)
CODE = Scenario("jiangsu", "four_forces", 2023).encode()
GOOD = {"name": "Good", "code": CODE}


def file_of(*entries: Any, **top: Any) -> bytes:
    whole = {"format": "cluster-desk-scenarios", "version": 1, "scenarios": list(entries), **top}
    return json.dumps(whole).encode()


def test_what_is_written_is_read_back_under_new_ids(
    store: Store, scenario: Scenario, other: Scenario
) -> None:
    names = ["<b>bold</b> =1+1", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "مجموعات \u202egnirts"]
    saved = add(
        store,
        [Draft(name, one, "why\nnot") for name, one in zip(names, (scenario, other, scenario), strict=True)],
    )
    raw = write(saved, NOW)
    assert raw == write(saved, NOW)
    incoming = read_file(raw, "tray.json")
    assert not incoming.faults
    assert [draft.name for draft in incoming.drafts] == names
    again = add(store, incoming.drafts)
    for old, new in zip(saved, again, strict=True):
        assert new.id != old.id
        assert new.name == f"{old.name} (2)"
        assert (new.code, new.note, new.created) == (old.code, old.note, old.created)
    assert list_(store).total == 6


def test_page_and_view_travel_and_older_files_have_neither(store: Store, scenario: Scenario) -> None:
    saved = add(store, [Draft("Goal", scenario, page="goal", view="1~gr~1~5~z"), Draft("Plain", scenario)])
    raw = write(saved, NOW)
    assert [sorted({"page", "view"} & set(one)) for one in json.loads(raw)["scenarios"]] == [
        ["page", "view"],
        [],
    ]
    assert [(one.page, one.view) for one in read_file(raw, "x").drafts] == [("goal", "1~gr~1~5~z"), ("", "")]


def test_a_mark_before_the_text_is_no_fault() -> None:
    assert len(read_file(b"\xef\xbb\xbf" + file_of(GOOD), "x").drafts) == 1


BAD_FILES = {
    "empty": (b"", "something else than JSON"),
    "not JSON": (b"{", "something else than JSON"),
    "deep": (b"[" * 200_000, "something else than JSON"),
    "huge number": (b'{"version": ' + b"9" * 5000 + b"}", "something else than JSON"),
    "another encoding": ("名".encode("utf-16"), "another encoding"),
    "too large": (b" " * (SIZE_MAX + 1), "1,000,001 bytes"),
    "a list": (b"[]", "found list"),
    "null": (b"null", "found None"),
    "another format": (b'{"format": "x"}', "found 'x'"),
    "a later version": (file_of(version=2), "found 2, allowed: 1, of this release"),
    "true as version": (file_of(version="1"), "found '1'"),
    "no list": (file_of(scenarios={}), "found dict, allowed: a list"),
    "too many": (file_of(scenarios=[0] * (ENTRIES_MAX + 1)), "2,001 entries"),
}


@pytest.mark.parametrize(("raw", "told"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_one_fault(raw: bytes, told: str) -> None:
    incoming = read_file(raw, "tray.json")
    assert not incoming.drafts
    assert len(incoming.faults) == 1
    assert str(incoming.faults[0]).startswith("tray.json: ")
    assert told in str(incoming.faults[0])


BAD_ENTRIES: dict[str, tuple[Any, str]] = {
    "no object": (7, "entry: found 7"),
    "null": (None, "entry: found None"),
    "no name": ({"code": CODE}, "name: found None, allowed: a text"),
    "a number": ({"name": 5, "code": CODE}, "name: found 5, allowed: a text"),
    "a blank name": ({"name": " ", "code": CODE}, "name: found ' ', allowed: 1 to 80"),
    "a long name": ({"name": "x" * 81, "code": CODE}, "allowed: 1 to 80"),
    "a long note": ({**GOOD, "note": "x" * 501}, "note: found"),
    "no code": ({"name": "x"}, "code: found None, allowed: a text"),
    "a broken code": ({"name": "x", "code": CODE[:-3]}, "damaged or incomplete"),
    "a newer code": ({"name": "x", "code": "99~x"}, "versions 1 to 2"),
    "a code of zeros": (
        {"name": "x", "code": "2~j~1~f~1~~~2023~~~~~~~~~~~~0~user~1~f~2~0~0~z"},
        "code: found",
    ),
}


@pytest.mark.parametrize(("entry", "told"), BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_a_bad_entry_is_named_and_the_good_ones_are_offered(entry: Any, told: str) -> None:
    incoming = read_file(file_of(GOOD, entry, GOOD), "tray.json")
    assert [draft.name for draft in incoming.drafts] == ["Good", "Good"]
    assert len(incoming.faults) == 1
    assert str(incoming.faults[0]).startswith("tray.json:2: ")
    assert told in str(incoming.faults[0])
    assert len(str(incoming.faults[0])) < 400


@pytest.mark.parametrize("created", ["yesterday", 7, None, "9999-12-31T23:59:59-23:00", "2026-13-01"])
def test_a_date_that_cannot_be_read_is_no_fault(created: Any, store: Store) -> None:
    incoming = read_file(file_of({**GOOD, "created": created}), "x")
    assert not incoming.faults
    assert add(store, incoming.drafts)[0].created.year >= 2026


@given(
    st.recursive(
        st.none() | st.floats() | st.text(max_size=8),
        lambda one: (
            st.lists(one, max_size=3)
            | st.dictionaries(st.sampled_from(["name", "code", "note", "created"]), one, max_size=4)
        ),
        max_leaves=8,
    )
)
@settings(max_examples=40)
def test_whatever_stands_there_is_named(entry: Any) -> None:
    incoming = read_file(file_of(entry), "x")
    assert len(incoming.faults) + len(incoming.drafts) == 1


@pytest.mark.parametrize(
    ("place", "column"),
    [
        ({"page": "../etc"}, "page"),
        ({"page": 3}, "page"),
        ({"page": "x" * 65}, "page"),
        ({"page": "goal", "view": "<script>"}, "view"),
        ({"page": "goal", "view": "1" * 501}, "view"),
        ({"view": "1~gr~1~5~z"}, "view"),
    ],
)
def test_a_place_that_no_address_could_have_is_named(place: dict[str, Any], column: str) -> None:
    incoming = read_file(file_of(GOOD | place, GOOD), "x")
    assert [(fault.row, fault.column) for fault in incoming.faults] == [(1, column)]
    assert len(incoming.drafts) == 1
