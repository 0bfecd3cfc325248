"""What stands behind one industry of one region: its value with source, and what its location quotient is made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from cluster_core.agglomeration.location_quotient import location_quotient
from cluster_core.errors import ScenarioError, did_you_mean, one_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.industries import Measured, measured, of_year
from cluster_core.model.source import Source

INDUSTRY = "industry:"
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class IndustryEvidence:
    """One value and what is made of it; NaN and "" where missing.

    region_total: the region's sum over its industries; area_value, area_total: the industry and all industries in the
    reference area. values: all regions of the table with their value of the industry.
    """

    region: str
    industry: str
    year: int
    table: Measured
    value: float
    status: str
    quality: str
    note: str
    source: Source | None
    region_total: float
    area_value: float
    area_total: float
    lq: float
    values: tuple[tuple[str, float], ...]


def industry_evidence(
    dataset: Dataset, region: str, industry: str, year: int, area: Collection[str] = ()
) -> IndustryEvidence:
    """Return what stands behind the value and the location quotient of one region and industry.

    Parameters
    ----------
    area : regions of the reference area; empty: all regions of the table

    Raises
    ------
    ScenarioError
        If the data set has no table of industries, or the table no such region or industry.
    MethodError
        If the table has no such year.
    """
    table = measured(dataset.industries)
    if table is None:
        raise ScenarioError(f"industries: found no table in '{dataset.id}', allowed: a file industries.csv.")
    for what, found, known in (
        ("region", region, tuple(dict.fromkeys(dataset.industries["region"]))),
        ("industry", industry, tuple(table.names)),
    ):
        if found not in known:
            hint = did_you_mean(found, known)
            raise ScenarioError(f"{what}: found '{found}', allowed: {one_of(known)}. {hint}".rstrip())
    tidy = of_year(dataset.industries, year)
    within = tidy[tidy["region"].isin(list(area))] if area else tidy
    quotients = location_quotient(tidy, within, "area").set_index(["region", "industry"])
    mine = tidy[tidy["industry"] == industry]
    values = dict(zip(mine["region"], mine["value"].astype(float), strict=True))
    of_row = dataset.industries
    at = of_row[(of_row["region"] == region) & (of_row["industry"] == industry) & (of_row["year"] == year)]
    row = at.iloc[0] if len(at) else None
    return IndustryEvidence(
        region=region,
        industry=industry,
        year=year,
        table=table,
        value=values.get(region, NAN),
        status="" if row is None else str(row["status"]),
        quality="" if row is None else str(row["quality"]),
        note="" if row is None else str(row["note"]),
        source=None if row is None else dataset.sources.get(str(row["source"])),
        region_total=float(np.nansum(tidy.loc[tidy["region"] == region, "value"])),
        area_value=float(np.nansum(within.loc[within["industry"] == industry, "value"])),
        area_total=float(np.nansum(within["value"])),
        lq=float(quotients["lq"].get((region, industry), NAN)),
        values=tuple((one, values.get(one, NAN)) for one in dict.fromkeys(tidy["region"])),
    )
