"""Two measures at once: which third of the ranking a region is in by each, in words, and the legend of nine fields."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cluster_core.assess.measures import Measure, thirds
from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.map_words import Choice, short, valued
from ui.text import join, t

SIDE = 3


def fields(first: Measure, second: Measure) -> NDArray[np.int64]:
    """Return the field of every region, 3 x the third by the second measure + the third by the first; -1 without."""
    here, there = thirds(first), thirds(second)
    return np.where((here >= 0) & (there >= 0), SIDE * there + here, -1)


def word(field: int) -> str:
    """Return what a field means: the first measure's third, then the second's."""
    first, second = field % SIDE, field // SIDE
    if first == second:
        return t(f"map.both_{first}")
    return t("map.field", first=t(f"map.third_{first}"), second=t(f"map.third_{second}"))


def legend(assessment: Assessment, choice: Choice, measures: Sequence[Measure]) -> dict[str, object]:
    """Return the titles with their units, the bounds of each third and the words of the nine fields."""
    both = (Choice(choice.measure), Choice(choice.across))
    return {
        "titles": [t(f"map.axis_{place}", measure=valued(assessment, one)) for place, one in enumerate(both)],
        "bounds": [
            [bounds(assessment, one, measure, third) for third in range(SIDE)]
            for one, measure in zip(both, measures, strict=True)
        ],
        "fields": [word(field) for field in range(SIDE * SIDE)],
    }


def bounds(assessment: Assessment, choice: Choice, measure: Measure, third: int) -> str:
    """Return the least and the greatest value of a third; a dash where nobody is in it."""
    within = measure.values[thirds(measure) == third]
    if not within.size:
        return "–"
    low, high = (short(assessment, choice, float(end)) for end in (within.min(), within.max()))
    return low if low == high else f"{low} – {high}"


def takeaway(assessment: Assessment, choice: Choice, units: Sequence[str], found: Sequence[int]) -> str:
    """Return which regions are strong by both measures."""
    facts = {
        "first": sentences.node_name(assessment, choice.measure),
        "second": sentences.node_name(assessment, choice.across),
    }
    strong = [unit for unit, field in zip(units, found, strict=True) if field == SIDE * SIDE - 1]
    if not strong:
        return t("map.pair_none", **facts)
    names = [sentences.region(assessment, unit) for unit in strong]
    listed = (
        join(names) if len(names) <= 4 else t("noun.and_others", names=join(names[:3]), count=len(names) - 3)
    )
    return t("map.pair_title", names=listed, **facts)


def headline(assessment: Assessment, choice: Choice, units: Sequence[str], found: Sequence[int]) -> str:
    """Return in which field the region in focus is; without one, what is strong by both."""
    focus = sentences.focus_of(assessment)
    field = dict(zip(units, found, strict=True)).get(focus or "", -1)
    if field < 0:
        return takeaway(assessment, choice, units, found)
    return t(
        "map.pair_headline",
        place=sentences.region(assessment, focus or ""),
        first=sentences.node_name(assessment, choice.measure),
        one=t(f"map.third_{field % SIDE}"),
        second=sentences.node_name(assessment, choice.across),
        other=t(f"map.third_{field // SIDE}"),
    )
