"""Numbers into sentences: headlines and takeaways, in the reader's language. No number is made here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cluster_core.assess.coupling import SYNCHRONOUS
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.rules import LEVELS
from ui.text import join, name, number, ordinal, percent, place, quantity, score, series, t

_NAMES_READ = 3  # more names than these nobody reads in a headline
_NAMES_LISTED = 4  # where the sentence ends with them


def focus_of(assessment: Assessment) -> str | None:
    """Return the region in focus, None if there is none among the regions compared."""
    focus = assessment.scenario.focus
    return focus if focus in assessment.units else None


def region(assessment: Assessment, unit: str) -> str:
    """Return a region's name as it reads in a sentence, also where clusters are compared."""
    known = assessment.dataset.units(assessment.scenario.unit)
    return place((known.get(unit) or assessment.dataset.regions[unit]).name)


def regions(dataset: Dataset, count: int, unit: str = "region") -> str:
    """Return "13 市" where all names end alike, else "13 个地区"; in English "13 regions", or clusters."""
    if unit == "cluster":
        return t("noun.clusters", count=count)
    endings = {name(one.name)[-1:] for one in dataset.units(unit).values()}
    ending = endings.pop() if len(endings) == 1 else ""
    if ending and ending in "市县区州省":
        return t("noun.regions_alike", count=count, kind=ending)
    return t("noun.regions", count=count)


def dimensions(framework: Framework) -> str:
    """Return "四力" for a framework of forces, else "各维度"."""
    children = [framework.by_id[child] for child in framework.dimensions if child in framework.by_id]
    forces = bool(children) and all(node.name.zh.endswith("力") for node in children)
    if forces and len(children) == 4:
        return t("noun.four_forces")
    return t("noun.dimensions")


def node_name(assessment: Assessment, node: str) -> str:
    """Return the name of a dimension or an indicator."""
    return child_name(assessment.dataset, assessment.framework, node)


def child_name(dataset: Dataset | None, framework: Framework, child: str) -> str:
    """Return the name of a dimension, or of an indicator that stands beside dimensions."""
    found = framework.by_id.get(child) or (dataset.indicators.get(child) if dataset else None)
    return name(found.name) if found else child


def rank_by_unit(assessment: Assessment) -> dict[str, int]:
    """Return the rank on the whole of every region that is ranked."""
    ranks = assessment.scored.ranks[:, 0].tolist()
    return {unit: rank for unit, rank in zip(assessment.units, ranks, strict=True) if rank > 0}


def root_ranks(assessment: Assessment) -> pd.Series:
    """Return the ranks on the whole, without the regions that are not ranked."""
    return pd.Series(rank_by_unit(assessment), dtype=float)


def citation(cite: str) -> str:
    """Return a citation such as "000 四(一)1" in words."""
    document, _, section = cite.partition(" ")
    if cite.isdigit():
        return t("toolbox.document", document=cite)
    return t("measures.cite", document=document, section=section) if section else cite


# ---- overview


def overview_headline(assessment: Assessment) -> str:
    """Return where the region in focus stands, in one sentence."""
    focus, root = focus_of(assessment), assessment.framework.id
    scores, ranks = assessment.scores[root], root_ranks(assessment)
    if focus is None:
        return _leader_headline(assessment, scores, ranks)
    if focus not in ranks.index:
        return t(
            "headline.not_ranked",
            place=region(assessment, focus),
            coverage=percent(assessment.coverage.loc[focus, root]),
            least=percent(assessment.scenario.min_coverage),
        )
    rank, own = int(ranks[focus]), float(scores[focus])
    facts: dict[str, Any] = {
        "place": region(assessment, focus),
        "score": score(own),
        "regions": regions(assessment.dataset, len(ranks), assessment.scenario.unit),
        "rank": ordinal(rank),
    }
    if len(ranks) == 1:
        return t("headline.alone", place=facts["place"], score=facts["score"])
    equals = [unit for unit in ranks.index[ranks == rank] if unit != focus]
    if equals:
        return t("headline.tied", **facts, equals=_some(assessment, equals))
    if rank == 1:
        second = scores[ranks.index[ranks > 1]].max()
        behind = _at(assessment, scores, second)
        return t("headline.first", **facts, behind=behind, gap=score(own - second))
    last_better = ranks[ranks < rank].max()
    ahead = list(ranks.index[ranks == last_better])
    return t(
        "headline.middle", **facts, ahead=_some(assessment, ahead), gap=score(float(scores[ahead[0]]) - own)
    )


