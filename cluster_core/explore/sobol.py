"""Which choice moves the ranks: Sobol indices of methods and weights, with bootstrap bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.explore.draws import SEED, Mode, draw_shares, floors_only, in_mode, on_simplex
from cluster_core.explore.method_uncertainty import OTHER_THAN_WEIGHTS, plans_of, rank_by_method
from cluster_core.explore.methods import Choice, Methods, Variant, variants
from cluster_core.explore.progress import Cancelled, Progress, part, step
from cluster_core.explore.rescore import Ranks, Shares
from cluster_core.explore.weight_space import WeightSpace
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array

POWER = 12
RESAMPLES = 500
CONFIDENCE = 0.95
WIDEST = 0.2
SHIFT = "shift"
WEIGHTS = "weights"
BLOCK = 32  # outputs estimated at a time

COLUMNS = [
    "output",
    "factor",
    "first",
    "first_low",
    "first_high",
    "total",
    "total_low",
    "total_high",
    "refused",
]
Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Estimate:
    """First-order and total indices, each with its bootstrap bounds: arrays outputs x factors."""

    first: Array
    first_low: Array
    first_high: Array
    total: Array
    total_low: Array
    total_high: Array


@dataclass(frozen=True, eq=False)
class SobolIndices:
    """What each choice does to the mean shift of ranks, and to every unit's rank.

    table: output (`shift`, or a unit), factor, first, first_low, first_high, total, total_low, total_high, refused (a
    reason; the numbers are then missing). levels: those of every factor that took part; dropped: those that did not,
    factor, level and reason. samples: n of the design, which costs n (factors + 2) rankings.
    """

    table: pd.DataFrame
    levels: Mapping[str, tuple[str, ...]]
    dropped: tuple[tuple[str, str, str], ...]
    samples: int
    seed: int


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """One of the two independent halves of the design: a level a discrete factor (samples x factors), and weights."""

    levels: Indices
    shares: Shares


def sobol(
    assessment: Assessment,
    spaces: Sequence[WeightSpace],
    methods: Methods | None = None,
    *,
    power: int = POWER,
    seed: int = SEED,
    mode: Mode = "any",
    units: Sequence[str] = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> SobolIndices:
    """Split the variance of ranks among normalisation, aggregation, imputation, treatment, and the weights together.

    Parameters
    ----------
    assessment, spaces, mode
        As for `acceptability`; all the weights that vary are one factor.
    methods
        The levels of the others, all equally likely. A level that some combination refuses is left out (`dropped`):
        the indices need every combination.
    power
        n = 2^power samples, at least 16.
    seed
        Of the scrambled Sobol sequence, of weights under caps or orders, and of the bootstrap.
    units
        Whose ranks are looked at beside the mean shift; all if none are named. The shift is that of all.

    Returns
    -------
    SobolIndices
        Outputs: the mean |rank - own rank|, and the rank of every unit. An output has no numbers where it never varies,
        where a unit is not always ranked, or where any 95 % bound is wider than 0.2.

    Raises
    ------
    MethodError
        If no method is defined, or fewer than 16 samples are asked for.

    Notes
    -----
    S_i = E[f_B (f_ABi - f_A)] / V (Saltelli et al. 2010), T_i = E[(f_A - f_ABi)^2] / 2V (Jansen 1999); A and B are the
    halves of one scrambled Sobol sequence, ABi is A with factor i of B. Percentile bootstrap of the samples, 500 times.
    The output follows Saisana, Saltelli & Tarantola (2005), J. R. Statist. Soc. A 168: 307-323.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> from cluster_core.explore.weight_space import weight_spaces
    >>> dataset = load_dataset("data/practice")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> few = Methods(normalise=("minmax", "rank"), impute=("none",), treat=("none",))
    >>> found = sobol(result, weight_spaces(result.framework), few, power=5)
    >>> found.table["factor"].unique().tolist()
    ['normalise', 'aggregate', 'weights']
    """
    if power < 4:
        raise MethodError(f"samples: found 2^{power}, allowed: at least 2^4.")
    half = part(progress, 0, 0.5)
    tried = list(
        variants(assessment, methods or Methods(), OTHER_THAN_WEIGHTS, progress=half, cancelled=cancelled)
    )
    levels, dropped = _defined_product(tried)
    varied = [factor for factor, names in levels.items() if len(names) > 1]
    admitted = in_mode(spaces, mode, assessment.scored.mean_weights)
    ranks: list[Ranks] = []
    for done, share in _evaluate(tried, levels, admitted, (power, seed)):
        step(0.5 + share / 2, progress, cancelled)
        ranks.append(done)
    own = assessment.scored.ranks[:, 0]
    shown = tuple(unit for unit in assessment.units if not units or unit in units)
    rows = [assessment.units.index(unit) for unit in shown]
    outputs = np.stack([_outputs(block, own, rows) for block in ranks])  # designs x outputs x samples
    table = _table((SHIFT, *shown), [*varied, WEIGHTS], outputs, seed)
    return SobolIndices(table, levels, dropped, 2**power, seed)


def estimate(f_a: Array, f_b: Array, f_ab: Array, seed: int = SEED) -> Estimate:
    """Return the indices of a function from its values at the points A, B and A with one factor of B.

    Parameters
    ----------
    f_a, f_b : arrays, outputs x samples
        They must vary.
    f_ab : array, factors x outputs x samples

    Returns
    -------
    Estimate
        Bounds hold 95 % of 500 bootstrap resamples of the samples.
    """
    centre = (f_a.mean(axis=1) + f_b.mean(axis=1))[:, None] / 2
    a, b, ab = f_a - centre, f_b - centre, f_ab - centre
    count = a.shape[1]
    # Everything is a mean over samples of these: first, total, and what the variance is made of.
    terms = np.stack([b * (ab - a), 0.5 * (a - ab) ** 2])
    spread = np.stack([(a + b) / 2, (a**2 + b**2) / 2])
    rng = np.random.Generator(np.random.PCG64(seed))
    picks = rng.multinomial(count, np.full(count, 1 / count), size=RESAMPLES) / count
    every = np.vstack([np.full((1, count), 1 / count), picks])
    moments = np.einsum("rn,mon->rmo", every, spread, optimize=True)
    variance = moments[:, 1] - moments[:, 0] ** 2
    means = np.einsum("rn,kfon->rkfo", every, terms, optimize=True)
    indices = means / np.where(variance > 0, variance, np.nan)[:, None, None, :]
    tail = (1 - CONFIDENCE) / 2
    low, high = np.nanquantile(indices[1:], (tail, 1 - tail), axis=0)
    first, total = indices[0].transpose(0, 2, 1)
    (first_low, total_low), (first_high, total_high) = low.transpose(0, 2, 1), high.transpose(0, 2, 1)
    return Estimate(first, first_low, first_high, total, total_low, total_high)


def _defined_product(
    tried: Sequence[Variant],
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str, str], ...]]:
    """Leave out levels until every combination of those left is defined: always the one that is refused most often."""
    left = list(tried)
    dropped: list[tuple[str, str, str]] = []
    own = tried[0].choice
    while any(one.reason for one in left):
        worst = max(_candidates(left, own), key=lambda found: found[0])
        _, at, level, reason = worst
        dropped.append((OTHER_THAN_WEIGHTS[at], level, reason))
        left = [one for one in left if one.choice[at] != level]
    levels = {
        factor: tuple(dict.fromkeys(one.choice[at] for one in left))
        for at, factor in enumerate(OTHER_THAN_WEIGHTS)
    }
    return levels, tuple(dropped)


def _candidates(left: Sequence[Variant], own: Choice) -> list[tuple[float, int, str, str]]:
    """Return, for every level but the scenario's own, the share of its combinations refused, and a reason."""
    found: list[tuple[float, int, str, str]] = []
    for at in range(len(own)):
        for level in dict.fromkeys(one.choice[at] for one in left):
            with_it = [one for one in left if one.choice[at] == level]
            refused = [one.reason for one in with_it if one.reason]
            if level != own[at] and refused:
                found.append((len(refused) / len(with_it), at, level, refused[0]))
    return found


