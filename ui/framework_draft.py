"""The draft of the framework editor: begun from a framework or a pasted file, changed step by step, saved for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from cluster_core.assess.framework_review import (
    Finding,
    Standing,
    coverage_of_indicators,
    review,
    standings_of,
)
from cluster_core.errors import BundleError, ClusterError, FrameworkEditError, IntakeError
from cluster_core.intake.framework_save import next_version, own_frameworks, save_framework
from cluster_core.intake.generations import undo
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.framework_edit import At, check_editable, fresh_id, identify, places, rename
from cluster_core.model.text import Text
from cluster_core.store.bundle import BUNDLE_FILE, bundle_folders
from cluster_core.store.faults import Faults
from cluster_core.store.framework_yaml import read_yaml, to_yaml
from cluster_core.store.generation import current, current_name
from cluster_core.store.plain import read_plain
from ui import data, failures, framework_state, state
from ui.framework_state import Draft, Saved
from ui.text import has, isolated, t

OWN = Text("（自定）", " (own)")
Edit = Callable[[Framework], Framework]


# ---- where it is saved


def folder_of(bundle: str) -> Path:
    """Return the folder of a data set by its id."""
    key = ("bundle_folder", data.FOLDER, data.fingerprint(), bundle)
    return data.remember(key, lambda: _folder(bundle))


def _folder(bundle: str) -> Path:
    for folder in bundle_folders(data.FOLDER):
        head = read_plain(current(folder) / BUNDLE_FILE, Faults()) or {}
        if (head.get("id") or folder.name) == bundle:
            return folder
    return data.FOLDER / bundle


def own(bundle: str) -> Mapping[str, Framework]:
    """Return the frameworks that were saved on this desk, by id."""
    folder = folder_of(bundle)
    return data.remember(("own_frameworks", folder, data.fingerprint()), lambda: own_frameworks(folder))


# ---- beginning


def current_draft(dataset: Dataset) -> Draft | None:
    """Return the session's draft for a data set, begun from the scenario's framework where there is none yet.

    None where that framework cannot be edited; why was kept as a problem.
    """
    kept = framework_state.draft(dataset.id)
    if kept is None:
        begin(dataset, state.scenario().framework)
        kept = framework_state.draft(dataset.id)
    return kept


def begin(dataset: Dataset, framework_id: str) -> None:
    """Begin a draft from one of the data set's frameworks; a former one from the same start is gone."""
    try:
        framework_state.set_draft(dataset.id, begun(dataset, framework_id, own(dataset.id)))
    except FrameworkEditError as wrong:
        framework_state.set_problem(refused(wrong))


def begun(dataset: Dataset, framework_id: str, mine: Mapping[str, Framework]) -> Draft:
    """Return a new draft: a framework saved here keeps its id under its next version, any other gets a new id."""
    origin = dataset.framework(framework_id)
    check_editable(origin)
    if framework_id in mine:
        start = identify(origin, framework_id, next_version(origin.version))
    else:
        taken = {*dataset.frameworks, *origin.by_id}
        named = Text(f"{origin.name.zh}{OWN.zh}", f"{origin.name.en}{OWN.en}")
        copied = identify(origin, fresh_id(f"{framework_id}_own", taken), "1")
        start = rename(copied, copied.id, named) if len(named.zh) + len(named.en) < 200 else copied
    versions = tuple((name, one.version) for name, one in mine.items())
    return Draft(framework_id, start, (start,), chosen=At("", start.id), own=versions)


def paste(dataset: Dataset, text: str) -> bool:
    """Take a pasted file as the next step of the draft; False after keeping what is wrong with it."""
    kept = framework_state.draft(dataset.id)
    try:
        found = read_yaml(text, dataset.indicators, t("framework_edit.pasted_file"))
        check_editable(found)
        mine = own(dataset.id)
        if found.id in mine:
            found = identify(found, found.id, next_version(mine[found.id].version))
        elif found.id in dataset.frameworks:
            taken = {*dataset.frameworks, *found.by_id}
            found = identify(found, fresh_id(f"{found.id}_own", taken), "1")
    except FrameworkEditError as wrong:
        framework_state.set_problem(refused(wrong))
        return False
    except BundleError as wrong:
        framework_state.set_problem(isolated(failures.named_message(wrong)))
        return False
    if kept is None:
        kept = Draft(found.id, found, (found,))
    versions = tuple((name, one.version) for name, one in mine.items())
    framework_state.set_draft(dataset.id, replace(kept.changed(found, At("", found.id)), own=versions))
    return True


