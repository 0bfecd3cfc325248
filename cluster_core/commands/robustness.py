"""The command robustness: how sure each rank is under other weights, other methods and other data."""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from cluster_core.assess.assessment import assess
from cluster_core.commands.command import Command, Table
from cluster_core.commands.scenario_options import add_weights, number, whole
from cluster_core.explore.acceptability import DRAWS, Acceptability, acceptability
from cluster_core.explore.data_errors import data_errors
from cluster_core.explore.data_uncertainty import data_uncertainty
from cluster_core.explore.draws import MODES, SEED
from cluster_core.explore.extreme_ranks import extreme_ranks
from cluster_core.explore.method_uncertainty import acceptability_over_methods, method_uncertainty
from cluster_core.explore.methods import Methods
from cluster_core.explore.weight_space import Order, WeightSpace, weight_spaces
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice

COLUMNS = [
    *("region", "rank", "rank_p05", "rank_p50", "rank_p95", "best_rank", "worst_rank", "bounds"),
    *("share_top1", "share_top5"),
]
VARY = ("weights", "method", "data", "weights+data", "all")
EXACT, SAMPLED = "exact", "sampled"


def robustness_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a region; with `matrix` one row a region and rank."""
    result = assess(dataset, scenario)
    spaces = weight_spaces(
        result.framework,
        levels=arguments.levels,
        floor=arguments.floor_weight,
        cap=arguments.cap_weight,
        orders=arguments.at_least,
    )
    found = _ranks(result, spaces, arguments)
    notices = [*result.notices, *found.notices]
    if arguments.matrix:
        return found.matrix, notices
    table = found.summary.merge(_reach(found, arguments.vary == "method"), on="region")
    if arguments.vary == "weights":
        table, told = _with_exact(table, result, found.spaces)
        notices += told
    table["bounds"] = table["bounds"].where(table["best_rank"].notna())
    return table[COLUMNS], notices


def _ranks(
    result: Assessment, spaces: tuple[WeightSpace, ...], arguments: argparse.Namespace
) -> Acceptability:
    if arguments.vary == "method":
        return method_uncertainty(result).distribution
    uncertain = arguments.vary == "all" and data_errors(result).names
    if arguments.vary in {"data", "weights+data"} or uncertain:
        return data_uncertainty(
            result,
            () if arguments.vary == "data" else spaces,
            Methods() if uncertain else None,
            draws=arguments.draws,
            seed=arguments.seed,
            mode=arguments.around,
        )
    over = acceptability if arguments.vary == "weights" else acceptability_over_methods
    return over(result, spaces, draws=arguments.draws, seed=arguments.seed, mode=arguments.around)


def _reach(found: Acceptability, every: bool) -> pd.DataFrame:
    """Return the best and the worst rank met; they are exact if every case was tried."""
    met = found.counts[:, 1:] > 0
    ranked = np.asarray(met.any(axis=1), dtype=np.bool_)
    best, worst = met.argmax(axis=1) + 1, met.shape[1] - met[:, ::-1].argmax(axis=1)
    return pd.DataFrame(
        {
            "region": list(found.units),
            "best_rank": pd.Series(best, dtype="Int64").where(ranked),
            "worst_rank": pd.Series(worst, dtype="Int64").where(ranked),
            "bounds": EXACT if every else SAMPLED,
        }
    )


def _with_exact(
    table: pd.DataFrame, result: Assessment, spaces: tuple[WeightSpace, ...]
) -> tuple[pd.DataFrame, list[Notice]]:
    """Return the table with the reach that is computed, and a notice where it is sampled; draws may have met more."""
    reach = extreme_ranks(result, spaces)
    found = reach.tidy()
    best = pd.concat([table["best_rank"], found["best_rank"]], axis=1).min(axis=1)
    worst = pd.concat([table["worst_rank"], found["worst_rank"]], axis=1).max(axis=1)
    notices: list[Notice] = []
    if reach.reason:
        message = "bounds: the score is not linear, so the best and worst ranks are those met in draws, not proven ones"
        notices.append(Notice("sampled_bounds", (reach.reason,), message))
    return table.assign(best_rank=best, worst_rank=worst, bounds=found["bounds"]), notices


def _options(parser: argparse.ArgumentParser) -> None:
    add_weights(parser)
    parser.add_argument("--vary", choices=VARY, default="weights", help="default: weights")
    parser.add_argument(
        "--levels", choices=("1", "all"), default="1", help="whose weights; 1: the root's children"
    )
    parser.add_argument("--draws", type=_count, default=DRAWS, metavar="N", help=f"default: {DRAWS}")
    parser.add_argument("--seed", type=_count, default=SEED, metavar="S", help=f"default: {SEED}")
    bound = "share, 0-1, of each of the root's children"
    parser.add_argument("--floor-weight", type=number, default=0.0, metavar="X", help=f"least {bound}")
    parser.add_argument("--cap-weight", type=number, default=1.0, metavar="X", help=f"most {bound}")
    parser.add_argument(
        "--at-least",
        type=_order,
        action="append",
        default=[],
        metavar="MORE:LESS",
        help="the first weighs at least as much as the second",
    )
    around = "all weights, or those within 10 points of equal ones or of the scenario's"
    parser.add_argument("--around", choices=MODES, default="any", help=around)
    parser.add_argument("--matrix", action="store_true", help="one row a region and rank: the acceptability")


def _count(text: str) -> int:
    value = whole(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: a whole number from 1 up")
    return value


def _order(text: str) -> Order:
    more, mark, less = text.partition(":")
    if not (more and mark and less):
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: MORE:LESS, such as innovation:brand")
    return more, less


ROBUSTNESS = {
    "robustness": Command("how sure each rank is under other weights or methods", _options, robustness_table)
}
