"""One indicator's way to the total in words, each step beside its formula with the numbers in it."""

from __future__ import annotations

import math

from cluster_core.assess.audit import Step
from cluster_core.assess.evidence import IndicatorEvidence
from cluster_core.assess.worked import Worked
from cluster_core.model.assessment import Assessment
from ui import sentences
from ui.text import join, name, number, percent, t


def lines(assessment: Assessment, worked: Worked) -> list[tuple[str, str]]:
    """Return the steps, each as words and, where it is one, as a formula with the numbers in it."""
    return [value_line(assessment, worked), score_line(worked), *place_lines(assessment, worked)]


def place_lines(assessment: Assessment, worked: Worked) -> list[tuple[str, str]]:
    """Return the last two steps, which depend on the place where the indicator stands: weight and points."""
    return [_line_weight(assessment, worked), _line_points(assessment, worked)]


def value_line(assessment: Assessment, worked: Worked | IndicatorEvidence) -> tuple[str, str]:
    """Return how the value came about: observed, formed from two observations, or an estimate."""
    indicator, vintage = worked.indicator, worked.vintage
    facts = {"year": vintage.year, "unit": name(indicator.unit)}
    if worked.imputed:
        method = t(f"impute.{assessment.scenario.impute}")
        return t("method.step_imputed", method=method, unit=facts["unit"]), f"x = {_digits(worked.value)}"
    if not indicator.numerator:
        return t("method.step_observed", **facts), f"x = {_digits(worked.value)}"
    above = name(assessment.dataset.indicators[indicator.numerator].name)
    if math.isnan(worked.divisor):
        return t("method.step_scaled", above=above, **facts), (
            rf"x = {_digits(indicator.scale)} \times {_digits(worked.observed)} = {_digits(worked.value)}"
        )
    below = name(assessment.dataset.indicators[indicator.denominator].name)
    words = t(
        "method.step_ratio",
        above=above,
        below=below,
        below_year=vintage.denominator_year or vintage.year,
        **facts,
    )
    factor = "" if indicator.scale == 1 else rf"{_digits(indicator.scale)} \times "
    ratio = rf"\frac{{{_digits(worked.observed)}}}{{{_digits(worked.divisor)}}}"
    return words, rf"x = {factor}{ratio} = {_digits(worked.value)}"


def score_line(worked: Worked) -> tuple[str, str]:
    """Return how the value became a score, what was done to it before included."""
    result = number(worked.step.score, 1)
    words, formula = _scaled(worked, result)
    logged = t("method.step_logged") if formula and worked.indicator.transform == "log1p" else ""
    return words + logged + _treated(worked), formula


def _scaled(worked: Worked, result: str) -> tuple[str, str]:
    """Return the normalisation in words and, where it has one, as a formula."""
    used = worked.scaling
    first, second, own = (_digits(one) for one in (used.first, used.second, worked.treated))
    facts = {"first": _plain_digits(used.first), "second": _plain_digits(used.second), "score": result}
    if used.constant or (used.method == "zscore" and not used.second > 0):
        return t("method.step_constant", score=result), ""
    if used.method == "minmax":
        above = rf"{own} - {first}" if used.sign > 0 else rf"{second} - {own}"
        beyond = used.held and not used.first <= worked.treated <= used.second
        formula = rf"s = 100 \times \frac{{{above}}}{{{second} - {first}}} {_held(beyond=beyond)} {result}"
        return t("method.step_score", low=facts["first"], high=facts["second"]), formula
    if used.method == "zscore":
        above = rf"{own} - {first}" if used.sign > 0 else rf"{first} - {own}"
        return t(
            "method.step_zscore", **facts
        ), rf"s = \frac{{{above}}}{{{second}}} = {number(worked.step.score, 2)}"
    if used.method == "percentile" and used.second > 1:
        return t(
            "method.step_percentile", **facts
        ), rf"s = 100 \times \frac{{{first} - 1}}{{{second} - 1}} = {result}"
    if used.method in {"rank", "percentile"}:
        return t("method.step_place", **facts), ""
    above, below = (own, first) if used.sign > 0 else (first, own)
    return t(
        f"method.step_{used.method}", **facts
    ), rf"s = 100 \times \frac{{{above}}}{{{below}}} \rightarrow {result}"


def _held(*, beyond: bool) -> str:
    """Return the sign before a result: no equals sign where it was held within 0-100."""
    return r"\rightarrow" if beyond else "="


def _treated(worked: Worked) -> str:
    """Return what the treatment of outliers did to the indicator, and whether to this very value."""
    if worked.treatment is None:
        return ""
    how = worked.treatment.how
    if how != "winsorised":
        return t(f"method.step_{how}")
    ends = {"low": _plain_digits(worked.treatment.low), "high": _plain_digits(worked.treatment.high)}
    return t("method.step_pulled" if worked.changed else "method.step_within", **ends)


def _line_weight(assessment: Assessment, worked: Worked) -> tuple[str, str]:
    step = worked.step
    names = [sentences.node_name(assessment, one.id) for one in worked.way]
    words = t("method.step_weight", names=join(names))
    if any(shares.ndim > 1 for shares in assessment.scored.weights.values()):
        words += t("method.step_own_weights")
    if not _as_planned(step):
        words += t("method.step_in_force", share=percent(step.in_force, 3))
    product = r" \times ".join(rf"{number(one.share * 100, 1)}\%" for one in worked.way)
    planned = rf"w = {product} = {number(step.effective * 100, 3)}\%"
    if _as_planned(step):
        return words, planned
    return words, rf"\begin{{gathered}} {planned} \\ w' = {number(step.in_force * 100, 3)}\% \end{{gathered}}"


def _line_points(assessment: Assessment, worked: Worked) -> tuple[str, str]:
    step = worked.step
    points = number(step.contribution, 2)
    if not math.isclose(step.in_force * step.score, step.contribution, abs_tol=1e-6):
        return t("method.step_points_other", points=points), ""
    share, weight = rf"{number(step.in_force * 100, 3)}\%", "w" if _as_planned(step) else "w'"
    return t("method.step_points"), rf"s \times {weight} = {number(step.score, 1)} \times {share} = {points}"


def _as_planned(step: Step) -> bool:
    """Tell whether no sibling's weight was handed on for want of data."""
    return math.isclose(step.in_force, step.effective, abs_tol=1e-9)


def _digits(value: float) -> str:
    """Return a number for a formula: about four significant figures, the comma without the gap TeX gives it."""
    if math.isnan(value):
        return "–"
    size = abs(value)
    digits = 0 if size >= 1000 or value == int(value) else 2 if size >= 10 else 3
    return number(value, digits).replace("−", "-").replace(",", "{,}")


def _plain_digits(value: float) -> str:
    """Return the same number for a sentence."""
    return _digits(value).replace("{,}", ",")
