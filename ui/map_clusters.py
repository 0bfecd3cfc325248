"""The clusters on the map: how many a region has a part in, and lines between the members of one that spans several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Unit
from ui import sentences
from ui.charts.spec import Row
from ui.map_words import Choice
from ui.text import join, name, number, series, t

POINTS = 12  # of a bent line
BEND = 0.18  # of a line's length, to its side
NAMED = 6  # clusters that a tooltip names

Anchors = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Layer:
    """What stands over the regions: one bubble a region with clusters, one line a pair of members."""

    bubbles: Sequence[Row] = field(default_factory=tuple)
    lines: Sequence[Row] = field(default_factory=tuple)
    clusters: Sequence[Unit] = field(default_factory=tuple)

    @property
    def counts(self) -> dict[str, int]:
        """How many of the clusters a region has a part in."""
        return {row["region"]: row["count"] for row in self.bubbles}


def industries(assessment: Assessment) -> list[str]:
    """Return the industries of the clusters in file order."""
    return list(dict.fromkeys(one.industry for one in assessment.dataset.clusters.values() if one.industry))


def tiers(assessment: Assessment) -> list[str]:
    """Return the tiers that are stated, as the ladder climbs, then any that it does not know."""
    stated = dict.fromkeys(one.tier for one in assessment.dataset.clusters.values() if one.tier)
    known = _rungs(assessment)
    return [rung for rung in known if rung in stated] + [tier for tier in stated if tier not in known]


def tier_name(assessment: Assessment, tier: str) -> str:
    """Return what the ladder calls a tier."""
    return _rungs(assessment).get(tier, tier)


def _rungs(assessment: Assessment) -> dict[str, str]:
    ladder = assessment.dataset.ladder
    return {rung.id: name(rung.name) for rung in ladder.rungs} if ladder else {}


def industry_name(assessment: Assessment, industry: str) -> str:
    """Return the name of an industry where the data give one, else the word by which it is known."""
    known = [one.industry_name for one in assessment.dataset.clusters.values() if one.industry == industry]
    return next((found for one in known if (found := name(one))), industry)


def layer(assessment: Assessment, choice: Choice, anchors: Anchors) -> Layer:
    """Return the clusters of the chosen industry and tier as bubbles and lines; empty where none is asked for.

    Tiles stand where they have room: their bubbles need no place on earth, and no line joins them.
    """
    if choice.overlay != "clusters":
        return Layer()
    chosen = [
        one
        for one in assessment.dataset.clusters.values()
        if choice.industry in ("", one.industry) and choice.tier in ("", one.tier)
    ]
    parts: dict[str, list[Unit]] = {}
    for one in chosen:
        for member, _ in one.members:
            parts.setdefault(member, []).append(one)
    tiles = choice.view == "tiles"
    drawn = {
        unit: found
        for unit, found in parts.items()
        if unit in assessment.units and (tiles or unit in anchors)
    }
    most = max((len(found) for found in drawn.values()), default=1)
    bubbles = [_bubble(assessment, unit, found, anchors.get(unit), most) for unit, found in drawn.items()]
    lines = [
        {"name": name(one.name), "path": bent(anchors[first], anchors[last])}
        for one in chosen
        for first, last in combinations([unit for unit, _ in one.members if unit in drawn], 2)
        if not tiles
    ]
    return Layer(sorted(bubbles, key=lambda row: -row["count"]), lines, chosen)


def _bubble(
    assessment: Assessment, unit: str, found: Sequence[Unit], at: tuple[float, float] | None, most: int
) -> Row:
    place = sentences.region(assessment, unit)
    counted = t("map.clusters_of", place=place, count=len(found))
    lines = [described(assessment, one) for one in found[:NAMED]]
    if len(found) > NAMED:
        lines.append(t("map.clusters_more", count=len(found) - NAMED))
    return {
        "region": unit,
        "name": place,
        "lon": at[0] if at else None,
        "lat": at[1] if at else None,
        "count": len(found),
        "count_text": number(len(found), 0),
        "share": len(found) / most,
        "clusters_text": series(lines),
        "tip": "\n".join([counted, *lines]),
    }


def described(assessment: Assessment, cluster: Unit) -> str:
    """Return a cluster with its tier, the date of the list that states it, and its members where they are several."""
    stated = [tier_name(assessment, cluster.tier)] if cluster.tier else [t("map.tier_unknown")]
    stated += [cluster.status_date] if cluster.status_date else []
    if len(cluster.members) > 1:
        known = assessment.dataset.regions
        members = [unit for unit, _ in cluster.members]
        stated.append(join(name(known[unit].name) if unit in known else unit for unit in members))
    return t("map.cluster", name=name(cluster.name), stated=t("map.comma").join(stated))


def bent(first: tuple[float, float], last: tuple[float, float]) -> list[list[float]]:
    """Return a line from one place to another that bends to its left, in degrees: the quadratic curve of Bezier."""
    (x0, y0), (x1, y1) = first, last
    middle = ((x0 + x1) / 2 - BEND * (y1 - y0), (y0 + y1) / 2 + BEND * (x1 - x0))
    steps = [step / POINTS for step in range(POINTS + 1)]
    return [
        [
            round((1 - s) ** 2 * a + 2 * s * (1 - s) * b + s**2 * c, 4)
            for a, b, c in zip(first, middle, last, strict=True)
        ]
        for s in steps
    ]


def note(layer: Layer) -> str:
    """Return how many clusters are drawn, how many span several regions, and when the lists were made."""
    dates = sorted({one.status_date[:4] for one in layer.clusters if one.status_date})
    spans = sum(len(one.members) > 1 for one in layer.clusters)
    when = "" if not dates else dates[0] if len(dates) == 1 else f"{dates[0]}–{dates[-1]}"
    count = len(layer.clusters)
    return t("map.clusters_note", count=count, spans=number(spans, 0), when=when or t("map.date_unknown"))


def sizes(layer: Layer) -> str:
    """Return the counts that the bubbles run over, for the legend."""
    counts = layer.counts.values()
    low, high = min(counts, default=0), max(counts, default=0)
    return t("map.key_clusters", counts=str(high) if low == high else f"{low}–{high}")
