"""Industries by region as the page of agglomeration has them: the reader's choices and what the core makes of them."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from cluster_core.agglomeration.concentration_ratio import concentration_ratio
from cluster_core.agglomeration.growth import annual_growth
from cluster_core.agglomeration.herfindahl import herfindahl
from cluster_core.agglomeration.location_quotient import location_quotient
from cluster_core.agglomeration.similarity import structure_similarity
from cluster_core.model.assessment import Assessment
from cluster_core.model.industries import Measured, measured, of_year
from ui import data, view_state
from ui.text import join, name, place, t
from ui.widget_keys import Key

AREA_ALL, AREA_PEERS = "all", "peers"
AREAS = (AREA_ALL, AREA_PEERS)
OF_REGION, OF_INDUSTRY = "region", "industry"
VIEWS = (OF_REGION, OF_INDUSTRY)
SPECIAL, USUAL_CUT = 1.0, 1.2
_NO_WORD = re.compile(r"[^\w.-]+")
SMALL = 0.01  # of the reference area's total: a quotient of less rests on so little that one firm may move it


def table(assessment: Assessment) -> Measured | None:
    """Return what the data set's table measures; None without one."""
    known = assessment.dataset
    return data.remember(("industries", known.fingerprint), lambda: measured(known.industries))


# ---- what the reader chose


def region(assessment: Assessment) -> str:
    """Return the region in focus; of a cluster in focus its largest member, without any the first region."""
    known, focus = assessment.dataset, assessment.scenario.focus
    if focus in known.regions:
        return focus
    members = known.clusters[focus].members if focus in known.clusters else ()
    largest = max(members, key=lambda one: one[1], default=(known.default_focus, 0.0))[0]
    return largest if largest in known.regions else next(iter(known.regions))


def year(assessment: Assessment) -> int:
    """Return the year: the reader's, else the latest one up to the scenario's, else the first."""
    years = _years(assessment)
    picked = view_state.picked(Key.INDUSTRY_YEAR)
    if picked is not None and picked in map(str, years):
        return int(picked)
    return max((one for one in years if one <= assessment.scenario.year), default=years[0])


def since(assessment: Assessment) -> int | None:
    """Return the year from which growth counts: the reader's, else the first; None where no year is earlier."""
    earlier = [one for one in _years(assessment) if one < year(assessment)]
    picked = view_state.picked(Key.INDUSTRY_SINCE)
    if picked is not None and picked in map(str, earlier):
        return int(picked)
    return earlier[0] if earlier else None


def area(assessment: Assessment) -> tuple[str, ...]:
    """Return the regions of the reference area; empty: all of the table. The peers count only where they are chosen."""
    if view_state.picked(Key.INDUSTRY_AREA) != AREA_PEERS or not has_peers(assessment):
        return ()
    return assessment.scenario.peers


def has_peers(assessment: Assessment) -> bool:
    """Tell whether the scenario compares some regions only, so that they may be the reference area."""
    return assessment.scenario.unit == "region" and bool(assessment.scenario.peers)


def area_words(assessment: Assessment) -> str:
    """Return the reference area in words."""
    regions = area(assessment)
    if not regions:
        count = values(assessment)["region"].nunique()
        return t("agglomeration.area_all_of", count=count)
    return t("agglomeration.area_of", names=join(place_of(assessment, one) for one in regions))


def industry(assessment: Assessment) -> str:
    """Return the industry looked at: the reader's, else the one in which the region is most specialised."""
    known = table(assessment)
    names = known.names if known else {}
    picked = view_state.picked(Key.INDUSTRY)
    if picked in names:
        return str(picked)
    own = strongest(assessment)
    return str(own.iloc[0]["industry"]) if len(own) else next(iter(names), "")


def view() -> str:
    """Return whose bubbles are drawn: the industries of the region, or the regions of the industry."""
    picked = view_state.picked(Key.INDUSTRY_VIEW)
    return picked if picked in VIEWS else OF_REGION


def in_link(assessment: Assessment) -> dict[str, str]:
    """Return the industries of the table by what stands for them in a link: their id with a line for every blank."""
    known = table(assessment)
    return {_NO_WORD.sub("_", one): one for one in known.names} if known else {}


def years(assessment: Assessment) -> tuple[str, ...]:
    """Return the years of the table as texts."""
    return tuple(map(str, _years(assessment)))


def _years(assessment: Assessment) -> tuple[int, ...]:
    known = table(assessment)
    return known.years if known else (assessment.scenario.year,)


# ---- names


def industry_name(assessment: Assessment, industry_id: str) -> str:
    """Return an industry's name."""
    known = table(assessment)
    return name(known.names[industry_id]) if known and industry_id in known.names else industry_id


def place_of(assessment: Assessment, region_id: str) -> str:
    """Return a region's name as it reads in a sentence, whatever kind of unit the scenario compares."""
    known = assessment.dataset.regions.get(region_id)
    return place(known.name) if known else region_id


# ---- what the core makes of them


def values(assessment: Assessment) -> pd.DataFrame:
    """Return region, industry, value of the year."""
    at = year(assessment)
    return _kept(assessment, "values", (at,), lambda: of_year(assessment.dataset.industries, at))


def quotients(assessment: Assessment) -> pd.DataFrame:
    """Return the location quotients; a cell is `small` where its region or industry is below `SMALL` of the area."""
    within = area(assessment)
    return _kept(assessment, "lq", (year(assessment), within), lambda: _quotients(assessment, within))


def _quotients(assessment: Assessment, within: tuple[str, ...]) -> pd.DataFrame:
    tidy = values(assessment)
    reference = tidy[tidy["region"].isin(within)] if within else tidy
    if reference.empty:
        reference = tidy
    found = location_quotient(tidy, reference, "area")
    total = np.nansum(reference["value"]) or np.nan
    of_region = found.groupby("region")["value"].transform("sum") / total
    return found.assign(small=(of_region < SMALL) | (found["reference_share"] < SMALL))


def strongest(assessment: Assessment) -> pd.DataFrame:
    """Return the region's quotients that rest on enough, the highest first."""
    found = quotients(assessment)
    own = found[(found["region"] == region(assessment)) & found["lq"].notna() & ~found["small"]]
    return own.sort_values("lq", ascending=False, kind="stable")


def concentration(assessment: Assessment) -> pd.DataFrame:
    """Return CR4 and HHI of every industry over its regions, the most concentrated first."""

    def build() -> pd.DataFrame:
        tidy = values(assessment)
        both = herfindahl(tidy).merge(concentration_ratio(tidy)[["industry", "cr"]], on="industry")
        return both.sort_values("hhi", ascending=False, kind="stable", na_position="last")

    return _kept(assessment, "concentration", (year(assessment),), build)


def similarity(assessment: Assessment) -> pd.DataFrame:
    """Return the similarity of every pair of regions."""
    at = (year(assessment),)
    return _kept(assessment, "similarity", at, lambda: structure_similarity(values(assessment)))


def growth(assessment: Assessment) -> pd.DataFrame:
    """Return the growth a year of every region and industry since the year chosen; empty where none is earlier."""
    known, first, last = table(assessment), since(assessment), year(assessment)
    if known is None or first is None:
        return pd.DataFrame(columns=["region", "industry", "growth", "reason"])
    return _kept(
        assessment,
        "growth",
        (first, last),
        lambda: annual_growth(assessment.dataset.industries, first, last, known.breaks),
    )


def _kept(assessment: Assessment, what: str, chosen: tuple[Any, ...], build: Any) -> pd.DataFrame:
    return data.remember(("agglomeration", what, assessment.dataset.fingerprint, *chosen), build)
