"""A sealed file has no time, author or host in it, and holds what it held."""

from __future__ import annotations

import io
import zipfile

from cluster_core.report.briefing.packed import MOMENT, sealed

CORE = (
    b'<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>somebody</dc:creator>'
    b'<cp:lastModifiedBy>host</cp:lastModifiedBy><dcterms:created x="y">2026-11-26T08:00:00Z</dcterms:created>'
    b"</cp:coreProperties>"
)


def packed(parts: dict[str, bytes], moment: tuple[int, int, int, int, int, int]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        for name, content in parts.items():
            container.writestr(zipfile.ZipInfo(name, moment), content)
    return made.getvalue()


def test_nothing_tells_when_and_by_whom() -> None:
    inner = packed({"docProps/core.xml": CORE, "a.xml": b"<a/>"}, (2026, 1, 2, 3, 4, 6))
    outer = packed({"docProps/core.xml": CORE, "book.xlsx": inner}, (2026, 1, 2, 3, 4, 6))
    later = packed({"docProps/core.xml": CORE, "book.xlsx": inner}, (2030, 1, 2, 3, 4, 6))
    assert sealed(outer) == sealed(later)
    with zipfile.ZipFile(io.BytesIO(sealed(outer))) as found:
        assert {one.date_time for one in found.infolist()} == {MOMENT}
        core = found.read("docProps/core.xml")
        with zipfile.ZipFile(io.BytesIO(found.read("book.xlsx"))) as book:
            assert book.read("a.xml") == b"<a/>"
            assert b"somebody" not in book.read("docProps/core.xml")
    assert b"somebody" not in core
    assert b"host" not in core
    assert b"2026" not in core
