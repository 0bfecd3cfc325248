"""The commands audit, rankings and disparity: whether the index holds, and whether regions drift apart."""

from __future__ import annotations

import argparse

from cluster_core.assess.assessment import assess
from cluster_core.assess.disparity import disparity_table as disparities
from cluster_core.assess.rankings import rankings
from cluster_core.assess.series import series_by_year
from cluster_core.assess.statistical_audit import statistical_audit
from cluster_core.commands.command import Command, Table
from cluster_core.commands.scenario_options import add_weights
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario


def audit_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a parent and child."""
    result = assess(dataset, scenario)
    return statistical_audit(result).table, result.notices


def rankings_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a method and region, or with `agreement` one row a method."""
    result = assess(dataset, scenario)
    found = rankings(result)
    return found.agreement if arguments.agreement else found.tidy, (*result.notices, *found.notices)


def disparity_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a year."""
    table = disparities(series_by_year(dataset, scenario, arguments.indicator, arguments.size))
    return table if arguments.year is None else table[table["year"] == arguments.year], ()


def _rankings_options(parser: argparse.ArgumentParser) -> None:
    add_weights(parser)
    how = "how far each agrees with the scenario's"
    parser.add_argument("--agreement", action="store_true", help=how)


def _disparity_options(parser: argparse.ArgumentParser) -> None:
    add_weights(parser)
    parser.add_argument("--indicator", default="", metavar="ID", help="default: the score")
    parser.add_argument("--size", default="", metavar="ID", help="weighs Theil, such as the population")


EXAMINING = {
    "audit": Command("correlations, alpha and leave-one-out ranks", add_weights, audit_table),
    "rankings": Command("ranks by other methods, side by side", _rankings_options, rankings_table),
    "disparity": Command(
        "Theil, Gini and sigma of every year, or of --year", _disparity_options, disparity_table
    ),
}
