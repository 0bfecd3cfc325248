"""The first step of an import: a file or pasted cells, and templates to fill in."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cluster_core.intake.templates import ratings_template, template
from cluster_core.model.dataset import Dataset
from cluster_core.report.csv_file import render_csv
from cluster_core.report.table import Table, file_name
from cluster_core.report.xlsx_file import render_xlsx
from ui import importing, state, tray_file
from ui.importing_tables import LARGEST, PASTED
from ui.text import plain, t
from ui.widget_keys import Key

VALUES, RATINGS = "values", "ratings"
_ACCEPT = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods"
_FILES = (
    ("xlsx", render_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", render_csv, "text/csv"),
)


def draw(dataset: Dataset) -> None:
    """Draw the ways in: a file, the clipboard, a template."""
    left, right = st.columns(2, gap="large")
    with left:
        kinds = {VALUES: t("importing.kind_values"), RATINGS: t("importing.kind_ratings")}
        if len(_shapes(dataset)) == 2:
            del kinds[RATINGS]
        chosen = st.segmented_control(
            t("importing.kind"),
            list(kinds),
            format_func=kinds.__getitem__,
            default=VALUES,
            required=True,
            key=Key.IMPORT_KIND,
        )
        if chosen == RATINGS:
            st.caption(plain(t("importing.kind_ratings_note")))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            file = tray_file.picker(t("importing.choose_file"), LARGEST, key=Key.IMPORT_FILE, accept=_ACCEPT)
            _templates(dataset)
        st.caption(plain(t("importing.choose_note", size=LARGEST >> 20)))
    with right:
        st.text_area(
            t("importing.paste"),
            height=116,
            max_chars=PASTED,
            key=Key.IMPORT_PASTE,
            placeholder=t("importing.paste_example"),
        )
        st.button(t("importing.read_pasted"), key=Key.IMPORT_READ, on_click=_read_pasted)
    if file is not None:
        importing.begin(file.raw, file.name, ratings=chosen == RATINGS)
        st.rerun()


def _read_pasted() -> None:
    text = str(state.widget(Key.IMPORT_PASTE) or "")
    ratings = state.widget(Key.IMPORT_KIND) == RATINGS
    importing.begin(text.encode(errors="replace"), f"{t('importing.pasted')}.csv", ratings=ratings)


def _shapes(dataset: Dataset) -> tuple[str, ...]:
    """Return the kinds of templates: ratings only where the data set has indicators that experts rate."""
    rated = any(one.kind == "expert" and not one.derived for one in dataset.indicators.values())
    return ("wide", "long", RATINGS) if rated else ("wide", "long")


def blank(dataset: Dataset, shape: str, year: int) -> Table:
    """Return an empty table of a shape for a data set's regions and indicators."""
    if shape == RATINGS:
        return ratings_template(dataset, year)
    return template(dataset, year, "long" if shape == "long" else "wide")


def _templates(dataset: Dataset) -> None:
    year = state.scenario().year
    with st.popover(t("importing.templates"), key=Key.IMPORT_TEMPLATES, icon=":material/download:"):
        st.caption(plain(t("importing.templates_note")))
        for shape in _shapes(dataset):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(t(f"importing.template_{shape}"), width=180)
                for suffix, render, mime in _FILES:
                    made = blank(dataset, shape, year)
                    st.download_button(
                        suffix.upper(),
                        partial(render, made),
                        file_name(f"template-{shape}", made.provenance, suffix),
                        mime,
                        key=Key.DOWNLOAD.of(f"{shape}-{suffix}"),
                        on_click="ignore",
                    )
