"""Which official lists a region's clusters came onto, and when: status is read from dated lists, never inferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cluster_core.model.dataset import Dataset, Unit


@dataclass(frozen=True, slots=True)
class Holding:
    """What a unit has of one tier by the list of one year: all clusters up to then, and those new on it."""

    year: int
    held: tuple[Unit, ...]
    new: tuple[Unit, ...]

    @property
    def shared(self) -> tuple[Unit, ...]:
        """Those of `held` that have several members."""
        return tuple(cluster for cluster in self.held if len(cluster.members) > 1)


def year_of(cluster: Unit) -> int | None:
    """Return the year of the list that a cluster is on; None where no date is stated."""
    return int(cluster.status_date[:4]) if cluster.status_date else None


def tiers(dataset: Dataset) -> tuple[str, ...]:
    """Return the tiers that any cluster has, from the lowest rung of the ladder up; unknown words first."""
    order = dataset.ladder.order if dataset.ladder else ()
    found = dict.fromkeys(cluster.tier for cluster in dataset.clusters.values() if cluster.tier)
    return tuple(sorted(found, key=lambda tier: order.index(tier) if tier in order else -1))


def list_years(dataset: Dataset, tier: str) -> tuple[int, ...]:
    """Return the years of the lists of a tier, ascending."""
    years = {year_of(cluster) for cluster in dataset.clusters.values() if cluster.tier == tier}
    return tuple(sorted(year for year in years if year is not None))


def clusters_of(dataset: Dataset, unit: str) -> tuple[Unit, ...]:
    """Return the clusters that a region is a member of, or the cluster itself, in file order."""
    return tuple(
        cluster
        for cluster in dataset.clusters.values()
        if cluster.id == unit or unit in {region for region, _ in cluster.members}
    )


def history(dataset: Dataset, unit: str, tier: str) -> tuple[Holding, ...]:
    """Return what a region (or cluster) has of a tier at the year of each of its lists, ascending.

    A cluster without a date is on none of them.
    """
    own = [cluster for cluster in clusters_of(dataset, unit) if cluster.tier == tier]
    return tuple(Holding(year, _up_to(own, year), _at(own, year)) for year in list_years(dataset, tier))


def tier_of(dataset: Dataset, unit: str) -> str:
    """Return the highest tier that any cluster of a unit has, else the highest of all; empty where no list is known."""
    known = tiers(dataset)
    own = {cluster.tier for cluster in clusters_of(dataset, unit)}
    return next((tier for tier in reversed(known) if tier in own), known[-1] if known else "")


def _up_to(clusters: Sequence[Unit], year: int) -> tuple[Unit, ...]:
    return tuple(one for one in clusters if (listed := year_of(one)) is not None and listed <= year)


def _at(clusters: Sequence[Unit], year: int) -> tuple[Unit, ...]:
    return tuple(one for one in clusters if year_of(one) == year)
