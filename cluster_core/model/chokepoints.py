"""Chokepoint technologies: a register of entries in categories, and the same ordered in lanes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from cluster_core.model.text import Text

DOMESTIC_LEVELS = ("none", "lab", "pilot", "mass")
NO_LANE = "unclassified"


@dataclass(frozen=True, slots=True)
class Conditions:
    """When a category fits; every condition that is given must hold, and none of the categories `unless`.

    min_dependence in %; levels: of `DOMESTIC_LEVELS`; above_gap_years and max_gap_years: years behind the international
    level.
    """

    min_dependence: float | None = None
    levels: tuple[str, ...] = ()
    above_gap_years: float | None = None
    max_gap_years: float | None = None
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """One lane; `lack` 0-1 stands in for an entry without a known import dependence."""

    id: str
    name: Text
    lack: float
    when: Conditions = field(default_factory=Conditions)
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Factors 0-1: solved before the window closes, after it, or not known."""

    in_time: float = 1.0
    late: float = 0.5
    unknown: float = 0.75


@dataclass(frozen=True, slots=True)
class Technology:
    """One entry. None and "" are not known; `category` is an expert's choice.

    import_dependence: a claim in %, `dependence_year` its year (None: not stated); window: years; expected_years: how
    long solving it would take; criticality: a rating 0-100.
    """

    id: str
    name: Text
    evidence: Text
    cluster: Text = Text()
    regions: tuple[str, ...] = ()
    category: str = ""
    import_dependence: float | None = None
    dependence_year: int | None = None
    domestic_level: str = ""
    gap_years: float | None = None
    window_start: int | None = None
    window_end: int | None = None
    expected_years: float | None = None
    criticality: float | None = None
    actors: tuple[str, ...] = ()
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Chokepoints:
    """One register; `categories` in the order of the lanes."""

    id: str
    name: Text
    categories: tuple[Category, ...]
    entries: tuple[Technology, ...]
    feasibility: Feasibility = field(default_factory=Feasibility)
    principle: Text = Text()
    origin: Text = Text()
    source: str = ""
    cite: str = ""
    version: str = "1"

    def category(self, name: str) -> Category | None:
        """Return a category by id; None where there is none of that id."""
        return next((category for category in self.categories if category.id == name), None)


@dataclass(frozen=True, slots=True)
class Rated:
    """An entry with what the rules make of it, NaN where not rated; `proposed` is "" where the rule cannot decide."""

    entry: Technology
    proposed: str
    lack: float
    feasible: float
    priority: float


@dataclass(frozen=True, slots=True)
class Lane:
    """The entries of one category, the first to be tackled first; `category` is None for those without one."""

    category: Category | None
    entries: tuple[Rated, ...]

    @property
    def id(self) -> str:
        """The category's id, or the word for none."""
        return self.category.id if self.category else NO_LANE


def lanes_table(lanes: tuple[Lane, ...]) -> pd.DataFrame:
    """Return the lanes as a tidy frame, one row an entry in the order of lanes and places."""
    return pd.DataFrame(
        [
            {
                "lane": lane.id,
                "place": place,
                "technology": rated.entry.id,
                "name_zh": rated.entry.name.get("zh"),
                "name_en": rated.entry.name.get("en"),
                "proposed": rated.proposed,
                "import_dependence": rated.entry.import_dependence,
                "dependence_year": rated.entry.dependence_year,
                "lack": rated.lack,
                "criticality": rated.entry.criticality,
                "feasible": rated.feasible,
                "priority": rated.priority,
                "cite": rated.entry.cite,
            }
            for lane in lanes
            for place, rated in enumerate(lane.entries, 1)
        ],
        columns=LANE_COLUMNS,
    ).astype({"dependence_year": "Int64", "import_dependence": "float64", "criticality": "float64"})


LANE_COLUMNS = (
    *("lane", "place", "technology", "name_zh", "name_en", "proposed", "import_dependence"),
    *("dependence_year", "lack", "criticality", "feasible", "priority", "cite"),
)
