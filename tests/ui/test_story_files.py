"""What is wrong with a file is said in the reader's language."""

from __future__ import annotations

import json

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from cluster_core.userdata.story_file import FORMAT, read_file
from ui import story_files, text

GOOD = {"name": "Good", "code": Scenario("jiangsu", "four_forces", 2023).encode()}


def file_of(*steps: object, **top: object) -> bytes:
    return json.dumps({"format": FORMAT, "version": 1, "title": "T", "steps": steps, **top}).encode()


BAD = {
    "bad_file": b"{",
    "bad_format": b"{}",
    "bad_version": file_of(version=2),
    "bad_steps": file_of(steps=7),
    "bad_title": file_of(title=""),
    "bad_entry": file_of(7),
    "bad_name": file_of({**GOOD, "name": ""}),
    "bad_note": file_of({**GOOD, "note": 7}),
    "bad_code": file_of({**GOOD, "code": "x"}),
    "bad_page": file_of({**GOOD, "page": "/x"}),
    "bad_view": file_of({**GOOD, "view": "x"}),
}


@pytest.mark.parametrize("key", BAD)
def test_every_fault_has_its_words(language: Language, key: str) -> None:
    (line,) = story_files.fault_lines(read_file(BAD[key], "x").faults)
    said = text.t(f"story.{key}", found="|").partition("|")[0].rstrip("( （")
    assert text.plain(said) in line
    if key in {"bad_entry", "bad_name", "bad_note", "bad_code", "bad_page", "bad_view"}:
        assert "1" in line


def test_many_faults_are_counted(english: None) -> None:
    lines = story_files.fault_lines(read_file(file_of(*range(20)), "x").faults)
    assert len(lines) == story_files._FAULTS_SHOWN + 1
    assert "12" in lines[-1]