# ---- changing


def apply(edit: Edit, chosen: At | None = None) -> None:
    """Change the draft; what cannot be done leaves it as it is and is said."""
    bundle = state.scenario().bundle
    kept = framework_state.draft(bundle)
    if kept is None:
        return
    try:
        made = edit(kept.framework)
    except FrameworkEditError as wrong:
        framework_state.set_problem(refused(wrong))
        return
    if made != kept.framework:
        framework_state.set_draft(bundle, kept.changed(made, chosen))


def step(by: int) -> None:
    """Take steps back (below 0), or do them again; at most as many as there are."""
    framework_state.change(
        state.scenario().bundle,
        lambda kept: replace(kept, at=min(max(0, kept.at + by), len(kept.steps) - 1)),
    )


def choose(at: At) -> None:
    """Look at another part."""
    framework_state.change(state.scenario().bundle, lambda kept: replace(kept, chosen=at))


def chosen(draft: Draft) -> At:
    """Return the part that the reader looks at; the root where that is gone."""
    known = places(draft.framework)
    return draft.chosen if draft.chosen in known else known[0]


def refused(wrong: FrameworkEditError) -> str:
    """Return in the reader's language why a change is not possible."""
    return t(f"framework_edit.refused_{wrong.kind}")


def apply_to(at: At, edit: Edit, chosen: At | None = None) -> None:
    """Change the draft as a field of a part asks; fields that are not on screen any more ask for nothing."""
    if framework_state.drawn() == at:
        apply(edit, chosen)


# ---- what the data say


def counts(dataset: Dataset) -> Mapping[str, int]:
    """Return how many of the units have a value of each indicator."""
    scenario = state.scenario()
    key = ("indicator_counts", data.fingerprint(), dataset.id, scenario.unit, scenario.year, scenario.max_age)
    return data.remember(key, lambda: coverage_of_indicators(dataset, scenario))


def findings(dataset: Dataset, framework: Framework) -> tuple[Finding, ...]:
    """Return what is doubtful about a draft."""
    scenario = state.scenario()
    key = ("framework_review", data.fingerprint(), scenario.without_weights().encode(), to_yaml(framework))
    return data.remember(key, lambda: review(framework, dataset, scenario, counts(dataset)))


def standings(dataset: Dataset, framework: Framework) -> Mapping[str, Standing]:
    """Return the ranking that a framework makes; ClusterError where its methods do not go together."""
    scenario = state.scenario()
    key = ("framework_ranks", data.fingerprint(), scenario.without_weights().encode(), to_yaml(framework))
    return data.remember(key, lambda: standings_of(framework, dataset, scenario))


# ---- saving


def save(dataset: Dataset, draft: Draft) -> bool:
    """Save the draft into the data of this desk; False after keeping what went wrong."""
    folder, framework = folder_of(dataset.id), draft.framework
    try:
        made = save_framework(folder, framework, dict(draft.own).get(framework.id, ""))
    except ClusterError as failed:
        framework_state.set_problem(problem(failed))
        data.look_again()  # whoever was quicker is seen at once
        return False
    data.look_again()
    framework_state.set_saved(Saved(dataset.id, made.name, draft))
    return True


def can_take_back(bundle: str) -> bool:
    """Tell whether what this session saved last is still the newest state of the data."""
    made = framework_state.saved()
    return made is not None and made.bundle == bundle and current_name(folder_of(bundle)) == made.generation


def take_back(bundle: str) -> bool:
    """Return to the data and the draft before the last saving; False after keeping what went wrong."""
    made = framework_state.saved()
    try:
        undo(folder_of(bundle))
    except ClusterError as failed:
        framework_state.set_problem(problem(failed))
        return False
    finally:
        data.look_again()
    if made is not None:
        framework_state.set_draft(bundle, made.draft)
    framework_state.set_saved(None)
    return True


def problem(failed: ClusterError) -> str:
    """Return in the reader's language what went wrong with saving and what to do."""
    key = f"framework_edit.saving_{failed.kind}" if isinstance(failed, IntakeError) else ""
    if key and has(key):
        return t(key)
    words = failures.named_message(failed)
    return t("framework_edit.saving_failed", why=isolated(words))
