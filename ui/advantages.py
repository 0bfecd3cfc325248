"""Strengths that documents name: which of them the data bear out here, and what the document says."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cluster_core.assess.advantages import Advantages, try_advantages
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import Advantage
from ui import data, figures, sentences
from ui.subjects import Subject, of_indicator
from ui.text import join, name, number, plain, t

_HELD = ("slight", "clear", "strong")


def chosen(assessment: Assessment) -> tuple[Advantage, ...]:
    """Return the advantages that the rule set's own document names; those of all documents where it names none."""
    every = tuple(assessment.dataset.advantages.values())
    own = tuple(one for one in every if one.source and one.source == assessment.rules.source)
    return own or every


def of(assessment: Assessment) -> Advantages:
    """Return the advantages tried on all units; weights do not change them."""
    scenario = assessment.scenario.without_weights()
    key = ("advantages", assessment.dataset.fingerprint, scenario.encode())
    return data.remember(key, lambda: try_advantages(assessment, chosen(assessment)))


def draw(assessment: Assessment, focus: str) -> None:
    """Draw each advantage with its level, what bears it out and the document's words, the firmest first."""
    rows = rows_of(assessment, focus)
    if rows.empty:
        return
    place = sentences.region(assessment, focus)
    held = int(rows["level"].isin(_HELD).sum())
    key = "advantages.title" if held else "advantages.title_none"
    figures.heading(t(key, place=place, count=held, total=len(rows)), t("advantages.drawn"))
    known = {one.id: one for one in chosen(assessment)}
    columns = st.columns(2, gap="large")
    for position, (_, row) in enumerate(rows.iterrows()):
        with columns[position % 2]:
            _card(assessment, known[row["advantage"]], row)
    if not speaks_of(assessment, focus):
        st.caption(plain(t("advantages.elsewhere", place=place)))
    if figures.switch("advantages"):
        figures.cells(
            "advantages",
            table(assessment, focus),
            [Subject(focus, of_indicator(one)) for one in _tests(assessment, focus)["indicator"]],
            alt=t("advantages.drawn"),
            height="content",
        )


def rows_of(assessment: Assessment, focus: str) -> pd.DataFrame:
    """Return the focus region's advantages, the strongest first, those without enough evidence last."""
    items = of(assessment).items
    rows = items[items["region"] == focus]
    return rows.sort_values("strength", ascending=False, kind="stable", na_position="last")


def _card(assessment: Assessment, advantage: Advantage, row: pd.Series) -> None:
    tone = "none" if row["level"] in _HELD else "insufficient"
    with st.container(key=f"card_{tone}_{advantage.id}", gap=None):
        st.markdown(f"**{plain(name(advantage.name))}** · {plain(word(row))}")
        st.caption(plain(basis(assessment, advantage, row)))
        if said := name(advantage.evidence):
            st.caption(plain(t("advantages.says", said=said, cite=cite(assessment, advantage))))


def word(row: pd.Series) -> str:
    """Return the level in words, with the strength where it is known."""
    level = t(f"advantage_level.{row['level']}")
    if row["level"] == "insufficient":
        return level
    doubt = t("shortcomings.indicative") if row["indicative"] else ""
    said = t("advantages.word", level=level, strength=number(float(row["strength"]), 0))
    return " · ".join(part for part in (said, doubt) if part)


def basis(assessment: Assessment, advantage: Advantage, row: pd.Series) -> str:
    """Return what bears an advantage out, or which data would settle it."""
    met = [one for one in str(row["met_tests"]).split(";") if one]
    if row["level"] == "insufficient":
        wanted = [*dict.fromkeys([*(test.indicator for test in advantage.tests), *advantage.wanted])]
        return t("advantages.wanted", names=join(_title(assessment, one) for one in wanted))
    if not met:
        return t("advantages.not_met", count=len(advantage.tests))
    return t("advantages.met", names=join(_title(assessment, one) for one in met), count=len(advantage.tests))


def _title(assessment: Assessment, indicator: str) -> str:
    known = assessment.dataset.indicators.get(indicator)
    return name(known.name) if known else indicator


def cite(assessment: Assessment, advantage: Advantage) -> str:
    """Return document and section."""
    found = [one for one in assessment.dataset.sources.values() if one.address == advantage.source]
    document = name(found[0].title) if found else t("shortfalls.document")
    return t("shortfalls.cite", source=document, section=advantage.cite)


def speaks_of(assessment: Assessment, focus: str) -> bool:
    """Tell whether the documents' words name the region in focus."""
    title = assessment.dataset.units(assessment.scenario.unit)[focus].name
    return any(
        title.zh.removesuffix("市") in one.evidence.zh or title.en in one.evidence.en
        for one in chosen(assessment)
    )


def table(assessment: Assessment, focus: str) -> pd.DataFrame:
    """Return the tests of all advantages with value and reference in the indicator's own unit."""
    names = {one.id: name(one.name) for one in chosen(assessment)}
    rows = _tests(assessment, focus)
    return pd.DataFrame(
        {
            t("advantages.column"): [names[one] for one in rows["advantage"]],
            t("profile.column_indicator"): [_title(assessment, one) for one in rows["indicator"]],
            t("profile.column_value"): list(rows["value"]),
            t("advantages.column_vs"): [t(f"vs.{str(one).removesuffix('_of_others')}") for one in rows["vs"]],
            t("advantages.column_reference"): list(rows["reference"]),
            t("shortfalls.column_verdict"): [_verdict(row) for _, row in rows.iterrows()],
        }
    )


def _tests(assessment: Assessment, focus: str) -> pd.DataFrame:
    tests = of(assessment).tests
    return tests[tests["region"] == focus]


def _verdict(row: pd.Series) -> str:
    if not row["assessable"]:
        return t("verdict.missing")
    return t("advantages.holds") if row["holds"] else t("advantages.fails")
