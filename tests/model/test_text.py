"""A text in two languages."""

from __future__ import annotations

import pytest

from cluster_core.model.text import Text


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (Text("盐城市", "Yancheng"), "盐城市", "Yancheng"),
        (Text("盐城市", ""), "盐城市", "盐城市"),
        (Text("", "Yancheng"), "Yancheng", "Yancheng"),
        (Text(), "", ""),
    ],
)
def test_each_language_has_its_text_or_the_others(text: Text, zh: str, en: str) -> None:
    assert (text.get("zh"), text.get("en"), text.get("fr")) == (zh, en, en)


def test_a_text_is_true_where_it_says_anything() -> None:
    assert not Text()
    assert Text("盐城市")
    assert Text(en="Yancheng")


def test_equal_texts_are_interchangeable() -> None:
    assert len({Text("a", "b"), Text("a", "b")}) == 1
