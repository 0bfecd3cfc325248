"""One index under many weightings at once: scores and ranks, draws x units, as `score` would give them one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.explore.product import product
from cluster_core.explore.progress import Cancelled, Progress, step
from cluster_core.index.aggregate import aggregate, exponent
from cluster_core.index.composite import RANK_DECIMALS, rank_scores
from cluster_core.index.coverage import TOLERANCE, withhold
from cluster_core.model.framework import Node
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Prepared, Scores

CELLS = 2**17  # draws x units worked on at a time: what stays near the processor

Shares = Mapping[str, Array]  # parent -> draws x children
Ranks = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, eq=False, slots=True)
class _Part:
    """A node whose score moves with the weights: children that stand still (units x n) and children that move.

    own: its shares, where they do not vary. flat: its score is a weighted sum of complete columns, all the way down;
    `values` then holds those of the children that move, too.
    """

    rule: str
    still: list[int]
    values: Array
    covered: Array
    moving: list[tuple[int, str]]
    own: Array
    flat: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Rescorer:
    """What many weightings need of one index; `kind` gives each unit its row, units that are alike sharing one.

    withholding: whether a node's coverage may fall short under some weights.
    """

    root: str
    parts: Mapping[str, _Part]
    kind: NDArray[np.intp]
    withholding: bool
    min_coverage: float
    floor: float

    @property
    def linear(self) -> bool:
        """Whether the score is one matrix product: complete columns, arithmetic wherever weights vary."""
        return self.parts[self.root].flat


def rescorer(prepared: Prepared, scored: Scores, scenario: Scenario, parents: Collection[str]) -> Rescorer:
    """Split a scored tree in what stands still and what moves when the weights below some parents vary.

    Parameters
    ----------
    prepared, scored, scenario
        The values, the scores and shares in force, and the rules: aggregation, coverage, floor.
    parents
        Whose children's shares vary; all others keep theirs.

    Returns
    -------
    Rescorer
        For `score_weightings` and `rank_weightings`.

    Raises
    ------
    MethodError
        If a parent above a varied one gives every unit weights of its own (`bod`) and is not varied itself.
    """
    framework = scored.framework
    moving = {framework.id}
    for node in reversed(framework.nodes):
        if node.id in parents or any(child.id in moving for child in node.children if not child.is_indicator):
            moving.add(node.id)
    least = scenario.min_coverage - TOLERANCE
    parts: dict[str, _Part] = {}
    for node in reversed(framework.nodes):
        if node.id in moving:
            part = _part(node, prepared, scored, moving)
            if part.own.ndim > 1 and node.id not in parents:
                raise MethodError(
                    f"weights of '{node.id}': found a set of its own for every region, allowed where weights "
                    "below vary: one set for all. Vary this level, too."
                )
            parts[node.id] = replace(part, rule=node.aggregate or scenario.aggregate)
    withholding = any(bool((part.covered < least).any()) for part in parts.values())
    for name, part in parts.items():
        below = [parts[child] for _, child in part.moving]
        whole = not withholding and exponent(part.rule) == 1 and not np.isnan(part.values).any()
        if whole and all(child.flat for child in below):
            columns = np.hstack([part.values, *(child.values for child in below)])
            parts[name] = replace(part, values=columns, flat=True)
    kind, alike = _kinds(parts)
    return Rescorer(framework.id, alike, kind, withholding, scenario.min_coverage, scenario.floor)


def score_weightings(plan: Rescorer, shares: Shares) -> Array:
    """Return the whole's score, draws x units; NaN where it is missing or withheld under a draw's weights."""
    return np.concatenate([scores for _, scores in _chunks(plan, shares)])


def rank_weightings(
    plan: Rescorer, shares: Shares, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Ranks:
    """Return the ranks, units x draws: 1 is best, ties share the lowest number, 0 where not ranked.

    Raises `CancelledError` if `cancelled` says so between two chunks.
    """
    count = _draws(shares)
    ranks = np.empty((len(plan.kind), count), dtype=_whole(len(plan.kind)))
    for rows, scores in _chunks(plan, shares):
        step(rows.start / count, progress, cancelled)
        ranks[:, rows] = rank_rows(scores).T
    step(1.0, progress, None)
    return ranks


def rank_rows(scores: Array) -> Ranks:
    """Rank each row: 1 is best, ties share the lowest number after rounding to 9 decimals, 0 if missing.

    `rank_scores` does the same for columns; this one sorts score and place packed in one whole number, which is faster
    where rows are many.

    >>> rank_rows(np.array([[2.0, 3.0, 3.0, np.nan]])).tolist()
    [[3, 1, 1, 0]]
    """
    count, units = scores.shape
    bits = max(units - 1, 1).bit_length()
    missing = np.isnan(scores)
    keys = np.rint(scores * -(10.0**RANK_DECIMALS))
    limit = 2.0 ** (61 - bits)
    if (np.abs(keys) >= limit).any():
        return rank_scores(scores.T).T.astype(_whole(units))
    packed = np.where(missing, limit, keys).astype(np.int64) << bits
    packed |= np.arange(units)
    packed.sort(axis=1)
    order = packed & ((1 << bits) - 1)
    packed >>= bits
    places = np.broadcast_to(np.arange(1, units + 1, dtype=_whole(units)), scores.shape)
    new = packed[:, 1:] != packed[:, :-1]
    if not new.all():
        places = places.copy()
        places[:, 1:] *= new
        np.maximum.accumulate(places, axis=1, out=places)
    ranks = np.empty((count, units), dtype=_whole(units))
    order += (np.arange(count) * units)[:, None]
    ranks.ravel()[order.ravel()] = places.ravel()
    ranks[missing] = 0
    return ranks


def _part(node: Node, prepared: Prepared, scored: Scores, moving: Collection[str]) -> _Part:
    still = [at for at, child in enumerate(node.children) if child.is_indicator or child.id not in moving]
    values, covered = np.empty((2, len(scored.units), len(still)))
    for column, at in enumerate(still):
        child = node.children[at]
        source, flags, place = (
            (prepared.normalised, prepared.covered, prepared.at[child.id])
            if child.is_indicator
            else (scored.scores, scored.coverage, scored.at[child.id])
        )
        values[:, column], covered[:, column] = source[:, place], flags[:, place]
    below = [(at, child.id) for at, child in enumerate(node.children) if at not in still]
    return _Part("", still, values, covered, below, scored.weights[node.id])


def _kinds(parts: Mapping[str, _Part]) -> tuple[NDArray[np.intp], Mapping[str, _Part]]:
    """Return each unit's row, and the parts with one row for all units whose values are alike.

    A matrix product may round equal rows differently; taken once, they tie whatever the weights.
    """
    every = np.hstack([block for part in parts.values() for block in (part.values, part.covered)])
    _, first, kind = np.unique(
        np.where(np.isnan(every), -np.inf, every), axis=0, return_index=True, return_inverse=True
    )
    if len(first) == len(every):
        return np.arange(len(every)), parts
    return kind, {
        name: replace(part, values=part.values[first], covered=part.covered[first])
        for name, part in parts.items()
    }


def _whole(units: int) -> type[np.int16] | type[np.int32]:
    """Return the smallest kind of whole number that holds every rank: draws times units add up."""
    return np.int16 if units < 2**15 else np.int32


def _draws(shares: Shares) -> int:
    return len(next(iter(shares.values())))


def _chunks(plan: Rescorer, shares: Shares) -> Iterator[tuple[slice, Array]]:
    """Walk the draws in pieces, with the scores of each, draws x units."""
    count, rows = _draws(shares), len(plan.parts[plan.root].values)
    size = max(1, CELLS // max(rows, 1))
    alike = rows < len(plan.kind)
    for begin in range(0, count, size):
        piece = slice(begin, min(begin + size, count))
        scores = _score(plan, plan.root, {parent: given[piece] for parent, given in shares.items()})[0]
        yield piece, scores[:, plan.kind] if alike else scores


def _score(plan: Rescorer, name: str, shares: Shares) -> tuple[Array, Array | None]:
    """Return a node's score and coverage (None where it cannot fall short), both draws x rows."""
    part = plan.parts[name]
    if part.flat:
        return product(np.hstack(list(_flat(plan, name, shares, 1.0))), part.values), None
    own = _own(part, name, shares)
    below = [(at, *_score(plan, child, shares)) for at, child in part.moving]
    moved = [(at, score) for at, score, _ in below]
    if exponent(part.rule) == 1:
        score = _mean(part.values, own, part.still, moved)
    elif exponent(part.rule) == 0:
        logs = [(at, np.log(np.maximum(score, plan.floor))) for at, score in moved]
        score = np.exp(_mean(np.log(np.maximum(part.values, plan.floor)), own, part.still, logs))
    else:
        score = _any_mean(plan, part, own, moved)
    if not plan.withholding:
        return score, None
    cover = product(own[:, part.still], part.covered)
    for at, _, covered in below:
        cover += 0.0 if covered is None else own[:, [at]] * covered
    cover /= own.sum(axis=1, keepdims=True)
    return withhold(score, cover, plan.min_coverage), cover


