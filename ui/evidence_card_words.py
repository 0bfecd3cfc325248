"""What the card of evidence says: values with flags, sources, formulas with live numbers. No number is made here."""

from __future__ import annotations

import math
import re
from urllib.parse import quote, urlsplit

from cluster_core.assess.audit import Step
from cluster_core.assess.evidence import (
    CRITERION,
    FAMILY,
    INDICATOR,
    ITEM,
    MISSING,
    CriterionEvidence,
    FamilyEvidence,
    IndicatorEvidence,
    ItemEvidence,
    NodeEvidence,
    Observation,
)
from cluster_core.assess.rule_evidence import Tried
from cluster_core.index.aggregate import exponent
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Text
from ui import cards, certainty, sentences
from ui.text import join, name, number, ordinal, percent, plain, quantity, score, t

_SAFE = "/:?&=%#@,;+-._~"  # what stays as it is in an address; brackets and quotes do not
_HALF = "½"
_SCALE = re.compile(r"\d+[-–]\d+")


def title(assessment: Assessment, about: str) -> str:
    """Return the name of a node, an indicator, or of a shortcoming, which is called one."""
    rules = assessment.rules
    criteria = assessment.dataset.typology.criteria if assessment.dataset.typology else ()
    for prefix, named in ((ITEM, rules.items), (FAMILY, rules.families), (CRITERION, criteria)):
        if about.startswith(prefix):
            found = [one.name for one in named if prefix + one.id == about]
            key = "card.criterion" if prefix == CRITERION else "card.shortcoming"
            return t(key, name=name(found[0]) if found else about)
    if about.startswith(INDICATOR):
        return name(assessment.dataset.indicators[about.removeprefix(INDICATOR)].name)
    return sentences.node_name(assessment, about)


def amount(value: float, unit: Text) -> str:
    """Return a value with its unit; one on a scale such as 0-100 with the scale behind it."""
    if _SCALE.fullmatch(name(unit)) and not math.isnan(value):
        return t("ladder.on_scale", value=sentences.number_alone(value), scale=name(unit))
    return quantity(value, unit)


def placed(rank: int, ranked: int) -> str:
    """Return a place among those that have one, or that there is none."""
    return t("card.placed", rank=ordinal(rank), count=ranked) if rank else t("card.not_placed")


# ---- indicators


def value(found: IndicatorEvidence) -> str:
    """Return the value with its unit and year, or that it is missing."""
    if found.status == MISSING:
        return t("card.missing")
    return t("card.value", value=amount(found.value, found.indicator.unit), year=years(found))


def years(found: IndicatorEvidence) -> str:
    """Return the year of the value, of a ratio of two years both."""
    vintage = found.vintage
    if found.imputed:
        return t("card.estimate_for", year=vintage.year or "–")
    return f"{vintage.year}/{vintage.denominator_year}" if vintage.mixed_years else str(vintage.year or "–")


def flags(found: IndicatorEvidence) -> str:
    """Return how the value was come by and what to know about it, the rank first."""
    known = found.indicator
    said = [placed(found.rank, found.ranked)] if found.rank else []
    said += [t(f"card.status_{found.status}")] if found.status != MISSING else []
    said += [
        words
        for words, holds in (
            (t("card.proxy"), known.proxy),
            (t("card.cost"), known.sign < 0),
            (t("card.mixed"), found.vintage.mixed_years),
            (t("card.logged"), known.transform == "log1p"),
        )
        if holds
    ]
    return " · ".join(said)


def lacking(found: IndicatorEvidence) -> str:
    """Return what is lacking of a missing value and where it usually comes from."""
    known = found.indicator
    source = name(known.typical_source)
    had = {one.indicator.id for one in found.observations}
    parts = [part for part in (known.numerator or known.id, known.denominator) if part and part not in had]
    line = t("card.lacking", parts=t("card.lacking_ratio") if had and parts else t("card.lacking_value"))
    return line + (t("card.typical", source=source) if source else "")


def unused(assessment: Assessment, found: IndicatorEvidence) -> str:
    """Return that an indicator is no part of the score, and whether shortcomings read it."""
    if found.places:
        return ""
    read = found.indicator.id in assessment.rules.indicators
    return t("card.only_tested" if read else "card.not_used")


