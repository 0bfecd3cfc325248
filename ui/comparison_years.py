"""The years on the Compare page: the trend of the regions' scores, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from cluster_core.assess.trend import COMPARABLE, definition_breaks, score_by_year
from cluster_core.model.assessment import Assessment
from ui import comparison_words, data, sentences
from ui.charts import trend as trend_chart
from ui.charts.compared import FEW, names_width
from ui.comparison_figures import column_names
from ui.comparison_levels import EQUAL
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import join, percent, score, series, t


def trend(assessment: Assessment, regions: Sequence[str]) -> Figure | None:
    """Return the regions' scores over the years; None where fewer than two years can be compared."""
    tidy = _of(assessment, regions)
    years = scored_years(tidy)
    if len(years) < 2 or assessment.scenario.normalise not in COMPARABLE:
        return None
    first, last = years[0], years[-1]
    places = column_names(assessment, regions)
    shown = tidy[tidy["year"].between(first, last)]
    breaks = _breaks(assessment, first, last)
    rows = pd.DataFrame(
        [
            {
                "region": row["region"],
                "name": places[row["region"]],
                "mark": str(regions.index(row["region"]) + 1),
                "year": int(row["year"]),
                "about_year": int(row["year"]),
                "score": row["score"],
                "score_text": score(row["score"]),
                "coverage_text": percent(row["coverage"]),
                "broken_text": t("compare.break") if row["year"] in breaks else "",
                "fresh_text": t("compare.fresh", fresh=row["fresh"], filled=row["filled"]),
            }
            for _, row in shown.iterrows()
        ]
    )
    labels = {
        "years": (first, last),
        "names": names_width([f"{place} {score(100)}" for place in places.values()]),
        "tooltip": {
            "year_text": t("compare.column_year"),
            "score_text": t("column.score"),
            "coverage_text": t("column.coverage"),
            "fresh_text": t("compare.column_fresh"),
        },
    }
    table = shown.pivot_table(index="year", columns="region", values="score", dropna=False)
    by_year = shown.drop_duplicates("year").set_index("year")
    return Figure(
        "trend",
        takeaway(assessment, regions, tidy),
        t("compare.trend_subtitle", index=sentences.node_name(assessment, assessment.framework.id)),
        drawn("trend", rows, labels, lay=trend_chart.trend_rows, draw=trend_chart.trend_lines, fits=()),
        lambda: pd.DataFrame(
            {
                t("compare.column_year"): [str(year) for year in table.index],
                **{places[unit]: table[unit].to_numpy() for unit in regions},
                t("compare.column_fresh"): [
                    t("compare.fresh", fresh=by_year.loc[year, "fresh"], filled=by_year.loc[year, "filled"])
                    for year in table.index
                ],
            }
        ),
        dict.fromkeys(places.values(), "%.1f"),
        [Subject(year=int(year)) for year in table.index],
        {places[unit]: Subject(unit) for unit in regions},
    )


def _of(assessment: Assessment, regions: Sequence[str]) -> pd.DataFrame:
    """Return the regions' scores by year, every calendar year once: worked out once per data and weights."""
    dataset, scenario = assessment.dataset, assessment.scenario
    asked = replace(scenario, year=1, pool="all", rules="")
    key = ("trend", dataset.id, dataset.fingerprint, asked.encode())
    tidy: pd.DataFrame = data.remember(key, lambda: score_by_year(dataset, scenario))
    return tidy[tidy["region"].isin(regions)]


def scored_years(tidy: pd.DataFrame) -> list[int]:
    """Return the years in which any of the regions has a score."""
    return sorted({int(year) for year in tidy.loc[tidy["score"].notna(), "year"]})


def _breaks(assessment: Assessment, first: int, last: int) -> dict[int, tuple[str, ...]]:
    """Return the changes of definition between two years, of the indicators that have data."""
    vintages = assessment.prepared.vintages
    used = [
        one
        for one in assessment.framework.indicators
        if one in assessment.dataset.indicators and vintages[one].present
    ]
    breaks = definition_breaks(assessment.dataset, used)
    return {year: names for year, names in breaks.items() if first < year <= last}


