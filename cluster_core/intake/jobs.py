"""The work of the child process: look at a file; prepare an import. Requests and answers are plain dataclasses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cluster_core.errors import IntakeError
from cluster_core.intake.additions import NewIndicator, NewSource, check_source, indicators_of
from cluster_core.intake.difference import Change, Difference, difference, doubts, merge
from cluster_core.intake.draft import Entry, stored_values, write_indicators, write_observations, write_source
from cluster_core.intake.encoding import Candidate, Sure
from cluster_core.intake.findings import Finding, Findings
from cluster_core.intake.generations import check_draft, discard, new_draft
from cluster_core.intake.layout import Layout, propose
from cluster_core.intake.mapping import Columns, Plan, Proposal, chosen_layout, suggest
from cluster_core.intake.numbers import DecimalSign
from cluster_core.intake.ratings import read_ratings
from cluster_core.intake.reading import Read, read_observations
from cluster_core.intake.sheet import Sheet
from cluster_core.intake.source_file import Opened, open_file
from cluster_core.intake.vocabulary import Vocabulary, vocabulary_of
from cluster_core.intake.wire import from_text, to_text
from cluster_core.intake.workbook import SheetName
from cluster_core.report.table import visible
from cluster_core.store.faults import quote
from cluster_core.store.generation import current_name

SHOWN_ROWS, SHOWN_COLUMNS, SHOWN_CHANGES = 60, 60, 200
STATUSES = ("observed", "estimated", "imputed", "rating")
Step = Callable[[str, float], object]


@dataclass(frozen=True, slots=True)
class Request:
    """A file, the bundle that it is for, and what the user decided. Paths are absolute.

    `transposed` None: find out. `digest`: of the look that the decisions rest on. For `prepare`: `source` is the id of
    a source of the bundle, or of `new_source`; `replace`: what the table lacks of its indicators and years goes;
    `token`: in the draft's name, so that who asked can remove it; `ratings`: weights of the
    groups where the table holds a rating a row, None for any other table.
    """

    path: str
    bundle: str
    sheet: str = ""
    encoding: str = ""
    transposed: bool | None = None
    plan: Plan = field(default_factory=Plan)
    digest: str = ""
    source: str = ""
    new_source: NewSource | None = None
    new_indicators: tuple[NewIndicator, ...] = ()
    status: str = "observed"
    quality: str = ""
    replace: bool = False
    write: bool = True
    token: str = ""
    ratings: dict[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds and what it is taken for; `rows` are its first cells as they stand in it.

    `sure` "ask": the user must choose among `candidates` (encodings). `layout` is None where none was found; then
    `trouble` says why.
    """

    digest: str
    sheet: str
    height: int
    width: int
    rows: tuple[tuple[str, ...], ...]
    encoding: str
    sure: Sure
    candidates: tuple[Candidate, ...]
    separator: str
    sheets: tuple[SheetName, ...]
    merged: int
    macros: bool
    external_links: bool
    layout: Layout | None
    proposal: Proposal | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An import ready to be committed, or what stands in its way.

    `draft` is the folder of the new generation; empty where there are faults, nothing changes, or none was asked for.
    `parent` is the generation that it was made from. Findings and changes are the first of each kind, `finding_counts`
    ("fault:number") and `counts` (new, changed, unchanged, lost) count all of them. `factors`: indicator to the unit
    of the table and what its values were multiplied by, as text.
    """

    file: str
    sheet: str
    source: str
    draft: str
    parent: str
    counts: dict[str, int]
    finding_counts: dict[str, int]
    findings: tuple[Finding, ...]
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    lost: tuple[Change, ...]
    factors: dict[str, tuple[str, float]]
    decimal: DecimalSign

    @property
    def faults(self) -> int:
        """How many faults there are."""
        return sum(number for kind, number in self.finding_counts.items() if kind.startswith("fault:"))


def look(request: Request, step: Step) -> Look:
    """Return what a file holds, with a proposal of what is what."""
    step("read", 0.0)
    opened = open_file(
        Path(request.path), sheet=request.sheet, encoding=request.encoding, digest=request.digest
    )
    step("layout", 0.5)
    sheet = opened.sheet
    known = _vocabulary(request)
    layout, proposal, trouble = None, None, ""
    try:
        layout, table = _laid_out(sheet, known, request)
        step("mapping", 0.7)
        proposal = suggest(table, layout, known, request.plan)
    except IntakeError as unclear:
        trouble = str(unclear)
    shown = tuple(tuple(cell[:200] for cell in row[:SHOWN_COLUMNS]) for row in sheet.rows[:SHOWN_ROWS])
    return Look(
        digest=opened.digest,
        sheet=sheet.name,
        height=len(sheet.rows),
        width=sheet.width,
        rows=shown,
        encoding=opened.encoding,
        sure=opened.sure,
        candidates=opened.candidates,
        separator=opened.separator,
        sheets=opened.sheets,
        merged=len(sheet.merged),
        macros=opened.macros,
        external_links=opened.external_links,
        layout=layout,
        proposal=proposal,
        trouble=trouble,
    )


def prepare(request: Request, step: Step) -> Prepared:
    """Return an import ready to be committed: everything read, compared, written beside and checked."""
    step("read", 0.0)
    opened = open_file(
        Path(request.path), sheet=request.sheet, encoding=request.encoding, digest=request.digest
    )
    if opened.sure == "ask":
        found = ", ".join(one.encoding for one in opened.candidates)
        raise IntakeError("encoding", f"file: found text that may be {found}. Say which encoding it is.")
    bundle = Path(request.bundle)
    known = _vocabulary(request)
    source = _source(request, known)
    read = _read(opened.sheet, known, request, step)
    findings = read.findings
    _tell_file(opened, findings)
    if not source:
        findings.add(
            "warning", "no_source", (-1, -1), "no source", "where the values are from", "Name a source."
        )
    sheet = opened.sheet.name if opened.sheets else ""
    del opened  # the cells are not needed any more, and may be most of what there is
    step("compare", 0.0)
    stored = stored_values(bundle, read.observed.keys)
    kept = merge(read.observed, findings)
    doubts(read.observed, kept, stored, findings)
    changes = difference(read.observed, kept, stored, replace=request.replace)
    if not kept.size and not findings.count("fault"):
        findings.add(
            "fault", "nothing", (-1, -1), "no value in the table", "one at least", "Look at the layout."
        )
    draft, parent = "", current_name(bundle)
    moved = bool(changes.new.size or changes.changed.size or changes.lost.size or request.new_indicators)
    if request.write and moved and not findings.count("fault"):
        draft = _written(bundle, request, (changes, source), step)
    return Prepared(
        file=Path(request.path).name,
        sheet=sheet,
        source=source,
        draft=draft,
        parent=parent,
        counts=changes.counts,
        finding_counts={f"{severity}:{kind}": number for (severity, kind), number in findings.counts.items()},
        findings=tuple(findings.every),
        new=tuple(changes.first("new", SHOWN_CHANGES)),
        changed=tuple(changes.first("changed", SHOWN_CHANGES)),
        lost=tuple(changes.first("lost", SHOWN_CHANGES)),
        factors=read.factors,
        decimal=read.decimal,
    )


def _read(sheet: Sheet, known: Vocabulary, request: Request, step: Step) -> Read:
    if request.ratings is not None:
        return read_ratings(sheet, known, request.plan, request.ratings)
    layout, table = _laid_out(sheet, known, request)
    return read_observations(table, layout, known, request.plan, lambda share: step("values", share))


def _vocabulary(request: Request) -> Vocabulary:
    known = vocabulary_of(Path(request.bundle))
    return known.with_indicators(indicators_of(request.new_indicators, known.indicators))


def _laid_out(sheet: Sheet, known: Vocabulary, request: Request) -> tuple[Layout, Sheet]:
    """Return the layout, the user's or a proposal, and the sheet turned as it says."""
    given: Columns | None = request.plan.layout
    if given is not None:
        table = sheet.transposed() if given.transposed else sheet
        return chosen_layout(table, given), table
    layout = propose(sheet, known, transposed=request.transposed)
    return layout, sheet.transposed() if layout.transposed else sheet


