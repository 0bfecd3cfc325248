"""Which values an index has: at the year that it uses, only in another year, or not at all."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_core.model.assessment import Assessment

VINTAGE, OTHER, MISSING = "vintage", "other_year", "missing"


def availability(assessment: Assessment) -> pd.DataFrame:
    """Return where each value of the framework stands.

    Returns
    -------
    frame, one row per indicator of the framework and unit compared
        indicator, unit, state and year. `vintage`: the unit has the value at the year that the index uses, `year`.
        `other_year`: it was observed, but only in other years, the nearest to the scenario's being `year` (the later on
        a tie); of a ratio its numerator counts. `missing`: neither, no year.
    """
    rows = [
        (indicator, unit, *_place(assessment, indicator, at))
        for indicator in assessment.framework.indicators
        for at, unit in enumerate(assessment.units)
    ]
    tidy = pd.DataFrame(rows, columns=["indicator", "unit", "state", "year"])
    return tidy.astype({"year": "Int64"})


def _place(assessment: Assessment, indicator: str, at: int) -> tuple[str, int | None]:
    prepared, scenario = assessment.prepared, assessment.scenario
    vintage = prepared.vintages.get(indicator)
    column = prepared.at.get(indicator)
    if vintage and column is not None and np.isfinite(prepared.denominated[at, column]):
        return VINTAGE, vintage.year
    known = assessment.dataset.indicators.get(indicator)
    panel = assessment.dataset.panels[scenario.unit]
    observed = panel.of((known.numerator if known else "") or indicator)
    cells = observed[panel.units.index(assessment.units[at])]
    years = [year for year, value in zip(panel.years, cells, strict=True) if np.isfinite(value)]
    if not years:
        return MISSING, None
    return OTHER, min(years, key=lambda year: (abs(year - scenario.year), -year))
