"""Read the tables of the whole country that bundles share: contest, national lists, plans, and footnotes on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cluster_core.model.nation import (
    CLUSTER_STATUSES,
    ELSEWHERE,
    FOOTNOTES,
    SCOPES,
    TABLES,
    UNNAMED,
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
from cluster_core.store.entries import A_DATE, check_date
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.tables import Row, check_named, read_table
from cluster_core.store.units_file import new_id, parts, read_sources

A_COUNT = "a whole number from 0 up, or empty where it is not told"


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables may refer to outside themselves: the bundle's regions and sources, and its ladder's counts."""

    regions: Collection[str] = ()
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    counts: Collection[str] = ()


def read_nation(
    folder: Path, faults: Faults, label: str, known: Known | None = None, base: Nation | None = None
) -> Nation:
    """Return the tables of a folder; a table that is not there is that of `base`, one that is there replaces it whole.

    Sources are the exception: the folder's rows (`known.sources` and, in a shared folder, its own `sources.csv`) join
    those of `base` and win.

    What is noted: an id or a place on the grid that is taken, a province, source or industry that is not known, members
    that are no codes of a known place or do not run beside their names, more winners than entrants or entries, a count
    that is no whole number, a date that cannot be read or lies in the future, a footnote on nothing.
    """
    known, nation = known or Known(), base or Nation()
    sources = {**nation.sources, **known.sources}
    if base is None and (folder / "sources.csv").is_file():
        sources |= read_sources(folder / "sources.csv", faults, f"{label}sources.csv")
    nation = replace(nation, sources=sources)
    reader = _Reader(folder, faults, label, known)
    nation = replace(nation, provinces=reader.provinces(nation))
    nation = replace(nation, contest=reader.contest(nation))
    nation = replace(
        nation,
        clusters=reader.clusters(nation),
        counts=reader.counts(nation),
        plans=reader.plans(nation),
    )
    return replace(nation, footnotes=reader.footnotes(nation))


