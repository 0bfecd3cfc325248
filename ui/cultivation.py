"""Types and ladder of the session's scenario, with the reader's own judgements put in."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

import numpy as np

from cluster_core.assess import ladder, typology
from cluster_core.index.selection import prepare_selection
from cluster_core.model.assessment import Assessment
from cluster_core.model.ladder import Standing
from cluster_core.model.typology import Classification, TypeRule
from ui import data, sentences, view_state

RATINGS = (0, 25, 50, 75, 100)  # the rubric


def row_of(assessment: Assessment) -> int | None:
    """Return the place of the unit in focus among the units compared, None if there is none."""
    focus = sentences.focus_of(assessment)
    return None if focus is None else assessment.units.index(focus)


# ---- what the core says


def classification(assessment: Assessment) -> Classification | None:
    """Return the types of all units by the reader's thresholds and ratings; None without a typology."""
    if assessment.dataset.typology is None:
        return None
    chosen, rated = rule(assessment), ratings(assessment)
    key = ("types", *_of(assessment), repr(chosen), repr(sorted(rated.items())))
    return data.remember(
        key, lambda: typology.classify(assessment.dataset, assessment.scenario, chosen, ratings=rated)
    )


def without_value(assessment: Assessment) -> frozenset[str]:
    """Return the indicators of the typology that have no value for the unit in focus."""
    known, row = assessment.dataset.typology, row_of(assessment)
    if known is None or row is None:
        return frozenset()
    key = ("types_values", *_of(assessment))
    prepared = data.remember(
        key, lambda: prepare_selection(assessment.dataset, assessment.scenario, known.indicators)
    )
    return frozenset(
        one
        for one in known.indicators
        if one not in prepared.at or np.isnan(prepared.denominated[row, prepared.at[one]])
    )


def standing(assessment: Assessment) -> Standing | None:
    """Return where all units stand on the ladder; None without one."""
    if assessment.dataset.ladder is None:
        return None
    key = ("ladder", *_of(assessment))
    return data.remember(key, lambda: ladder.stand(assessment.dataset, assessment.scenario))


def _of(assessment: Assessment) -> tuple[str, str]:
    """Return what a result depends on besides the reader's judgements: the file and the prepared values."""
    return data.fingerprint(), replace(assessment.scenario, focus="").without_weights().encode()


# ---- what the reader judges


def subject(assessment: Assessment, kind: str) -> str:
    """Return under which name judgements of one kind are kept: those of one bundle and kind of unit stay apart."""
    return f"{kind}:{assessment.dataset.id}:{assessment.scenario.unit}"


def rule(assessment: Assessment) -> TypeRule:
    """Return the thresholds: the file's, with the reader's in their place."""
    known = assessment.dataset.typology
    chosen: dict[Any, Any] = dict(view_state.judged(subject(assessment, "rule")))
    return replace(known.rule if known else TypeRule(), **chosen)


def ratings(assessment: Assessment) -> dict[str, dict[str, float]]:
    """Return unit -> criterion -> rating of the reader's, as far as unit and criterion are there."""
    known = assessment.dataset.typology
    criteria = [criterion.id for criterion in known.criteria] if known else []
    given: dict[str, dict[str, float]] = {}
    kept: dict[Any, Any] = dict(view_state.judged(subject(assessment, "rating")))
    for (unit, criterion), rating in kept.items():
        if unit in assessment.units and criterion in criteria:
            given.setdefault(unit, {})[criterion] = float(rating)
    return given


def judge(kept_as: str, about: Hashable, value: object) -> None:
    """Keep one judgement of the reader's; None takes it back."""
    others = {one: kept for one, kept in view_state.judged(kept_as).items() if one != about}
    view_state.judge(kept_as, others if value is None else {**others, about: value})


def forget(*subjects: str) -> None:
    """Take back every judgement on these subjects."""
    for one in subjects:
        view_state.judge(one, {})
