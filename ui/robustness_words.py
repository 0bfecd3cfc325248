"""What the page on robustness says: the answer, the takeaways, ways to a rank, contradictions. It makes no number."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_core.errors import ConstraintError
from cluster_core.explore.acceptability import Acceptability, standard_error
from cluster_core.explore.claims import Claim
from cluster_core.explore.extreme_ranks import ExtremeRank, Shares
from cluster_core.model.assessment import Assessment
from ui import robustness, sentences, weight_board
from ui.robustness import Options, Reach
from ui.text import join, number, ordinal, percent, t

FIRST = 5  # places that the second sentence is about
KEEPS = 0.9  # of the weightings: a region that has one rank in so many keeps it
_LEAST, _MOST = 0.005, 0.995


def share_text(share: float) -> str:
    """Return a share in whole percent; what is not quite none or all does not read as such.

    >>> share_text(1.0)
    '100%'
    """
    if 0 < share < _LEAST:
        return t("sure.below_one")
    return t("sure.above_99") if _MOST <= share < 1 else percent(share)


def draws_note(found: Acceptability) -> str:
    """Return how many weightings were drawn, from which seed, and how far off a share may be."""
    points = 200 * float(standard_error(0.5, found.draws))
    whole = abs(points - round(points)) < 1e-9
    return t(
        "sure.draws",
        count=int(points) if whole else 2,
        draws=number(found.draws, 0),
        seed=found.seed,
        points=number(points, 0 if whole else 1),
    )


# ---- the answer


def subject(assessment: Assessment, found: Acceptability) -> int | None:
    """Return the row that the answer is about: the focus, else the first by expected rank; None if nobody is ranked."""
    rows, focus = robustness.ordered(found), sentences.focus_of(assessment)
    at = found.units.index(focus) if focus else None
    return at if at in rows else next(iter(rows), None)


def premise(assessment: Assessment, options: Options) -> str:
    """Return in words which weights are tried."""
    dimensions = sentences.dimensions(assessment.framework)
    if options.mode == "any" and options.floor:
        said = t("sure.premise_floor", floor=weight_text(options.floor), dimensions=dimensions)
    else:
        said = t(f"sure.premise_{options.mode}")
    if options.orders:
        said += t("sure.premise_orders")
    return said + (t("sure.premise_all") if options.levels == "all" else "")


def weight_text(share: float) -> str:
    """Return a weight in percent: whole where it is, as rounded weights might give another rank.

    >>> weight_text(0.7), weight_text(0.0125)
    ('70%', '1.3%')
    """
    return percent(share, 0 if abs(share * 100 - round(share * 100)) < 1e-6 else 1)


def headline(assessment: Assessment, options: Options, found: Acceptability, reach: Reach | None) -> str:
    """Return the rank that the region in focus has most often, how often, and what no weights can do for it."""
    row = subject(assessment, found)
    if row is None:
        return t("sure.headline_nobody")
    shares = found.acceptance[row]
    rank = int(shares.argmax()) + 1
    said = t(
        "sure.headline",
        premise=premise(assessment, options),
        place=sentences.region(assessment, found.units[row]),
        rank=ordinal(rank),
        share=share_text(float(shares[rank - 1])),
    )
    end = reach.free.get(found.units[row]) if reach else None
    return said + (_limit(end, len(robustness.ordered(found))) if end else "")


def _limit(end: ExtremeRank, count: int) -> str:
    """Return what stays out of reach under all weights."""
    if end.best is None or end.worst is None:
        return ""
    tried = end.bounds == "sampled"
    if end.best == end.worst:
        return t("sure.limit_fixed")
    if end.best > 2:
        return t("sure.limit_top_tried" if tried else "sure.limit_top", count=end.best - 1)
    if end.best == 2:
        return t("sure.limit_first_tried" if tried else "sure.limit_first")
    if end.worst < count:
        return t("sure.limit_bottom_tried" if tried else "sure.limit_bottom", rank=ordinal(end.worst))
    return t("sure.limit_none")


def top(assessment: Assessment, found: Acceptability) -> str:
    """Return who leads how often, and how often the first few are the same."""
    rows = robustness.ordered(found)
    if not rows:
        return ""
    leader = t(
        "sure.leader",
        place=sentences.region(assessment, found.units[rows[0]]),
        share=share_text(float(found.share_top(1)[rows[0]])),
    )
    count = min(FIRST, len(rows) - 1)
    if count < 2:
        return t("sure.top_leader", leader=leader)
    return t(
        "sure.top",
        leader=leader,
        names=join(sentences.region(assessment, found.units[row]) for row in rows[:count]),
        count=count,
        share=share_text(robustness.together(found, rows[:count])),
    )


# ---- takeaways


def cells_takeaway(assessment: Assessment, found: Acceptability) -> str:
    """Return how many regions keep one rank, and whose depends on the weights most."""
    rows = robustness.ordered(found)
    if not rows:
        return t("sure.headline_nobody")
    firm = int((found.acceptance[rows].max(axis=1) >= KEEPS).sum())
    low, high = found.percentile(robustness.USUAL), found.percentile(1 - robustness.USUAL)
    widest = max(rows, key=lambda row: (high[row] - low[row], -row))
    if low[widest] == high[widest]:
        return t("sure.cells_all")
    place = sentences.region(assessment, found.units[widest])
    return t(
        "sure.cells_title",
        count=firm,
        total=len(rows),
        place=place,
        low=ordinal(int(low[widest])),
        high=ordinal(int(high[widest])),
    )


def bounds_takeaway(assessment: Assessment, found: Acceptability, reach: Reach) -> str:
    """Return how far up and down the region in focus can go."""
    row = subject(assessment, found)
    unit = found.units[row] if row is not None else ""
    within, free = reach.limited.get(unit), reach.free.get(unit)
    if within is None or free is None or within.best is None or free.best is None:
        return t("sure.bounds_nobody")
    place = sentences.region(assessment, unit)
    said = t("sure.bounds_title", place=place, span=_span(within))
    if (within.best, within.worst) == (free.best, free.worst):
        return said
    return said + t("sure.bounds_free", span=_span(free))


def _span(one: ExtremeRank) -> str:
    if one.best is None or one.worst is None or one.best == one.worst:
        return t("sure.span_one", rank=ordinal(one.best or 0))
    return t("sure.span", best=ordinal(one.best), worst=ordinal(one.worst))


def shown_of(found: Acceptability, rows: Sequence[int]) -> str:
    """Return which regions are drawn, where that is not all of them."""
    total = len(robustness.ordered(found))
    if len(rows) == total:
        return ""
    return t("sure.window", count=len(rows), total=total)


# ---- ways to a rank


def shares_text(assessment: Assessment, shares: Shares) -> str:
    """Return the weights of the root's children, those that weigh least and alike in one word."""
    root = assessment.framework.root
    given = shares[root.id]
    parts = {child.id: weight_text(float(one)) for child, one in zip(root.children, given, strict=True)}
    least = weight_text(float(given.min()))
    alike = [child for child, said in parts.items() if said == least]
    heavy = [child for child in parts if child not in alike] if len(alike) > 1 else list(parts)
    named = [
        t("strip.part", name=weight_board.child_name(assessment, child), weight=parts[child])
        for child in heavy
    ]
    if not named:
        return t("sure.all_alike", weight=least)
    rest = [t("sure.others", count=len(alike), weight=least)] if len(alike) > 1 else []
    return t("sure.comma").join([*named, *rest])


