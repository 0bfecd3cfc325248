"""Where clusters and regions stand on the cultivation ladder: status from lists, readiness from gates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cluster_core.errors import MethodError
from cluster_core.index.normalise import is_constant, percentile
from cluster_core.index.selection import prepare_selection
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import Indicator
from cluster_core.model.ladder import Gate, GateOutcome, Ladder, Listing, Standing, Status
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Notice, Prepared


def stand(dataset: Dataset, scenario: Scenario, as_of: int | None = None) -> Standing:
    """Return where the units of a scenario stand on the ladder of the data set.

    Parameters
    ----------
    dataset, scenario
        Year, vintage, peers and unit are the scenario's; its framework and weights are not used.
    as_of : optional
        Only lists up to this year count; lists without a date then do not.

    Returns
    -------
    Standing
        A gate without data is not assessable: it counts neither for nor against readiness and is told.

    Raises
    ------
    MethodError
        If the data set has no ladder.

    Notes
    -----
    status: the highest rung of the official lists that name the cluster, or for a region a cluster of which it is a
    member; never inferred from data. readiness of a rung: gates met / gates assessable. A percentile gate looks at
    (rank - 1) / (n - 1) x 100 among the peers; if all their values are equal it is not assessable.
    distance of an unmet gate: |wanted - value| / |wanted|. The ladder is that of documents 003 and 004, the gates ours.
    """
    ladder = ladder_of(dataset)
    prepared = prepare_selection(dataset, scenario, ladder.indicators)
    gates = tuple(tuple(_try(gate, dataset, prepared) for gate in rung.gates) for rung in ladder.rungs)
    columns = [_readiness(tried, len(prepared.units)) for tried in gates]
    listings = listings_of(dataset, ladder, as_of)
    by_cluster = scenario.unit == "cluster"
    status = tuple(_status(ladder, _naming(listings, unit, by_cluster=by_cluster)) for unit in prepared.units)
    standing = Standing(ladder, prepared.units, status, gates, np.column_stack(columns), prepared.notices)
    told = (*prepared.notices, *_unknown_tiers(dataset, ladder), *_skipped(standing))
    return replace(standing, notices=told)


def ladder_of(dataset: Dataset) -> Ladder:
    """Return the ladder of a data set; `MethodError` where it has none."""
    if dataset.ladder is None:
        raise MethodError(
            f"ladder: found none for '{dataset.id}', allowed: a file with the key ladder under frameworks."
        )
    return dataset.ladder


def listings_of(dataset: Dataset, ladder: Ladder, as_of: int | None = None) -> tuple[Listing, ...]:
    """Return every official listing that concerns the data set, oldest first, those without a date last.

    The clusters of the bundle whose tier is a rung, then those of the ladder's lists with a member among the regions or
    with the id of one of the clusters; where both name the same cluster on the same rung the bundle's counts.
    """
    own = [
        Listing(
            unit.id,
            unit.name,
            unit.tier,
            unit.status_date,
            tuple(region for region, _ in unit.members),
            unit.source,
        )
        for unit in dataset.clusters.values()
        if unit.tier in ladder.order
    ]
    told = {(listing.cluster, listing.rung) for listing in own}
    shared = [
        listing
        for listing in ladder.listed
        if (listing.cluster, listing.rung) not in told
        and (
            listing.cluster in dataset.clusters
            or any(region in dataset.regions for region in listing.regions)
        )
    ]
    counted = [
        listing
        for listing in (*own, *shared)
        if as_of is None or (listing.year is not None and listing.year <= as_of)
    ]
    return tuple(sorted(counted, key=lambda listing: (not listing.date, listing.date)))


def _naming(listings: tuple[Listing, ...], unit: str, *, by_cluster: bool) -> tuple[Listing, ...]:
    return tuple(
        listing
        for listing in listings
        if (listing.cluster == unit if by_cluster else unit in listing.regions)
    )


def _status(ladder: Ladder, listings: tuple[Listing, ...]) -> Status:
    if not listings:
        return Status()
    highest = max((listing.rung for listing in listings), key=ladder.order.index)
    dates = [listing.date for listing in listings if listing.rung == highest and listing.date]
    return Status(highest, min(dates, default=""), listings)


def _try(gate: Gate, dataset: Dataset, prepared: Prepared) -> GateOutcome:
    known = dataset.indicators.get(gate.indicator)
    if known is None:
        nothing = np.full(len(prepared.units), np.nan)
        never = np.zeros(len(prepared.units), dtype=np.bool_)
        return GateOutcome(gate, nothing, never, never, nothing)
    value = _value(gate, known, prepared)
    assessable = ~np.isnan(value)
    lacking = (value - gate.wanted) if gate.kind == "max" else (gate.wanted - value)
    met = assessable & (lacking <= 1e-12 * np.maximum(np.abs(value), abs(gate.wanted)))
    distance = np.where(met, 0.0, lacking / abs(gate.wanted))
    return GateOutcome(gate, value, assessable, met, np.where(assessable, distance, np.nan))


def _value(gate: Gate, indicator: Indicator, prepared: Prepared) -> Array:
    """Return what a gate looks at: the observed value in its own unit, or the percentile among the peers."""
    value = prepared.denominated[:, prepared.at[indicator.id]]
    if gate.kind != "percentile":
        return value
    low, high = np.fmin.reduce(value), np.fmax.reduce(value)
    alone = np.count_nonzero(~np.isnan(value)) == 1
    if not alone and bool(is_constant(np.array(low), np.array(high))):
        return np.full(value.shape, np.nan)
    return percentile(value[:, None], np.array([float(indicator.sign)]))[:, 0]


def _readiness(tried: tuple[GateOutcome, ...], count: int) -> Array:
    met, assessable = np.zeros(count), np.zeros(count)
    for outcome in tried:
        met, assessable = met + outcome.met, assessable + outcome.assessable
    return met / np.where(assessable > 0, assessable, np.nan)


def _unknown_tiers(dataset: Dataset, ladder: Ladder) -> list[Notice]:
    return [
        Notice(
            "unknown_tier",
            (unit.id,),
            f"{unit.id}: the tier '{unit.tier}' is no rung of {ladder.id}; it gives no status",
        )
        for unit in dataset.clusters.values()
        if unit.tier and unit.tier not in ladder.order
    ]


def _skipped(standing: Standing) -> list[Notice]:
    return [
        Notice(
            "rung_skipped",
            (unit, rung, lower),
            f"{unit}: ready for {rung}, but not for {lower} below it",
        )
        for unit, rung, lower in standing.skipped
    ]
