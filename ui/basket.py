"""The basket on the pages: what is in it, what its data set knows of each thing, buttons, and the basket as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from cluster_core.errors import ClusterError, ScenarioError
from cluster_core.model.scenario import Scenario
from cluster_core.report.csv_file import render_csv
from cluster_core.report.table import Provenance, Table, file_name
from cluster_core.report.xlsx_file import render_xlsx
from cluster_core.search.entries import NODE, SHORTCOMING, Entry
from cluster_core.userdata import basket as saved
from cluster_core.userdata.basket import BasketItem
from ui import data, search, sentences, tray
from ui.text import isolated, name, plain, t
from ui.widget_keys import Key

About = tuple[str, str, str, str]
Held = Mapping[About, BasketItem]
FILES: tuple[tuple[str, Callable[[Table], bytes], str], ...] = (
    ("xlsx", render_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", render_csv, "text/csv"),
)


def items() -> tuple[BasketItem, ...]:
    """Return what is in the basket, in its order; nothing where it cannot be read: every page works without it."""
    try:
        return saved.items(tray.store())
    except ClusterError:
        return ()


def held() -> Held:
    """Return what is in the basket by kind, id, bundle and region."""
    return {one.about: one for one in items()}


# ---- what is known of a thing


def entry_of(item: BasketItem) -> Entry | None:
    """Return what the data set knows of a thing today, None where data set or thing are gone."""
    if item.bundle not in data.bundles():
        return None
    known = search.named(data.dataset(item.bundle))
    if item.kind == SHORTCOMING:
        own = known.get((SHORTCOMING, item.subject, _rules_of(item)))
        if own:
            return own
    alike = (
        entry
        for kind in (item.kind, *([NODE] if item.kind == SHORTCOMING else []))
        for (found, subject, _), entry in known.items()
        if (found, subject) == (kind, item.subject)
    )
    return next(alike, None)


def _rules_of(item: BasketItem) -> str:
    try:
        return item.scenario().rules
    except ScenarioError:
        return ""


def title(item: BasketItem) -> str:
    """Return what a thing is called, or that it is known no more."""
    entry = entry_of(item)
    return name(entry.name) if entry else t("basket.unknown", id=isolated(item.subject))


def place(item: BasketItem) -> str:
    """Return the name of the region or cluster that a thing was put aside for, its id where that is gone."""
    if item.bundle not in data.bundles():
        return item.region
    known = data.dataset(item.bundle)
    unit = known.regions.get(item.region) or known.clusters.get(item.region)
    return name(unit.name) if unit else item.region


def line(item: BasketItem) -> str:
    """Return kind, region and citation of a thing on one line."""
    entry = entry_of(item)
    parts = [
        t(f"basket.kind_{item.kind}"),
        t("basket.for", place=place(item)) if item.region else "",
        sentences.citation(entry.cite) if entry and entry.cite else "",
    ]
    return t("tray.dot").join(part for part in parts if part)


# ---- the buttons that put aside


def button(
    kind: str,
    subject: str,
    scenario: Scenario,
    *,
    inside: Held | None = None,
    by: str = "",
    short: bool = False,
) -> None:
    """Draw the button that puts a thing into the basket, or takes it out where it is in there.

    inside: what `held` returned, where the caller has it; by: tells several buttons of one thing apart; short: in two
    words, where the thing stands right before it.
    """
    about = (kind, subject, scenario.bundle, scenario.focus or "")
    there = (held() if inside is None else inside).get(about)
    what = "short" if short else kind
    if st.button(
        t(f"basket.take_{what}" if there else f"basket.put_{what}"),
        key=Key.BASKET_PUT.of(f"{by}{kind}:{subject}"),
        icon=":material/check:" if there else ":material/add:",
        type="tertiary" if short else "secondary",
    ):
        try:
            if there:
                saved.remove(tray.store(), there)
            else:
                saved.add(tray.store(), kind, subject, scenario)
        except ClusterError as failed:
            st.toast(plain(tray.problem(failed)))
            return
        st.rerun()


def all_button(kind: str, subjects: Sequence[str], scenario: Scenario) -> None:
    """Draw the button that puts several things of a kind into the basket at once."""
    if st.button(t(f"basket.put_all_{kind}"), key=Key.BASKET_PUT.of(f"all:{kind}"), icon=":material/add:"):
        try:
            for subject in subjects:
                saved.add(tray.store(), kind, subject, scenario)
        except ClusterError as failed:
            st.toast(plain(tray.problem(failed)))
            return
        st.rerun()


# ---- the file


def table(kept: Sequence[BasketItem]) -> pd.DataFrame:
    """Return the basket as a table in the reader's language; what is known no more has its id and its note."""
    rows = []
    for at, item in enumerate(kept, 1):
        entry = entry_of(item)
        rows.append(
            {
                t("basket.column_place"): at,
                t("basket.column_kind"): t(f"basket.kind_{item.kind}"),
                t("basket.column_name"): title(item),
                t("basket.column_text"): name(entry.text) if entry else "",
                t("basket.column_region"): place(item),
                t("basket.column_note"): item.note,
                t("basket.column_cite"): sentences.citation(entry.cite) if entry and entry.cite else "",
                t("basket.column_bundle"): item.bundle,
                t("basket.column_code"): item.code,
                t("basket.column_id"): item.subject,
            }
        )
    return pd.DataFrame(rows)


def notes(kept: Sequence[BasketItem]) -> tuple[tuple[str, str], ...]:
    """Return, for the file, the documents that the things cite and the versions of their data sets."""
    cited = [entry.cite for item in kept if (entry := entry_of(item)) and entry.cite]
    documents = sorted({one.strip().partition(" ")[0] for cite in cited for one in cite.split(";")})
    versions = {
        item.bundle: data.dataset(item.bundle).version for item in kept if item.bundle in data.bundles()
    }
    told = [(t("basket.documents"), t("tray.dot").join(documents))] if documents else []
    return (*told, *((t("basket.version"), f"{bundle} {version}") for bundle, version in versions.items()))


def downloads(kept: Sequence[BasketItem], provenance: Provenance) -> None:
    """Draw the buttons that take the basket away."""
    for suffix, render, mime in FILES:
        st.download_button(
            t(f"observations.download_{suffix}"),
            partial(_rendered, render, kept, provenance),
            file_name("basket", provenance, suffix),
            mime,
            key=Key.DOWNLOAD.of(f"basket_{suffix}"),
            on_click="ignore",
            icon=":material/download:",
        )


def _rendered(render: Callable[[Table], bytes], kept: Sequence[BasketItem], provenance: Provenance) -> bytes:
    return render(Table(table(kept), provenance, notes(kept)))
