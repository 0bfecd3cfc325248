"""Do units grow alike (sigma), and do the lower ones grow faster (beta)? With how little so few units can prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from cluster_core.assess.disparity import sigma
from cluster_core.assess.series import Series
from cluster_core.index.correlation import CONFIDENCE, LEAST_UNITS, does_not_vary
from cluster_core.index.inequality import check_amounts, coefficient_of_variation
from cluster_core.model.stages import Array

NAN = float("nan")
VERDICTS = ("converging", "diverging", "not_told")
REASONS = ("", "one_year", "few_units", "no_spread", "not_converging", "overshoot")


@dataclass(frozen=True, slots=True)
class Beta:
    """ln(y_T / y_0) / T = intercept + slope ln y_0 over `n` units; NaN where undefined.

    `low` to `high` is the 95 % interval of the slope. `speed` is lambda a year, `half_life` in years. `verdict`:
    converging or diverging where the interval lies on one side of 0, not_told where it holds 0, empty without a slope.
    `reason` says why a number is missing: one_year, few_units (fewer than three), no_spread (all units start alike),
    not_converging (the slope is not below 0: no half-life), overshoot (1 + slope T <= 0: the order of the units is
    turned over, no speed).
    """

    n: int
    slope: float = NAN
    intercept: float = NAN
    stderr: float = NAN
    p: float = NAN
    r2: float = NAN
    low: float = NAN
    high: float = NAN
    speed: float = NAN
    half_life: float = NAN
    verdict: str = ""
    reason: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Convergence:
    """The same units over the years that have all of them.

    `sigma` (sample sd of ln y) and `cv` have one number per year of `years`; `left_out` are the years between that
    lack a unit compared, `units_left_out` the units without a value in the first or the last year. `of_scores`: this
    is score convergence, on fixed goalposts, not convergence of an amount.
    """

    subject: str
    units: tuple[str, ...]
    years: tuple[int, ...]
    sigma: tuple[float, ...]
    cv: tuple[float, ...]
    beta: Beta
    left_out: tuple[int, ...] = ()
    units_left_out: tuple[str, ...] = ()

    @property
    def of_scores(self) -> bool:
        """Whether the subject is the score on the whole."""
        return not self.subject

    @property
    def sigma_change(self) -> float:
        """The last year's sigma less the first's: below 0 the units have drawn together."""
        return self.sigma[-1] - self.sigma[0] if len(self.sigma) > 1 else NAN


def convergence(series: Series) -> Convergence:
    """Measure sigma and beta convergence of a series.

    Parameters
    ----------
    series
        From `series_by_year`, which holds no year from before a break of definition.

    Returns
    -------
    Convergence
        From the first to the last of the years with most units present, over the units present in both. Years between
        that lack one of them are left out: nothing is interpolated.

    Raises
    ------
    MethodError
        If a value compared is not above 0, naming every one.

    Notes
    -----
    Barro & Sala-i-Martin (1992), Journal of Political Economy 100(2): 223-251. Ordinary least squares
    (`scipy.stats.linregress`); sigma can fall only if beta is below 0, but beta below 0 does not make it fall.
    """
    values, units, years, left_out = _same_units(series)
    cells = [f"{unit}, {year}" for unit in units for year in years]
    check_amounts(values.ravel(), cells, positive=True, of=f"convergence of {series.name}")
    return Convergence(
        series.subject,
        units,
        years,
        tuple(sigma(column) for column in values.T),
        tuple(coefficient_of_variation(column) for column in values.T),
        beta_convergence(values[:, 0], values[:, -1], years[-1] - years[0])
        if years
        else Beta(0, reason="one_year"),
        left_out,
        tuple(unit for unit in series.units if unit not in units),
    )


def beta_convergence(first: Array, last: Array, span: int) -> Beta:
    """Regress yearly growth on the logarithm of the start.

    Parameters
    ----------
    first, last : arrays, units
        Above 0, none missing.
    span : years between them, T

    Returns
    -------
    Beta

    Notes
    -----
    lambda = -ln(1 + b T)/T, half-life ln 2 / lambda.

    >>> halved = beta_convergence(np.exp(np.array([0.0, 2.0, 4.0])), np.exp(np.array([1.0, 2.0, 3.0])), 10)
    >>> round(halved.slope, 6), round(halved.half_life, 6)  # every distance is halved in ten years
    (-0.05, 10.0)
    """
    n = len(first)
    if span <= 0 or n < LEAST_UNITS:
        return Beta(n, reason="few_units" if n < LEAST_UNITS else "one_year")
    start, growth = np.log(first), np.log(last / first) / span
    if does_not_vary(start):
        return Beta(n, reason="no_spread")
    from scipy.special import stdtrit
    from scipy.stats import linregress

    fit: Any = linregress(start, growth)
    slope, stderr = float(fit.slope), float(fit.stderr)
    half = float(stdtrit(n - 2, (1 + CONFIDENCE) / 2)) * stderr
    speed, half_life, reason = _speed(slope, span)
    return Beta(
        n,
        slope,
        float(fit.intercept),
        stderr,
        float(fit.pvalue),
        float(fit.rvalue) ** 2,
        slope - half,
        slope + half,
        speed,
        half_life,
        _verdict(slope - half, slope + half),
        reason,
    )


def _speed(slope: float, span: int) -> tuple[float, float, str]:
    kept = 1 + slope * span
    if kept <= 0:
        return NAN, NAN, "overshoot"
    speed = -float(np.log(kept)) / span
    return (speed, float(np.log(2)) / speed, "") if speed > 0 else (speed, NAN, "not_converging")


def _verdict(low: float, high: float) -> str:
    if high < 0:
        return "converging"
    return "diverging" if low > 0 else "not_told"


def _same_units(series: Series) -> tuple[Array, tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    present = ~np.isnan(series.values)
    counts = present.sum(axis=0)
    fullest = [at for at, count in enumerate(counts) if count and count == counts.max()]
    if not fullest:
        return np.empty((0, 0)), (), (), ()
    span = range(fullest[0], fullest[-1] + 1)
    rows = present[:, span[0]] & present[:, span[-1]]
    used = [at for at in span if present[rows, at].all()]
    return (
        series.values[rows][:, used],
        tuple(unit for unit, kept in zip(series.units, rows, strict=True) if kept),
        tuple(series.years[at] for at in used),
        tuple(series.years[at] for at in span if at not in used),
    )
