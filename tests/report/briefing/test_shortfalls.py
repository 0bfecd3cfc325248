"""Shortcomings with their evidence: value, threshold, year, and the number of a source that the list has."""

from __future__ import annotations

import re

from cluster_core.assess.answers import shortcomings_of
from cluster_core.report.briefing.shortfalls import JUDGED, Numbered, failed, found, gravest, shortfalls, word
from tests.report.briefing.briefed import about, briefed, told_of
from tests.shipped import assessed, bundle


def test_the_gravest_come_first_and_all_are_counted() -> None:
    made = shortfalls(about("jiangsu"), Numbered())
    rows = [one for one in shortcomings_of(assessed("jiangsu"), "320900") if one.level in JUDGED]
    assert made.count == len(rows)
    assert made.rows[0].word == f"severe, {rows[0].severity:.0f}"
    assert [one.level for one in made.rows] == [one.level for one in rows[: len(made.rows)]]


def test_evidence_has_value_threshold_year_and_source() -> None:
    test = failed(about("jiangsu"), "inn_core_tech")[0]
    said = shortfalls(about("jiangsu"), Numbered()).rows[0].tests[0]
    assert f"{test.value:.2f}" in said
    assert f"{test.reference:.2f}" in said
    assert "(2023)" in said
    made = briefed("jiangsu", "en")
    numbers = {
        int(one) for row in made.shortfalls.rows for one in re.findall(r"\[(\d+)\]", " ".join(row.tests))
    }
    listed = {int(re.match(r"\[(\d+)\]", one)[1]) for one in made.origins.sources}  # type: ignore[index]
    assert numbers <= listed


def test_sources_are_numbered_in_the_order_met() -> None:
    numbered = Numbered()
    assert [numbered.of(one) for one in ("b", "a", "b")] == [1, 2, 1]


def test_a_region_without_shortcomings_has_none() -> None:
    one = told_of(bundle("practice"), focus="p01")
    assert found(one) == ()
    assert gravest(one) == ""
    assert shortfalls(one, Numbered()).title.startswith("No test finds")


def test_proxies_alone_are_said_to_be_so() -> None:
    one = about("jiangsu")
    doubtful = [item for item in found(one) if item.indicative]
    assert doubtful
    assert all(word(one, item).endswith("(proxies only)") for item in doubtful)
