"""The card of evidence on one chokepoint technology: what a document says of it and what makes its priority."""

from __future__ import annotations

import math

import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoints import Rated
from ui import chokepoint_words as words
from ui import chokepoints, data, evidence_card_words, sentences, state, theme, view_state
from ui.chokepoints import INDICATOR, TECHNOLOGY
from ui.select_box import select
from ui.subjects import Subject, of_indicator
from ui.text import join, name, number, plain, t
from ui.widget_keys import Key


def draw(by: str, wanted: Subject, _colours: theme.Tokens) -> None:
    """Draw the card of a subject that names a technology of the register."""
    assessment = data.assessment(state.scenario())
    known = {one.entry.id: one for lane in chokepoints.lanes(assessment) for one in lane.entries}
    entry = wanted.about.removeprefix(TECHNOLOGY)
    if not known:
        st.info(plain(t("choke.headline_none")))
        return
    found = known.get(entry) or next(iter(known.values()))
    state.show(Key.CARD_ABOUT, TECHNOLOGY + found.entry.id)
    names = {TECHNOLOGY + one: name(rated.entry.name) for one, rated in known.items()}
    select(t("choke.column_entry"), names, Key.CARD_ABOUT, _on_pick, args=(by, wanted))
    with st.container(key="number", gap=None):
        st.markdown(f"## {plain(words.priority(found))}\n\n{plain(words.parts(found))}", anchors=False)
    st.markdown("\n".join(f"- {plain(line)}" for line in lines(assessment, found)))
    _said(assessment, found)
    _answers(assessment)
    _indicator(assessment, by)


def _on_pick(by: str, wanted: Subject) -> None:
    view_state.ask(by, Subject(wanted.region, str(state.widget(Key.CARD_ABOUT) or wanted.about)))


def lines(assessment: Assessment, found: Rated) -> list[str]:
    """Return the parts of the priority in words: each with where it comes from."""
    entry, register = found.entry, assessment.dataset.chokepoints
    category = register.category(entry.category) if register else None
    lack = t("choke.lack_unknown")
    if entry.import_dependence is not None:
        lack = t("choke.lack_claimed", share=number(entry.import_dependence, 0))
    elif category:
        lack = t("choke.lack_of_lane", lane=name(category.name), lack=number(category.lack, 2))
    rated = chokepoints.ratings(assessment).get(entry.id)
    criticality = t("choke.card_unrated")
    if entry.criticality is not None:
        own = rated is not None and rated.criticality is not None
        key = "choke.card_yours" if own else "choke.card_criticality"
        criticality = t(key, rating=number(entry.criticality, 0))
    said = [lack, criticality, words.feasibility(found, assessment.scenario.year)]
    if register and found.proposed and found.proposed != entry.category:
        proposed = register.category(found.proposed)
        said.append(t("choke.proposed", lane=name(proposed.name) if proposed else found.proposed))
    return said


def _said(assessment: Assessment, found: Rated) -> None:
    entry = found.entry
    places = [one for one in entry.regions if one in assessment.dataset.regions]
    with st.container(key="evidence", gap=None):
        st.markdown(plain(name(entry.evidence)))
        about = [words.cited(entry), words.claim(entry), name(entry.cluster)]
        about += [join(sentences.region(assessment, one) for one in places)] if places else []
        st.caption(plain(" · ".join(part for part in about if part)))
        if assessment.dataset.synthetic:
            st.caption(plain(t("choke.real")))


def _answers(assessment: Assessment) -> None:
    listed = words.measures(assessment)
    if listed:
        lines_ = [
            f"- **{plain(name(one.name))}** :gray[· {plain(sentences.citation(one.cite))}]" for one in listed
        ]
        st.markdown(f"**{plain(t('choke.answers'))}**\n\n" + "\n".join(lines_))


def _indicator(assessment: Assessment, by: str) -> None:
    """Say what the indicator of import dependence is in the region in focus, with the way to its own card."""
    known, focus = assessment.dataset.indicators.get(INDICATOR), sentences.focus_of(assessment)
    if known is None or focus is None:
        return
    value = _value(assessment, focus)
    place = sentences.region(assessment, focus)
    if math.isnan(value):
        st.caption(plain(t("choke.indicator_missing", name=name(known.name), place=place)))
        return
    shown = evidence_card_words.amount(value, known.unit)
    st.button(
        plain(t("choke.indicator", name=name(known.name), place=place, value=shown)),
        key=Key.CARD.of("indicator"),
        on_click=view_state.ask,
        args=(by, Subject(focus, of_indicator(INDICATOR))),
        type="tertiary",
        icon=":material/fact_check:",
    )


def _value(assessment: Assessment, region: str) -> float:
    panel, year = assessment.dataset.panels[assessment.scenario.unit], assessment.scenario.year
    if year not in panel.years or region not in panel.units:
        return math.nan
    return float(panel.of(INDICATOR)[panel.units.index(region), panel.years.index(year)])
