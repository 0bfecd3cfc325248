"""Ellison-Glaeser index: concentration in space beyond what few large plants would bring about by chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_core.agglomeration.herfindahl import hhi
from cluster_core.errors import MethodError, did_you_mean
from cluster_core.model.industries import checked, structure
from cluster_core.model.stages import Array

MEDIUM, STRONG = 0.02, 0.05


def ellison_glaeser(tidy: pd.DataFrame, plants: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return raw concentration G and, where plants are known, the index gamma of every industry.

    Parameters
    ----------
    tidy : frame
        region, industry, value (`model.industries.structure`); each region's share in all of it is x_r.
    plants : frame, optional
        The same columns, one row a plant. Of an industry that is in it, the regions' shares s_r are those of its
        plants; every region must be in `tidy`.

    Returns
    -------
    frame, one row an industry
        industry, plants (count), G, H, gamma, basis, reading. basis tells what may be read: `gamma`, or `G` without
        plant data, where G holds the size of plants as well. reading: weak (gamma < 0.02), medium (to 0.05), strong.
        NaN (reading missing): G of an industry of only zeros; gamma without plants, for a single plant (H = 1), or
        where one region has everything.

    Raises
    ------
    MethodError
        If a table has a fault, or `plants` names a region that `tidy` does not have.

    Notes
    -----
    G = sum_r (s_r - x_r)^2; H = sum_k z_k^2 over plants; gamma = [G - (1 - sum x^2) H] / [(1 - sum x^2)(1 - H)].
    Ellison & Glaeser (1997), Journal of Political Economy 105(5): 889-927, and their bands. May be negative: then the
    plants are more dispersed than chance would have them. Missing values take no part.

    >>> whole = pd.DataFrame({"region": ["a", "b"], "industry": "all", "value": [50, 50]})
    >>> mills = pd.DataFrame({"region": ["a", "a"], "industry": "mills", "value": [1, 1]})
    >>> ellison_glaeser(whole, mills)[["industry", "G", "H", "gamma", "basis"]].values.tolist()[1]
    ['mills', 0.5, 0.5, 1.0, 'gamma']
    """
    whole = structure(tidy)
    works = _plants(plants, whole.regions)
    area = _shares(np.nansum(whole.values, axis=1))
    rows: list[tuple[object, ...]] = []
    for industry in dict.fromkeys((*whole.industries, *works["industry"])):
        own = works[works["industry"] == industry]
        if len(own):
            by_region = own.groupby("region")["value"].sum().reindex(list(whole.regions), fill_value=0.0)
            sizes = by_region.to_numpy(dtype=np.float64)
        else:
            sizes = np.nan_to_num(whole.values[:, whole.industries.index(industry)])
        raw = float(((_shares(sizes) - area) ** 2).sum())
        herfindahl = hhi(own["value"].to_numpy(dtype=np.float64))
        gamma = _gamma(raw, herfindahl, area)
        basis = "gamma" if len(own) else "G"
        rows.append((industry, len(own), raw, herfindahl, gamma, basis, reading(gamma)))
    return pd.DataFrame(rows, columns=["industry", "plants", "G", "H", "gamma", "basis", "reading"])


def reading(gamma: float) -> str | None:
    """Return how strongly an industry is concentrated; None where gamma is undefined.

    >>> [reading(gamma) for gamma in (-0.1, 0.02, 0.05, 0.051, float("nan"))]
    ['weak', 'medium', 'medium', 'strong', None]
    """
    if np.isnan(gamma):
        return None
    return "weak" if gamma < MEDIUM else "medium" if gamma <= STRONG else "strong"


def _gamma(raw: float, herfindahl: float, area: Array) -> float:
    spread = 1 - float((area**2).sum())
    room = spread * (1 - herfindahl)
    return (raw - spread * herfindahl) / room if room > 1e-12 else float("nan")


def _shares(sizes: Array) -> Array:
    total = sizes.sum()
    return sizes / total if total > 0 else np.full(sizes.shape, np.nan)


def _plants(plants: pd.DataFrame | None, regions: tuple[str, ...]) -> pd.DataFrame:
    if plants is None:
        return pd.DataFrame(columns=["region", "industry", "value"])
    known = checked(plants, "plants", plants=True).dropna(subset=["value"])
    strange = [region for region in known["region"].unique() if region not in regions]
    if strange:
        listed = ", ".join(regions[:12]) + (", …" if len(regions) > 12 else "")
        raise MethodError(
            f"plants: found the region '{strange[0]}', allowed: a region of the table ({listed}). "
            f"{did_you_mean(strange[0], regions)}".rstrip()
        )
    return known
