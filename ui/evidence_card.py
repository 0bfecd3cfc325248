"""The card of evidence: what stands behind one number, opened by a click on it or by the button of every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from cluster_core.assess.evidence import (
    CRITERION,
    FAMILY,
    INDICATOR,
    ITEM,
    MISSING,
    CriterionEvidence,
    Evidence,
    FamilyEvidence,
    IndicatorEvidence,
    ItemEvidence,
    NodeEvidence,
    evidence,
)
from cluster_core.assess.facts import FACT
from cluster_core.assess.industry_evidence import INDUSTRY
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework, Node
from cluster_core.model.scenario import Scenario
from ui import (
    card_pickers,
    data,
    evidence_card_figures,
    fact_card,
    failures,
    industry_card,
    sentences,
    state,
    subjects,
    technology_card,
    theme,
    view_state,
    worked_words,
)
from ui import evidence_card_words as words
from ui.charts.spec import packed
from ui.chokepoints import TECHNOLOGY
from ui.subjects import PAGE, Subject
from ui.text import name, number, percent, plain, score, t
from ui.widget_keys import Key

_WIDTH = 620  # pixels; a phone's drawer fills the screen
_ROWS_SHOWN, _HEIGHT = 10, 352  # a longer table scrolls


# ---- opening


def button(colours: theme.Tokens) -> None:
    """Draw the button that every page has: the evidence of the region in focus, from where everything can be chosen."""
    with st.container(key="why", width="content"):
        st.button(
            t("card.button"),
            key=Key.CARD,
            on_click=view_state.ask,
            args=(PAGE, Subject()),
            icon=":material/fact_check:",
        )
    open_asked(PAGE, colours)


def open_asked(by: str, colours: theme.Tokens) -> None:
    """Open the card if `by` (a figure, a table, the page) was asked for evidence and nobody closed it since."""
    asked = view_state.asked()
    if asked is None or asked[0] != by:
        return
    frame = st.dialog(t("card.title"), width=_WIDTH, position="right", on_dismiss=view_state.close_card)
    frame(lambda: failures.guard(lambda: _draw(colours)))()


def _draw(colours: theme.Tokens) -> None:
    asked = view_state.asked()
    if asked is None:
        return
    by, wanted = asked
    if wanted.about.startswith(FACT):
        fact_card.draw(state.scenario().bundle, wanted.about.removeprefix(FACT))
        return
    for prefix, card in ((INDUSTRY, industry_card.draw), (TECHNOLOGY, technology_card.draw)):
        if wanted.about.startswith(prefix):
            card(by, wanted, colours)
            return
    assessment = assessed(wanted)
    subject = settled(assessment, wanted)
    _pickers(assessment, by, subject)
    found = evidence(assessment, subject.region, subject.about)
    {
        IndicatorEvidence: _indicator,
        NodeEvidence: _node,
        ItemEvidence: _item,
        FamilyEvidence: _family,
        CriterionEvidence: _criterion,
    }[type(found)](assessment, by, found)
    _peers(assessment, by, subject, found, colours)
    st.caption(plain(t("card.hint")))


def assessed(subject: Subject) -> Assessment:
    """Return the assessment that the number comes from: that of another scenario or year where it is one of those."""
    scenario = Scenario.decode(subject.scenario) if subject.scenario else state.scenario()
    if subject.year:
        scenario = replace(scenario, year=subject.year, pool="all")
    if subject.exact:
        scenario = replace(scenario, max_age=0)
    return data.assessment(scenario)


def settled(assessment: Assessment, wanted: Subject) -> Subject:
    """Return the subject with nothing left open; what this scenario does not know becomes the focus, or the whole."""
    nodes, indicators = assessment.framework.by_id, assessment.dataset.indicators
    indicator = wanted.about.removeprefix(INDICATOR)
    if indicator in indicators and indicator not in nodes:
        wanted = replace(wanted, about=indicator)
    known = {*nodes, *indicators, *(INDICATOR + one for one in indicators), *_of_rules(assessment)}
    region = wanted.region if wanted.region in assessment.units else sentences.focus_of(assessment)
    about = wanted.about if wanted.about in known else assessment.framework.id
    return replace(wanted, region=region or assessment.units[0], about=about)


def _of_rules(assessment: Assessment) -> list[str]:
    rules, typology = assessment.rules, assessment.dataset.typology
    return [
        *(FAMILY + one.id for one in rules.families),
        *(ITEM + one.id for one in rules.items),
        *(CRITERION + one.id for one in (typology.criteria if typology else ())),
    ]


# ---- what it is about


def subject_names(assessment: Assessment, about: str) -> dict[str, str]:
    """Return the names of all that a card can be about: the tree set in by level, the shortcomings, and `about`."""
    names: dict[str, str] = {}
    _walk(assessment, assessment.framework, assessment.framework.root, names)
    for one in assessment.rules.items:
        names[ITEM + one.id] = words.title(assessment, ITEM + one.id)
    names.setdefault(about, words.title(assessment, about))
    return names


def _walk(assessment: Assessment, framework: Framework, node: Node, names: dict[str, str]) -> None:
    names[node.id] = "\u3000" * node.level + sentences.node_name(assessment, node.id)
    for child in node.children:
        if child.is_indicator:
            names[child.id] = "\u3000" * (node.level + 1) + sentences.node_name(assessment, child.id)
        else:
            _walk(assessment, framework, framework.by_id[child.id], names)


def _pickers(assessment: Assessment, by: str, subject: Subject) -> None:
    units = assessment.dataset.units(assessment.scenario.unit)
    regions = {unit: name(units[unit].name) for unit in assessment.units}
    card_pickers.draw(by, subject, regions, subject_names(assessment, subject.about))


def _headline(value: str, flags: str) -> None:
    with st.container(key="number", gap=None):
        st.markdown(f"## {plain(value)}" + (f"\n\n{plain(flags)}" if flags else ""), anchors=False)


# ---- an indicator


def _indicator(assessment: Assessment, _by: str, found: IndicatorEvidence) -> None:
    _headline(words.value(found), words.flags(found))
    if found.status == MISSING:
        st.markdown(plain(words.lacking(found)))
    if found.observations:
        lines = "\n".join(f"- {words.source_line(one)}" for one in found.observations)
        st.markdown(f"**{plain(t('card.sources'))}**\n\n{lines}")
    if found.status != MISSING:
        _ladder(assessment, found)
    if said := words.unused(assessment, found):
        st.caption(plain(said))


def _ladder(assessment: Assessment, found: IndicatorEvidence) -> None:
    """Draw the steps from the value to its points, in words with the formula below; weight and points once a place."""
    st.markdown(f"**{plain(t('card.ladder'))}**")
    lines = [worked_words.value_line(assessment, found)]
    if found.places:
        lines.append(worked_words.score_line(found.places[0]))
    for place in found.places:
        lines += worked_words.place_lines(assessment, place)
    st.markdown(
        "\n\n".join(plain(said) + (f"\n\n$${formula}$$" if formula else "") for said, formula in lines)
    )


# ---- a dimension, or the whole


def _node(assessment: Assessment, by: str, found: NodeEvidence) -> None:
    _headline(words.scored(found.score), words.node_flags(assessment, found))
    st.markdown(plain(words.node_formula(assessment, found)))
    notices = words.node_notices(assessment, found)
    if not found.way and (said := words.coupling(assessment, found.unit)):
        notices.append(said)
    if notices:
        st.markdown("\n".join(f"- {plain(line)}" for line in notices))
    if not found.below:
        return
    st.markdown(f"**{plain(t('card.parts'))}** :gray[{plain(t('card.parts_hint'))}]")
    listed = [Subject(found.unit, step.id) for step in found.below]
    _cells(by, parts_table(assessment, found), listed)


def parts_table(assessment: Assessment, found: NodeEvidence) -> pd.DataFrame:
    """Return everything under a node: score, weight in force in the whole in percent, points it brings to the whole."""
    return pd.DataFrame(
        {
            t("card.column_part"): [
                words.step_name(assessment, step, found.node.level) for step in found.below
            ],
            t("column.score"): [number(step.score, 1) for step in found.below],
            t("card.column_weight"): [percent(step.in_force, 1) for step in found.below],
            t("column.contribution"): [number(step.contribution, 2) for step in found.below],
        }
    )


def _cells(by: str, rows: pd.DataFrame, listed: Sequence[Subject]) -> None:
    key = Key.CELLS.of(f"card#{view_state.times_asked(by)}")
    st.dataframe(
        rows,
        hide_index=True,
        key=key,
        on_select=subjects.on_cell(by, key, listed, {}),
        selection_mode="single-cell",
        height="content" if len(rows) <= _ROWS_SHOWN else _HEIGHT,
        column_config={rows.columns[0]: st.column_config.TextColumn(width=230)},
        alt=t("card.parts"),
    )


# ---- shortcomings


def _item(assessment: Assessment, by: str, found: ItemEvidence) -> None:
    _headline(
        words.severity(found),
        t("card.assessed", known=sum(one.assessable for one in found.tests), total=len(found.tests)),
    )
    st.markdown("\n".join(f"- {plain(line)}" for line in words.item_lines(assessment, found)))
    if said := name(found.item.evidence):
        st.caption(plain(t("card.document", said=said, section=found.item.cite)))
    listed = [Subject(found.unit, subjects.of_indicator(one.indicator)) for one in found.tests]
    if listed:
        titles = [sentences.node_name(assessment, one.indicator) for one in found.tests]
        severities = [number(one.severity, 1) for one in found.tests]
        frame = pd.DataFrame({t("card.column_test"): titles, t("card.column_severity"): severities})
        _cells(by, frame, listed)


def _family(assessment: Assessment, by: str, found: FamilyEvidence) -> None:
    _headline(words.severity(found), words.family_formula(found))
    titles = [name(item.name) for item, _ in found.items]
    severities = [number(one, 1) for _, one in found.items]
    frame = pd.DataFrame({t("card.column_item"): titles, t("card.column_severity"): severities})
    _cells(by, frame, [Subject(found.unit, ITEM + item.id) for item, _ in found.items])


def _criterion(assessment: Assessment, by: str, found: CriterionEvidence) -> None:
    _headline(words.scored(found.score), t("card.coverage", share=percent(found.coverage)))
    st.markdown(plain(words.criterion_formula(assessment, found)))
    st.caption(plain(t("card.criterion_data", section=found.criterion.cite)))
    titles = [sentences.node_name(assessment, one) for one, _, _ in found.parts]
    scores = [number(100 * goodness, 1) for _, _, goodness in found.parts]
    shares = [percent(share, 1) for _, share, _ in found.parts]
    frame = pd.DataFrame(
        {t("card.column_part"): titles, t("column.score"): scores, t("card.column_weight"): shares}
    )
    _cells(by, frame, [Subject(found.unit, subjects.of_indicator(one)) for one, _, _ in found.parts])


# ---- the peers


def _peers(assessment: Assessment, by: str, subject: Subject, found: Evidence, colours: theme.Tokens) -> None:
    chart = evidence_card_figures.strip(assessment, subject, found.peers, _shown(found), colours)
    if chart is None:
        return
    title = evidence_card_figures.strip_title(assessment, subject.region, found.peers)
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


def _shown(found: Evidence) -> Callable[[float], str]:
    if isinstance(found, IndicatorEvidence):
        return lambda value: words.amount(value, found.indicator.unit)
    return score
