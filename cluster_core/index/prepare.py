"""The first stage: select, denominate, impute, treat and normalise. It depends on everything but the weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.index import normalise
from cluster_core.index.denominate import Denominated, denominate, pool_of_all_years
from cluster_core.index.goalposts import Scale, goalposts, rating_goalposts
from cluster_core.index.impute import OVER_TIME, Flags, History, impute
from cluster_core.index.outliers import apply_treatment, examine, with_rows
from cluster_core.index.treat import transform, transform_number
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Notice, Prepared, Treatment

Rows = NDArray[np.intp]
Changes = Mapping[tuple[str, str], float]
RATIO_SCALES = ("target", "best")


def prepare(dataset: Dataset, scenario: Scenario, changes: Changes | None = None) -> Prepared:
    """Bring every indicator that the scenario's framework and rules read to the scenario's scale.

    Parameters
    ----------
    dataset, scenario
        All of the scenario but its weights, aggregation, coverage rule and floor is used.
    changes : (unit, indicator) -> value, optional
        Values, in the indicators' own units, that stand in for those of the data. Vintages, imputed values, treatments
        of outliers and goalposts stay those of the data.

    Returns
    -------
    Prepared
        Arrays units x indicators; the units are the peers, the focus always among them, in the bundle's order. A
        missing value stays missing unless the scenario's imputation fills it: then it takes part in goalposts and
        scores, is marked in `filled`, and counts neither as coverage nor in a test.

    Raises
    ------
    MethodError
        If `log1p` meets a value of -1 or less, `target` is asked for an indicator of the framework without one, or
        `best` meets an indicator without one: a value below 0, a cost of 0, benefits that are all 0.
    """
    panel = dataset.panels[scenario.unit]
    rows = np.array(peer_rows(panel.units, scenario), dtype=np.intp)
    indicators = [dataset.indicators[name] for name in indicators_read(dataset, scenario)]
    columns = [denominate(i, dataset.indicators, panel, scenario.year, scenario.max_age) for i in indicators]
    denominated = _matrix([column.values[rows] for column in columns], len(rows))
    imputed, filled = _impute(dataset, scenario, rows, columns, denominated)
    own = [transform(imputed[:, k], i.transform, i.id) for k, i in enumerate(indicators)]
    pools, empty = _pools(dataset, scenario, rows, indicators, own)
    treatments = _examine(scenario, indicators, own, pools)
    raw = _matrix([column.raw[rows] for column in columns], len(rows))
    if changes:
        units = [panel.units[row] for row in rows]
        raw, denominated, imputed, filled = _changed(
            changes, units, indicators, (raw, denominated, imputed, filled)
        )
        own = [transform(imputed[:, k], i.transform, i.id) for k, i in enumerate(indicators)]
    treated = _matrix(_treat(indicators, own, treatments), len(rows))
    pools = _treat(indicators, pools, treatments)
    scale = goalposts(indicators, pools, all_years=scenario.pool == "all")
    sign = np.array([i.sign for i in indicators], dtype=np.float64)
    stretched = normalise.minmax(treated, scale.low, scale.high, sign, scale.held)
    rated = rating_goalposts(indicators, scale)
    goodness = (
        normalise.minmax(treated, rated.low, rated.high, sign, rated.held)
        if rated is not scale
        else stretched
    )
    marks = _marks(dataset, scenario, indicators, treated, pools)
    constant = _constant(indicators, columns, scale)
    return Prepared(
        units=tuple(panel.units[row] for row in rows),
        indicators=tuple(i.id for i in indicators),
        year=scenario.year,
        vintages={column.vintage.indicator: column.vintage for column in columns},
        raw=raw,
        denominated=denominated,
        imputed=imputed,
        filled=filled,
        treated=treated,
        normalised=stretched
        if scenario.normalise == "minmax"
        else _normalise(scenario.normalise, treated, sign, marks),
        scaled=stretched / 100,
        goodness=np.where(rated.constant | filled, np.nan, goodness / 100),
        low=rated.low,
        high=rated.high,
        constant=constant,
        notices=(
            *_vintage_notices(columns, constant, empty),
            *_imputed_notices(scenario.impute, indicators, filled),
            *_outlier_notices(treatments, len(rows)),
        ),
        treatments=treatments,
        marks=(scale.low, scale.high) if scenario.normalise == "minmax" else marks,
    )


def peer_rows(units: Sequence[str], scenario: Scenario) -> list[int]:
    """Return the rows of the peers (all units where none are named) and the focus, in the bundle's order."""
    wanted = {*scenario.peers, scenario.focus}
    return [row for row, unit in enumerate(units) if not scenario.peers or unit in wanted]


