"""The tables of the whole country as rows of the DuckDB file, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cluster_core.model.nation import (
    ClusterPlan,
    ContestResult,
    Footnote,
    Nation,
    NationalCluster,
    NationalCount,
    Province,
)
from cluster_core.model.source import Source
from cluster_core.model.text import Text

Rows = list[tuple[object, ...]]
Record = dict[str, Any]


def nation_rows(bundle: str, nation: Nation) -> dict[str, Rows]:
    """Return the rows of a bundle per table, in the column order of the schema; lists are joined by semicolons."""
    tables: dict[str, list[tuple[object, ...]]] = {
        "provinces": [
            (one.id, *_both(one.name), *_both(one.short), one.tile_x, one.tile_y)
            for one in nation.provinces.values()
        ],
        "contest_results": [
            (
                *(one.scope, one.id, *_both(one.name)),
                *(one.entrants, one.entries, one.winners, one.date, one.cite),
            )
            for one in nation.contest.values()
        ],
        "national_clusters": [
            (
                *(one.id, *_both(one.name), one.industry, ";".join(one.members), *_listed(one.places)),
                *(one.date, one.status, ";".join(one.sources), *_both(one.note)),
            )
            for one in nation.clusters.values()
        ],
        "national_counts": [
            (one.id, *_both(one.name), one.province, one.value, one.date, one.source)
            for one in nation.counts.values()
        ],
        "cluster_plans": [
            (
                *(one.id, one.region, *_both(one.name), *_both(one.document), one.number, one.year),
                *(*_both(one.tier), one.declared, *_listed(one.clusters), one.cite),
            )
            for one in nation.plans.values()
        ],
        "footnotes": [
            (one.id, ";".join(one.concerns), *_both(one.text), one.cite) for one in nation.footnotes.values()
        ],
        "nation_sources": [
            (
                *(one.id, *_both(one.title), *_both(one.issuer)),
                *(one.year, one.address, one.accessed, one.licence),
            )
            for one in nation.sources.values()
        ],
    }
    return {table: [(bundle, k, *row) for k, row in enumerate(rows)] for table, rows in tables.items()}


def nation_of(read: Callable[[str], Sequence[Record]]) -> Nation:
    """Return the nation; `read` gives the records of a table in the order of the file."""
    contest = [
        ContestResult(
            *(
                row["scope"],
                row["result"],
                _text(row, "name"),
                row["entrants"],
                row["entries"],
                row["winners"],
            ),
            *(row["date"], row["cite"]),
        )
        for row in read("contest_results")
    ]
    return Nation(
        provinces={
            row["province"]: Province(
                row["province"], _text(row, "name"), _text(row, "short"), row["tile_x"], row["tile_y"]
            )
            for row in read("provinces")
        },
        contest={(one.scope, one.id): one for one in contest},
        clusters={row["cluster"]: _cluster(row) for row in read("national_clusters")},
        counts={
            row["count"]: NationalCount(
                row["count"], _text(row, "name"), row["province"], row["value"], row["date"], row["source"]
            )
            for row in read("national_counts")
        },
        plans={row["plan"]: _plan(row) for row in read("cluster_plans")},
        footnotes={
            row["footnote"]: Footnote(
                row["footnote"], _parts(row["concerns"]), _text(row, "text"), row["cite"]
            )
            for row in read("footnotes")
        },
        sources={row["source"]: _source(row) for row in read("nation_sources")},
    )


def _cluster(row: Record) -> NationalCluster:
    return NationalCluster(
        *(row["cluster"], _text(row, "name"), row["industry"], _parts(row["members"]), _texts(row, "places")),
        *(row["status_date"], row["status"], _parts(row["source"]), _text(row, "note")),
    )


def _plan(row: Record) -> ClusterPlan:
    return ClusterPlan(
        *(row["plan"], row["region"], _text(row, "name"), _text(row, "document"), row["number"], row["year"]),
        *(_text(row, "tier"), row["declared"], _texts(row, "clusters"), row["cite"]),
    )


def _source(row: Record) -> Source:
    plain = (row[column] for column in ("year", "address", "accessed", "licence"))
    return Source(row["source"], _text(row, "title"), _text(row, "issuer"), *plain)


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _listed(texts: Sequence[Text]) -> tuple[str, str]:
    return ";".join(one.zh for one in texts), ";".join(one.en for one in texts)


def _text(row: Record, column: str) -> Text:
    return Text(row[f"{column}_zh"], row[f"{column}_en"])


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _texts(row: Record, column: str) -> tuple[Text, ...]:
    return tuple(map(Text, _parts(row[f"{column}_zh"]), _parts(row[f"{column}_en"])))
