"""What the page on robustness asks of the core: which weights are tried, and what ranks they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast, get_args

import numpy as np

from cluster_core.errors import ConstraintError
from cluster_core.explore.acceptability import Acceptability, acceptability
from cluster_core.explore.certainty import floor_for
from cluster_core.explore.claims import Claim, claim
from cluster_core.explore.draws import Mode, in_mode
from cluster_core.explore.extreme_ranks import ExtremeRank, extreme_ranks
from cluster_core.explore.linear import linear_parts
from cluster_core.explore.progress import Cancelled, CancelledError, Progress
from cluster_core.explore.weight_space import Levels, Order, WeightSpace, check_space, weight_spaces
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.model.stages import Array
from ui import data, jobs, sentences
from ui.text import t

FLOORS = (0.0, 0.05, 0.1)
SHOWN = 40  # regions; of more, those around the focus
SMALL = 12  # weights that vary; with more, the exact search is a matter of seconds
USUAL = 0.05  # what both ends of the usual range leave out


@dataclass(frozen=True, slots=True)
class Options:
    """Which weights are tried: drawn from where, how much each dimension weighs at least, in what order, how deep."""

    mode: Mode = "any"
    floor: float = 0.0
    orders: tuple[Order, ...] = ()
    levels: Levels = "1"

    def encode(self) -> str:
        """Return the options as one text, for the session."""
        return "/".join(
            (self.mode, repr(self.floor), self.levels, ",".join(":".join(o) for o in self.orders))
        )


def decode(text: str | None, framework: Framework) -> Options:
    """Return the options of a text as far as the framework has them; the default where there is no text."""
    floor = default_floor(framework)
    if text is None:
        return Options(floor=floor)
    mode, wanted, levels, orders = text.split("/")
    children = {child.id for child in framework.root.children}
    pairs = [tuple(one.split(":")) for one in orders.split(",") if one]
    return Options(
        cast("Mode", mode if mode in get_args(Mode) else "any"),
        float(wanted) if float(wanted) in floors(framework) else floor,
        tuple(cast("Order", pair) for pair in pairs if len(pair) == 2 and children.issuperset(pair)),
        "all" if levels == "all" else "1",
    )


def choices(assessment: Assessment) -> tuple[str, ...]:
    """Return the texts of all options without an order of dimensions."""
    return tuple(
        Options(mode, floor, (), levels).encode()
        for mode in get_args(Mode)
        for floor in floors(assessment.framework)
        for levels in get_args(Levels)
    )


def default_floor(framework: Framework) -> float:
    """Return the least weight of the premise that the certainty of every rank states."""
    return floor_for(max(len(framework.root.children), 1))


def floors(framework: Framework) -> tuple[float, ...]:
    """Return the least weights that can be chosen: all dimensions can have each of them at once."""
    count = len(framework.root.children)
    return tuple(sorted({*(one for one in FLOORS if one * count < 1), default_floor(framework)}))


# ---- random weights


def spaces(assessment: Assessment, options: Options) -> tuple[WeightSpace, ...]:
    """Return the weights admitted; `ConstraintError` where there are none."""
    framework = assessment.framework
    whole = weight_spaces(framework, levels=options.levels, floor=options.floor, orders=options.orders)
    found = in_mode(whole, options.mode, assessment.scored.mean_weights)
    check_space(found)
    return found


def unlimited(options: Options) -> Options:
    """Return the options without any limit: all weights of the same levels."""
    return Options(levels=options.levels)


def refusal(assessment: Assessment, options: Options) -> ConstraintError | None:
    """Return why no weights are admitted, None where some are."""
    try:
        spaces(assessment, options)
    except ConstraintError as refused:
        return refused
    return None


def sampled(assessment: Assessment, options: Options) -> Acceptability:
    """Return the ranks of all regions under random weights, drawn once for all sessions."""
    return data.remember_large(
        _key("sampled", assessment, options),
        # What is admitted is narrowed already; around the centre once more would change nothing.
        lambda: acceptability(assessment, spaces(assessment, options)),
    )


def pair(assessment: Assessment, options: Options, above: str, below: str) -> Claim:
    """Return in how many of the same weightings one region ranks above another."""
    return data.remember(
        (*_key("claim", assessment, options), above, below),
        lambda: claim(assessment, above, below, spaces(assessment, options)),
    )


def ordered(found: Acceptability) -> list[int]:
    """Return the rows of the regions that ever have a rank, by expected rank."""
    mean = found.mean_rank
    return sorted(np.flatnonzero(np.isfinite(mean)).tolist(), key=lambda row: (mean[row], found.units[row]))


def window(assessment: Assessment, found: Acceptability) -> list[int]:
    """Return the rows that are drawn: all, or of very many the neighbours of the focus, else the first."""
    rows = ordered(found)
    if len(rows) <= SHOWN:
        return rows
    focus = sentences.focus_of(assessment)
    at = next((place for place, row in enumerate(rows) if found.units[row] == focus), 0)
    start = min(max(at - SHOWN // 2, 0), len(rows) - SHOWN)
    return rows[start : start + SHOWN]


def together(found: Acceptability, rows: list[int]) -> float:
    """Return the share of the draws in which these regions take the first places among them."""
    inside = (found.ranks[rows] > 0) & (found.ranks[rows] <= len(rows))
    return float(inside.all(axis=0).mean())


# ---- the best and the worst that weights can do


@dataclass(frozen=True, eq=False, slots=True)
class Reach:
    """Best and worst ranks by region: within the limits, and under all weights; `exact`: whether all are proven."""

    limited: Mapping[str, ExtremeRank]
    free: Mapping[str, ExtremeRank]
    exact: bool


def reach(assessment: Assessment, options: Options, units: tuple[str, ...]) -> Reach | None:
    """Return how far up and down regions can go; None, with the progress on the page, while that is worked out."""

    def work(progress: Progress | None, cancelled: Cancelled | None) -> Reach:
        half = (lambda share: progress(share / 2)) if progress else None
        rest = (lambda share: progress(0.5 + share / 2)) if progress else None
        within = _extremes(assessment, options, units, (half, cancelled))
        anywhere = unlimited(options)
        free = within if anywhere == options else _extremes(assessment, anywhere, units, (rest, cancelled))
        exact = all(one.bounds == "exact" for one in (*within.values(), *free.values()))
        return Reach(within, free, exact)

    key = (*_key("reach", assessment, options), units)
    if quick(assessment, options, len(units)):
        return data.remember(key, lambda: work(None, None))
    return jobs.result(repr(key), work, t("sure.working_bounds"))


def quick(assessment: Assessment, options: Options, units: int) -> bool:
    """Tell whether the search takes so little time that nobody need see its progress."""
    varying = len(assessment.framework.root.children)
    small = options.levels == "1" and varying <= SMALL and units <= SHOWN and len(assessment.units) <= SHOWN
    return small and data.remember(
        _key("linear", assessment, options),
        lambda: not linear_parts(assessment, spaces(assessment, options)).reason,
    )


def _extremes(
    assessment: Assessment,
    options: Options,
    units: tuple[str, ...],
    calls: tuple[Progress | None, Cancelled | None],
) -> dict[str, ExtremeRank]:
    progress, cancelled = calls
    found = extreme_ranks(
        assessment, spaces(assessment, options), units=units, progress=progress, cancelled=cancelled
    )
    if not found.complete:
        raise CancelledError("cancelled: stopped between two regions. Start again to see the result.")
    if all(one.bounds == "exact" for one in found.units):
        return {one.unit: one for one in found.units}
    # Drawn again: the cache belongs to the threads of sessions, this may be a job's.
    drawn = acceptability(assessment, spaces(assessment, options))
    return {one.unit: _widened(one, drawn) for one in found.units}


def _widened(one: ExtremeRank, drawn: Acceptability) -> ExtremeRank:
    """Return ranks that are not proven with what random weights have met as well."""
    if one.bounds == "exact":
        return one
    row = drawn.units.index(one.unit)
    met = drawn.ranks[row]
    ranked = np.flatnonzero(met > 0)
    if not ranked.size:
        return one
    at_best, at_worst = (int(ranked[pick(met[ranked])]) for pick in (np.argmin, np.argmax))
    if one.best is None or met[at_best] < one.best:
        one = replace(one, best=int(met[at_best]), best_shares=_shares(drawn, at_best))
    if one.worst is None or met[at_worst] > one.worst:
        one = replace(one, worst=int(met[at_worst]), worst_shares=_shares(drawn, at_worst))
    return one


def _shares(drawn: Acceptability, draw: int) -> dict[str, Array]:
    return {parent: given[draw] for parent, given in drawn.shares.items()}


def _key(kind: str, assessment: Assessment, options: Options) -> tuple[str, ...]:
    return (kind, data.fingerprint(), assessment.scenario.encode(), options.encode())
