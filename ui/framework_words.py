"""The framework editor in words: names, what the draft makes of the ranking, what to correct, what was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import pandas as pd

from cluster_core.assess.framework_review import Finding, Standing
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.framework_difference import Difference
from cluster_core.model.framework_edit import At, is_indicator, share_of
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from ui.method_words import aggregate_text, value_text
from ui.text import isolated, join, name, ordinal, percent, place, plain, score, t

SHOWN = 60  # characters of a name in a list
NAMED = 4
PAIRS = 3
MOVERS = 3


# ---- names


def short(words: str) -> str:
    """Return a name that somebody typed as a list shows it: harmless, and cut where it is long."""
    shown = isolated(words)
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"


def indicator_name(dataset: Dataset, indicator: str) -> str:
    """Return the name of an indicator, or its id where the data do not know it."""
    known = dataset.indicators.get(indicator)
    return short(name(known.name)) if known else indicator


def node_name(framework: Framework, node: str) -> str:
    """Return the name of a dimension; "" is the root."""
    found = framework.by_id.get(node or framework.id)
    return short(name(found.name)) if found else node


def path(framework: Framework, node: str) -> str:
    """Return the name of a dimension behind those of the dimensions above it, without that of the whole."""
    names = [node_name(framework, node)]
    while (above := framework.by_id[node].parent) and above != framework.id:
        node = above
        names.append(node_name(framework, node))
    return " / ".join(reversed(names))


def part_name(dataset: Dataset, framework: Framework, at: At) -> str:
    """Return the name of what stands at a place."""
    if is_indicator(framework, at):
        return indicator_name(dataset, at.id)
    return node_name(framework, at.id)


def weight_line(framework: Framework, at: At) -> str:
    """Return what a place weighs among its siblings and in the whole."""
    whole, here = 1.0, at
    while here.parent:
        whole *= share_of(framework, here)
        here = At(framework.by_id[here.parent].parent, here.parent)
    return t("framework_edit.weight_line", share=percent(share_of(framework, at), 1), whole=percent(whole, 1))


# ---- the ranking


def headline(
    dataset: Dataset,
    scenario: Scenario,
    start: Framework,
    changes: int,
    ranks: tuple[Mapping[str, Standing], Mapping[str, Standing]] | None,
) -> str:
    """Return in one sentence what was changed and where the focus stands then."""
    called = node_name(start, "")
    if not changes:
        count = len(start.indicators)
        return t("framework_edit.headline_start", name=called, dimensions=len(start.dimensions), count=count)
    told = t("framework_edit.headline_changes", name=called, count=changes)
    focus = dataset.units(scenario.unit).get(scenario.focus)
    if ranks is None or focus is None:
        return told + t("framework_edit.headline_open")
    before, after = (one.get(scenario.focus, Standing(float("nan"), 0)).rank for one in ranks)
    where = place(focus.name)
    if not before or not after:
        return told + t("framework_edit.headline_unranked", place=where)
    if before == after:
        return told + t("framework_edit.headline_same", place=where, rank=ordinal(after))
    return told + t("framework_edit.headline_moved", place=where, rank=ordinal(after), before=ordinal(before))


def preview(
    dataset: Dataset, scenario: Scenario, before: Mapping[str, Standing], after: Mapping[str, Standing]
) -> list[str]:
    """Return a line on the focus, then the largest moves up and down."""
    units = dataset.units(scenario.unit)
    focus, lines = scenario.focus, list[str]()
    if focus in after and focus in before:
        lines.append(_focus_line(place(units[focus].name), before[focus], after[focus]))
    moved = [
        (after[unit].rank - before[unit].rank, unit)
        for unit in after
        if unit in before and before[unit].rank and after[unit].rank
    ]
    ups = sorted(pair for pair in moved if pair[0] < 0)
    downs = sorted((pair for pair in moved if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
    for key, pairs in (("framework_edit.preview_up", ups), ("framework_edit.preview_down", downs)):
        if pairs:
            named = [
                f"{place(units[unit].name)} {_move(before[unit].rank, after[unit].rank)}" for _, unit in pairs
            ]
            lines.append(t(key, places=_some(named, MOVERS), count=len(pairs)))
    if not ups and not downs:
        lines.append(t("framework_edit.preview_same"))
    lost = [place(units[unit].name) for unit in after if not after[unit].rank and unit in before]
    if lost:
        lines.append(t("framework_edit.preview_lost", places=_some(lost), count=len(lost)))
    return lines


def _focus_line(where: str, before: Standing, after: Standing) -> str:
    if before == after and after.rank:
        return t(
            "framework_edit.preview_still", place=where, rank=ordinal(after.rank), score=score(after.score)
        )
    move = _move(before.rank, after.rank)
    return t(
        "framework_edit.preview_focus",
        place=where,
        move=move,
        old=score(before.score),
        new=score(after.score),
    )


def _move(before: int, after: int) -> str:
    if not before or not after:
        return t("framework_edit.not_ranked")
    arrow = "↑" if after < before else "↓" if after > before else "→"
    return t("framework_edit.move", arrow=arrow, before=before, after=after)


# ---- what to correct


def finding_lines(dataset: Dataset, framework: Framework, found: Sequence[Finding]) -> list[str]:
    """Return a line for each kind of finding, those to correct first."""
    kinds = dict.fromkeys((one.severity, one.kind) for one in found)
    return [
        _finding_line(dataset, framework, kind, severity, [one for one in found if one.kind == kind])
        for severity, kind in kinds
    ]


def _finding_line(
    dataset: Dataset, framework: Framework, kind: str, severity: str, found: Sequence[Finding]
) -> str:
    if kind == "alike":
        pairs = [
            t(
                "framework_edit.pair",
                first=indicator_name(dataset, one.ids[0]),
                second=indicator_name(dataset, one.ids[1]),
            )
            for one in found[:PAIRS]
        ]
        names, count = join(pairs), len(found)
    elif kind in {"empty", "lone"}:
        names, count = _some([node_name(framework, one.ids[0]) for one in found]), len(found)
    else:
        names, count = _some([indicator_name(dataset, one.ids[0]) for one in found]), len(found)
    mark = t(f"framework_edit.{severity}")
    return f"**{plain(mark)}** {plain(t(f'framework_edit.finding_{kind}', names=names, count=count))}"


def _some(names: Sequence[str], most: int = NAMED) -> str:
    shown = list(islice(names, most))
    rest = len(names) - len(shown)
    return join(shown) if not rest else t("framework_edit.and_more", names=join(shown), count=rest)


# ---- what was changed


def difference_table(
    dataset: Dataset, start: Framework, framework: Framework, found: Sequence[Difference]
) -> pd.DataFrame:
    """Return a row a change: what was done, to which part, where, and how it was and is."""
    return pd.DataFrame(
        [
            {
                t("framework_edit.column_what"): t(f"framework_edit.did_{one.kind}"),
                t("framework_edit.column_part"): _part(dataset, start, framework, one),
                t("framework_edit.column_under"): _under(start, framework, one),
                t("framework_edit.column_old"): _side(dataset, (start, framework), one, one.old),
                t("framework_edit.column_new"): _side(dataset, (framework, start), one, one.new),
            }
            for one in found
        ]
    )


def _part(dataset: Dataset, start: Framework, framework: Framework, one: Difference) -> str:
    if one.kind == "method":
        return t(f"methods.{one.id}")
    if one.is_indicator:
        return indicator_name(dataset, one.id)
    return node_name(start if one.kind == "removed" else framework, one.id)


def _under(start: Framework, framework: Framework, one: Difference) -> str:
    if one.kind == "method" or not one.id:
        return ""
    return node_name(start if one.kind == "removed" else framework, one.parent)


def _side(
    dataset: Dataset, sides: tuple[Framework, Framework], one: Difference, value: str | float | Text | None
) -> str:
    """Return one side of a change in words; the first of `sides` is the framework on that side."""
    if one.kind == "moved":
        return node_name(sides[0] if str(value) in sides[0].by_id or not value else sides[1], str(value))
    if one.kind == "rebound":
        return indicator_name(dataset, str(value))
    if one.kind == "method":
        return value_text(one.id, value)
    if one.kind == "aggregate":
        return aggregate_text(str(value)) if value else t("framework_edit.rule_of_whole")
    if isinstance(value, Text):
        return short(name(value))
    return percent(value, 1) if isinstance(value, float) else ""
