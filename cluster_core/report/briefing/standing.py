"""Where the region of a briefing stands: its rank, who is around it, and how sure the ranks are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cluster_core.assess.measures import BOUNDED
from cluster_core.explore.acceptability import DRAWS
from cluster_core.explore.certainty import TOP, Certainty, certainty, floor_for
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.report.briefing.content import Place, Ranking
from cluster_core.report.briefing.words import Words

ROWS = 13  # what a page and a slide have room for
LEADERS = 5  # of more regions, these and those around the focus


@dataclass(frozen=True, eq=False)
class Told:
    """One assessment told in one language about one region; `sure` is None where other weights mean nothing."""

    assessment: Assessment
    words: Words
    unit: str
    sure: Certainty | None

    @property
    def row(self) -> int:
        """Where the region stands in arrays."""
        return self.assessment.units.index(self.unit)

    @property
    def rank(self) -> int:
        """Return the region's rank, 0 without one."""
        return int(self.assessment.scored.ranks[self.row, 0])

    @property
    def ranked(self) -> int:
        """How many regions have a rank."""
        return int((self.assessment.scored.ranks[:, 0] > 0).sum())

    def name(self, unit: str, most: int = 32) -> str:
        """Return a region's name as it reads in a sentence."""
        units = self.assessment.dataset.units(self.assessment.scenario.unit)
        return self.words.place(units[unit].name, most) or unit

    @property
    def place(self) -> str:
        """The name of the region."""
        return self.name(self.unit)

    @property
    def scale(self) -> str:
        """Between what the scores lie, in brackets."""
        bounded = self.assessment.scenario.normalise in BOUNDED
        return self.words.t("scale.bounded" if bounded else "scale.open")

    def regions(self, count: int) -> str:
        """Return "13 市" where all names end alike, else "13 个地区"; in English "13 regions", or clusters."""
        assessment, words = self.assessment, self.words
        if assessment.scenario.unit == "cluster":
            return words.t("noun.clusters", count=count)
        units = assessment.dataset.units("region")
        endings = {words.text(units[one].name)[-1:] for one in assessment.units}
        if len(endings) == 1 and (ending := endings.pop()) and ending in "市县区州省":
            return words.t("noun.regions_alike", count=count, kind=ending)
        return words.t("noun.regions", count=count)

    def child(self, node: str, most: int = 40) -> str:
        """Return the name of a dimension or an indicator."""
        known = self.assessment.framework.by_id.get(node) or self.assessment.dataset.indicators.get(node)
        return self.words.text(known.name, most) if known else node


def told(assessment: Assessment, words: Words) -> Told:
    """Return the assessment told about the region in focus; without one about the leader, else about the first."""
    ranks = assessment.scored.ranks[:, 0].tolist()
    focus = assessment.scenario.focus
    if focus not in assessment.units:
        first = next((at for at, rank in enumerate(ranks) if rank == 1), 0)
        focus = assessment.units[first]
    return Told(assessment, words, focus, _sure(assessment))


def _sure(assessment: Assessment) -> Certainty | None:
    root = assessment.framework.id
    alone = len(assessment.framework.root.children) < 2
    if alone or assessment.scored.weights[root].ndim > 1 or (assessment.scored.ranks[:, 0] > 0).sum() < 2:
        return None
    return certainty(assessment)


def dimensions(words: Words, framework: Framework) -> str:
    """Return "四力" for a framework of four forces, else "各维度"."""
    children = [framework.by_id[child] for child in framework.dimensions if child in framework.by_id]
    forces = len(children) == 4 and all(node.name.zh.endswith("力") for node in children)
    return words.t("noun.four_forces" if forces else "noun.dimensions")


# ---- sentences


def standing(one: Told) -> str:
    """Return score and rank in one sentence, or why there is none."""
    words, assessment = one.words, one.assessment
    if not one.rank:
        return words.t(
            "standing.unranked",
            place=one.place,
            coverage=words.percent(float(assessment.scored.coverage[one.row, 0])),
            least=words.percent(assessment.scenario.min_coverage),
        )
    score = words.number(float(assessment.scored.scores[one.row, 0]))
    if one.ranked == 1:
        return words.t("standing.alone", place=one.place, score=score)
    ties = int((assessment.scored.ranks[:, 0] == one.rank).sum()) > 1
    return words.t(
        "standing.tied" if ties else "standing.ranked",
        place=one.place,
        score=score,
        regions=one.regions(one.ranked),
        rank=words.ordinal(one.rank),
    )


