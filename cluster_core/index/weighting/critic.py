"""CRITIC weights: an indicator counts more if it spreads widely and repeats little of what the others say."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_core.index.weighting.entropy import normalised
from cluster_core.model.stages import Array


def critic_weights(scaled: Array) -> Array:
    """Return each indicator's weight by contrast and conflict.

    Parameters
    ----------
    scaled : array, units x indicators
        Min-max scaled 0-1, higher is better; NaN is missing: deviations and correlations are pairwise complete.

    Returns
    -------
    array, indicators
        They sum to 1. A constant column has weight 0 and takes no part in the correlations; a correlation that the
        values in common do not define adds nothing. Equal weights where no column varies.

    Notes
    -----
    C_j = sd_j sum_k (1 - r_jk), w = C / sum C; sample deviation (n - 1). Diakoulaki et al. (1995), Computers &
    Operations Research 22(7): 763-770. A negative r raises the weight, as published.
    """
    table = pd.DataFrame(scaled)
    deviation = np.nan_to_num(table.std(ddof=1).to_numpy(dtype=np.float64))
    flat = deviation <= 1e-12
    varying: pd.DataFrame = pd.DataFrame(scaled[:, ~flat])
    correlation = varying.corr(method="pearson").to_numpy(dtype=np.float64)
    contrast = np.zeros(scaled.shape[1])
    contrast[~flat] = deviation[~flat] * np.nansum(1 - correlation, axis=1)
    return normalised(np.maximum(contrast, 0.0))
