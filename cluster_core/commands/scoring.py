"""The commands score and weights."""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from cluster_core.assess.assessment import assess
from cluster_core.commands.command import Command, Table
from cluster_core.commands.output import writable
from cluster_core.commands.scenario_options import WEIGHTS_HELP, add_weights
from cluster_core.index.prepare import prepare
from cluster_core.index.weighting.weigh import weigh
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import of_unit
from cluster_core.model.weights import effective_weights
from cluster_core.report.stages_file import stage_tables

WEIGHT_COLUMNS = ["node", "parent", "weight", "effective_weight"]


def score_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a node and region; with `dump_stages` every stage is written, too."""
    result = assess(dataset, scenario)
    if arguments.dump_stages:
        _dump_stages(result, arguments.dump_stages)
    return result.tidy, result.notices


def weights_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a child and parent; where every region has weights of its own, one a region too."""
    framework, ready = dataset.framework(scenario.framework), prepare(dataset, scenario)
    weighed = weigh(ready, framework, scenario)
    notices = (*ready.notices, *weighed.notices)
    if all(shares.ndim == 1 for shares in weighed.shares.values()):
        return pd.DataFrame(effective_weights(framework, weighed.shares), columns=WEIGHT_COLUMNS), notices
    rows = [
        (*row, unit)
        for at, unit in enumerate(ready.units)
        for row in effective_weights(framework, of_unit(weighed.shares, at))
    ]
    return pd.DataFrame(rows, columns=[*WEIGHT_COLUMNS, "region"]), notices


def _dump_stages(result: Assessment, folder: Path) -> None:
    """Write every stage as a CSV of its name."""
    with writable(folder, "--dump-stages"):
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in stage_tables(result).items():
            table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def _score_options(parser: argparse.ArgumentParser) -> None:
    add_weights(parser)
    parser.add_argument("--dump-stages", type=Path, metavar="DIR", help="write every stage as a wide CSV")


def _weights_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--method", dest="weights", default="default", metavar="SET", help=WEIGHTS_HELP)


SCORING = {
    "score": Command("scores, ranks and coverage of every node", _score_options, score_table),
    "weights": Command("weights among siblings and in the whole", _weights_options, weights_table),
}
