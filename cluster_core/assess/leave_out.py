"""What the ranking owes to one part: rescored without each indicator, node and region in turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cluster_core.index.composite import rank_scores, score
from cluster_core.index.prepare import prepare
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Child, Framework, Node
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array

NOTHING = 1e-12


@dataclass(frozen=True, eq=False, slots=True)
class LeaveOut:
    """Ranks of the units (columns) with everything and without each part (rows).

    `before` and `after` rank the units that have a score both times, among each other, 1 best; NaN for the rest, which
    is all of a row where nothing is left to score. `score_change` is in points of the root's score.
    """

    parts: tuple[str, ...]
    is_indicator: tuple[bool, ...]
    units: tuple[str, ...]
    before: Array
    after: Array
    score_change: Array

    @property
    def shift(self) -> Array:
        """Rank after less rank before: above 0 a unit falls when the part is left out."""
        return self.after - self.before

    def tidy(self) -> pd.DataFrame:
        """Return one row a part: part, is_indicator, rank_shift_mean, rank_shift_max, moved, n.

        Shifts are absolute; `moved` are the units with the largest one (empty where nobody moves), joined by `;`, `n`
        the units ranked both times.
        """
        moves = np.abs(self.shift)
        ranked = (~np.isnan(moves)).sum(axis=1)
        return pd.DataFrame(
            {
                "part": list(self.parts),
                "is_indicator": list(self.is_indicator),
                "rank_shift_mean": np.where(
                    ranked > 0, np.nansum(moves, axis=1) / np.maximum(ranked, 1), np.nan
                ),
                "rank_shift_max": np.where(
                    ranked > 0, np.max(np.nan_to_num(moves), axis=1, initial=0), np.nan
                ),
                "moved": [";".join(self._furthest(row)) for row in moves],
                "n": ranked,
            }
        )

    def by_unit(self, *, indicators: bool = True) -> pd.DataFrame:
        """Return one row a unit: region, best and worst rank and rank_shift_mean when parts are left out one at a time.

        Over the indicators, or with `indicators=False` over the nodes. Missing (NaN) where the unit is never ranked.
        """
        rows = [at for at, leaf in enumerate(self.is_indicator) if leaf == indicators]
        after, moves = self.after[rows], np.abs(self.shift[rows])
        seen = (~np.isnan(after)).sum(axis=0)
        known = seen > 0
        return pd.DataFrame(
            {
                "region": list(self.units),
                "best": np.where(
                    known, np.where(np.isnan(after), np.inf, after).min(axis=0, initial=np.inf), np.nan
                ),
                "worst": np.where(known, np.nan_to_num(after).max(axis=0, initial=0), np.nan),
                "rank_shift_mean": np.where(known, np.nansum(moves, axis=0) / np.maximum(seen, 1), np.nan),
            }
        )

    def _furthest(self, moves: Array) -> list[str]:
        top = np.nan_to_num(moves).max(initial=0)
        return [unit for unit, move in zip(self.units, moves, strict=True) if top > 0 and move == top]


def leave_one_out(assessment: Assessment) -> LeaveOut:
    """Rescore without each indicator and each node below the root, one at a time.

    Returns
    -------
    LeaveOut
        One row per node below the root and distinct indicator, in tree order. A part is taken out wherever it stands,
        with all below it; a node that is left with nothing that weighs anything goes too. The weights of the rest are
        those of the scenario's set for the smaller tree (objective ones are computed anew), min-max bounds stay.

    Notes
    -----
    OECD/JRC Handbook (2008), step 7: inclusion and exclusion of indicators.
    """
    framework = assessment.framework
    parts = list(dict.fromkeys((child.id, child.is_indicator) for _, child in framework.edges()))
    before = assessment.scored.scores[:, 0]
    after = np.full((len(parts), len(before)), np.nan)
    for row, part in enumerate(parts):
        smaller = without(framework, assessment.scenario, part, assessment.scored.mean_weights)
        if smaller is not None:
            after[row] = score(assessment.prepared, *smaller).scores[:, 0]
    return _compared(
        [name for name, _ in parts], [leaf for _, leaf in parts], assessment.units, before, after
    )


def nothing_left_out(assessment: Assessment) -> LeaveOut:
    """Return the result of leaving nothing out: the units, and no row."""
    return _compared(
        [], [], assessment.units, assessment.scored.scores[:, 0], np.empty((0, len(assessment.units)))
    )


def leave_one_region_out(assessment: Assessment) -> LeaveOut:
    """Rescore the others without each unit in turn: min-max bounds, medians and objective weights rest on all of them.

    Returns
    -------
    LeaveOut
        One row per unit left out; its own column is NaN there. With a single unit nothing is left.
    """
    dataset, scenario, units = assessment.dataset, assessment.scenario, assessment.units
    before = assessment.scored.scores[:, 0]
    after = np.full((len(units), len(units)), np.nan)
    for row, out in enumerate(units):
        others = tuple(unit for unit in units if unit != out)
        if not others:
            continue
        asked = replace(
            scenario, peers=others, focus="" if scenario.focus == out else scenario.focus, rules=""
        )
        scored = score(prepare(dataset, asked), assessment.framework, asked)
        after[row, [unit != out for unit in units]] = scored.scores[:, 0]
    return _compared(list(units), [False] * len(units), units, before, after)


def without(
    framework: Framework, scenario: Scenario, part: tuple[str, bool], weights: Mapping[str, Array]
) -> tuple[Framework, Scenario] | None:
    """Return the framework, and the scenario that fits it, without a part; None where nothing is left.

    Parameters
    ----------
    framework, scenario
    part : id of a node or indicator, and whether it is an indicator
    weights : for every parent its children's shares in force
        They tell whether what is left under a parent weighs anything.
    """
    gone = {part}
    kept: dict[str, list[int]] = {}
    for node in reversed(framework.nodes):
        stays = [at for at, child in enumerate(node.children) if (child.id, child.is_indicator) not in gone]
        if len(stays) < len(node.children) and not weights[node.id][stays].sum() > NOTHING:
            gone.add((node.id, False))
        kept[node.id] = stays
    if (framework.id, False) in gone:
        return None
    nodes: dict[str, Node] = {}
    for node in framework.nodes:  # parents first: what hangs below a node that is gone goes with it
        if (node.id, False) not in gone and (node.parent in nodes or node.id == framework.id):
            nodes[node.id] = replace(node, children=_weighing([node.children[at] for at in kept[node.id]]))
    points = tuple(
        (parent, tuple(given[at] for at in kept[parent]))
        for parent, given in scenario.points
        if parent in nodes
    )
    smaller = Framework(
        framework.id,
        framework.name,
        tuple(nodes.values()),
        framework.source,
        framework.version,
        framework.method,
    )
    return smaller, replace(scenario, points=points)


def _weighing(children: list[Child]) -> tuple[Child, ...]:
    """Return the children; alike where their default weights are all 0 and other weights are in force."""
    if any(child.weight for child in children):
        return tuple(children)
    return tuple(replace(child, weight=1.0) for child in children)


def _compared(
    parts: list[str], leaves: list[bool], units: tuple[str, ...], before: Array, after: Array
) -> LeaveOut:
    whole = np.broadcast_to(before, after.shape)
    both = ~np.isnan(whole) & ~np.isnan(after)
    return LeaveOut(
        tuple(parts), tuple(leaves), units, _ranks(whole, both), _ranks(after, both), after - whole
    )


def _ranks(scores: Array, of: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Array:
    ranks = rank_scores(np.where(of, scores, np.nan).T).T.astype(np.float64)
    return np.where(of, ranks, np.nan)
