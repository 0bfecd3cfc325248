"""The lists of the page of clusters: national clusters, plans and documented cases, each row with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from cluster_core.assess.facts import FACT
from cluster_core.model.assessment import Assessment
from cluster_core.model.nation import UNNAMED, ClusterPlan, NationalCluster
from cluster_core.model.rules import Case
from ui import cluster_choices, cluster_words, figures
from ui.cluster_choices import DIMENSION, PROVINCE, SECTOR
from ui.subjects import Subject
from ui.text import join, name, plain, t

_TALL = 420  # pixels of a long list
_WIDE = 150  # of a column whose longest text stands far down


# ---- national clusters


def clusters(assessment: Assessment) -> list[NationalCluster]:
    """Return the national clusters that the filters let pass, the latest list first."""
    nation = assessment.dataset.nation
    found = [
        one
        for one in nation.clusters.values()
        if cluster_choices.passes(assessment, SECTOR, [one.industry])
        and cluster_choices.passes(assessment, PROVINCE, [nation.province_of(each) for each in one.members])
    ]
    return sorted(found, key=lambda one: one.date, reverse=True)


def national(assessment: Assessment) -> None:
    """Draw the national clusters that are known, those inferred or without a name marked in words."""
    nation = assessment.dataset.nation
    found = clusters(assessment)
    figures.heading(
        cluster_words.known(nation), t("clusters.national_drawn", shown=len(found), all=len(nation.clusters))
    )
    _table(
        "national_clusters",
        national_table(assessment, found),
        [f"national_clusters:{one.id}" for one in found],
    )
    cluster_words.footnotes(nation.footnotes_in("national_clusters"))


def national_table(assessment: Assessment, found: Sequence[NationalCluster]) -> pd.DataFrame:
    """Return the list as a table of words."""
    industries = {one.id: name(one.name) for one in assessment.dataset.nation.of_scope("industry")}
    return pd.DataFrame(
        {
            t("clusters.column_cluster"): [cluster_name(one) for one in found],
            t("clusters.column_cities"): [_cities(one) or t("clusters.unknown") for one in found],
            t("clusters.column_list"): [one.date for one in found],
            t("clusters.column_known"): [t(f"clusters.status_{one.status}") for one in found],
            t("clusters.column_industry"): [
                industries.get(one.industry, t("clusters.unknown")) for one in found
            ],
            t("clusters.column_note"): [name(one.note) for one in found],
        }
    )


def cluster_name(cluster: NationalCluster) -> str:
    """Return a cluster's name, or that only its cities are known."""
    return (
        t("clusters.nameless", cities=_cities(cluster)) if cluster.status == UNNAMED else name(cluster.name)
    )


def _cities(cluster: NationalCluster) -> str:
    return join(name(place) for place in cluster.places)


# ---- plans


def plans(assessment: Assessment) -> list[ClusterPlan]:
    """Return the tiers of plans that the filter of provinces lets pass."""
    nation = assessment.dataset.nation
    return [
        one
        for one in nation.plans.values()
        if cluster_choices.passes(assessment, PROVINCE, [nation.province_of(one.region)])
    ]


def planned(assessment: Assessment) -> None:
    """Draw what provinces and cities declare and what they list."""
    nation = assessment.dataset.nation
    found = plans(assessment)
    odd = [one for one in nation.plans.values() if one.declared != one.listed]
    places = len({one.region for one in nation.plans.values()})
    names = join(dict.fromkeys(name(one.name) for one in odd))
    key = "clusters.plans" if odd else "clusters.plans_agree"
    figures.heading(t(key, places=places, names=names), t("clusters.plans_drawn"))
    wide = [t("clusters.column_listed")]
    _table("cluster_plans", plan_table(found), [f"cluster_plans:{one.id}" for one in found], wide)
    cluster_words.footnotes(nation.footnotes_in("cluster_plans"))


def plan_table(found: Sequence[ClusterPlan]) -> pd.DataFrame:
    """Return the plans as a table; a count that does not agree with the list is called so."""
    return pd.DataFrame(
        {
            t("clusters.column_place"): [name(one.name) for one in found],
            t("clusters.column_tier"): [name(one.tier) for one in found],
            t("clusters.column_declared"): [one.declared for one in found],
            t("clusters.column_listed"): [
                str(one.listed) if one.listed == one.declared else t("clusters.listed_odd", listed=one.listed)
                for one in found
            ],
            t("clusters.column_year"): [one.year or t("clusters.unknown") for one in found],
            t("clusters.column_names"): [join(name(each) for each in one.clusters) for one in found],
        }
    )


# ---- cases


def cases(assessment: Assessment) -> list[Case]:
    """Return the documented cases that the filters of dimension and province let pass."""
    dataset = assessment.dataset
    return [
        one
        for one in dataset.cases.values()
        if cluster_choices.passes(assessment, DIMENSION, [one.dimension])
        and cluster_choices.passes(
            assessment, PROVINCE, [dataset.nation.province_of(region) for region in one.regions]
        )
    ]


def told(assessment: Assessment) -> None:
    """Draw the cases by what they worked on."""
    dataset, found = assessment.dataset, cases(assessment)
    dimensions = len({one.dimension for one in dataset.cases.values()})
    figures.heading(
        t("clusters.cases", count=len(dataset.cases), dimensions=dimensions),
        t("clusters.cases_drawn", shown=len(found), all=len(dataset.cases)),
    )
    _table("cluster_cases", case_table(assessment, found), [f"cases:{one.id}" for one in found])
    cluster_words.footnotes(dataset.nation.footnotes_in("cases"))


def case_table(assessment: Assessment, found: Sequence[Case]) -> pd.DataFrame:
    """Return the cases as a table."""
    return pd.DataFrame(
        {
            t("clusters.column_cluster"): [name(one.name) for one in found],
            t("clusters.column_dimension"): [
                cluster_choices.dimension(assessment, one.dimension) for one in found
            ],
            t("clusters.column_province"): [name(one.province) for one in found],
            t("clusters.column_facts"): [name(one.facts) for one in found],
            t("clusters.column_section"): [one.cite for one in found],
        }
    )


def _table(table_id: str, rows: pd.DataFrame, keys: Sequence[str], wide: Sequence[str] = ()) -> None:
    if rows.empty:
        st.info(plain(t("clusters.filtered_out")))
        return
    listed = [Subject(about=FACT + key) for key in keys]
    height = "content" if len(rows) <= 10 else _TALL
    config = {column: st.column_config.TextColumn(width=_WIDE) for column in wide}
    alt = t(f"clusters.alt_{table_id}")
    figures.cells(table_id, rows, listed, alt=alt, height=height, column_config=config)
