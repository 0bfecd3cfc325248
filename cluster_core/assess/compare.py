"""What separates two regions: the difference of their scores, split over the parts of the framework."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from cluster_core.assess.contributions import to_root
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework, Node
from cluster_core.model.stages import Array

Parts = dict[str, float]


def differences(assessment: Assessment, first: str, second: str) -> dict[str, Parts]:
    """Return, for every parent, what each child adds to the score of `first` minus the score of `second`.

    Parameters
    ----------
    assessment
        Both units are among its units.
    first, second
        Ids of units.

    Returns
    -------
    dict
        parent -> child -> points of the root's score. The parts of the root sum to the difference of the scores,
        those of any other node to the node's own part. NaN where a unit has no score, and where neither has the child.

    Notes
    -----
    d_k = c_k(first) - c_k(second), c the contributions to the root (`to_root`). A child that one of the two lacks
    contributes nothing there: its siblings carry its weight.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.assess.assessment import assess
    >>> dataset = load_dataset("data/practice")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> a, b = result.units[:2]
    >>> parts = differences(result, a, b)["four_forces"]
    >>> gap = result.scores.loc[a, "four_forces"] - result.scores.loc[b, "four_forces"]
    >>> bool(abs(sum(parts.values()) - gap) < 1e-9)
    True
    """
    one, other = assessment.units.index(first), assessment.units.index(second)
    scores = assessment.scored.scores[:, 0]
    scored = bool(np.isfinite(scores[[one, other]]).all())
    return {
        parent: parted(assessment.framework.by_id[parent], rows[one], rows[other], scored=scored)
        for parent, rows in to_root(assessment.scored).items()
    }


def parted(node: Node, first: Array, second: Array, *, scored: bool) -> Parts:
    """Return child -> first minus second; a missing part is nothing beside one that is known, NaN beside none.

    `scored`: whether both wholes are known; without it no part is.
    """
    gaps = np.where(np.isnan(first) & np.isnan(second), np.nan, np.nan_to_num(first) - np.nan_to_num(second))
    return {
        child.id: float(gap) if scored else math.nan for child, gap in zip(node.children, gaps, strict=True)
    }


def widest(parts: Mapping[str, float]) -> str | None:
    """Return the part that separates most, either way; the first of equal ones, None where nothing is known.

    >>> widest({"a": 1.0, "b": -6.3, "c": float("nan")})
    'b'
    """
    known = {name: abs(gap) for name, gap in parts.items() if math.isfinite(gap)}
    return max(known, key=known.__getitem__) if known else None


def indicators_below(framework: Framework, child: str) -> tuple[str, ...]:
    """Return the indicators at or below a child, in the framework's order, each once."""
    if child not in framework.by_id:
        return (child,)
    below = [indicators_below(framework, one.id) for one in framework.by_id[child].children]
    return tuple(dict.fromkeys(indicator for group in below for indicator in group))


def of_indicators(framework: Framework, parts: Mapping[str, Parts], child: str, parent: str) -> Parts:
    """Return the differences of the indicators at or below a child of `parent`; they sum to the child's own.

    Parameters
    ----------
    framework
    parts
        What `differences` gave.
    child, parent
        The child and the node that it stands under. An indicator that stands at several places below the child counts
        with the sum of them.
    """
    if child not in framework.by_id:
        return {child: parts[parent][child]}
    found: Parts = {}
    for one in framework.by_id[child].children:
        for indicator, gap in of_indicators(framework, parts, one.id, child).items():
            before = found.get(indicator, math.nan)
            known = [value for value in (before, gap) if math.isfinite(value)]
            found[indicator] = sum(known) if known else math.nan
    return found


def nearest_above(assessment: Assessment, unit: str) -> str | None:
    """Return the ranked unit next above `unit`; the next below for the first one, None if there is no other.

    Of several with one score the first in the bundle's order. A unit that is not ranked is compared with the last one
    that is.
    """
    scores = assessment.scored.scores[:, 0]
    ranks = assessment.scored.ranks[:, 0]
    others = [
        (float(scores[row]), other)
        for row, other in enumerate(assessment.units)
        if other != unit and ranks[row] > 0
    ]
    if not others:
        return None
    own = scores[assessment.units.index(unit)] if unit in assessment.units else math.nan
    if not math.isfinite(own):
        return min(others, key=lambda pair: pair[0])[1]
    above = [pair for pair in others if pair[0] >= own]
    if above:
        return min(above, key=lambda pair: pair[0])[1]
    return max(others, key=lambda pair: pair[0])[1]
