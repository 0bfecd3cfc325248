"""Where values come from."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_core.model.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where values come from."""

    id: str
    title: Text
    issuer: Text = Text()
    year: str = ""
    address: str = ""
    accessed: str = ""
    licence: str = ""
