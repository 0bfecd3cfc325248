"""The last step of an import: every fault by cell, what would change, and the decision."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cluster_core.intake.jobs import SHOWN_CHANGES, Prepared
from cluster_core.model.dataset import Dataset
from cluster_core.report.csv_file import render_csv
from cluster_core.report.table import Provenance, Table, file_name
from cluster_core.report.xlsx_file import render_xlsx
from ui import importing, importing_words, state
from ui.importing_state import Work
from ui.text import isolated, number, plain, t
from ui.widget_keys import Key

_CHANGES = ("new", "changed", "lost")
_FILES = (
    ("xlsx", render_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", render_csv, "text/csv"),
)
_HEIGHT, _COUNT_WIDTH = 292, 72


def draw(prepared: Prepared, dataset: Dataset) -> bool:
    """Draw the report and the difference; tell whether the values may be taken over."""
    _verdict(prepared)
    if prepared.findings:
        _report(prepared, dataset)
    if prepared.faults:
        return False
    _difference(prepared, dataset)
    lost = prepared.counts.get("lost", 0)
    allowed = not lost or st.checkbox(t("importing.allow_loss", count=lost), key=Key.IMPORT_LOSS)
    return allowed and bool(prepared.draft)


def _verdict(prepared: Prepared) -> None:
    if prepared.faults:
        st.warning(t("importing.faults", count=prepared.faults))
    elif not prepared.draft:
        st.info(t("importing.nothing_new"))
    else:
        st.info(plain(t("importing.sound", counts=importing_words.counts(prepared.counts))))


# ---- the report


def _report(prepared: Prepared, dataset: Dataset) -> None:
    table = importing_words.findings_table(prepared.findings, dataset)
    all_ = sum(prepared.finding_counts.values())
    with st.expander(
        plain(t("importing.report", counts=importing_words.counted(prepared.finding_counts))),
        expanded=prepared.faults > 0,
        key=Key.IMPORT_FINDINGS,
    ):
        if all_ > len(table):
            st.caption(t("importing.report_first", shown=number(len(table), 0), total=number(all_, 0)))
        st.dataframe(
            table,
            hide_index=True,
            row_height=32,
            height=min(_HEIGHT, 36 + 32 * len(table)),
            column_config={
                t("importing.column_severity"): st.column_config.TextColumn(width=60),
                t("importing.column_cell"): st.column_config.TextColumn(width=60),
                t("importing.column_found"): st.column_config.TextColumn(width=150),
                t("importing.column_told"): st.column_config.TextColumn(width=760),
            },
            alt=t("importing.report_alt", count=len(table)),
        )
        with st.container(horizontal=True, gap="small"):
            for suffix, render, mime in _FILES:
                made = Table(table, _provenance(dataset))
                st.download_button(
                    t(f"importing.report_{suffix}"),
                    partial(render, made),
                    file_name("import-report", made.provenance, suffix),
                    mime,
                    key=Key.IMPORT_FINDINGS.of(suffix),
                    on_click="ignore",
                    icon=":material/download:",
                )


def _provenance(dataset: Dataset) -> Provenance:
    scenario = state.scenario()
    return Provenance(
        scenario.encode(), dataset.id, dataset.name, dataset.version, scenario.year, dataset.synthetic
    )


# ---- the difference


def _difference(prepared: Prepared, dataset: Dataset) -> None:
    with st.container(horizontal=True, gap="large"):
        for kind in ("new", "changed", "unchanged", "lost"):
            st.metric(
                t(f"importing.kind_{kind}"), number(prepared.counts.get(kind, 0), 0), width=_COUNT_WIDTH
            )
    kinds = {kind: t(f"importing.kind_{kind}") for kind in _CHANGES if prepared.counts.get(kind)}
    if not kinds:
        return
    chosen = "changed" if "changed" in kinds else next(iter(kinds))
    if len(kinds) > 1:
        picked = st.segmented_control(
            t("importing.show_changes"),
            list(kinds),
            format_func=kinds.__getitem__,
            default=chosen,
            required=True,
            key=Key.IMPORT_CHANGES,
        )
        chosen = str(picked) if picked in kinds else chosen
    found = getattr(prepared, chosen)
    if prepared.counts[chosen] > len(found):
        st.caption(t("importing.first_changes", count=SHOWN_CHANGES))
    table = importing_words.changes_table(found, dataset)
    empty = [column for column in table if table[column].isin(["", "–"]).all()]
    st.dataframe(
        table.drop(columns=empty),
        hide_index=True,
        row_height=32,
        height=min(_HEIGHT, 36 + 32 * len(table)),
        alt=t("importing.changes_alt", kind=kinds[chosen], count=len(table)),
    )


def take_over(prepared: Prepared, allowed: bool) -> None:
    """Draw the button that makes a prepared import the data in use."""
    if prepared.faults or not prepared.draft:
        return
    label = t("importing.commit", count=sum(prepared.counts.get(one, 0) for one in ("new", "changed")))
    if st.button(label, type="primary", disabled=not allowed, key=Key.IMPORT_STEP.of("commit")):
        with st.spinner(t("importing.committing")):
            importing.commit(prepared, allow_loss=bool(prepared.counts.get("lost")))
        st.rerun()


def done(work: Work) -> None:
    """Say what was changed last, and offer the way back."""
    if work.done is None:
        return
    if work.done.undone:
        st.info(t("importing.undone"))
        return
    said = t("importing.done", file=isolated(work.done.file), counts=importing_words.counts(work.done.counts))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.info(plain(said), width="stretch")
        if st.button(t("importing.undo"), key=Key.IMPORT_UNDO.of("last"), icon=":material/undo:"):
            with st.spinner(t("importing.undoing")):
                importing.undo(work.bundle)
            st.rerun()


def problem(work: Work) -> None:
    """Say what went wrong last; the core's own words, which name the place, stand below."""
    if work.problem is not None:
        st.warning(importing_words.refused(work.problem))
        with st.expander(t("importing.details")):
            st.code(isolated(work.problem.words), language=None, wrap_lines=True)
