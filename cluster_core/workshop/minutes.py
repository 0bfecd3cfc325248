"""The minutes of a session as plain tables: what a room decided, when and on which data; never who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import pandas as pd

from cluster_core.model.assessment import Assessment
from cluster_core.model.ballot import Ballot, Question
from cluster_core.workshop.outcome import Outcome, outcome
from cluster_core.workshop.rankings import group_rankings, rank_ranges
from cluster_core.workshop.ratings import rated
from cluster_core.workshop.rounds import compare_rounds

COLUMNS = {
    "session": ["key", "value"],
    "rounds": ["round", "opened", "closed", "revealed", "ballots"],
    "weights": [
        "round", "child", "weight", "mean", "median", "lower_quartile", "upper_quartile", "low", "high", "ballots",
    ],
    "consensus": [
        "round", "ballots", "homogeneity", "band", "kendall_w", "alpha", "beta", "gamma", "consistency_ratio",
    ],
    "opinion_groups": ["round", "group", "participants", "child", "weight"],
    "scenarios": ["round", "group", "code"],
    "rankings": ["round", "group", "region", "rank", "again_low", "again_high", "own_low", "own_high"],
    "agreement": ["round", "region", "agreed"],
    "changes": ["from_round", "to_round", "child", "before", "after", "change"],
    "ratings": ["round", "indicator", "region", "value", "group", "median", "ratings"],
}  # fmt: skip
ROOM = "room"


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its number, its ballots, and when it was opened, closed and revealed (UTC), None for not yet."""

    number: int
    ballots: Sequence[Ballot]
    opened: datetime | None = None
    closed: datetime | None = None
    revealed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the minutes say of the session itself; `created` UTC, `data_version` of the bundle weighed."""

    title: str
    question: str
    created: datetime
    data_version: str


def minutes(
    facts: Facts, question: Question, rounds: Sequence[Round], assessment: Assessment
) -> dict[str, pd.DataFrame]:
    """Return the tables of a session.

    Parameters
    ----------
    facts, question
    rounds
        Those that were revealed, in order.
    assessment
        Under the session's scenario: what the room's weights are applied to.

    Returns
    -------
    dict of frames
        Named and with columns as `COLUMNS`; ids, not names. Times are UTC text to the minute. Weights and shares are
        0-1, mean to high in points of 100, homogeneity and W 0-1, ranks from 1, `low`, `high` and dots as in
        `visible_summary`. Round by round, with no row where there are fewer than five ballots. `group` is `room`, or
        1, 2 ... by size; a ranking's ranges are the room's. `ratings` has a row a rater group, the value repeated.

    Raises
    ------
    WorkshopError
        If the assessment is of another framework than the one weighed.
    """
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    rows["session"] = _session(facts, question, assessment)
    rows["rounds"] = [
        (one.number, *map(minute, (one.opened, one.closed, one.revealed)), len(one.ballots)) for one in rounds
    ]
    shown: list[tuple[int, Outcome]] = []
    for one in rounds:
        if question.method == "ratings":
            rows["ratings"] += _ratings(one, question)
        elif (found := outcome(question, one.ballots)).visible:
            _round_rows(rows, one.number, found)
            _rank_rows(rows, one.number, found, assessment)
            shown.append((one.number, found))
    for (first, before), (second, after) in pairwise(shown):
        change = compare_rounds(before, after)
        rows["changes"] += [
            (first, second, one.child, one.before, one.after, one.change)
            for one in (change.children if change else ())
        ]
    return {name: pd.DataFrame(rows[name], columns=columns) for name, columns in COLUMNS.items()}


def minute(moment: datetime | None) -> str:
    """Return a moment to the minute, as text in its own zone's hours; empty for none.

    >>> from datetime import UTC
    >>> minute(datetime(2026, 11, 4, 12, 30, 59, tzinfo=UTC))
    '2026-11-04 12:30'
    """
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def _session(facts: Facts, question: Question, assessment: Assessment) -> list[tuple[object, ...]]:
    return [
        ("title", facts.title),
        ("question", facts.question),
        ("created", minute(facts.created)),
        ("bundle", assessment.scenario.bundle),
        ("data_version", facts.data_version),
        ("framework", question.framework),
        ("node", question.parent),
        ("method", question.method),
        ("scenario", assessment.scenario.quantised().encode()),
    ]


def _round_rows(rows: dict[str, list[tuple[object, ...]]], number: int, found: Outcome) -> None:
    weights, agreed = found.weights, found.consensus
    if weights is None or agreed is None:
        return
    for child, weight, one in zip(found.question.children, weights, found.summaries, strict=True):
        spread = (one.mean, one.median, one.lower_quartile, one.upper_quartile, one.low, one.high, one.count)
        rows["weights"].append((number, child, weight, *spread))
    rows["consensus"].append(
        (
            number,
            found.count,
            agreed.homogeneity,
            agreed.band,
            agreed.kendall_w,
            agreed.alpha,
            agreed.beta,
            agreed.gamma,
            found.ratio,
        )
    )
    for place, group in enumerate(found.opinions.groups, 1):
        rows["opinion_groups"] += [
            (number, place, group.size, child, float(weight))
            for child, weight in zip(found.question.children, group.weights, strict=True)
        ]


def _rank_rows(
    rows: dict[str, list[tuple[object, ...]]], number: int, found: Outcome, assessment: Assessment
) -> None:
    opinions = found.opinions.groups
    ranked = group_rankings(
        assessment, found.question, [found.weighing.group, *(one.weights for one in opinions)]
    )
    ranges = rank_ranges(assessment, found.weighing)
    names: list[str | int] = [ROOM, *range(1, len(opinions) + 1)]
    for column, (name, scenario) in enumerate(zip(names, ranked.scenarios, strict=True)):
        rows["scenarios"].append((number, name, scenario.encode()))
        for at, unit in enumerate(ranked.units):
            bounds: tuple[int | None, ...] = (None,) * 4
            if name == ROOM and ranges is not None:
                every = (ranges.again_low, ranges.again_high, ranges.own_low, ranges.own_high)
                bounds = tuple(int(one[at]) or None for one in every)
            rows["rankings"].append((number, name, unit, int(ranked.ranks[at, column]) or None, *bounds))
    same = set(ranked.same)
    rows["agreement"] += [(number, unit, unit in same) for unit in ranked.units]


def _ratings(one: Round, question: Question) -> list[tuple[object, ...]]:
    return [
        (one.number, found.indicator, found.region, found.value, group, middle, dict(found.counts)[group])
        for found in rated(question, one.ballots)
        for group, middle in found.medians
    ]
