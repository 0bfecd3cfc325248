"""The command goal-seek: what would lift a region to a rank or a score."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from cluster_core.assess.assessment import assess
from cluster_core.commands.command import Command, Table
from cluster_core.commands.scenario_options import add_weights, whole
from cluster_core.errors import MethodError
from cluster_core.explore.goal_seek import GoalSeek, goal_seek
from cluster_core.explore.levers import KINDS, PACE_YEARS, Bounds
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice


def goal_seek_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a lever: where it stands, where it must go and how far it may."""
    result = assess(dataset, scenario)
    levers = arguments.levers
    found = goal_seek(
        result,
        arguments.region,
        to_rank=arguments.to_rank,
        to_score=arguments.to_score,
        levers=None if levers is None else [name.strip() for name in levers.split(",")],
        costs=_numbers("--costs", arguments.costs),
        bounds=_bounds(arguments.bounds),
        horizon=arguments.horizon,
    )
    return found.table, (*result.notices, *_notices(found))


def _notices(found: GoalSeek) -> Iterator[Notice]:
    rank, score = found.before
    if found.status == "met":
        message = f"{found.region}: the target is met already (rank {rank}, score {score:.6g}); nothing has to change"
        yield Notice("target_met", (found.region,), message)
    if found.status == "out_of_reach":
        wanted = f"score {found.target_score:.6g}" if found.to_rank is None else f"rank {found.to_rank}"
        ahead = f"; next ahead {found.ahead[0]}" if found.ahead else ""
        message = (
            f"{found.region}: {wanted} is not reachable: best possible is rank {found.rank} (score {found.score:.6g}), "
            f"limited by {len(found.moved)} levers at their bounds{ahead}"
        )
        yield Notice("out_of_reach", (found.region,), message)
    for name, reason in found.levers.unusable:
        yield Notice("no_lever", (name,), f"{name}: no lever, its value of {found.region} is {reason}")
    for name in found.levers.no_pace:
        yield Notice("no_pace", (name,), f"{name}: no own pace of {found.region}; the best peer bounds it")


def _bounds(text: str) -> Bounds:
    kinds: dict[str, Bounds] = {kind: kind for kind in KINDS}
    return kinds[text] if text in kinds else _numbers("--bounds", text)


def _numbers(option: str, text: str) -> dict[str, float]:
    """Read I=NUMBER,I=NUMBER."""
    found: dict[str, float] = {}
    for part in text.split(",") if text else ():
        name, mark, number = part.partition("=")
        try:
            found[name.strip()] = (
                float(number) if mark and number.isascii() and "_" not in number else float("")
            )
        except ValueError:
            allowed = f"{', '.join(KINDS)}, or " if option == "--bounds" else ""
            raise MethodError(
                f"{option}: found '{part}', allowed: {allowed}INDICATOR=NUMBER, separated by commas."
            ) from None
    return found


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--region", required=True, metavar="R", help="it is added to the peers")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--to-rank", type=whole, metavar="K")
    target.add_argument("--to-score", type=float, metavar="X")
    parser.add_argument("--levers", metavar="I,I", help="indicators that may move; default: all with a value")
    parser.add_argument(
        "--costs", default="", metavar="I=C,I=C", help="effort per point of the score; default 1"
    )
    bounds = "best_peer (default), halfway (to it), own_pace, or values I=X,I=X"
    parser.add_argument("--bounds", default="best_peer", metavar="KIND", help=bounds)
    years = f"years for which the own pace goes on; default {PACE_YEARS}"
    parser.add_argument("--horizon", type=float, default=PACE_YEARS, metavar="N", help=years)
    add_weights(parser)


GOAL_SEEK = {
    "goal-seek": Command("what would lift a region to a rank or a score", _options, goal_seek_table),
}
