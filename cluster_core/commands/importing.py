"""The command `import`: a table or a framework of the user's own into a bundle, or the last import undone."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cluster_core.commands.output import writable
from cluster_core.commands.scenario_options import whole
from cluster_core.errors import BundleError, IntakeError
from cluster_core.intake.additions import NewIndicator, NewSource
from cluster_core.intake.child import Limits
from cluster_core.intake.encoding import ENCODINGS
from cluster_core.intake.framework_save import check_id, own_frameworks, save_framework
from cluster_core.intake.generations import undo
from cluster_core.intake.jobs import STATUSES, Prepared, Request
from cluster_core.intake.mapping import Plan, filled, plan_of
from cluster_core.intake.numbers import read_number
from cluster_core.intake.ratings import GROUPS, check_weights
from cluster_core.intake.steps import commit, drop, look, prepare
from cluster_core.store.faults import Faults, quote
from cluster_core.store.files import load_framework
from cluster_core.store.indicators_file import read_indicators
from cluster_core.store.read import load_dataset
from cluster_core.store.tables import read_text

LIMITS = Limits(
    seconds=180.0, memory=3 << 29
)  # a million rows; the address space is larger than the memory in use
TRANSPOSED = {"auto": None, "upright": False, "transposed": True}
SHOWN_NOTES = 20
FRAMEWORKS = (".yaml", ".yml")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the file and the options of an import."""
    parser.add_argument(
        "path", type=Path, nargs="?", metavar="PATH", help="CSV, TSV, XLSX, ODS or XLS; a framework as YAML"
    )
    parser.add_argument("--bundle", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--sheet", default="", metavar="NAME", help="of a workbook; default: the first that is shown"
    )
    parser.add_argument("--encoding", choices=ENCODINGS, default="", help="of a text; default: found out")
    parser.add_argument(
        "--layout", choices=tuple(TRANSPOSED), default="auto", help="transposed: regions are columns"
    )
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE", help="what the texts of the table stand for, as JSON"
    )
    parser.add_argument("--save-mapping", type=Path, metavar="FILE", help="write the mapping that was used")
    parser.add_argument("--year", type=whole, metavar="Y", help="where the table does not say it")
    parser.add_argument("--indicator", default="", metavar="ID", help="where the table does not say it")
    parser.add_argument("--decimal", choices=(".", ","), default="", help="where 1,234 can be read two ways")
    parser.add_argument("--source", default="", metavar="ID", help="of the values; with --title a new one")
    for option, told in (
        ("title", "title"),
        ("issuer", "issuer"),
        ("published", "year"),
        ("address", "address"),
    ):
        parser.add_argument(f"--{option}", default="", metavar="TEXT", help=f"{told} of a new source")
    parser.add_argument(
        "--indicators", type=Path, metavar="FILE", help="new indicators, in the columns of indicators.csv"
    )
    parser.add_argument(
        "--ratings", metavar="E,P,T", help="a rating a row; weights of the groups, such as 60,20,20"
    )
    parser.add_argument("--status", choices=STATUSES, default="observed")
    parser.add_argument("--quality", choices=("A", "B", "C"), default="")
    parser.add_argument(
        "--replace", action="store_true", help="what the table lacks of its indicators and years goes"
    )
    parser.add_argument("--allow-loss", action="store_true", help="lose values without being asked")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    parser.add_argument("--undo", action="store_true", help="back to before the last import; takes no PATH")
    parser.add_argument(
        "--to", default="", metavar="NAME", help="undo: back to this generation, or to 'base'"
    )


def run(arguments: argparse.Namespace) -> str:
    """Carry out an import or its undoing; return what was done in a line.

    Raises
    ------
    IntakeError, BundleError, StoreError
        What is wrong; the data are then as they were.
    """
    if arguments.undo:
        if arguments.path is not None:
            raise IntakeError("arguments", "--undo: found with a PATH, allowed: without one.")
        return f"{arguments.bundle}: {undo(arguments.bundle, arguments.to)} is in use"
    if arguments.path is None or arguments.to:
        raise IntakeError(
            "arguments", "PATH: found nothing or --to, allowed: a file; or --undo, alone or with --to."
        )
    if arguments.path.suffix in FRAMEWORKS:
        return _framework(arguments.path, arguments.bundle, dry_run=arguments.dry_run)
    request = _request(arguments)
    if arguments.save_mapping is not None:
        _save_mapping(request, arguments.save_mapping)
    prepared = prepare(request, LIMITS, _Progress())
    try:
        return _finished(prepared, arguments)
    finally:
        drop(prepared)


def _framework(path: Path, bundle: Path, *, dry_run: bool) -> str:
    """Save a framework file into the bundle: under a new id, or as another version of one that was saved before."""
    framework = load_framework(path, load_dataset(bundle))
    known = own_frameworks(bundle).get(framework.id)
    if known is not None and known.version == framework.version:
        raise IntakeError(
            "taken",
            f"{path.name}: found version '{known.version}' of '{framework.id}', which is there already. "
            "Write another version into the file.",
        )
    told = f"{bundle}: framework {framework.id} version {framework.version}"
    if dry_run:
        check_id(bundle, framework, known.version if known else "")
        return f"{told}; nothing was imported (--dry-run)"
    made = save_framework(bundle, framework, known.version if known else "")
    return f"{told}; {made.name} is in use"


