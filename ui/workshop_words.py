"""What a workshop has decided, in sentences: headlines, takeaways, names of opinion groups, and what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from cluster_core.errors import ClusterError, UserDataError, WorkshopError
from cluster_core.model.assessment import Assessment
from cluster_core.userdata.session import Session
from cluster_core.workshop.outcome import Outcome
from ui import sentences, tray, weight_board
from ui.text import has, join, number, ordinal, percent, series, t
from ui.workshop_results import TOP, Results

ALIKE = 5  # points: a middle half no wider than this is of one mind
HALVES = 4  # letters of a join code before its hyphen


def code(session: Session) -> str:
    """Return the join code as it is read out: two halves of four."""
    return f"{session.join_code[:HALVES]}-{session.join_code[HALVES:]}"


def step(session: Session) -> str:
    """Return where a session stands."""
    return t(f"workshop.state_{session.state}", round=session.round, rounds=session.rounds)


def problem(failed: ClusterError) -> str:
    """Return in the reader's language what went wrong and what to do."""
    if isinstance(failed, WorkshopError):
        key = f"workshop.fault_{failed.kind}"
        return t(key) if has(key) else t("workshop.fault_other")
    if isinstance(failed, UserDataError) and failed.kind == "name":
        return t("workshop.fault_name")
    return tray.problem(failed)


def too_few(count: int) -> str:
    """Return why nothing is shown of a round with fewer than five ballots."""
    return t("workshop.nobody") if count == 0 else t("workshop.too_few", count=count)


# ---- names


def child_names(found: Results) -> list[str]:
    """Return the names of what was weighed, in order."""
    return [weight_board.child_name(found.assessment, one) for one in found.session.question.children]


def group_names(found: Results) -> list[str]:
    """Return what the groups are called: by what each weighs more than the room, numbered where two do alike."""
    names = child_names(found)
    led = Counter(one.dearer for one in found.groups)
    seen: Counter[int] = Counter()
    named: list[str] = []
    for group in found.groups:
        seen[group.dearer] += 1
        name = t("workshop.group_leans", name=names[group.dearer])
        named.append(f"{name} {seen[group.dearer]}" if led[group.dearer] > 1 else name)
    return named


def whose(found: Results) -> list[str]:
    """Return the names of those whose weights can be applied: the room, then the opinion groups."""
    return [t("workshop.room"), *group_names(found)] if found.shown else []


# ---- what was decided


def headline(found: Results) -> str:
    """Return in one sentence what the last round decided: who is in front in every camp, and where the focus stands."""
    last = found.last
    if last is None:
        return t("workshop.headline_waiting")
    if found.session.question.method == "ratings":
        return _ratings_headline(found) if last.rated else too_few(last.count)
    if found.shown is None:
        return too_few(last.count)
    if found.rankings is None:
        return weights_takeaway(found)
    focus = _focus_sentence(found)
    camps = len(found.groups)
    top = min(TOP, len(found.assessment.units) - 1)
    first = _top_sentence(found, camps, top)
    return t("workshop.headline_both", first=first, focus=focus) if focus else first


def _top_sentence(found: Results, camps: int, top: int) -> str:
    ranked = found.rankings
    if ranked is None:
        return ""
    if not camps:
        names = _names(found.assessment, ranked.agreed_top(3))
        return t("workshop.headline_one", names=names)
    if ranked.shared_top(top) == ranked.ranks.shape[1]:
        order = "same_order" if set(ranked.agreed_top(top)) <= set(ranked.same) else "other_order"
        return t(f"workshop.headline_{order}", camps=camps_text(camps), top=top)
    shared = ranked.agreed_top(top)
    if not shared:
        return t("workshop.headline_none", camps=camps_text(camps), top=top)
    names = _names(found.assessment, shared)
    return t("workshop.headline_some", camps=camps_text(camps), top=top, names=names)


def camps_text(count: int) -> str:
    """Return how many opinion groups there are, in words."""
    return t(f"workshop.camps_{count}")


def _focus_sentence(found: Results) -> str:
    focus, ranked = sentences.focus_of(found.assessment), found.rankings
    if focus is None or ranked is None:
        return ""
    ranks = ranked.ranks[ranked.units.index(focus)]
    if not (ranks > 0).all():
        return ""
    low, high = int(ranks.min()), int(ranks.max())
    place = sentences.region(found.assessment, focus)
    if low == high:
        return t(
            "workshop.focus_same" if found.groups else "workshop.focus_room", place=place, rank=ordinal(low)
        )
    return t("workshop.focus_between", place=place, low=ordinal(low), high=ordinal(high))


def _names(assessment: Assessment, units: Sequence[str]) -> str:
    return join(sentences.region(assessment, unit) for unit in units)