def source_line(one: Observation) -> str:
    """Return one observation with its source, as Markdown: a web address is a link, whatever else it holds is text."""
    head = t(
        "card.observation",
        name=name(one.indicator.name),
        year=one.year,
        value=amount(one.value, one.indicator.unit),
    )
    words = [
        t(f"observations.status_{one.status}"),
        t("card.quality", word=t(f"observations.quality_{one.quality}")),
    ]
    lines = [f"{plain(head)} :gray[· {plain(' · '.join(words))}]"]
    if one.source is None:
        return f"{lines[0]}  \n{plain(t('card.no_source'))}"
    about = " · ".join(
        part for part in (name(one.source.title), name(one.source.issuer), one.source.year) if part
    )
    lines += [plain(about), link(one.source.address)]
    if one.source.accessed:
        lines[-1] += f" :gray[{plain(t('card.accessed', date=one.source.accessed))}]"
    if one.note:
        lines.append(f":gray[{plain(one.note)}]")
    return "  \n".join(line for line in lines if line)


def link(address: str) -> str:
    """Return a web address as a link that can lead nowhere but there; anything else as text."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return plain(address)
    return f"[{plain(address)}]({quote(address, safe=_SAFE)})"


# ---- nodes


def scored(value: float) -> str:
    """Return a score, or that there is none."""
    return t("card.no_score") if math.isnan(value) else t("card.score", score=score(value))


def node_flags(assessment: Assessment, found: NodeEvidence) -> str:
    """Return rank and coverage of a node; of the whole, how sure the rank is, too."""
    said = [placed(found.rank, found.ranked)]
    if found.node.id == assessment.framework.id and found.rank:
        sure = certainty.standings(assessment).get(found.unit)
        said.append(certainty.support(sure) if sure else certainty.unknown(assessment))
    said.append(t("card.coverage", share=percent(found.coverage)))
    return " · ".join(part for part in said if part)


def node_formula(assessment: Assessment, found: NodeEvidence) -> str:
    """Return how the parts make the score, with the numbers in force; why there is none where it is withheld."""
    used = [part for part in found.parts if part.share > 0]
    if math.isnan(found.score):
        least = percent(assessment.scenario.min_coverage)
        return t("card.withheld", coverage=percent(found.coverage), least=least)
    rule, p = found.aggregate, exponent(found.aggregate)
    shown = number(found.score, 2)
    if rule == "min":
        return t("card.formula_min", parts=join(score(part.used) for part in used), score=shown)
    if p == 1:
        sum_ = " + ".join(f"{percent(part.share, 1)} × {number(part.used, 2)}" for part in used)
        return t("card.formula_mean", sum=sum_, score=shown)
    if p == 0:
        product = " × ".join(f"{number(part.used, 2)} ^ {percent(part.share, 1)}" for part in used)
        return t("card.formula_geometric", product=product, score=shown)
    power = number(p, 0 if p == int(p) else 2)
    sum_ = " + ".join(f"{percent(part.share, 1)} × {number(part.used, 2)} ^ {power}" for part in used)
    return t("card.formula_power", sum=sum_, power=power, score=shown)


def node_notices(assessment: Assessment, found: NodeEvidence) -> list[str]:
    """Return what to know of a node: its part of the whole, what is missing, raised or estimated."""
    said = []
    if found.way and not math.isnan(found.way[-1].contribution):
        step = found.way[-1]
        facts = {"share": percent(step.in_force, 1), "points": number(step.contribution, 2)}
        said.append(t("card.in_whole", **facts))
    if found.missing:
        names = join(sentences.node_name(assessment, one) for one in found.missing)
        said.append(t("card.without", names=names, count=len(found.missing)))
    raised = [part for part in found.parts if part.raised]
    if raised:
        floor = number(assessment.scenario.floor, 2)
        names = join(sentences.node_name(assessment, part.id) for part in raised)
        said.append(t("card.raised", names=names, floor=floor))
    if estimated := sum(step.imputed for step in found.below):
        said.append(t("card.estimated", count=estimated))
    return said


def coupling(assessment: Assessment, unit: str) -> str:
    """Return coupling, level and coordination of a unit, with the formula; empty where they are not defined."""
    rows = assessment.coupling
    rows = rows[rows["region"] == unit]
    if rows.empty or not math.isfinite(rows["D"].iloc[0]):
        return ""
    row = rows.iloc[0]
    return t("card.coupling", **{letter: number(row[letter.upper()], 3) for letter in "ctd"})


def step_name(assessment: Assessment, step: Step, above: int) -> str:
    """Return the name of a part, set in below the node looked at."""
    return "\u3000" * (step.level - above - 1) + sentences.node_name(assessment, step.id)


# ---- shortcomings


def severity(found: ItemEvidence | FamilyEvidence) -> str:
    """Return level and severity, or the words for too little evidence."""
    if math.isnan(found.severity):
        return t("level.insufficient")
    said = cards.severity_text(found.severity)
    return t("shortfalls.word", level=t(f"level.{found.level}"), severity=said)


def item_lines(assessment: Assessment, found: ItemEvidence) -> list[str]:
    """Return every test with its formula and the numbers in it, then how they combine."""
    return [*(test_line(assessment, one) for one in found.tests), combined(found)]


def test_line(assessment: Assessment, one: Tried) -> str:
    """Return one test: what was held against what, and what that adds."""
    known = assessment.dataset.indicators[one.indicator]
    shown = t("test.proxy", test=name(known.name)) if one.proxy else name(known.name)
    if not one.assessable:
        return t("card.test_missing", name=shown)
    facts = {
        "name": shown,
        "value": amount(one.value, known.unit),
        "vs": t(f"vs.{one.vs}"),
        "reference": sentences.number_alone(one.reference),
    }
    if not one.fails:
        return t("card.test_passed", **facts)
    far = f"{_HALF} × (1 − {number(one.goodness, 3)})"
    behind = max(0.0, one.goodness_reference - one.goodness)
    gap = (
        f"{_HALF} × {number(behind, 3)} ÷ {number(one.goodness_reference, 3)}"
        if one.goodness_reference > 0
        else "0"
    )
    formula = f"100 × ({far} + {gap}) = {number(one.severity, 1)}"
    return t("card.test_failed", formula=formula, **facts)


def combined(found: ItemEvidence) -> str:
    """Return how the tests make the severity of the item, with the numbers; or that too few could be tried."""
    known = [one for one in found.tests if one.assessable]
    if math.isnan(found.severity_raw):
        return t("card.item_untested", known=len(known), total=len(found.tests))
    shown = number(found.severity_raw, 1)
    if found.item.combine == "worst":
        line = t("card.item_worst", parts=join(number(one.severity, 1) for one in known), severity=shown)
    else:
        line = _mean_of(found, known, shown)
    if found.indicative:
        line += t("card.item_capped", severity=number(found.severity, 1))
    return line


def _mean_of(found: ItemEvidence, known: list[Tried], shown: str) -> str:
    least = found.item.k if found.item.combine == "at_least_k" else 0
    counted = [one for one in known if one.fails] if least else known
    if len(counted) < least:
        return t("card.item_few", failed=len(counted), least=least)
    terms = " + ".join(f"{number(one.weight, 1)} × {number(one.severity, 1)}" for one in counted)
    total = number(sum(one.weight for one in counted), 1)
    return t("card.item_mean", sum=terms, total=total, severity=shown)


def family_formula(found: FamilyEvidence) -> str:
    """Return that a family is as severe as the mean of its worst items, with the numbers."""
    if not found.counted:
        return t("card.family_untested")
    known = {item.id: value for item, value in found.items}
    terms = " + ".join(number(known[one], 1) for one in found.counted)
    return t("card.family", count=len(found.counted), sum=terms, severity=number(found.severity, 1))


def criterion_formula(assessment: Assessment, found: CriterionEvidence) -> str:
    """Return how the indicators make the score of a criterion, with the numbers; or that too few have data."""
    if math.isnan(found.score):
        return t("card.criterion_untold", coverage=percent(found.coverage))
    used = [(share, goodness) for _, share, goodness in found.parts if share > 0]
    terms = " + ".join(f"{percent(share, 1)} × {number(100 * goodness, 1)}" for share, goodness in used)
    return t("card.formula_mean", sum=terms, score=number(found.score, 2))
