"""Every stage of an assessment as wide tables, with what was observed, imputed or treated marked cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cluster_core.index.outliers import treated_points
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Prepared

OBSERVED, MISSING = "observed", "missing"


def stage_tables(assessment: Assessment) -> dict[str, pd.DataFrame]:
    """Return every stage under the name of its file.

    Returns
    -------
    dict of frames
        raw, denominated, imputed, treated, normalised: region, year (the scenario's), then one column an indicator;
        aggregated: one a node; status: what each cell of `treated` rests on, see `cell_status`; outliers: one row a
        value that outlier treatment changed.
    """
    ready = assessment.prepared
    stages = {
        "raw": ready.raw,
        "denominated": ready.denominated,
        "imputed": ready.imputed,
        "treated": ready.treated,
        "normalised": ready.normalised,
        "status": cell_status(ready, assessment.scenario.impute),
    }
    tables = {name: _wide(values, ready.indicators, assessment) for name, values in stages.items()}
    nodes = [node.id for node in assessment.framework.nodes]
    tables["aggregated"] = _wide(assessment.scored.scores, nodes, assessment)
    tables["outliers"] = treated_points(ready)
    return tables


def cell_status(prepared: Prepared, method: str) -> np.ndarray[tuple[int, ...], np.dtype[np.object_]]:
    """Return units x indicators of words: observed, missing or imputed:METHOD, with ;winsorised or ;log where treated.

    A ratio is observed where numerator and denominator are.
    """
    status = np.full(prepared.imputed.shape, OBSERVED, dtype=object)
    status[np.isnan(prepared.imputed)] = MISSING
    status[prepared.filled] = f"imputed:{method}"
    for indicator, treatment in prepared.treatments.items():
        for row in treatment.rows:
            status[row, prepared.at[indicator]] += f";{treatment.how}"
    return status


def _wide(values: Any, columns: Sequence[str], assessment: Assessment) -> pd.DataFrame:
    table = pd.DataFrame(values, columns=list(columns))
    table.insert(0, "year", assessment.scenario.year)
    table.insert(0, "region", list(assessment.units))
    return table
