"""The card of evidence on one industry of one region: its value with source, and its location quotient step by step."""

from __future__ import annotations

import math
from dataclasses import replace

import streamlit as st

from cluster_core.assess.industry_evidence import INDUSTRY, IndustryEvidence, industry_evidence
from cluster_core.model.assessment import Assessment
from ui import agglomeration as of
from ui import agglomeration_words as words
from ui import card_pickers, data, evidence_card_figures, state, subjects, theme, view_state
from ui.charts.spec import packed
from ui.subjects import Subject
from ui.text import join, name, number, percent, plain, t
from ui.widget_keys import Key


def draw(by: str, wanted: Subject, colours: theme.Tokens) -> None:
    """Draw the card of a subject that names an industry; what the table does not have becomes what it has."""
    assessment = data.assessment(state.scenario())
    table = of.table(assessment)
    if table is None:
        st.info(plain(words.headline(assessment)))
        return
    industry = wanted.about.removeprefix(INDUSTRY)
    subject = replace(
        wanted,
        region=wanted.region if wanted.region in assessment.dataset.regions else of.region(assessment),
        about=INDUSTRY + (industry if industry in table.names else of.industry(assessment)),
        year=wanted.year if wanted.year in table.years else of.year(assessment),
    )
    _pickers(assessment, by, subject)
    found = industry_evidence(
        assessment.dataset,
        subject.region,
        subject.about.removeprefix(INDUSTRY),
        subject.year,
        of.area(assessment),
    )
    _number(assessment, found)
    _others(assessment, by, subject, found, colours)


def _pickers(assessment: Assessment, by: str, subject: Subject) -> None:
    table = of.table(assessment)
    listed = dict.fromkeys(assessment.dataset.industries["region"])
    regions = {one: name(assessment.dataset.regions[one].name) for one in listed}
    names = {INDUSTRY + one: name(text) for one, text in (table.names if table else {}).items()}
    card_pickers.draw(by, subject, regions, names)


def _number(assessment: Assessment, found: IndustryEvidence) -> None:
    missing = math.isnan(found.value)
    shown = t("card.missing") if missing else words.amount(assessment, found.value)
    with st.container(key="number", gap=None):
        st.markdown(f"## {plain(t('card.value', value=shown, year=found.year))}", anchors=False)
    if missing:
        st.markdown(plain(t("agglomeration.card_missing")))
    else:
        st.markdown(f"**{plain(t('card.sources'))}**\n\n- {plain(source(found))}")
    st.markdown(f"**{plain(t('agglomeration.lq'))}**\n\n{plain(quotient(assessment, found))}")
    if math.isfinite(found.lq):
        st.markdown(f"$${formula(found)}$$")


def source(found: IndustryEvidence) -> str:
    """Return where the value comes from, its status, quality and note."""
    known = found.source
    parts = [name(known.title) if known else t("agglomeration.no_source")]
    parts += [t(f"card.status_{found.status}")] if found.status else []
    parts += [t(f"agglomeration.quality_{found.quality}")] if found.quality else []
    return " · ".join([*parts, *([found.note] if found.note else [])])


def quotient(assessment: Assessment, found: IndustryEvidence) -> str:
    """Return the quotient in words, or why there is none."""
    area = of.area_words(assessment)
    if not math.isfinite(found.lq):
        return t("agglomeration.card_no_lq")
    return t(
        "agglomeration.card_lq",
        place=of.place_of(assessment, found.region),
        share=percent(found.value / found.region_total, 1),
        area=area,
        area_share=percent(found.area_value / found.area_total, 1),
        lq=number(found.lq, 2),
    )


def formula(found: IndustryEvidence) -> str:
    """Return the quotient as a formula with its live numbers."""
    four = (found.value, found.region_total, found.area_value, found.area_total)
    own, whole, area, total = (f"{one:.1f}" for one in four)
    return rf"\frac{{{own} / {whole}}}{{{area} / {total}}} = {found.lq:.2f}"


def _others(
    assessment: Assessment, by: str, subject: Subject, found: IndustryEvidence, colours: theme.Tokens
) -> None:
    chart = evidence_card_figures.strip(
        assessment, subject, found.values, lambda value: words.amount(assessment, value), colours
    )
    if chart is None:
        return
    known = sorted((value, one) for one, value in found.values if not math.isnan(value))
    title = t(
        "agglomeration.card_others",
        most=of.place_of(assessment, known[-1][1]),
        least=join([of.place_of(assessment, known[0][1])]),
    )
    key = Key.CHART.of(f"card#{view_state.times_asked(by)}")
    st.markdown(f"**{plain(title)}**")
    st.vega_lite_chart(
        spec=packed(chart),
        theme=None,
        width="stretch",
        alt=title,
        key=key,
        on_select=subjects.on_mark(by, key),
    )
