"""What one shortcoming rests on and what answers it: the document's words, wanted data, measures and cases."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cluster_core.assess.priority import Priority, priorities
from cluster_core.model.assessment import Assessment
from cluster_core.model.diagnosis import THRESHOLDS, level
from cluster_core.model.rules import Item
from ui import cards, needs, sentences, shortfalls, state, view_state
from ui.charts import severity
from ui.sentences import citation
from ui.text import join, name, number, plain, t
from ui.widget_keys import Key

_PRESSING = {"mild", "moderate", "severe"}


def choice(assessment: Assessment) -> str:
    """Draw the list of items and return the one that is looked at: the gravest until the reader picks another."""
    rows = shortfalls.items_of(assessment).set_index("item")
    chosen = picked(rows)
    state.show(Key.ITEM, chosen)
    words = {key: shortfalls.word(row["severity"], row["level"]) for key, row in rows.iterrows()}
    names = {key: name(shortfalls.item(assessment, key).name) for key in rows.index}
    st.selectbox(
        t("shortfalls.choose"),
        list(rows.index),
        format_func=lambda key: t("shortfalls.option", word=words[key], item=names[key]),
        key=Key.ITEM,
        on_change=_on_choice,
    )
    return chosen


def picked(rows: pd.DataFrame) -> str:
    """Return the item last picked if the rule set in use has it, else the gravest; `rows` is indexed by item."""
    kept = view_state.picked(Key.ITEM)
    return kept if kept in rows.index else str(rows.index[0])


def on_click(edition: str) -> None:
    """Look at the item whose row in this edition of the chart of items was clicked."""
    chart = state.widget(Key.CHART.of("items" + edition))
    rows = chart["selection"].get(severity.PICK) if chart else None  # type: ignore[index]
    if rows:
        view_state.pick(Key.ITEM, str(rows[0]["item"]))


def _on_choice() -> None:
    view_state.pick(Key.ITEM, str(state.widget(Key.ITEM)))


def thresholds() -> None:
    """Draw, behind one button, how a severity comes about and whose the thresholds are."""
    mild, moderate, severe = (number(limit, 0) for limit in THRESHOLDS)
    with st.popover(t("thresholds.button"), key=Key.THRESHOLDS, width="stretch"):
        st.markdown(f"**{plain(t('thresholds.ours'))}**")
        levels = t("thresholds.levels", mild=mild, moderate=moderate, severe=severe)
        for line in (levels, t("thresholds.test"), t("thresholds.item"), t("thresholds.proxy")):
            st.caption(plain(line))
        st.caption(plain(t("thresholds.family")))


def verdict(assessment: Assessment, row: pd.Series, item: Item) -> None:
    """Draw an item's level beside its colour, how its tests combine, and every doubt about it."""
    with st.container(key=f"card_{row['level']}_item", gap=None):
        parts = [shortfalls.word(row["severity"], row["level"])]
        if item.tests:
            assessable = int(shortfalls.tests_of(assessment, item.id)["assessable"].sum())
            parts.append(t("shortfalls.assessed", known=assessable, total=len(item.tests)))
            parts.append(t(f"combine.{item.combine}"))
        st.markdown(" · ".join([f"**{plain(parts[0])}**", *map(plain, parts[1:])]))
        if row["indicative"]:
            key = "shortfalls.capped" if row["severity_raw"] > row["severity"] else "shortfalls.indicative"
            st.caption(plain(t(key, raw=cards.severity_text(row["severity_raw"]))))
        cards.why(row["region"], item.id)


def evidence(assessment: Assessment, item: Item) -> None:
    """Draw what the source document says, where it says so, and whether it speaks of this region at all."""
    if not name(item.evidence):
        return
    source = next(
        (one.title for one in assessment.dataset.sources.values() if one.address == assessment.rules.source),
        None,
    )
    cite = t(
        "shortfalls.cite", source=name(source) if source else t("shortfalls.document"), section=item.cite
    )
    focus = sentences.focus_of(assessment)
    with st.container(key="evidence", gap=None):
        st.markdown(plain(name(item.evidence)))
        st.caption(plain(cite))
        if focus and not _speaks_of(assessment, item, focus):
            st.caption(plain(t("shortfalls.elsewhere", place=sentences.region(assessment, focus))))


