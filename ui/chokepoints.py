"""Chokepoint technologies with the reader's ratings put in: the lanes, what a change moved, and the filters."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from cluster_core.assess import chokepoints
from cluster_core.errors import ClusterError
from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoint_ratings import FIELDS, Rating, allowed, rated
from cluster_core.model.chokepoints import Lane, Rated, Technology
from ui import sentences, view_state
from ui.widget_keys import Key

TECHNOLOGY = "technology:"  # what begins the subject of a card about one
INDICATOR = "core_import_dependence"
DETAILS = tuple(one for one in FIELDS if one not in ("criticality", "category"))
ALL, FOCUS, OTHER, NOWHERE = "all", "focus", "other", "none"
REGIONS = (ALL, FOCUS, OTHER, NOWHERE)
_STEPS_KEPT = 30  # of undo

Said = tuple[str, str]  # entry, field


# ---- what the reader rates


def _subject(assessment: Assessment, what: str = "technology") -> str:
    return f"{what}:{assessment.dataset.id}"


def ratings(assessment: Assessment, said: Mapping[Any, Any] | None = None) -> dict[str, Rating]:
    """Return the reader's ratings by entry, as far as the register knows entry and value."""
    register = assessment.dataset.chokepoints
    entries = {entry.id for entry in register.entries} if register else set()
    kept: Mapping[Any, Any] = view_state.judged(_subject(assessment)) if said is None else said
    found: dict[str, dict[str, Any]] = {}
    for (entry, field), value in kept.items():
        if register and entry in entries and field in FIELDS and value in allowed(register, field):
            found.setdefault(entry, {})[field] = value
    return {entry: Rating(**given) for entry, given in found.items()}


def keep(assessment: Assessment, said: Mapping[Said, Any], *, undoable: bool = True) -> None:
    """Keep what the reader says now in place of all said before, which can be undone if wished.

    Raises `ClusterError`, and keeps what was there, if a value is not allowed or a window ends before it starts.
    """
    register = assessment.dataset.chokepoints
    if register is None:
        return
    rated(register, _by_entry(said))
    before = dict(view_state.judged(_subject(assessment)))
    if before == dict(said):
        return
    if undoable:
        stack = (*_stack(assessment), before)[-_STEPS_KEPT:]
        view_state.judge(_subject(assessment, "technology_before"), {"stack": stack})
    view_state.judge(_subject(assessment), dict(said))


def rate(assessment: Assessment, changes: Mapping[Said, Any]) -> None:
    """Keep some changes: None, and what the register says itself, takes a rating back."""
    register = assessment.dataset.chokepoints
    known = {entry.id: entry for entry in register.entries} if register else {}
    said: dict[Any, Any] = dict(view_state.judged(_subject(assessment)))
    for (entry, field), value in changes.items():
        said.pop((entry, field), None)
        own = getattr(known[entry], field) if entry in known else None
        if value is not None and value != own:
            said[entry, field] = value
    keep(assessment, said)


def replace_all(assessment: Assessment, found: Mapping[str, Rating]) -> None:
    """Keep the ratings of a file in place of all others."""
    keep(
        assessment,
        {(entry, one): value for entry, rating in found.items() for one, value in rating.given.items()},
    )


def undo(assessment: Assessment) -> None:
    """Go back to what was said before the last change."""
    stack = _stack(assessment)
    if stack:
        view_state.judge(_subject(assessment, "technology_before"), {"stack": stack[:-1]})
        view_state.judge(_subject(assessment), stack[-1])


def can_undo(assessment: Assessment) -> bool:
    """Tell whether there is a change to undo."""
    return bool(_stack(assessment))


def _stack(assessment: Assessment) -> tuple[dict[Any, Any], ...]:
    kept: Any = view_state.judged(_subject(assessment, "technology_before")).get("stack") or ()
    return tuple(kept)


def _by_entry(said: Mapping[Said, Any]) -> dict[str, Rating]:
    found: dict[str, dict[str, Any]] = {}
    for (entry, field), value in said.items():
        if field in FIELDS:
            found.setdefault(entry, {})[field] = value
    return {entry: Rating(**given) for entry, given in found.items()}


# ---- as they travel in a link


def options(assessment: Assessment, of_fields: Collection[str]) -> dict[str, Any]:
    """Return every rating that can be given in some fields, by its text in a link."""
    register = assessment.dataset.chokepoints
    return {
        f"{entry.id}.{field}.{value}" if len(of_fields) > 1 else f"{entry.id}.{value}": (
            (entry.id, field),
            value,
        )
        for entry in (register.entries if register else ())
        for field in of_fields
        for value in (allowed(register, field) if register else ())
    }


