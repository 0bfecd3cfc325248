"""Weights from judgements of pairs (analytic hierarchy process): the questions, live weights and their consistency.

Any page that has the weights in its hands can draw `board`; nothing here knows which one.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import streamlit as st

from cluster_core.index.weighting.ahp import ACCEPTABLE, Ahp, Judgement, analytic_hierarchy
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.model.stages import Array
from ui import figures, lab_state, marks, state, weight_board
from ui.text import number, percent, plain, t
from ui.widget_keys import Key

MOST = 6  # children: fifteen pairs, more nobody judges with care
STEPS = tuple(range(-8, 9))  # Saaty's scale 9 ... 1 ... 1/9
_COLUMNS = 3
_STRIP = 300  # pixels: the numbers below it as large as the text
_NOTED = 0.2  # |ln(given / consistent)|: a judgement nearer than a fifth is as good as consistent

Pair = tuple[str, str]


def board(assessment: Assessment) -> None:
    """Draw, in a part that opens, the comparison of the root's children in pairs and what follows from it."""
    part = st.expander(t("ahp.title"), key=Key.AHP, on_change="rerun")
    if part.open:
        with part:
            _comparison(assessment)


def dialog(assessment: Assessment) -> None:
    """Open the comparison over the page; it closes when its weights are put in force."""
    st.dialog(t("ahp.title"), width="large")(_comparison)(assessment)


def _comparison(assessment: Assessment) -> None:
    children = assessment.framework.dimensions
    if not 2 <= len(children) <= MOST:
        st.info(t("ahp.unsuitable", most=MOST, count=len(children)))
        return
    st.caption(plain(t("ahp.hint", pairs=len(children) * (len(children) - 1) // 2)))
    _questions(assessment)
    _answer(assessment)


def matrix_of(children: tuple[str, ...], judged: Mapping[Pair, int]) -> Array:
    """Return the reciprocal matrix that judgements mean; pairs that were not judged are alike.

    A step k > 0 says that the first of a pair is k + 1 times as important as the second, -k the other way round.
    """
    matrix = np.ones((len(children), len(children)))
    for (first, second), step in judged.items():
        if first in children and second in children:
            row, column = children.index(first), children.index(second)
            times = float(abs(step) + 1)
            matrix[row, column] = times if step >= 0 else 1 / times
            matrix[column, row] = 1 / matrix[row, column]
    return matrix


# ---- the questions


def _questions(assessment: Assessment) -> None:
    framework = assessment.framework
    judged = lab_state.judgements(framework.id)
    pairs = list(combinations(framework.dimensions, 2))
    for first in range(0, len(pairs), _COLUMNS):  # row by row, as they are read aloud and stacked on a phone
        columns = st.columns(_COLUMNS, gap="medium")
        for place, pair in enumerate(pairs[first : first + _COLUMNS]):
            with columns[place]:
                _question(assessment, first + place, pair, judged.get(pair, 0))


def _question(assessment: Assessment, at: int, pair: Pair, step: int) -> None:
    key = Key.AHP_PAIR.of(at)
    state.show(key, step)
    first, second = (weight_board.child_name(assessment, child) for child in pair)
    st.selectbox(
        plain(t("ahp.pair", first=first, second=second)),
        STEPS[::-1],
        format_func=lambda one: judgement_text(assessment, pair, one),
        key=key,
        on_change=_on_judgement,
        args=(assessment.framework, pair, key),
    )


def _on_judgement(framework: Framework, pair: Pair, key: str) -> None:
    lab_state.set_judgement(framework.id, pair, int(str(state.widget(key))))


def judgement_text(assessment: Assessment, pair: Pair, step: int) -> str:
    """Return a judgement in words, with its number on the scale."""
    if step == 0:
        return t("ahp.alike")
    winner = pair[0] if step > 0 else pair[1]
    times = abs(step) + 1
    return t(
        "ahp.judged",
        name=weight_board.child_name(assessment, winner),
        word=t(f"ahp.scale_{times}"),
        times=times,
    )


# ---- the answer


def _answer(assessment: Assessment) -> None:
    framework = assessment.framework
    found = analytic_hierarchy(matrix_of(framework.dimensions, lab_state.judgements(framework.id)))
    left, right = st.columns([5, 7], gap="large")
    with left:
        figures.heading(weights_text(assessment, found), t("ahp.weights_drawn"))
        shares = [float(weight) for weight in found.weights]
        st.image(
            marks.weight_strip(shares, figures.tokens()), alt=weights_text(assessment, found), width=_STRIP
        )
        with st.container(horizontal=True):
            used = st.button(
                t("ahp.use"),
                key=Key.AHP_USE,
                on_click=_on_use,
                args=(framework, tuple(shares)),
                type="primary",
                icon=":material/check:",
            )
            st.button(
                t("ahp.clear"), key=Key.AHP_CLEAR, on_click=lab_state.clear_judgements, args=(framework.id,)
            )
    with right:
        figures.heading(consistency_text(found), t("ahp.ratio_drawn", limit=number(ACCEPTABLE, 2)))
        with st.container(gap="xsmall"):
            for line in hints(assessment, found):
                st.caption(plain(line))
    if used:
        st.rerun()  # a dialog runs alone: the page behind it shows the new weights, and the dialog is gone


def _on_use(framework: Framework, shares: tuple[float, ...]) -> None:
    """Put the weights in force as points, over whatever set weighs what lies below."""
    weight_board.put_weights(state.scenario().with_points(framework.id, shares))


def weights_text(assessment: Assessment, found: Ahp) -> str:
    """Return the weights in words."""
    return t("ahp.separator").join(
        t("strip.part", name=weight_board.child_name(assessment, child), weight=percent(float(weight), 1))
        for child, weight in zip(assessment.framework.dimensions, found.weights, strict=True)
    )


def consistency_text(found: Ahp) -> str:
    """Return whether the judgements fit together."""
    if len(found.weights) < 3:
        return t("ahp.two")
    key = "ahp.consistent" if found.acceptable else "ahp.inconsistent"
    return t(key, ratio=number(found.ratio, 3))


def hints(assessment: Assessment, found: Ahp) -> list[str]:
    """Return the judgements that fit worst, each with the value that would fit the others."""
    return [_hint(assessment, one) for one in found.least_consistent if one.deviation > _NOTED]


def _hint(assessment: Assessment, one: Judgement) -> str:
    children = assessment.framework.dimensions
    pair = (children[one.row], children[one.column])
    first, second = (weight_board.child_name(assessment, child) for child in pair)
    given = round(one.given) - 1 if one.given >= 1 else 1 - round(1 / one.given)
    return t(
        "ahp.hint_pair",
        first=first,
        second=second,
        given=judgement_text(assessment, pair, given),
        name=first if one.consistent >= 1 else second,
        times=number(max(one.consistent, 1 / one.consistent), 1),
    )
