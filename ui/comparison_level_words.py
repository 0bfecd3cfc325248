"""The sentences over levels on one scale: who leads, where regions are furthest apart, and how even profiles are."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cluster_core.model.assessment import Assessment
from ui import comparison_words, sentences
from ui.comparison_levels import EQUAL, Level, known, leaders
from ui.text import join, score, series, t

NAMED = 3  # leaders that a sentence names


def ahead(assessment: Assessment, first: str, second: str, levels: Sequence[Level]) -> str:
    """Return in which dimensions the first region is ahead of the second."""
    facts = {"a": sentences.region(assessment, first), "b": sentences.region(assessment, second)}
    both = [level for level in levels if len(known(level, (first, second))) == 2]
    if not both:
        return t("compare.forces_unknown", **facts)
    better = [level.node for level in both if level.values[first] - level.values[second] > EQUAL]
    facts["dimensions"] = sentences.dimensions(assessment.framework)
    if not better:
        key = "none_ahead" if len(both) == len(levels) else "none_ahead_known"
        return t(f"compare.forces_{key}", count=len(both), **facts)
    if len(better) == len(both):
        key = "all_ahead" if len(both) == len(levels) else "all_ahead_known"
        return t(f"compare.forces_{key}", count=len(both), **facts)
    return t(
        "compare.forces_some_ahead",
        names=join(sentences.node_name(assessment, one) for one in better),
        **facts,
    )


def leads(assessment: Assessment, regions: Sequence[str], levels: Sequence[Level]) -> str:
    """Return in how many dimensions each region has the highest score, the most first."""
    counts = dict.fromkeys(regions, 0)
    compared = shared = 0
    for level in levels:
        first = leaders(level, regions)
        compared += bool(first)
        shared += len(first) > 1
        for unit in first:
            counts[unit] += 1
    if not compared:
        return t("compare.leads_unknown")
    order = sorted((unit for unit in regions if counts[unit]), key=lambda unit: -counts[unit])
    if len(order) == 1 and counts[order[0]] == len(levels):
        return t("compare.leads_all", place=sentences.region(assessment, order[0]), count=compared)
    parts = [
        t("compare.leads_part", place=sentences.region(assessment, unit), count=counts[unit])
        for unit in order[:NAMED]
    ]
    if len(order) > NAMED:
        parts.append(t("compare.leads_rest", count=len(order) - NAMED))
    said = t("compare.leads", count=compared, parts=series(parts))
    return t("compare.leads_shared", said=said) if shared else said


def widest(assessment: Assessment, regions: Sequence[str], levels: Sequence[Level]) -> str:
    """Return in which dimension the regions are furthest apart, between whom, and where they are nearest."""
    spans: dict[str, tuple[str, str, float]] = {}
    for level in levels:
        values = known(level, regions)
        if len(values) > 1:
            high, low = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
            spans[level.node] = (high, low, values[high] - values[low])
    if not spans:
        return t("compare.widest_unknown")
    most = max(spans, key=lambda node: spans[node][2])
    least = min(spans, key=lambda node: spans[node][2])
    high, low, gap = spans[most]
    facts = {
        "most": sentences.node_name(assessment, most),
        "high": sentences.region(assessment, high),
        "low": sentences.region(assessment, low),
        "gap": score(gap),
    }
    if gap <= EQUAL:
        return t("compare.widest_none")
    if len(spans) < 2:
        return t("compare.widest_only", **facts)
    near = {"least": sentences.node_name(assessment, least), "near": score(spans[least][2])}
    return t("compare.widest", **facts, **near)


def strongest(assessment: Assessment, regions: Sequence[str], levels: Sequence[Level]) -> str:
    """Return where the first region stands highest and lowest, and how many of all cells have no data."""
    own = {level.node: float(level.values[regions[0]]) for level in levels}
    there = {node: value for node, value in own.items() if math.isfinite(value)}
    place = sentences.region(assessment, regions[0])
    if not there:
        said = t("compare.strongest_unknown", place=place)
    else:
        high, low = max(there, key=there.__getitem__), min(there, key=there.__getitem__)
        facts = {
            "place": place,
            "high": sentences.node_name(assessment, high),
            "high_score": score(there[high]),
            "low": sentences.node_name(assessment, low),
            "low_score": score(there[low]),
        }
        alike = there[high] - there[low] <= EQUAL
        said = t("compare.strongest_alike" if alike else "compare.strongest", **facts)
    missing = sum(not math.isfinite(level.values[unit]) for level in levels for unit in regions)
    if not missing:
        return said
    return t("compare.with_gaps", said=said, count=missing, total=len(levels) * len(regions))


def evenness(assessment: Assessment, regions: Sequence[str], levels: Sequence[Level]) -> str:
    """Return which region's dimensions lie nearest together and which one's furthest apart."""
    spreads: dict[str, float] = {}
    for unit in regions:
        own = [value for level in levels for value in known(level, [unit]).values()]
        if len(own) > 1:
            spreads[unit] = max(own) - min(own)
    if not spreads:
        return t("compare.even_unknown")
    most, least = min(spreads, key=spreads.__getitem__), max(spreads, key=spreads.__getitem__)
    facts = {
        "most": sentences.region(assessment, most),
        "narrow": score(spreads[most]),
        "least": sentences.region(assessment, least),
        "wide": score(spreads[least]),
    }
    if len(spreads) < 2:
        return t("compare.even_only", **facts)
    if spreads[least] - spreads[most] <= EQUAL:
        return t(
            "compare.even_alike", names=join(sentences.region(assessment, one) for one in spreads), **facts
        )
    return t("compare.even", **facts)


def without_data(assessment: Assessment, levels: Sequence[Level]) -> str:
    """Return the names of the dimensions and parts that no unit has, where others are drawn."""
    missing = [level.node for level in levels if not level.values.notna().any()]
    if not missing or len(missing) == len(levels):
        return ""
    return t("compare.without_data", names=join(sentences.node_name(assessment, one) for one in missing))


def raw_value(assessment: Assessment, indicator: str, unit: str) -> str:
    """Return a region's value of an indicator with its unit and year."""
    value, detail = (
        comparison_words.value(assessment, indicator, unit),
        comparison_words.detail(assessment, indicator),
    )
    return f"{value} · {detail}" if detail else value
