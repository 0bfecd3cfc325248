"""Two measures at once: fields, words and sentences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cluster_core.assess.measures import Measure, value_of
from cluster_core.model.assessment import Assessment
from ui import map_pairs
from ui.map_words import Choice

PAIR = Choice("innovation", "pair", across="export_gdp")


def measure(*ranks: int) -> Measure:
    given = np.array(ranks)
    values = np.where(given > 0, -given.astype(float), np.nan)
    return Measure(tuple("abcdef"[: len(ranks)]), values, given, -6, -1)


def test_a_field_is_the_third_by_both() -> None:
    first, second = measure(1, 2, 3, 0), measure(3, 1, 2, 4)
    assert map_pairs.fields(first, first).tolist() == [8, 4, 0, -1]
    assert map_pairs.fields(first, second)[3] == -1, "one without a value has no field"
    assert map_pairs.fields(measure(1, 2, 3), measure(3, 2, 1)).tolist() == [2, 4, 6]


def test_nine_fields_have_nine_words(english: None) -> None:
    words = [map_pairs.word(field) for field in range(9)]
    assert len(set(words)) == 9
    assert words[0::4] == ["weak in both", "middling in both", "strong in both"]
    assert (words[2], words[6]) == ("strong / weak", "weak / strong")


def test_bounds_are_the_ends_of_a_third(english: None, assessment: Assessment) -> None:
    found = value_of(assessment, "innovation")
    best = sorted(found.values.tolist())[-5:]  # 13 regions: places 1 to 5
    assert map_pairs.bounds(assessment, Choice("innovation"), found, 2) == f"{best[0]:.1f} – {best[-1]:.1f}"
    alone = measure(1)
    assert map_pairs.bounds(assessment, Choice("innovation"), alone, 0) == "–"


def test_sentences(english: None, assessment: Assessment) -> None:
    units = ("320900", "320100", "320500")
    assert map_pairs.takeaway(assessment, PAIR, units, (0, 8, 8)) == (
        "Strong in both Collaborative innovation and Exports to GDP: Nanjing and Suzhou"
    )
    assert map_pairs.takeaway(assessment, PAIR, units, (0, 1, -1)).startswith("No region is strong in both ")
    assert map_pairs.headline(assessment, PAIR, units, (2, 8, 8)) == (
        "Yancheng is strong in Collaborative innovation and weak in Exports to GDP"
    )
    nobody = replace(assessment, scenario=replace(assessment.scenario, focus=""))
    assert map_pairs.headline(nobody, PAIR, units, (2, 8, 8)).startswith("Strong in both")
