"""How the total of the region in focus comes about: the tree with live numbers, and one indicator worked through."""

from __future__ import annotations

import math
from collections import Counter

import pandas as pd
import streamlit as st

from cluster_core.assess.audit import Step, audit
from cluster_core.assess.worked import work
from cluster_core.model.assessment import Assessment
from ui import figures, sentences, state, view_state, worked_words
from ui.subjects import Subject
from ui.text import name, number, plain, score, t
from ui.widget_keys import Key

_INDENT = "\u3000"
_TREE_HEIGHT = 640


def headline(assessment: Assessment) -> str:
    """Return in one sentence what the total of the focus region is made of."""
    focus = sentences.focus_of(assessment)
    if focus is None:
        return t("method.headline_nobody")
    steps = audit(assessment, focus)
    leaves = _distinct(steps)
    filled = sum(step.coverage > 0 for step in leaves)
    estimated = sum(step.imputed for step in leaves)
    also = t("method.headline_estimated", count=estimated) if estimated else ""
    place = sentences.region(assessment, focus)
    if math.isnan(steps[0].score):
        return t("method.headline_untold", place=place, filled=filled, total=len(leaves)) + also
    dimensions = len(assessment.framework.dimensions)
    line = t(
        "method.headline",
        place=place,
        score=score(steps[0].score),
        filled=filled,
        total=len(leaves),
        dimensions=dimensions,
    )
    return line + also


# ---- the tree


def tree(assessment: Assessment) -> None:
    """Draw every node and indicator with its numbers for the region in focus."""
    focus = sentences.focus_of(assessment)
    if focus is None:
        st.info(t("method.choose_region"))
        return
    steps = audit(assessment, focus)
    title = tree_title(assessment, steps)
    marked = t("method.tree_estimates") if any(step.imputed for step in steps) else ""
    figures.heading(title, _drawn(assessment, sentences.region(assessment, focus)) + marked)
    shares = (t("method.column_share"), t("method.column_effective"), t("method.column_coverage"))
    points = (t("method.column_score"), t("method.column_contribution"))
    config = {
        **{column: st.column_config.NumberColumn(format="%.1f%%") for column in shares[:2]},
        shares[2]: st.column_config.NumberColumn(format="%.0f%%"),
        points[0]: st.column_config.NumberColumn(format="%.1f"),
        points[1]: st.column_config.NumberColumn(format="%.2f"),
        t("method.column_name"): st.column_config.TextColumn(width=310),
        t("method.column_unit"): st.column_config.TextColumn(width=115),
        t("method.column_year"): st.column_config.TextColumn(width=80),
        t("method.column_value"): st.column_config.TextColumn(width=65),
        t("method.column_note"): st.column_config.TextColumn(width=125),
    }
    figures.cells(
        "tree",
        table(assessment, steps),
        [Subject(focus, step.id) for step in steps],
        column_config=config,
        height=_TREE_HEIGHT,
        placeholder="–",
        alt=title,
    )


def _drawn(assessment: Assessment, place: str) -> str:
    """Return what the tree shows; under another mean than the plain one it is no weighted average."""
    scenario = assessment.scenario
    rules = {node.aggregate or scenario.aggregate for node in assessment.framework.nodes}
    plain_mean = rules <= {"arithmetic", "power:1"}
    return t("method.tree_drawn" if plain_mean else "method.tree_drawn_other", place=place)


def tree_title(assessment: Assessment, steps: tuple[Step, ...]) -> str:
    """Return which indicator brings most and how many bring nothing for want of data."""
    leaves, points = _distinct(steps), _points(steps)
    missing = len(leaves) - len(points)
    if not points:
        observed = any(step.coverage > 0 for step in leaves)
        return t("method.tree_withheld" if observed else "method.tree_nothing")
    most = max(points, key=points.__getitem__)
    facts = {
        "indicator": sentences.node_name(assessment, most),
        "points": number(points[most], 2),
        "count": missing,
    }
    if estimated := sum(step.imputed for step in leaves):
        return t("method.tree_estimated", **facts, estimated=estimated)
    return t("method.tree", **facts)


def _distinct(steps: tuple[Step, ...]) -> list[Step]:
    """Return every indicator once, wherever it stands."""
    return list({step.id: step for step in steps if step.is_indicator}.values())


