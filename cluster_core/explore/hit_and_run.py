"""Hit-and-run: uniform draws from weights so narrowly admitted that rejection would throw nearly all away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.explore.weight_space import WeightSpace, order_rows
from cluster_core.model.stages import Array

CHAINS = 1_000
WARM_UP = 20  # steps per dimension, before and again after the directions are fitted to the shape
THINNING = 5  # steps per dimension between two draws of one chain
FLAT = 1e-7  # a bound that is never further away than this always binds (the precision of the solver)


@dataclass(frozen=True, eq=False, slots=True)
class _Body:
    """Points `inside + basis @ y` with `slope @ y <= room`: a full-dimensional body around y = 0."""

    inside: Array
    basis: Array
    slope: Array
    room: Array


def hit_and_run(space: WeightSpace, count: int, rng: np.random.Generator) -> Array:
    """Draw uniformly from the polytope of one parent's admitted shares.

    Parameters
    ----------
    space
        Not empty (`check_space`). Bounds and orders that leave no room (a floor equal to its cap) only take dimensions
        away; a single point is drawn again and again.
    count
        How many draws.

    Returns
    -------
    array, draws x children

    Notes
    -----
    Up to 1,000 chains start in the middle (the mean of the points furthest from each bound), run 20 steps per
    dimension, fit their directions to the spread so reached, run as many again, and then give one draw every 5 steps
    per dimension. Smith (1984), Operations Research 32: 1296-1308; Tervonen et al. (2013), EJOR 224: 552-559.
    """
    body = _body(space)
    dimensions = body.basis.shape[1]
    if dimensions == 0:
        return np.tile(body.inside, (count, 1))
    chains = min(count, CHAINS)
    at = _walk(body, np.zeros((chains, dimensions)), np.eye(dimensions), (WARM_UP * dimensions, rng))
    shape = _shape(at)
    at = _walk(body, at, shape, (WARM_UP * dimensions, rng))
    drawn = [at]
    while len(drawn) * chains < count:
        drawn.append(_walk(body, drawn[-1], shape, (THINNING * dimensions, rng)))
    shares = body.inside + np.concatenate(drawn)[:count] @ body.basis.T
    shares = np.clip(shares, space.low, space.high)
    return np.asarray(shares, dtype=np.float64)


def _walk(body: _Body, at: Array, shape: Array, run: tuple[int, np.random.Generator]) -> Array:
    """Move every row a number of steps: a random direction, then a uniform point of the chord through the body."""
    steps, rng = run
    here = at
    for _ in range(steps):
        direction = rng.standard_normal(here.shape) @ shape.T
        left = np.maximum(body.room - here @ body.slope.T, 0.0)
        rate = direction @ body.slope.T
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = left / rate
        ahead = np.where(rate > 0, reach, np.inf).min(axis=1)
        behind = np.where(rate < 0, reach, -np.inf).max(axis=1)
        here = here + (behind + (ahead - behind) * rng.random(len(here)))[:, None] * direction
    return here


def _shape(points: Array) -> Array:
    """Return a root of the points' covariance; the unit matrix where there are too few to tell."""
    dimensions = points.shape[1]
    if len(points) < 10 * dimensions:
        return np.eye(dimensions)
    return np.asarray(np.linalg.cholesky(np.atleast_2d(np.cov(points.T))), dtype=np.float64)


def _body(space: WeightSpace) -> _Body:
    """Describe the admitted shares in the directions that are free, around a point in the middle."""
    size = len(space.children)
    slope, room = _bounds(space)
    furthest = np.array([_furthest(row, slope, room) for row in slope])
    distances = room - np.einsum("ij,ij->i", slope, furthest)
    binding = distances <= FLAT
    equal = np.vstack([np.ones((1, size)), slope[binding]])
    _, singular, turned = np.linalg.svd(equal)
    free = turned[int((singular > 1e-9).sum()) :].T
    inside = furthest.mean(axis=0)
    open_slope, open_room = slope[~binding], room[~binding]
    return _Body(inside, free, open_slope @ free, open_room - open_slope @ inside)


def _bounds(space: WeightSpace) -> tuple[Array, Array]:
    """Return slope and room with `slope @ shares <= room`: floors, caps, then orders."""
    one, orders = np.eye(len(space.children)), order_rows(space)
    slope = np.vstack([-one, one, orders])
    return slope, np.concatenate([-np.array(space.low), space.high, np.zeros(len(orders))])


def _furthest(aim: Array, slope: Array, room: Array) -> Array:
    """Return the admitted point furthest from one bound."""
    from scipy.optimize import linprog  # late, for a quick command line

    found = linprog(aim, slope, room, np.ones((1, len(aim))), [1.0], bounds=(0, 1))
    return np.asarray(found.x, dtype=np.float64)
