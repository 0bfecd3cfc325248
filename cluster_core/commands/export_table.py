"""`export --table`: the table of the Data page as a file, the same byte for byte."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from cluster_core.assess.assessment import assess
from cluster_core.commands.scenario_options import whole
from cluster_core.errors import ScenarioError, one_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from cluster_core.report.holdings import holdings
from cluster_core.report.table_files import RENDERERS, written
from cluster_core.report.table_request import AND, FIELDS, TABLES, YEARS, Request, checked, read_filters

Exported = tuple[bytes, Sequence[Notice]]
_OWN = ("filter", "columns", "at_year", "of", "sources")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that describe a table."""
    parser.add_argument(
        "--table", choices=TABLES, help="the table of the page Data in place of the scenario's scores"
    )
    parser.add_argument(
        "--filter",
        action="append",
        metavar="FIELD=V+V",
        help=f"rows that meet all of them; fields: {one_of(FIELDS)}; spans as LOW..HIGH; may be repeated",
    )
    parser.add_argument("--columns", metavar="C+C", help="of the table, in place of the usual ones")
    parser.add_argument(
        "--at-year", type=whole, metavar="Y", help="of a wide table; default: those the scenario uses"
    )
    parser.add_argument("--of", metavar="I", help=f"the indicator of the table {YEARS}")
    parser.add_argument(
        "--sources", action="store_true", help="the observations behind the cells, with their sources"
    )


def wanted(arguments: argparse.Namespace) -> bool:
    """Tell whether a table is asked for; `ScenarioError` for an option that means nothing without one."""
    if arguments.table:
        return True
    alone = [f"--{name.replace('_', '-')}" for name in _OWN if getattr(arguments, name) not in (None, False)]
    if alone:
        raise ScenarioError(
            f"{one_of(alone)}: found without --table, allowed: with --table {'|'.join(TABLES)}."
        )
    return False


def writer(suffix: str) -> Callable[[Dataset, Scenario, argparse.Namespace], Exported]:
    """Return what writes a table with this ending; `ScenarioError` where nothing does."""
    if suffix not in RENDERERS:
        raise ScenarioError(
            f"--to: found '{suffix}', allowed with --table: a file ending in {one_of(RENDERERS)}."
        )

    def write(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Exported:
        found = assess(dataset, scenario)
        request = checked(requested(arguments), found)
        return written(holdings(found), request, suffix), found.notices

    return write


def requested(arguments: argparse.Namespace) -> Request:
    """Return the table that the options describe."""
    columns = tuple(one.strip() for one in (arguments.columns or "").split(AND) if one.strip())
    return Request(
        arguments.table,
        read_filters(arguments.filter or ()),
        columns,
        arguments.at_year,
        arguments.of or "",
        arguments.sources,
        arguments.language,
    )