def _finished(prepared: Prepared, arguments: argparse.Namespace) -> str:
    _tell(prepared)
    counted = ", ".join(f"{prepared.counts[name]} {name}" for name in ("new", "changed", "unchanged", "lost"))
    if prepared.faults:
        raise IntakeError(
            "faults", f"{prepared.file}: {prepared.faults} faults, {counted}; nothing was imported."
        )
    if arguments.dry_run:
        return f"{arguments.bundle}: {counted}; nothing was imported (--dry-run)"
    if not prepared.draft:
        return f"{arguments.bundle}: {counted}; nothing to import"
    made = commit(arguments.bundle, prepared, allow_loss=arguments.allow_loss)
    return f"{arguments.bundle}: {counted}; {made.name} is in use"


def _request(arguments: argparse.Namespace) -> Request:
    plan = _mapping(arguments.mapping) if arguments.mapping else Plan()
    given = {
        name: getattr(arguments, name)
        for name in ("year", "indicator", "decimal")
        if getattr(arguments, name)
    }
    source = None
    if arguments.title:
        source = _new_source(arguments)
    elif arguments.issuer or arguments.published or arguments.address:
        raise IntakeError("arguments", "--title: found nothing, allowed: the title of a new source.")
    return Request(
        path=str(arguments.path),
        bundle=str(arguments.bundle),
        sheet=arguments.sheet,
        encoding=arguments.encoding,
        transposed=TRANSPOSED[arguments.layout],
        plan=replace(plan, **given),
        source=arguments.source,
        new_source=source,
        new_indicators=_new_indicators(arguments.indicators) if arguments.indicators else (),
        ratings=_weights(arguments.ratings) if arguments.ratings is not None else None,
        status=arguments.status,
        quality=arguments.quality,
        replace=arguments.replace,
        write=not arguments.dry_run,
    )


def _weights(text: str) -> dict[str, float]:
    numbers = [read_number(part.strip(), ".").value for part in text.split(",")]
    given = [number for number in numbers if number is not None]
    if len(numbers) != len(GROUPS) or len(given) != len(numbers):
        raise IntakeError(
            "arguments", f"--ratings: found {quote(text)}, allowed: three numbers such as 60,20,20."
        )
    weights = dict(zip(GROUPS, given, strict=True))
    check_weights(weights)
    return weights


def _mapping(path: Path) -> Plan:
    faults = Faults()
    text = read_text(path, faults, path.name)
    if text is None:
        raise BundleError(faults.every)
    return plan_of(text)


def _new_source(arguments: argparse.Namespace) -> NewSource:
    texts = {name: getattr(arguments, name) for name in ("title", "issuer")}
    spoken = {
        name: "zh" if any("\u3400" <= sign <= "\u9fff" for sign in text) else "en"
        for name, text in texts.items()
    }
    today = datetime.now(UTC).date().isoformat()
    named = {f"{name}_{spoken[name]}": text for name, text in texts.items()}
    return NewSource(
        arguments.source, year=arguments.published, address=arguments.address, accessed=today, **named
    )


def _new_indicators(path: Path) -> tuple[NewIndicator, ...]:
    faults = Faults()
    read, _ = read_indicators(path, faults, path.name)
    if faults.every:
        raise BundleError(faults.every)
    return tuple(
        NewIndicator(one.id, one.direction, one.unit.zh, one.unit.en, one.name.zh, one.name.en, one.kind)
        for one in read.values()
    )


def _save_mapping(request: Request, path: Path) -> None:
    found = look(request, LIMITS)
    if found.proposal is not None:
        with writable(path, "--save-mapping"):
            path.write_text(filled(request.plan, found.proposal).to_json(), encoding="utf-8")


def _tell(prepared: Prepared) -> None:
    """Print every fault and warning, and the first notes, to standard error."""
    notes = 0
    for one in prepared.findings:
        notes += one.severity == "note"
        if notes <= SHOWN_NOTES:
            label = "" if one.severity == "fault" else f"{one.severity}: "
            sys.stderr.write(f"{label}{prepared.file}: {one}\n")
    if notes > SHOWN_NOTES:
        sys.stderr.write(f"note: {notes - SHOWN_NOTES} more notes\n")


class _Progress:
    """Prints a step when it begins."""

    def __init__(self) -> None:
        self.last = ""

    def __call__(self, step: str, share: float) -> None:
        """Print a new step; where somebody looks on, its share as well."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{step:<8} {share:4.0%}")
            sys.stderr.flush()
        elif step != self.last:
            sys.stderr.write(f"{step} …\n")
        self.last = step
