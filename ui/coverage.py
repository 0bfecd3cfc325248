"""What the data hold of all that an index needs: the sentence and the matrix of the Data page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cluster_core.assess.availability import MISSING, OTHER, VINTAGE, availability
from cluster_core.model.assessment import Assessment
from cluster_core.report.table_words import word
from ui import data, evidence, figures, sentences, state
from ui.charts import coverage as coverage_chart
from ui.figures import Figure, drawn
from ui.subjects import Subject, of_indicator
from ui.text import join, name, number, percent, plain, series, t

_NAMED, _MANY = 3, 6  # more equal gaps than these say nothing by their names


def of(assessment: Assessment) -> pd.DataFrame:
    """Return the state of every value that the framework needs; weights do not change it."""
    key = ("coverage", assessment.dataset.fingerprint, assessment.scenario.without_weights().encode())
    return data.remember(key, lambda: availability(assessment))


def headline(assessment: Assessment) -> str:
    """Return how many of the values that the index needs there are."""
    cells = of(assessment)
    counts = {one: int((cells["state"] == one).sum()) for one in (VINTAGE, OTHER, MISSING)}
    facts = {
        "index": sentences.node_name(assessment, assessment.framework.id),
        "present": number(counts[VINTAGE], 0),
        "total": number(len(cells), 0),
        "share": percent(counts[VINTAGE] / len(cells) if len(cells) else 0),
    }
    if counts[VINTAGE] == len(cells):
        return t("coverage.headline_full", index=facts["index"], total=facts["total"])
    gaps = [
        t(f"coverage.gap_{one}", count=counts[one], n=number(counts[one], 0))
        for one in (OTHER, MISSING)
        if counts[one]
    ]
    return t("coverage.headline", **facts, gaps=series(gaps))


def takeaway(assessment: Assessment) -> str:
    """Return how many indicators have gaps, and which have the most."""
    cells = of(assessment)
    gaps = cells[cells["state"] != VINTAGE]["indicator"].value_counts()
    if gaps.empty:
        return t("coverage.title_full")
    worst = gaps[gaps == gaps.max()]
    if len(worst) > _MANY:
        return t("coverage.title_many", count=len(gaps), total=len(assessment.framework.indicators))
    named = worst.index[:1] if len(worst) > _NAMED else worst.index
    names = join(sentences.node_name(assessment, one) for one in named)
    if len(worst) > _NAMED:
        names = t("coverage.and_others", names=names, count=len(worst) - 1)
    return t("coverage.title", count=len(gaps), total=len(assessment.framework.indicators), names=names)


def matrix(assessment: Assessment) -> Figure:
    """Return the matrix of indicators and regions with the year of each value."""
    cells, focus = of(assessment), sentences.focus_of(assessment)
    rows = pd.DataFrame(
        [
            {
                "indicator": cell.indicator,
                "indicator_name": sentences.node_name(assessment, cell.indicator),
                "region": cell.unit,
                "about": of_indicator(cell.indicator),
                "region_name": sentences.region(assessment, cell.unit),
                "state": cell.state,
                "year_text": str(cell.year) if pd.notna(cell.year) else "",
                "state_text": state_text(cell.state, cell.year),
                "focus": cell.unit == focus,
            }
            for cell in cells.itertuples()
        ]
    )
    rows["name"] = rows["region_name"] + " · " + rows["indicator_name"]
    labels = {"tooltip": {"state_text": t("coverage.state")}}
    return Figure(
        "coverage",
        takeaway(assessment),
        t("coverage.subtitle"),
        drawn(
            "coverage",
            rows,
            labels,
            lay=coverage_chart.coverage_rows,
            draw=coverage_chart.coverage_matrix,
        ),
        lambda: _twin(rows),
        listed=[Subject(about=of_indicator(one)) for one in rows["indicator"].unique()],
        across={heading: Subject(region) for region, heading in _headings(rows).items()},
    )


def state_text(cell_state: str, year: object) -> str:
    """Return the state of one value in words."""
    return t(f"coverage.state_{cell_state}", year=year)


def _twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the matrix as a table; two regions of one name stay two columns."""
    columns: dict[str, list[str]] = {
        word("indicator", state.language()): list(rows["indicator_name"][~rows["indicator"].duplicated()])
    }
    headings = _headings(rows)
    for region, part in rows.groupby("region", sort=False):
        columns[headings[str(region)]] = list(part["state_text"])
    return pd.DataFrame(columns)


def _headings(rows: pd.DataFrame) -> dict[str, str]:
    """Return the heading of every region; the second of one name gets its id as well."""
    found: dict[str, str] = {}
    for region, heading in rows.drop_duplicates("region")[["region", "region_name"]].itertuples(index=False):
        found[region] = f"{heading} ({region})" if heading in found.values() else heading
    return found


# ---- what is lacking


def missing(assessment: Assessment) -> list[str]:
    """Return the framework's indicators without any value for the year, in the order of the tree."""
    vintages = assessment.prepared.vintages
    return [one for one in assessment.framework.indicators if one in vintages and not vintages[one].present]


def lacking(assessment: Assessment) -> str:
    """Return in a sentence why nobody has a score and what is missing; empty where somebody has one."""
    if (assessment.scored.ranks[:, 0] > 0).any():
        return ""
    facts, without = evidence.of(assessment), missing(assessment)
    line = t(
        "lacking.score",
        index=sentences.node_name(assessment, assessment.framework.id),
        filled=facts.with_data,
        total=facts.total,
        least=percent(assessment.scenario.min_coverage),
    )
    if not without:
        return line
    names = join(sentences.node_name(assessment, one) for one in without[:_NAMED])
    if len(without) > _NAMED:
        names = t("coverage.and_others", names=names, count=len(without) - _NAMED)
    return line + t("lacking.names", names=names)


def needed(assessment: Assessment) -> None:
    """List the indicators without data and where such figures usually come from."""
    lines = needed_lines(assessment)
    if not lines:
        return
    figures.heading(t("lacking.list", count=len(lines)), t("lacking.list_drawn"))
    half = (len(lines) + 1) // 2
    for column, part in zip(st.columns(2, gap="large"), (lines[:half], lines[half:]), strict=True):
        column.markdown("\n".join(part))
    st.divider()


def needed_lines(assessment: Assessment) -> list[str]:
    """Return every indicator without data with its usual official source, as lines of a list."""
    known = [assessment.dataset.indicators[one] for one in missing(assessment)]
    return [
        f"- {plain(name(one.name))}"
        + (f" :gray[{plain(source)}]" if (source := name(one.typical_source)) else "")
        for one in known
    ]
