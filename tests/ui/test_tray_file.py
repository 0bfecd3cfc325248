"""What the browser sends of a file is bytes, or it is nothing."""

from __future__ import annotations

import base64

import pytest

from cluster_core.userdata.exchange import read_file
from ui import tray_file
from ui.tray_file import Chosen, received


def sent(raw: bytes, **changes: object) -> dict[str, object]:
    whole = {"name": "tray.json", "size": len(raw), "content": base64.b64encode(raw).decode()}
    return {**whole, **changes}


def test_a_file_arrives_as_it_is() -> None:
    assert received(sent("名\x00".encode()), 100) == Chosen("tray.json", "名\x00".encode())
    assert received(sent(b""), 100) == Chosen("tray.json", b"")


def test_a_name_cannot_turn_the_line() -> None:
    found = received(sent(b"{}", name="\u202egnp.json"), 100)
    assert found is not None
    assert found.name == "gnp.json"


def test_a_file_beyond_the_limit_is_refused_like_any_other() -> None:
    found = received(sent(b"", size=5_000_000_000), 1_000_000)
    assert found is not None
    assert "1,000,001 bytes" in str(read_file(found.raw, found.name).faults[0])


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "x",
        7,
        [],
        {},
        {"name": 1, "size": 1, "content": ""},
        sent(b"x", content="not base64!"),
        sent(b"x", size="1"),
        sent(b"x", content="é"),
    ],
)
def test_anything_else_is_no_file(wrong: object) -> None:
    assert received(wrong, 100) is None


def test_the_script_reads_nothing_beyond_the_limit_and_writes_no_markup() -> None:
    assert "file.size > data.limit" in tray_file._JS
    assert "innerHTML" not in tray_file._JS
