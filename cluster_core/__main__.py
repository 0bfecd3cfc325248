"""The command line: `python -m cluster_core COMMAND` (formats.md section 4).

Exit status 0: done; 2: the input or the arguments are wrong, with every fault on standard error; 1: our fault; 130:
cancelled.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cluster_core.commands import agglomeration, exporting, importing
from cluster_core.commands.command import Command
from cluster_core.commands.cultivation import CULTIVATION
from cluster_core.commands.diagnosing import DIAGNOSING
from cluster_core.commands.examining import EXAMINING
from cluster_core.commands.goal_seek import GOAL_SEEK
from cluster_core.commands.output import add_table_options, foreign_text_aside, warn, write
from cluster_core.commands.robustness import ROBUSTNESS
from cluster_core.commands.scenario_options import add_scenario_options, choose
from cluster_core.commands.scoring import SCORING
from cluster_core.errors import ClusterError
from cluster_core.store.build import build
from cluster_core.store.bundle import bundle_folders
from cluster_core.store.check import check_path

DATA = Path("data")
STORE = DATA / "clusters.duckdb"
OK, OURS, WRONG, CANCELLED = 0, 1, 2, 130


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
    except KeyboardInterrupt:
        print("cancelled: nothing was written", file=sys.stderr)
        return CANCELLED
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


def _agglomeration(arguments: argparse.Namespace) -> int:
    write(agglomeration.run(arguments), arguments)
    return OK


def _import(arguments: argparse.Namespace) -> int:
    try:
        print(importing.run(arguments))
    except KeyboardInterrupt:
        print("cancelled: the data are as they were, or as the import left them whole", file=sys.stderr)
        return CANCELLED
    return OK


def _export(arguments: argparse.Namespace) -> int:
    written = exporting.writer(arguments)
    dataset, scenario = choose(arguments, reads_rules=True)
    with foreign_text_aside():
        content, notices = written(dataset, scenario, arguments)
    warn(notices)
    exporting.save(content, arguments.to)
    print(f"{arguments.to}: {len(content):,} bytes")
    return OK


def _of_scenario(command: Command, arguments: argparse.Namespace) -> int:
    dataset, scenario = choose(arguments, reads_rules=command.reads_rules)
    with foreign_text_aside():
        table, notices = command.table(dataset, scenario, arguments)
    warn(notices)
    write(table, arguments)
    return OK


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

    rooms = (SCORING, DIAGNOSING, EXAMINING, ROBUSTNESS, GOAL_SEEK, CULTIVATION)
    for name, command in [named for room in rooms for named in room.items()]:
        own = commands.add_parser(name, help=command.help, allow_abbrev=False)
        add_scenario_options(own)
        command.options(own)
        add_table_options(own)
        own.set_defaults(run=partial(_of_scenario, command))

    clustering = commands.add_parser(
        "agglomeration", help="how industries cluster in space", allow_abbrev=False
    )
    agglomeration.add_options(clustering)
    add_table_options(clustering)
    clustering.set_defaults(run=_agglomeration)

    taking = commands.add_parser(
        "export", help="the scenario as a file to hand over: table, workbook or briefing", allow_abbrev=False
    )
    exporting.add_options(taking)
    taking.set_defaults(run=_export)

    bringing = commands.add_parser(
        "import", help="bring a table into a bundle, or undo the last import", allow_abbrev=False
    )
    importing.add_options(bringing)
    bringing.set_defaults(run=_import)
    return parser


if __name__ == "__main__":
    sys.exit(main())
