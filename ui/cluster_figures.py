"""From dated lists to figures: regions by industry, and what every region had by each list."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cluster_core.assess import listings
from cluster_core.assess.facts import FACT
from cluster_core.assess.listings import Holding
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Unit
from ui import cluster_choices, cluster_words, sentences, view_state
from ui.charts import word_grid
from ui.charts.spec import Row
from ui.cluster_choices import INDUSTRY, TIER
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import join, name, plain, t

MOST = 24  # regions across: of more, those with a cluster and the focus


def shown(assessment: Assessment) -> list[Unit]:
    """Return the clusters that the filters let pass, in file order."""
    return [
        one
        for one in assessment.dataset.clusters.values()
        if cluster_choices.passes(
            assessment, INDUSTRY, [cluster_choices.industry_id(assessment.dataset, one)]
        )
        and cluster_choices.passes(assessment, TIER, [one.tier])
    ]


# ---- regions by industry


def matrix(assessment: Assessment) -> Figure | None:
    """Return the matrix of regions and industries; None where no cluster is left."""
    clusters = shown(assessment)
    if not clusters:
        return None
    industries = dict.fromkeys(one.industry for one in clusters)
    by_industry = {one: [own for own in clusters if own.industry == one] for one in industries}
    across = _regions(assessment, clusters)
    rows = [
        _cell(assessment, by_industry[industry], region, marked)
        for industry in sorted(by_industry, key=lambda one: -_spread(by_industry[one]))
        for region, marked in across
    ]
    tooltip = {"cluster_text": t("clusters.column_cluster"), "status_text": t("clusters.column_status"),
               "members_text": t("clusters.column_members")}  # fmt: skip
    labels = {"columns": len(across), "tooltip": tooltip}
    return Figure(
        "cluster_matrix",
        _matrix_takeaway(assessment, clusters),
        t("clusters.matrix_drawn"),
        drawn("cluster_matrix", rows, labels, lay=word_grid.word_rows, draw=word_grid.word_grid),
        lambda: _listed(assessment, clusters),
        {},
        [Subject(about=f"{FACT}clusters:{one.id}") for one in clusters],
        origin=_origin(assessment, clusters),
    )


def _origin(assessment: Assessment, clusters: Sequence[Unit]) -> str:
    """Return what the figure rests on; fictional data say of themselves what they are."""
    if assessment.dataset.synthetic:
        return ""
    return cluster_words.rests_on(assessment.dataset, [f"clusters:{one.id}" for one in clusters])


def _spread(clusters: Sequence[Unit]) -> int:
    return len({region for one in clusters for region, _ in one.members})


def _regions(assessment: Assessment, clusters: Sequence[Unit]) -> list[tuple[str, bool]]:
    """Return the regions across and whether each is the focus, or a member of the cluster in focus."""
    dataset, focus = assessment.dataset, sentences.focus_of(assessment)
    in_focus = {focus} if focus in dataset.regions else set[str | None]()
    if focus in dataset.clusters:
        in_focus = {region for region, _ in dataset.clusters[focus or ""].members}
    regions = list(dataset.regions)
    if len(regions) > MOST:
        held = {region for one in clusters for region, _ in one.members} | in_focus
        regions = [region for region in regions if region in held]
    return [(region, region in in_focus) for region in regions]


def _cell(assessment: Assessment, clusters: Sequence[Unit], region: str, marked: bool) -> Row:
    """Return one cell: the highest tier of a region in one industry, with its list's year."""
    own = [one for one in clusters if region in {member for member, _ in one.members}]
    row: Row = {
        "line": clusters[0].industry,
        "line_name": cluster_choices.industry(clusters[0]),
        "place": region_name(assessment, region),
        "bold": marked,
        "tone": None,
        "name": f"{region_name(assessment, region)} · {cluster_choices.industry(clusters[0])}",
    }
    if not own:
        return row
    order = listings.tiers(assessment.dataset)
    best = max(own, key=lambda one: (order.index(one.tier) if one.tier in order else -1, one.status_date))
    return row | {
        "region": region if region in assessment.units else "",
        "about": f"{FACT}clusters:{best.id}",
        "tone": _tone(assessment, best.tier),
        "word": cluster_choices.tier(assessment.dataset, best.tier) if best.tier else t("clusters.no_tier"),
        "below": best.status_date[:4],
        "short": cluster_choices.tier_short(assessment.dataset, best.tier) if best.tier else "–",
        "link": best.id if len(best.members) > 1 else "",
        "cluster_text": join(name(one.name) for one in own),
        "status_text": status(assessment, best),
        "members_text": cluster_words.members(assessment, best.members),
    }


def region_name(assessment: Assessment, region: str) -> str:
    """Return a region's name for the head of a column, whatever the units compared are."""
    full = name(assessment.dataset.regions[region].name)
    return full[:-1] if len(full) > 2 and full.endswith("市") else full


def _tone(assessment: Assessment, tier: str) -> int:
    ladder = assessment.dataset.ladder
    order = ladder.order if ladder else ()
    return min(4, order.index(tier)) if tier in order else 1


