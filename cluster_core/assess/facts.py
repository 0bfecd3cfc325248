"""What stands behind a documented figure: the row it comes from, its sources and every footnote on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.nation import (
    ClusterPlan,
    ContestResult,
    Footnote,
    NationalCluster,
    NationalCount,
    Province,
)
from cluster_core.model.rules import Case, Policy
from cluster_core.model.source import Source

Row = ContestResult | NationalCluster | NationalCount | ClusterPlan | Province | Unit | Case | Policy
FACT = "fact:"
_DOCUMENT = re.compile(r"(?<!\S)\d{3}(?=\s|;|$)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A documented figure: `row` as the tables have it, `cite` document and place, `sources` with their address."""

    key: str
    row: Row
    cite: str
    sources: tuple[Source, ...]
    footnotes: tuple[Footnote, ...]


def fact(dataset: Dataset, key: str) -> Fact | None:
    """Return what stands behind the figure of a key; None where there is no such figure.

    Keys are a table and an id: contest_results:province:320000 (a province without a row gives the province itself),
    national_clusters:nc01, national_counts:320000, cluster_plans:cp01, clusters:js_iot, cases:case_hz_security,
    policies:po_mic2025.
    """
    row = _row(dataset, key)
    if row is None:
        return None
    cite = "" if isinstance(row, Unit | NationalCluster | NationalCount | Province) else row.cite
    known = {**dataset.nation.sources, **dataset.sources}
    named = [*_named(row), *(f"document_{number}" for number in _DOCUMENT.findall(cite))]
    sources = tuple(known[one] for one in dict.fromkeys(named) if one in known)
    return Fact(key, row, cite, sources, dataset.nation.footnotes_on(key))


def _row(dataset: Dataset, key: str) -> Row | None:
    nation, (table, _, rest) = dataset.nation, key.partition(":")
    if table == "contest_results":
        scope, _, one = rest.partition(":")
        return nation.contest.get((scope, one)) or (
            nation.provinces.get(one) if scope == "province" else None
        )
    tables = {
        "national_clusters": nation.clusters,
        "national_counts": nation.counts,
        "cluster_plans": nation.plans,
        "clusters": dataset.clusters,
        "cases": dataset.cases,
        "policies": dataset.policies,
        "provinces": nation.provinces,
    }
    return tables[table].get(rest) if table in tables else None


def _named(row: Row) -> Iterable[str]:
    if isinstance(row, NationalCluster):
        return row.sources
    return [row.source] if isinstance(row, Unit | NationalCount) and row.source else []
