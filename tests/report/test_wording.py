"""Numbers and lists as each language writes them."""

from __future__ import annotations

import pytest

from cluster_core.report.wording import fill, join, number


def test_numbers_are_those_that_readers_write() -> None:
    assert number(1234.5, 1, "zh") == "1,234.5"
    assert number(-0.04, 1, "en") == "0.0"
    assert number(None, 1, "en") == "–"


def test_a_list_is_joined_as_in_a_sentence() -> None:
    assert join(["甲", "乙", "丙"], "zh") == "甲、乙和丙"


def test_a_plural_needs_its_count() -> None:
    with pytest.raises(KeyError):
        fill({"a": ("one", "many")}, "en", "a", {})
    with pytest.raises(KeyError):
        fill({}, "en", "a", {})