def _evaluate(
    tried: Sequence[Variant],
    levels: Mapping[str, tuple[str, ...]],
    spaces: Sequence[WeightSpace],
    design: tuple[int, int],
) -> Iterator[tuple[Ranks, float]]:
    """Walk the ranks, with the share done: at A, at B, at A with each varied factor of B in turn, the weights last."""
    place = {
        tuple(levels[factor].index(level) for factor, level in zip(levels, one.choice, strict=True)): one
        for one in tried
        if all(level in levels[factor] for factor, level in zip(levels, one.choice, strict=True))
    }
    sizes = tuple(len(names) for names in levels.values())
    in_order = [place[tuple(int(i) for i in at)] for at in np.ndindex(*sizes)]
    plans = plans_of(in_order, [space.parent for space in spaces])
    a, b = _design(sizes, spaces, *design)
    sides = [a, b]
    for at in [column for column, size in enumerate(sizes) if size > 1]:
        mixed = a.levels.copy()
        mixed[:, at] = b.levels[:, at]
        sides.append(_Side(mixed, a.shares))
    sides.append(_Side(a.levels, b.shares))
    for at, side in enumerate(sides):
        which = np.asarray(np.ravel_multi_index(tuple(side.levels.T), sizes), np.intp)
        yield rank_by_method(plans, which, side.shares), (at + 1) / len(sides)


