"""How far behind, in each indicator's own unit: the worst gaps to the best, the middle and the target as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import comparison_words, figures, profile_figures, sentences
from ui.profile import Profile
from ui.subjects import Subject
from ui.text import join, name, plain, t

SHOWN = 6
_HOLDERS = 2
_MEDIANS = ("group_median", "peer_median")


def worst(profile: Profile) -> list[str]:
    """Return the indicators that are behind the best, the furthest behind first (on the scale 0-1)."""
    rows = profile.gaps
    rows = rows[rows["is_indicator"] & (rows["vs"] == "frontier") & (rows["gap_goodness"] > 0)]
    return list(rows.sort_values("gap_goodness", ascending=False, kind="stable")["id"])


def draw(assessment: Assessment, profile: Profile) -> None:
    """Draw the worst gaps, and behind a switch all of them; in words where there is none."""
    behind = worst(profile)
    place = sentences.region(assessment, profile.focus)
    if not behind:
        figures.heading(t("profile.gaps_none", place=place))
        return
    figures.heading(
        t("profile.gaps_title", place=place, name=sentences.node_name(assessment, behind[0])),
        t("profile.gaps_drawn"),
    )
    shown = table(assessment, profile, behind[:SHOWN])
    with st.container(key="gap_table"):
        st.table(shown.map(plain).rename(columns=plain), border="horizontal", hide_index=True)
    if figures.switch("gaps"):
        every = list(assessment.framework.indicators)
        figures.cells(
            "gaps",
            table(assessment, profile, every),
            [Subject(profile.focus, one) for one in every],
            alt=t("profile.gaps_drawn"),
            height="content",
        )


def table(assessment: Assessment, profile: Profile, indicators: list[str]) -> pd.DataFrame:
    """Return the own value beside the references, an indicator a row; without columns that nobody has."""
    rows = profile.gaps[profile.gaps["is_indicator"]]
    by = {(row["id"], row["vs"]): row for _, row in rows.iterrows()}
    place = sentences.region(assessment, profile.focus)
    medians = [one for one in _MEDIANS if rows.loc[rows["vs"] == one, "reference"].notna().any()][:1]
    wanted = [*medians, *(["target"] if (rows["vs"] == "target").any() else [])]
    return pd.DataFrame(
        {
            t("profile.column_indicator"): [
                comparison_words.with_unit(assessment, one) for one in indicators
            ],
            place: [comparison_words.plain_value(float(by[one, "frontier"]["value"])) for one in indicators],
            t("profile.column_frontier"): [_best(assessment, by[one, "frontier"]) for one in indicators],
            t("profile.column_gap"): [_behind(assessment, by[one, "frontier"]) for one in indicators],
            **{t(f"vs.{vs}"): [_reference(by.get((one, vs))) for one in indicators] for vs in wanted},
        }
    )


def _reference(row: pd.Series | None) -> str:
    return t("profile.none_stated") if row is None else comparison_words.plain_value(float(row["reference"]))


def _best(assessment: Assessment, row: pd.Series) -> str:
    if pd.isna(row["reference"]):
        return t("compare.no_data")
    holders = [one for one in str(row["frontier"]).split(";") if one]
    names = [sentences.region(assessment, one) for one in holders]
    said = join(names)
    if len(names) > _HOLDERS:
        said = t("noun.and_others", names=names[0], count=len(names) - 1)
    return t("profile.best", value=comparison_words.plain_value(float(row["reference"])), names=said)


def _behind(assessment: Assessment, row: pd.Series) -> str:
    gap = float(row["gap"])
    if pd.isna(gap):
        return t("compare.no_data")
    if gap == 0:
        return t("profile.level")
    indicator = assessment.dataset.indicators[row["id"]]
    size = profile_figures.amount(abs(gap), indicator.unit)
    if "%" in name(indicator.unit):  # a difference of two percentages
        size = t("profile.points", number=sentences.number_alone(abs(gap)))
    return t("profile.short" if indicator.sign > 0 else "profile.above", gap=size)
