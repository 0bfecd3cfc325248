"""The command line: `python -m cluster_core COMMAND` (formats.md section 4).

Exit status 0: done; 2: the input or the arguments are wrong, with every fault on standard error; 1: our fault.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from cluster_core.assess.assessment import assess
from cluster_core.assess.coupling import FORMS, SIDES, couple
from cluster_core.assess.disparity import disparity_table
from cluster_core.assess.profile import profiles
from cluster_core.assess.rankings import rankings
from cluster_core.assess.series import series_by_year
from cluster_core.assess.statistical_audit import statistical_audit
from cluster_core.commands import agglomeration
from cluster_core.commands.cultivation import CULTIVATION, Command
from cluster_core.errors import BundleError, ClusterError, Fault, ScenarioError, one_of
from cluster_core.index.composite import score
from cluster_core.index.prepare import prepare
from cluster_core.index.weighting.ahp import ahp_points
from cluster_core.index.weighting.weigh import weigh
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import check_scenario, default_scenario
from cluster_core.model.framework import IMPUTATIONS, POOLS, TREATMENTS, UNITS
from cluster_core.model.scenario import COMBINED, OBJECTIVE, Scenario
from cluster_core.model.stages import Notice
from cluster_core.model.weights import effective_weights
from cluster_core.report.stages_file import stage_tables
from cluster_core.store.ahp_file import read_judgements
from cluster_core.store.build import build
from cluster_core.store.bundle import bundle_folders
from cluster_core.store.check import check_path
from cluster_core.store.files import load_framework, load_rules
from cluster_core.store.read import load_dataset
from cluster_core.store.weights_file import read_weights

DATA = Path("data")
STORE = DATA / "clusters.duckdb"
CHOICES = (
    *(
        "year",
        "max_age",
        "pool",
        "impute",
        "treat",
        "normalise",
        "aggregate",
        "min_coverage",
        "floor",
        "unit",
    ),
)
FORMATS = ("csv", "json", "parquet")
WEIGHT_SETS = ("default", "equal", *OBJECTIVE)
AHP = "ahp:"
WEIGHTS_HELP = f"{', '.join(WEIGHT_SETS)}, game:SET+SET, ahp:FILE, or a file node,parent,weight"
OK, OURS, WRONG = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit as done:
        return int(done.code or 0)
    try:
        return arguments.run(arguments)
    except ClusterError as wrong:
        print(wrong, file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as ours:  # noqa: BLE001 - the last line of defence: a user never meets a traceback
        print(f"internal error, please report it: {type(ours).__name__}: {ours}", file=sys.stderr)
        return OURS


def _build(arguments: argparse.Namespace) -> int:
    bundles = arguments.bundle or bundle_folders(DATA)
    fingerprint = build(bundles, arguments.out)
    print(f"{arguments.out}: {len(bundles)} bundles, content {fingerprint[:12]}")
    return OK


def _check(arguments: argparse.Namespace) -> int:
    faults = check_path(arguments.path)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{arguments.path}: no faults")
    return WRONG if faults else OK


def _score(arguments: argparse.Namespace) -> int:
    dataset, scenario = _choose(arguments)
    result = assess(dataset, scenario)
    if arguments.dump_stages:
        _dump_stages(result, arguments.dump_stages)
    _warn(result.notices)
    return _write(result.tidy, arguments)


def _weights(arguments: argparse.Namespace) -> int:
    arguments.weights = arguments.method
    dataset, scenario = _choose(arguments)
    framework, ready = dataset.framework(scenario.framework), prepare(dataset, scenario)
    weighed = weigh(ready, framework, scenario)
    _warn((*ready.notices, *weighed.notices))
    found = weighed.shares
    columns = ["node", "parent", "weight", "effective_weight"]
    if all(shares.ndim == 1 for shares in found.values()):
        return _write(pd.DataFrame(effective_weights(framework, found), columns=columns), arguments)
    of_each = [
        (*row, unit)
        for at, unit in enumerate(ready.units)
        for row in effective_weights(
            framework,
            {parent: shares if shares.ndim == 1 else shares[at] for parent, shares in found.items()},
        )
    ]
    return _write(pd.DataFrame(of_each, columns=[*columns, "region"]), arguments)


def _shortcomings(arguments: argparse.Namespace) -> int:
    dataset, scenario = _choose(arguments, with_rules=True)
    result = assess(dataset, scenario)
    table = result.shortcomings
    if arguments.region:
        table = table[table["region"] == arguments.region]
    _warn(result.notices)
    return _write(table, arguments)


def _coupling(arguments: argparse.Namespace) -> int:
    dataset, scenario = _choose(arguments)
    prepared = prepare(dataset, scenario)
    scored = score(prepared, dataset.framework(scenario.framework), scenario)
    _warn((*prepared.notices, *scored.notices))
    coupled = couple(scored, prepared, scenario.normalise, arguments.form, closed=arguments.closed)
    return _write(coupled.tidy(), arguments)


def _diagnose(arguments: argparse.Namespace) -> int:
    dataset, scenario = _choose(arguments)
    result = assess(dataset, scenario)
    _warn(result.notices)
    return _write(profiles(result, [arguments.region] if arguments.region else ()), arguments)


def _audit(arguments: argparse.Namespace) -> int:
    result = assess(*_choose(arguments))
    _warn(result.notices)
    return _write(statistical_audit(result).table, arguments)


def _disparity(arguments: argparse.Namespace) -> int:
    dataset, scenario = _choose(arguments)
    table = disparity_table(series_by_year(dataset, scenario, arguments.indicator, arguments.size))
    if arguments.year is not None:
        table = table[table["year"] == arguments.year]
    return _write(table, arguments)


def _rankings(arguments: argparse.Namespace) -> int:
    dataset, scenario = _choose(arguments)
    result = assess(dataset, scenario)
    found = rankings(result)
    _warn((*result.notices, *found.notices))
    return _write(found.agreement if arguments.agreement else found.tidy, arguments)


def _agglomeration(arguments: argparse.Namespace) -> int:
    return _write(agglomeration.run(arguments), arguments)


def _table(command: Command, arguments: argparse.Namespace) -> int:
    dataset, scenario = _choose(arguments)
    table, notices = command.table(dataset, scenario, arguments)
    _warn(notices)
    return _write(table, arguments)


def _choose(arguments: argparse.Namespace, *, with_rules: bool = False) -> tuple[Dataset, Scenario]:
    """Return the data set and the scenario that the arguments describe."""
    dataset = load_dataset(arguments.bundle)
    if dataset.synthetic:
        print(f"warning: {dataset.id}: synthetic, every place and value is fictional", file=sys.stderr)
    framework_id = arguments.framework
    if framework_id and _is_file(framework_id):
        framework = load_framework(Path(framework_id), dataset)
        dataset, framework_id = dataset.with_framework(framework), framework.id
    choices: dict[str, Any] = {"focus": getattr(arguments, "region", None) or "", "rules": ""}
    for name in CHOICES:
        if getattr(arguments, name, None) is not None:
            choices[name] = getattr(arguments, name)
    if getattr(arguments, "share_bounds", None):
        choices["share_low"], choices["share_high"] = arguments.share_bounds
    if framework_id:
        choices["framework"] = framework_id
    if getattr(arguments, "peers", None):
        choices["peers"] = tuple(peer.strip() for peer in arguments.peers.split(","))
    if with_rules:
        dataset, choices["rules"] = _rules(dataset, arguments.rules)
    scenario = _weigh(default_scenario(dataset, **choices), dataset, getattr(arguments, "weights", None))
    check_scenario(scenario, dataset)
    return dataset, scenario


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
        _warn(notices)
        return replace(scenario, weighting="user", points=points)
    if not _is_file(weights) and not Path(weights).is_file():
        raise ScenarioError(
            f"weights: found '{weights}', allowed: {one_of(WEIGHT_SETS)}, game:SET+SET (or linear, multiplicative), "
            "ahp:FILE, or a file node,parent,weight."
        )
    points = read_weights(Path(weights), framework)
    return replace(scenario, weighting="user", points=points)


def _is_file(name: str) -> bool:
    return "/" in name or name.endswith((".yaml", ".csv"))


def _warn(notices: Sequence[Notice]) -> None:
    for notice in notices:
        print(f"warning: {notice.message}", file=sys.stderr)


def _write(table: pd.DataFrame, arguments: argparse.Namespace) -> int:
    """Write a table as csv, json or parquet to standard output or to `--out`."""
    texts: dict[str, Callable[[], bytes]] = {
        "csv": lambda: _lower_flags(table).to_csv(index=False, lineterminator="\n").encode(),
        "json": lambda: (
            (table.to_json(orient="records", force_ascii=False, double_precision=15) or "").encode() + b"\n"
        ),
        "parquet": lambda: table.to_parquet(index=False),
    }
    content = texts[arguments.format]()
    if arguments.out is None:
        sys.stdout.flush()
        _write_out(content)
        return OK
    with _writable(arguments.out, "--out"):
        arguments.out.write_bytes(content)
    return OK


@contextmanager
def _writable(path: Path, option: str) -> Generator[None]:
    """Turn what the file system refuses into a named error."""
    try:
        yield
    except OSError as refused:
        found = f"a place that cannot be written ({refused.strerror})"
        raise BundleError([Fault(str(path), None, option, found, "a writable place")]) from refused


def _write_out(content: bytes) -> None:
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(content.decode())
        return
    buffer.write(content)
    buffer.flush()


def _lower_flags(table: pd.DataFrame) -> pd.DataFrame:
    written = table.copy()
    for name in table.select_dtypes("bool"):
        written[name] = table[name].map({True: "true", False: "false"})
    return written


def _dump_stages(result: Assessment, folder: Path) -> None:
    """Write every stage as a CSV of its name."""
    with _writable(folder, "--dump-stages"):
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in stage_tables(result).items():
            table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def _whole(text: str) -> int:
    try:
        return int(text) if text.isascii() and "_" not in text else int("")
    except ValueError:
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: a whole number") from None


def _number(text: str) -> float:
    try:
        return float(text) if text.isascii() and "_" not in text else float("")
    except ValueError:
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: a number") from None


def _bounds(text: str) -> tuple[float, float]:
    low, mark, high = text.partition(",")
    if not mark:
        raise argparse.ArgumentTypeError(f"found '{text}', allowed: two shares L,U such as 0.1,0.5")
    return _number(low), _number(high)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cluster_core", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    building = commands.add_parser(
        "build", help="check the bundles and build the DuckDB file", allow_abbrev=False
    )
    building.add_argument(
        "--bundle", type=Path, action="append", metavar="DIR", help="default: every one below data/"
    )
    building.add_argument("--out", type=Path, default=STORE, metavar="FILE")
    building.set_defaults(run=_build)

    checking = commands.add_parser(
        "check", help="report every fault of a bundle, file or folder", allow_abbrev=False
    )
    checking.add_argument("path", type=Path)
    checking.set_defaults(run=_check)

    scoring = _scenario_command(commands, "score", "scores, ranks and coverage of every node", _score)
    scoring.add_argument("--weights", metavar="SET", help=WEIGHTS_HELP)
    scoring.add_argument("--dump-stages", type=Path, metavar="DIR", help="write every stage as a wide CSV")

    weighing = _scenario_command(commands, "weights", "weights among siblings and in the whole", _weights)
    weighing.add_argument("--method", default="default", metavar="SET", help=WEIGHTS_HELP)

    diagnosing = _scenario_command(
        commands, "shortcomings", "severity of every item of a rule set", _shortcomings
    )
    diagnosing.add_argument("--region", metavar="R", help="only this region; it is added to the peers")
    diagnosing.add_argument(
        "--rules", metavar="ID|FILE", help="default: the bundle's default_rules, else its only rule set"
    )
    diagnosing.add_argument("--weights", metavar="SET", help=WEIGHTS_HELP)

    profiling = _scenario_command(
        commands, "diagnose", "every indicator: rank, gaps, obstacle, quadrant, strength", _diagnose
    )
    profiling.add_argument("--region", metavar="R", help="only this region; it is added to the peers")
    profiling.add_argument("--weights", metavar="SET", help=WEIGHTS_HELP)

    coupling = _scenario_command(
        commands, "coupling", "coupling degree C, coordination T, D and grade", _coupling
    )
    coupling.add_argument("--form", choices=FORMS, default="revised")
    coupling.add_argument(
        "--closed", choices=SIDES, default="left", help="to which grade a limit belongs: [.5, .6) or (.5, .6]"
    )
    coupling.add_argument("--weights", metavar="SET", help=WEIGHTS_HELP)

    auditing = _scenario_command(commands, "audit", "correlations, alpha and leave-one-out ranks", _audit)
    auditing.add_argument("--weights", metavar="SET", help=WEIGHTS_HELP)

    spreading = _scenario_command(
        commands, "disparity", "Theil, Gini and sigma of every year, or of --year", _disparity
    )
    spreading.add_argument("--weights", metavar="SET", help=WEIGHTS_HELP)
    spreading.add_argument("--indicator", default="", metavar="ID", help="default: the score")
    spreading.add_argument("--size", default="", metavar="ID", help="weighs Theil, such as the population")
    ranking = _scenario_command(commands, "rankings", "ranks by other methods, side by side", _rankings)
    ranking.add_argument("--weights", metavar="SET", help=WEIGHTS_HELP)
    ranking.add_argument("--agreement", action="store_true", help="how far each agrees with the scenario's")

    clustering = commands.add_parser(
        "agglomeration", help="how industries cluster in space", allow_abbrev=False
    )
    agglomeration.add_arguments(clustering, _whole)
    _table_options(clustering, _agglomeration)

    for name, command in CULTIVATION.items():
        command.options(_scenario_command(commands, name, command.help, partial(_table, command)))
    return parser


def _scenario_command(
    commands: Any, name: str, help_text: str, run: Callable[[argparse.Namespace], int]
) -> Any:
    command = commands.add_parser(name, help=help_text, allow_abbrev=False)
    command.add_argument("--bundle", type=Path, required=True, metavar="DIR")
    command.add_argument("--framework", metavar="ID|FILE", help="default: the bundle's default framework")
    command.add_argument("--unit", choices=UNITS)
    command.add_argument("--year", type=_whole, metavar="Y")
    command.add_argument("--max-age", type=_whole, metavar="N")
    command.add_argument("--pool", choices=POOLS)
    command.add_argument("--peers", metavar="R,R")
    command.add_argument("--impute", choices=IMPUTATIONS, help="default: none, missing stays missing")
    command.add_argument("--treat", choices=TREATMENTS, help="outliers; default: none")
    command.add_argument("--normalise", metavar="METHOD")
    command.add_argument("--aggregate", metavar="METHOD")
    command.add_argument("--min-coverage", type=_number, metavar="X")
    command.add_argument("--floor", type=_number, metavar="X")
    command.add_argument(
        "--share-bounds",
        type=_bounds,
        metavar="L,U",
        help="benefit of the doubt: least and most that an indicator may weigh",
    )
    _table_options(command, run)
    return command


def _table_options(command: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    command.add_argument("--format", choices=FORMATS, default="csv")
    command.add_argument("--out", type=Path, metavar="FILE")
    command.set_defaults(run=run)


if __name__ == "__main__":
    sys.exit(main())
