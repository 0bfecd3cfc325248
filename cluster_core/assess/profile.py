"""The profile of a region: every indicator with its value, its place, what it weighs and what it holds back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cluster_core.assess.gaps import gaps
from cluster_core.assess.importance import place
from cluster_core.assess.measures import value_of
from cluster_core.assess.obstacle import obstacles
from cluster_core.assess.strengths import strengths
from cluster_core.model.assessment import Assessment
from cluster_core.model.weights import indicator_weights

COLUMNS = (
    *("region", "indicator", "value", "year", "goodness", "rank", "weight"),
    *("gap_frontier", "gap_group", "obstacle", "quadrant", "strength", "group_strength", "proxy"),
)


def profiles(assessment: Assessment, units: Sequence[str] = ()) -> pd.DataFrame:
    """Return what is diagnosed of each indicator of the framework, for some units or for all of them.

    Parameters
    ----------
    assessment
    units : of ``assessment.units``; none given means all

    Returns
    -------
    frame, one row a region and indicator
        region, indicator, value (own unit), year (of the value's vintage), goodness (0-1), rank (1 is best, among the
        units that have a value), weight (in the whole, 0-1), gap_frontier and gap_group (own unit, positive = behind;
        the group's median without the region), obstacle (percent of the region's shortfall), quadrant (importance by
        weight; empty where there is none), strength and group_strength (strength, weakness, none, insufficient), proxy.
        Missing stays missing.
    """
    names, prepared = assessment.framework.indicators, assessment.prepared
    shape = (len(assessment.units), len(names))
    columns = [prepared.at[name] for name in names]
    years = [vintage.year if (vintage := prepared.vintages.get(name)) else None for name in names]
    value = prepared.denominated[:, columns]
    ranks = (
        np.array([value_of(assessment, name).ranks for name in names], dtype=np.int64).reshape(shape[::-1]).T
    )
    rank = pd.Series(ranks.ravel(), dtype="Int64")
    year = pd.Series(years * len(assessment.units), dtype="Int64")
    told, gap = strengths(assessment), gaps(assessment)
    weight = indicator_weights(assessment.framework, assessment.scored.weights, shape[0])
    placed, _lines = place(prepared.goodness[:, columns], weight)
    table = pd.DataFrame(
        {
            "region": told["region"],
            "indicator": told["indicator"],
            "value": value.ravel(),
            "year": year.where(~np.isnan(value.ravel())),
            "goodness": told["goodness"],
            "rank": rank.where(rank > 0),
            "weight": weight.ravel(),
            "gap_frontier": _gaps_to(gap, "frontier", shape),
            "gap_group": _gaps_to(gap, "group_median", shape),
            "obstacle": obstacles(assessment).indicators.ravel(),
            "quadrant": placed.ravel(),
            "strength": told["strength"],
            "group_strength": told["group_strength"],
            "proxy": told["proxy"],
        },
        columns=list(COLUMNS),
    )
    return table[table["region"].isin(units)].reset_index(drop=True) if units else table


def _gaps_to(
    gap: pd.DataFrame, vs: str, shape: tuple[int, int]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the gaps of the indicators to one reference, unit after unit; they come indicator after indicator."""
    chosen = gap[gap["is_indicator"] & (gap["vs"] == vs)]["gap"].to_numpy(dtype=np.float64)
    return chosen.reshape(shape[::-1]).T.ravel()
