"""Leading, breakthrough or catching up: criteria from goodness, a rule with thresholds, and how firm the type is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError, did_you_mean, one_of
from cluster_core.index.selection import prepare_selection
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Prepared
from cluster_core.model.typology import Classification, Criterion, Draws, TypeRule, Typology

Ratings = Mapping[str, Mapping[str, float]]
DECIMALS = 9  # scores are compared after rounding, as ranks and levels are
JUST_BELOW = 1e-8
DRAWS_AT_ONCE = 100


@dataclass(frozen=True, eq=False, slots=True)
class _Judged:
    """One criterion before weights: goodness (units x indicators, NaN where missing), shares, and which are ratings."""

    goodness: Array
    shares: Array
    rated: NDArray[np.bool_]


def classify(
    dataset: Dataset,
    scenario: Scenario,
    rule: TypeRule | None = None,
    *,
    ratings: Ratings | None = None,
    draws: Draws | None = None,
) -> Classification:
    """Classify the units of a scenario by the typology of the data set.

    Parameters
    ----------
    dataset, scenario
        Year, vintage, peers, pool and unit are the scenario's; its framework and weights are not used.
    rule, draws : optional
        Thresholds and random draws in place of the file's.
    ratings : optional
        Unit -> criterion -> rating 0-100 of the user's: it takes the place of the computed score and is marked.

    Returns
    -------
    Classification
        A unit with fewer than `min_criteria` criteria scored is unclassified; what has no data is never an error.

    Raises
    ------
    MethodError
        If the data set has no typology, or a rating names no unit or criterion or is not within 0-100.

    Notes
    -----
    A criterion's score is 100 sum w g / sum w over the indicators with a goodness g, NaN below `min_coverage` of the
    weight. The rule is that of `TypeRule`. Criteria and types are those of document 001, 二(一)3; thresholds,
    indicators and weights are ours.
    """
    typology = typology_of(dataset)
    rule = rule or typology.rule
    prepared = prepare_selection(dataset, scenario, typology.indicators)
    judged = [_judge(criterion, dataset, prepared) for criterion in typology.criteria]
    pairs = [_score(one, rule.min_coverage) for one in judged]
    scores, coverage = (np.column_stack([pair[part] for pair in pairs]) for part in (0, 1))
    given = _given(ratings or {}, typology, prepared.units)
    overridden = ~np.isnan(given)
    scores = np.where(overridden, given, scores)
    codes = types_of(scores, rule)
    rise, fall = changes(scores, rule)
    return Classification(
        typology,
        rule,
        prepared.units,
        scores,
        coverage,
        overridden,
        tuple(typology.codes[code] for code in codes),
        rise,
        fall,
        _kept(judged, scores, overridden, rule, draws or typology.draws),
        prepared.notices,
    )


def typology_of(dataset: Dataset) -> Typology:
    """Return the typology of a data set; `MethodError` where it has none."""
    if dataset.typology is None:
        raise MethodError(
            f"typology: found none for '{dataset.id}', allowed: a file with the key typology under frameworks."
        )
    return dataset.typology


def types_of(scores: Array, rule: TypeRule) -> NDArray[np.int64]:
    """Return 3 for the highest type, 2 for the middle, 1 for the lowest, 0 where too few criteria are scored.

    Parameters
    ----------
    scores : array, ... x criteria
        0-100, NaN where missing; rounded to nine decimals before they are compared.

    Examples
    --------
    >>> types_of(np.array([[80, 78, 76, 60], [80, 78, 76, 59.9], [60, 59.9, 59.9, 59.9]]), TypeRule()).tolist()
    [3, 2, 1]
    """
    known = ~np.isnan(scores)
    value = np.where(known, np.round(scores, DECIMALS), -np.inf)
    least = np.where(known, value, np.inf).min(axis=-1)
    highest = ((value >= rule.t_high).sum(axis=-1) >= rule.n_high) & (least >= rule.least)
    middle = (value >= rule.t_mid).sum(axis=-1) >= rule.n_mid
    code = np.where(highest, 3, np.where(middle, 2, 1))
    return np.where(known.sum(axis=-1) >= rule.min_criteria, code, 0).astype(np.int64)


def changes(scores: Array, rule: TypeRule) -> tuple[Array, Array]:
    """Return by how much each criterion alone must rise, or fall, for the type to change, units x criteria.

    NaN where it cannot: no score, no type, or a change that needs more than one criterion. A rise of that size reaches
    the other type; a fall must go just beyond it, for thresholds are reached when they are equalled.

    >>> rise, fall = changes(np.array([[80.0, 78.0, 70.0, 65.0]]), TypeRule())
    >>> rise.tolist(), fall.tolist()
    ([[nan, nan, 5.0, 10.0]], [[nan, nan, nan, nan]])
    """
    now, rounded = types_of(scores, rule), np.round(scores, DECIMALS)
    rise, fall = np.full(scores.shape, np.nan), np.full(scores.shape, np.nan)
    for column in range(scores.shape[1]):
        own = rounded[:, column]
        for threshold in {rule.least, rule.t_mid, rule.t_high}:
            lifted = (threshold > own) & (now > 0) & (_with(scores, column, threshold, rule) > now)
            rise[:, column] = np.fmin(rise[:, column], np.where(lifted, threshold - own, np.nan))
            dropped = (threshold <= own) & (_with(scores, column, threshold - JUST_BELOW, rule) < now)
            fall[:, column] = np.fmin(
                fall[:, column], np.where(dropped & (threshold > 0), own - threshold, np.nan)
            )
    return rise, fall


def becomes(outcome: Classification, row: int) -> str:
    """Return the type that a unit's margin leads to; "" where no single criterion can change its type."""
    criterion, margin, way = outcome.margins[row]
    if not criterion:
        return ""
    column = [one.id for one in outcome.typology.criteria].index(criterion)
    moved = outcome.scores[row].copy()
    moved[column] += margin if way == "up" else -margin - JUST_BELOW
    return outcome.typology.codes[int(types_of(moved, outcome.rule))]


