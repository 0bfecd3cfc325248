"""Lists of entries, their numbers and dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.text import Text
from cluster_core.store import entries
from cluster_core.store.entries import (
    check_date,
    date_at,
    entries_at,
    head_at,
    name_of,
    number_at,
    read_entries,
    whole_at,
)
from cluster_core.store.faults import Faults, Place
from cluster_core.store.plain import Located, read_plain
from tests.store.samples import told, write


def document(tmp_path: Path, text: str) -> Located:
    found = read_plain(write(tmp_path, {"x.yaml": text}) / "x.yaml", Faults())
    assert found is not None
    return found


def test_the_head_of_a_file(tmp_path: Path) -> None:
    faults = Faults()
    identifier, name, head = head_at(document(tmp_path, "ladder: {id: l, name: {en: L}}\n"), "ladder", faults)
    assert (identifier, name, head["id"], told(faults)) == ("l", Text("L", "L"), "l", [])
    assert head_at(document(tmp_path, "ladder: {}\n"), "ladder", faults)[:2] == (None, Text("", ""))
    assert told(faults) == [
        "x.yaml:1: ladder.id: found nothing, allowed: an id of 1-64 letters, digits, '_', '.' or '-'"
    ]


def test_entries_by_id_and_every_fault_told(tmp_path: Path) -> None:
    faults = Faults()
    text = "things:\n  - {id: a, x: 1}\n  - {id: NA}\n  - words\n  - {id: a}\n  - {x: 2}\n"
    found = entries_at(document(tmp_path, text), "things", faults)
    assert list(found) == ["a", "NA"]
    assert found["a"]["x"] == "1"
    assert [(fault.row, fault.column, fault.found) for fault in faults.found] == [
        (1, "things", "'words'"),
        (5, "id", "a duplicate 'a'"),
        (6, "id", "nothing"),
    ]


@pytest.mark.parametrize("text", ["other: 1\n", "things: []\n"])
def test_a_list_that_must_not_be_empty(tmp_path: Path, text: str) -> None:
    faults = Faults()
    assert read_entries(document(tmp_path, text), "things", faults, lambda key, _: key) == ()
    assert [fault.allowed for fault in faults.found] == ["a list of at least one entry of things"]


def test_the_reader_is_given_id_and_entry(tmp_path: Path) -> None:
    read = read_entries(
        document(tmp_path, "t: [{id: a, x: 1}]\n"), "t", Faults(), lambda key, entry: (key, entry["x"])
    )
    assert read == (("a", "1"),)


def test_a_name_in_place_of_which_the_id_stands() -> None:
    assert name_of({"name": {"zh": "名"}}, "a") == Text("名", "名")
    assert name_of({}, "a") == Text("a", "a")


@pytest.mark.parametrize(("text", "value"), [("5", 5.0), ("0", 0.0), ("100", 100.0), ("", None)])
def test_numbers_within_bounds(text: str, value: float | None) -> None:
    faults = Faults()
    assert number_at({"x": text}, "x", faults, 0, 100) == value
    assert faults.found == []


@pytest.mark.parametrize("text", ["-0.1", "100.1", "nan", "inf", "half", "1e999"])
def test_numbers_beyond_bounds_are_faults(text: str) -> None:
    faults = Faults()
    assert number_at({"x": text}, "x", faults, 0, 100) is None
    assert [(fault.found, fault.allowed) for fault in faults.found] == [
        (f"'{text}'", "a number from 0 to 100")
    ]


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("", None)])
def test_whole_numbers(text: str, value: int | None) -> None:
    faults = Faults()
    assert whole_at({"x": text}, "x", faults, 1, 4) == value
    assert faults.found == []


@pytest.mark.parametrize("text", ["0", "5", "2.5", "x"])
def test_whole_numbers_beyond_bounds_are_faults(text: str) -> None:
    faults = Faults()
    assert whole_at({"x": text}, "x", faults, 1, 4) is None
    assert [fault.allowed for fault in faults.found] == ["a whole number from 1 to 4"]


@pytest.mark.parametrize("text", ["2022", "2022-11", "2022-11-04"])
def test_dates(text: str) -> None:
    faults = Faults()
    assert date_at({"date": text}, "date", faults) == text
    assert check_date(Place("x.csv", 2, "status_date"), text, faults) == text
    assert faults.every == []


@pytest.mark.parametrize("text", ["", "2022-13", "2022-1", "2022-11-32", "yesterday"])
def test_a_date_that_must_be_stated(text: str) -> None:
    faults = Faults()
    date_at({"date": text}, "date", faults)
    assert [fault.allowed for fault in faults.found] == ["a date such as 2022, 2022-11 or 2022-11-04"]


def test_a_date_that_may_be_empty() -> None:
    faults = Faults()
    assert check_date(Place("x.csv", 2, "status_date"), "", faults) == ""
    assert faults.every == []
    assert check_date(Place("x.csv", 2, "status_date"), "soon", faults) == ""
    assert (faults.found, len(faults.dangling)) == ([], 1)


def test_a_date_in_the_future_is_kept_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "today", lambda: "2024-06-15")
    for text in ("2024", "2024-06", "2024-06-15", "2025", "2024-07", "2024-06-16"):
        faults = Faults()
        assert check_date(Place("x.csv", 2, "status_date"), text, faults) == text
        late = text in ("2025", "2024-07", "2024-06-16")
        allowed = ["a date that has come: today is 2024-06-15"] if late else []
        assert ([fault.allowed for fault in faults.dangling], faults.found) == (allowed, [])
        told = Faults()
        assert date_at({"date": text}, "date", told) == text
        assert len(told.dangling) == late


def test_today_is_a_date_of_the_file() -> None:
    assert entries.DATE.fullmatch(entries.today())