def takeaway(assessment: Assessment, regions: Sequence[str], tidy: pd.DataFrame) -> str:
    """Return by how much each region's score changed between its first and its last year; of many only the extremes.

    Parameters
    ----------
    assessment
    regions : ids, the first compared first
    tidy : frame
        What `score_by_year` gives; at least two years have a score of one of the regions.
    """
    places = column_names(assessment, regions)
    spans = {unit: span for unit in regions if (span := _span(tidy, unit)) is not None}
    years = scored_years(tidy)
    first, last = years[0], years[-1]
    whole = {unit: change for unit, (start, end, change) in spans.items() if (start, end) == (first, last)}
    parts = {unit: _part(places[unit], span, (first, last)) for unit, span in spans.items()}
    if len(regions) <= FEW or len(whole) < 2:
        return t("compare.trend_title", first=first, last=last, parts=series(list(parts.values())[:FEW]))
    most, least = max(whole, key=whole.__getitem__), min(whole, key=whole.__getitem__)
    if whole[most] - whole[least] < EQUAL:
        return t("compare.trend_alike", first=first, last=last, change=comparison_words.signed(whole[most]))
    said = t(
        "compare.trend_most",
        first=first,
        last=last,
        most=places[most],
        most_change=comparison_words.signed(whole[most]),
        least=places[least],
        least_change=comparison_words.signed(whole[least]),
    )
    own = regions[0]
    if own in (most, least) or own not in parts:
        return said
    return t("compare.trend_most_and", said=said, part=parts[own])


def _span(tidy: pd.DataFrame, unit: str) -> tuple[int, int, float] | None:
    """Return a region's first and last year with a score and the change between them; None with fewer than two."""
    own = tidy[(tidy["region"] == unit) & tidy["score"].notna()].sort_values("year")
    if len(own) < 2:
        return None
    years, scores = own["year"].to_numpy(), own["score"].to_numpy()
    return int(years[0]), int(years[-1]), float(scores[-1] - scores[0])


def _part(place: str, span: tuple[int, int, float], whole: tuple[int, int]) -> str:
    """Return one region's change, with its years where they are not those of all."""
    first, last, change = span
    facts = {"place": place, "change": comparison_words.signed(change)}
    if (first, last) == whole:
        return t("compare.trend_part", **facts)
    return t("compare.trend_span", first=first, last=last, **facts)


def note(assessment: Assessment, regions: Sequence[str]) -> str:
    """Return which definitions change and which years have no point."""
    tidy = _of(assessment, regions)
    years = scored_years(tidy)
    said = [
        t(
            "compare.break_note",
            year=year,
            names=join(sentences.node_name(assessment, one) for one in names),
        )
        for year, names in _breaks(assessment, years[0], years[-1]).items()
    ]
    counts = tidy.drop_duplicates("year").set_index("year").loc[years, "filled"]
    if len(set(counts)) > 1:
        by_year = series(t("compare.filled", year=year, count=int(counts[year])) for year in years)
        said.append(t("compare.filled_differs", by_year=by_year))
    left_out = [int(year) for year in dict.fromkeys(tidy["year"]) if year not in years]
    if left_out:
        said.append(t("compare.years_left_out", years=comparison_words.year_list(left_out)))
    return t("compare.note_stop").join(said)


def why_not(assessment: Assessment, regions: Sequence[str]) -> str:
    """Return why there is no trend to draw."""
    if assessment.scenario.normalise not in COMPARABLE:
        return t("compare.trend_relative")
    years = scored_years(_of(assessment, regions))
    least = percent(assessment.scenario.min_coverage)
    if not years:
        return t("compare.trend_no_year", least=least)
    return t("compare.trend_one_year", year=years[0], least=least)
