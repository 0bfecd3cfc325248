"""How far behind: the gap of every indicator and node to the frontier, to the medians and to the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.assess.coupling import SCALES
from cluster_core.assess.references import group_median_of_others, groups_of, median_of_others, refer
from cluster_core.index.composite import RANK_DECIMALS
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array

ORDER = ("frontier", "group_median", "peer_median", "target")
COLUMNS = (
    *("region", "id", "is_indicator", "vs", "value", "reference"),
    *("gap", "gap_goodness", "gap_relative", "frontier"),
)
ROUNDING = 1e-12


def gaps(assessment: Assessment) -> pd.DataFrame:
    """Return the gaps of all units, positive where a unit is behind.

    Parameters
    ----------
    assessment

    Returns
    -------
    frame, one row an indicator or node, reference and region
        region, id, is_indicator, vs (frontier, group_median, peer_median, and target for indicators that state one),
        value and reference (own unit of an indicator; score of a node), gap (in that unit), gap_goodness (0-1; of a
        node score / 100 where the scale is 0-100, else NaN), gap_relative (gap / |reference|, NaN for a reference
        of about 0), frontier (the units that hold the best value, joined by `;`).

    Notes
    -----
    gap = s (reference - value), s = 1 for a benefit and -1 for a cost; no weights. The frontier is the best of all
    units compared, so its holder has a gap of 0; medians leave the unit itself out, as the tests of shortcomings do.
    Goodness is held between the goalposts, so a target beyond them ends there. A missing or imputed value has no gap
    and is no reference.
    """
    parts = [*_of_indicators(assessment), *_of_nodes(assessment)]
    units, count = assessment.units, len(assessment.units)
    value, reference, gap, level_gap = (
        np.concatenate([part.numbers[place] for part in parts]) if parts else np.empty(0)
        for place in range(4)
    )
    size = np.abs(reference)
    return pd.DataFrame(
        {
            "region": np.tile(np.array(units, dtype=object), len(parts)),
            "id": _repeated([part.id for part in parts], count),
            "is_indicator": np.repeat(np.array([part.is_indicator for part in parts], dtype=np.bool_), count),
            "vs": _repeated([part.vs for part in parts], count),
            "value": value,
            "reference": reference,
            "gap": gap,
            "gap_goodness": level_gap,
            "gap_relative": gap / np.where(size > ROUNDING * np.abs(gap), size, np.nan),
            "frontier": _repeated([part.frontier for part in parts], count),
        },
        columns=list(COLUMNS),
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Part:
    """One indicator or node against one reference; numbers: value, reference, gap and gap in goodness, a row each."""

    id: str
    vs: str
    frontier: str
    numbers: tuple[Array, Array, Array, Array]
    is_indicator: bool


def _of_indicators(assessment: Assessment) -> Iterator[_Part]:
    prepared = assessment.prepared
    groups = groups_of(assessment.dataset, assessment.scenario.unit, assessment.units)
    for name in assessment.framework.indicators:
        indicator, column = assessment.dataset.indicators[name], prepared.at[name]
        own, level = prepared.denominated[:, column], prepared.goodness[:, column]
        best = _holders(assessment.units, indicator.sign * own)
        for vs in ORDER:
            if vs != "target" or indicator.target is not None:
                found = refer(prepared, indicator, vs, groups=groups, target=indicator.target)
                gap = _without_rounding(indicator.sign * (found.value - own), own, found.value)
                of_level = _without_rounding(found.goodness - level, np.ones_like(level), level)
                yield _Part(name, vs, best, (own, found.value, gap, of_level), is_indicator=True)


def _of_nodes(assessment: Assessment) -> Iterator[_Part]:
    groups = groups_of(assessment.dataset, assessment.scenario.unit, assessment.units)
    scale = 100 if assessment.scenario.normalise in SCALES else np.nan
    for column, node in enumerate(assessment.framework.nodes):
        scores = assessment.scored.scores[:, column]
        best = _holders(assessment.units, np.round(scores, RANK_DECIMALS))
        references = (
            np.full(scores.shape, np.fmax.reduce(scores)),
            group_median_of_others(scores, groups),
            median_of_others(scores),
        )
        for vs, reference in zip(ORDER, references, strict=False):
            gap = _without_rounding(reference - scores, scores, reference)
            yield _Part(node.id, vs, best, (scores, reference, gap, gap / scale), is_indicator=False)


def _without_rounding(gap: Array, value: Array, reference: Array) -> Array:
    size = np.fmax(np.abs(value), np.abs(reference))
    return np.where(np.abs(gap) <= ROUNDING * size, 0.0, gap)


def _holders(units: tuple[str, ...], goodness: Array) -> str:
    best = np.fmax.reduce(goodness)
    return ";".join(unit for unit, value in zip(units, goodness, strict=True) if value == best)


def _repeated(names: list[str], count: int) -> NDArray[np.object_]:
    return np.repeat(np.array(names, dtype=object), count)
