"""What the page of clusters says of a region and of the country, in sentences. No number is made here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import streamlit as st

from cluster_core.assess import contest, listings
from cluster_core.assess.contest import ContestPlace
from cluster_core.assess.facts import fact
from cluster_core.assess.listings import Holding
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.nation import INFERRED, NAMED, UNNAMED, Footnote, Nation
from ui import cluster_choices, sentences
from ui.text import join, name, percent, plain, t

_MOST = 3  # names in a sentence


def headline(assessment: Assessment) -> str:
    """Return what the dated lists say of the focus: since when it has clusters, how many, and whether shared."""
    dataset, focus = assessment.dataset, sentences.focus_of(assessment)
    tier_id = listings.tier_of(dataset, focus or "")
    years = listings.list_years(dataset, tier_id)
    if not years:
        return t("clusters.headline_unlisted")
    tier = cluster_choices.tier(assessment.dataset, tier_id)
    if focus is None:
        count = sum(cluster.tier == tier_id for cluster in dataset.clusters.values())
        return t("clusters.headline_nobody", count=count, tier=tier, year=years[-1])
    place, history = sentences.region(assessment, focus), listings.history(dataset, focus, tier_id)
    if assessment.scenario.unit == "cluster":
        own = dataset.clusters[focus]
        found = members(assessment, own.members)
        return t("clusters.headline_cluster", place=place, tier=tier, year=own.status_date, members=found)
    return said(place, tier, history)


def said(place: str, tier: str, history: Sequence[Holding]) -> str:
    """Return the history of one region as a sentence."""
    last = history[-1]
    if not last.held:
        return t("clusters.headline_none", place=place, tier=tier, first=history[0].year, last=last.year)
    since = next(one.year for one in history if one.held)
    before = [one.year for one in history if not one.held]
    facts = {
        "place": place,
        "tier": tier,
        "count": len(last.held),
        "since": since,
        "clusters": _names([name(one.name) for one in last.held]),
        "shared": _shared(last),
    }
    if before:
        return t("clusters.headline_new", before=before[-1], **facts)
    return t("clusters.headline_had", year=last.year, **facts)


def _shared(holding: Holding) -> str:
    shared, count = len(holding.shared), len(holding.held)
    if not shared:
        return ""
    if count == 1:
        return t("clusters.shared_one", count=len(holding.shared[0].members) - 1)
    return t("clusters.shared_all" if shared == count else "clusters.shared_some", count=shared)


def members(assessment: Assessment, shares: Sequence[tuple[str, float]]) -> str:
    """Return the names of a cluster's members."""
    regions = assessment.dataset.regions
    return join(name(regions[region].name) if region in regions else region for region, _ in shares)


def _names(names: Sequence[str]) -> str:
    more = len(names) - _MOST
    if more > 0:
        return t("noun.and_others", names=join(names[:_MOST]), count=more)
    return join(names)


# ---- the contest


def apart(dataset: Dataset) -> str:
    """Return that the country's figures are not of these data, where they are fictional or of other places."""
    if dataset.synthetic:
        return t("clusters.real")
    return "" if any(map(dataset.nation.province_of, dataset.regions)) else t("clusters.elsewhere")


def won(place: ContestPlace) -> str:
    """Return how many of a place's entrants won, with the rate; what is unknown is called so."""
    if place.entrants is None:
        return t("clusters.won_unknown", won=count(place.winners))
    rate = percent(place.rate)
    return t("clusters.won", won=count(place.winners), count=place.entrants, rate=rate)


def count(number: int | None) -> str:
    """Return a count, or the word for one that is not known."""
    return t("clusters.unknown") if number is None else str(number)


def industry_takeaway(nation: Nation) -> str:
    """Return which industry wins most often, against all of them."""
    best = next((one for one in contest.by_industry(nation) if not math.isnan(one.rate)), None)
    whole = contest.whole(nation)
    if best is None or whole is None:
        return t("clusters.bars_plain")
    return t(
        "clusters.bars_takeaway", name=name(best.name), rate=percent(best.rate), whole=percent(whole.rate)
    )


# ---- the national lists


def known(nation: Nation) -> str:
    """Return how many of the country's clusters are known, and how: by name, inferred, by their cities alone."""
    statuses = [one.status for one in nation.clusters.values()]
    facts = {status: statuses.count(status) for status in (NAMED, INFERRED, UNNAMED)}
    if nation.total is None:
        return t("clusters.known_plain", found=len(statuses), **facts)
    return t("clusters.known", found=len(statuses), total=nation.total.value, date=nation.total.date, **facts)


# ---- sources and footnotes


def rests_on(dataset: Dataset, keys: Iterable[str]) -> str:
    """Return the sources of documented figures with their years, each once."""
    found = [fact(dataset, key) for key in keys]
    sources = {one.id: one for known in found if known for one in known.sources}
    titles = [
        name(one.title)
        if not one.year or one.year in name(one.title)
        else t("clusters.cited", text=name(one.title), cite=one.year)
        for one in sources.values()
    ]
    return t("clusters.source", sources=t("clusters.and").join(titles)) if titles else ""


def footnotes(notes: Sequence[Footnote]) -> None:
    """Write footnotes below a figure or list, each with where it comes from."""
    if notes:
        st.caption("  \n".join(f"{at}. {plain(footnote(one))}" for at, one in enumerate(notes, 1)))


def footnote(note: Footnote) -> str:
    """Return the text of a footnote with its document and section."""
    text = name(note.text)
    return t("clusters.cited", text=text, cite=note.cite) if note.cite else text