def status(assessment: Assessment, cluster: Unit) -> str:
    """Return tier and date of a cluster in words."""
    tier = cluster_choices.tier(assessment.dataset, cluster.tier) if cluster.tier else t("clusters.no_tier")
    return t("clusters.since", tier=tier, date=cluster.status_date) if cluster.status_date else tier


def _matrix_takeaway(assessment: Assessment, clusters: Sequence[Unit]) -> str:
    shared = sum(len(one.members) > 1 for one in clusters)
    held = {region for one in clusters for region, _ in one.members}
    facts = {"regions": len(held), "total": len(assessment.dataset.regions)}
    return t("clusters.matrix_takeaway", count=len(clusters), shared=shared, **facts)


def _listed(assessment: Assessment, clusters: Sequence[Unit]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                t("clusters.column_cluster"): name(one.name),
                t("clusters.column_industry"): cluster_choices.industry(one),
                t("clusters.column_status"): status(assessment, one),
                t("clusters.column_members"): cluster_words.members(assessment, one.members),
            }
            for one in clusters
        ]
    )


# ---- list by list


def steps(assessment: Assessment) -> Figure | None:
    """Return what each region had of the focus's tier by every list; None without a dated list."""
    dataset, focus = assessment.dataset, sentences.focus_of(assessment)
    tier = listings.tier_of(dataset, focus or "")
    years = listings.list_years(dataset, tier)
    regions = compared(assessment, tier)
    if not years or not regions:
        return None
    history = {region: listings.history(dataset, region, tier) for region in regions}
    most = max((len(held[-1].held) for held in history.values()), default=0)
    rows = [
        _step(assessment, (region, region == focus), held[at], most)
        for at in range(len(years))
        for region, held in history.items()
    ]
    labels = {
        "columns": len(regions),
        "tooltip": {"held_text": t("clusters.column_held"), "new_text": t("clusters.column_new")},
    }
    title = cluster_choices.tier(assessment.dataset, tier)
    held = sum(bool(one[-1].held) for one in history.values())
    facts = {"first": years[0], "last": years[-1], "tier": title, "total": len(regions)}
    return Figure(
        "cluster_steps",
        t("clusters.steps_takeaway", count=held, **facts),
        t("clusters.steps_drawn", tier=title),
        drawn("cluster_steps", rows, labels, lay=word_grid.word_rows, draw=word_grid.word_grid),
        lambda: pd.DataFrame(
            {
                t("column.region"): [region_name(assessment, region) for region in history],
                **{
                    t("clusters.by_year", year=year): [len(held[at].held) for held in history.values()]
                    for at, year in enumerate(years)
                },
                t("clusters.column_new"): [_latest(held) for held in history.values()],
            }
        ),
        {},
        [Subject(about=_about(held)) for held in history.values()],
        origin=_origin(assessment, [one for held in history.values() for one in held[-1].held]),
    )


def compared(assessment: Assessment, tier: str) -> list[str]:
    """Return the regions across: those the reader compares, with the focus; else all, or of many those with most."""
    dataset, focus = assessment.dataset, sentences.focus_of(assessment)
    regions = assessment.units if assessment.scenario.unit == "region" else tuple(dataset.regions)
    wanted = [one for one in view_state.compared() or () if one in regions] or list(regions)
    if len(wanted) > MOST:
        held = {one: len(_of_tier(assessment, one, tier)) for one in wanted}
        kept = sorted(wanted, key=lambda one: -held[one])[:MOST]
        wanted = [one for one in wanted if one in kept]
    return wanted if focus not in regions or focus in wanted else [str(focus), *wanted]


def _of_tier(assessment: Assessment, region: str, tier: str) -> list[Unit]:
    return [one for one in listings.clusters_of(assessment.dataset, region) if one.tier == tier]


def _about(held: Sequence[Holding]) -> str:
    last = held[-1].held
    return f"{FACT}clusters:{last[-1].id}" if last else ""


def _step(assessment: Assessment, who: tuple[str, bool], one: Holding, most: int) -> Row:
    region, marked = who
    count, place = len(one.held), region_name(assessment, region)
    shared = bool(one.new) and all(len(new.members) > 1 for new in one.new)
    key = "clusters.step_new_shared" if shared else "clusters.step_new"
    row: Row = {
        "line": one.year,
        "line_name": t("clusters.by_list", year=one.year),
        "place": place,
        "bold": marked,
        "tone": min(4, (5 * count - 1) // most) if count else None,
        "word": t("clusters.step_none") if not count else t("clusters.step_held", count=count),
        "below": t(key, count=len(one.new)) if one.new else "",
        "short": str(count),
        "name": f"{place} · {one.year}",
        "held_text": join(name(held.name) for held in one.held) or t("clusters.step_none"),
        "new_text": join(name(new.name) for new in one.new),
    }
    if one.held:
        last = (one.new or one.held)[-1]
        row |= {
            "region": region if region in assessment.units else "",
            "about": f"{FACT}clusters:{last.id}",
        }
    return row


def _latest(held: Sequence[Holding]) -> str:
    new = next((one for one in reversed(held) if one.new), None)
    if new is None:
        return "–"
    return plain(t("clusters.in_year", year=new.year, clusters=join(name(one.name) for one in new.new)))
