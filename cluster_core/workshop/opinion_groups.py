"""Like-minded participants: ballots that lie near each other, and apart from the rest; never a group under five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cluster_core.model.stages import Array
from cluster_core.workshop.privacy import LEAST, visible
from cluster_core.workshop.weighing import Weighing

MOST = 4  # groups
CUTS = 8  # clusters tried before small ones are joined to their neighbours
STRUCTURE = 0.5  # mean silhouette up to which groups may be an accident
APART = 0.1  # share by which two groups must differ in some child
ALIKE = 1e-9  # distance below which two ballots are the same

Labels = NDArray[np.intp]


@dataclass(frozen=True, eq=False, slots=True)
class OpinionGroup:
    """Some like-minded participants.

    weights: theirs together, one per child, sum 1. dearer: the child that they weigh higher than the whole room does by
    most, its place; -1 for the only group. rows: of the weighing; for computing, never shown.
    """

    size: int
    weights: Array
    dearer: int
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class OpinionGroups:
    """The groups, largest first; silhouette: -1 to 1, how far apart they are, NaN for one group.

    Empty below five ballots.
    """

    groups: tuple[OpinionGroup, ...] = ()
    silhouette: float = float("nan")


def opinion_groups(weighing: Weighing) -> OpinionGroups:
    """Group the ballots of a round by likeness.

    Returns
    -------
    OpinionGroups
        One group where the room is of one mind, or of so many that no two camps stand apart.

    Notes
    -----
    The distance of two ballots is the Euclidean distance of their weights. Ward's clustering (1963, Journal of the
    American Statistical Association 58: 236-244) gives 2 to 8 clusters; in each of these, clusters under five join the
    one whose mean is nearest, the smallest first. Of what is left with two to four groups, that with the largest mean
    silhouette (Rousseeuw 1987, Journal of Computational and Applied Mathematics 20: 53-65) is taken, fewer groups on a
    tie; if that is 0.5 or less (a weak structure that may be artificial: Kaufman & Rousseeuw 1990, Finding Groups in
    Data), or two groups differ by less than 10 points of 100 in every child, all are one group. The order of ballots
    does not matter.
    """
    weights = weighing.weights
    if not visible(len(weights)):
        return OpinionGroups()
    distances = np.sqrt(((weights[:, None] - weights[None]) ** 2).sum(axis=2))
    best, labels = 0.0, np.zeros(len(weights), dtype=np.intp)
    if distances.max() > ALIKE:
        for found in _partitions(weights):
            width = mean_silhouette(distances, found)
            if width > max(best + ALIKE, STRUCTURE):
                best, labels = width, found
    groups = [_group(weighing, np.flatnonzero(labels == label)) for label in np.unique(labels)]
    groups.sort(key=lambda one: (-one.size, *(-one.weights).round(9).tolist()))
    return OpinionGroups(tuple(groups), best if len(groups) > 1 else float("nan"))


def mean_silhouette(distances: Array, labels: Labels) -> float:
    """Return the mean of (b - a)/max(a, b) over all members, for two groups or more.

    a: mean distance to the others of one's own group (0 for one alone, whose silhouette counts as 0); b: to the members
    of the nearest other group.

    >>> one = np.abs(np.subtract.outer([0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0]))
    >>> mean_silhouette(one, np.array([0, 0, 1, 1]))
    1.0
    """
    members = labels[:, None] == np.unique(labels)[None]
    sizes = members.sum(axis=0)
    sums = distances @ members
    own = members.argmax(axis=1)
    at = np.arange(len(labels))
    within = sums[at, own] / np.maximum(sizes[own] - 1, 1)
    others = sums / sizes
    others[at, own] = np.inf
    near = others.min(axis=1)
    larger = np.maximum(within, near)
    width = np.divide(near - within, larger, out=np.zeros_like(larger), where=larger > 0)
    return float(np.where(sizes[own] > 1, width, 0.0).mean())


def _partitions(weights: Array) -> Sequence[Labels]:
    """Return the partitions to choose from: two to four groups, each of five or more; fewer groups first."""
    from scipy.cluster.hierarchy import fcluster, ward  # late, for a quick command line

    tree = ward(weights)
    found = [
        _joined(weights, fcluster(tree, cut, criterion="maxclust").astype(np.intp))
        for cut in range(2, CUTS + 1)
    ]
    fit = [labels for labels in found if 1 < len(np.unique(labels)) <= MOST and _apart(weights, labels)]
    return sorted(fit, key=lambda labels: len(np.unique(labels)))


def _apart(weights: Array, labels: Labels) -> bool:
    """Tell whether every two groups differ in some child by enough to call it another opinion."""
    means = [weights[labels == name].mean(axis=0) for name in np.unique(labels)]
    return all(np.abs(one - other).max() >= APART - ALIKE for one, other in combinations(means, 2))


def _joined(weights: Array, labels: Labels) -> Labels:
    """Return labels where every cluster under five has joined the one whose mean is nearest."""
    labels = labels.copy()
    while True:
        names, counts = np.unique(labels, return_counts=True)
        if len(names) == 1 or counts.min() >= LEAST:
            return labels
        means = np.array([weights[labels == name].mean(axis=0) for name in names])
        small = int(counts.argmin())
        away = ((means - means[small]) ** 2).sum(axis=1)
        away[small] = np.inf
        labels[labels == names[small]] = names[int(away.round(12).argmin())]


def _group(weighing: Weighing, rows: NDArray[np.intp]) -> OpinionGroup:
    part = weighing.part(rows.tolist())
    whole = len(rows) == weighing.count
    dearer = -1 if whole else int((part.group - weighing.group).round(9).argmax())
    return OpinionGroup(len(rows), part.group, dearer, tuple(rows.tolist()))
