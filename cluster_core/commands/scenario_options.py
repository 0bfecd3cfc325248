"""The options that describe a scenario, and the data set and scenario that they describe."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from cluster_core.commands.output import warn
from cluster_core.errors import ScenarioError, one_of
from cluster_core.index.weighting.ahp import ahp_points
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import check_scenario, default_scenario
from cluster_core.model.framework import IMPUTATIONS, POOLS, TREATMENTS, UNITS
from cluster_core.model.scenario import COMBINED, OBJECTIVE, Scenario
from cluster_core.model.stages import Notice
from cluster_core.store.ahp_file import read_judgements
from cluster_core.store.files import load_framework, load_rules
from cluster_core.store.read import load_dataset
from cluster_core.store.weights_file import read_weights

FIELDS = (
    *("year", "max_age", "pool", "impute", "treat", "normalise"),
    *("aggregate", "min_coverage", "floor", "unit"),
)
# What a scenario's code decides; `weights` and `region` are options of some commands only.
BESIDE = (*FIELDS, "peers", "share_bounds", "weights")
WEIGHT_SETS = ("default", "equal", *OBJECTIVE)
AHP = "ahp:"
WEIGHTS_HELP = f"{', '.join(WEIGHT_SETS)}, game:SET+SET, ahp:FILE, or a file node,parent,weight"


def add_scenario_options(parser: argparse.ArgumentParser) -> None:
    """Add what every command about a scenario takes."""
    parser.add_argument("--bundle", type=Path, required=True, metavar="DIR")
    code = "a whole scenario as the pages show it; no other choice may stand beside it, only framework and rule files"
    parser.add_argument("--scenario", metavar="CODE", help=code)
    parser.add_argument("--framework", metavar="ID|FILE", help="default: the bundle's default framework")
    parser.add_argument("--unit", choices=UNITS)
    parser.add_argument("--year", type=whole, metavar="Y")
    parser.add_argument("--max-age", type=whole, metavar="N")
    parser.add_argument("--pool", choices=POOLS)
    parser.add_argument("--peers", metavar="R,R")
    parser.add_argument("--impute", choices=IMPUTATIONS, help="default: none, missing stays missing")
    parser.add_argument("--treat", choices=TREATMENTS, help="outliers; default: none")
    parser.add_argument("--normalise", metavar="METHOD")
    parser.add_argument("--aggregate", metavar="METHOD")
    parser.add_argument("--min-coverage", type=number, metavar="X")
    parser.add_argument("--floor", type=number, metavar="X")
    bounds = "benefit of the doubt: least and most that an indicator may weigh"
    parser.add_argument("--share-bounds", type=_bounds, metavar="L,U", help=bounds)


def add_weights(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a weight set."""
    parser.add_argument("--weights", metavar="SET", help=WEIGHTS_HELP)


def add_region(parser: argparse.ArgumentParser) -> None:
    """Add the choice of one region."""
    parser.add_argument("--region", metavar="R", help="only this region; it is added to the peers")


def choose(arguments: argparse.Namespace, *, reads_rules: bool = False) -> tuple[Dataset, Scenario]:
    """Return the data set and the scenario that the arguments describe; `ClusterError` for what is wrong with them."""
    dataset = load_dataset(arguments.bundle)
    if dataset.synthetic:
        warn(
            [
                Notice(
                    "synthetic", (dataset.id,), f"{dataset.id}: synthetic, every place and value is fictional"
                )
            ]
        )
    framework_id = arguments.framework
    if framework_id and _is_file(framework_id):
        framework = load_framework(Path(framework_id), dataset)
        dataset, framework_id = dataset.with_framework(framework), framework.id
    if arguments.scenario is not None:
        return _coded(dataset, arguments)
    choices: dict[str, Any] = {"focus": getattr(arguments, "region", None) or "", "rules": ""}
    choices |= {name: given for name in FIELDS if (given := getattr(arguments, name, None)) is not None}
    if arguments.share_bounds:
        choices["share_low"], choices["share_high"] = arguments.share_bounds
    if framework_id:
        choices["framework"] = framework_id
    if arguments.peers:
        choices["peers"] = tuple(peer.strip() for peer in arguments.peers.split(","))
    if reads_rules:
        dataset, choices["rules"] = _rules(dataset, arguments.rules)
    scenario = _weigh(default_scenario(dataset, **choices), dataset, getattr(arguments, "weights", None))
    check_scenario(scenario, dataset)
    return dataset, scenario


