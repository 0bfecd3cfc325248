"""The words of tables: both languages, the same places, and the page's own words where it has them too."""

from __future__ import annotations

import string

import pytest

from cluster_core.assess.quality_flags import FLAGS
from cluster_core.model.indicator import QUALITIES, STATUSES
from cluster_core.report.table_request import BEHIND, COLUMNS, FIELDS
from cluster_core.report.table_words import WORDS, word
from tests.test_layout import catalogues


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_word_is_there_in_both_languages_with_the_same_places() -> None:
    assert [key for key, text in WORDS.items() if not (text.zh and text.en)] == []
    assert [key for key, text in WORDS.items() if places(text.zh) != places(text.en)] == []


def test_columns_fields_and_values_have_words() -> None:
    columns = {one for listed in (*COLUMNS.values(), BEHIND) for one in listed}
    values = {*(f"flag_{one}" for one in (*FLAGS, "none")), *(f"status_{one}" for one in STATUSES)}
    assert columns | set(FIELDS) | values <= set(WORDS)
    assert [one for one in ("score", "rank", "z", "gap_median") if "computed" not in word(one, "en")] == []
    headings = [word(one, "zh") for one in columns]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(("language", "catalogue"), [("zh", "zh_CN"), ("en", "en")])
def test_cards_say_status_and_quality_in_the_same_words(language: str, catalogue: str) -> None:
    texts = catalogues()[catalogue]
    for key in (*(f"status_{one}" for one in STATUSES), *(f"quality_{one}" for one in QUALITIES)):
        assert texts[f"observations.{key}"] == (word(key, language),), key  # type: ignore[arg-type]
