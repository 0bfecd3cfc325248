"""Sentences of the page on other methods: does the ranking hold, how firm are weights, and who is left out?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from cluster_core.assess.weight_sets import OWN
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from ui import sentences, weight_board
from ui.text import has, join, number, ordinal, percent, t

if TYPE_CHECKING:
    from ui.origins import Comparison

_NAMED = 4
NEAR = 1  # places that a region may move and still count as staying
JUMPY, LOOSE = 0.10, 0.05  # widths of an interval of a weight
# In the order told; all others that the weights make have a sentence among the notices of every page.
_OF_METHODS = ("refused", "incomplete", "no_part", "negative", "floored", "mean_weights")
_OF_SETS = (
    *("ignored", "negative_loadings", "unstable_components", "no_components", "negative_alpha"),
    *("nothing_varies", "no_weight"),
)


# ---- names


def short(framework: Framework, scenario: Scenario, name: str) -> str:
    """Return a set's name that fits the head of a column."""
    if name == OWN:
        return weight_board.preset_label(framework, scenario)
    return t(f"origins.set_{name.partition(':')[0]}")


def heads(framework: Framework, scenario: Scenario, names: Iterable[str]) -> dict[str, str]:
    """Return the names of sets, each once."""
    return {name: short(framework, scenario, name) for name in names}


def method(name: str) -> str:
    """Return a method's name that fits the head of a column."""
    return t(f"origins.method_{name}")


def explanations(found: Comparison) -> list[tuple[str, list[str]]]:
    """Return what every set and every method shown does, in a sentence each."""
    known = [one for one in found.set_names if one != OWN]
    framework, scenario = found.assessment.framework, found.assessment.scenario
    sets = [
        t(
            "origins.is",
            name=short(framework, scenario, one),
            what=t(f"origins.about_{one.partition(':')[0]}"),
        )
        for one in known
    ]
    methods = [t("origins.is", name=method(one), what=t(f"origins.how_{one}")) for one in found.method_names]
    return [
        (t("origins.group_sets"), sets),
        (t("origins.group_methods"), [*methods, t("origins.about_tau")]),
    ]


# ---- the answer


def headline(found: Comparison) -> str:
    """Return where the focus region, else the first, stands under all weights, and who moves most by other methods."""
    assessment = found.assessment
    ranks = sentences.rank_by_unit(assessment)
    if not ranks:
        return t("origins.headline_nobody")
    focus = sentences.focus_of(assessment)
    unit = focus or min(ranks, key=ranks.__getitem__)
    place = sentences.region(assessment, unit)
    if len(ranks) == 1:
        return t("origins.headline_alone", place=sentences.region(assessment, next(iter(ranks))))
    return t(
        "origins.headline",
        weights=_under_weights(found, unit, place, ranked=unit in ranks),
        methods=_by_methods(found),
    )


def _under_weights(found: Comparison, unit: str, place: str, *, ranked: bool) -> str:
    if not ranked:
        return t(
            "origins.headline_not_ranked", place=place, least=percent(found.assessment.scenario.min_coverage)
        )
    low, high = found.standings.span(found.other_sets)[found.assessment.units.index(unit)]
    key = "origins.headline_same" if low == high else "origins.headline_range"
    rank = ordinal(int(low)) if low == high else int(low)
    return t(key, place=place, sets=len(found.set_names), low=rank, high=int(high))


def _by_methods(found: Comparison) -> str:
    if not found.method_names:
        return t("origins.methods_none")
    span = found.standings.span(found.method_names)
    width = np.where(found.standings.base > 0, span[:, 1] - span[:, 0], -1)
    order = np.where(found.standings.base > 0, found.standings.base, np.inf)
    widest = int(np.lexsort((order, -width))[0])
    if width[widest] <= 0:
        return t("origins.methods_agree", count=len(found.method_names))
    return t(
        "origins.methods_range",
        place=sentences.region(found.assessment, found.assessment.units[widest]),
        methods=len(found.method_names),
        low=int(span[widest, 0]),
        high=int(span[widest, 1]),
    )


def ranks_takeaway(found: Comparison) -> str:
    """Return how many regions keep their place, give or take one, whatever the weights or the method."""
    assessment = found.assessment
    ranked = found.standings.base > 0
    shifts = np.nan_to_num(np.abs(found.standings.shifts[ranked]))
    if not shifts.size:
        return t("origins.ranks_nobody")
    held = int((shifts.max(axis=1) <= NEAR).sum())
    everybody = sentences.regions(assessment.dataset, int(ranked.sum()), assessment.scenario.unit)
    if held == ranked.sum():
        return t("origins.ranks_all", regions=everybody)
    return t("origins.ranks_some" if held else "origins.ranks_none", regions=everybody, count=held)


