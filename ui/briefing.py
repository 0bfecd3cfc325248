"""The briefing in two clicks: a menu in the header of every page; a click on an entry makes and downloads the file."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from cluster_core.errors import TemplateError
from cluster_core.model.assessment import Assessment
from cluster_core.report.briefing.compose import compose
from cluster_core.report.briefing.content import Briefing
from cluster_core.report.briefing.files import TEMPLATES, render
from cluster_core.report.briefing.pdf_file import office
from cluster_core.report.briefing.remedies import Put, put_aside
from cluster_core.report.briefing.template import check, read_template
from cluster_core.report.table import file_name
from cluster_core.report.workbook.render import render_workbook
from ui import basket, data, failures, sentences, state, tables
from ui.text import plain, t
from ui.widget_keys import Key

HOUSE = "CLUSTER_DESK_TEMPLATES"  # a folder with the house's briefing.docx and briefing.pptx
_OFFICE = "application/vnd.openxmlformats-officedocument."


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    """One line of the menu: its file, made of an assessment, its briefing and the house's template (None without one).

    `template` is the ending of the template that it takes, empty for none; `offered`: whether this desk can make it.
    """

    suffix: str
    mime: str
    render: Callable[[Assessment, Briefing, bytes | None], bytes]
    template: str = ""
    offered: Callable[[], bool] = _always


def _entry(suffix: str, mime: str, offered: Callable[[], bool] = _always) -> Entry:
    ending = f".{suffix}"
    return Entry(suffix, mime, lambda _, told, house: render(told, ending, house), TEMPLATES[ending], offered)


ENTRIES: tuple[Entry, ...] = (
    _entry("docx", f"{_OFFICE}wordprocessingml.document"),
    _entry("pptx", f"{_OFFICE}presentationml.presentation"),
    _entry("pdf", "application/pdf", lambda: office() is not None),
    Entry(
        "xlsx",
        f"{_OFFICE}spreadsheetml.sheet",
        lambda assessment, told, _: render_workbook(assessment, told.language),
    ),
)


@st.fragment
def button() -> None:
    """Draw the button that opens the menu; nothing is written before it is open, and no file before a click on it."""
    failures.guard(_button)


def _button() -> None:
    opened = st.popover(
        t("briefing.button"), key=Key.BRIEFING, on_change="rerun", icon=":material/description:"
    )
    if opened.open:
        with opened, st.container(gap="xsmall"):
            _menu(data.assessment(state.scenario()))


def _menu(assessment: Assessment) -> None:
    told = composed(assessment)
    st.caption(plain(t("briefing.about", place=_place(assessment))))
    for entry in ENTRIES:
        if entry.offered():
            st.download_button(
                t(f"briefing.{entry.suffix}"),
                partial(entry.render, assessment, told, _template(entry.template)),
                file_name("briefing", tables.provenance(assessment), entry.suffix),
                entry.mime,
                key=Key.DOWNLOAD.of(f"briefing_{entry.suffix}"),
                help=t("briefing.wait"),
                on_click="ignore",
                icon=":material/download:",
                width="stretch",
            )
    count = len(_put(assessment))
    st.caption(plain(t("briefing.basket", count=count) if count else t("briefing.no_basket")))


def composed(assessment: Assessment) -> Briefing:
    """Return the briefing in the reader's language, as the command `export` composes it of the same scenario."""
    language, put = state.language(), _put(assessment)
    key = ("briefing", assessment.dataset.fingerprint, assessment.scenario.encode(), language, put)
    return data.remember_large(key, lambda: compose(assessment, language, put))


def _put(assessment: Assessment) -> tuple[Put, ...]:
    return put_aside(basket.items(), assessment.scenario)


def _place(assessment: Assessment) -> str:
    focus, ranks = sentences.focus_of(assessment), sentences.rank_by_unit(assessment)
    unit = focus or min(ranks, key=lambda one: ranks[one], default=assessment.units[0])
    return sentences.region(assessment, unit)


def _template(suffix: str) -> bytes | None:
    """Return the house's template, looked at before it is used; None, with a word on the page, where it is unsafe."""
    folder = os.environ.get(HOUSE)
    if not folder or not suffix or not (path := Path(folder, f"briefing{suffix}")).is_file():
        return None
    try:
        house = read_template(path)
        check(house, suffix)
    except TemplateError as refused:
        st.warning(
            plain(t("briefing.template_failed", file=path.name, why=t(f"briefing.why_{refused.kind}")))
        )
        return None
    return house
