"""Random weights, uniform on what is admitted: on the simplex, within floors, caps and orders; seeded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cluster_core.explore.hit_and_run import hit_and_run
from cluster_core.explore.weight_space import WeightSpace, check_space, order_rows
from cluster_core.model.stages import Array

Mode = Literal["any", "equal", "mine"]
MODES: tuple[Mode, ...] = ("any", "equal", "mine")
SEED = 1
SPREAD = 0.1
PILOT = 5_000
LEAST_ACCEPTED = 0.02


def draw_shares(spaces: Sequence[WeightSpace], count: int, seed: int = SEED) -> dict[str, Array]:
    """Draw the shares of every parent's children, uniformly among those admitted and independently of other parents.

    Parameters
    ----------
    spaces
        What is admitted, one parent each.
    count
        How many weightings.
    seed : int from 0 up
        Equal spaces, counts and seeds give equal draws, bit for bit (PCG64, a stream of its own for each parent).

    Returns
    -------
    dict of arrays
        parent -> draws x children; rows sum to 1.

    Raises
    ------
    ConstraintError
        If floors, caps and orders contradict each other.

    Notes
    -----
    With floors alone w = l + (1 - sum l) e / sum e, e standard exponential: the flat Dirichlet distribution on the
    simplex that the floors leave, which is uniform (Devroye 1986, ch. XI.4). Caps and orders: what breaks them is
    rejected, where at least 2 % of a pilot of 5,000 keep them; elsewhere hit-and-run.

    Examples
    --------
    >>> space = WeightSpace("f", ("a", "b", "c"), (0.1, 0.1, 0.1), (1.0, 1.0, 1.0), (("a", "b"),))
    >>> found = draw_shares([space], 1000, seed=1)["f"]
    >>> found.shape, bool(found.min() >= 0.1), bool((found[:, 0] >= found[:, 1]).all())
    ((1000, 3), True, True)
    """
    check_space(spaces)
    streams = np.random.SeedSequence(seed).spawn(len(spaces))
    return {
        space.parent: _draw(space, count, np.random.Generator(np.random.PCG64(stream)))
        for space, stream in zip(spaces, streams, strict=True)
    }


def around(
    spaces: Sequence[WeightSpace], centre: Mapping[str, Array], spread: float = SPREAD
) -> tuple[WeightSpace, ...]:
    """Return the spaces narrowed to shares within `spread` (0-1) of a centre's: still uniform, still a box of bounds.

    Parameters
    ----------
    centre
        parent -> one share per child.
    spread
        0.1 admits ten percentage points more or less of each share.

    >>> space = WeightSpace("f", ("a", "b"), (0.0, 0.0), (1.0, 0.55))
    >>> around([space], {"f": np.array([0.5, 0.5])})[0].high
    (0.6, 0.55)
    """
    return tuple(
        replace(
            space,
            low=tuple(
                max(low, float(at) - spread) for low, at in zip(space.low, centre[space.parent], strict=True)
            ),
            high=tuple(
                min(high, float(at) + spread)
                for high, at in zip(space.high, centre[space.parent], strict=True)
            ),
        )
        for space in spaces
    )


def in_mode(
    spaces: Sequence[WeightSpace], mode: Mode, own: Mapping[str, Array], spread: float = SPREAD
) -> tuple[WeightSpace, ...]:
    """Return the spaces of a mode: `any` as they are, `equal` around equal shares, `mine` around the scenario's own."""
    if mode == "any":
        return tuple(spaces)
    alike = {space.parent: np.full(len(space.children), 1 / len(space.children)) for space in spaces}
    return around(spaces, alike if mode == "equal" else own, spread)


def on_simplex(uniforms: Array, low: Sequence[float]) -> Array:
    """Map points of the unit cube to the simplex above the floors: uniform points become uniform ones.

    Parameters
    ----------
    uniforms : array, points x children
        In [0, 1).
    low : one floor per child

    >>> on_simplex(np.array([[0.5, 0.5]]), (0.2, 0.4)).round(3).tolist()
    [[0.4, 0.6]]
    """
    floors = np.asarray(low, dtype=np.float64)
    exponential = -np.log1p(-uniforms)
    # A corner of the cube has no direction: it stands for the middle.
    exponential[~exponential.any(axis=1)] = 1.0
    exponential /= exponential.sum(axis=1, keepdims=True)
    exponential *= max(0.0, 1 - floors.sum())
    return exponential + floors


def floors_only(space: WeightSpace) -> bool:
    """Tell whether nothing but floors binds: no orders, and no cap that the others' floors do not imply."""
    free = 1 - sum(space.low)
    return not space.orders and all(
        high >= low + free - 1e-12 for low, high in zip(space.low, space.high, strict=True)
    )


def _kept(space: WeightSpace, shares: Array) -> NDArray[np.bool_]:
    """Tell which rows of draws x children, all above the floors, keep the caps and orders."""
    capped = (shares <= np.array(space.high)).all(axis=1)
    return np.asarray(capped & (shares @ order_rows(space).T <= 0).all(axis=1), dtype=np.bool_)


def _draw(space: WeightSpace, count: int, rng: np.random.Generator) -> Array:
    size = len(space.children)
    if floors_only(space):
        return on_simplex(rng.random((count, size)), space.low)
    found = _admitted(space, PILOT, rng)
    accepted = len(found) / PILOT
    if accepted < LEAST_ACCEPTED:
        return hit_and_run(space, count, rng)
    parts, have = [found], len(found)
    while have < count:
        parts.append(_admitted(space, int((count - have) / accepted * 1.1) + 100, rng))
        have += len(parts[-1])
    return np.concatenate(parts)[:count]


def _admitted(space: WeightSpace, count: int, rng: np.random.Generator) -> Array:
    tried = on_simplex(rng.random((count, len(space.children))), space.low)
    return tried[_kept(space, tried)]
