"""The first stage: select, denominate, treat and normalise. It depends on everything but the weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cluster_core.errors import MethodError
from cluster_core.index import normalise
from cluster_core.index.denominate import Denominated, denominate, pool_of_all_years
from cluster_core.index.goalposts import Scale, goalposts, rating_goalposts
from cluster_core.index.treat import transform, transform_number
from cluster_core.model.dataset import Dataset, Panel
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Notice, Prepared


def prepare(dataset: Dataset, scenario: Scenario) -> Prepared:
    """Bring every indicator that the scenario's framework and rules read to the scenario's scale.

    Parameters
    ----------
    dataset, scenario
        All of the scenario but its weights, aggregation, coverage rule and floor is used.

    Returns
    -------
    Prepared
        Arrays units x indicators; the units are the peers, the focus always among them, in the bundle's order. A
        missing value stays missing (no imputation).

    Raises
    ------
    MethodError
        If `log1p` meets a value of -1 or less, or `target` is asked for an indicator of the framework without one.
    """
    panel = dataset.panels[scenario.unit]
    rows = peer_rows(panel.units, scenario)
    indicators = [dataset.indicators[name] for name in indicators_read(dataset, scenario)]
    columns = [denominate(i, dataset.indicators, panel, scenario.year, scenario.max_age) for i in indicators]
    denominated = _matrix([column.values[rows] for column in columns], len(rows))
    imputed, filled = denominated, np.zeros(denominated.shape, dtype=np.bool_)
    treated = _matrix(
        [transform(imputed[:, k], i.transform, i.id) for k, i in enumerate(indicators)], len(rows)
    )
    vintages = [treated[:, k] for k in range(len(indicators))]
    pools = vintages
    if scenario.pool == "all":
        pools = _pools_of_all_years(dataset, panel, rows, indicators, vintages)
    scale = goalposts(indicators, pools, all_years=scenario.pool == "all")
    sign = np.array([i.sign for i in indicators], dtype=np.float64)
    if scenario.normalise == "target":
        leaves = dataset.framework(scenario.framework).indicators
        normalised = normalise.target(treated, _targets(indicators, leaves), sign)
    else:
        normalised = _normalise(scenario.normalise, treated, sign, scale, pools)
    scaled = normalise.minmax(treated, scale.low, scale.high, sign, scale.held) / 100
    rated = rating_goalposts(indicators, scale)
    goodness = normalise.minmax(treated, rated.low, rated.high, sign, rated.held) / 100
    observed = [bool(column.vintage.present) for column in columns]
    empty = [
        i.id
        for i, pool, own in zip(indicators, pools, vintages, strict=True)
        if scenario.pool == "all" and pool is own
    ]
    constant = [
        i.id for i, flat, any_ in zip(indicators, scale.constant, observed, strict=True) if flat and any_
    ]
    return Prepared(
        units=tuple(panel.units[row] for row in rows),
        indicators=tuple(i.id for i in indicators),
        year=scenario.year,
        vintages={column.vintage.indicator: column.vintage for column in columns},
        raw=_matrix([column.raw[rows] for column in columns], len(rows)),
        denominated=denominated,
        imputed=imputed,
        filled=filled,
        treated=treated,
        normalised=normalised,
        scaled=scaled,
        goodness=np.where(rated.constant | filled, np.nan, goodness),
        low=rated.low,
        high=rated.high,
        constant=tuple(constant),
        notices=tuple(_notices(columns, constant, empty)),
    )


def peer_rows(units: Sequence[str], scenario: Scenario) -> list[int]:
    """Return the rows of the peers (all units where none are named) and the focus, in the bundle's order."""
    wanted = {*scenario.peers, scenario.focus}
    return [row for row, unit in enumerate(units) if not scenario.peers or unit in wanted]


def indicators_read(dataset: Dataset, scenario: Scenario) -> list[str]:
    """Return the distinct indicators of the scenario's framework, then those that only its rules test."""
    tested = dataset.rule_set(scenario.rules).indicators if scenario.rules else ()
    return list(dict.fromkeys((*dataset.framework(scenario.framework).indicators, *tested)))


def _matrix(columns: list[Array], rows: int) -> Array:
    return np.column_stack(columns) if columns else np.empty((rows, 0))


def _pools_of_all_years(
    dataset: Dataset, panel: Panel, rows: list[int], indicators: list[Indicator], vintage: list[Array]
) -> list[Array]:
    """Return each indicator's treated values of all years; the vintage's where there are none of one year."""
    pools: list[Array] = []
    for indicator, own in zip(indicators, vintage, strict=True):
        values = pool_of_all_years(indicator, dataset.indicators, panel)[rows].ravel()
        empty = bool(np.isnan(values).all())
        pools.append(own if empty else transform(values, indicator.transform, indicator.id))
    return pools


def _normalise(name: str, treated: Array, sign: Array, scale: Scale, pools: list[Array]) -> Array:
    if name == "minmax":
        return normalise.minmax(treated, scale.low, scale.high, sign, scale.held)
    if name == "rank":
        return normalise.rank(treated, sign)
    if name == "percentile":
        return normalise.percentile(treated, sign)
    mean, deviation = normalise.mean_and_deviation(pools)
    return normalise.zscore(treated, mean, deviation, sign)


def _targets(indicators: list[Indicator], leaves: tuple[str, ...]) -> Array:
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


def _notices(columns: list[Denominated], constant: list[str], empty: list[str]) -> Iterator[Notice]:
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