def claim_text(assessment: Assessment, found: Claim) -> str:
    """Return in how many weightings one region ranks above another, and the margin of that figure."""
    above, below = (sentences.region(assessment, one) for one in (found.above, found.below))
    said = t(
        "sure.claim",
        above=above,
        below=below,
        share=share_text(found.holds),
        points=number(200 * found.error, 1),
    )
    if found.ties >= _LEAST:
        said += t("sure.claim_ties", share=share_text(found.ties))
    if found.unranked >= _LEAST:
        said += t("sure.claim_unranked", share=share_text(found.unranked))
    return said


# ---- contradictions


def refused(assessment: Assessment, error: ConstraintError) -> str:
    """Return which limits contradict each other."""
    said = [_constraint(assessment, one.code, one.children, one.value) for one in error.constraints]
    return t("sure.contradiction", limits=t("sure.comma").join(said))


def _constraint(assessment: Assessment, code: str, children: Sequence[str], value: float) -> str:
    names = [weight_board.child_name(assessment, child) for child in children]
    if code == "sum":
        return t("sure.limit_sum")
    if code == "order":
        return t("sure.order", more=names[0], less=names[1])
    return t(
        "sure.limit_least" if code == "floor" else "sure.limit_most", name=names[0], share=percent(value)
    )
