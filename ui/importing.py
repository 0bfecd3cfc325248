"""An import as the page carries it out: requests to the core, its work in the background, commit and undo."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from cluster_core.errors import BundleError, ClusterError, IntakeError
from cluster_core.explore.progress import Cancelled, Progress, step
from cluster_core.intake import generations, steps
from cluster_core.intake.additions import indicators_of
from cluster_core.intake.jobs import Look, Prepared, Request
from cluster_core.intake.mapping import Plan
from cluster_core.intake.wire import to_text
from cluster_core.model.dataset import Dataset
from cluster_core.store.bundle import BUNDLE_FILE, bundle_folders
from cluster_core.store.faults import Faults
from cluster_core.store.plain import read_plain, text_at
from ui import data, importing_state, importing_tables, jobs, state
from ui.importing_state import Done, Problem, Work
from ui.text import name, t

# Where each step of the child stands in the whole, as a share: reading takes longest.
_SHARES = {
    "start": 0.0,
    "read": 0.05,
    "layout": 0.5,
    "mapping": 0.7,
    "values": 0.4,
    "compare": 0.7,
    "write": 0.8,
    "check": 0.9,
}
_JOB = "job"
Told = Callable[[str, float], None]


def folder(bundle: str) -> Path:
    """Return the folder of a bundle, which may be named otherwise than the bundle."""
    folders = bundle_folders(data.FOLDER)
    named = next((one for one in folders if one.name == bundle), None)
    return named or next(one for one in folders if _id(one) == bundle)


def _id(place: Path) -> str:
    head = read_plain(place / BUNDLE_FILE, Faults(), BUNDLE_FILE)
    return text_at(head, "id", Faults()) if head else ""


# ---- the session's import


def here() -> Work:
    """Return the session's import into the data set on screen; one into another data set is left."""
    bundle = state.scenario().bundle
    if importing_state.work().bundle != bundle:
        leave()
        importing_state.put(Work(bundle=bundle))
    return importing_state.work()


def leave() -> None:
    """Leave the import: work under way stops, its draft, its table and all decisions go."""
    drop_ready()
    left = jobs.leave(importing_state.mark(_JOB) or "")
    if isinstance(left, Prepared):
        steps.drop(left)
    for mark in ("new", "amended"):
        importing_state.set_mark(mark, None)
    importing_state.put(Work(bundle=importing_state.work().bundle))


def begin(content: bytes, called: str, *, ratings: bool = False) -> None:
    """Take a table and go on to what it holds; what is wrong with it stays on the page."""
    leave()
    try:
        kept = importing_tables.keep(content, called)
    except IntakeError as refused:
        importing_state.change(problem=_problem(refused, ""))
        return
    importing_state.change(table=kept, step="match", ratings=ratings)


def indicators(dataset: Dataset, work: Work) -> dict[str, str]:
    """Return the indicators that a table may be about: those with observations of their own, and new ones."""
    known = {key: name(one.name) for key, one in dataset.indicators.items() if not one.derived}
    return {**known, **{one.id: one.name_zh or one.name_en for one in work.new_indicators}}


def with_new(dataset: Dataset, work: Work) -> Dataset:
    """Return a data set that knows the indicators which an import adds, so that they can be named."""
    new = {one.id: one for one in indicators_of(work.new_indicators, dataset.indicators)}
    return replace(dataset, indicators={**dataset.indicators, **new})


def fresh_id(stem: str, taken: Collection[str]) -> str:
    """Return the first of stem_1, stem_2 ... that is not taken.

    >>> fresh_id("own", {"own_1"})
    'own_2'
    """
    return next(one for number in range(1, len(taken) + 2) if (one := f"{stem}_{number}") not in taken)


# ---- what the core is asked


