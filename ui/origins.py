"""Where weights come from and how regions are ranked otherwise: what is compared, and the controls of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from cluster_core.assess.rankings import BASE, Rankings, rankings
from cluster_core.assess.standings import Standings, standings
from cluster_core.assess.weight_sets import DRAWS, OWN, SETS, WeightSets, compare_weight_sets
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from ui import data, figures, origins_words, sentences, state, weight_board, weighting
from ui.subjects import Subject
from ui.text import plain, t
from ui.widget_keys import Key

MANY, LARGE = 200, 400  # units: above these the slow sets, and the methods that compare pairs, are left out
SLOW = ("bod",)
_FEWER_DRAWS = 200
SIDE_BY_SIDE = 5  # dimensions: with more, their panels need the whole width


@dataclass(frozen=True, eq=False)
class Comparison:
    """The scenario's ranking beside those under other weights and by other methods."""

    assessment: Assessment
    sets: WeightSets
    methods: Rankings

    @cached_property
    def in_force(self) -> str:
        """The set in force: one of those compared, or the reader's own."""
        framework, scenario = self.assessment.framework, self.assessment.scenario
        preset = weighting.preset_of(framework, scenario)
        return preset if preset in self.sets.ranks else OWN

    @cached_property
    def set_names(self) -> tuple[str, ...]:
        """Every set, the reader's own first where it is in force."""
        return tuple(one for one in self.sets.ranks if one != OWN or self.in_force == OWN)

    @cached_property
    def other_sets(self) -> tuple[str, ...]:
        """The sets that are not in force."""
        return tuple(one for one in self.set_names if one != self.in_force)

    @cached_property
    def method_names(self) -> tuple[str, ...]:
        """The methods other than the one in force that rank anybody."""
        same = {BASE, self.assessment.scenario.aggregate}
        return tuple(one for one, found in self.methods.ranks.items() if one not in same and found.any())

    @cached_property
    def standings(self) -> Standings:
        """Everybody's place under the other sets and by the other methods."""
        others: dict[str, NDArray[np.int64]] = {one: self.sets.ranks[one] for one in self.other_sets}
        others |= {one: self.methods.ranks[one] for one in self.method_names}
        return standings(self.assessment.scored.ranks[:, 0], others)

    @cached_property
    def agreement(self) -> Mapping[str, float]:
        """Kendall's tau with the scenario's ranking, by set and method."""
        sets = self.sets.agreement.set_index("set")["tau"]
        return {**sets, **self.methods.agreement.set_index("method")["kendall"]}

    @cached_property
    def by_dimension(self) -> pd.DataFrame:
        """The weights of the root's children, one row a set and child, sets in order."""
        return self._weights(self.sets.weights["parent"] == self.assessment.framework.id)

    @cached_property
    def by_indicator(self) -> pd.DataFrame:
        """The weights of the indicators in the whole, one row an indicator, one column a set."""
        leaves = list(self.assessment.framework.indicators)
        rows = self._weights(self.sets.weights["node"].isin(leaves))
        return rows.pivot_table(
            index="node", columns="set", values="effective_weight", aggfunc="sum", observed=True
        ).reindex(index=leaves, columns=list(self.set_names))

    def _weights(self, which: pd.Series) -> pd.DataFrame:
        rows = self.sets.weights[which & self.sets.weights["set"].isin(self.set_names)]
        order = {one: at for at, one in enumerate(self.set_names)}
        return rows.sort_values("set", key=lambda sets: sets.map(order), kind="stable")


def compared(assessment: Assessment) -> Comparison:
    """Return the comparison, worked out once per data and scenario; a word says so while it takes a while."""
    dataset = assessment.dataset
    asked = replace(assessment.scenario, focus="", rules="").encode()
    with st.spinner(t("origins.working")):
        return Comparison(
            assessment,
            data.remember(("sets", dataset.id, dataset.fingerprint, asked), lambda: _sets(assessment)),
            data.remember(
                ("rankings", dataset.id, dataset.fingerprint, asked),
                lambda: rankings(assessment, pairwise=len(assessment.units) <= LARGE),
            ),
        )


def _sets(assessment: Assessment) -> WeightSets:
    many = len(assessment.units) > MANY
    return compare_weight_sets(
        assessment.dataset,
        assessment.scenario,
        assessment.prepared,
        sets=tuple(one for one in SETS if not (many and one in SLOW)),
        draws=_FEWER_DRAWS if many else DRAWS,
    )


# ---- controls


def chooser(found: Comparison) -> None:
    """Draw one button per set, which puts it in force."""
    framework = found.assessment.framework
    offered = [one for one in found.set_names if one != OWN]
    state.show(Key.ORIGIN, found.in_force if found.in_force in offered else None)
    st.pills(
        t("origins.choose"),
        offered,
        format_func=lambda one: origins_words.short(framework, found.assessment.scenario, one),
        key=Key.ORIGIN,
        on_change=_on_choice,
        args=(framework,),
        help=t("origins.choose_help"),
        wrap=True,
    )


def _on_choice(framework: Framework) -> None:
    if chosen := state.widget(Key.ORIGIN):
        weight_board.put_preset(framework, str(chosen))


def leaves(found: Comparison) -> None:
    """Draw, in a part that opens, what every set gives to every indicator."""
    part = st.expander(t("origins.leaves"), key=Key.ORIGIN_LEAVES, on_change="rerun")
    if part.open:
        with part:
            table = leaf_table(found)
            shares = list(table.columns[1:])
            config = {one: st.column_config.NumberColumn(format="%.1f%%") for one in shares}
            figures.cells(
                "origin_leaves",
                table,
                [Subject(about=one) for one in found.by_indicator.index],
                column_config=config,
                height="content",
                alt=t("origins.leaves"),
            )


def leaf_table(found: Comparison) -> pd.DataFrame:
    """Return the indicators' weights in percent, with translated heads."""
    assessment, weights = found.assessment, found.by_indicator * 100
    heads = origins_words.heads(assessment.framework, assessment.scenario, found.set_names)
    names = [sentences.node_name(assessment, one) for one in weights.index]
    return pd.DataFrame(
        {
            t("origins.column_indicator"): names,
            **{head: weights[one].to_numpy() for one, head in heads.items()},
        }
    )


def explained(found: Comparison) -> None:
    """Draw, behind one button, what every set and method does, in a sentence each, and the way to the formulas."""
    with st.popover(t("origins.help"), key=Key.ORIGIN_HELP, width="stretch"):
        for title, lines in origins_words.explanations(found):
            with st.container(gap="xxsmall"):
                st.markdown(f"**{plain(title)}**")
                for line in lines:
                    st.caption(plain(line))
        st.page_link(
            st.Page("../pages/method.py", title=t("page.method"), url_path="method"),
            label=t("origins.to_method"),
            icon=":material/arrow_forward:",
        )


def left_out(found: Comparison) -> None:
    """Say who and what is left out of which comparison, and why."""
    lines = origins_words.left_out(found)
    if lines:
        with st.container(gap="xsmall"):
            figures.heading(t("origins.left_out"))
            for line in lines:
                st.caption(plain(line))
