"""The ladder on the page: what the next rung still wants, and what the documents print."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.model.ladder import Ladder, Standing
from ui import cluster_words, figures, ladder_figures, sentences, type_controls
from ui.text import name, plain, series, t


def gaps(assessment: Assessment, outcome: Standing, row: int) -> None:
    """Draw the unmet gates of the next rung as a table, then those without data and their usual source."""
    rung = ladder_figures.looked_at(outcome, row)
    table = ladder_figures.gaps(assessment, outcome, row)
    missing = outcome.not_assessable(row, rung.id)
    key = "ladder.gaps" if len(table) else "ladder.gaps_unknown" if missing else "ladder.gaps_none"
    figures.heading(
        t(key, rung=name(rung.name), count=len(table)), t("ladder.gaps_drawn") if len(table) else ""
    )
    if len(table):
        _table(table)
    if missing:
        lines = [
            f"- {type_controls.wanted(assessment, gate.indicator, ladder_figures.wanted(assessment, gate))}"
            for gate in missing
        ]
        st.markdown(f"{plain(t('ladder.missing'))}\n\n" + "\n".join(lines))
    _skipped(assessment, outcome, row)
    st.caption(plain(name(outcome.ladder.origin)))


def _skipped(assessment: Assessment, outcome: Standing, row: int) -> None:
    names = {rung.id: name(rung.name) for rung in outcome.ladder.rungs}
    for unit, rung, lower in outcome.skipped:
        if unit == outcome.units[row]:
            place = sentences.region(assessment, unit)
            st.caption(plain(t("ladder.skipped", place=place, rung=names[rung], lower=names[lower])))


def documents(assessment: Assessment, ladder: Ladder) -> None:
    """Draw the graded list and the dated counts of the documents; nothing where they speak of other regions."""
    if not ladder_figures.concerns(assessment, ladder):
        return
    tiers, counts = st.columns(2, gap="large")
    with tiers:
        sizes = [str(one.count) for one in ladder.tiers]
        unknown = sum(one.unknown for one in ladder.tiers)
        figures.heading(t("ladder.tiers", sizes="-".join(sizes), unknown=unknown), t("ladder.tiers_drawn"))
        _table(ladder_figures.tiers(ladder))
        if note := name(ladder.note):
            st.caption(plain(note))
    with counts:
        named = series(
            t("ladder.named", rung=rung, number=number) for rung, number in ladder_figures.named(ladder)
        )
        figures.heading(t("ladder.counts"), t("ladder.counts_drawn", named=named))
        _table(ladder_figures.counts(ladder))
        cluster_words.footnotes(assessment.dataset.nation.footnotes_in("counts"))


def _table(table: pd.DataFrame) -> None:
    """Draw a table of words whose cells are text of the data."""
    shown = table.map(lambda cell: plain(str(cell))).rename(columns=plain)
    st.table(shown.set_index(shown.columns[0]))
