"""Expert indicators rated by the room: medians of rater groups, combined as the import combines them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import Ballot, Question
from cluster_core.model.ratings import RATER_GROUPS, WEIGHTS, value_of
from cluster_core.workshop.privacy import visible


@dataclass(frozen=True, slots=True)
class Rated:
    """One indicator of one region as a room rates it.

    value: 0-100, None while a group that counts has fewer than three ratings, or the room fewer than five. medians: of
    each rater group with five ratings or more, None for the others. counts: ratings of each group.
    """

    indicator: str
    region: str
    value: float | None
    medians: tuple[tuple[str, float | None], ...]
    counts: tuple[tuple[str, int], ...]


def rated(
    question: Question, ballots: Sequence[Ballot], weights: Mapping[str, float] = WEIGHTS
) -> tuple[Rated, ...]:
    """Return the room's value for every field of a question by ratings, indicator by indicator.

    Parameters
    ----------
    weights
        Of the rater groups enterprise, public, third_party; 60/20/20 by default, as in the import.

    Raises
    ------
    WorkshopError
        Kind question, if it is none by ratings.

    >>> asked = Question("f", "f", "ratings", ("trust",), ("yc",))
    >>> room = [Ballot((75.0,), "enterprise")] * 5 + [Ballot((50.0,), "public")] * 3
    >>> rated(asked, room, {"enterprise": 0.75, "public": 0.25})[0].value
    68.75
    """
    if question.method != "ratings":
        raise WorkshopError(
            "question", f"ratings: found '{question.method}', allowed: a question by ratings."
        )
    found: list[Rated] = []
    for at, (indicator, region) in enumerate(question.fields):
        given: dict[str, list[float]] = {group: [] for group in RATER_GROUPS}
        for ballot in ballots:
            if (value := ballot.values[at]) is not None:
                given[ballot.group].append(value)
        counts = tuple((group, len(values)) for group, values in given.items())
        whole = visible(sum(count for group, count in counts if weights.get(group, 0) > 0))
        medians = tuple(
            (group, float(median(values)) if visible(len(values)) else None)
            for group, values in given.items()
        )
        found.append(Rated(indicator, region, value_of(given, weights) if whole else None, medians, counts))
    return tuple(found)
