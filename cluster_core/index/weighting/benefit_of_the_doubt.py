"""Benefit of the doubt: every unit is judged by the weights that show it at its best, within bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.index.weighting.variation import varying
from cluster_core.model.stages import Array

NEAR = 1e-9
PRECISE = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True, eq=False)
class BenefitOfTheDoubt:
    """composite: units, 0-1, 1 on the frontier, NaN without a value; weights: units x indicators, each row sum 1."""

    composite: Array
    weights: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Programme:
    """One unit's programme: its values, everybody's, and the bounds of each weight's share of all weights."""

    own: Array
    everybody: Array
    low: float
    high: float


def benefit_of_the_doubt(scaled: Array, low: float = 0.0, high: float = 1.0) -> BenefitOfTheDoubt:
    """Find, for each unit, the weights under which it comes nearest to the best of all.

    Parameters
    ----------
    scaled : array, units x indicators
        Min-max scaled 0-1, higher is better; NaN is missing.
    low, high : shares 0-1
        Least and most that each indicator may weigh in a unit's weights.

    Returns
    -------
    BenefitOfTheDoubt
        Of several optima the one nearest to equal weights (least squares), so that no order of rows or columns and no
        solver decides. A unit whose values are all 0 or missing has equal weights. An indicator that does not vary
        has weight 0 (everybody would be best in it) and does not count for the bounds. One that a unit lacks takes no
        part in its programme and keeps the share 1/n, so that coverage counts the gap: the others share the rest.
        For the others' programmes a missing value adds nothing.

    Raises
    ------
    MethodError
        If n indicators cannot keep the bounds: n low > 1 or n high < 1.

    Notes
    -----
    max sum_j w_j z_rj subject to sum_j w_j z_kj <= 1 for all units k, w >= 0, low <= w_j / sum w <= high. Melyn &
    Moesen (1991); Cherchye et al. (2007), Social Indicators Research 82: 111-145; Nardo et al. (2008), OECD/JRC
    Handbook, step 6 and table 19, which the bounds on shares of the weights reproduce (bounds on shares of the score
    do not).
    """
    units, count = scaled.shape
    varies = varying(scaled)
    if not varies.any():
        return BenefitOfTheDoubt(_flat(scaled), np.full((units, count), 1 / max(count, 1)))
    z = scaled[:, varies]
    taking_part = z.shape[1]
    check_bounds(low, high, taking_part)
    composite, shares = np.full(units, np.nan), np.full(z.shape, 1 / taking_part)
    known = np.nan_to_num(z)
    for row in range(units):
        has = ~np.isnan(z[row])
        if not has.any():
            continue
        part = has.sum() / taking_part
        programme = _Programme(known[row, has], known[:, has], low / part, min(high / part, 1.0))
        composite[row], own = _best(programme)
        shares[row, has] = part * own
    weights = np.zeros((units, count))
    weights[:, varies] = shares
    return BenefitOfTheDoubt(composite, weights)


def check_bounds(low: float, high: float, count: int) -> None:
    """Raise `MethodError` unless `count` shares between `low` and `high` can sum to 1."""
    if count * low <= 1 + NEAR and count * high >= 1 - NEAR:
        return
    raise MethodError(
        f"share bounds: found {low:g},{high:g}, allowed for {count} indicators that vary: L from 0 to {1 / count:.6g} "
        f"and U from {1 / count:.6g} to 1. {count} shares within other bounds cannot sum to 1."
    )


def _flat(scaled: Array) -> Array:
    return np.where(np.isnan(scaled).all(axis=1), np.nan, 1.0)


def _best(programme: _Programme) -> tuple[float, Array]:
    """Return a unit's composite and its weights as shares of their sum."""
    from scipy.optimize import linprog  # late, for a quick command line

    own, everybody, count = programme.own, programme.everybody, programme.own.size
    if not (own > 0).any():
        return 0.0, np.full(count, 1 / count)
    each = np.eye(count)
    bounds = np.vstack([programme.low - each, each - programme.high])  # as rows: their multipliers are needed
    found = linprog(
        -own,
        A_ub=np.vstack([everybody, bounds]),
        b_ub=np.concatenate([np.ones(len(everybody)), np.zeros(2 * count)]),
        bounds=(None, None),
        method="highs",
        options=PRECISE,
    )
    if found.x is None:
        raise MethodError(
            f"benefit of the doubt: found no weights ({found.message}), allowed: a programme with a solution."
        )
    shares = found.x / found.x.sum()
    binding = np.asarray(found.ineqlin.marginals) < -NEAR
    nearest = _nearest_to_equal(programme, shares, binding)
    composite = float(own @ shares / (everybody @ shares).max())
    same = float(own @ nearest / (everybody @ nearest).max()) > composite - NEAR
    return min(composite, 1.0), nearest if same else shares


def _nearest_to_equal(programme: _Programme, shares: Array, binding: NDArray[np.bool_]) -> Array:
    """Return, of all optimal shares, those nearest to equal ones.

    The rows with a multiplier bind at every optimum (complementary slackness); within that plane the nearest point is
    a least-distance programme, solved by non-negative least squares: Lawson & Hanson (1974), chapter 23.
    """
    count, units = shares.size, len(programme.everybody)
    best = int(np.argmax(binding[:units]))
    ahead = programme.everybody[best] - programme.everybody
    each = np.eye(count)
    rows = np.vstack([ahead, each, -each])
    least = np.concatenate([np.zeros(units), np.full(count, programme.low), np.full(count, -programme.high)])
    _, sizes, directions = np.linalg.svd(np.vstack([np.ones(count), rows[binding]]))
    plane = directions[int((sizes > NEAR).sum()) :].T
    if not plane.size:
        return shares
    start = shares + plane @ (plane.T @ (1 / count - shares))
    step, short = rows @ plane, least - rows @ start
    moves = (
        np.abs(step).max(axis=1) > NEAR
    )  # the others are alike all over the plane: rounding must not decide
    if short[moves].max(initial=0.0) > 0:
        start = start + plane @ _least_step(step[moves], short[moves])
    start = np.clip(start, programme.low, programme.high)
    return start / start.sum()


def _least_step(rows: Array, least: Array) -> Array:
    """Return the shortest x with rows x >= least."""
    from scipy.optimize import nnls  # late, for a quick command line

    aim = np.zeros(rows.shape[1] + 1)
    aim[-1] = 1.0
    stacked = np.vstack([rows.T, least])
    solution, _ = nnls(stacked, aim)
    rest = stacked @ solution - aim
    return -rest[:-1] / rest[-1]
