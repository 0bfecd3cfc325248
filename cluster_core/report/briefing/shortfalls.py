"""The shortcomings of a briefing with their evidence: value, threshold, year and the number of the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cluster_core.assess.answers import Shortcoming, shortcomings_of
from cluster_core.assess.evidence import INDICATOR, IndicatorEvidence, evidence
from cluster_core.model.diagnosis import THRESHOLDS
from cluster_core.model.text import Language
from cluster_core.report.briefing.content import Shortfall, Shortfalls
from cluster_core.report.briefing.standing import Told

# How many of each in turn there is room for; the number that failed is said beside them.
TESTS: dict[Language, tuple[int, ...]] = {"zh": (2, 2, 2, 2), "en": (2, 2, 1, 1)}
JUDGED = ("severe", "moderate", "mild")


@dataclass
class Numbered:
    """The sources named so far, numbered in the order in which they are met."""

    sources: list[str] = field(default_factory=list[str])

    def of(self, source: str) -> int:
        """Return the number of a source, the next one for a new one."""
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source) + 1


def found(one: Told) -> tuple[Shortcoming, ...]:
    """Return the shortcomings of the region, the gravest first: what has a level of mild or worse."""
    return tuple(item for item in shortcomings_of(one.assessment, one.unit) if item.level in JUDGED)


def failed(one: Told, item: str) -> list[Any]:
    """Return the failed tests of an item as rows of the table of tests, the gravest first."""
    tests = one.assessment.tests
    rows = tests[(tests["region"] == one.unit) & (tests["item"] == item) & tests["fails"]]
    return list(rows.sort_values("severity", ascending=False, kind="stable").itertuples())


def shortfalls(one: Told, numbered: Numbered) -> Shortfalls:
    """Return the gravest shortcomings; the sources of their values are numbered as they are met."""
    words, every = one.words, shortcomings_of(one.assessment, one.unit)
    judged = found(one)
    rows = tuple(
        Shortfall(
            words.text(item.item.name, 64),
            item.level,
            word(one, item),
            _counted(one, item.item.id),
            _tests(one, item, numbered, most),
        )
        for item, most in zip(judged, TESTS[words.language], strict=False)
    )
    unknown = sum(item.level == "insufficient" for item in every)
    return Shortfalls(
        _title(one, every, judged),
        rows,
        len(judged),
        words.t("shortfalls.more", count="{count}"),
        (words.t("shortfalls.unknown", count=unknown),) if unknown else (),
    )


def word(one: Told, item: Shortcoming) -> str:
    """Return "severe, 69", with a decimal near a limit so that number and word agree, and the doubt beside it."""
    near = any(
        abs(item.severity - limit) < 0.5 and round(item.severity) != item.severity for limit in THRESHOLDS
    )
    said = one.words.t(
        "shortfalls.word",
        level=one.words.t(f"level.{item.level}"),
        severity=one.words.number(item.severity, 1 if near else 0),
    )
    return said + one.words.t("shortfalls.indicative") if item.indicative else said


def tested(one: Told, test: Any) -> str:
    """Return one failed test in words: value with unit, the reference that it misses, and the year of the value."""
    words, indicator = one.words, one.assessment.dataset.indicators[str(test.indicator)]
    said = words.t(
        "test.less" if indicator.sign > 0 else "test.more",
        indicator=words.text(indicator.name, 48),
        value=words.quantity(float(test.value), indicator.unit),
        vs=words.t(f"vs.{test.vs}"),
        reference=words.alone(float(test.reference)),
    )
    vintage = one.assessment.prepared.vintages.get(indicator.id)
    year = words.t("test.year", year=vintage.year) if vintage and vintage.year else ""
    return said + year + (words.t("test.proxy") if test.proxy else "")


def sources_of(one: Told, indicator: str) -> list[str]:
    """Return the sources of the observations behind one value of the region."""
    about = evidence(one.assessment, one.unit, INDICATOR + indicator)
    if not isinstance(about, IndicatorEvidence):
        return []
    listed = (seen.source.id for seen in about.observations if seen.source is not None)
    return list(dict.fromkeys(listed))


def _tests(one: Told, item: Shortcoming, numbered: Numbered, most: int) -> tuple[str, ...]:
    rows = failed(one, item.item.id)
    said: list[str] = []
    for test in rows[:most]:
        numbers = sorted(numbered.of(source) for source in sources_of(one, str(test.indicator)))
        marks = "".join(f"[{number}]" for number in numbers)
        said.append(f"{tested(one, test)}{marks}")
    return tuple(said)


def _counted(one: Told, item: str) -> str:
    tests = one.assessment.tests
    rows = tests[(tests["region"] == one.unit) & (tests["item"] == item)]
    return one.words.t("shortfalls.tests", failed=int(rows["fails"].sum()), count=len(rows))


def _title(one: Told, every: Sequence[Shortcoming], judged: Sequence[Shortcoming]) -> str:
    words = one.words
    if not every or all(item.level == "insufficient" for item in every):
        return words.t("shortfalls.title_unknown", place=one.place)
    if not judged:
        return words.t("shortfalls.title_none", place=one.place)
    counts = [(level, sum(item.level == level for item in judged)) for level in JUDGED]
    parts = [
        words.t("shortfalls.of_level", count=count, level=words.t(f"level.{level}"))
        for level, count in counts
        if count
    ]
    joined = "、".join(parts) if words.language == "zh" else words.join(parts)
    return words.t("shortfalls.title", place=one.place, parts=joined, count=len(judged))


def gravest(one: Told) -> str:
    """Return the gravest shortcoming with its first failed test, in a sentence; empty without one."""
    judged = found(one)
    if not judged:
        return ""
    tests = failed(one, judged[0].item.id)
    facts = {"item": one.words.text(judged[0].item.name, 72), "word": word(one, judged[0])}
    if not tests:
        return one.words.t("shortfalls.gravest_alone", **facts)
    return one.words.t("shortfalls.gravest", **facts, test=tested(one, tests[0]))