# ---- weights


def weights_takeaway(found: Comparison) -> str:
    """Return the dimension whose weight the sets disagree on most."""
    rows = found.by_dimension
    span = rows.groupby("node", sort=False)["effective_weight"].agg(["min", "max"])
    widest = (span["max"] - span["min"]).round(9).idxmax()
    low, high = span.loc[widest]
    if high - low < 0.005:
        return t("origins.weights_alike", sets=len(found.set_names))
    own = rows[rows["node"] == widest].set_index("set")["effective_weight"]
    names = heads(found.assessment.framework, found.assessment.scenario, found.set_names)
    return t(
        "origins.weights_differ",
        name=sentences.node_name(found.assessment, str(widest)),
        low=percent(low),
        least=names[str(own.idxmin())],
        high=percent(high),
        most=names[str(own.idxmax())],
    )


def instability(found: Comparison) -> str:
    """Return how far weights made from the data would move with other regions, and what to make of it."""
    assessment, rows = found.assessment, found.by_dimension
    width = (rows["high"] - rows["low"]).round(9)
    regions = sentences.regions(assessment.dataset, len(assessment.units), assessment.scenario.unit)
    if not (width > 0).any():
        return t("origins.untried", regions=regions)
    row = rows.loc[width.idxmax()]
    size = float(width.max())
    word = "jumpy" if size >= JUMPY else "loose" if size >= LOOSE else "firm"
    framework, scenario = assessment.framework, assessment.scenario
    return t(
        "origins.moves",
        regions=regions,
        set=short(framework, scenario, str(row["set"])),
        name=sentences.node_name(assessment, str(row["node"])),
        share=percent(row["effective_weight"]),
        low=percent(row["low"]),
        high=percent(row["high"]),
        width=number(size * 100, 0 if size >= 0.01 else 1),
        verdict=t(f"origins.verdict_{word}"),
    )


def interval(row: Mapping[str, float]) -> str:
    """Return the interval of a weight in words, a dash where it was not tried with other regions."""
    if not math.isfinite(row["low"]) or row["high"] - row["low"] < 1e-9:
        return t("origins.no_interval")
    return t("origins.interval", low=percent(row["low"], 1), high=percent(row["high"], 1))


# ---- who is left out


def left_out(found: Comparison) -> list[str]:
    """Return a sentence for every reason for which somebody or something takes no part, and every doubt."""
    lines = [
        *_told(found, found.methods.notices, _OF_METHODS),
        *_told(found, found.sets.notices, _OF_SETS),
    ]
    if "promethee" not in found.methods.scores:
        lines.append(t("origins.without_pairs", methods=method("promethee")))
    drawn = int(found.sets.agreement["draws"].max())
    if drawn:
        lines.append(t("origins.draws", draws=number(drawn, 0)))
    if "bod" not in found.sets.ranks and not any(one.ids == ("bod",) for one in found.sets.notices):
        lines.append(t("origins.without_slow", sets=t("origins.set_bod")))
    return lines


def _told(found: Comparison, notices: Sequence[object], codes: Sequence[str]) -> list[str]:
    about: dict[str, list[str]] = {}
    for notice in notices:
        about.setdefault(notice.code, []).extend(notice.ids)  # type: ignore[attr-defined]
    lines = []
    for code in codes:
        if code in about:
            key = f"origins.told_{code}"
            names = _names(found, [*dict.fromkeys(about[code])])
            lines.append(t(key, names=names) if has(key) else t(f"notice.{code}", names=names))
    return lines


def _names(found: Comparison, ids: Sequence[str]) -> str:
    names = [_name(found, one) for one in ids]
    if len(names) <= _NAMED:
        return join(names)
    return t("noun.and_others", names=join(names[:_NAMED]), count=len(names) - _NAMED)


def _name(found: Comparison, one: str) -> str:
    """Return the name of a method, a set, a region or an indicator: whichever has this id."""
    assessment = found.assessment
    if one in found.methods.scores or has(f"origins.method_{one}"):
        return method(one)
    if has(f"origins.set_{one.partition(':')[0]}"):
        return short(assessment.framework, assessment.scenario, one)
    if one in assessment.units:
        return sentences.region(assessment, one)
    return sentences.node_name(assessment, one)
