"""What a result rests on: which indicators have data, of which year and quality, and which are stand-ins."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import Indicator
from ui import data, method_words
from ui.text import join, name, percent, series, t

_SOURCES_NAMED = 1


@dataclass(frozen=True)
class Evidence:
    """Counts over the framework's indicators. A year or a grade counts indicators, not values."""

    total: int
    with_data: int
    years: dict[int, int]
    grades: dict[str, int]
    proxies: int
    ratings_missing: int
    sources: tuple[str, ...]


def of(assessment: Assessment) -> Evidence:
    """Return the evidence of an assessment's framework; weights do not change it."""
    key = ("evidence", assessment.dataset.fingerprint, assessment.scenario.without_weights().encode())
    return data.remember(key, lambda: _of(assessment))


def _of(assessment: Assessment) -> Evidence:
    dataset, prepared = assessment.dataset, assessment.prepared
    known = [dataset.indicators[one] for one in assessment.framework.indicators if one in dataset.indicators]
    filled = [one for one in known if one.id in prepared.vintages and prepared.vintages[one.id].present]
    used = _observations(assessment, filled)
    return Evidence(
        total=len(assessment.framework.indicators),
        with_data=len(filled),
        years=dict(
            sorted(Counter(prepared.vintages[one.id].year or 0 for one in filled).items(), reverse=True)
        ),
        grades=_grades(used, filled),
        proxies=sum(one.proxy for one in filled),
        ratings_missing=sum(one.kind == "expert" for one in known if one not in filled),
        sources=tuple(used["source"].value_counts().index),
    )


def _observations(assessment: Assessment, indicators: list[Indicator]) -> pd.DataFrame:
    """Return the observations of the years in use, with the indicator that they serve."""
    tidy = assessment.dataset.tidy(assessment.scenario.unit)
    wanted = []
    for one in indicators:
        vintage = assessment.prepared.vintages[one.id]
        wanted.append((one.numerator or one.id, vintage.year, one.id))
        if one.denominator:
            wanted.append((one.denominator, vintage.denominator_year or vintage.year, one.id))
    keys = pd.DataFrame(wanted, columns=["indicator", "year", "serves"])
    return tidy[tidy["unit"].isin(assessment.units)].merge(keys, on=["indicator", "year"])


def _grades(used: pd.DataFrame, indicators: list[Indicator]) -> dict[str, int]:
    """Return how many indicators rest on each grade at worst."""
    worst = used[used["quality"].isin(["A", "B", "C"])].groupby("serves")["quality"].max()
    counted = Counter(str(worst[one.id]) for one in indicators if one.id in worst.index)
    return dict(sorted(counted.items()))


def coverage_line(evidence: Evidence) -> str:
    """Return how complete and how old the data are."""
    years = series(t("evidence.of_year", year=year, count=count) for year, count in evidence.years.items())
    if not evidence.with_data:
        return t("evidence.coverage_none", total=evidence.total)
    line = t(
        "evidence.coverage",
        filled=evidence.with_data,
        total=evidence.total,
        share=percent(evidence.with_data / evidence.total if evidence.total else 0),
        years=years,
    )
    if evidence.ratings_missing:
        line += t("evidence.ratings_missing", count=evidence.ratings_missing)
    return line


def quality_line(evidence: Evidence) -> str:
    """Return how good the data are, and that the result rests partly on proxies."""
    grades = series(t(f"quality.{grade}", count=count) for grade, count in evidence.grades.items())
    line = t("evidence.quality", grades=grades) if grades else ""
    return line + (
        t("evidence.proxies", count=evidence.proxies, total=evidence.with_data) if evidence.proxies else ""
    )


def source_line(assessment: Assessment, evidence: Evidence) -> str:
    """Return the sources most used, the years, the coverage and the method."""
    years = [year for year in evidence.years if year]
    span = (
        f"{min(years)}–{max(years)}" if years and min(years) != max(years) else "".join(map(str, years[:1]))
    )
    if not evidence.with_data:
        return t("footer.nothing", total=evidence.total)
    return t(
        "footer.source",
        sources=_named_sources(assessment.dataset, evidence.sources),
        years=span,
        method=method_words.short(assessment.scenario),
        filled=evidence.with_data,
        total=evidence.total,
    ) + (t("footer.imputed", count=filled) if (filled := imputed(assessment)) else "")


def imputed(assessment: Assessment) -> int:
    """Return how many values of the framework's indicators are estimates that fill a gap."""
    prepared = assessment.prepared
    columns = [prepared.at[one] for one in assessment.framework.indicators if one in prepared.at]
    return int(prepared.filled[:, columns].sum())


def _named_sources(dataset: Dataset, sources: tuple[str, ...]) -> str:
    named = [name(dataset.sources[one].title) for one in sources if one in dataset.sources]
    if len(named) <= _SOURCES_NAMED:
        return join(named) if named else t("footer.no_source")
    return t("footer.sources_more", names=join(named[:_SOURCES_NAMED]), count=len(named))
