"""The words of the workbook."""

from __future__ import annotations

import re
import string

from cluster_core.model.framework import NORMALISATIONS, POOLS, UNITS
from cluster_core.model.indicator import DIRECTIONS, STATUSES
from cluster_core.model.scenario import COMBINABLE, FIXED, OBJECTIVE
from cluster_core.report.workbook.words import WORDS, Words


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_is_there_in_both_languages_with_the_same_places() -> None:
    for key, text in WORDS.items():
        assert text.zh, key
        assert text.en, key
        assert fields(text.zh) == fields(text.en), key
        assert not re.search(r"[\u4e00-\u9fff]", re.sub("“[^”]*”", "", text.en.replace("；", ""))), key


def test_there_are_words_for_all_that_a_scenario_may_hold() -> None:
    keys = [
        *(f"normalise_{name}" for name in NORMALISATIONS),
        *(f"pool_{name}" for name in POOLS),
        *("arithmetic", "geometric", "harmonic", "power", "min"),
        *(*UNITS, *DIRECTIONS, *STATUSES, *FIXED, *OBJECTIVE, *COMBINABLE),
    ]
    assert [key for key in keys if key not in WORDS] == []


def test_no_text_breaks_a_formula_that_holds_it() -> None:
    held = ("moved_count", "unranked_count", "none_positive", "negative", "computed")
    assert not [key for key in held if '"' in WORDS[key].zh + WORDS[key].en]


def test_the_readers_language_comes_first() -> None:
    assert Words("zh").both("rank") == "位次 Rank"
    assert Words("en").both("rank", "\n") == "Rank\n位次"
