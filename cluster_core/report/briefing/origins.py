"""Method in five lines and the numbered sources of a briefing."""

from __future__ import annotations

import pandas as pd

from cluster_core.index.aggregate import EXPONENTS, exponent
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.report.briefing.content import Origins
from cluster_core.report.briefing.shortfalls import Numbered
from cluster_core.report.briefing.standing import Told, dimensions, premise

WEIGHTS = 6


def origins(one: Told, numbered: Numbered) -> Origins:
    """Return the method and the sources: first those that the text has numbered, then the others that count, by use."""
    words = one.words
    for source in used(one):
        numbered.of(source)
    listed = [_source(one, at, source) for at, source in enumerate(numbered.sources, 1)]
    return Origins(
        words.t("origins.title", count=len(numbered.sources)),
        (_framework(one), _data(one), _scores(one), premise(one), words.t("method.shortfalls")),
        tuple(listed) or (words.t("origins.none"),),
        words.t("origins.more", count="{count}"),
    )


def used(one: Told) -> list[str]:
    """Return the sources of all values that the framework's indicators rest on, the one used most first."""
    rows = _observations(one)
    return [str(source) for source in rows["source"].value_counts().index if str(source)]


def _observations(one: Told) -> pd.DataFrame:
    dataset, prepared = one.assessment.dataset, one.assessment.prepared
    wanted: list[tuple[str, int]] = []
    for name in one.assessment.framework.indicators:
        vintage, known = prepared.vintages.get(name), dataset.indicators.get(name)
        if vintage is None or known is None or vintage.year is None:
            continue
        wanted.append((known.numerator or known.id, vintage.year))
        if known.denominator:
            wanted.append((known.denominator, vintage.denominator_year or vintage.year))
    keys = pd.DataFrame(list(dict.fromkeys(wanted)), columns=["indicator", "year"]).astype(
        {"indicator": object, "year": "int64"}
    )
    tidy = dataset.tidy(one.assessment.scenario.unit)
    if tidy.empty:
        return pd.DataFrame({"source": []})
    return tidy[tidy["unit"].isin(one.assessment.units)].merge(keys, on=["indicator", "year"])


def _source(one: Told, at: int, source: str) -> str:
    words = one.words
    known = one.assessment.dataset.sources.get(source) or Source(source, Text(source, source))
    parts = [words.text(known.title, 96) or source, words.text(known.issuer, 32), known.year, known.address]
    told = " · ".join(dict.fromkeys(part for part in parts if part))
    return f"[{at}] {told}"


def _framework(one: Told) -> str:
    words, assessment = one.words, one.assessment
    return words.t(
        "method.framework",
        framework=words.text(assessment.framework.name, 40),
        dimensions=dimensions(words, assessment.framework),
        count=len(assessment.framework.indicators),
        rules=words.text(assessment.rules.name, 40),
    )


def _data(one: Told) -> str:
    words, assessment = one.words, one.assessment
    vintages, known = assessment.prepared.vintages, assessment.dataset.indicators
    names = assessment.framework.indicators
    filled = [name for name in names if name in vintages and vintages[name].present]
    proxies = sum(known[name].proxy for name in filled if name in known)
    said = words.t(
        "method.data",
        year=assessment.scenario.year,
        age=assessment.scenario.max_age,
        filled=len(filled),
        total=len(names),
    )
    return said + (words.t("method.proxies", count=proxies) if proxies else "") + words.t("full_stop")


def _scores(one: Told) -> str:
    words, scenario = one.words, one.assessment.scenario
    weighting = scenario.weighting.partition(":")[0]
    return words.t(
        "method.scores",
        normalise=words.t(f"normalise.{scenario.normalise}"),
        aggregate=_aggregate(one),
        weights=words.t(f"weights.{weighting}") + _shares(one),
        least=words.percent(scenario.min_coverage),
    )


def _aggregate(one: Told) -> str:
    rule = one.assessment.scenario.aggregate
    if rule == "min" or rule in EXPONENTS:
        return one.words.t(f"aggregate.{rule}")
    return one.words.t("aggregate.power", p=one.words.alone(exponent(rule)))


def _shares(one: Told) -> str:
    """Return the weights of the root's children in brackets, where they are few and shared by all."""
    framework, scored = one.assessment.framework, one.assessment.scored
    children = framework.root.children
    if len(children) > WEIGHTS or scored.weights[framework.id].ndim > 1:
        return ""
    shares = scored.mean_weights[framework.id].tolist()
    parts = [
        f"{one.child(child.id, 24)} {one.words.percent(share)}"
        for child, share in zip(children, shares, strict=True)
    ]
    return one.words.t("method.shares", parts=one.words.t("comma").join(parts))
