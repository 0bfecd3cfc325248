"""What the scenario computes of every region and part of its framework, in one table: score, rank, z and gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.assess.gaps import gaps
from cluster_core.assess.measures import LEAST, value_of
from cluster_core.index.normalise import mean_and_deviation, zscore
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array

COLUMNS = (
    *("unit", "item", "is_indicator", "level", "year", "denominator_year", "value"),
    *("score", "rank", "coverage", "z", "gap_median", "gap_best"),
)


def computed(assessment: Assessment) -> pd.DataFrame:
    """Return what is computed of every unit compared, for the nodes of the framework and then for its indicators.

    Returns
    -------
    frame, one row a node or indicator and unit
        unit; item (its id); is_indicator; level (of a node, the root 0; 0 for indicators); year and denominator_year
        (those that an indicator uses, <NA> without); value (an indicator's own, NaN where nobody observed it; of a
        node its score); score (of an indicator on the scenario's scale of normalisation); rank (1 is best, <NA>
        without); coverage (0-1, of an indicator 0 or 1); z; gap_median and gap_best.

    Notes
    -----
    z = s (x - mean) / sd over the units compared, sample deviation, s = -1 for a cost; x is a node's score, or an
    indicator's observed value after its transform and the scenario's treatment of outliers. Gaps are those of `gaps`
    to the median of the others and to the best, in the indicator's unit (of a node in points), positive where behind.
    An imputed value has a score, and nothing else here.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = computed(assess(dataset, default_scenario(dataset)))
    >>> bool((found["gap_best"].dropna() >= 0).all())
    True
    """
    nodes = [(node.id, node.level, False) for node in assessment.framework.nodes]
    items = [*nodes, *((one, 0, True) for one in assessment.framework.indicators)]
    behind = {
        (bool(of_indicator), str(item), str(vs)): part["gap"].to_numpy()
        for (of_indicator, item, vs), part in gaps(assessment).groupby(
            ["is_indicator", "id", "vs"], sort=False
        )
    }
    rows = [_rows(assessment, item) for item in items]
    for (item, _, is_indicator), part in zip(items, rows, strict=True):
        part["gap_median"] = behind[is_indicator, item, "peer_median"]
        part["gap_best"] = behind[is_indicator, item, "frontier"]
    return pd.concat(rows, ignore_index=True)[list(COLUMNS)]


def _rows(assessment: Assessment, part: tuple[str, int, bool]) -> pd.DataFrame:
    item, level, is_indicator = part
    prepared, scored = assessment.prepared, assessment.scored
    if is_indicator:
        column, known = prepared.at[item], assessment.dataset.indicators[item]
        values, score = prepared.denominated[:, column], prepared.normalised[:, column]
        coverage, sign = prepared.covered[:, column], known.sign
        spread = np.where(np.isnan(values), np.nan, prepared.treated[:, column])
        vintage = prepared.vintages.get(item)
        years = (vintage.year, vintage.denominator_year) if vintage else (None, None)
        ranks = _ranked(values * sign)
    else:
        measure = value_of(assessment, item)
        values = score = spread = measure.values
        coverage, sign, years, ranks = scored.coverage[:, scored.at[item]], 1, (None, None), measure.ranks
    count = len(assessment.units)
    year, denominator_year = (pd.array([one] * count, dtype="Int64") for one in years)
    return pd.DataFrame(
        {
            "unit": list(assessment.units),
            "item": item,
            "is_indicator": is_indicator,
            "level": level,
            "year": year,
            "denominator_year": denominator_year,
            "value": values,
            "score": score,
            "rank": pd.Series(ranks, dtype="Int64").where(lambda found: found > 0),
            "coverage": coverage,
            "z": _z(spread, sign),
        }
    )


def _ranked(goodness: Array) -> NDArray[np.int64]:
    """Return the place among the units compared, 1 for the best; 0 where missing; ties share the lowest number."""
    better = (goodness[None, :] > goodness[:, None] + LEAST).sum(axis=1)
    return np.where(np.isnan(goodness), 0, better + 1).astype(np.int64)


def _z(values: Array, sign: int) -> Array:
    mean, deviation = mean_and_deviation([values])
    return zscore(values[:, None], mean, deviation, np.array([float(sign)]))[:, 0]