def _own(part: _Part, name: str, shares: Shares) -> Array:
    return shares[name] if name in shares else np.tile(part.own, (_draws(shares), 1))


def _flat(plan: Rescorer, name: str, shares: Shares, above: Array | float) -> Iterator[Array]:
    """Walk the weights below a flat node, draws x columns in the order of its values; `above` is its own weight."""
    part = plan.parts[name]
    own = above * _own(part, name, shares)
    yield own[:, part.still]
    for at, child in part.moving:
        yield from _flat(plan, child, shares, own[:, [at]])


def _mean(values: Array, own: Array, still: list[int], moved: list[tuple[int, Array]]) -> Array:
    """Return the weighted mean over the children that are there, draws x rows; NaN where none weighs anything."""
    there = ~np.isnan(values)
    weights = own[:, still]
    total = product(weights, np.where(there, values, 0.0))
    weight = product(weights, there.astype(np.float64))
    for at, score in moved:
        gone = np.isnan(score)
        if not gone.any():
            total += own[:, [at]] * score
            weight += own[:, [at]]
        else:
            total += own[:, [at]] * np.where(gone, 0.0, score)
            weight += own[:, [at]] * ~gone
    return total / np.where(weight > 0, weight, np.nan)


def _any_mean(plan: Rescorer, part: _Part, own: Array, moved: list[tuple[int, Array]]) -> Array:
    """Return any other mean through `aggregate`, a few draws at a time: every draw and row is a row of its own."""
    count, rows, children = len(own), len(part.values), own.shape[1]
    found = np.empty((count, rows))
    size = max(1, CELLS // (8 * rows * children))
    for begin in range(0, count, size):
        piece = slice(begin, min(begin + size, count))
        stack = np.empty((piece.stop - begin, rows, children))
        stack[:, :, part.still] = part.values
        for at, score in moved:
            stack[:, :, at] = score[piece]
        weights = np.repeat(own[piece], rows, axis=0)
        result = aggregate(stack.reshape(-1, children), weights, part.rule, plan.floor)
        found[piece] = result.score.reshape(-1, rows)
    return found
