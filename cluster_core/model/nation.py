"""What the documents tell of the whole country: a contest of clusters, national lists, plans, and footnotes on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cluster_core.model.source import Source
from cluster_core.model.text import Text

SCOPES = ("total", "year", "province", "industry")
NAMED, INFERRED, UNNAMED = "named", "inferred", "unnamed"
CLUSTER_STATUSES = (NAMED, INFERRED, UNNAMED)
TOTAL = "total"  # the id of the count that is the whole country's
TABLES = ("provinces", "contest_results", "national_clusters", "national_counts", "cluster_plans")
FOOTNOTES = "footnotes"
ELSEWHERE = (
    "counts",
    "clusters",
    "cases",
    "ladder",
)  # what footnotes may concern besides, by the words of the files


@dataclass(frozen=True, slots=True)
class Province:
    """A unit of the tile grid; `short` is its usual abbreviation."""

    id: str
    name: Text
    short: Text
    tile_x: int | None = None
    tile_y: int | None = None


@dataclass(frozen=True, slots=True)
class ContestResult:
    """One count of the contest; None where the document does not tell it.

    entrants are different clusters, entries are tries: a cluster that came twice is one entrant with two entries.
    """

    scope: str
    id: str
    name: Text
    entrants: int | None
    entries: int | None
    winners: int | None
    date: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class NationalCluster:
    """A cluster of the national lists; `members` and `places` run side by side, empty where nobody told the cities.

    status: named, inferred (the list has the city, another document the name) or unnamed (only the cities are known).
    industry: the id of an industry of the contest, empty where it is not known.
    """

    id: str
    name: Text
    industry: str
    members: tuple[str, ...]
    places: tuple[Text, ...]
    date: str
    status: str
    sources: tuple[str, ...] = ()
    note: Text = Text()


@dataclass(frozen=True, slots=True)
class NationalCount:
    """How many national clusters a province has at a date; no province where the source counts across provinces."""

    id: str
    name: Text
    province: str
    value: int
    date: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ClusterPlan:
    """A tier of a province's or city's plan: how many clusters it declares, and those it lists by name."""

    id: str
    region: str
    name: Text
    document: Text
    number: str
    year: str
    tier: Text
    declared: int
    clusters: tuple[Text, ...]
    cite: str = ""

    @property
    def listed(self) -> int:
        """How many clusters it names."""
        return len(self.clusters)


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a reader must know of some figures; `concerns` holds their keys, a shorter key stands for all below it."""

    id: str
    concerns: tuple[str, ...]
    text: Text
    cite: str = ""

    def is_about(self, key: str) -> bool:
        """Tell whether it concerns the figure of a key.

        >>> Footnote("f", ("contest_results:year",), Text()).is_about("contest_results:year:2019")
        True
        """
        return any(key == one or key.startswith(f"{one}:") for one in self.concerns)


@dataclass(frozen=True, slots=True)
class Nation:
    """Everything of the country, by id in the order of the files; `contest` by scope and id. Empty where nothing is."""

    provinces: Mapping[str, Province] = field(default_factory=dict[str, Province])
    contest: Mapping[tuple[str, str], ContestResult] = field(
        default_factory=dict[tuple[str, str], ContestResult]
    )
    clusters: Mapping[str, NationalCluster] = field(default_factory=dict[str, NationalCluster])
    counts: Mapping[str, NationalCount] = field(default_factory=dict[str, NationalCount])
    plans: Mapping[str, ClusterPlan] = field(default_factory=dict[str, ClusterPlan])
    footnotes: Mapping[str, Footnote] = field(default_factory=dict[str, Footnote])
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])

    def of_scope(self, scope: str) -> tuple[ContestResult, ...]:
        """Return the counts of the contest of one scope, in file order."""
        return tuple(one for one in self.contest.values() if one.scope == scope)

    @property
    def total(self) -> NationalCount | None:
        """How many national clusters the whole country has; None where no document tells."""
        return self.counts.get(TOTAL)

    def footnotes_on(self, *keys: str) -> tuple[Footnote, ...]:
        """Return the footnotes that concern any figure of these keys, in file order, each once."""
        return tuple(one for one in self.footnotes.values() if any(one.is_about(key) for key in keys))

    def footnotes_in(self, table: str) -> tuple[Footnote, ...]:
        """Return every footnote that concerns a table as a whole, a part of it or one figure in it."""
        return tuple(
            note
            for note in self.footnotes.values()
            if any(one == table or one.startswith(f"{table}:") for one in note.concerns)
        )

    def province_of(self, region: str) -> str:
        """Return the province that a region lies in, by its code; empty where none of them is known.

        Codes of six digits begin with the two of their province.
        """
        if region in self.provinces:
            return region
        province = f"{region[:2]}0000"
        return province if len(region) == 6 and region.isdigit() and province in self.provinces else ""
