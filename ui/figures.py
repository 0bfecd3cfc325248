"""From an assessment to the figures of a page: takeaway, chart, spoken text and a table of the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cluster_core.assess.references import median_of_others
from cluster_core.model.assessment import Assessment
from ui import certainty, data, evidence_card, figure_files, sentences, state, subjects, theme, view_state
from ui.charts import coupling as coupling_chart
from ui.charts import dimensions as dimensions_chart
from ui.charts import ranking as ranking_chart
from ui.charts.spec import DATASET, Labels, Row, Rows, packed, spec, with_rows
from ui.subjects import Subject
from ui.text import number, percent, plain, score, t
from ui.widget_keys import Key

Draw = Callable[..., Any]
Lay = Callable[..., list[Row] | Mapping[str, list[Row]]]


@dataclass(frozen=True)
class Figure:
    """One chart with its words. `table` has translated column names; `formats` gives its numbers' patterns.

    A row of the chart says what its mark is about by region, about and about_year (`subjects.of_row`); `listed` says it
    of each row of the table and `across` of the columns that stand for a region: a click on either opens the evidence.
    `origin` says what it rests on where that is real documents and not the scenario's observations.
    """

    id: str
    title: str
    subtitle: str
    chart: dict[str, Any]
    table: Callable[[], pd.DataFrame]
    formats: Mapping[str, str] = field(default_factory=dict)
    listed: Sequence[Subject] = ()
    across: Mapping[str, Subject] = field(default_factory=dict)
    origin: str = ""

    @property
    def alt(self) -> str:
        """What a screen reader says: the takeaway, then what is drawn."""
        return t("figure.alt", title=self.title, subtitle=self.subtitle)


def tokens() -> theme.Tokens:
    """Return the colours of the reader's theme."""
    return theme.THEMES.get(st.context.theme.type or "light", theme.LIGHT)


def show(
    figure: Figure, *, note: str = "", on_select: Callable[[], None] | None = None, edition: str = ""
) -> None:
    """Draw a figure: takeaway, subtitle, chart, and below it the switch to its table.

    A click on a mark opens the evidence behind it. A chart with a selection of its own calls `on_select` instead; a new
    `edition` of it forgets what was selected in the old one.
    """
    with st.container(gap="xsmall"):
        heading(figure.title, figure.subtitle)
        if on_select is None:
            chart(figure.id, figure.chart, figure.alt, edition=edition)
        else:
            key = Key.CHART.of(figure.id + edition)
            spec_ = packed(figure.chart)
            st.vega_lite_chart(
                spec=spec_, theme=None, width="stretch", alt=figure.alt, key=key, on_select=on_select
            )
        if switch(figure.id, note=note, figure=figure):
            table(figure)


def chart(
    chart_id: str, drawn_chart: Mapping[str, Any], alt: str, *, edition: str = "", pack: bool = True
) -> None:
    """Draw a chart whose marks open the evidence of what they are about, where its rows say so.

    Rows that hold shapes cannot be packed.
    """
    clickable = subjects.selectable(drawn_chart)
    times = view_state.times_asked(chart_id)
    key = Key.CHART.of(chart_id + edition + (f"#{times}" if times else ""))
    st.vega_lite_chart(
        spec=(packed if pack else dict)(clickable or drawn_chart),
        theme=None,
        width="stretch",
        alt=alt,
        key=key,
        on_select=subjects.on_mark(chart_id, key) if clickable else "ignore",
    )
    evidence_card.open_asked(chart_id, tokens())


def heading(title: str, subtitle: str = "") -> None:
    """Write a takeaway and, below it, what is drawn: one element, as a live page redraws it at every move."""
    below = f"\n\n:gray[{plain(subtitle)}]" if subtitle else ""
    st.markdown(f"**{plain(title)}**{below}", anchors=False)


def switch(figure_id: str, *, note: str = "", figure: Figure | None = None) -> bool:
    """Draw the line below a figure: a note, the button to its files, and the switch that shows its numbers as a table.

    Return where the switch is. Without a figure there is no button.
    """
    side = "distribute" if note else "right"
    with st.container(horizontal=True, horizontal_alignment=side, vertical_alignment="center"):
        if note:
            st.caption(plain(note), width="content")
        if figure is not None:
            figure_files.button(figure)
        return st.toggle(t("figure.table"), key=Key.TABLE.of(figure_id))