@dataclass(frozen=True, slots=True)
class _Reader:
    """One folder and where its faults go."""

    folder: Path
    faults: Faults
    label: str
    known: Known

    def rows(self, table: str, *required: str, named: bool = True) -> list[Row] | None:
        """Return the rows of a table; None where there is no such file."""
        path, label = self.folder / f"{table}.csv", f"{self.label}{table}.csv"
        if not path.is_file():
            return None
        rows = read_table(path, self.faults, required=required, label=label)
        if named:
            check_named(rows, label, self.faults)
        return rows

    def provinces(self, nation: Nation) -> Mapping[str, Province]:
        rows = self.rows("provinces", "province")
        if rows is None:
            return nation.provinces
        found: dict[str, Province] = {}
        taken: set[tuple[int, int]] = set()
        for row in rows:
            code = new_id(row, "province", found, self.faults)
            x, y = (
                self.faults.integer(row.place(axis), row.get(axis), "a whole number, or empty")
                for axis in ("tile_x", "tile_y")
            )
            if x is not None and y is not None:
                if (x, y) in taken:
                    self.faults.add(row.place("tile_x"), quote(f"{x},{y}"), "a place that no other has")
                taken.add((x, y))
            if code is not None:
                name = Text(*row.text("name"))
                short = Text(*row.text("short"))
                found[code] = Province(code, name, short if any(row.text("short")) else name, x, y)
        return found

    def contest(self, nation: Nation) -> Mapping[tuple[str, str], ContestResult]:
        rows = self.rows("contest_results", "scope", "result", "winners")
        if rows is None:
            return nation.contest
        found: dict[tuple[str, str], ContestResult] = {}
        for row in rows:
            scope = self.faults.choice(row.place("scope"), row.get("scope"), SCOPES)
            one = self.faults.identifier(row.place("result"), row.get("result"))
            entrants, entries, winners = (
                self._count(row, column) for column in ("entrants", "entries", "winners")
            )
            self._winners(row, {"entrants": entrants, "entries": entries}, winners)
            date = self._date(row, "date")
            if scope is None or one is None:
                continue
            if (scope, one) in found:
                self.faults.add(
                    row.place("result"), f"a duplicate {quote(one)}", f"every {scope} of the contest once"
                )
                continue
            if scope == "province":
                self.faults.known(row.place("result"), one, nation.provinces, "province")
            name = Text(*row.text("name"))
            found[scope, one] = ContestResult(
                scope, one, name, entrants, entries, winners, date, row.get("cite")
            )
        return found

    def _winners(self, row: Row, tried: Mapping[str, int | None], winners: int | None) -> None:
        for column, number in tried.items():
            if number is not None and winners is not None and winners > number:
                self.faults.add(
                    row.place("winners"), quote(str(winners)), f"at most the {number} of {column}"
                )

    def clusters(self, nation: Nation) -> Mapping[str, NationalCluster]:
        rows = self.rows("national_clusters", "cluster", "members", "status_date", "status", named=False)
        if rows is None:
            return nation.clusters
        industries = [one.id for one in nation.of_scope("industry")]
        found: dict[str, NationalCluster] = {}
        for row in rows:
            cluster = new_id(row, "cluster", found, self.faults)
            status = self.faults.choice(row.place("status"), row.get("status"), CLUSTER_STATUSES) or ""
            name = Text(*row.text("name"))
            if status and (status == UNNAMED) == any(row.text("name")):
                given = "a name" if status == UNNAMED else "nothing"
                self.faults.add(row.place("name"), given, f"a name, or the status {UNNAMED} and none")
            if industry := row.get("industry"):
                self.faults.known(row.place("industry"), industry, industries, "industry", dangling=True)
            members, sources = parts(row.get("members")), parts(row.get("source"))
            for member in members:
                self._member(row, member, nation)
            self._sources(row, sources, nation)
            if cluster is not None:
                found[cluster] = NationalCluster(
                    *(cluster, name, industry, members, self._places(row, members)),
                    *(self._date(row, "status_date", needed=True), status, sources, Text(*row.text("note"))),
                )
        return found

    def _member(self, row: Row, member: str, nation: Nation) -> None:
        """Note a member that no name list knows: neither a region of the bundle nor a code within a known province."""
        if member not in self.known.regions and not nation.province_of(member):
            allowed = "a region, or a code of six digits within a known province"
            self.faults.add(row.place("members"), quote(member), allowed)

    def _places(self, row: Row, members: tuple[str, ...]) -> tuple[Text, ...]:
        zh, en = (parts(text) for text in row.text("places"))
        if len(zh) != len(members) or len(en) != len(members):
            found = f"{len(zh)} and {len(en)} names of {len(members)} members"
            self.faults.add(row.place("places"), found, "a name beside every member, in the same order")
            return tuple(Text(member, member) for member in members)
        return tuple(Text(*pair) for pair in zip(zh, en, strict=True))

    def counts(self, nation: Nation) -> Mapping[str, NationalCount]:
        rows = self.rows("national_counts", "count", "province", "value", "date")
        if rows is None:
            return nation.counts
        found: dict[str, NationalCount] = {}
        for row in rows:
            one = new_id(row, "count", found, self.faults)
            province, source = row.get("province"), row.get("source")
            if province:
                self.faults.known(row.place("province"), province, nation.provinces, "province")
            self._sources(row, parts(source), nation)
            value, date = self._count(row, "value", needed=True), self._date(row, "date", needed=True)
            if one is not None and value is not None:
                found[one] = NationalCount(one, Text(*row.text("name")), province, value, date, source)
        return found

    def plans(self, nation: Nation) -> Mapping[str, ClusterPlan]:
        rows = self.rows("cluster_plans", "plan", "region", "declared", "clusters_zh")
        if rows is None:
            return nation.plans
        found: dict[str, ClusterPlan] = {}
        for row in rows:
            plan, region = new_id(row, "plan", found, self.faults), row.get("region")
            if region not in self.known.regions and not nation.province_of(region):
                self.faults.known(row.place("region"), region, nation.provinces, "province")
            declared = self._count(row, "declared", needed=True)
            zh, en = (parts(text) for text in row.text("clusters"))
            if len(zh) != len(en):
                allowed = "as many names in both languages"
                self.faults.add(row.place("clusters"), f"{len(zh)} and {len(en)} names", allowed)
            texts = [Text(*row.text(column)) for column in ("name", "document", "tier")]
            if plan is not None and declared is not None:
                found[plan] = ClusterPlan(
                    *(plan, region, texts[0], texts[1], row.get("number"), self._date(row, "year")),
                    *(texts[2], declared, tuple(map(Text, zh, en)), row.get("cite")),
                )
        return found

    def footnotes(self, nation: Nation) -> Mapping[str, Footnote]:
        rows = self.rows(FOOTNOTES, "footnote", "concerns", named=False)
        if rows is None:
            return nation.footnotes
        found: dict[str, Footnote] = {}
        for row in rows:
            footnote, text = new_id(row, "footnote", found, self.faults), Text(*row.text("text"))
            if not text:
                self.faults.add(row.place("text"), "nothing", "a text in text_zh or text_en (or both)")
            concerns = parts(row.get("concerns"))
            if not concerns:
                self.faults.add(
                    row.place("concerns"), "nothing", "the key of a figure, such as contest_results:total"
                )
            for key in concerns:
                self._concern(row.place("concerns"), key, nation)
            if footnote is not None:
                found[footnote] = Footnote(footnote, concerns, text, row.get("cite"))
        return found

    def _concern(self, place: Place, key: str, nation: Nation) -> None:
        """Note a footnote on a figure that is not there; no number depends on it."""
        table, _, rest = key.partition(":")
        if self.faults.known(place, table, (*TABLES, *ELSEWHERE), "table", dangling=True) is None or not rest:
            return
        ids = keys_of(nation)
        if table == "counts":
            ids["counts"] = list(self.known.counts)
        if table in ids:
            self.faults.known(place, rest, ids[table], f"figure of {table}", dangling=True)

    def _count(self, row: Row, column: str, *, needed: bool = False) -> int | None:
        text = row.get(column)
        number = self.faults.integer(row.place(column), text, A_COUNT)
        if (number is not None and number < 0) or (needed and not text):
            self.faults.add(row.place(column), quote(text) if text else "nothing", A_COUNT)
            return None
        return number

    def _date(self, row: Row, column: str, *, needed: bool = False) -> str:
        text = row.get(column)
        if needed and not text:
            self.faults.add(row.place(column), "nothing", A_DATE)
        return check_date(row.place(column), text, self.faults)

    def _sources(self, row: Row, sources: tuple[str, ...], nation: Nation) -> None:
        for source in sources if nation.sources else ():
            self.faults.known(row.place("source"), source, nation.sources, "source", dangling=True)


def keys_of(nation: Nation) -> dict[str, list[str]]:
    """Return what a footnote's key may name after its table, for the tables of the nation."""
    contest = [key for scope, one in nation.contest for key in (scope, f"{scope}:{one}")]
    return {
        "provinces": list(nation.provinces),
        "contest_results": list(dict.fromkeys(contest)),
        "national_clusters": list(nation.clusters),
        "national_counts": list(nation.counts),
        "cluster_plans": list(nation.plans),
    }
