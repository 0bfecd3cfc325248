"""How one indicator's treated values become scores, with the very numbers that the method used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.index import normalise
from cluster_core.index.denominate import pool_of_all_years
from cluster_core.index.goalposts import goalposts
from cluster_core.index.outliers import apply_treatment
from cluster_core.index.prepare import peer_rows
from cluster_core.index.treat import transform, transform_number
from cluster_core.model.assessment import Assessment
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Array

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Scaling:
    """A normalisation with its two numbers, on the treated scale; NaN where there is none.

    method: as in the scenario. first and second: the goalposts low and high (minmax); mean and sample deviation of the
    pool (zscore); place among the values present, 1 the worst, and how many there are (rank, percentile); the target
    (target) or the best of the pool (best), and nothing. held: whether min-max is held within 0-100.
    """

    method: str
    first: float
    second: float
    sign: int
    held: bool = False

    @property
    def constant(self) -> bool:
        """Whether min-max had nothing to stretch: low equals high, and everybody scores 50."""
        ends = (np.array([self.first]), np.array([self.second]))
        return self.method == "minmax" and bool(normalise.is_constant(*ends)[0])

    def score(self, value: float) -> float:
        """Return the score of a treated value; a place in a ranking is that of the unit it was made for.

        >>> Scaling("minmax", 2.0, 4.0, -1).score(2.5)
        75.0
        """
        x, sign = np.array([[value]]), np.array([float(self.sign)])
        first, second = np.array([self.first]), np.array([self.second])
        if self.method == "rank":
            return self.first
        if self.method == "percentile":
            return 100 * (self.first - 1) / (self.second - 1) if self.second > 1 else 50.0
        scored = {
            "minmax": lambda: normalise.minmax(x, first, second, sign, np.array([self.held])),
            "zscore": lambda: normalise.zscore(x, first, second, sign),
            "target": lambda: normalise.target(x, first, sign),
            "best": lambda: normalise.best(x, first, sign),
        }[self.method]()
        return float(scored[0, 0])


def scaling(assessment: Assessment, unit: str, indicator: str) -> Scaling:
    """Return how one indicator was normalised for one unit.

    Parameters
    ----------
    unit : one of ``assessment.units``
    indicator : one that the scenario's framework or rules read

    Returns
    -------
    Scaling
        ``score`` of the unit's treated value is its normalised value.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.assess.assessment import assess
    >>> dataset = load_dataset("data/jiangsu")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> prepared, row = result.prepared, result.units.index("320900")
    >>> used, column = scaling(result, "320900", "rd_intensity"), prepared.at["rd_intensity"]
    >>> bool(abs(used.score(prepared.treated[row, column]) - prepared.normalised[row, column]) < 1e-9)
    True
    """
    scenario, prepared = assessment.scenario, assessment.prepared
    known, column = assessment.dataset.indicators[indicator], prepared.at[indicator]
    method, treated = scenario.normalise, prepared.treated[:, column]
    if method in {"rank", "percentile"}:
        count = float(np.count_nonzero(~np.isnan(treated)))
        place = normalise.rank(treated[:, None], np.array([float(known.sign)]))
        return Scaling(method, float(place[assessment.units.index(unit), 0]), count, known.sign)
    if method == "target":
        return Scaling(method, transform_number(known.target, known.transform, known.id), NAN, known.sign)
    pool = _pool(assessment, known, treated)
    if method == "best":
        most = known.sign * np.fmax.reduce(known.sign * pool, initial=-np.inf)
        return Scaling(method, float(most), NAN, known.sign)
    if method == "zscore":
        mean, deviation = normalise.mean_and_deviation([pool])
        return Scaling(method, float(mean[0]), float(deviation[0]), known.sign)
    scale = goalposts([known], [pool], all_years=scenario.pool == "all")
    return Scaling(method, float(scale.low[0]), float(scale.high[0]), known.sign, bool(scale.held[0]))


def _pool(assessment: Assessment, known: Indicator, treated: Array) -> Array:
    """Return the treated values that goalposts, mean and best are taken from."""
    scenario, dataset = assessment.scenario, assessment.dataset
    if scenario.pool != "all":
        return treated
    panel = dataset.panels[scenario.unit]
    values = pool_of_all_years(known, dataset.indicators, panel)[peer_rows(panel.units, scenario)].ravel()
    if np.isnan(values).all():
        return treated
    return apply_treatment(
        transform(values, known.transform, known.id), assessment.prepared.treatments.get(known.id)
    )
