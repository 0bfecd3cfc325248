"""Which regions the Compare page compares: chosen by the reader, by default, or added as a statistical twin."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cluster_core.assess import compare
from cluster_core.assess.twins import twins
from cluster_core.model.assessment import Assessment
from ui import data, sentences, state, view_state
from ui.text import join, name, plain, t
from ui.widget_keys import Key

LEAST, MOST = 2, 10
TWINS = 3


def chosen(assessment: Assessment) -> tuple[str, ...]:
    """Return the regions to compare: as the reader chose them, as far as they are there, else the default."""
    wanted = view_state.compared()
    if wanted is None:
        return default(assessment)
    kept = tuple(unit for unit in dict.fromkeys(wanted) if unit in assessment.units)[:MOST]
    return kept if set(kept) == set(wanted) or len(kept) >= LEAST else default(assessment)


def default(assessment: Assessment) -> tuple[str, ...]:
    """Return the region in focus, else the first by rank, and the one next above it."""
    ranks = sentences.rank_by_unit(assessment)
    leader = min(ranks, key=ranks.__getitem__) if ranks else assessment.units[0]
    first = sentences.focus_of(assessment) or leader
    other = compare.nearest_above(assessment, first)
    others = [unit for unit in assessment.units if unit != first]
    return (first, other or others[0]) if others else (first,)


def picker(assessment: Assessment, regions: Sequence[str]) -> None:
    """Let the reader choose the regions, and say which of those wanted cannot be compared."""
    units = assessment.dataset.units(assessment.scenario.unit)
    state.show(Key.COMPARED, list(regions))
    st.multiselect(
        t("compare.pick", least=LEAST, most=MOST),
        list(assessment.units),
        format_func=lambda unit: name(units[unit].name),
        key=Key.COMPARED,
        on_change=_on_pick,
        placeholder=t("widget.choose"),
        select_all=False,
    )
    if said := left_out(assessment):
        st.caption(plain(said))


def _on_pick() -> None:
    picked = state.widget(Key.COMPARED)
    view_state.set_compared([str(unit) for unit in picked] if isinstance(picked, list) else [])


def left_out(assessment: Assessment) -> str:
    """Return which of the regions wanted are not compared: unknown, outside the peers, or beyond the limit."""
    wanted = tuple(dict.fromkeys(view_state.compared() or ()))
    known = assessment.dataset.units(assessment.scenario.unit)
    there = [unit for unit in wanted if unit in assessment.units]
    said = [
        t(key, most=MOST, names=join(names), count=len(names))
        for key, names in (
            ("compare.unknown", [unit for unit in wanted if unit not in known]),
            (
                "compare.not_peers",
                [name(known[unit].name) for unit in wanted if unit in known and unit not in assessment.units],
            ),
            ("compare.too_many", [name(known[unit].name) for unit in there[MOST:]]),
        )
        if names
    ]
    return " ".join(said)


def too_few(assessment: Assessment) -> None:
    """Say what to do when there are not two regions to compare."""
    st.info(t("compare.choose" if len(assessment.units) >= LEAST else "compare.widen"))


# ---- statistical twins


def suggested(assessment: Assessment, regions: Sequence[str]) -> list[str]:
    """Return the regions most like the first one that are not compared yet; none where no more can be added."""
    if len(regions) >= MOST or not regions:
        return []
    key = ("twins", assessment.dataset.fingerprint, assessment.scenario.encode(), regions[0])
    near: list[str] = data.remember(
        key, lambda: [one.unit for one in twins(assessment, regions[0], MOST + TWINS)]
    )
    return [unit for unit in near if unit not in regions][:TWINS]


def suggest(assessment: Assessment, regions: Sequence[str]) -> None:
    """Offer the statistical twins of the first region; one click adds one."""
    offered = suggested(assessment, regions)
    if not offered:
        return
    units = assessment.dataset.units(assessment.scenario.unit)
    state.show(Key.COMPARED_TWIN, None)
    st.pills(
        t("compare.twins", place=plain(sentences.region(assessment, regions[0]))),
        offered,
        format_func=lambda unit: t("compare.add", name=name(units[unit].name)),
        key=Key.COMPARED_TWIN,
        on_change=_on_twin,
        args=(tuple(regions),),
        help=t("compare.twins_help"),
    )


def _on_twin(regions: tuple[str, ...]) -> None:
    if added := state.widget(Key.COMPARED_TWIN):
        view_state.set_compared((*regions, str(added)))
