"""Facts as short cards: the worst shortcomings of the region in focus, and the three numbers of coordination."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from cluster_core.assess.evidence import ITEM
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import Item
from ui import sentences, view_state
from ui.subjects import PAGE, Subject
from ui.text import join, name, number, plain, t
from ui.widget_keys import Key

_TESTS_SHOWN = 2


def coupling_line(assessment: Assessment) -> str:
    """Return C, T and D of the focus region: D is never shown without T beside it."""
    row = sentences.coupling_of(assessment)
    if row is None or not math.isfinite(row["D"]):
        return ""
    return t("coupling.figures", c=number(row["C"], 2), t=number(row["T"], 2), d=number(row["D"], 2))


def shortcomings(assessment: Assessment, *, count: int) -> None:
    """Draw the worst items as cards side by side; those without enough data are counted in the title, not drawn."""
    focus = sentences.focus_of(assessment)
    rows = assessment.shortcomings[assessment.shortcomings["region"] == focus]
    if focus is None or rows.empty:
        return
    st.markdown(f"**{plain(sentences.shortcomings_takeaway(rows))}**")
    worst = worst_of(rows, count)
    if worst.empty:
        if rows["severity"].isna().all():
            st.caption(t("shortcomings.none_assessable"))
        return
    items = {item.id: item for item in assessment.rules.items}
    families = {family.id: family.name for family in assessment.rules.families}
    for place, (column, (_, row)) in enumerate(
        zip(st.columns(count, gap="medium"), worst.iterrows(), strict=False)
    ):
        with column.container(key=f"card_{row['level']}_{place}", gap=None):
            _card(assessment, row, items[row["item"]], name(families[row["family"]]))
            with st.container(horizontal=True, gap="small"):
                answered(row["item"])
                why(focus, row["item"])


def worst_of(rows: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the items with the greatest severity; of equal ones the firmer first, then in the order of the rules."""
    known = rows[rows["severity"].notna() & (rows["level"] != "none")]
    return known.sort_values(["severity", "severity_raw"], ascending=False, kind="stable").head(count)


def _card(assessment: Assessment, row: pd.Series, item: Item, family: str) -> None:
    st.markdown(f"**{plain(name(item.name))}**")
    level = t(
        "shortcomings.severity",
        level=t(f"level.{row['level']}"),
        severity=severity_text(float(row["severity"])),
    )
    doubt = [t("shortcomings.indicative")] if row["indicative"] else []
    tests = assessment.tests[
        (assessment.tests["region"] == row["region"]) & (assessment.tests["item"] == row["item"])
    ]
    failed = tests[tests["fails"]].sort_values("severity", ascending=False)
    counted = t("shortcomings.tests", failed=len(failed), total=len(tests))
    st.markdown(" · ".join([f"**{plain(level)}**", *map(plain, [*doubt, family, counted])]))
    for _, test in failed.head(_TESTS_SHOWN).iterrows():
        st.caption(plain(sentences.failed_test(assessment, test)))
    untested = tests[~tests["assessable"]]
    if len(untested):
        missing = join(sentences.node_name(assessment, one) for one in untested["indicator"])
        st.caption(plain(t("shortcomings.untested", names=missing)))


def why(region: str, item: str) -> None:
    """Draw the button that opens the evidence behind a shortcoming."""
    st.button(
        t("card.button"),
        key=Key.CARD.of(item),
        on_click=view_state.ask,
        args=(PAGE, Subject(region, ITEM + item)),
        type="tertiary",
        icon=":material/fact_check:",
    )


def answered(item: str) -> None:
    """Draw the button that leads from a shortcoming to what answers it."""
    if st.button(
        t("toolbox.open"), key=Key.TOOL_OPEN.of(item), type="tertiary", icon=":material/arrow_forward:"
    ):
        view_state.pick(Key.ITEM, item)
        st.switch_page("../pages/toolbox.py")


def severity_text(severity: float) -> str:
    """Return a severity as a whole number, with one decimal near a limit of levels so that number and word agree."""
    near = any(abs(severity - limit) < 0.5 and round(severity) != severity for limit in (20, 40, 60))
    return number(severity, 1 if near else 0)
