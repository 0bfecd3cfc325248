"""Texts, numbers and names as each language writes them."""

from __future__ import annotations

import pytest

from cluster_core.model.text import Language, Text
from ui import text


def test_a_missing_key_fails_in_tests_and_is_never_shown(
    english: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(text.MissingTextError, match=r"no\.such\.key"):
        text.t("no.such.key")
    monkeypatch.setattr(text, "strict", False)
    assert text.t("no.such.key") == ""
    assert "no.such.key" in caplog.text


def test_a_missing_value_falls_back_without_showing_braces(
    english: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(text.MissingTextError):
        text.t("headline.leader")
    monkeypatch.setattr(text, "strict", False)
    assert text.t("headline.leader") == ""


def test_english_counts_have_two_forms(english: None) -> None:
    assert text.t("noun.regions", count=1) == "1 region"
    assert text.t("noun.regions", count=13) == "13 regions"


def test_chinese_counts_have_one_form(chinese: None) -> None:
    assert text.t("noun.regions", count=1) == "1 个地区"


@pytest.mark.parametrize(
    ("rank", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (13, "13th"),
        (22, "22nd"),
        (101, "101st"),
    ],
)
def test_english_ordinals(english: None, rank: int, expected: str) -> None:
    assert text.ordinal(rank) == expected


def test_numbers_have_thousands_a_true_minus_and_no_negative_zero(language: Language) -> None:
    assert text.number(1234.56) == "1,234.6"
    assert text.number(-2.9) == "−2.9"
    assert text.number(-0.01) == "0.0"
    assert text.number(float("nan")) == "–"
    assert text.percent(0.84) == "84%"
    assert text.percent(float("nan")) == "–"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (5.72, Text("件/万人", "per 10,000"), "5.72 件/万人"),
        (2.64, Text("占GDP %", "% of GDP"), "2.64%"),
        (12.345, Text("%", "%"), "12.3%"),
        (0.0, Text("个", ""), "0 个"),
        (21500.4, Text("亿元", ""), "21,500 亿元"),
        (3.5, Text(), "3.50"),
        (float("nan"), Text("%", "%"), "–"),
    ],
)
def test_quantities_carry_their_unit(chinese: None, value: float, unit: Text, expected: str) -> None:
    assert text.quantity(value, unit) == expected


def test_english_units_stand_behind_the_sign(english: None) -> None:
    assert text.quantity(2.64, Text("占GDP %", "% of GDP")) == "2.64% of GDP"


def test_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text.state, "language", lambda: "zh")
    assert text.join("甲乙丙") == "甲、乙和丙"
    assert text.series(["1 项", "2 项"]) == "1 项、2 项"
    monkeypatch.setattr(text.state, "language", lambda: "en")
    assert text.join("abc") == "a, b and c"
    assert text.series("ab") == "a and b"


def test_places_lose_their_suffix_in_chinese_sentences(chinese: None) -> None:
    assert text.place(Text("盐城市", "Yancheng")) == "盐城"
    assert text.place(Text("沙市", "Shashi")) == "沙市"
    assert text.name(Text("盐城市", "Yancheng")) == "盐城市"


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [
        ("![](http://x)", "!\\[\\](http\\://x)"),
        ("$x$ :red[y] `z`", "\\$x\\$ \\:red\\[y\\] \\`z\\`"),
        ("# head\nline", "\\# head line"),
        ("- item - dash", "\\- item - dash"),
        ("<b>*a*_b_</b>", "\\<b>\\*a\\*\\_b\\_\\</b>"),
        ("12. list 3. no", "12\\. list 3. no"),
        ("Jiangsu: thirteen", "Jiangsu: thirteen"),
    ],
)
def test_text_of_the_data_is_no_markup(raw: str, escaped: str) -> None:
    assert text.plain(raw) == escaped


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("创新优先 Plan é", "创新优先 Plan é"),
        ("a\u202eb\u2066c\u200ed\u200be\ufefff\x00g\x1bh", "abcdefgh"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
        ),
        ("مجموعات", "\u2068مجموعات\u2069"),
        ("\u2069\u2069עברית", "\u2068עברית\u2069"),
        ("half \ud83d", "half "),
    ],
)
def test_typed_text_cannot_turn_what_stands_beside_it(raw: str, shown: str) -> None:
    assert text.isolated(raw) == shown
    assert text.isolated(shown) == shown, "once is enough"


def test_a_page_without_a_session_speaks_the_language_it_is_told(chinese: None) -> None:
    def said() -> tuple[str, str, str]:
        return text.t("phone.join"), text.name(Text("盐城", "Yancheng")), text.join(["a", "b"])

    with text.speaking("en"):
        assert said() == ("Take part", "Yancheng", "a and b")
        with text.speaking("zh"):
            assert text.language() == "zh"
        assert text.language() == "en"
    assert said() == ("参加", "盐城", "a和b")
