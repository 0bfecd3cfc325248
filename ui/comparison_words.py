"""The sentences of the Compare page. No number is made here."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from cluster_core.assess import compare
from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.text import join, name, percent, score, t

_SAME = 0.05  # below this two scores read alike


def signed(points: float) -> str:
    """Return a difference with its sign."""
    return f"+{score(points)}" if round(points, 1) > 0 else score(points)


def headline(assessment: Assessment, regions: Sequence[str]) -> str:
    """Return how far the first two regions are apart and which part separates them most."""
    if len(regions) < 2:
        return t("compare.headline_choose")
    first, second = regions[:2]
    scores, root = assessment.scores[assessment.framework.id], assessment.framework.id
    gap = float(scores[first] - scores[second])
    if not math.isfinite(gap):
        return no_gap(assessment, first, second)
    facts = {
        "a": sentences.region(assessment, first),
        "b": sentences.region(assessment, second),
        "gap": score(abs(gap)),
    }
    key = "equal" if abs(gap) < _SAME else "lower" if gap < 0 else "higher"
    said = t(f"compare.headline_{key}", **facts)
    parts = compare.differences(assessment, first, second)[root]
    part = compare.widest(parts)
    if part is None or abs(parts[part]) < _SAME:
        return said
    way = "more" if parts[part] > 0 else "less"
    same_way = key != "equal" and (parts[part] > 0) == (gap > 0)
    return t(
        "compare.headline_and",
        first=said,
        second=t(
            "compare.most" if same_way else f"compare.most_{way}",
            name=sentences.node_name(assessment, part),
            points=score(abs(parts[part])),
            a=facts["a"],
        ),
    )


def no_gap(assessment: Assessment, first: str, second: str) -> str:
    """Return which of two regions has too little data for a score."""
    root = assessment.framework.id
    missing = [unit for unit in (first, second) if math.isnan(assessment.scores.loc[unit, root])]
    return t(
        "compare.not_scored",
        names=join(sentences.region(assessment, unit) for unit in missing),
        least=percent(assessment.scenario.min_coverage),
    )


def gap_takeaway(assessment: Assessment, parts: dict[str, float]) -> str:
    """Return which part separates two regions most, and which least."""
    known = {part: gap for part, gap in parts.items() if math.isfinite(gap)}
    most = compare.widest(known) or next(iter(parts))
    facts = {"most": sentences.node_name(assessment, most), "points": signed(known.get(most, 0.0))}
    if len(known) < 3:
        return t("compare.gap_most", **facts)
    least = min(known, key=lambda part: abs(known[part]))
    return t("compare.gap_title", least=sentences.node_name(assessment, least), **facts)


def rounding(assessment: Assessment, first: str, second: str) -> str:
    """Return that rounded parts need not add up, where these do not."""
    root = assessment.framework.id
    parts = compare.differences(assessment, first, second)[root]
    whole = float(assessment.scores.loc[first, root] - assessment.scores.loc[second, root])
    shown = sum(round(gap, 1) for gap in parts.values() if math.isfinite(gap))
    return "" if round(shown, 1) == round(whole, 1) else t("compare.rounding")


def indicators_takeaway(assessment: Assessment, indicator: str, points: float) -> str:
    """Return which indicator adds most to the difference, either way."""
    if abs(points) < 1e-9:
        return t("compare.indicators_none")
    return t(
        "compare.indicators_title", name=sentences.node_name(assessment, indicator), points=signed(points)
    )


def strips_takeaway(assessment: Assessment, first: str, second: str, part: str) -> str:
    """Return in how many indicators of a part the first region does better than the second."""
    better = total = 0
    for indicator in with_data(assessment, part):
        one, other = (_number(assessment, indicator, unit) for unit in (first, second))
        if math.isfinite(one) and math.isfinite(other):
            total += 1
            better += assessment.dataset.indicators[indicator].sign * (one - other) > 0
    facts = {
        "name": sentences.node_name(assessment, part),
        "a": sentences.region(assessment, first),
        "b": sentences.region(assessment, second),
    }
    if not total:
        return t("compare.strips_unknown", **facts)
    key = "compare.strips_title" if better else "compare.strips_none_better"
    return t(key, better=better, count=total, **facts)


def with_data(assessment: Assessment, part: str) -> tuple[str, ...]:
    """Return the indicators at or below a part of which any region has a value."""
    below = compare.indicators_below(assessment.framework, part)
    return tuple(one for one in below if any(math.isfinite(x) for x in _column(assessment, one)))


def without_data(assessment: Assessment, part: str) -> str:
    """Return the names of a part's indicators of which no region has a value."""
    known = with_data(assessment, part)
    missing = [one for one in compare.indicators_below(assessment.framework, part) if one not in known]
    if not missing:
        return ""
    return t("compare.without_data", names=join(sentences.node_name(assessment, one) for one in missing))


def value(assessment: Assessment, indicator: str, unit: str) -> str:
    """Return a region's value without its unit, an estimate marked as one, or the words for no data."""
    prepared = assessment.prepared
    cell = (assessment.units.index(unit), prepared.at[indicator])
    if prepared.filled[cell]:
        return t("compare.estimated", value=sentences.number_alone(float(prepared.imputed[cell])))
    return plain_value(_number(assessment, indicator, unit))


def with_unit(assessment: Assessment, indicator: str) -> str:
    """Return an indicator's name with its unit."""
    unit = name(assessment.dataset.indicators[indicator].unit)
    title = sentences.node_name(assessment, indicator)
    return t("compare.with_unit", name=title, unit=unit) if unit else title


def detail(assessment: Assessment, indicator: str) -> str:
    """Return an indicator's unit, year and, where less is better, that it is so."""
    known = assessment.dataset.indicators[indicator]
    vintage = assessment.prepared.vintages[indicator]
    years = [year for year in (vintage.year, vintage.denominator_year) if year is not None]
    parts = [name(known.unit)]
    if years:
        parts.append(t("compare.year", year="/".join(str(year) for year in dict.fromkeys(years))))
    if known.sign < 0:
        parts.append(t("compare.less_is_better"))
    return " · ".join(part for part in parts if part)


def year_list(years: Sequence[int]) -> str:
    """Return years as a sentence has them, neighbours as a span."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    words: list[str] = []
    for span in spans:
        words += [f"{span[0]}–{span[-1]}"] if len(span) > 2 else [str(year) for year in span]
    return join(words)


def _column(assessment: Assessment, indicator: str) -> list[float]:
    prepared = assessment.prepared
    return prepared.denominated[:, prepared.at[indicator]].tolist()


def _number(assessment: Assessment, indicator: str, unit: str) -> float:
    return _column(assessment, indicator)[assessment.units.index(unit)]


def ends(assessment: Assessment, indicator: str) -> tuple[str, str]:
    """Return the lowest and the highest value of all regions, without their unit."""
    known = pd.Series(_column(assessment, indicator)).dropna()
    return sentences.number_alone(float(known.min())), sentences.number_alone(float(known.max()))


def plain_value(found: float) -> str:
    """Return a value as it stands in a column whose unit is named beside it, or the words for no data."""
    return sentences.number_alone(found) if math.isfinite(found) else t("compare.no_data")
