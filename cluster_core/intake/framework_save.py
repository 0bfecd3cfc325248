"""A framework into a bundle: a new generation like any import, all or nothing, undone by pointing back."""

from __future__ import annotations

from pathlib import Path

from cluster_core.errors import IntakeError
from cluster_core.intake.generations import About, Generation, check_draft, commit, discard, new_draft
from cluster_core.model.framework import Framework
from cluster_core.store.bundle import SHARED_FOLDER, shared_folder
from cluster_core.store.documents import parse_documents, read_documents
from cluster_core.store.faults import Faults
from cluster_core.store.framework_yaml import to_yaml
from cluster_core.store.generation import current, current_name


def own_frameworks(bundle: Path) -> dict[str, Framework]:
    """Return the frameworks that were saved into a bundle, by id: those that neither it nor its shared folder shipped.

    Only these may be replaced; a shipped one keeps its id, so that a code or a report that names it stays true.
    """
    if current(bundle) == bundle:
        return {}
    shipped = {*_read(bundle / SHARED_FOLDER), *_read(shared_folder(bundle))}
    there = _read(current(bundle) / SHARED_FOLDER)
    return {name: one for name, one in there.items() if name not in shipped}


def next_version(version: str) -> str:
    """Return the version that follows: a whole number goes up by one, any other gets a part behind it.

    >>> next_version("1"), next_version("2024b"), next_version("1.9")
    ('2', '2024b.1', '1.10')
    """
    head, point, last = version.rpartition(".")
    if last.isascii() and last.isdigit() and len(version) < 60:
        return f"{head}{point}{int(last) + 1}"
    return f"{version[:60]}.1"


def save_framework(bundle: Path, framework: Framework, replaces: str = "") -> Generation:
    """Write a framework into a new generation of a bundle and make that the data in use.

    Parameters
    ----------
    bundle : the bundle's own folder, which is not written to
    framework : under an id that is new, or one that was saved here before
    replaces : the version of the saved one that it takes the place of; empty for a new id

    Returns
    -------
    generation
        Its file is `frameworks/ID.yaml`, its `about` names that file.

    Raises
    ------
    IntakeError
        taken (the id is another framework's, or its file another document's), moved (the saved one is not the version
        that it is to replace: somebody was quicker), and what `generations.commit` raises.
    BundleError
        With what a check of the whole bundle found; nothing is changed then.
    """
    parent = current_name(bundle)
    check_id(bundle, framework, replaces)
    draft = new_draft(bundle)
    try:
        folder = draft / SHARED_FOLDER
        folder.mkdir(exist_ok=True)
        name = f"{framework.id}.yaml"
        (folder / name).write_text(to_yaml(framework), encoding="utf-8")
        check_draft(bundle, draft)
        counts = {"changed" if replaces else "new": 1}
        return commit(bundle, draft, parent, About(f"{SHARED_FOLDER}/{name}", counts=counts))
    finally:
        discard(draft)  # a committed draft has another name by now


def check_id(bundle: Path, framework: Framework, replaces: str = "") -> None:
    """Refuse an id or a version under which a framework cannot be saved: IntakeError taken, moved."""
    found = own_frameworks(bundle).get(framework.id)
    if replaces and (found is None or found.version != replaces):
        now = f"version {found.version}" if found else "none any more"
        raise IntakeError(
            "moved", f"{framework.id}: found {now}, allowed: version {replaces}. Look at it again."
        )
    everywhere = {*_read(current(bundle) / SHARED_FOLDER), *_read(shared_folder(bundle))}
    if not replaces and framework.id in everywhere:
        raise IntakeError(
            "taken", f"{framework.id}: found an id that a framework has already. Choose another."
        )
    if not replaces and (current(bundle) / SHARED_FOLDER / f"{framework.id}.yaml").exists():
        raise IntakeError("taken", f"{framework.id}.yaml: found a file of that name. Choose another id.")


def _read(folder: Path) -> dict[str, Framework]:
    faults = Faults()  # for `check` to report
    return parse_documents(read_documents(folder, faults), faults, None, None).frameworks
