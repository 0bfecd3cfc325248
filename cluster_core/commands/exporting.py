"""The command export: the scenario as a file to hand over, its kind read off the file's name."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cluster_core.assess.assessment import assess
from cluster_core.commands import export_table
from cluster_core.commands.output import render_table, writable
from cluster_core.commands.scenario_options import add_region, add_scenario_options, add_weights
from cluster_core.errors import ScenarioError, one_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from cluster_core.report.workbook.render import render_workbook

if TYPE_CHECKING:
    from cluster_core.userdata.basket import BasketItem

Exported = tuple[bytes, Sequence[Notice]]
Writer = Callable[[Dataset, Scenario, argparse.Namespace], Exported]

LANGUAGES = ("zh", "en")
USERDATA, SAVED = "CLUSTER_DESK_USERDATA", "userdata"  # where the desk keeps what its users save


def _table(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Exported:
    result = assess(dataset, scenario)
    return render_table(result.tidy, arguments.to.suffix[1:].lower()), result.notices


def _briefing(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Exported:
    """Write a briefing about the region in focus, without one about the data set's own."""
    from cluster_core.report.briefing.compose import compose
    from cluster_core.report.briefing.files import render
    from cluster_core.report.briefing.remedies import put_aside
    from cluster_core.report.briefing.template import read_template

    house = read_template(arguments.template) if arguments.template else None
    own = dataset.default_focus
    if not scenario.focus and own in dataset.units(scenario.unit) and own in (scenario.peers or (own,)):
        scenario = replace(scenario, focus=own)
    result = assess(dataset, scenario)
    kept = _saved_basket() if arguments.basket else ()
    made = compose(result, arguments.language, put_aside(kept, scenario))
    return render(made, arguments.to.suffix.lower(), house), result.notices


def _saved_basket() -> Sequence[BasketItem]:
    from cluster_core.userdata.basket import items
    from cluster_core.userdata.connection import open_store

    return items(open_store(os.environ.get(USERDATA) or SAVED))


def _workbook(dataset: Dataset, scenario: Scenario, arguments: argparse.Namespace) -> Exported:
    result = assess(dataset, scenario)
    return render_workbook(result, arguments.language), result.notices


WRITERS: Mapping[str, Writer] = {
    ".csv": _table,
    ".json": _table,
    ".parquet": _table,
    ".xlsx": _workbook,
    ".docx": _briefing,
    ".pptx": _briefing,
    ".pdf": _briefing,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_scenario_options(parser)
    add_weights(parser)
    add_region(parser)
    parser.add_argument("--rules", metavar="ID|FILE", help="default: the bundle's default rules")
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help=f"its ending decides the kind: {one_of(WRITERS)}",
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default="zh", help="of the words in the file; default: zh"
    )
    house = "a .docx (for .docx and .pdf) or .pptx of the house, whose styles or masters a briefing takes"
    parser.add_argument("--template", type=Path, metavar="FILE", help=house)
    parser.add_argument(
        "--basket", action="store_true", help="measures and cases of a briefing: those of the saved basket"
    )
    export_table.add_options(parser)


def writer(arguments: argparse.Namespace) -> Writer:
    """Return what writes the kind of file asked for; `ScenarioError` where there is none."""
    suffix = arguments.to.suffix.lower()
    if export_table.wanted(arguments):
        return export_table.writer(suffix)
    if suffix not in WRITERS:
        raise ScenarioError(
            f"--to: found '{arguments.to.name}', allowed: a file ending in {one_of(WRITERS)}."
        )
    return WRITERS[suffix]


def save(content: bytes, path: Path) -> None:
    """Write the file whole or not at all."""
    with writable(path, "--to"):
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(content)
        beside.replace(path)