def indicators_read(dataset: Dataset, scenario: Scenario) -> list[str]:
    """Return the distinct indicators of the scenario's framework, then those that only its rules test."""
    tested = dataset.rule_set(scenario.rules).indicators if scenario.rules else ()
    return list(dict.fromkeys((*dataset.framework(scenario.framework).indicators, *tested)))


def _matrix(columns: Sequence[Array], rows: int) -> Array:
    """Return units x indicators, each column in one piece of memory: that is how it is read."""
    return np.array(columns).T if columns else np.empty((rows, 0))


def _impute(
    dataset: Dataset, scenario: Scenario, rows: Rows, columns: Sequence[Denominated], values: Array
) -> tuple[Array, Flags]:
    panel, units = dataset.panels[scenario.unit], dataset.units(scenario.unit)
    groups = [units[panel.units[row]].group for row in rows]
    histories = [
        History(
            pool_of_all_years(dataset.indicators[one.vintage.indicator], dataset.indicators, panel)[rows],
            panel.years,
            one.vintage.year,
            scenario.year - scenario.max_age,
        )
        for one in columns
        if scenario.impute in OVER_TIME
    ]
    return impute(values, scenario.impute, groups, histories)


def _pools(
    dataset: Dataset, scenario: Scenario, rows: Rows, indicators: Sequence[Indicator], own: list[Array]
) -> tuple[list[Array], list[str]]:
    """Return each indicator's transformed pool, and which have no value for the pool of all years.

    The pool of all years holds observed values only; without any, the vintage's stand in.
    """
    if scenario.pool != "all":
        return own, []
    panel = dataset.panels[scenario.unit]
    pools, empty = list(own), list[str]()
    for k, indicator in enumerate(indicators):
        values = pool_of_all_years(indicator, dataset.indicators, panel)[rows].ravel()
        if np.isnan(values).all():
            empty.append(indicator.id)
        else:
            pools[k] = transform(values, indicator.transform, indicator.id)
    return pools, empty


def _examine(
    scenario: Scenario, indicators: Sequence[Indicator], own: Sequence[Array], pools: Sequence[Array]
) -> dict[str, Treatment]:
    """Return the treatment of every indicator whose pool breaks the outlier rule.

    A log scale is not defined for goalposts of the indicator's own (nor for ratings, which have them without stating
    them), and not for `target` and `best`, which divide.
    """
    found: dict[str, Treatment] = {}
    for indicator, values, pool in zip(indicators, own, pools, strict=True):
        if scenario.treat == "none":
            break
        stated = indicator.goalpost_low is not None or indicator.goalpost_high is not None
        log = not stated and indicator.kind != "expert" and scenario.normalise not in RATIO_SCALES
        treatment = examine(pool, log=log)
        if treatment is not None:
            found[indicator.id] = with_rows(treatment, values)
    return found


def _treat(
    indicators: Sequence[Indicator], columns: Sequence[Array], treatments: Mapping[str, Treatment]
) -> list[Array]:
    return [apply_treatment(x, treatments.get(i.id)) for i, x in zip(indicators, columns, strict=True)]


def _changed(
    changes: Changes,
    units: Sequence[str],
    indicators: Sequence[Indicator],
    stages: tuple[Array, Array, Array, Flags],
) -> tuple[Array, Array, Array, Flags]:
    """Return raw, denominated, imputed and filled with the changes in them; of a ratio no numerator is known."""
    raw, denominated, imputed, filled = stages[0].copy(), stages[1].copy(), stages[2].copy(), stages[3].copy()
    at = {indicator.id: column for column, indicator in enumerate(indicators)}
    for (unit, name), value in changes.items():
        cell = units.index(unit), at[name]
        raw[cell] = np.nan if indicators[cell[1]].derived else value
        denominated[cell] = imputed[cell] = value
        filled[cell] = False
    return raw, denominated, imputed, filled


def _marks(
    dataset: Dataset,
    scenario: Scenario,
    indicators: Sequence[Indicator],
    treated: Array,
    pools: Sequence[Array],
) -> tuple[Array, Array]:
    """Return what z-scores, targets and bests are held against (see `Prepared.marks`); NaN for ranks."""
    leaves = dataset.framework(scenario.framework).indicators
    if scenario.normalise == "zscore":
        return normalise.mean_and_deviation(pools)
    aims = np.full(len(indicators), np.nan)
    if scenario.normalise == "target":
        aims = _targets(indicators, leaves)
    elif scenario.normalise == "best":
        aims = _bests(indicators, leaves, treated, pools)
    return aims, aims


