"""The commands shortcomings, toolbox, diagnose and coupling."""

from __future__ import annotations

import argparse

import pandas as pd

from cluster_core.assess.assessment import assess
from cluster_core.assess.coupling import FORMS, SIDES, couple
from cluster_core.assess.profile import profiles
from cluster_core.assess.toolbox import chain_table
from cluster_core.commands.command import Command, Table
from cluster_core.commands.scenario_options import add_region, add_weights
from cluster_core.index.composite import score
from cluster_core.index.prepare import prepare
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario


def shortcomings_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a region and item of the rule set."""
    result = assess(dataset, scenario)
    table = result.shortcomings
    if arguments.region:
        table = table[table["region"] == arguments.region]
    return table, result.notices


def toolbox_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a region, item of the rule set and measure that answers it."""
    result = assess(dataset, scenario)
    units = [arguments.region] if arguments.region else result.units
    return pd.concat([chain_table(result, unit) for unit in units], ignore_index=True), result.notices


def profile_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a region and indicator."""
    result = assess(dataset, scenario)
    return profiles(result, [arguments.region] if arguments.region else ()), result.notices


def coupling_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a region."""
    ready = prepare(dataset, scenario)
    scored = score(ready, dataset.framework(scenario.framework), scenario)
    coupled = couple(scored, ready, scenario.normalise, arguments.form, closed=arguments.closed)
    return coupled.tidy(), (*ready.notices, *scored.notices)


def _shortcomings_options(parser: argparse.ArgumentParser) -> None:
    add_region(parser)
    default = "default: the bundle's default_rules, else its only rule set"
    parser.add_argument("--rules", metavar="ID|FILE", help=default)
    add_weights(parser)


def _profile_options(parser: argparse.ArgumentParser) -> None:
    add_region(parser)
    add_weights(parser)


def _coupling_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--form", choices=FORMS, default="revised")
    which = "to which grade a limit belongs: [.5, .6) or (.5, .6]"
    parser.add_argument("--closed", choices=SIDES, default="left", help=which)
    add_weights(parser)


DIAGNOSING = {
    "shortcomings": Command(
        "severity of every item of a rule set", _shortcomings_options, shortcomings_table, reads_rules=True
    ),
    "toolbox": Command(
        "what answers every item: measures, what they move, cases",
        _shortcomings_options,
        toolbox_table,
        reads_rules=True,
    ),
    "diagnose": Command(
        "every indicator: rank, gaps, obstacle, quadrant, strength", _profile_options, profile_table
    ),
    "coupling": Command("coupling degree C, coordination T, D and grade", _coupling_options, coupling_table),
}
