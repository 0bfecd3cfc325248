"""From the fields of a form to a ballot, and from a ballot to what the fields show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import SCALE, Ballot, Question, rescaled
from cluster_core.userdata.record import NOTE_MAX
from cluster_core.userdata.votes import Submission
from cluster_core.workshop.judgements import reconsider

_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,12})?", re.ASCII)
_STEP = re.compile(r"-?\d", re.ASCII)
_WHOLE = re.compile(r"\d{1,10}", re.ASCII)


def submission(question: Question, form: Mapping[str, str]) -> Submission:
    """Return what a form sends; points are rescaled where it says that the participant consents.

    Raises `WorkshopError` of kind ballot for what no form of ours sends. The core checks the rest.
    """
    values = tuple(_value(question, form.get(f"v{at}", "")) for at in range(len(question.fields)))
    if question.method == "points" and form.get("consent") == "1":
        values = rescaled([value or 0.0 for value in values])
    if len(form.get("comment", "")) > NOTE_MAX:
        raise WorkshopError(
            "ballot", f"comment: found a long one, allowed: {NOTE_MAX} characters. Shorten it."
        )
    ballot = Ballot(values, form.get("group", "") if question.method == "ratings" else "")
    return Submission(
        _whole(form.get("round", "")),
        _whole(form.get("sequence", "")),
        form.get("form", ""),
        ballot,
        form.get("comment", ""),
    )


def shown(question: Question, ballot: Ballot) -> dict[str, str]:
    """Return what the fields show of a ballot."""
    words = {f"v{at}": _shown(question.method, value) for at, value in enumerate(ballot.values)}
    return words | ({"group": ballot.group} if ballot.group else {})


def step_of(value: float) -> int:
    """Return a judgement as the form has it: 5 for 6 times as important, -5 for a sixth, 0 for alike.

    >>> step_of(6.0), step_of(1 / 6), step_of(1.0)
    (5, -5, 0)
    """
    return round(value) - 1 if value >= 1 else 1 - round(1 / value)


def worst(question: Question, ballot: Ballot) -> tuple[int, int, int] | None:
    """Return of a ballot by pairs the judgement to look at again: its field, its step and the step that fits better."""
    given = [value for value in ballot.values if value is not None]
    if question.method != "ahp" or len(given) < len(question.fields):
        return None
    found = reconsider(given)
    return (found.field, step_of(found.given), step_of(found.suggested)) if found else None


def points(form: Mapping[str, str], question: Question) -> Sequence[float]:
    """Return the points that a form sends, to be added up; what is no number counts as none."""
    given = [form.get(f"v{at}", "").strip() for at in range(len(question.fields))]
    return [float(one.replace(",", ".")) if _NUMBER.fullmatch(one) else 0.0 for one in given]


def _value(question: Question, given: str) -> float | None:
    given = given.strip()
    if question.method == "points":
        if not given:
            return 0.0
        if _NUMBER.fullmatch(given):
            return float(given.replace(",", "."))
    elif not given:
        return None
    elif question.method == "ratings" and _WHOLE.fullmatch(given):
        return float(given)
    elif question.method == "ahp" and _STEP.fullmatch(given) and abs(int(given)) < SCALE:
        step = int(given)
        return step + 1.0 if step >= 0 else 1 / (1 - step)
    raise WorkshopError("ballot", f"ballot: found '{given[:20]}', allowed: a number. Correct it.")


def _shown(method: str, value: float | None) -> str:
    if value is None:
        return ""
    return str(step_of(value)) if method == "ahp" else f"{value:.12g}"


def _whole(given: str) -> int:
    if not _WHOLE.fullmatch(given):
        raise WorkshopError("ballot", "form: found a damaged number, allowed: a page's own. Load it again.")
    return int(given)