def _leader_headline(assessment: Assessment, scores: pd.Series, ranks: pd.Series) -> str:
    if ranks.empty:
        return t("headline.nobody_ranked")
    leaders = list(ranks.index[ranks == 1])
    return t(
        "headline.leader",
        place=_some(assessment, leaders),
        score=score(float(scores[leaders[0]])),
        regions=regions(assessment.dataset, len(ranks), assessment.scenario.unit),
    )


def _at(assessment: Assessment, scores: pd.Series, value: float) -> str:
    return _some(assessment, list(scores.index[(scores - value).abs() < 1e-9]))


def _some(assessment: Assessment, units: Sequence[str], *, most: int = _NAMES_READ) -> str:
    """Return a few names, the rest as a count."""
    names = [region(assessment, unit) for unit in units]
    if len(names) <= most:
        return join(names)
    return t("noun.and_others", names=join(names[:2]), count=len(names) - 2)


def ranking_takeaway(assessment: Assessment) -> str:
    """Return who leads, with all that share a place, and how far first and last are apart."""
    ranks = root_ranks(assessment).sort_values(kind="stable")
    if len(ranks) < 3:
        return t("ranking.title_plain" if len(ranks) else "ranking.title_nobody")
    if ranks.max() == 1:
        everyone = regions(assessment.dataset, len(ranks), assessment.scenario.unit)
        return t("ranking.title_even", regions=everyone)
    last = 2 if ranks.max() > 2 else 1
    leaders = list(ranks.index[ranks <= last])
    scores = assessment.scores[assessment.framework.id]
    spread = float(scores[ranks.index[0]] - scores[ranks.index[-1]])
    return t("ranking.title", names=_some(assessment, leaders), gap=score(spread), count=len(leaders))


def dimensions_takeaway(assessment: Assessment, rows: pd.DataFrame) -> str:
    """Return which dimensions of the focus region fall short of the other regions' median, of those that have data.

    `rows`: columns name, score, median.
    """
    known = rows.dropna(subset=["score", "median"])
    if known.empty:
        return t("dimensions.title_missing")
    gap = (known["score"] - known["median"]).round(9)
    below = known[gap < 0]
    worst = str(known.loc[gap.idxmin(), "name"])
    best = str(known.loc[gap.idxmax(), "name"])
    known_all = len(known) == len(rows)
    facts = {"dimensions": dimensions(assessment.framework), "count": len(known)}
    if len(below) == len(known):
        return t("dimensions.all_below" if known_all else "dimensions.known_below", **facts, worst=worst)
    if gap.max() <= 0:
        return t("dimensions.none_above", names=join(known.loc[gap == 0, "name"]), below=len(below))
    if below.empty:
        return t("dimensions.none_below" if known_all else "dimensions.known_not_below", **facts, best=best)
    return t("dimensions.some_below", names=join(below["name"]), best=best, count=len(below))


def coupling_takeaway(assessment: Assessment) -> str:
    """Return how balanced the dimensions of the focus region are, and which one lags, if any does."""
    row = coupling_of(assessment)
    if row is None or not math.isfinite(row["D"]):
        return t("coupling.title_missing", dimensions=dimensions(assessment.framework))
    return t(
        "coupling.title",
        dimensions=dimensions(assessment.framework),
        grade=t(f"grade.{int(row['grade'])}"),
        type=lag_type(assessment, row["lag_type"]),
    )


def lag_type(assessment: Assessment, ids: Any) -> str:
    """Return which dimensions lag, or that all move together; empty where nothing is known.

    `ids`: a value of the coupling table's column lag_type.
    """
    if not ids:
        return ""
    if ids == SYNCHRONOUS:
        return t("coupling.synchronous")
    return t("coupling.lag", names=join(node_name(assessment, node) for node in str(ids).split(";")))


def coupling_of(assessment: Assessment) -> pd.Series | None:
    """Return the focus region's row of the coupling table, None where there is none."""
    rows = assessment.coupling[assessment.coupling["region"] == focus_of(assessment)]
    return None if rows.empty else rows.iloc[0]


