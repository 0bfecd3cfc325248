"""Sources."""

from __future__ import annotations

from cluster_core.model.source import Source
from cluster_core.model.text import Text


def test_a_source_needs_no_more_than_a_title() -> None:
    found = Source("yearbook", Text("年鉴", "Yearbook"))
    assert (found.issuer, found.year, found.address, found.accessed, found.licence) == (
        Text(),
        "",
        "",
        "",
        "",
    )
