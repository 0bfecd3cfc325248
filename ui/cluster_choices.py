"""What the reader chooses on the page of clusters: what the tiles show, and the filters of figures and lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

import streamlit as st

from cluster_core.assess import listings
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset, Unit
from ui import state, view_state
from ui.text import has, name, t
from ui.widget_keys import Key

SHOWS = ("entrants", "winners", "rate", "national")
INDUSTRY, TIER, SECTOR, PROVINCE, DIMENSION = "industry", "tier", "sector", "province", "dimension"
FIELDS = (INDUSTRY, TIER, SECTOR, PROVINCE, DIMENSION)


def shown(assessment: Assessment) -> str:
    """Return what the tiles show: the reader's pick, else who took part."""
    picked = view_state.picked(Key.CONTEST_SHOWN)
    return picked if picked in shows(assessment) else shows(assessment)[0]


def shows(assessment: Assessment) -> tuple[str, ...]:
    """Return what the tiles can show: counts by province only where there are any."""
    return SHOWS if assessment.dataset.nation.counts else SHOWS[:-1]


def pick_shown(assessment: Assessment) -> None:
    """Draw the choice of what the tiles show."""
    names = {one: t(f"clusters.show_{one}") for one in shows(assessment)}
    state.show(Key.CONTEST_SHOWN, shown(assessment))
    st.segmented_control(
        t("clusters.show"),
        list(names),
        format_func=lambda one: names.get(one, str(one)),
        required=True,
        key=Key.CONTEST_SHOWN,
        on_change=view_state.keep,
        args=(Key.CONTEST_SHOWN,),
        label_visibility="collapsed",
    )


# ---- filters


def options(assessment: Assessment, field: str) -> Mapping[str, str]:
    """Return what one filter can choose, by id, with its name."""
    dataset = assessment.dataset
    nation = dataset.nation
    found: dict[str, Callable[[], Mapping[str, str]]] = {
        INDUSTRY: lambda: {
            industry_id(dataset, one): industry(one) for one in dataset.clusters.values() if one.industry
        },
        TIER: lambda: {one: tier(dataset, one) for one in reversed(listings.tiers(dataset))},
        SECTOR: lambda: {one.id: name(one.name) for one in nation.of_scope("industry")},
        PROVINCE: lambda: {one.id: name(one.name) for one in nation.provinces.values()},
        DIMENSION: lambda: {
            one: dimension(assessment, one)
            for one in dict.fromkeys(case.dimension for case in dataset.cases.values())
        },
    }
    return found[field]()


def chosen(assessment: Assessment, field: str) -> tuple[str, ...]:
    """Return the reader's choice of one filter, as far as it is there; empty lets everything pass."""
    known = options(assessment, field)
    return tuple(str(one) for one in view_state.filtered(_kept(field)) or () if str(one) in known)


def linked(field: str) -> tuple[str, Callable[[Assessment], Iterable[str]]]:
    """Return what a link needs of one filter: the name under which the choice is kept, and what can be chosen."""
    return _kept(field), partial(options, field=field)


def passes(assessment: Assessment, field: str, values: Collection[str]) -> bool:
    """Tell whether any of the values is among the reader's choice, or nothing is chosen."""
    wanted = chosen(assessment, field)
    return not wanted or bool(set(wanted) & set(values))


def draw(assessment: Assessment, fields: Collection[str]) -> None:
    """Draw filters side by side; one without two options is left out."""
    wanted = [field for field in fields if len(options(assessment, field)) > 1]
    if not wanted:
        return
    for place, field in zip(st.columns(max(len(wanted), 3)), wanted, strict=False):
        with place:
            _pick(assessment, field)


def _pick(assessment: Assessment, field: str) -> None:
    key, known = Key.CLUSTER_FILTER.of(field), options(assessment, field)
    state.show(key, list(chosen(assessment, field)))
    st.multiselect(
        t(f"clusters.filter_{field}"),
        list(known),
        format_func=lambda one: known.get(one, str(one)),
        key=key,
        on_change=partial(_on_pick, field),
        placeholder=t("observations.everything"),
        select_all=False,
    )


def _on_pick(field: str) -> None:
    picked = state.widget(Key.CLUSTER_FILTER.of(field))
    view_state.set_filter(_kept(field), picked if isinstance(picked, list) else ())


def _kept(field: str) -> str:
    return f"cluster_{field}"


# ---- names


def industry_id(dataset: Dataset, cluster: Unit) -> str:
    """Return an id of a cluster's industry, whatever words the data have for it: that of the first cluster in it."""
    return next(one.id for one in dataset.clusters.values() if one.industry == cluster.industry)


def industry(cluster: Unit) -> str:
    """Return the name of a cluster's industry."""
    found = name(cluster.industry_name) or cluster.industry or t("clusters.no_industry")
    return found[:1].upper() + found[1:]


def tier(dataset: Dataset, tier_id: str) -> str:
    """Return a tier as an adjective, such as national; an unusual one by its rung's name, else as it is written."""
    if has(f"clusters.tier_{tier_id}"):
        return t(f"clusters.tier_{tier_id}")
    ladder = dataset.ladder
    rungs = {rung.id: name(rung.name) for rung in ladder.rungs} if ladder else {}
    return rungs.get(tier_id, tier_id)


def tier_short(dataset: Dataset, tier_id: str) -> str:
    """Return a tier in a few letters."""
    key = f"clusters.short_{tier_id}"
    return t(key) if has(key) else tier(dataset, tier_id)[:3]


def dimension(assessment: Assessment, node: str) -> str:
    """Return the name of a practice dimension."""
    for framework in assessment.dataset.frameworks.values():
        if node in framework.by_id:
            return name(framework.by_id[node].name)
    return node
