"""The card of a documented figure: what the document prints, where, with its sources and every footnote on it."""

from __future__ import annotations

import streamlit as st

from cluster_core.assess import contest
from cluster_core.assess.facts import Fact, fact
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.nation import (
    UNNAMED,
    ClusterPlan,
    ContestResult,
    NationalCluster,
    NationalCount,
    Province,
)
from cluster_core.model.rules import POLICY_LEVELS, Case, Policy
from cluster_core.model.source import Source
from ui import cluster_choices, cluster_words, data
from ui.evidence_card_words import link
from ui.text import join, name, plain, t


def draw(bundle: str, key: str) -> None:
    """Draw what stands behind the figure of a key, or say that these data do not have it."""
    dataset = data.dataset(bundle)
    found = fact(dataset, key)
    if found is None:
        st.markdown(plain(t("fact.gone")))
        return
    title, value = headline(dataset, found)
    with st.container(key="number", gap=None):
        st.markdown(f"## {plain(title)}\n\n**{plain(value)}**", anchors=False)
    if said := lines(dataset, found):
        st.markdown("\n".join(f"- {plain(line)}" for line in said))
    st.markdown(f"**{plain(t('fact.from'))}**\n\n" + "\n".join(f"- {one}" for one in origins(found)))
    if found.footnotes:
        st.markdown(f"**{plain(t('fact.footnotes'))}**")
        cluster_words.footnotes(found.footnotes)
    if dataset.synthetic and not isinstance(found.row, Unit):
        st.caption(plain(t("clusters.real")))


def headline(dataset: Dataset, found: Fact) -> tuple[str, str]:
    """Return what the figure is about, and the figure in words."""
    row = found.row
    if isinstance(row, ContestResult | Province):
        return name(row.name), _contest(dataset, row)
    if isinstance(row, NationalCluster):
        cities = join(name(place) for place in row.places)
        title = name(row.name) if row.status != UNNAMED else t("clusters.nameless", cities=cities)
        return title, t("fact.national", date=row.date)
    if isinstance(row, NationalCount):
        return name(row.name), t("fact.count", count=row.value, date=row.date)
    if isinstance(row, ClusterPlan):
        title = t("fact.plan", place=name(row.name), tier=name(row.tier))
        return title, t("fact.declared", declared=row.declared, listed=row.listed)
    if isinstance(row, Unit):
        date = row.status_date or t("clusters.unknown")
        tier = cluster_choices.tier(dataset, row.tier) if row.tier else t("clusters.no_tier")
        said = t("fact.listed", tier=tier, date=date)
        return name(row.name), said[:1].upper() + said[1:]
    return name(row.name), _issued(row) if isinstance(row, Policy) else name(row.facts)


def _issued(policy: Policy) -> str:
    level = t(f"toolbox.level_{policy.level}") if policy.level in POLICY_LEVELS else policy.level
    year = t("fact.dated", date=policy.year or t("clusters.unknown"))
    return t("tray.dot").join(part for part in (level, year) if part)


def _contest(dataset: Dataset, row: ContestResult | Province) -> str:
    if isinstance(row, ContestResult) and row.scope in ("total", "year"):
        count = row.entrants if row.entries is None else row.entries
        key = "fact.entries" if row.entrants is None else "fact.entrants"
        return t(key, number=cluster_words.count(count), won=cluster_words.count(row.winners))
    places = (*contest.by_province(dataset.nation), *contest.by_industry(dataset.nation))
    return next((cluster_words.won(one) for one in places if one.id == row.id), "–")


def lines(dataset: Dataset, found: Fact) -> list[str]:
    """Return the rest of what the table says of it."""
    row = found.row
    if isinstance(row, Province):
        return [t("fact.not_named")]
    if isinstance(row, NationalCluster):
        cities = join(name(place) for place in row.places) or t("clusters.unknown")
        said = [t("fact.cities", cities=cities), t(f"clusters.status_{row.status}")]
        industries = {one.id: name(one.name) for one in dataset.nation.of_scope("industry")}
        if row.industry in industries:
            said.append(t("fact.industry", industry=industries[row.industry]))
        return [*said, *([name(row.note)] if row.note else [])]
    if isinstance(row, ClusterPlan):
        document = t("fact.titled", title=name(row.document), number=row.number or "–")
        year = t("fact.dated", date=row.year or t("clusters.unknown"))
        return [document, year, t("fact.named", names=join(name(one) for one in row.clusters))]
    if isinstance(row, Unit):
        regions = dataset.regions
        members = join(name(regions[one].name) if one in regions else one for one, _ in row.members)
        return [t("fact.members", members=members)] if members else []
    return _tool(row) if isinstance(row, Case | Policy) else []


def _tool(row: Case | Policy) -> list[str]:
    if isinstance(row, Case):
        return [t("fact.did", measures=name(row.measures))]
    told = {"aim": row.aim, "tasks": row.tasks, "means": row.instruments}
    return [t(f"fact.{key}", what=name(text)) for key, text in told.items() if text]


def origins(found: Fact) -> list[str]:
    """Return document and section, then each source with its address, as Markdown."""
    said = [plain(t("fact.section", cite=found.cite))] if found.cite else []
    return [*said, *(_source(one) for one in found.sources)] or [plain(t("card.no_source"))]


def _source(source: Source) -> str:
    about = " · ".join(part for part in (name(source.title), name(source.issuer), source.year) if part)
    address = link(source.address) if source.address else ""
    accessed = f" :gray[{plain(t('card.accessed', date=source.accessed))}]" if source.accessed else ""
    return "  \n".join(part for part in (plain(about), address + accessed) if part)
