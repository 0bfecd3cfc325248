"""The parts of the Audit page: correlations, what is left out, the findings, Cronbach's alpha and the method."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from cluster_core.assess.leave_out import LeaveOut, leave_one_region_out
from cluster_core.assess.reliability import STATED
from cluster_core.assess.statistical_audit import StatisticalAudit, statistical_audit
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import weighting_parts
from ui import audit_figures, audit_words, data, figures, state, view_state
from ui.audit_figures import INDICATORS, NODES, REGIONS
from ui.subjects import Subject
from ui.text import plain, t
from ui.widget_keys import Key

# Leaving out costs one scoring per part, and the stages before it as well per region: beyond these it takes seconds.
OWN_WEIGHTS = "bod"
MANY_REGIONS = 60


# ---- what is worked out, once per data and scenario


def found(assessment: Assessment) -> StatisticalAudit:
    """Return the audit of an assessment; without leaving parts out where that is slow and nobody asked for it."""
    slow = is_slow(assessment, INDICATORS)
    rescore = not slow or _is_asked(assessment, INDICATORS)
    key = ("audit", *_key(assessment), rescore)
    if not (slow and rescore):
        return data.remember(key, lambda: statistical_audit(assessment, rescore=rescore))
    with st.spinner(t("audit.running")):
        return data.remember(key, lambda: statistical_audit(assessment))


def _of(assessment: Assessment, audit: StatisticalAudit, kind: str) -> LeaveOut | None:
    """Return what happens without each part of a kind; None where that is slow and nobody asked for it."""
    if is_slow(assessment, kind) and not _is_asked(assessment, kind):
        return None
    if kind != REGIONS:
        return audit.leave_out
    with st.spinner(t("audit.running")):
        return data.remember(
            ("regions left out", *_key(assessment)), lambda: leave_one_region_out(assessment)
        )


def is_slow(assessment: Assessment, kind: str) -> bool:
    """Tell whether leaving every part of a kind out takes more than about a second."""
    if OWN_WEIGHTS in weighting_parts(assessment.scenario.weighting):
        return True
    return kind == REGIONS and len(assessment.units) > MANY_REGIONS


def _key(assessment: Assessment) -> tuple[str, ...]:
    """Return what an audit depends on: neither the region in focus nor the rules of diagnosis."""
    dataset = assessment.dataset
    return (dataset.id, dataset.fingerprint, replace(assessment.scenario, focus="", rules="").encode())


def _asked_for(assessment: Assessment, kind: str) -> str:
    return "~".join((*_key(assessment), REGIONS if kind == REGIONS else INDICATORS))


def _is_asked(assessment: Assessment, kind: str) -> bool:
    return view_state.picked(Key.RESCORE) == _asked_for(assessment, kind)


# ---- what is drawn


def correlations(assessment: Assessment, audit: StatisticalAudit) -> None:
    """Draw every part's correlation with what it belongs to, or say that none can be worked out."""
    figure = audit_figures.correlations(assessment, audit)
    if figure is None:
        st.info(t("audit.nothing"))
        return
    figures.show(figure, note=t("audit.words", **audit_words.limits(STATED)))


def left_out(assessment: Assessment, audit: StatisticalAudit) -> None:
    """Let the reader choose what is left out, and draw what that does to the ranking."""
    kinds = kinds_of(assessment)
    picked = view_state.picked(Key.LEFT_OUT)
    kind = picked if picked in kinds else kinds[0]
    state.show(Key.LEFT_OUT, kind)
    st.segmented_control(
        t("audit.left_out"),
        kinds,
        format_func=lambda one: t(f"audit.kind_{one}"),
        required=True,
        key=Key.LEFT_OUT,
        on_change=_on_kind,
    )
    result = _of(assessment, audit, kind)
    if result is None:
        st.caption(t("audit.slow"))
        st.button(t("audit.run"), key=Key.RESCORE, on_click=_on_run, args=(_asked_for(assessment, kind),))
        return
    figure = audit_figures.shifts(assessment, result, kind)
    if figure is None:
        st.info(plain(audit_words.no_shifts(result)))
        return
    figures.show(figure, note=audit_words.focus_range(assessment, result, kind))


def kinds_of(assessment: Assessment) -> list[str]:
    """Return what can be left out: indicators always, the dimensions and the regions where there are several."""
    nodes = len(assessment.framework.nodes) > 1
    return [
        INDICATORS,
        *([NODES] if nodes else []),
        *([REGIONS] if len(assessment.units) > 1 else []),
    ]


def _on_kind() -> None:
    if kind := state.widget(Key.LEFT_OUT):
        view_state.pick(Key.LEFT_OUT, str(kind))


def _on_run(asked: str) -> None:
    view_state.pick(Key.RESCORE, asked)


def findings(assessment: Assessment, audit: StatisticalAudit) -> None:
    """List what the audit found, each with what it means."""
    lines = _lines(audit_words.findings(assessment, audit))
    st.markdown(f"**{plain(t('audit.findings'))}**\n\n{lines}")


def consistency(assessment: Assessment, audit: StatisticalAudit) -> None:
    """Say how well the indicators hang together, with the numbers of every node as a table."""
    lead, *further = audit_words.alphas(assessment, audit)
    figures.heading(lead.said, lead.meaning)
    if further:
        st.markdown(_lines(further))
    if figures.switch("alphas"):
        columns = [t("audit.column_alpha"), t("audit.column_alpha_raw")]
        table = alpha_table(assessment, audit.alphas)
        figures.cells(
            "alphas",
            table,
            [Subject(about=one) for one in ordered(audit.alphas)["node"]],
            column_config={one: st.column_config.NumberColumn(format="%.2f") for one in columns},
            height="content",
            placeholder="–",
            alt=lead.said,
        )


def alpha_table(assessment: Assessment, alphas: pd.DataFrame) -> pd.DataFrame:
    """Return the alphas of all indicators and of every node, with the reason where there is none."""
    rows = ordered(alphas)
    return pd.DataFrame(
        {
            t("audit.column_part"): [
                audit_words.alpha_subject(assessment, row["node"], row["of"]) for _, row in rows.iterrows()
            ],
            t("audit.column_alpha"): rows["alpha"].to_numpy(),
            t("audit.column_alpha_raw"): rows["alpha_raw"].to_numpy(),
            t("audit.column_items"): rows["items"].to_numpy(),
            t("audit.column_n"): rows["n"].to_numpy(),
            t("audit.column_note"): [
                t(f"audit.reason_{reason}") if reason else "" for reason in rows["reason"]
            ],
        }
    )


def ordered(alphas: pd.DataFrame) -> pd.DataFrame:
    """Return the alphas of all indicators under a node first, then those of its children."""
    return pd.concat([alphas[alphas["of"] == "indicators"], alphas[alphas["of"] == "children"]])


def _lines(said: list[audit_words.Said]) -> str:
    return "\n".join(f"- {plain(one.said)} :gray[{plain(one.meaning)}]" for one in said)


def method() -> None:
    """Explain, on demand, how the numbers of the page are worked out."""
    limits = audit_words.limits(STATED)
    with st.expander(t("audit.method")):
        points = ("correlation", "interval", "flags", "alpha", "leave_out", "disparity")
        st.markdown("\n".join(f"- {plain(t(f'audit.method_{one}', **limits))}" for one in points))