def _points(steps: tuple[Step, ...]) -> dict[str, float]:
    """Return what each indicator brings from all places where it stands."""
    points: dict[str, float] = {}
    for step in steps:
        if step.is_indicator and not math.isnan(step.contribution):
            points[step.id] = points.get(step.id, 0.0) + step.contribution
    return points


def table(assessment: Assessment, steps: tuple[Step, ...]) -> pd.DataFrame:
    """Return the tree as a table, children below their parent and set in; weights and coverage in percent."""
    return pd.DataFrame(
        [
            {
                t("method.column_name"): _INDENT * step.level + sentences.node_name(assessment, step.id),
                t("method.column_share"): step.share * 100,
                t("method.column_effective"): step.effective * 100,
                t("method.column_value"): _value(step),
                t("method.column_unit"): _unit(assessment, step),
                t("method.column_year"): _year(step),
                t("method.column_score"): step.score,
                t("method.column_contribution"): step.contribution,
                t("method.column_coverage"): step.coverage * 100,
                t("method.column_note"): _note(assessment, step),
            }
            for step in steps
        ]
    )


def _value(step: Step) -> str:
    if not step.is_indicator:
        return ""
    if math.isnan(step.value):
        return t("method.missing")
    value = sentences.number_alone(step.value)
    return t("method.estimated_value", value=value) if step.imputed else value


def _unit(assessment: Assessment, step: Step) -> str:
    return name(assessment.dataset.indicators[step.id].unit) if step.is_indicator else ""


def _year(step: Step) -> str:
    if not step.is_indicator or step.year is None or step.imputed:
        return ""
    if step.denominator_year is None or step.denominator_year == step.year:
        return str(step.year)
    return f"{step.year}/{step.denominator_year}"


def _note(assessment: Assessment, step: Step) -> str:
    if not step.is_indicator:
        return ""
    indicator = assessment.dataset.indicators[step.id]
    rating = indicator.kind == "expert" and math.isnan(step.value)
    return " · ".join(
        note
        for note, holds in (
            (t("method.estimated"), step.imputed),
            (t("method.proxy"), indicator.proxy),
            (t("method.rating"), rating),
            (t("method.log"), indicator.transform == "log1p"),
            (t("method.cost"), indicator.sign < 0),
        )
        if holds
    )


# ---- one indicator


def example(assessment: Assessment) -> None:
    """Draw one indicator's way to the total, in plain words beside the formula with its numbers."""
    focus = sentences.focus_of(assessment)
    leaves = [step for step in audit(assessment, focus) if step.is_indicator] if focus else []
    known = [step for step in leaves if not math.isnan(step.contribution)]
    if focus is None or not known:
        return
    names = place_names(assessment, known)
    kept = view_state.picked(Key.INDICATOR)
    most = max(known, key=lambda step: step.contribution)
    chosen = kept if kept in names else _place(most)
    state.show(Key.INDICATOR, chosen)
    parent, _, indicator = chosen.partition("/")
    worked = work(assessment, focus, indicator, parent)
    figures.heading(
        t(
            "method.example",
            place=sentences.region(assessment, focus),
            indicator=names[chosen],
            points=number(worked.step.contribution, 2),
        ),
        t("method.example_drawn"),
    )
    st.selectbox(
        t("method.choose"),
        list(names),
        format_func=names.__getitem__,
        key=Key.INDICATOR,
        on_change=_on_choice,
    )
    for words, formula in worked_words.lines(assessment, worked):
        text, shown = st.columns([4, 5], gap="medium", vertical_alignment="center")
        text.markdown(plain(words))
        if formula:
            shown.latex(formula)


def place_names(assessment: Assessment, known: list[Step]) -> dict[str, str]:
    """Return the name of every indicator by its place, with the part where it stands if there are several."""
    places = Counter(step.id for step in known)
    return {
        _place(step): t(
            "method.at",
            name=sentences.node_name(assessment, step.id),
            part=sentences.node_name(assessment, step.parent),
        )
        if places[step.id] > 1
        else sentences.node_name(assessment, step.id)
        for step in known
    }


def _place(step: Step) -> str:
    return f"{step.parent}/{step.id}"


def _on_choice() -> None:
    view_state.pick(Key.INDICATOR, str(state.widget(Key.INDICATOR)))
