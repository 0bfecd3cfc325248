"""Location quotient (区位熵): an industry's share in a region against its share in a reference area."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_core.model.industries import structure

ALL = "all regions of the table"


def location_quotient(
    tidy: pd.DataFrame, reference: pd.DataFrame | None = None, reference_name: str = "reference"
) -> pd.DataFrame:
    """Return the location quotient of every region and industry.

    Parameters
    ----------
    tidy : frame
        region, industry, value (`model.industries.structure`).
    reference : frame, optional
        The same columns for the area to compare with, its rows summed by industry; default: all regions of `tidy`, the
        region itself among them.
    reference_name : what the column `reference` says of a table given

    Returns
    -------
    frame, one row a region and industry
        region, industry, value, share (e_ir/e_r), reference_share (e_i/e), lq, reference. 0 where the region has none
        of the industry. NaN where its value is missing, where the region's total is 0, or where the reference area
        has none of the industry. Totals are over the values that are known.

    Raises
    ------
    MethodError
        If a table has a fault.

    Notes
    -----
    LQ = (e_ir / e_r) / (e_i / e). Above 1 the region is specialised; 1.2 is a usual cut. Unstable where e_r is small.

    >>> table = pd.DataFrame({"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "value": [3, 1, 1, 3]})
    >>> location_quotient(table)["lq"].tolist()
    [1.5, 0.5, 0.5, 1.5]
    """
    own = structure(tidy)
    area = own if reference is None else structure(reference, reference_name)
    totals = pd.Series(np.nansum(area.values, axis=0), index=list(area.industries))
    share = _ratio(own.values, np.nansum(own.values, axis=1, keepdims=True))
    in_area = _ratio(totals.to_numpy(), np.array(totals.sum()))
    in_area = pd.Series(in_area, index=totals.index).reindex(list(own.industries)).to_numpy()
    count = len(own.industries)
    return pd.DataFrame(
        {
            "region": np.repeat(own.regions, count),
            "industry": np.tile(own.industries, len(own.regions)),
            "value": own.values.ravel(),
            "share": share.ravel(),
            "reference_share": np.tile(in_area, len(own.regions)),
            "lq": _ratio(share, in_area).ravel(),
            "reference": ALL if reference is None else reference_name,
        }
    )


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return above / np.where(below > 0, below, np.nan)
