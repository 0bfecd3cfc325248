"""What the texts of a table stand for: what is sure, what the user is asked, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cluster_core.errors import IntakeError
from cluster_core.intake.jobs import Look
from cluster_core.intake.layout import NONE
from cluster_core.intake.mapping import SKIP, ColumnChoice, Plan, Proposal, filled, plan_of
from cluster_core.intake.names import Match, label_of
from cluster_core.intake.units import factor_between
from cluster_core.model.dataset import Dataset
from ui.importing_state import Work

REGION, INDICATOR = "region", "indicator"


@dataclass(frozen=True)
class Question:
    """A text that somebody has to decide, what it may be, and the unit that stands with it."""

    kind: str
    text: str
    options: tuple[Match, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Bound:
    """A text of the table and what it is taken for (empty `id`: left out), its year and unit as stated there."""

    kind: str
    text: str
    id: str
    year: int | None = None
    unit: str = ""


def questions(seen: Look, dataset: Dataset, amended: tuple[str, ...] = ()) -> list[Question]:
    """Return the texts to be decided: those that are not sure, are computed by the data set, or are to be amended."""
    found: dict[tuple[str, str], Question] = {}
    proposal = seen.proposal
    if proposal is None:
        return []
    for one in (*proposal.columns, *proposal.indicators):
        taken = _taken(one)
        if one.text and (one.status == "ask" or _derived(dataset, taken) or one.text in amended):
            unit = one.unit if isinstance(one, ColumnChoice) else ""
            options = () if _derived(dataset, taken) else one.alternatives
            found.setdefault((INDICATOR, one.text), Question(INDICATOR, one.text, options, unit))
    for one in proposal.regions:
        if one.status == "ask" or one.text in amended:
            found.setdefault((REGION, one.text), Question(REGION, one.text, one.alternatives))
    return list(found.values())


def _taken(one: object) -> str:
    return one.indicator if isinstance(one, ColumnChoice) else getattr(one, "id", "")


def _derived(dataset: Dataset, one: str) -> bool:
    return one in dataset.indicators and dataset.indicators[one].derived


def decided(question: Question, plan: Plan) -> str:
    """Return what a text was decided to be: an id, "-" for left out, empty where it is open."""
    return (plan.regions if question.kind == REGION else plan.indicators).get(question.text, "")


def with_choice(plan: Plan, kind: str, text: str, chosen: str) -> Plan:
    """Return the plan with one text decided."""
    if kind == REGION:
        return replace(plan, regions={**plan.regions, text: chosen})
    return replace(plan, indicators={**plan.indicators, text: chosen})


def bound(seen: Look, work: Work) -> list[Bound]:
    """Return every text and what it is taken for, as far as that is known."""
    return list(_bound(seen, work.plan))


def _bound(seen: Look, plan: Plan) -> Iterator[Bound]:
    proposal = seen.proposal or Proposal((), (), ())
    for one in proposal.columns:
        if not one.text:
            if plan.indicator:
                yield Bound(INDICATOR, one.header, plan.indicator, one.year, one.unit)
            continue
        chosen = plan.indicators.get(one.text) or one.indicator
        if chosen:
            unit = plan.units.get(one.text, "") or one.unit or plan.default_unit
            yield Bound(INDICATOR, one.text, "" if chosen == SKIP else chosen, one.year, unit)
    for kind, texts, own in (
        (INDICATOR, proposal.indicators, plan.indicators),
        (REGION, proposal.regions, plan.regions),
    ):
        for one in texts:
            if chosen := own.get(one.text) or one.id:
                yield Bound(kind, one.text, "" if chosen == SKIP else chosen)


def factor(one: Bound, dataset: Dataset) -> float | None:
    """Return by what the values of a column are multiplied; None where its unit is another kind of thing.

    A column without a unit, or of a new indicator, is taken as it is.
    """
    if not one.unit or one.id not in dataset.indicators:
        return 1.0
    unit = dataset.indicators[one.id].unit
    wanted = tuple(dict.fromkeys(text for text in (unit.zh, unit.en) if text))
    return factor_between(one.unit, wanted) if wanted else 1.0


def twice(found: list[Bound]) -> list[str]:
    """Return the indicators that two columns claim for the same year."""
    claimed = [(one.id, one.year) for one in found if one.kind == INDICATOR and one.id]
    return sorted({one for one, year in claimed if claimed.count((one, year)) > 1})


def accepted(seen: Look, work: Work, dataset: Dataset, amended: tuple[str, ...]) -> Plan:
    """Return the plan with the best suggestion for each open text; none where two are as good, or it is taken."""
    plan = work.plan
    for question in questions(seen, dataset, amended):
        best = question.options[:1]
        if decided(question, plan) or not best:
            continue
        tie = len(question.options) > 1 and question.options[1].confidence == best[0].confidence
        taken = {one.id for one in _bound(seen, plan) if one.kind == question.kind}
        if not tie and best[0].id not in taken and not _derived(dataset, best[0].id):
            plan = with_choice(plan, question.kind, question.text, best[0].id)
    return plan


def rest_left_out(seen: Look, work: Work, dataset: Dataset, amended: tuple[str, ...]) -> Plan:
    """Return the plan with every open text left out."""
    plan = work.plan
    for question in questions(seen, dataset, amended):
        if not decided(question, plan):
            plan = with_choice(plan, question.kind, question.text, SKIP)
    return plan


# ---- what no cell says


def lacks_region(seen: Look) -> bool:
    """Tell whether no column names regions: the whole table is of one."""
    return seen.layout is not None and seen.layout.region == NONE


def lacks_indicator(seen: Look) -> bool:
    """Tell whether neither a column nor the headers name indicators: the whole table is of one."""
    proposal = seen.proposal
    return (
        seen.layout is not None
        and proposal is not None
        and seen.layout.indicator == NONE
        and any(not one.text for one in proposal.columns)
    )


def lacks_year(seen: Look, plan: Plan) -> bool:
    """Tell whether a column that is taken says no year, and no other column says it for each row."""
    if seen.layout is None or seen.proposal is None or seen.layout.year != NONE:
        return False
    if seen.layout.indicator != NONE:
        return True
    return any(one.year is None for one in seen.proposal.columns if plan.indicators.get(one.text) != SKIP)


def likely_year(work: Work, seen: Look) -> int | None:
    """Return the year that stands above the header, in the sheet's name or the file's; None where none does."""
    above = seen.layout.header[0] if seen.layout is not None and not seen.layout.transposed else 3
    texts = [cell for row in seen.rows[: max(above, 0)] for cell in row]
    texts += [seen.sheet, work.table.name if work.table else ""]
    return next((year for one in texts if (year := label_of(one).year) is not None), None)


def missing(seen: Look, work: Work, dataset: Dataset, amended: tuple[str, ...] = ()) -> list[str]:
    """Return in words of the catalogue what is still to be said before the table can be checked."""
    if seen.sure == "ask":
        return ["encoding"]
    if work.ratings:
        return []
    if seen.layout is None or seen.proposal is None:
        return ["layout"]
    found = []
    if any(not decided(one, work.plan) for one in questions(seen, dataset, amended)):
        found.append("names")
    if lacks_region(seen) and not work.plan.region:
        found.append("region")
    if lacks_indicator(seen) and not work.plan.indicator:
        found.append("indicator")
    if lacks_year(seen, work.plan) and work.plan.year is None:
        found.append("year")
    return found


# ---- a mapping that was kept


def saved(seen: Look, work: Work) -> str:
    """Return the mapping as it stands, with all that is sure, as JSON for next year's file."""
    plan = filled(work.plan, seen.proposal) if seen.proposal is not None else work.plan
    return replace(plan, layout=None, year=None).to_json()


def loaded(text: str, plan: Plan) -> Plan | None:
    """Return a mapping that was kept, with this table's layout and year; None where the text is no mapping."""
    try:
        found = plan_of(text)
    except IntakeError:
        return None
    return replace(found, layout=plan.layout, year=plan.year)
