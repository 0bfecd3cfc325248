"""Measures and cases of a briefing: what was put aside for it, else what the toolbox answers first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from cluster_core.assess.answers import answers
from cluster_core.assess.fitting_cases import fitting_cases
from cluster_core.model.rules import Case
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from cluster_core.report.briefing.content import Remedies, Remedy
from cluster_core.report.briefing.shortfalls import found
from cluster_core.report.briefing.standing import Told
from cluster_core.report.briefing.words import clauses
from cluster_core.report.table import CUT

MEASURE, CASE, POLICY = "measure", "case", "policy"
MEASURES, CASES = 4, 3
PER_ITEM = 2
NAME, TEXT, FACTS = 60, 90, 70  # half-width signs that there is room for


class Kept(Protocol):
    """One thing of a basket, as `userdata.basket` keeps it."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def subject(self) -> str: ...  # noqa: D102
    @property
    def bundle(self) -> str: ...  # noqa: D102
    @property
    def region(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Put:
    """One thing put aside: its kind, its id in the data set, and a note."""

    kind: str
    subject: str
    note: str = ""


def put_aside(kept: Iterable[Kept], scenario: Scenario) -> tuple[Put, ...]:
    """Return what of a basket belongs into the briefing of a scenario: of its data set, for its region or for none."""
    return tuple(
        Put(one.kind, one.subject, one.note)
        for one in kept
        if one.bundle == scenario.bundle and one.region in ("", scenario.focus)
    )


def remedies(one: Told, basket: Sequence[Put] = ()) -> Remedies:
    """Return measures, policies and cases of the basket in its order; without any, the toolbox's first answers."""
    words, dataset = one.words, one.assessment.dataset
    measures, cases = _of_basket(one, basket)
    origin = "remedies.of_basket"
    if not measures and not cases:
        measures, cases = _of_toolbox(one)
        origin = "remedies.of_toolbox" if measures or cases else "remedies.of_nothing"
    real = dataset.synthetic and bool(measures or cases)
    return Remedies(
        _title(one, measures, cases),
        words.t(origin),
        tuple(measures[:MEASURES]),
        tuple(cases[:CASES]),
        len(measures) + len(cases),
        words.t("remedies.more", count="{count}"),
        (words.t("remedies.real"),) if real else (),
    )


def _of_basket(one: Told, basket: Sequence[Put]) -> tuple[list[Remedy], list[Remedy]]:
    words, dataset = one.words, one.assessment.dataset
    answered = {
        measure: item.item.name for item in reversed(found(one)) for measure in item.item.countermeasures
    }
    measures: list[Remedy] = []
    cases: list[Remedy] = []
    for put in basket:
        if put.kind == MEASURE and (measure := dataset.countermeasures.get(put.subject)):
            text = _noted(one, _answering(one, answered.get(measure.id)), put.note)
            measures.append(Remedy(words.text(measure.name, NAME), text, words.cite(measure.cite)))
        elif put.kind == POLICY and (policy := dataset.policies.get(put.subject)):
            text = _noted(one, words.text(policy.aim, TEXT), put.note)
            measures.append(Remedy(words.text(policy.name, NAME), text, words.cite(policy.cite)))
        elif put.kind == CASE and (case := dataset.cases.get(put.subject)):
            cases.append(_case(one, case, put.note))
    return measures, cases


def _of_toolbox(one: Told) -> tuple[list[Remedy], list[Remedy]]:
    """Return the first answers to each shortcoming, the gravest first, each measure and case once."""
    words, assessment = one.words, one.assessment
    measures: dict[str, Remedy] = {}
    cases: dict[str, Remedy] = {}
    for shortcoming in found(one):
        for answer in answers(assessment, one.unit, shortcoming.item)[:PER_ITEM]:
            made = Remedy(
                words.text(answer.measure.name, NAME),
                _answering(one, shortcoming.item.name),
                words.cite(answer.measure.cite),
            )
            measures.setdefault(answer.measure.id, made)
        for fit in fitting_cases(assessment.dataset, assessment.rules, shortcoming.item)[:PER_ITEM]:
            cases.setdefault(fit.case.id, _case(one, fit.case))
    return list(measures.values())[:MEASURES], list(cases.values())[:CASES]


def _answering(one: Told, item: Text | None) -> str:
    return one.words.text(item, 60) if item else ""


def _noted(one: Told, text: str, note: str) -> str:
    said = one.words.text(Text(note, note), TEXT)
    return one.words.t("stop").join(part for part in (text, said) if part)


def _case(one: Told, case: Case, note: str = "") -> Remedy:
    words = one.words
    done, gained = (
        clauses(text.get(words.language), most) for text, most in ((case.measures, TEXT), (case.facts, FACTS))
    )
    text = words.t("remedies.case", done=done, gained=gained) if done and gained else done or gained
    text = text.replace(f"{CUT}。", CUT).replace(f"{CUT}.", CUT)
    return Remedy(words.text(case.name, NAME), _noted(one, text, note), words.cite(case.cite))


def _title(one: Told, measures: Sequence[Remedy], cases: Sequence[Remedy]) -> str:
    words = one.words
    if not measures and not cases:
        return words.t("remedies.title_none")
    if not measures or not cases:
        return words.t(
            "remedies.title_cases" if cases else "remedies.title_measures", name=(*measures, *cases)[0].name
        )
    return words.t("remedies.title", measure=measures[0].name, case=cases[0].name)
