"""What a briefing says, in one language, before it is a file: sentences, rows and the specification of pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cluster_core.model.text import Language
from cluster_core.report.table import Provenance


@dataclass(frozen=True, slots=True)
class Headline:
    """One sentence of the first page under the word that it answers."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """One region in the ranking; rank 0 and score NaN where it has none. `span` is its range of ranks in words."""

    name: str
    rank: int
    score: float
    rank_text: str
    score_text: str
    span: str
    focus: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """The rows that there is room for, what was left out, and how sure the rank of the region in focus is."""

    title: str
    subtitle: str
    places: tuple[Place, ...]
    more: str
    sure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Force:
    """One dimension: score of the region and median of the others, NaN where missing."""

    name: str
    score: float
    median: float
    score_text: str
    median_text: str
    gap_text: str
    rank_text: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The dimensions of the region in focus beside the median of the others."""

    title: str
    subtitle: str
    subtitle_bars: str
    own: str
    others: str
    mark: str
    forces: tuple[Force, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The map as a Vega-Lite specification, `width` x `height` in its pixels, and what must be said under it."""

    title: str
    subtitle: str
    spec: Mapping[str, Any]
    width: int
    height: int
    note: str
    alt: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One shortcoming: level (of the rules), its word, how many tests failed, and the gravest of them in words.

    A test says value, reference, year and the numbers of its sources.
    """

    name: str
    level: str
    word: str
    count: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortfalls:
    """The gravest of `count` shortcomings, and what could not be judged; `more` is a sentence with a place {count}."""

    title: str
    rows: tuple[Shortfall, ...]
    count: int
    more: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A measure, a policy or a case: name, what it answers or what was done, and where it is written."""

    name: str
    text: str
    cite: str


@dataclass(frozen=True, slots=True)
class Remedies:
    """What was put aside for the briefing, or what the toolbox answers first; `origin` says which.

    The first of `count` things; `more` is a sentence with a place {count}.
    """

    title: str
    origin: str
    measures: tuple[Remedy, ...]
    cases: tuple[Remedy, ...]
    count: int
    more: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would change the place: lines, and between which weights of each dimension the rank holds."""

    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Origins:
    """How the numbers were made and where they come from; the sources are numbered from 1.

    `more` is a sentence with a place {count}, for those that a page has no room for.
    """

    title: str
    method: tuple[str, ...]
    sources: tuple[str, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole briefing; the same for the same assessment, language and basket. `labels` are the words of its frame."""

    language: Language
    title: str
    subtitle: str
    answer: str
    headlines: tuple[Headline, ...]
    ranking: Ranking
    profile: Profile
    map: Map
    shortfalls: Shortfalls
    remedies: Remedies
    what_if: WhatIf
    origins: Origins
    labels: Mapping[str, str]
    warning: str
    provenance: Provenance


def left_out(more: str, count: int, shown: int) -> str:
    """Return how many of so many things are not shown, in the words of `more`; empty where all are.

    >>> left_out("{count} more", 5, 3), left_out("{count} more", 3, 3)
    ('2 more', '')
    """
    return more.format(count=count - shown) if count > shown else ""
