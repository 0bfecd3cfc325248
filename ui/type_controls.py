"""What the reader can move on the page of types: thresholds, own ratings and the two criteria of the field."""

from __future__ import annotations

import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.model.typology import STRATEGIES, UNCLASSIFIED, Classification, Typology
from ui import cultivation, sentences, state, type_words, view_state
from ui.text import name, number, plain, t
from ui.widget_keys import Key

_LIMITS = {"t_high": "types.slider_t_high", "t_mid": "types.slider_t_mid"}
_COUNTS = {"n_high": "types.slider_n_high", "n_mid": "types.slider_n_mid"}


def thresholds(assessment: Assessment, typology: Typology) -> None:
    """Draw the sliders of the rule and say whose the thresholds are."""
    kept_as, rule = cultivation.subject(assessment, "rule"), cultivation.rule(assessment)
    most = max(2, len(typology.criteria))
    st.markdown(f"**{plain(t('types.thresholds'))}**")
    for (limit, said), (count, counted) in zip(_LIMITS.items(), _COUNTS.items(), strict=True):
        left, right = st.columns(2, gap="medium")
        with left:
            state.show(Key.JUDGE.of(limit), round(getattr(rule, limit)))
            st.slider(t(said), 0, 100, key=Key.JUDGE.of(limit), on_change=_on_limit, args=(kept_as, limit))
        with right:
            state.show(Key.JUDGE.of(count), min(getattr(rule, count), most))
            st.slider(
                t(counted), 1, most, key=Key.JUDGE.of(count), on_change=_on_count, args=(kept_as, count)
            )
    st.caption(plain(t("types.rule", least=number(rule.least, 0), criteria=rule.min_criteria)))
    st.caption(plain(name(typology.origin)))


def _on_limit(kept_as: str, moved: str) -> None:
    """Keep a threshold; the lower one takes the higher along, so that the rule can always be used."""
    limits = {one: float(str(state.widget(Key.JUDGE.of(one)))) for one in _LIMITS}
    other = "t_mid" if moved == "t_high" else "t_high"
    if limits["t_mid"] > limits["t_high"]:
        limits[other] = limits[moved]
    for one, limit in limits.items():
        cultivation.judge(kept_as, one, limit)


def _on_count(kept_as: str, field: str) -> None:
    cultivation.judge(kept_as, field, int(str(state.widget(Key.JUDGE.of(field)))))


def ratings(assessment: Assessment, outcome: Classification, row: int) -> None:
    """Draw the rubric of every criterion for the unit in focus; a rating stands in for the computed score."""
    unit = outcome.units[row]
    given = cultivation.ratings(assessment).get(unit, {})
    kept_as = cultivation.subject(assessment, "rating")
    st.markdown(f"**{plain(t('types.ratings', place=sentences.region(assessment, unit)))}**")
    st.caption(plain(t("types.ratings_how")))
    rubric = st.container(horizontal=True, gap="medium")
    for criterion in outcome.typology.criteria:
        key = Key.JUDGE.of(f"{unit}:{criterion.id}")
        rating = given.get(criterion.id)
        state.show(key, None if rating is None else round(rating))
        rubric.segmented_control(
            plain(name(criterion.name)),
            cultivation.RATINGS,
            key=key,
            on_change=_on_rating,
            args=(kept_as, unit, criterion.id),
        )
    subjects = (kept_as, cultivation.subject(assessment, "rule"))
    st.button(
        t("types.reset"),
        key=Key.FORGET.of("types"),
        on_click=cultivation.forget,
        args=subjects,
        disabled=not any(view_state.judged(one) for one in subjects),
        icon=":material/restart_alt:",
    )


def _on_rating(kept_as: str, unit: str, criterion: str) -> None:
    cultivation.judge(kept_as, (unit, criterion), state.widget(Key.JUDGE.of(f"{unit}:{criterion}")))


def axes(typology: Typology) -> tuple[str, str]:
    """Draw the choice of the two criteria of the field and return them; never twice the same."""
    known = {criterion.id: name(criterion.name) for criterion in typology.criteria}
    across = _axis(st.container(), Key.ACROSS, t("types.across"), known, 0)
    others = {one: label for one, label in known.items() if one != across}
    return across, _axis(st.container(), Key.UPWARDS, t("types.upwards"), others or known, 0)


def _axis(
    place: st.delta_generator.DeltaGenerator, key: Key, label: str, known: dict[str, str], first: int
) -> str:
    kept = view_state.picked(key)
    chosen = kept if kept in known else list(known)[first]
    state.show(key, chosen)
    place.selectbox(
        label, list(known), format_func=known.__getitem__, key=key, on_change=view_state.keep, args=(key,)
    )
    return chosen


# ---- what is lacking, what follows


def lacking(assessment: Assessment, outcome: Classification, row: int) -> None:
    """List, under every criterion without a score, the indicators without a value and their usual official source."""
    lines: list[str] = []
    missing = cultivation.without_value(assessment)
    for column, criterion in enumerate(outcome.typology.criteria):
        if outcome.coverage[row, column] < outcome.rule.min_coverage and not outcome.overridden[row, column]:
            lines += [f"- {plain(name(criterion.name))}"]
            lines += [
                f"    - {wanted(assessment, child.id)}" for child in criterion.children if child.id in missing
            ]
    if lines:
        st.markdown(f"**{plain(t('types.lacking'))}**\n\n" + "\n".join(lines))


def wanted(assessment: Assessment, indicator: str, gate: str = "") -> str:
    """Return an indicator, what a gate wants of it, and where it is usually found, as one line of Markdown."""
    source = type_words.source_of(assessment.dataset, indicator)
    title = plain(type_words.indicator_name(assessment.dataset, indicator))
    title += f" · {plain(gate)}" if gate else ""
    return title + (f" :gray[{plain(t('types.source', source=source))}]" if source else "")


def strategies(outcome: Classification, row: int) -> None:
    """List what the type calls for; nothing without a type."""
    found = next((one for one in outcome.typology.types if one.id == outcome.types[row]), None)
    if found is None or outcome.types[row] == UNCLASSIFIED or not found.strategy:
        return
    known = dict(found.strategy)
    lines = [
        "- " + plain(t("types.strategy_line", part=t(f"types.strategy_{one}"), text=name(known[one])))
        for one in STRATEGIES
        if one in known
    ]
    st.markdown(f"**{plain(t('types.strategy', type=name(found.name)))}**\n\n" + "\n".join(lines))
