"""The outcome of coupling coordination."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.model.stages import Array

COLUMNS = ("region", "C", "T", "D", "grade", "lagging", "lag_type")


@dataclass(frozen=True, eq=False, slots=True)
class Coupling:
    """Per unit: `degree` C, `coordination` T, `combined` D (all 0-1, NaN where undefined), grade 1-10 (0: none).

    lagging: ids of the lowest dimensions, joined by `;`; lag_type: `synchronous` where all lie close together, else
    those ids; both empty where undefined.
    """

    units: tuple[str, ...]
    degree: Array
    coordination: Array
    combined: Array
    grade: NDArray[np.int64]
    lagging: tuple[str, ...]
    lag_type: tuple[str, ...]

    def tidy(self) -> pd.DataFrame:
        """Return the columns region, C, T, D, grade, lagging (ids joined by `;`), lag_type."""
        grade = pd.Series(self.grade, dtype="Int64")
        return pd.DataFrame(
            {
                "region": list(self.units),
                "C": self.degree,
                "T": self.coordination,
                "D": self.combined,
                "grade": grade.where(grade > 0),
                "lagging": list(self.lagging),
                "lag_type": list(self.lag_type),
            },
            columns=COLUMNS,
        )
