"""How much of a rank is the data: ranks over values drawn with the errors that are stated, alone or with weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cluster_core.errors import MethodError
from cluster_core.explore.acceptability import DRAWS, Acceptability, affordable, unranked
from cluster_core.explore.data_errors import DataErrors, Drawing, data_errors
from cluster_core.explore.draws import SEED, Mode, draw_shares, in_mode
from cluster_core.explore.method_uncertainty import OTHER_THAN_WEIGHTS, undefined
from cluster_core.explore.methods import Methods, variants
from cluster_core.explore.progress import Cancelled, Progress, step
from cluster_core.explore.rescore import Shares, rank_rows
from cluster_core.explore.weight_space import WeightSpace
from cluster_core.index import normalise
from cluster_core.index.aggregate import aggregate
from cluster_core.index.coverage import node_coverage, withhold
from cluster_core.index.outliers import apply_treatment
from cluster_core.index.treat import transform
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Node
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Notice, Prepared, Scores

CELLS = 2**17  # draws x units x children worked on at a time
LISTED = 5
Run = tuple[Scenario, Prepared, Scores]


def data_uncertainty(
    assessment: Assessment,
    spaces: Sequence[WeightSpace] = (),
    methods: Methods | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    mode: Mode = "any",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Acceptability:
    """Rank the units of an assessment over random values, as far off as their stated errors make likely.

    Parameters
    ----------
    assessment
        Vintages, goalposts (and mean and deviation of z-scores, and bests), treatments of outliers, imputed values and
        weights are held still. Ranks and percentiles as normalisations are places among the drawn values.
    spaces
        Weights that vary at the same time (`weight_spaces`); none by default.
    methods
        Methods that take turns as well, each with its own share of the draws (`acceptability_over_methods`).
    draws, seed, mode, progress, cancelled
        As for `acceptability`.

    Returns
    -------
    Acceptability
        `shares` holds the weights drawn, if any; `confidence` is not computed. A missing value stays missing.

    Raises
    ------
    MethodError
        If no value of the framework states an error.
    CancelledError
        If `cancelled` says so.

    Notes
    -----
    x' = x + s e, e standard normal and independent between values; s is the error of the observation, else the
    indicator's percentage of |x|. OECD/JRC Handbook (2008), step 7; JCGM 101:2008, propagation of distributions.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = data_uncertainty(assess(dataset, default_scenario(dataset)), draws=500)
    >>> found.draws, bool((found.percentile(0.05) <= found.own).all())
    (500, True)
    """
    errors = data_errors(assessment)
    if not errors.names:
        raise MethodError(
            "vary: found 'data', but no value states an error, allowed: at least one. Fill the column error in "
            "indicators.csv (percent) or observations.csv, or vary the weights."
        )
    count, notices = affordable(draws, len(assessment.units))
    admitted = in_mode(spaces, mode, assessment.scored.mean_weights)
    shares = draw_shares(admitted, count, seed) if admitted else {}
    runs, told = _runs(assessment, methods, cancelled)
    drawing = Drawing(errors, seed)
    widest = max(len(node.children) for node in assessment.framework.nodes)
    size = max(1, CELLS // (max(len(assessment.units), 1) * widest))
    ranks = np.empty((len(assessment.units), count), dtype=np.int32)
    ends = [count * (at + 1) // len(runs) for at in range(len(runs))]
    begin = 0
    for run, end in zip(runs, ends, strict=True):
        while begin < end:
            step(begin / count, progress, cancelled)
            piece = slice(begin, min(begin + size, end))
            drawn = {parent: given[piece] for parent, given in shares.items()}
            ranks[:, piece] = rank_rows(_score(run, drawing, piece.stop - piece.start, drawn)).T
            begin = piece.stop
    step(1.0, progress, None)
    return Acceptability(
        assessment.units,
        assessment.scored.ranks[:, 0],
        ranks,
        shares,
        admitted,
        seed,
        np.full(len(assessment.units), np.nan),
        (*notices, *told, *_certain(assessment, errors), *unranked(assessment.units, ranks)),
    )


def _runs(
    assessment: Assessment, methods: Methods | None, cancelled: Cancelled | None
) -> tuple[list[Run], list[Notice]]:
    """Return the stages of the scenario, or of every combination of methods that is defined."""
    if methods is None:
        return [(assessment.scenario, assessment.prepared, assessment.scored)], []
    tried = list(variants(assessment, methods, OTHER_THAN_WEIGHTS, cancelled=cancelled))
    return [
        (one.scenario, one.prepared, one.scored)
        for one in tried
        if one.prepared is not None and one.scored is not None
    ], undefined(tried)


def _score(run: Run, drawing: Drawing, count: int, shares: Shares) -> Array:
    """Return the whole's scores for the next draws, draws x units; NaN where missing or withheld."""
    scenario, prepared, scored = run
    scores: dict[str, Array] = {}
    coverage: dict[str, Array] = {}
    moving = set(shares)
    for name, column in prepared.at.items():
        scores[name], coverage[name] = prepared.normalised[None, :, column], prepared.covered[None, :, column]
    for indicator, values in drawing.block(count):
        scores[indicator.id] = _normalised(scenario, prepared, indicator, values)
        moving.add(indicator.id)
    framework = scored.framework
    for node in reversed(framework.nodes):
        if node.id in shares or any(child.id in moving for child in node.children):
            moving.add(node.id)
            below = [(scores[child.id], coverage[child.id]) for child in node.children]
            scores[node.id], coverage[node.id] = _node(run, node, below, (count, shares.get(node.id)))
        else:
            at = scored.at[node.id]
            scores[node.id], coverage[node.id] = scored.scores[None, :, at], scored.coverage[None, :, at]
    root = scores[framework.id]
    return np.array(np.broadcast_to(root, (count, root.shape[1])))


