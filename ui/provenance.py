"""Where the numbers come from, what limits them, and what the words mean."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import evidence, figures, method_words, notice_words, sentences
from ui.text import join, name, number, percent, plain, t

TERMS = (
    *("region", "indicator", "dimension", "framework", "level", "direction", "denominator", "coverage"),
    *("goalposts", "normalise", "weight", "aggregate", "score", "rank", "benchmark", "target", "gap"),
    *("shortcoming", "coupling", "coordination", "balance", "draw", "acceptability"),
)
GRADES = ("A", "B", "C")


def sources(assessment: Assessment) -> None:
    """Draw every source with the number of its values by quality; the card of evidence links the addresses."""
    rows = source_table(assessment)
    title = t("sources.title", count=len(rows), values=int(rows[t("sources.column_values")].sum()))
    figures.heading(title, t("sources.drawn"))
    config = {
        t("sources.column_title"): st.column_config.TextColumn(width=330),
        t("sources.column_issuer"): st.column_config.TextColumn(width=150),
        t("sources.column_address"): st.column_config.TextColumn(width=240),
    }
    st.dataframe(rows, hide_index=True, height=320, column_config=config, alt=title)


def source_table(assessment: Assessment) -> pd.DataFrame:
    """Return the sources of the bundle, the most used first."""
    tidy = assessment.dataset.tidy(assessment.scenario.unit)
    used = pd.crosstab(tidy["source"], tidy["quality"])
    rows = []
    for source in assessment.dataset.sources.values():
        counts = used.loc[source.id] if source.id in used.index else pd.Series(dtype=int)
        rows.append(
            {
                t("sources.column_title"): name(source.title),
                t("sources.column_issuer"): name(source.issuer),
                t("sources.column_year"): source.year,
                t("sources.column_values"): int(counts.sum()),
                **{t(f"sources.grade_{grade}"): int(counts.get(grade, 0)) for grade in GRADES},
                t("sources.column_address"): source.address,
                t("sources.column_accessed"): source.accessed,
                t("sources.column_licence"): source.licence,
            }
        )
    rows.sort(key=lambda row: -row[t("sources.column_values")])
    columns = list(rows[0]) if rows else [t("sources.column_title"), t("sources.column_values")]
    return pd.DataFrame(rows, columns=columns)


def limits(assessment: Assessment) -> None:
    """Draw what the numbers cannot tell, counted from the data in use."""
    st.markdown(f"**{plain(t('limits.title'))}**")
    st.markdown("\n".join(f"- {plain(line)}" for line in limit_lines(assessment)))


def limit_lines(assessment: Assessment) -> list[str]:
    """Return the limits as sentences."""
    facts = evidence.of(assessment)
    units = sentences.regions(assessment.dataset, len(assessment.units), assessment.scenario.unit)
    mixed = [
        sentences.node_name(assessment, one)
        for one in assessment.framework.indicators
        if one in assessment.prepared.vintages and assessment.prepared.vintages[one].mixed_years
    ]
    years = [year for year in facts.years if year]
    lines = [
        t("limits.few", regions=units),
        t("limits.relative", regions=units),
        _coverage(assessment, facts),
        t("limits.proxies", count=facts.proxies, total=facts.with_data),
        t("limits.thresholds"),
    ]
    if len(years) > 1:
        lines.append(t("limits.years", first=min(years), last=max(years)))
    if mixed:
        lines.append(t("limits.mixed", names=join(mixed)))
    if facts.ratings_missing:
        lines.append(t("limits.ratings", count=facts.ratings_missing))
    return lines + notice_words.lines(assessment)


def _coverage(assessment: Assessment, facts: evidence.Evidence) -> str:
    """Return how many indicators have data, and that the rest is missing or an estimate."""
    counts = {"filled": facts.with_data, "total": facts.total}
    if estimated := evidence.imputed(assessment):
        return t("limits.coverage_estimated", **counts, count=estimated)
    return t("limits.coverage", **counts)


def methods(assessment: Assessment) -> None:
    """Draw the methods in force, in the order in which they are applied, in two columns."""
    st.markdown(f"**{plain(t('methods.title'))}**")
    lines = [f"{place}. {plain(line)}" for place, line in enumerate(method_words.lines(assessment), 1)]
    half = (len(lines) + 1) // 2
    for column, part in zip(st.columns(2, gap="large"), (lines[:half], lines[half:]), strict=True):
        column.markdown("\n".join(part))


def formulas(assessment: Assessment) -> None:
    """Draw the other rules in plain words, with the focus region's own numbers where there are any."""
    st.markdown(f"**{plain(t('rules.title'))}**")
    coverage = percent(assessment.scenario.min_coverage)
    lines = [t("rules.coverage", least=coverage), t("rules.rank"), _coupling(assessment)]
    lines += [t("rules.shortcoming"), t("rules.stave"), t("rules.priority")]
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _coupling(assessment: Assessment) -> str:
    row = sentences.coupling_of(assessment)
    line = t("rules.coupling")
    if row is None or not math.isfinite(row["D"]):
        return line
    numbers = {letter: number(row[letter.upper()], 2) for letter in "ctd"}
    return line + t("rules.coupling_live", **numbers)


def glossary() -> None:
    """Draw the terms, each in both languages, in two columns."""
    st.markdown(f"**{plain(t('glossary.title'))}**")
    half = (len(TERMS) + 1) // 2
    for column, terms in zip(st.columns(2, gap="large"), (TERMS[:half], TERMS[half:]), strict=True):
        lines = [
            f"- **{plain(t(f'glossary.term_{term}'))}** {plain(t(f'glossary.is_{term}'))}" for term in terms
        ]
        column.markdown("\n".join(lines))
