"""Which type, how near the next, and what the lists say, in sentences. No number is made here."""

from __future__ import annotations

import numpy as np

from cluster_core.assess.ladder import listings_of
from cluster_core.assess.typology import DECIMALS, becomes
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.ladder import Ladder, Status
from cluster_core.model.typology import UNCLASSIFIED, Classification, Typology
from ui import cultivation, sentences
from ui.text import name, number, percent, t


def headline(assessment: Assessment) -> str:
    """Return type, margin and dated status of the unit in focus, or what is lacking to tell them."""
    row = cultivation.row_of(assessment)
    if row is None:
        return t("types.headline_nobody")
    parts = [part for part in (kind(assessment, row), status(assessment, row)) if part]
    place = sentences.region(assessment, assessment.units[row])
    return t("types.headline", place=place, said=t("types.and").join(parts or [t("types.nothing")]))


def kind(assessment: Assessment, row: int) -> str:
    """Return the type of one unit and how near the next is, or how many criteria have too little data."""
    outcome = cultivation.classification(assessment)
    if outcome is None:
        return ""
    known, total = known_criteria(outcome, row), len(outcome.typology.criteria)
    if outcome.types[row] == UNCLASSIFIED:
        key = "types.unknown" if known else "types.unknown_all"
        lacking = t(key, known=known, total=total, least=outcome.rule.min_criteria)
        return lacking + ask_first(assessment, outcome, row)
    rated = t("types.by_your_ratings") if outcome.overridden[row].any() else ""
    return t(
        "types.is",
        type=type_name(outcome.typology, outcome.types[row]),
        rated=rated,
        margin=margin(outcome, row),
    )


def ask_first(assessment: Assessment, outcome: Classification, row: int) -> str:
    """Return the weightiest indicator of the criteria without a score, and its usual official source.

    Statistics come before experts' ratings, which no office can send.
    """
    missing = cultivation.without_value(assessment)
    children = [
        child
        for column, criterion in enumerate(outcome.typology.criteria)
        if np.isnan(outcome.scores[row, column])
        for child in criterion.children
        if child.id in missing and source_of(assessment.dataset, child.id)
    ]
    if not children:
        return ""
    indicators = assessment.dataset.indicators
    first = max(children, key=lambda child: (indicators[child.id].kind != "expert", child.weight)).id
    return t(
        "types.ask_first",
        indicator=indicator_name(assessment.dataset, first),
        source=source_of(assessment.dataset, first),
    )


def known_criteria(outcome: Classification, row: int) -> int:
    """Return how many criteria of one unit are scored."""
    return int(np.count_nonzero(~np.isnan(outcome.scores[row])))


def margin(outcome: Classification, row: int) -> str:
    """Return the smallest change of one criterion that changes the type, in words."""
    criterion, change, way = outcome.margins[row]
    if not criterion:
        return upwards(outcome, row) or t("types.margin_none")
    return t(
        f"types.margin_{way}",
        type=type_name(outcome.typology, becomes(outcome, row)),
        criterion=criterion_name(outcome.typology, criterion),
        change=points(change),
    )


def upwards(outcome: Classification, row: int) -> str:
    """Return how many more criteria must reach their threshold for the next type; empty where none."""
    codes, rule = outcome.typology.codes, outcome.rule
    now = codes.index(outcome.types[row])
    if now not in (1, 2):
        return ""
    threshold, least = (rule.t_mid, rule.n_mid) if now == 1 else (rule.t_high, rule.n_high)
    short = least - sum(reaches(one, threshold) for one in outcome.scores[row].tolist())
    if short < 1:
        return ""
    return t(
        "types.margin_more",
        count=short,
        threshold=number(threshold, 0),
        type=type_name(outcome.typology, codes[now + 1]),
    )


def reaches(value: float, threshold: float) -> bool:
    """Tell whether a score reaches a threshold, rounded as the rule does; a missing one never does."""
    return bool(np.round(value, DECIMALS) >= threshold)


def points(change: float) -> str:
    """Return a difference of scores, with two decimals where one would say 0.0."""
    return number(change, 1 if change >= 0.1 or change == 0 else 2)


def firmness(outcome: Classification, row: int) -> str:
    """Return the share of random draws that keep the type, an en dash without a type."""
    return percent(float(outcome.kept[row]))


def type_name(typology: Typology, type_id: str) -> str:
    """Return the name of a type, or the word for none."""
    found = next((one for one in typology.types if one.id == type_id), None)
    return name(found.name) if found else t("types.unclassified")


def criterion_name(typology: Typology, criterion_id: str) -> str:
    """Return the name of a criterion."""
    return next((name(one.name) for one in typology.criteria if one.id == criterion_id), criterion_id)


def indicator_name(dataset: Dataset, indicator: str) -> str:
    """Return the name of an indicator; one that the data set does not know keeps its id."""
    known = dataset.indicators.get(indicator)
    return name(known.name) if known else indicator


def source_of(dataset: Dataset, indicator: str) -> str:
    """Return the usual official source of an indicator, an empty text where none is stated."""
    known = dataset.indicators.get(indicator)
    return name(known.typical_source) if known else ""


# ---- what the lists say


def status(assessment: Assessment, row: int) -> str:
    """Return on which rung official lists put one unit, since when, and with how many others."""
    outcome = cultivation.standing(assessment)
    if outcome is None:
        return ""
    found = outcome.status[row]
    if not found.rung:
        return t("types.on_no_list")
    facts = {"rung": rung_name(outcome.ladder, found.rung), "since": since(found)}
    if assessment.scenario.unit == "cluster":
        return t("types.status_cluster", **facts)
    listed = found.on_rung
    if len(listed) > 1:
        shared = sum(len(one.regions) > 1 for one in listed)
        with_others = t("types.shared_many", shared=shared) if shared else ""
        return _before(assessment, found) + t(
            "types.status_many", **facts, number=len(listed), shared=with_others
        )
    others = len(listed[0].regions) - 1
    with_others = (
        t("types.shared_one", regions=sentences.regions(assessment.dataset, others)) if others else ""
    )
    return _before(assessment, found) + t("types.status_one", **facts, shared=with_others)


def since(found: Status) -> str:
    """Return from when a status holds, as it begins a sentence."""
    return t("types.since", date=dated(found.since)) if found.since else t("types.since_unknown")


def dated(date: str) -> str:
    """Return a date as it reads in a sentence: 2024 年; 2020-12."""
    return t("types.year", year=date) if len(date) == 4 else date


def _before(assessment: Assessment, found: Status) -> str:
    """Say that the last list before did not name the unit, where there is such a list."""
    ladder = assessment.dataset.ladder
    if ladder is None or not found.since:
        return ""
    earlier = [
        one.year
        for one in listings_of(assessment.dataset, ladder)
        if one.rung == found.rung and one.year and one.year < int(found.since[:4])
    ]
    return t("types.before", date=dated(str(max(earlier)))) if earlier else ""


def rung_name(ladder: Ladder, rung: str) -> str:
    """Return the name of a rung."""
    return next((name(one.name) for one in ladder.rungs if one.id == rung), rung)