def _normalised(scenario: Scenario, prepared: Prepared, indicator: Indicator, values: Array) -> Array:
    """Return drawn values of an indicator on the scenario's scale, draws x units; imputed cells as they were."""
    column = prepared.at[indicator.id]
    treated = apply_treatment(
        transform(values, indicator.transform, indicator.id), prepared.treatments.get(indicator.id)
    )
    sign = np.array([indicator.sign], dtype=np.float64)
    first, second = (np.array([mark[column]]) for mark in prepared.marks)
    stated = indicator.goalpost_low is not None or indicator.goalpost_high is not None
    held = np.array([stated or scenario.pool == "all"])
    if scenario.normalise == "minmax":
        found = normalise.minmax(treated, first, second, sign, held)
    elif scenario.normalise == "zscore":
        found = normalise.zscore(treated, first, second, sign)
    elif scenario.normalise in {"target", "best"}:
        share = normalise.target if scenario.normalise == "target" else normalise.best
        found = share(treated, first, sign)
    else:
        filled = np.where(prepared.filled[:, column], prepared.treated[:, column], treated)
        place = normalise.rank if scenario.normalise == "rank" else normalise.percentile
        return place(filled.T, sign).T  # a draw is a column: its units are placed among each other
    return np.where(prepared.filled[:, column], prepared.normalised[:, column], found)


def _node(
    run: Run,
    node: Node,
    below: Sequence[tuple[Array, Array]],
    drawn: tuple[int, Array | None],
) -> tuple[Array, Array]:
    """Return a node's score and coverage, draws x units, from those of its children; `drawn`: draws, its own shares."""
    scenario, _, scored = run
    (count, own), units = drawn, len(scored.units)
    weights = scored.weights[node.id]
    if own is not None:
        weights = np.repeat(own, units, axis=0)
    elif weights.ndim > 1:
        weights = np.tile(weights, (count, 1))
    values = _stacked([score for score, _ in below], count)
    found = aggregate(values, weights, node.aggregate or scenario.aggregate, scenario.floor).score
    cover = node_coverage(_stacked([covered for _, covered in below], count), weights)
    kept = withhold(found, cover, scenario.min_coverage)
    return kept.reshape(count, units), cover.reshape(count, units)


def _stacked(blocks: Sequence[Array], rows: int) -> Array:
    """Return (draws x units) x children."""
    shape = (rows, blocks[0].shape[1])
    return np.stack([np.broadcast_to(block, shape) for block in blocks], axis=-1).reshape(-1, len(blocks))


def _certain(assessment: Assessment, errors: DataErrors) -> list[Notice]:
    """Say which indicators state no error: they are taken as certain."""
    every = dict.fromkeys(assessment.framework.indicators)
    without = tuple(name for name in every if name not in errors.names)
    if not without:
        return []
    listed = ", ".join(without[:LISTED]) + (", …" if len(without) > LISTED else "")
    message = (
        f"errors: {len(without)} of {len(every)} indicators state none and are taken as certain: {listed}"
    )
    return [Notice("certain_values", without, message)]