def _design(
    sizes: Sequence[int], spaces: Sequence[WeightSpace], power: int, seed: int
) -> tuple[_Side, _Side]:
    """Return A and B: one scrambled Sobol sequence cut in two, its columns turned into levels and weights."""
    from scipy.stats import qmc  # late, for a quick command line

    columns = len(sizes) + sum(len(space.children) for space in spaces)
    rng = np.random.Generator(np.random.PCG64(seed))
    points = qmc.Sobol(2 * columns, scramble=True, rng=rng).random_base2(power)
    smooth = all(floors_only(space) for space in spaces)
    drawn = {} if smooth else draw_shares(spaces, 2 * len(points), seed)
    sides: list[_Side] = []
    for half, uniform in enumerate(np.split(points, 2, axis=1)):
        at, shares = len(sizes), dict[str, Array]()
        for space in spaces:
            width = len(space.children)
            own = on_simplex(uniform[:, at : at + width], space.low)
            shares[space.parent] = own if smooth else drawn[space.parent][half::2]
            at += width
        levels = np.floor(uniform[:, : len(sizes)] * np.array(sizes)).astype(np.intp)
        sides.append(_Side(np.minimum(levels, np.array(sizes) - 1), shares))
    return sides[0], sides[1]


def _outputs(ranks: Ranks, own: NDArray[np.int64], rows: list[int]) -> Array:
    """Return the mean shift of all units, then the ranks of some, outputs x samples; NaN where a unit has no rank."""
    compared = own > 0
    shift = np.abs(ranks[compared] - own[compared, None]).mean(axis=0) if compared.any() else np.nan
    lost = (ranks[compared] == 0).any(axis=0) | (not compared.any())
    shown = ranks[rows].astype(np.float64)
    return np.vstack([np.where(lost, np.nan, shift), np.where(shown > 0, shown, np.nan)])


def _table(names: Sequence[str], factors: Sequence[str], outputs: Array, seed: int) -> pd.DataFrame:
    unranked = np.isnan(outputs).any(axis=(0, 2))
    still = ~unranked & (outputs.max(axis=(0, 2)) == outputs.min(axis=(0, 2)))
    usable = ~unranked & ~still
    numbers = np.full((len(names), len(factors), 6), np.nan)
    for begin in range(0, int(usable.sum()), BLOCK):
        block = np.flatnonzero(usable)[begin : begin + BLOCK]
        found = estimate(outputs[0, block], outputs[1, block], outputs[2:, block], seed)
        first, total = (
            (found.first, found.first_low, found.first_high),
            (found.total, found.total_low, found.total_high),
        )
        numbers[block] = np.stack([*first, *total], axis=-1)
    width = np.fmax(numbers[..., 2] - numbers[..., 1], numbers[..., 5] - numbers[..., 4]).max(axis=1)
    wide = usable & ~(width <= WIDEST)
    numbers[wide] = np.nan
    reason = np.full(len(names), "", dtype=object)
    reason[unranked] = "not always ranked"
    reason[still] = "the rank never changes"
    for row in np.flatnonzero(wide):
        reason[row] = f"bounds {width[row]:.2f} wide, allowed {WIDEST:g}: take more samples"
    count = len(factors)
    return pd.DataFrame(
        {
            "output": np.repeat(list(names), count),
            "factor": np.tile(list(factors), len(names)),
            **{column: numbers[..., at].ravel() for at, column in enumerate(COLUMNS[2:8])},
            "refused": np.repeat(reason, count),
        }
    )