def _with(scores: Array, column: int, value: float, rule: TypeRule) -> NDArray[np.int64]:
    trial = scores.copy()
    trial[:, column] = value
    return types_of(trial, rule)


def _judge(criterion: Criterion, dataset: Dataset, prepared: Prepared) -> _Judged:
    """Return a criterion's indicators; one that the data set does not know is missing everywhere."""
    children = [child for child in criterion.children if child.weight > 0]
    missing = np.full(len(prepared.units), np.nan)
    columns = [
        prepared.goodness[:, prepared.at[child.id]] if child.id in prepared.at else missing
        for child in children
    ]
    weights = np.array([child.weight for child in children])
    rated = [
        child.id in dataset.indicators and dataset.indicators[child.id].kind == "expert" for child in children
    ]
    return _Judged(np.column_stack(columns), weights / weights.sum(), np.array(rated, dtype=np.bool_))


def _score(judged: _Judged, min_coverage: float) -> tuple[Array, Array]:
    """Return a criterion's score 0-100 and its coverage 0-1."""
    present = ~np.isnan(judged.goodness)
    covered = present @ judged.shares
    sums = np.where(present, judged.goodness, 0.0) @ judged.shares
    score = 100 * sums / np.where(covered > 0, covered, np.nan)
    return np.where(covered >= min_coverage - 1e-9, score, np.nan), covered


def _given(ratings: Ratings, typology: Typology, units: tuple[str, ...]) -> Array:
    """Return the user's ratings, units x criteria, NaN where there is none."""
    criteria = tuple(criterion.id for criterion in typology.criteria)
    given = np.full((len(units), len(criteria)), np.nan)
    for unit, rated in ratings.items():
        for criterion, rating in rated.items():
            for what, name, known in (("region", unit, units), ("criterion", criterion, criteria)):
                if name not in known:
                    listed, hint = one_of(known[:20]), did_you_mean(name, known)
                    raise MethodError(
                        f"rating: found the {what} '{name}', allowed: {listed}. {hint}".rstrip()
                    )
            if not 0 <= rating <= 100:
                raise MethodError(f"rating of {unit}, {criterion}: found {rating:g}, allowed: 0 to 100.")
            given[units.index(unit), criteria.index(criterion)] = rating
    return given


def _kept(
    judged: list[_Judged], scores: Array, overridden: NDArray[np.bool_], rule: TypeRule, draws: Draws
) -> Array:
    """Return per unit the share of draws in which its type stays; NaN for an unclassified one.

    A draw takes, for every criterion, one set of indicator weights for all units, Dirichlet(concentration x shares);
    and for every rating of every unit (an expert indicator, an overridden criterion) a shift, uniform within the
    spread and held within 0-100. What is missing stays missing. The standard error of a share is at most
    1 / (2 sqrt(count)).
    """
    now = types_of(scores, rule)
    stays = np.zeros(len(scores))
    generator = np.random.default_rng(draws.seed)
    for size in _portions(draws.count):
        drawn = np.stack([_draw(one, size, draws, generator) for one in judged], axis=-1)
        shift = generator.uniform(-draws.spread, draws.spread, drawn.shape)
        drawn = np.where(overridden, np.clip(scores + shift, 0, 100), drawn)
        stays += (types_of(np.where(np.isnan(scores), np.nan, drawn), rule) == now).sum(axis=0)
    return np.where(now > 0, stays / draws.count, np.nan)


def _draw(judged: _Judged, size: int, draws: Draws, generator: np.random.Generator) -> Array:
    """Return one criterion's scores in `size` draws, draws x units."""
    weights = generator.dirichlet(draws.concentration * judged.shares, size)
    present = ~np.isnan(judged.goodness)
    sums = np.where(present, judged.goodness, 0.0) @ weights.T
    for column in np.flatnonzero(judged.rated):
        goodness = judged.goodness[:, [column]]
        shift = generator.uniform(-draws.spread, draws.spread, sums.shape) / 100
        moved = np.clip(goodness + shift, 0, 1) - goodness
        sums += np.where(np.isnan(moved), 0.0, moved) * weights[:, column]
    covered = present @ weights.T
    return (100 * sums / np.where(covered > 0, covered, np.nan)).T


def _portions(count: int) -> Iterator[int]:
    """Return how many draws to make at once, so that memory does not grow with their number."""
    for start in range(0, count, DRAWS_AT_ONCE):
        yield min(DRAWS_AT_ONCE, count - start)
