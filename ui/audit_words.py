"""The sentences of the Audit page: every finding of the core, and what it means. No number is made here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from cluster_core.assess.leave_out import LeaveOut
from cluster_core.assess.reliability import Thresholds
from cluster_core.assess.statistical_audit import Finding, StatisticalAudit
from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.text import join, number, ordinal, t

_NAMES_READ = 3
_MANY_UNPROVEN = 1 / 4  # from this share on it is the first thing to say
_ALPHA_CODES = {"alpha", "alpha_undefined", "alpha_rises"}
_ALPHA_HIGH, _ALPHA_FAIR = 0.9, 0.7


@dataclass(frozen=True)
class Said:
    """A finding as a reader meets it: what was found, and what that means."""

    said: str
    meaning: str


def correlation(r: float) -> str:
    """Return a correlation, or a number like it, with two decimals."""
    return number(r, 2)


def limits(thresholds: Thresholds) -> dict[str, str]:
    """Return the correlations from which on a part is flagged, as texts."""
    return {
        "negative": cut(thresholds.negative),
        "weak": cut(thresholds.weak),
        "redundant": cut(thresholds.redundant),
    }


def cut(r: float) -> str:
    """Return a limit with as many decimals as it has, two at most."""
    return number(r, next(digits for digits in (0, 1, 2) if digits == 2 or round(r, digits) == r))


def part_name(assessment: Assessment, part: str) -> str:
    """Return the name of a node or indicator."""
    return sentences.node_name(assessment, part)


def some_names(names: Iterable[str]) -> str:
    """Return a few names; of more than three two, and how many others there are."""
    known = list(dict.fromkeys(names))
    if len(known) <= _NAMES_READ:
        return join(known)
    return t("audit.and_others", names=join(known[:2]), count=len(known) - 2)


# ---- the page's sentence


def headline(assessment: Assessment, audit: StatisticalAudit) -> str:
    """Return how much so few regions prove, and the finding that matters most."""
    found = {one.code: one for one in audit.findings}
    if "resolution" not in found:
        count = int(found["too_few_units"].numbers["n"])
        return t("audit.headline_few" if count else "audit.headline_none", count=count)
    numbers = found["resolution"].numbers
    return t(
        "audit.headline",
        regions=_regions(assessment, numbers["n"]),
        critical=correlation(numbers["critical"]),
        finding=_foremost(assessment, audit, found),
    )


def _foremost(assessment: Assessment, audit: StatisticalAudit, found: dict[str, Finding]) -> str:
    """Return the gravest finding: parts that run the wrong way, many unproven ones, else what decides the ranking."""
    if against := found.get("negative"):
        return t("audit.foremost_negative", count=len(against.ids), names=_names(assessment, against))
    untold = found.get("not_told")
    if untold and untold.numbers["count"] >= _MANY_UNPROVEN * untold.numbers["of"]:
        return t("audit.foremost_not_told", count=int(untold.numbers["count"]), of=int(untold.numbers["of"]))
    if _is_steady(audit):
        return t("audit.foremost_steady")
    if moved := found.get("influential_indicator"):
        key = "audit.foremost_influential" if len(moved.ids) == 1 else "audit.foremost_several"
        return t(key, names=_names(assessment, moved), mean=number(moved.numbers["mean"], 1))
    if alike := found.get("redundant"):
        return t("audit.foremost_redundant", count=len(alike.ids))
    return t("audit.foremost_nothing")


def _is_steady(audit: StatisticalAudit) -> bool:
    """Tell whether no region moves by more than one place, whichever indicator is left out."""
    most = audit.table.loc[audit.table["is_indicator"], "rank_shift_max"]
    return bool(most.notna().any() and most.max() <= 1)


def _regions(assessment: Assessment, count: float) -> str:
    return sentences.regions(assessment.dataset, int(count), assessment.scenario.unit)


def _names(assessment: Assessment, finding: Finding) -> str:
    return some_names(part_name(assessment, one) for one in finding.ids)


# ---- the findings


def findings(assessment: Assessment, audit: StatisticalAudit) -> list[Said]:
    """Return every finding but those on alpha, in the order of the core."""
    return [_said(assessment, one) for one in audit.findings if one.code not in _ALPHA_CODES]


def alphas(assessment: Assessment, audit: StatisticalAudit) -> list[Said]:
    """Return the findings on alpha; the first says how high it is, or why there is none."""
    return [_said(assessment, one) for one in audit.findings if one.code in _ALPHA_CODES]


def _said(assessment: Assessment, finding: Finding) -> Said:
    facts = dict(_facts(assessment, finding))
    said, meaning = f"finding.{finding.code}", f"finding.{finding.code}_means"
    if finding.code == "alpha":
        meaning = f"finding.alpha_{_alpha_grade(finding.numbers['alpha'])}"
    elif finding.code == "alpha_undefined":
        meaning = f"audit.reason_{finding.ids[1]}"
    elif finding.code == "too_few_units" and not finding.numbers["n"]:
        said = "finding.no_units"
    return Said(t(said, **facts), t(meaning, **facts))


def _facts(assessment: Assessment, finding: Finding) -> Iterator[tuple[str, object]]:
    """Give the numbers of a finding as texts, and its parts or regions by name."""
    for name, value in finding.numbers.items():
        if name in {"n", "count", "of", "items"}:
            yield name, int(value)
        elif name in {"best", "worst"}:
            yield name, ordinal(int(value))
        elif name in {"mean", "max"}:
            yield name, number(value, 1 if name == "mean" else 0)
        elif name == "threshold":
            yield name, cut(value)
        else:
            yield name, correlation(value)
    if "n" in finding.numbers:
        yield "regions", _regions(assessment, finding.numbers["n"])
    if finding.code == "moves_most":
        yield "names", some_names(sentences.region(assessment, one) for one in finding.ids)
    elif finding.code not in {"alpha", "alpha_undefined"}:
        yield "names", _names(assessment, finding)
    if "count" not in finding.numbers:
        yield "count", int(finding.numbers["n"]) if finding.code == "too_few_units" else len(finding.ids)


def _alpha_grade(alpha: float) -> str:
    if alpha >= _ALPHA_HIGH:
        return "high"
    return "fair" if alpha >= _ALPHA_FAIR else "low" if alpha >= 0 else "below"


def alpha_subject(assessment: Assessment, node: str, of: str) -> str:
    """Return what an alpha is of: all indicators, or the parts of a node."""
    if of == "indicators":
        return t("audit.alpha_all")
    return t("audit.alpha_of", name=part_name(assessment, node))


# ---- titles


def correlations_takeaway(good: int, of: int, redundant: int) -> str:
    """Return how many parts clearly go with what they belong to, and how many almost repeat it."""
    said = t("audit.parts_all" if good == of else "audit.parts_some", count=good, of=of)
    return t("audit.parts_repeat", said=said, count=redundant) if redundant else said


def shifts_takeaway(names: list[str], mean: float, most: float) -> str:
    """Return without what the ranking changes most, and how much; `names` have the largest mean shift."""
    facts = {"mean": number(mean, 1), "max": number(most, 0)}
    if len(names) > 1:
        return t("audit.shifts_several", count=len(names), **facts)
    return t("audit.shifts", names=names[0], **facts)


def no_shifts(left_out: LeaveOut) -> str:
    """Return why there are no shifts to draw: nobody moves, or nobody is left to rank."""
    return t("audit.shifts_still" if np.isfinite(left_out.shift).any() else "audit.shifts_nothing")


def shifts_drawn(shown: int, of: int, still: int) -> str:
    """Return what is drawn of the shifts; `still` parts change nothing and are not among them."""
    said = t("audit.shifts_drawn", shown=shown, of=of)
    return t("audit.shifts_rest", said=said, count=still) if still else said


def focus_range(assessment: Assessment, left_out: LeaveOut, kind: str) -> str:
    """Return between which places the region in focus stands when something is left out; empty without one."""
    focus = sentences.focus_of(assessment)
    if focus is None:
        return ""
    own = left_out.by_unit(indicators=kind == "indicators").set_index("region").loc[focus]
    if not np.isfinite(own["best"]):
        return ""
    best, worst = int(own["best"]), int(own["worst"])
    key = "audit.focus_still" if best == worst else "audit.focus_range"
    return t(key, place=sentences.region(assessment, focus), best=ordinal(best), worst=ordinal(worst))


def mover(names: list[str], shift: float) -> str:
    """Return who moves most and which way; of several only their number and how far."""
    places = int(abs(shift))
    if not names or not places:
        return t("audit.nobody")
    if len(names) > 1:
        return t("audit.movers", count=len(names), places=places)
    return t("audit.falls" if shift > 0 else "audit.rises", place=names[0], places=places)
