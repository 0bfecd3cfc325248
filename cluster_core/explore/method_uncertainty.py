"""How much of a rank is method: every defined combination of methods tried, alone or with random weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.explore.acceptability import DRAWS, Acceptability, affordable, confidence_factors, unranked
from cluster_core.explore.draws import SEED, Mode, draw_shares, in_mode
from cluster_core.explore.methods import FACTORS, Methods, Variant, variants
from cluster_core.explore.progress import Cancelled, Progress
from cluster_core.explore.rescore import Ranks, Rescorer, Shares, rank_weightings, rescorer
from cluster_core.explore.weight_space import WeightSpace
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array, Notice

OTHER_THAN_WEIGHTS = tuple(factor for factor in FACTORS if factor != "weighting")


@dataclass(frozen=True, eq=False)
class MethodUncertainty:
    """The ranks of a full factorial of methods: units x runs, 0 where not ranked; `own` those of the scenario.

    runs: one row a run, a column a factor. refused: the same columns and the reason, one row a combination that is not
    defined.
    """

    units: tuple[str, ...]
    own: NDArray[np.int64]
    ranks: NDArray[np.int64]
    runs: pd.DataFrame
    refused: pd.DataFrame

    @cached_property
    def distribution(self) -> Acceptability:
        """The runs read as draws: acceptance, percentiles, shares; no weights are drawn, so none are central."""
        count = len(self.units)
        return Acceptability(
            self.units, self.own, self.ranks.astype(np.int32), {}, (), 0, np.full(count, np.nan)
        )

    @cached_property
    def reasons(self) -> dict[str, int]:
        """Why combinations are refused, and how many for each reason, the most frequent first."""
        return {str(reason): int(count) for reason, count in self.refused["reason"].value_counts().items()}

    @cached_property
    def shift(self) -> Array:
        """Mean of |rank - own rank| over the units that have both, one number a run; NaN where none has.

        Saisana, Saltelli & Tarantola (2005), J. R. Statist. Soc. A 168: 307-323.
        """
        both = (self.ranks > 0) & (self.own > 0)[:, None]
        apart = np.where(both, np.abs(self.ranks - self.own[:, None]), 0).sum(axis=0)
        count = both.sum(axis=0)
        return apart / np.where(count > 0, count, np.nan)

    @cached_property
    def variance(self) -> pd.DataFrame:
        """Share of the variance over runs that one factor alone explains: factor, shift, then a column a unit.

        sum_l n_l (mean_l - mean)^2 / sum (x - mean)^2 over the factor's levels l; 0 where nothing varies. With refused
        combinations the factors overlap, and the shares of a column need not stay below 1 together.
        """
        outputs = {"shift": self.shift} | {
            unit: np.where(ranks > 0, ranks, np.nan)
            for unit, ranks in zip(self.units, self.ranks, strict=True)
        }
        rows = [
            {"factor": factor} | {name: _explained(self.runs[factor], y) for name, y in outputs.items()}
            for factor in self.runs.columns
        ]
        return pd.DataFrame(rows, columns=["factor", *outputs])


def method_uncertainty(
    assessment: Assessment,
    methods: Methods | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> MethodUncertainty:
    """Score the scenario under every defined combination of normalisation, aggregation, weights, imputation, treatment.

    Parameters
    ----------
    assessment
        The scenario, whose own methods always take part.
    methods
        The levels of the factors; default `Methods()`.

    Returns
    -------
    MethodUncertainty
        All runs count alike.

    Raises
    ------
    CancelledError
        If `cancelled` says so.

    Notes
    -----
    OECD/JRC Handbook (2008), step 7.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> few = Methods(normalise=("minmax", "zscore"), weighting=("equal",), impute=("none",), treat=("none",))
    >>> found = method_uncertainty(assess(dataset, default_scenario(dataset)), few)
    >>> len(found.runs), len(found.refused)
    (8, 4)
    """
    tried = list(variants(assessment, methods or Methods(), progress=progress, cancelled=cancelled))
    done = [(one, one.scored.ranks[:, 0]) for one in tried if one.scored is not None]
    return MethodUncertainty(
        assessment.units,
        assessment.scored.ranks[:, 0],
        np.array([ranks for _, ranks in done], dtype=np.int64).reshape(len(done), -1).T,
        pd.DataFrame([one.choice for one, _ in done], columns=list(FACTORS)),
        pd.DataFrame(
            [(*one.choice, one.reason) for one in tried if one.reason], columns=[*FACTORS, "reason"]
        ),
    )


def acceptability_over_methods(
    assessment: Assessment,
    spaces: Sequence[WeightSpace],
    methods: Methods | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    mode: Mode = "any",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Acceptability:
    """Rank the units under random weightings and all defined combinations of the other methods at once.

    Parameters
    ----------
    assessment, spaces, draws, seed, mode
        As for `acceptability`.
    methods
        The levels of normalisation, aggregation, imputation and treatment; the weights are drawn.

    Returns
    -------
    Acceptability
        The combinations take turns, so that each has the same number of draws, give or take one. `confidence`: the
        share of the combinations under which a unit is first with its own central weights.
    """
    count, notices = affordable(draws, len(assessment.units))
    admitted = in_mode(spaces, mode, assessment.scored.mean_weights)
    shares = draw_shares(admitted, count, seed)
    tried = list(
        variants(assessment, methods or Methods(), OTHER_THAN_WEIGHTS, progress=progress, cancelled=cancelled)
    )
    plans = plans_of(tried, list(shares))
    ranks = rank_by_method(plans, np.arange(count) % len(plans), shares)
    return Acceptability(
        assessment.units,
        assessment.scored.ranks[:, 0],
        ranks,
        shares,
        admitted,
        seed,
        confidence_factors(plans, ranks, shares),
        (*notices, *undefined(tried), *unranked(assessment.units, ranks)),
    )


def undefined(tried: Sequence[Variant]) -> list[Notice]:
    """Tell how many combinations of methods take no part, where any does not."""
    refused = sum(1 for one in tried if one.reason)
    message = f"methods: {refused} of {len(tried)} combinations are not defined and take no part"
    return [Notice("undefined_methods", (), message)] if refused else []


def plans_of(tried: Sequence[Variant], parents: Sequence[str]) -> list[Rescorer]:
    """Return how to score random weights under every variant that is defined; `MethodError` if none is."""
    plans = [
        rescorer(one.prepared, one.scored, one.scenario, parents)
        for one in tried
        if one.prepared is not None and one.scored is not None
    ]
    if not plans:
        raise MethodError(
            f"methods: found none that is defined for the data, allowed: at least one. {tried[0].reason}"
        )
    return plans


def rank_by_method(plans: Sequence[Rescorer], which: NDArray[np.intp], shares: Shares) -> Ranks:
    """Return the ranks, units x draws, each draw under the plan that `which` names for it."""
    found = np.empty((len(plans[0].kind), len(which)), dtype=np.int32)
    for at, plan in enumerate(plans):
        mine = np.flatnonzero(which == at)
        if mine.size:
            found[:, mine] = rank_weightings(plan, {parent: given[mine] for parent, given in shares.items()})
    return found


def _explained(levels: pd.Series, values: Array) -> float:
    there = ~np.isnan(values)
    y, groups = values[there], levels.to_numpy()[there]
    total = float(((y - y.mean()) ** 2).sum()) if y.size else 0.0
    if total <= 0:
        return 0.0
    parts = [y[groups == level] for level in np.unique(groups)]
    return float(sum(part.size * (part.mean() - y.mean()) ** 2 for part in parts) / total)