def _source(request: Request, known: Vocabulary) -> str:
    if request.status not in STATUSES or request.quality not in ("", "A", "B", "C"):
        found = quote(f"{request.status} {request.quality}")
        raise IntakeError(
            "addition", f"status, quality: found {found}, allowed: {', '.join(STATUSES)}; A, B, C or none."
        )
    if request.new_source is not None:
        check_source(request.new_source, known.sources)
        return request.new_source.id
    if request.source and known.sources and request.source not in known.sources:
        raise IntakeError(
            "source",
            f"source: found {quote(request.source)}, allowed: a source of the bundle. Add it as a new one.",
        )
    return request.source


def _tell_file(opened: Opened, findings: Findings) -> None:
    hidden = [one.name for one in opened.sheets if one.hidden]
    if hidden:
        findings.add(
            "note",
            "hidden_sheets",
            (-1, -1),
            quote(", ".join(hidden)),
            "",
            "Hidden sheets are not read unless chosen.",
        )
    if opened.macros:
        findings.add("note", "macros", (-1, -1), "macros", "", "They are neither read nor run.")
    if opened.external_links:
        findings.add("note", "external_links", (-1, -1), "links to other files", "", "They are not followed.")
    if opened.sheet.merged:
        findings.add(
            "note",
            "merged",
            (-1, -1),
            f"{len(opened.sheet.merged)} merged ranges",
            "",
            "Filled from their first cell.",
        )


def _written(bundle: Path, request: Request, what: tuple[Difference, str], step: Step) -> str:
    changes, source = what
    draft = new_draft(bundle, request.token)
    try:
        step("write", 0.0)
        status = "rating" if request.ratings is not None else request.status
        entry = Entry(source, f"import: {_shown(Path(request.path).name)}", status, request.quality)
        write_indicators(draft, request.new_indicators)
        write_observations(draft, changes, entry)
        if request.new_source is not None:
            write_source(draft, request.new_source)
        step("check", 0.0)
        check_draft(bundle, draft)
    except BaseException:
        discard(draft)
        raise
    return str(draft)


def _shown(name: str) -> str:
    """Return a file's name as one line of text that can be seen."""
    return " ".join(visible(name).split())[:200]


def _look_job(request: str, step: Step) -> str:
    return to_text(look(from_text(Request, request), step))


def _prepare_job(request: str, step: Step) -> str:
    return to_text(prepare(from_text(Request, request), step))


JOBS: Mapping[str, Callable[[str, Step], str]] = {"look": _look_job, "prepare": _prepare_job}
