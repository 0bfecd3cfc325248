"""Which weights carry a region to its best rank, put in force by one click; who ranks above whom, and how often."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from cluster_core.explore.acceptability import Acceptability
from cluster_core.explore.extreme_ranks import ExtremeRank, Shares
from cluster_core.model.assessment import Assessment
from ui import figures, lab_state, region_pair, robustness, sentences, state, weight_board
from ui import robustness_words as words
from ui.robustness import Options, Reach
from ui.text import ordinal, plain, t
from ui.widget_keys import Key


def ways(assessment: Assessment, found: Acceptability, reach: Reach) -> None:
    """Draw the weights that give the region in focus its best rank, within the limits and without any."""
    row = words.subject(assessment, found)
    unit = found.units[row] if row is not None else ""
    if row is None or unit not in reach.limited:
        return
    own, within, free = int(found.own[row]), reach.limited[unit], reach.free[unit]
    place = sentences.region(assessment, unit)
    figures.heading(t("sure.ways_title", place=place), t("sure.ways_drawn"))
    if within.best is None or (own and own <= within.best):
        st.caption(plain(t("sure.ways_best", place=place)))
    else:
        _way(assessment, within, "within")
    if free.best is not None and (within.best is None or free.best < within.best):
        _way(assessment, free, "free")


def _way(assessment: Assessment, end: ExtremeRank, kind: str) -> None:
    shares = words.shares_text(assessment, end.best_shares)
    said = t(f"sure.way_{kind}", rank=ordinal(end.best or 0), shares=shares)
    if len(end.best_shares) > 1:
        said += t("sure.way_deeper")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(plain(said), width="content")
        st.button(
            t("sure.use"),
            key=Key.SURE_USE.of(kind),
            on_click=put_in_force,
            args=(end.best_shares,),
            icon=":material/tune:",
        )


def put_in_force(shares: Shares) -> None:
    """Make these weights those of the scenario; sliders, locks and edits of other weights end with it."""
    scenario = state.scenario()
    for parent, given in shares.items():
        scenario = scenario.with_points(parent, tuple(np.clip(given, 0.0, 1.0).tolist()))
    lab_state.clear_locks()
    lab_state.clear_boards()
    lab_state.renew_editor()
    state.put(scenario)


# ---- who ranks above whom


def claims(assessment: Assessment, options: Options, found: Acceptability) -> None:
    """Let the reader choose two regions, and say in how many weightings one ranks above the other."""
    units = [found.units[row] for row in robustness.ordered(found)]
    if len(units) < 2:
        return
    figures.heading(t("sure.claims_title"), t("sure.claims_drawn"))
    if pair := region_pair.draw(assessment, units, (Key.SURE_ABOVE, Key.SURE_BELOW)):
        said = words.claim_text(assessment, robustness.pair(assessment, options, *pair))
        st.markdown(plain(said))


# ---- weights that suit a region


def central(assessment: Assessment, found: Acceptability) -> None:
    """Draw, in a part that opens, the mean weights under which each region comes first."""
    part = st.expander(t("sure.central"), key=Key.SURE_CENTRAL, on_change="rerun")
    if part.open:
        with part:
            st.caption(t("sure.central_drawn"))
            table = central_table(assessment, found)
            columns = [
                *(
                    weight_board.child_name(assessment, child.id)
                    for child in assessment.framework.root.children
                ),
                t("sure.column_best_share"),
            ]
            config = {one: st.column_config.NumberColumn(format="%.1f%%") for one in columns}
            st.dataframe(
                table, hide_index=True, column_config=config, height="content", alt=t("sure.central_drawn")
            )


def central_table(assessment: Assessment, found: Acceptability) -> pd.DataFrame:
    """Return each region's best rank met, in how many draws, and the mean weights of those draws, in percent."""
    root = assessment.framework.root
    laid: list[dict[str, object]] = []
    for row in robustness.ordered(found):
        best = int(np.flatnonzero(found.counts[row, 1:])[0]) + 1
        inside = found.ranks[row] == best
        mean = found.shares[root.id][inside].mean(axis=0)
        laid.append(
            {
                t("column.region"): sentences.region(assessment, found.units[row]),
                t("sure.column_best"): best,
                t("sure.column_best_share"): float(inside.mean()) * 100,
                **{
                    weight_board.child_name(assessment, child.id): float(share) * 100
                    for child, share in zip(root.children, mean, strict=True)
                },
            }
        )
    return pd.DataFrame(laid)