def look(work: Work) -> Look | None:
    """Return what the table holds; None while it is read, with its progress on the page, or after an error.

    Names that were mapped do not change what is read: the table is looked at again only for another sheet, encoding
    or layout.
    """
    asked = replace(_request(work), plan=Plan(layout=work.plan.layout), new_indicators=())
    if work.seen is not None and work.seen[0] == _key(asked):
        return work.seen[1]
    found = _result("look", asked, lambda told: steps.look(asked, progress=told))
    if found is not None:
        importing_state.change(seen=(_key(asked), found), problem=None)
    return found


def prepare(work: Work) -> Prepared | None:
    """Return the import as it would be; None while it is made ready, or after an error."""
    asked = replace(
        _request(work),
        source="" if work.new_source else work.source,
        new_source=work.new_source,
        status=work.status,
        quality=work.quality,
        replace=work.replace,
        ratings=dict(work.weights) if work.ratings else None,
    )
    if work.ready is not None and work.ready[0] == _key(asked):
        return work.ready[1]
    drop_ready()
    found = _result("prepare", asked, lambda told: steps.prepare(asked, progress=told))
    if found is not None:
        importing_state.change(ready=(_key(asked), found), problem=None)
    return found


def drop_ready() -> None:
    """Remove the draft of what was prepared before."""
    work = importing_state.work()
    if work.ready is not None:
        steps.drop(work.ready[1])
        importing_state.change(ready=None)


def _request(work: Work) -> Request:
    table = work.table
    return Request(
        path=table.path if table else "",
        bundle=str(folder(work.bundle)),
        sheet=work.sheet,
        encoding=work.encoding,
        transposed=work.transposed,
        plan=work.plan,
        digest=table.digest if table else "",
        new_indicators=work.new_indicators,
    )


def _key(asked: Request) -> str:
    return sha256(to_text(asked).encode()).hexdigest()


def _result(kind: str, asked: Request, ask: Callable[[Told], Any]) -> Any | None:
    """Return the answer of a child process; an error is kept for the page in place of it, and not asked for again."""
    key = _key(asked)
    problem = importing_state.work().problem
    if problem is not None and problem.asked == key:
        return None
    job = f"import-{kind}:{asked.path}:{key}"
    if importing_state.mark(_JOB) != job:
        jobs.leave(importing_state.mark(_JOB) or "")
        importing_state.set_mark(_JOB, job)
    try:
        found = jobs.result(job, _in_background(ask), t(f"importing.working_{kind}"))
    except (IntakeError, BundleError) as refused:
        importing_state.change(problem=_problem(refused, key))
        return None
    if found is not None:
        jobs.forget(job)  # the session keeps it
    return found


def _in_background(ask: Callable[[Told], Any]) -> jobs.Work:
    def work(progress: Progress, cancelled: Cancelled) -> Any:
        return ask(lambda at, share: step(_SHARES.get(at, 0.0) + 0.1 * share, progress, cancelled))

    return work


def _problem(refused: ClusterError, asked: str) -> Problem:
    return Problem(refused.kind if isinstance(refused, IntakeError) else "bundle", str(refused), asked)


# ---- the data in use


def commit(prepared: Prepared, *, allow_loss: bool) -> bool:
    """Make a prepared import the data in use; tell whether it is."""
    bundle = importing_state.work().bundle

    def change() -> Done:
        made = steps.commit(folder(bundle), prepared, allow_loss=allow_loss)
        return Done(made.name, prepared.file, prepared.counts)

    return _changed(change, bundle)


def undo(bundle: str, to: str = "") -> bool:
    """Go back to what the data in use were made from, or to a generation; tell whether it was done."""
    return _changed(lambda: Done(generations.undo(folder(bundle), to), undone=True), bundle)


def _changed(change: Callable[[], Done], bundle: str) -> bool:
    """Change the data in use; the session goes on with them at once, others are told by `state.begin`."""
    try:
        done = change()
    except ClusterError as refused:
        importing_state.change(problem=_problem(refused, ""))
        return False
    finally:
        data.look_again()
    state.accept(data.bundles(), data.dataset, data.fingerprint())
    leave()
    importing_state.put(Work(bundle=bundle, done=done))
    return True