def table(figure: Figure) -> None:
    """Show a figure's numbers as a table."""
    config = {
        column: st.column_config.NumberColumn(format=pattern) for column, pattern in figure.formats.items()
    }
    cells(
        figure.id,
        figure.table(),
        figure.listed,
        figure.across,
        alt=figure.alt,
        column_config=config,
        height="content",
    )


def cells(
    table_id: str,
    rows: pd.DataFrame,
    listed: Sequence[Subject] = (),
    across: Mapping[str, Subject] | None = None,
    **options: Any,
) -> None:
    """Show a table; a click on a cell opens the evidence of what its row, and its column, are about.

    `options` are those of `st.dataframe`; without `listed` nothing can be clicked.
    """
    by = f"table_{table_id}"
    key = Key.CELLS.of(f"{by}#{view_state.times_asked(by)}")
    if listed:
        click = subjects.on_cell(by, key, listed, across or {})
        options |= {"on_select": click, "selection_mode": "single-cell"}
    st.dataframe(rows, hide_index=True, key=key, **options)
    evidence_card.open_asked(by, tokens())


def with_options(draw: Draw, **options: Any) -> Draw:
    """Return a chart's builder with some of its options set."""
    return partial(draw, **options)


def drawn(
    kind: str,
    rows: Rows,
    labels: Labels,
    *,
    lay: Lay,
    draw: Draw,
    fits: tuple[str, ...] | None = None,
) -> dict[str, Any]:
    """Return a chart's specification: built once per words, names and theme, the rows put in anew each time.

    `fits` stands for the names where the labels say all that a specification depends on.
    """
    colours = tokens()
    laid = lay(rows, labels=labels)
    names = fits
    if names is None:
        listed = laid[DATASET] if isinstance(laid, Mapping) else laid
        names = tuple(str(row.get("name")) for row in sorted(listed, key=lambda row: str(row.get("name"))))
    key = (kind, colours.name, state.language(), names, repr(sorted(labels.items())))
    built = data.remember(
        key, lambda: spec(draw(rows, labels=labels, tokens=colours), theme.chart_config(colours))
    )
    return with_rows(built, laid)


# ---- overview


def ranking(assessment: Assessment) -> Figure:
    """Return all regions as dots in the order of their rank."""
    root, focus = assessment.framework.id, sentences.focus_of(assessment)
    scores, ranks, coverage = assessment.scores[root], assessment.ranks[root], assessment.coverage[root]
    sure = certainty.standings(assessment)
    rows = pd.DataFrame(
        [
            {
                "region": unit,
                "name": sentences.region(assessment, unit),
                "score": scores[unit],
                "rank": ranks[unit],
                "score_text": score(scores[unit]),
                "rank_text": str(ranks[unit]) if pd.notna(ranks[unit]) else t("ranking.not_ranked"),
                "coverage_text": percent(coverage[unit]),
                "focus": unit == focus,
                **certainty.fields(sure.get(unit)),
            }
            for unit in assessment.units
        ]
    )
    titles = {
        "score_text": t("column.score"),
        "rank_text": t("column.rank"),
        "certainty_text": t("certainty.title"),
        "coverage_text": t("column.coverage"),
    }
    labels = {
        "rank": t("column.rank"),
        "score": t("column.score"),
        "tooltip": titles,
        **certainty.labels(sure),
    }
    subtitle = t("ranking.subtitle", index=sentences.node_name(assessment, root))
    listed = rows.sort_values(["rank", "region"], na_position="last")
    return Figure(
        "ranking",
        sentences.ranking_takeaway(assessment),
        t("certainty.with_range", subtitle=subtitle) if sure else subtitle,
        drawn("ranking", rows, labels, lay=ranking_chart.ranking_rows, draw=ranking_chart.ranked_dots),
        lambda: pd.DataFrame(
            {
                t("column.rank"): listed["rank"],
                t("column.region"): listed["name"],
                t("column.score"): listed["score"],
                **certainty.columns(assessment, list(listed["region"])),
                t("column.coverage"): [coverage[unit] * 100 for unit in listed["region"]],
            }
        ),
        {t("column.score"): "%.1f", t("column.coverage"): "%.0f%%", **certainty.formats()},
        [Subject(unit) for unit in listed["region"]],
    )