def _normalise(method: str, treated: Array, sign: Array, marks: tuple[Array, Array]) -> Array:
    if method == "target":
        return normalise.target(treated, marks[0], sign)
    if method == "best":
        return normalise.best(treated, marks[0], sign)
    if method == "rank":
        return normalise.rank(treated, sign)
    if method == "percentile":
        return normalise.percentile(treated, sign)
    return normalise.zscore(treated, *marks, sign)


def _targets(indicators: Sequence[Indicator], leaves: Sequence[str]) -> Array:
    """Return the treated targets; the framework's indicators must all have one above 0."""
    aims = np.array([transform_number(i.target, i.transform, i.id) for i in indicators], dtype=np.float64)
    unusable = [i for i, aim in zip(indicators, aims, strict=True) if i.id in leaves and not aim > 0]
    if unusable:
        found = ", ".join(f"{i.id} ({'none' if i.target is None else f'{i.target:g}'})" for i in unusable)
        raise MethodError(
            f"normalise: found 'target' with the targets {found}, allowed: a target above 0 for every indicator of the "
            "framework. Fill the column target in indicators.csv or use another normalisation."
        )
    return np.where(aims > 0, aims, np.nan)


def _bests(
    indicators: Sequence[Indicator], leaves: Sequence[str], treated: Array, pools: Sequence[Array]
) -> Array:
    """Return the best value of each pool, NaN where a share of it has no meaning: the framework's must all have one.

    Costs need values above 0; benefits none below 0, and a best above 0.
    """
    low = [float(np.fmin.reduce(np.append(pool, treated[:, k]))) for k, pool in enumerate(pools)]
    best = [
        float(i.sign * np.fmax.reduce(i.sign * pool, initial=-np.inf))
        for i, pool in zip(indicators, pools, strict=True)
    ]
    usable = [
        least > 0 or (i.sign > 0 and least == 0 and most > 0)
        for i, least, most in zip(indicators, low, best, strict=True)
    ]
    unusable = [
        (i, least)
        for i, least, fit in zip(indicators, low, usable, strict=True)
        if i.id in leaves and not (fit or np.isnan(least))
    ]
    if unusable:
        found = ", ".join(f"{i.id} ({least:g})" for i, least in unusable)
        raise MethodError(
            f"normalise: found 'best' with least values {found}, allowed: for benefits none below 0 and some above 0, "
            "for costs all above 0, in every indicator of the framework. Use another normalisation, such as minmax."
        )
    return np.where(np.array(usable, dtype=np.bool_), best, np.nan)


def _constant(
    indicators: Sequence[Indicator], columns: Sequence[Denominated], scale: Scale
) -> tuple[str, ...]:
    flat = zip(indicators, columns, scale.constant, strict=True)
    return tuple(i.id for i, column, constant in flat if constant and column.vintage.present)


def _vintage_notices(
    columns: Sequence[Denominated], constant: Sequence[str], empty: Sequence[str]
) -> Iterator[Notice]:
    for vintage in (column.vintage for column in columns):
        name = (vintage.indicator,)
        if vintage.present == 0:
            yield Notice("no_data", name, f"{vintage.indicator}: no value for the year")
        if vintage.mixed_years:
            years = f"numerator of {vintage.year}, denominator of {vintage.denominator_year}"
            yield Notice("mixed_years", name, f"{vintage.indicator}: mixed_years, {years}")
        if vintage.indicator in empty and vintage.present:
            message = (
                f"{vintage.indicator}: no values for the pool of all years; those of the vintage stand in"
            )
            yield Notice("empty_pool", name, message)
        if vintage.indicator in constant:
            yield Notice(
                "constant",
                name,
                f"{vintage.indicator}: constant, all values of the pool are equal; minmax scores it 50",
            )


def _imputed_notices(method: str, indicators: Sequence[Indicator], filled: Flags) -> Iterator[Notice]:
    for indicator, count in zip(indicators, np.count_nonzero(filled, axis=0), strict=True):
        if count:
            message = (
                f"{indicator.id}: {count} of {len(filled)} values imputed by {method}; they are no coverage"
            )
            yield Notice("imputed", (indicator.id,), message)


def _outlier_notices(treatments: Mapping[str, Treatment], total: int) -> Iterator[Notice]:
    for indicator, treatment in treatments.items():
        held = f"held from {treatment.low:g} to {treatment.high:g}"
        done = {
            "winsorised": f"{len(treatment.rows)} of {total} values winsorised, {held}",
            "log": "put on a log scale, as winsorising a few values is not enough",
            "left": "outliers left: winsorising a few is not enough, and a log scale is not defined for it",
        }
        yield Notice("outliers", (indicator,), f"{indicator}: {done[treatment.how]}")