def _coded(dataset: Dataset, arguments: argparse.Namespace) -> tuple[Dataset, Scenario]:
    """Return the scenario of a code, and the data set with the rule file that it may name."""
    rules: str | None = getattr(arguments, "rules", None)
    beside = [name for name in BESIDE if getattr(arguments, name, None) not in (None, "default")]
    files = {"framework": arguments.framework, "rules": rules}
    beside += [name for name, given in files.items() if given and not _is_file(given)]
    if beside:
        options = one_of(f"--{name.replace('_', '-')}" for name in beside)
        raise ScenarioError(
            f"--scenario: found {options} beside it, allowed: nothing that the code has decided."
        )
    scenario = Scenario.decode(arguments.scenario)
    if scenario.bundle != dataset.id:
        raise ScenarioError(
            f"--scenario: found a scenario of the data set '{scenario.bundle}', allowed: of '{dataset.id}'. "
            "Name the folder of the first with --bundle."
        )
    if scenario.bundle_version != dataset.version:
        changed = f"{dataset.id}: the scenario is of version {scenario.bundle_version}, the data are {dataset.version}"
        warn([Notice("version", (dataset.id,), changed)])
    if rules:
        dataset = dataset.with_rules(load_rules(Path(rules), dataset))
    scenario = replace(scenario, focus=getattr(arguments, "region", None) or scenario.focus)
    check_scenario(scenario, dataset)
    return dataset, scenario


def whole(text: str) -> int:
    """Read a whole number written in plain digits."""
    try:
        return int(text) if text.isascii() and "_" not in text else int("")
    except ValueError:
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: a whole number") from None


def number(text: str) -> float:
    """Read a number written in plain ASCII."""
    try:
        return float(text) if text.isascii() and "_" not in text else float("")
    except ValueError:
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: a number") from None


def _bounds(text: str) -> tuple[float, float]:
    low, mark, high = text.partition(",")
    if not mark:
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: two shares L,U such as 0.1,0.5")
    return number(low), number(high)


def _rules(dataset: Dataset, name: str | None) -> tuple[Dataset, str]:
    if name and _is_file(name):
        rules = load_rules(Path(name), dataset)
        return dataset.with_rules(rules), rules.id
    if name:
        return dataset, dataset.rule_set(name).id
    if len(dataset.own_rules) > 1 and not dataset.default_rules:
        raise ScenarioError(
            f"rules: found none chosen, allowed: {one_of(dataset.own_rules)}. Name one with --rules."
        )
    return dataset, dataset.default_rule_set


def _weigh(scenario: Scenario, dataset: Dataset, weights: str | None) -> Scenario:
    if weights is None or weights in WEIGHT_SETS or weights.split(":")[0] in COMBINED:
        return replace(scenario, weighting=weights or "default")
    framework = dataset.framework(scenario.framework)
    if weights.startswith(AHP):
        judgements = read_judgements(Path(weights.removeprefix(AHP)), framework)
        points, notices = ahp_points(judgements, framework)
        warn(notices)
        return replace(scenario, weighting="user", points=points)
    if not _is_file(weights) and not Path(weights).is_file():
        raise ScenarioError(
            f"weights: found '{weights}', allowed: {one_of(WEIGHT_SETS)}, game:SET+SET (or linear, multiplicative), "
            "ahp:FILE, or a file node,parent,weight."
        )
    return replace(scenario, weighting="user", points=read_weights(Path(weights), framework))


def _is_file(name: str) -> bool:
    return "/" in name or name.endswith((".yaml", ".csv"))