def certain(one: Told) -> str:
    """Return the range of ranks under other weights in a sentence; why there is none where there is none."""
    words = one.words
    if not one.rank or one.ranked < 2:
        return ""
    if one.sure is None or not one.sure.rank_p05[one.row]:
        return words.t("certain.unknown")
    low, high = int(one.sure.rank_p05[one.row]), int(one.sure.rank_p95[one.row])
    if low < high:
        return words.t("certain.between", low=words.ordinal(low), high=words.ordinal(high))
    return words.t("certain.same" if low == one.rank else "certain.other", rank=words.ordinal(low))


def premise(one: Told) -> str:
    """Return what the range of ranks rests on."""
    if one.sure is None:
        return one.words.t("certain.unknown")
    children = len(one.assessment.framework.root.children)
    return one.words.t(
        "certain.premise",
        parts=one.words.number(children, 0),
        floor=one.words.percent(floor_for(children), 0 if children < 10 else 1),
        draws=one.words.number(DRAWS, 0),
    )


def top_share(one: Told) -> str:
    """Return how often the region is among the first five; empty where everybody is, or nobody can tell."""
    if one.sure is None or one.ranked <= TOP or math.isnan(float(one.sure.share_top5[one.row])):
        return ""
    share = float(one.sure.share_top5[one.row])
    if share in (0.0, 1.0):
        return one.words.t("certain.always_top" if share else "certain.never_top", count=TOP, place=one.place)
    return one.words.t("certain.top", count=TOP, place=one.place, share=one.words.share(share))


# ---- the table


def ranking(one: Told, most: int = ROWS) -> Ranking:
    """Return the ranking as far as there is room: everybody, else the leaders and those around the region.

    Regions without a rank come last, in the order of the file.
    """
    words, ranks = one.words, one.assessment.scored.ranks[:, 0]
    order = sorted(range(len(ranks)), key=lambda at: (ranks[at] == 0, int(ranks[at])))
    kept = shown(order, order.index(one.row), most)
    left = len(order) - len(kept)
    unranked = int((ranks == 0).sum())
    more = [words.t("ranking.more", count=left)] if left else []
    more += [words.t("ranking.unranked", count=unranked)] if unranked else []
    sure = [said for said in (certain(one), top_share(one)) if said]
    return Ranking(
        _title(one),
        words.t(
            "ranking.subtitle" if one.sure else "ranking.subtitle_alone",
            index=words.text(one.assessment.framework.name, 32),
            scale=one.scale,
        ),
        tuple(_place(one, at) for at in kept),
        words.t("stop").join(more),
        tuple(sure),
    )


def shown(order: list[int], focus: int, most: int) -> list[int]:
    """Return the rows that there is room for: the leaders, then those around the one at `focus`.

    >>> shown(list(range(100)), 50, 7), shown(list(range(100)), 99, 7), shown([3, 1, 2], 0, 7)
    ([0, 1, 2, 3, 4, 50, 51], [0, 1, 2, 3, 4, 98, 99], [3, 1, 2])
    """
    if len(order) <= most:
        return order
    room = most - LEADERS
    begin = min(max(focus - (room - 1) // 2, LEADERS), len(order) - room)
    return [*order[:LEADERS], *order[begin : begin + room]]


def _title(one: Told) -> str:
    words = one.words
    if not one.rank:
        return words.t("ranking.title_unranked", place=one.place)
    if one.ranked == 1:
        return words.t("ranking.title_alone", place=one.place)
    rank, regions = words.ordinal(one.rank), one.regions(one.ranked)
    if one.sure is None or not one.sure.rank_p05[one.row]:
        return words.t("ranking.title", place=one.place, rank=rank, regions=regions)
    low, high = int(one.sure.rank_p05[one.row]), int(one.sure.rank_p95[one.row])
    if low == high == one.rank:
        return words.t("ranking.title_same", place=one.place, rank=rank, regions=regions)
    span = words.ordinal(low) if low == high else words.t("span", low=low, high=high)
    return words.t("ranking.title_range", place=one.place, rank=rank, regions=regions, span=span)


def _place(one: Told, at: int) -> Place:
    words, assessment = one.words, one.assessment
    rank, score = int(assessment.scored.ranks[at, 0]), float(assessment.scored.scores[at, 0])
    span = ""
    if one.sure is not None and one.sure.rank_p05[at]:
        low, high = int(one.sure.rank_p05[at]), int(one.sure.rank_p95[at])
        span = str(low) if low == high else words.t("span", low=low, high=high)
    return Place(
        one.name(assessment.units[at], 22),
        rank,
        score if rank else float("nan"),
        str(rank) if rank else words.t("unranked"),
        words.number(score) if rank else words.t("no_data"),
        span if rank else "",
        assessment.units[at] == one.unit,
    )
