"""What a room is asked, and what one participant answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from cluster_core.errors import WorkshopError, one_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.ratings import RATER_GROUPS, RUBRIC

METHODS = ("points", "ahp", "ratings")
TOTAL = 100.0
TOLERANCE = 1e-6  # of the total: what rescaling leaves behind
SCALE = 9  # of judgements: from 1/9 to 9
MOST_JUDGED = 9  # children in pairs: 36 judgements
LEAST_SHOWN = 5  # ballots behind anything that is shown of them
MOST_RATED = 60  # indicators times regions


@dataclass(frozen=True, slots=True)
class Question:
    """What is weighed or rated: the children of one parent, in the framework's order.

    method: `points` (100 among the children), `ahp` (each pair judged) or `ratings` (of expert indicators, each for
    each of `regions`, which the other two leave empty).
    """

    framework: str
    parent: str
    method: str
    children: tuple[str, ...]
    regions: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[tuple[str, ...], ...]:
        """What one ballot answers, one value each: (child,), (child, child) row by row, or (indicator, region).

        >>> Question("f", "f", "ahp", ("a", "b", "c")).fields
        (('a', 'b'), ('a', 'c'), ('b', 'c'))
        """
        if self.method == "ahp":
            return tuple(combinations(self.children, 2))
        if self.method == "ratings":
            return tuple((child, region) for child in self.children for region in self.regions)
        return tuple((child,) for child in self.children)


@dataclass(frozen=True, slots=True)
class Ballot:
    """One participant's answer: a value for every field of the question.

    values: points; how many times as important the first of a pair is as the second; or ratings 0-100, None where
    none was given. group: of `RATER_GROUPS` for ratings, else empty.
    """

    values: tuple[float | None, ...]
    group: str = ""


def question_of(
    dataset: Dataset, framework: str, parent: str, method: str, regions: Sequence[str] = ()
) -> Question:
    """Return what a room can be asked about one node of a framework.

    Parameters
    ----------
    dataset
    framework, parent
        Whose children are weighed; for ratings, below which the expert indicators are taken, in tree order.
    method
        One of `METHODS`.
    regions
        For ratings: the units rated; none for the other two.

    Raises
    ------
    WorkshopError
        Kind question: an unknown framework, node, method or region, fewer than two children, no expert indicator, more
        than 9 children in pairs or 60 things to rate.

    >>> from cluster_core import load_dataset
    >>> question_of(load_dataset("data/practice"), "four_forces", "four_forces", "points").children[0]
    'innovation'
    """
    if method not in METHODS:
        raise _refused(f"the method '{method[:40]}'", one_of(METHODS))
    tree = dataset.frameworks.get(framework)
    node = tree.by_id.get(parent) if tree else None
    if tree is None or node is None:
        raise _refused(f"the node '{parent[:64]}' of '{framework[:64]}'", "a node of one of the frameworks")
    if method == "ratings":
        unknown = [region for region in regions if region not in dataset.regions]
        children = tuple(leaf for leaf in _leaves(tree, parent) if dataset.indicators[leaf].kind == "expert")
        if unknown or not children or not 0 < len(children) * len(regions) <= MOST_RATED:
            found = (
                unknown[0][:64] if unknown else f"{len(children)} expert indicators, {len(regions)} regions"
            )
            raise _refused(found, f"expert indicators of known regions, together at most {MOST_RATED}")
        return Question(framework, parent, method, children, tuple(regions))
    children = tuple(child.id for child in node.children)
    most = MOST_JUDGED if method == "ahp" else MOST_RATED
    if not 2 <= len(children) <= most:
        raise _refused(f"{len(children)} children of '{parent}'", f"2 to {most} to weigh by {method}")
    return Question(framework, parent, method, children)


def points_sum(values: Sequence[float]) -> float:
    """Return what the points of a ballot add up to.

    >>> points_sum([50, 30, 10, 0])
    90.0
    """
    return float(sum(values))


def rescaled(values: Sequence[float]) -> tuple[float, ...]:
    """Return points with the same proportions that add up to 100: only for a participant who consents.

    Raises `WorkshopError` (ballot) where a number is below 0, not finite, or all are 0.

    >>> rescaled([50, 30, 0])
    (62.5, 37.5, 0.0)
    """
    total = points_sum(values)
    if not all(math.isfinite(value) and value >= 0 for value in values) or not 0 < total < math.inf:
        raise WorkshopError("ballot", "points: found none above 0, allowed: points from 0 up, not all 0.")
    return tuple(min(TOTAL, TOTAL * (value / total)) for value in values)


def check_ballot(question: Question, ballot: Ballot) -> None:
    """Refuse what is no answer to the question.

    Raises
    ------
    WorkshopError
        Kind sum: points that do not add up to 100. Kind ballot: another number of values, values outside the method's
        scale, nothing rated, an unknown group.

    >>> check_ballot(Question("f", "f", "points", ("a", "b")), Ballot((60.0, 40.0)))
    """
    values, fields = ballot.values, question.fields
    if len(values) != len(fields):
        raise WorkshopError(
            "ballot", f"ballot: found {len(values)} values, allowed: {len(fields)}. Load the page again."
        )
    given = [value for value in values if value is not None]
    rated = question.method == "ratings"
    if (not given) if rated else len(given) < len(values):
        raise WorkshopError("ballot", "ballot: found an empty field, allowed: a number. Fill it in.")
    allowed = {"points": "0 to 100", "ahp": f"1/{SCALE} to {SCALE}", "ratings": "0, 25, 50, 75 or 100"}
    if wrong := [value for value in given if not _in_scale(question.method, value)]:
        raise WorkshopError(
            "ballot", f"ballot: found {str(wrong[0])[:20]}, allowed: {allowed[question.method]}."
        )
    if ballot.group not in (RATER_GROUPS if rated else ("",)):
        raise WorkshopError(
            "ballot",
            f"group: found '{ballot.group[:20]}', allowed: {one_of(RATER_GROUPS) if rated else 'none'}.",
        )
    total = points_sum(given)
    if question.method == "points" and abs(total - TOTAL) > TOLERANCE:
        raise WorkshopError(
            "sum",
            f"points: found {total:g} in all, allowed: 100. Change them, or agree to have them rescaled.",
        )


def _in_scale(method: str, value: float) -> bool:
    if method == "ratings":
        return value in RUBRIC
    low, high = (0.0, TOTAL) if method == "points" else (1 / SCALE - 1e-9, SCALE)
    return low <= value <= high  # false for what is not a number


def _leaves(tree: Framework, parent: str) -> tuple[str, ...]:
    """Return the distinct indicators below a node, in tree order."""
    found: list[str] = []
    for child in tree.by_id[parent].children:
        found += [child.id] if child.is_indicator else _leaves(tree, child.id)
    return tuple(dict.fromkeys(found))


def _refused(found: str, allowed: str) -> WorkshopError:
    return WorkshopError("question", f"question: found {found}, allowed: {allowed}.")