def shortcomings_takeaway(rows: pd.DataFrame) -> str:
    """Return how many items are severe, moderate and beyond proof; `rows` is the focus region's part of the table."""
    counts = rows["level"].value_counts()
    parts = [
        t("shortcomings.of_level", count=int(counts[level]), level=t(f"level.{level}"))
        for level in LEVELS[::-1][1:] + LEVELS[-1:]
        if counts.get(level, 0)
    ]
    if not parts:
        return t("shortcomings.title_none", count=len(rows))
    return t("shortcomings.title", count=len(rows), parts=series(parts))


def failed_test(assessment: Assessment, test: pd.Series) -> str:
    """Return one failed test in words: value, unit, and the reference that it misses."""
    indicator = assessment.dataset.indicators[test["indicator"]]
    worse = "less" if indicator.sign > 0 else "more"
    reference = t(f"vs.{test['vs']}")
    text = t(
        f"test.{worse}",
        indicator=name(indicator.name),
        value=quantity(float(test["value"]), indicator.unit),
        vs=reference,
        reference=number_alone(float(test["reference"])),
    )
    return t("test.proxy", test=text) if bool(test["proxy"]) else text


def number_alone(value: float) -> str:
    """Return a value without its unit, as it stands beside one that has it."""
    size = abs(value)
    return number(value, 0 if size >= 1000 or size == int(size) else 1 if size >= 10 else 2)


# ---- weights


def weights_headline(assessment: Assessment, baseline: Assessment, label: str) -> str:
    """Return what the present weights change against the document's default weights."""
    if assessment.scenario == baseline.scenario:
        return t("weights.headline_baseline", headline=_standing(assessment))
    moves = movements(assessment, baseline)
    if not moves:
        return t("weights.slope_nobody")
    movers = [unit for unit, before, after in moves if before != after]
    if not movers:
        return t(
            "weights.headline_still",
            label=label,
            regions=regions(assessment.dataset, len(moves), assessment.scenario.unit),
        )
    focus = focus_of(assessment)
    by_unit = {unit: (before, after) for unit, before, after in moves}
    others = sorted(
        (unit for unit in movers if unit != focus), key=lambda unit: -abs(by_unit[unit][1] - by_unit[unit][0])
    )
    parts = [
        _moved(assessment, unit, *by_unit[unit]) for unit in ([focus] if focus in movers else []) + others[:1]
    ]
    if focus in by_unit and focus not in movers:
        parts.insert(0, t("weights.stays", place=region(assessment, focus), rank=ordinal(by_unit[focus][1])))
    return t("weights.headline", label=label, moves=t("weights.and").join(parts))


def moves_takeaway(assessment: Assessment, baseline: Assessment) -> str:
    """Return how many regions move, and which of them gains the most places."""
    moves = movements(assessment, baseline)
    if not moves:
        return t("weights.slope_nobody")
    count = sum(before != after for _, before, after in moves)
    if not count:
        return t("weights.slope_still")
    kind = regions(assessment.dataset, count, assessment.scenario.unit)
    up = sum(after < before for _, before, after in moves)
    said = t("weights.slope_moves", regions=kind, up=up, down=count - up, count=count)
    if not up:
        return said
    most = max(before - after for _, before, after in moves)
    gainers = [unit for unit, before, after in moves if before - after == most]
    return said + t("weights.slope_gain", names=_some(assessment, gainers, most=_NAMES_LISTED), places=most)


def movements(assessment: Assessment, baseline: Assessment) -> list[tuple[str, int, int]]:
    """Return (region, rank before, rank now) of the regions that are ranked both times."""
    before = rank_by_unit(baseline)
    return [(unit, before[unit], rank) for unit, rank in rank_by_unit(assessment).items() if unit in before]


def _standing(assessment: Assessment) -> str:
    focus, ranks = focus_of(assessment), rank_by_unit(assessment)
    if focus is None or focus not in ranks:
        return overview_headline(assessment)
    count = regions(assessment.dataset, len(ranks), assessment.scenario.unit)
    return t(
        "weights.standing", place=region(assessment, focus), regions=count, rank=ordinal(int(ranks[focus]))
    )


def _moved(assessment: Assessment, unit: str, before: int, after: int) -> str:
    key = "weights.rises" if after < before else "weights.falls"
    return t(key, place=region(assessment, unit), before=ordinal(before), after=ordinal(after))