def dimensions(assessment: Assessment) -> Figure | None:
    """Return the focus region's dimensions against the median of the other regions; None without a focus."""
    focus = sentences.focus_of(assessment)
    children = [child for child in assessment.framework.dimensions if child in assessment.scores.columns]
    if focus is None or not children:
        return None
    at = assessment.units.index(focus)
    rows = pd.DataFrame(
        [
            {
                "dimension": child,
                "about": child,
                "name": sentences.node_name(assessment, child),
                "score": assessment.scores.loc[focus, child],
                "median": median_of_others(assessment.scores[child].to_numpy())[at],
                "coverage": assessment.coverage.loc[focus, child],
            }
            for child in children
        ]
    )
    rows["score_text"], rows["median_text"] = rows["score"].map(score), rows["median"].map(score)
    rows["coverage_text"] = rows["coverage"].map(percent)
    others = sentences.regions(assessment.dataset, len(assessment.units) - 1, assessment.scenario.unit)
    place, median = sentences.region(assessment, focus), t("dimensions.median", regions=others)
    labels = {
        "head": t("dimensions.head", place=place),
        "median": median,
        "tooltip": {"score_text": place, "median_text": median, "coverage_text": t("column.coverage")},
    }
    return Figure(
        "dimensions",
        sentences.dimensions_takeaway(assessment, rows),
        t("dimensions.subtitle", place=place, regions=others),
        drawn(
            "dimensions",
            rows,
            labels,
            lay=dimensions_chart.dimension_rows,
            draw=dimensions_chart.dimensions_against_median,
        ),
        lambda: pd.DataFrame(
            {
                t("column.dimension"): rows["name"],
                place: rows["score"],
                median: rows["median"],
                t("column.coverage"): rows["coverage"] * 100,
            }
        ),
        {place: "%.1f", median: "%.1f", t("column.coverage"): "%.0f%%"},
        [Subject(focus, child) for child in children],
    )


def coupling(assessment: Assessment) -> Figure | None:
    """Return every region's balance among the dimensions on the scale of grades; None where it is not defined."""
    tidy, focus = assessment.coupling, sentences.focus_of(assessment)
    if tidy.empty or tidy["D"].isna().all():
        return None
    rows = pd.DataFrame(
        [
            {
                "region": row["region"],
                "name": sentences.region(assessment, row["region"]),
                "d": row["D"],
                "d_text": t("coupling.d", value=number(row["D"], 2)),
                "t_text": number(row["T"], 2),
                "c_text": number(row["C"], 2),
                "grade_text": grade(row["grade"]),
                "type_text": sentences.lag_type(assessment, row["lag_type"]),
                "focus": row["region"] == focus,
            }
            for _, row in tidy.iterrows()
        ]
    )
    titles = {
        "d_text": t("column.balance"),
        "grade_text": t("column.grade"),
        "t_text": t("column.level"),
        "c_text": t("column.c"),
        "type_text": t("column.lag_type"),
    }
    labels = {"low": t("coupling.low"), "high": t("coupling.high"), "tooltip": titles}
    ordered = rows.sort_values("d", ascending=False, na_position="last")
    figures = tidy.set_index("region").loc[ordered["region"]]
    return Figure(
        "coupling",
        sentences.coupling_takeaway(assessment),
        t("coupling.subtitle", dimensions=sentences.dimensions(assessment.framework)),
        drawn("coupling", rows, labels, lay=coupling_chart.grade_rows, draw=coupling_chart.grade_scale),
        lambda: pd.DataFrame(
            {
                t("column.region"): ordered["name"].to_numpy(),
                t("column.c"): figures["C"].to_numpy(),
                t("column.level"): figures["T"].to_numpy(),
                t("column.balance"): figures["D"].to_numpy(),
                t("column.grade"): ordered["grade_text"].to_numpy(),
                t("column.lag_type"): ordered["type_text"].to_numpy(),
            }
        ),
        {t("column.c"): "%.3f", t("column.level"): "%.3f", t("column.balance"): "%.3f"},
        [Subject(unit) for unit in ordered["region"]],
    )


def grade(value: Any) -> str:
    """Return the word for one of the ten grades of coordination."""
    return t(f"grade.{int(value)}") if pd.notna(value) else "–"
