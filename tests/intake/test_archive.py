"""The look at a zip directory: bombs, paths, passwords and entities are refused before a reader sees them."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake import archive
from cluster_core.intake.archive import look_inside
from tests.intake.books import book, with_part, zipped

PLAIN = book([["a", "b"], [1, 2]])


def refused(data: bytes) -> str:
    with pytest.raises(IntakeError) as wrong:
        look_inside(data)
    assert "allowed" in str(wrong.value)
    return wrong.value.kind


def test_a_workbook_passes() -> None:
    found = look_inside(PLAIN)
    assert found.members > 5
    assert not found.macros
    assert not found.external_links


def test_macros_and_links_are_told() -> None:
    assert look_inside(with_part(PLAIN, "xl/vbaProject.bin", b"x")).macros
    assert look_inside(with_part(PLAIN, "xl/externalLinks/externalLink1.xml", b"<a/>")).external_links


def test_a_ratio_bomb() -> None:
    assert refused(with_part(PLAIN, "xl/sharedStrings.xml", b" " * 2_000_000)) == "bomb"


def test_a_large_part_and_a_large_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PART", 1000)
    assert refused(PLAIN) == "bomb"
    monkeypatch.setattr(archive, "PART", 10**9)
    monkeypatch.setattr(archive, "TOTAL", 1000)
    assert refused(PLAIN) == "bomb"


def test_sizes_that_lie() -> None:
    content = zipped([("xl/a.xml", b"x" * 50_000)])
    lying = content.replace(struct.pack("<L", 50_000), struct.pack("<L", 10))
    assert lying != content
    assert refused(lying) == "workbook"


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "..\\x", "c:x"])
def test_paths_that_lead_outside(name: str) -> None:
    assert refused(zipped([(name, b"x")])) == "members"


def test_the_same_name_twice() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        content = zipped([("a", b"x"), ("a", b"y")])
    assert refused(content) == "members"


def test_too_many_parts() -> None:
    assert refused(zipped((f"p{at}", b"") for at in range(2001))) == "members"


@pytest.mark.parametrize(
    "declared", [b'<!DOCTYPE a [<!ENTITY b "c">]>', b'<!ENTITY x SYSTEM "file:///etc/passwd">']
)
def test_entities(declared: bytes) -> None:
    assert (
        refused(with_part(PLAIN, "xl/workbook.xml", b"<?xml version='1.0'?>" + declared + b"<workbook/>"))
        == "entities"
    )


def test_an_encrypted_part() -> None:
    content = bytearray(zipped([("a", b"x")]))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + at] |= 1
    assert refused(bytes(content)) == "encrypted"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", PLAIN[: len(PLAIN) // 2], PLAIN.replace(b"\x50\x4b\x05\x06", b"\0\0\0\0")]
)
def test_damage(data: bytes) -> None:
    assert refused(data) == "workbook"


def test_the_look_reads_what_zipfile_reads() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as container:
        assert look_inside(PLAIN).size == sum(len(container.read(name)) for name in container.namelist())
