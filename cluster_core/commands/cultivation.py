"""The commands typology, ladder and chokepoints: options in, one tidy table out."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import fields, replace

from cluster_core.assess.chokepoints import chokepoints_of, lanes
from cluster_core.assess.ladder import stand
from cluster_core.assess.typology import classify, typology_of
from cluster_core.commands.command import Command, Table
from cluster_core.errors import MethodError
from cluster_core.model.chokepoints import lanes_table
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.typology import TypeRule

RATING = re.compile(r"([^:=]+):([^:=]+)=(\d{1,9}(?:\.\d{1,15})?)", re.ASCII)


def typology_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a unit: its type, the scores of the criteria, margin, binding criterion and robustness."""
    typology = typology_of(dataset)
    given = {field.name: getattr(arguments, field.name) for field in fields(TypeRule)}
    rule = replace(typology.rule, **{name: value for name, value in given.items() if value is not None})
    tried = {name: getattr(arguments, name) for name in ("count", "seed")}
    draws = replace(typology.draws, **{name: value for name, value in tried.items() if value is not None})
    found = classify(dataset, scenario, rule, ratings=_ratings(arguments.rate), draws=draws)
    return found.tidy, found.notices


def ladder_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row a unit and rung, or with `gates` one row a unit, rung and gate."""
    found = stand(dataset, scenario, arguments.as_of)
    return (found.gates_tidy if arguments.gates else found.tidy), found.notices


def chokepoints_table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Table:
    """Return one row an entry, in the order of lanes and places; today is the scenario's year if none is given."""
    today = scenario.year if arguments.today is None else arguments.today
    return lanes_table(lanes(chokepoints_of(dataset), today)), ()


def _ratings(given: Sequence[str]) -> dict[str, dict[str, float]]:
    """Read ratings written as REGION:CRITERION=RATING."""
    ratings: dict[str, dict[str, float]] = {}
    for text in given:
        found = RATING.fullmatch(text)
        if found is None:
            raise MethodError(
                f"rate: found '{text}', allowed: REGION:CRITERION=RATING, such as 320900:ty_brand_intl=60."
            )
        unit, criterion, rating = found.groups()
        ratings.setdefault(unit, {})[criterion] = float(rating)
    return ratings


def _typology_options(parser: argparse.ArgumentParser) -> None:
    for name, kind, what in (
        ("t-high", float, "score of the highest type"),
        ("t-mid", float, "score of the middle type"),
        ("n-high", int, "how many criteria must reach t-high"),
        ("n-mid", int, "how many criteria must reach t-mid"),
        ("least", float, "score that no criterion of the highest type is below"),
        ("min-criteria", int, "criteria scored below which a unit is unclassified"),
    ):
        parser.add_argument(f"--{name}", type=kind, metavar="X", help=f"{what}; default: the file's")
    parser.add_argument(
        "--draws", dest="count", type=_positive, metavar="N", help="random draws for the robustness"
    )
    parser.add_argument("--seed", type=_positive, metavar="S")
    parser.add_argument(
        "--rate",
        action="append",
        default=[],
        metavar="R:CRITERION=RATING",
        help="a rating 0-100 in place of a computed score",
    )


def _ladder_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=int, metavar="Y", help="only official lists up to this year count")
    parser.add_argument("--gates", action="store_true", help="one row a gate in place of one row a rung")


def _chokepoints_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=int, metavar="Y", help="year; default: the scenario's year")


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 1_000_000):
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: a whole number from 1 to 1000000")
    return int(text)


CULTIVATION = {
    "typology": Command(
        "leading, breakthrough or catching up, with margins", _typology_options, typology_table
    ),
    "ladder": Command(
        "status from official lists and readiness for every rung", _ladder_options, ladder_table
    ),
    "chokepoints": Command(
        "chokepoint technologies in lanes by priority", _chokepoints_options, chokepoints_table
    ),
}