def given(assessment: Assessment, of_fields: Collection[str]) -> list[tuple[Said, Any]]:
    """Return the reader's ratings in some fields."""
    kept: Mapping[Any, Any] = view_state.judged(_subject(assessment))
    return [(one, value) for one, value in kept.items() if one[1] in of_fields]


def keep_given(assessment: Assessment, values: Iterable[tuple[Said, Any]]) -> None:
    """Keep ratings of a link beside those that are there; `ClusterError` where they do not go together."""
    said: dict[Any, Any] = {**view_state.judged(_subject(assessment)), **dict(values)}
    keep(assessment, said, undoable=False)


def forget_given(assessment: Assessment, of_fields: Collection[str]) -> None:
    """Forget the reader's ratings in some fields."""
    said = {
        one: value
        for one, value in view_state.judged(_subject(assessment)).items()
        if one[1] not in of_fields
    }
    view_state.judge(_subject(assessment), said)


# ---- the lanes


def lanes(assessment: Assessment, said: Mapping[Any, Any] | None = None) -> tuple[Lane, ...]:
    """Return the lanes by the reader's ratings; windows count from the scenario's year.

    Entries without priority keep the core's order, but those that name the region in focus stand before the others.
    """
    register = assessment.dataset.chokepoints
    if register is None:
        return ()
    found = ratings(assessment, said)
    try:
        known = rated(register, found)
    except ClusterError:  # what another release kept and this one does not allow
        known = register
    focus = sentences.focus_of(assessment)
    return tuple(
        Lane(lane.category, tuple(sorted(lane.entries, key=lambda one: _late(one, focus))))
        for lane in chokepoints.lanes(known, assessment.scenario.year)
    )


def _late(one: Rated, focus: str | None) -> int:
    if math.isfinite(one.priority):
        return 0
    return 1 if focus in one.entry.regions else 2


def ordered(found: Iterable[Lane]) -> list[Rated]:
    """Return the entries of all lanes, the highest priority first, those without one behind in the lanes' order."""
    entries = [one for lane in found for one in lane.entries]
    return sorted(entries, key=lambda one: -one.priority if math.isfinite(one.priority) else 1.0)


def moved(assessment: Assessment) -> dict[str, int]:
    """Return by how many places the last change moved an entry that has a priority within its lane; up is positive."""
    stack = _stack(assessment)
    if not stack:
        return {}
    before, now = (_places(lanes(assessment, said)) for said in (stack[-1], None))
    rated_now = {one.entry.id for one in ordered(lanes(assessment)) if math.isfinite(one.priority)}
    return {
        entry: before[entry][1] - place
        for entry, (lane, place) in now.items()
        if entry in rated_now and before[entry][0] == lane and before[entry][1] != place
    }


def _places(found: Iterable[Lane]) -> dict[str, tuple[str, int]]:
    return {one.entry.id: (lane.id, place) for lane in found for place, one in enumerate(lane.entries, 1)}


# ---- which of them are shown


def cluster_keys(assessment: Assessment) -> dict[str, Technology]:
    """Return the clusters that the register names, those of the region in focus first, each by its first entry."""
    register, focus = assessment.dataset.chokepoints, sentences.focus_of(assessment)
    found: dict[tuple[str, str], Technology] = {}
    for entry in register.entries if register else ():
        if entry.cluster:
            found.setdefault((entry.cluster.zh, entry.cluster.en), entry)
    first = sorted(found.values(), key=lambda entry: focus not in entry.regions)
    return {entry.id: entry for entry in first}


def shown(assessment: Assessment, one: Technology) -> bool:
    """Tell whether an entry passes the filters."""
    keys = cluster_keys(assessment)
    cluster, where = view_state.picked(Key.CHOKE_CLUSTER), view_state.picked(Key.CHOKE_REGION)
    if cluster in keys and one.cluster != keys[str(cluster)].cluster:
        return False
    return where not in REGIONS or where in (ALL, place_kind(assessment, one))


def place_kind(assessment: Assessment, one: Technology) -> str:
    """Return whether an entry names the region in focus, other places, or none."""
    if not one.regions:
        return NOWHERE
    return FOCUS if sentences.focus_of(assessment) in one.regions else OTHER
