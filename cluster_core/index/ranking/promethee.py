"""PROMETHEE II: who outranks how many, indicator by indicator."""

from __future__ import annotations

from typing import Literal

import numpy as np

from cluster_core.index.ranking.decision import decision
from cluster_core.index.ranking.loading import pymcdm
from cluster_core.model.stages import Array

Preference = Literal["usual", "vshape"]


def promethee(
    values: Array, weights: Array, sign: Array, preference: Preference = "usual", *, threshold: float = 1.0
) -> Array:
    """Return the net outranking flow of every unit, higher is better.

    Parameters
    ----------
    values : array, units x indicators
        In any unit of measurement; NaN is missing: `decision` says who takes part.
    weights, sign : arrays, indicators
        Relative weights from 0 up; +1 benefit, -1 cost.
    preference : usual or vshape
        usual: a unit that is better at all is preferred fully, by however little; it needs no parameter. vshape: the
        preference grows with the difference d up to full at p.
    threshold : float above 0
        p of vshape, as a share of the column's range.

    Returns
    -------
    array, units
        In [-1, 1], summing to 0 over the ranked units; 0 for all of them where nothing tells them apart; NaN for those
        not ranked.

    Notes
    -----
    pi(a, b) = sum_j w_j P_j(d_j(a, b)); phi(a) = sum_b [pi(a, b) - pi(b, a)] / (n - 1). Brans & Vincke (1985),
    Management Science 31(6): 647-656. With vshape and p the whole range, phi orders units as a min-max weighted sum
    does. Computed by pymcdm.

    >>> both = np.array([1.0, 1.0])
    >>> promethee(np.array([[4.0, 3.0], [2.0, 1.0], [3.0, 1.0]]), both, both).tolist()
    [1.0, -0.75, -0.25]
    """
    found = decision(values, weights, sign)
    if not found.decides:
        return found.placed(0.0)
    reach = list(threshold * np.ptp(found.values, axis=0)) if preference == "vshape" else None
    method = pymcdm("methods").PROMETHEE_II(preference, p=reach)
    return found.placed(method(found.values, found.weights, found.sign, validation=False))
