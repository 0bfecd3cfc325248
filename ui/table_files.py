"""How the table of the Data page is taken away: files, cells to copy, and the command line that makes the same file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from cluster_core.report.clipboard import tab_separated
from cluster_core.report.holdings import Holdings
from cluster_core.report.table_files import RENDERERS, file_of, written
from cluster_core.report.table_request import LONG, Request, recipe
from ui import failures
from ui.text import plain, t
from ui.widget_keys import Key

COPIED = 200  # rows that are offered as text
MIMES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
}


def excel(held: Holdings, asked: Request) -> None:
    """Draw the button that downloads exactly this table as a workbook."""
    _download(t("observations.download_xlsx"), held, asked, ".xlsx")


@st.fragment
def more(held: Holdings, asked: Request, shown: pd.DataFrame) -> None:
    """Draw the button that offers all other ways; nothing else is drawn anew."""
    if st.button(t("observations.take"), key=Key.FILES.of("table"), icon=":material/output:"):
        st.dialog(t("observations.take_title"), width="large")(
            lambda: failures.guard(lambda: _contents(held, asked, shown))
        )()


def _contents(held: Holdings, asked: Request, shown: pd.DataFrame) -> None:
    with st.container(horizontal=True, gap="small"):
        for suffix in RENDERERS:
            _download(_label(suffix), held, asked, suffix, place="more")
        if asked.table != LONG:
            sources = replace(asked, sources=True)
            _download(t("observations.download_sources"), held, sources, ".csv", place="sources")
    st.caption(
        plain(t("observations.take_note" if asked.table == LONG else "observations.take_note_sources"))
    )
    st.markdown(f"**{plain(t('observations.recipe'))}**")
    st.code(
        recipe(held.assessment, asked, file_of(held.assessment, asked, ".csv")),
        language=None,
        wrap_lines=True,
    )
    st.caption(plain(t("observations.recipe_note")))
    copied = shown.head(COPIED)
    st.markdown(f"**{plain(t('observations.copy', count=len(copied)))}**")
    st.code(tab_separated(copied), language=None, height=160)


def _label(suffix: str) -> str:
    return {".xlsx": "Excel", ".csv": "CSV", ".json": "JSON", ".parquet": "Parquet"}[suffix]


def _download(label: str, held: Holdings, asked: Request, suffix: str, place: str = "page") -> None:
    st.download_button(
        label,
        partial(written, held, asked, suffix),
        file_of(held.assessment, asked, suffix),
        MIMES[suffix],
        key=Key.DOWNLOAD.of(f"table_{place}{suffix}"),
        on_click="ignore",
        icon=":material/download:",
    )