def _speaks_of(assessment: Assessment, item: Item, unit: str) -> bool:
    title = assessment.dataset.units(assessment.scenario.unit)[unit].name
    return title.zh.removesuffix("市") in item.evidence.zh or title.en in item.evidence.en


def wanted(assessment: Assessment, item: Item, *, needed: bool) -> None:
    """Draw the indicators without data that would tell more, each with its usual official source."""
    tests = shortfalls.tests_of(assessment, item.id)
    lines = needs.item_lines(assessment, item, set(tests["indicator"][tests["assessable"]]))
    if not lines:
        return
    heading = t("shortfalls.needed") if needed else t("shortfalls.wanted")
    st.markdown(f"**{plain(heading)}**\n\n" + "\n".join(lines))


def answers(assessment: Assessment, item: Item) -> None:
    """Draw the measures that answer an item and the cases that fit."""
    focus = sentences.focus_of(assessment)
    ranked = [
        one for one in priorities(assessment.diagnosis, focus or "") if one.measure in item.countermeasures
    ]
    if ranked:
        lines = [f"- {_measure(assessment, one)}" for one in ranked]
        st.markdown(f"**{plain(t('measures.answers'))}**\n\n" + "\n".join(lines))
    cases = [assessment.dataset.cases[one] for one in item.cases if one in assessment.dataset.cases]
    if not cases:
        return
    lines = [
        t(
            "measures.case",
            name=plain(name(case.name)),
            measures=plain(name(case.measures)),
            cite=plain(citation(case.cite)),
        )
        for case in cases
    ]
    st.markdown(f"**{plain(t('measures.cases'))}**\n\n" + "\n".join(f"- {line}" for line in lines))


def priority(assessment: Assessment) -> None:
    """Draw all measures in the order of their priority, and those that answer no single item."""
    ranked = priorities(assessment.diagnosis, sentences.focus_of(assessment) or "")
    if not ranked:
        st.caption(t("measures.none"))
        return
    first = ranked[0]
    key = "measures.title" if level(first.value) in _PRESSING else "measures.title_even"
    st.markdown(f"**{plain(t(key, measure=measure_name(assessment, first.measure)))}**")
    st.caption(plain(t("measures.how")))
    st.markdown("\n".join(f"1. {_measure(assessment, one)}" for one in ranked if one.covered))
    unproven = [measure_name(assessment, one.measure) for one in ranked if not one.covered]
    if unproven:
        st.caption(plain(t("measures.unproven", names=join(unproven))))
    general = general_measures(assessment, {one.measure for one in ranked})
    if general:
        st.caption(plain(t("measures.general", names=join(measure_name(assessment, one) for one in general))))


def general_measures(assessment: Assessment, linked: set[str]) -> list[str]:
    """Return the measures of the rule set's own document that answer no single item."""
    return [
        one.id
        for one in assessment.dataset.countermeasures.values()
        if one.id not in linked and assessment.rules.source.startswith(f"{one.cite.partition(' ')[0]}_")
    ]


def measure_name(assessment: Assessment, measure: str) -> str:
    """Return a measure's name."""
    known = assessment.dataset.countermeasures.get(measure)
    return name(known.name) if known else measure


def _measure(assessment: Assessment, one: Priority) -> str:
    known = assessment.dataset.countermeasures.get(one.measure)
    covered = t("measures.covered", covered=one.covered, count=len(one.items))
    value = t("measures.priority", value=number(one.value, 0)) if one.covered else t("level.insufficient")
    cite = citation(known.cite) if known else ""
    title = plain(measure_name(assessment, one.measure))
    rest = plain(" · ".join(part for part in (covered, cite) if part))
    return f"**{title}** · {plain(value)} :gray[· {rest}]"