def _ratings_headline(found: Results) -> str:
    last = found.last
    known = [one for one in last.rated if one.value is not None] if last else []
    if not known:
        return t("workshop.ratings_none")
    best = max(known, key=lambda one: one.value or 0)
    dataset = found.assessment.dataset
    return t(
        "workshop.ratings_headline",
        count=len(known),
        indicator=sentences.child_name(dataset, found.assessment.framework, best.indicator),
        place=sentences.region(found.assessment, best.region),
        value=number(best.value or 0, 0),
    )


# ---- takeaways of the figures


def weights_takeaway(found: Results) -> str:
    """Return on what the room disagrees most, by the widths of the middle halves."""
    shown = found.shown
    if shown is None:
        return ""
    widths = [one.upper_quartile - one.lower_quartile for one in shown.summaries]
    names = child_names(found)
    if max(widths) < ALIKE:
        return t("workshop.spread_none", points=ALIKE)
    return t("workshop.spread", name=names[int(np.argmax(widths))], points=number(max(widths), 0))


def ratings_takeaway(found: Results) -> str:
    """Return on what two groups of raters differ most; where only one is large enough to be shown, the headline."""
    last = found.last
    known = [
        (one, [value for _, value in one.medians if value is not None])
        for one in (last.rated if last else ())
    ]
    several = [(one, max(values) - min(values)) for one, values in known if len(values) > 1]
    if not several:
        return headline(found)
    widest, points = max(several, key=lambda pair: pair[1])
    return t(
        "workshop.ratings_gap",
        place=sentences.region(found.assessment, widest.region),
        indicator=sentences.child_name(
            found.assessment.dataset, found.assessment.framework, widest.indicator
        ),
        points=number(points, 0),
    )


def consensus_takeaway(shown: Outcome) -> str:
    """Return the consensus as a number and in a word."""
    agreed = shown.consensus
    if agreed is None:
        return ""
    return t("workshop.consensus", value=percent(agreed.homogeneity), band=t(f"workshop.band_{agreed.band}"))


def consensus_note(shown: Outcome) -> str:
    """Return how far the orders agree, and of judgements how consistent they are."""
    agreed = shown.consensus
    if agreed is None:
        return ""
    parts = []
    if np.isfinite(agreed.kendall_w):
        parts.append(t("workshop.kendall", value=number(agreed.kendall_w, 2)))
    if shown.ratio is not None:
        parts.append(t("workshop.ratio", value=number(shown.ratio, 2), count=shown.inconsistent or 0))
    return "".join(parts)


def groups_takeaway(found: Results) -> str:
    """Return how many opinion groups there are."""
    return t(f"workshop.groups_{max(len(found.groups), 1)}")


def agreed_text(found: Results) -> str:
    """Return what all opinion groups agree on; empty for one group."""
    ranked = found.rankings
    if ranked is None or not found.groups:
        return ""
    total = sum(bool((row > 0).all()) for row in ranked.ranks)
    same = ranked.same
    if not same:
        return t("workshop.agreed_none")
    ranks = {unit: int(ranked.ranks[ranked.units.index(unit), 0]) for unit in same}
    names = series(
        t("workshop.at_rank", place=sentences.region(found.assessment, unit), rank=ordinal(ranks[unit]))
        for unit in same
    )
    key = "workshop.agreed_all" if len(same) == total else "workshop.agreed"
    return t(key, names=names, count=len(same), total=total)


def certainty_takeaway(found: Results) -> str:
    """Return how sure the rank of the region in focus is, else how many ranks are sure."""
    ranges, ranked = found.ranges, found.rankings
    if ranges is None or ranked is None:
        return ""
    focus = sentences.focus_of(found.assessment)
    at = ranges.units.index(focus) if focus in ranges.units else -1
    if at < 0 or ranges.again_low[at] == 0:
        sure = int(np.sum((ranges.again_low == ranges.again_high) & (ranges.again_low > 0)))
        return t("workshop.certain_count", count=sure)
    place = sentences.region(found.assessment, ranges.units[at])
    low, high = int(ranges.again_low[at]), int(ranges.again_high[at])
    if low == high:
        return t("workshop.certain_one", place=place, rank=ordinal(low))
    return t("workshop.certain_between", place=place, low=ordinal(low), high=ordinal(high))


def change_takeaway(found: Results) -> str:
    """Return how the room moved from one round to the next."""
    change = found.change
    if change is None:
        return ""
    moved = max(change.children, key=lambda one: abs(one.change))
    where = "closer" if change.change > 0.005 else "apart" if change.change < -0.005 else "still"
    first = t(f"workshop.change_{where}", before=percent(change.before), after=percent(change.after))
    if abs(moved.change) < 0.5:
        return first
    name = child_names(found)[found.session.question.children.index(moved.child)]
    way = "up" if moved.change > 0 else "down"
    return first + t(f"workshop.moved_{way}", name=name, points=number(abs(moved.change), 0))


def moved_text(found: Results) -> str:
    """Return how many changed their mind; empty where fewer than five voted in both rounds."""
    moved = found.moved
    return t("workshop.moved_people", changed=moved.changed, both=moved.both) if moved else ""
